/**
 * What words mean that the model was never told: `meanings.txt` of a model folder says of some thirty thousand
 * English words which known subject is drawn for them, or which is nearest (models/data/meanings says how).
 */

/** What a word means. */
export interface Meaning {
  name?: string; // of the subject or motion; none when nothing is near, and the word is but English
  picture: boolean; // whether the subject is drawn for the word; if not, its name is a suggestion
}

export interface Meanings {
  size: number; // words in the table, without their inflections
  /**
   * What a word means; of an inflected word that is not in the table, what its stem means. Only plurals stand for
   * pictures as their stems do: to dog somebody has nothing to do with a dog.
   *
   * @param word lower case, as `normalise` leaves it
   */
  meaningOf(word: string): Meaning | undefined;
  /** Whether the table holds the very word: then it is English, and no typing error (“spining” is only like “spine”). */
  has(word: string): boolean;
}

/** `dog: mutt poodle`, `dog? bark leash` or `? although` */
const LINE = /^(?:(?! )([^:?]*[^:? ])([:?])|\?)((?: [a-z]+)+)$/;

/**
 * @param text a line for each name: `dog: mutt poodle` of words that it is drawn for, `dog? leash` of words that it
 *   is nearest to; a line without a name holds words that nothing is near to
 * @throws when a line is not of that form, or two lines claim one word
 */
export function parseMeanings(text: string): Meanings {
  const table = new Map<string, Meaning>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const [, name, mark, words] = LINE.exec(line) ?? [];
    if (words === undefined) throw damaged(index, line);
    const meaning = name === undefined ? { picture: false } : { name, picture: mark === ':' };
    for (const word of words.slice(1).split(' ')) {
      const before = table.size;
      if (table.set(word, meaning).size === before) throw repeated(index, word);
    }
  }
  if (table.size === 0) throw new Error('The table of meanings should hold words, and holds none.');
  const meaningOf = (word: string) => {
    const own = table.get(word);
    if (own !== undefined) return own;
    const stem = stems(word).find((one) => table.has(one));
    if (stem === undefined) return undefined;
    const meaning = table.get(stem)!;
    return meaning.picture && !word.endsWith('s') ? { ...meaning, picture: false } : meaning;
  };
  return { size: table.size, meaningOf, has: (word) => table.has(word) };
}

const SHOWN = 60; // characters of a damaged line

const damaged = (index: number, line: string) =>
  new Error(
    `Line ${index + 1} of the table of meanings should be a name, a colon or question mark and words of letters a to z, and is “${line.slice(0, SHOWN)}”.`,
  );

const repeated = (index: number, word: string) =>
  new Error(
    `Line ${index + 1} of the table of meanings should hold words of its own, and “${word}” was there before.`,
  );

/** Endings of plurals and verbs, and what stands in their place in the stem. */
const ENDINGS: readonly (readonly [ending: string, stem: string])[] = [
  ['ies', 'y'],
  ['ves', 'f'],
  ['ves', 'fe'],
  ['s', ''],
  ['es', ''],
  ['ied', 'y'],
  ['ed', 'e'],
  ['ed', ''],
  ['ying', 'ie'],
  ['ing', 'e'],
  ['ing', ''],
];
const SHORTEST = 3; // letters of a stem: “bus” is no plural

/** What a word may be an inflection of, the likeliest first. */
export function stems(word: string): string[] {
  return ENDINGS.flatMap(([ending, rest]) => {
    if (!word.endsWith(ending)) return [];
    const stem = word.slice(0, -ending.length) + rest;
    if (stem.length < SHORTEST) return [];
    const doubled = /([^aeiou])\1$/.test(stem) && rest === '' && ending !== 's' && ending !== 'es';
    return doubled ? [stem, stem.slice(0, -1)] : [stem]; // “strumming” of “strum”
  });
}

/** What single words mean; the table is read when the first of them is asked for. */
export function createMeanings(text: string): Pick<Meanings, 'meaningOf' | 'has'> {
  let parsed: Meanings | undefined;
  const open = () => {
    parsed ??= parseMeanings(text);
    return parsed;
  };
  return text === ''
    ? { meaningOf: () => undefined, has: () => false }
    : { meaningOf: (word) => open().meaningOf(word), has: (word) => open().has(word) };
}
