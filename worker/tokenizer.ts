/**
 * Prompt → word ids. The data builder reads captions with the same `normalise`, so that training and
 * inference agree on what a word is.
 */
import type { UnknownWord } from './api';
import { PromptError } from './request';

/** The words a model knows, as `vocabulary.json` holds them. */
export interface Vocabulary {
  words: string[]; // word id → word; 0 is <pad>
  fillers: string[]; // words without meaning here: a, the, of …
  subjects: { name: string; group: string; phrases: number[][] }[];
  motions: { name: string; phrases: number[][] }[];
}

export interface Tokens {
  words: number[]; // word ids in the order typed, at most `limit`
  unknown: UnknownWord[];
  ignored: string[]; // known words beyond the limit
}

/**
 * The motion that a prompt asks for: the one of the longest phrase found in it.
 *
 * @returns 1 + index among the motions, 0 when the prompt names none
 */
export function findMotion(words: number[], motions: Vocabulary['motions']): number {
  let [found, longest] = [0, 0];
  motions.forEach(({ phrases }, index) => {
    for (const phrase of phrases) {
      if (phrase.length <= longest || !contains(words, phrase)) continue;
      [found, longest] = [index + 1, phrase.length];
    }
  });
  return found;
}

const contains = (words: number[], phrase: number[]) =>
  words.some((_, at) => phrase.every((id, i) => words[at + i] === id));

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
  const words = fold(prompt).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.filter((word) => !fillers.has(word)).map((word) => singular(word, known));
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

function singular(word: string, known: ReadonlySet<string>): string {
  if (known.has(word)) return word;
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

/**
 * The tokeniser of one vocabulary.
 *
 * @param limit words that the model reads
 */
export function createTokenizer(vocabulary: Vocabulary, limit: number) {
  const ids = new Map(vocabulary.words.map((word, id) => [word, id]));
  ids.delete(vocabulary.words[0] ?? ''); // nobody types <pad>
  const known = new Set(ids.keys());
  const fillers = new Set(vocabulary.fillers);

  /** @throws {PromptError} when nothing is left to draw */
  return function tokenise(prompt: string): Tokens {
    const tokens: Tokens = { words: [], unknown: [], ignored: [] };
    for (const word of normalise(prompt, known, fillers)) {
      const id = ids.get(word);
      if (id !== undefined) {
        if (tokens.words.length < limit) tokens.words.push(id);
        else tokens.ignored.push(word);
      } else if (!tokens.unknown.some((seen) => seen.word === word)) {
        tokens.unknown.push({ word, nearest: nearestWords(word, known) });
      }
    }
    if (tokens.words.length === 0) {
      throw new PromptError(nothingKnown(prompt, tokens.unknown), tokens.unknown);
    }
    return tokens;
  };
}

function nothingKnown(prompt: string, unknown: UnknownWord[]): string {
  if (unknown.length === 0) {
    return `The prompt “${prompt.trim()}” names nothing to draw: add a subject, such as “rocket”.`;
  }
  const words = unknown.map(({ word }) => `“${word}”`).join(', ');
  const best = Array.from({ length: NEAREST }, (_, rank) =>
    unknown.map((one) => one.nearest[rank]),
  );
  const hints = new Set(best.flat().filter((word) => word !== undefined)); // each word's best first
  const hint = hints.size > 0 ? ` Did you mean ${[...hints].slice(0, NEAREST).join(', ')}?` : '';
  return `The model does not know ${words}.${hint}`;
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
