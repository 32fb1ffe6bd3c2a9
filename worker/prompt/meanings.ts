/**
 * What words mean that the model was never told: `meanings.txt` of a model folder names, for some 20,000
 * English words, the known subject or motion that is nearest (models/data/meanings says how).
 */

export interface Meanings {
  size: number; // words in the table, without their inflections
  /**
   * The words of the subject's or motion's name that a word means, such as ["ice", "cream"] for “sorbet”;
   * of an inflected word that is not in the table, what its stem means.
   *
   * @param word lower case, as `normalise` leaves it
   */
  meaningOf(word: string): string[] | undefined;
}

const WORDS = /^(?: [a-z]+)+$/;

/**
 * @param text a line for each subject or motion: `dog: mutt pooch pup`
 * @throws when a line is not of that form, or two lines claim one word
 */
export function parseMeanings(text: string): Meanings {
  const names = new Map<string, string>(); // word → name
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const [name, words] = [line.slice(0, Math.max(0, colon)), line.slice(colon + 1)];
    if (name.trim() === '' || !WORDS.test(words)) throw damaged(index, line);
    for (const word of words.slice(1).split(' ')) {
      const before = names.size;
      if (names.set(word, name).size === before) throw repeated(index, word);
    }
  }
  if (names.size === 0) throw new Error('The table of meanings should hold words, and holds none.');
  const meaningOf = (word: string) => {
    const known = [word, ...stems(word)].find((one) => names.has(one));
    return known === undefined ? undefined : names.get(known)!.split(' ');
  };
  return { size: names.size, meaningOf };
}

const SHOWN = 60; // characters of a damaged line

const damaged = (index: number, line: string) =>
  new Error(
    `Line ${index + 1} of the table of meanings should be a name, a colon and words of letters a to z, and is “${line.slice(0, SHOWN)}”.`,
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
function stems(word: string): string[] {
  return ENDINGS.flatMap(([ending, rest]) => {
    if (!word.endsWith(ending)) return [];
    const stem = word.slice(0, -ending.length) + rest;
    if (stem.length < SHORTEST) return [];
    const doubled = /([^aeiou])\1$/.test(stem) && rest === '' && ending !== 's' && ending !== 'es';
    return doubled ? [stem, stem.slice(0, -1)] : [stem]; // “strumming” of “strum”
  });
}

/** What single words mean. */
export function createMeanings(text: string) {
  const meanings = text === '' ? undefined : parseMeanings(text);
  return (word: string) => {
    const name = meanings?.meaningOf(word)?.join(' ');
    return name === undefined ? undefined : { name, pictured: true };
  };
}
