/**
 * Words: how they are folded, and what they may be forms of. The data builder reads captions with the same
 * `normalise`, so that training and inference agree on what a word is.
 */

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Splits a caption into words: runs of letters and digits, folded, fillers dropped. A plural becomes its
 * singular only when the plural is not a known word itself and the singular is.
 */
export function normalise(
  caption: string,
  known: ReadonlySet<string> = NOTHING,
  fillers: ReadonlySet<string> = NOTHING,
): string[] {
  const words = fold(caption).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.filter((word) => !fillers.has(word)).map((word) => singular(word, known));
}

/** The word itself, or its singular where only that is known. */
export function singular(word: string, known: ReadonlySet<string>): string {
  if (known.has(word)) return word;
  return singularsOf(word).find((one) => known.has(one)) ?? word;
}

const INVISIBLE = /\u00ad|[\u200b-\u200f]|\u2060|\ufe0e|\ufe0f|\ufeff/g; // soft hyphens, joiners, selectors

/** Lower case, compatibility forms and accents folded (NFKC), possessives and apostrophes cut off. */
export function fold(text: string): string {
  if (/^[a-z0-9 ]*$/.test(text)) return text;
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '') // piñata and pinata are one word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['\u2019]s(?![\p{L}\p{N}])/gu, '') // dog's → dog
    .replace(/['\u2019]/g, '');
}

const PLURALS = [
  [/s$/, ''],
  [/es$/, ''],
  [/ies$/, 'y'],
  [/ves$/, 'f'],
  [/ves$/, 'fe'],
] as const;

/** What a word may be the plural of, the likeliest first. */
export const singularsOf = (word: string): string[] => stemsOf(word, PLURALS);

/** Plurals that no ending tells: a stem, then its plurals. The data builder makes names of them. */
export const IRREGULAR_PLURALS = `
child children; man men; woman women; mouse mice; louse lice; goose geese; ox oxen; foot feet; tooth teeth;
person persons; cactus cacti; fungus fungi; nucleus nuclei; alumnus alumni; radius radii;
stimulus stimuli; octopus octopi; hippopotamus hippopotami; larva larvae; alga algae; vertebra vertebrae;
antenna antennae; formula formulae; nebula nebulae; bacterium bacteria; medium media; datum data;
criterion criteria; phenomenon phenomena; index indices; vertex vertices; matrix matrices; appendix appendices;
axis axes; crisis crises; oasis oases; thesis theses; analysis analyses; fireman firemen; policeman policemen;
businessman businessmen; fisherman fishermen; snowman snowmen; gentleman gentlemen; grandchild grandchildren`;

const stemsByPlural = new Map(
  IRREGULAR_PLURALS.split(';').flatMap((line) => {
    const [stem = '', ...plurals] = line.trim().split(' ');
    return plurals.map((plural) => [plural, stem] as const);
  }),
);

/** Whether one word is the plural of another. */
export const isPluralOf = (plural: string, word: string): boolean =>
  stemsByPlural.get(plural) === word || singularsOf(plural).includes(word);

/** A plural that `singularsOf` leads back from. */
export function pluralOf(name: string): string {
  if (/(s|x|z|ch|sh)$/.test(name)) return /[^s]s$/.test(name) ? name : `${name}es`; // fries are many already
  return /[^aeiou]y$/.test(name) ? name.replace(/y$/, 'ies') : `${name}s`;
}

const ADJECTIVES = [
  [/y$/, ''],
  [/([^aeiou])\1y$/, '$1'],
  [/y$/, 'e'],
] as const;

/** What an adjective may be made of: rainy → rain, sunny → sun, bony → bone. */
export const nounsOf = (word: string): string[] => stemsOf(word, ADJECTIVES);

function stemsOf(word: string, endings: readonly (readonly [RegExp, string])[]): string[] {
  return endings
    .map(([ending, stem]) => word.replace(ending, stem))
    .filter((stem) => stem !== word && stem.length > 1);
}

/** Edits between two words of up to 255 letters: insert, delete, replace, swap neighbours (optimal string alignment). */
export function distance(a: string, b: string): number {
  const width = b.length + 1;
  let [before, last, row] = [new Uint8Array(width), new Uint8Array(width), new Uint8Array(width)];
  for (let j = 0; j < width; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, replaced);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    [before, last, row] = [last, row, before];
  }
  return last[b.length]!;
}
