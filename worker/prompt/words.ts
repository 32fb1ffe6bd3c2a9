/**
 * Words: how a prompt falls into them, and which known ones are near to an unknown one. The data builder
 * reads captions with the same `normalise`, so that training and inference agree on what a word is.
 */

/** Something that has names: lists of word ids. */
export interface Named {
  name: string;
  phrases: number[][];
}

/** The words a model knows, as `vocabulary.json` holds them. */
export interface Vocabulary {
  words: string[]; // word id → word; 0 is <pad>
  fillers: string[]; // words without meaning here: a, the, of …
  styles?: Named[]; // the first is drawn when none is said; absent when there is one style only
  motions: Named[]; // a name “alive” is for subjects with a life of their own
  subjects: Subject[];
}

export interface Subject extends Named {
  group: string;
  alive?: number[][]; // it can move by itself; what its own movement is called: “burning”
  lively?: boolean; // and does unless “still” is said
}

const NOTHING: ReadonlySet<string> = new Set();
const NEAREST = 3; // suggestions for an unknown word
const MAX_WORD = 40; // characters that the edit distance looks at

/**
 * Splits a prompt into words: lower case, compatibility forms and accents folded (NFKC), possessives
 * cut off, runs of letters and digits kept, fillers dropped. A plural becomes its singular only when
 * the plural is not a known word itself and the singular is.
 */
export function normalise(
  prompt: string,
  known: ReadonlySet<string> = NOTHING,
  fillers: ReadonlySet<string> = NOTHING,
): string[] {
  const words = splitWords(prompt);
  return words.filter((word) => !fillers.has(word)).map((word) => singular(word, known));
}

/**
 * Runs of letters and digits, folded.
 *
 * @param also what else is a word: the source of a regular expression
 */
export function splitWords(prompt: string, also = ''): string[] {
  const words = new RegExp(`[\\p{L}\\p{M}\\p{N}]+${also && `|${also}`}`, 'gu');
  return fold(prompt).match(words) ?? [];
}

function fold(prompt: string): string {
  return prompt
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '') // piñata and pinata are one word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['\u2019]s(?![\p{L}\p{N}])/gu, '') // dog's → dog
    .replace(/['\u2019]/g, '');
}

/** @param always the singular is wanted even of a plural that is known itself */
export function singular(word: string, known: ReadonlySet<string>, always = false): string {
  if (known.has(word) && !always) return word;
  const stems = [
    [/s$/, ''],
    [/es$/, ''],
    [/ies$/, 'y'],
    [/ves$/, 'f'],
    [/ves$/, 'fe'],
  ] as const;
  for (const [ending, replacement] of stems) {
    const stem = word.replace(ending, replacement);
    if (stem !== word && known.has(stem)) return stem;
  }
  return word;
}

/** The known words nearest to an unknown one, best first: by edits, then by a shared beginning. */
export function nearestWords(word: string, known: Iterable<string>, count = NEAREST): string[] {
  const typed = word.slice(0, MAX_WORD);
  const scored: { word: string; score: number }[] = [];
  for (const candidate of known) {
    const score = distance(typed, candidate);
    const allowed = Math.max(1, Math.floor(Math.max(typed.length, candidate.length) / 3));
    const begins = shorter(typed, candidate) >= 3 && beginsAlike(typed, candidate);
    if (score <= allowed || begins) scored.push({ word: candidate, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.word < b.word ? -1 : 1));
  return scored.slice(0, count).map((item) => item.word);
}

const shorter = (a: string, b: string) => Math.min(a.length, b.length);
const beginsAlike = (a: string, b: string) => a.startsWith(b) || b.startsWith(a);

/** Edits between two words: insert, delete, replace, swap neighbours (optimal string alignment). */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, replaced);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
