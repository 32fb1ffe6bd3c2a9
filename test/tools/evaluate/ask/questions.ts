/** What is asked, what the right answer is, and how many questions there are of each kind. */
import type { World } from '../truth/world';

/** One thing, one movement, by a prompt. */
export interface Plain {
  kind: 'main' | 'paraphrase' | 'unseen';
  prompt: string;
  subject: number;
  style: number;
  motion: number;
}

/** What is drawn by its canonical caption, past the reader: a picture, or a thing that moves of itself. */
export interface Captioned {
  kind: 'picture' | 'heldOut' | 'clip'; // heldOut: of a subject that was never trained in this style
  prompt: string; // of words in the caption, for sheets
  subject: number;
  style: number;
}

/** A thing that moves of itself, by a prompt. */
export interface Alive {
  kind: 'living';
  prompt: string;
  subject: number;
  style: number;
}

export type Sort = 'plain' | 'coloured'; // plain: grey or white

/** A thing in a colour that it does not have. */
export interface Colour {
  kind: 'colour';
  prompt: string;
  subject: number;
  sort: Sort;
  hue: number; // degrees
}

/** Two things at rest in their usual styles, from left to right or from top to bottom. */
export interface Pair {
  kind: 'pair';
  prompt: string;
  subjects: [number, number];
  relation: 'beside' | 'above';
}

/** Several of one thing, at rest in its usual style. */
export interface Count {
  kind: 'count';
  prompt: string;
  subject: number;
  count: number; // 1 to 4
}

/** A prompt as somebody typed it. */
export interface Given {
  kind: 'given';
  prompt: string;
}

export type Question = Plain | Captioned | Alive | Colour | Pair | Count | Given;
export type Kind = Question['kind'];

/** How many of each kind are asked by default. */
export const USUAL: Record<Kind, number> = {
  main: 192,
  paraphrase: 64,
  unseen: 64,
  picture: 192,
  heldOut: 64,
  clip: 64,
  living: 32,
  colour: 48,
  pair: 32,
  count: 32,
  given: 100,
};
const LEAST = 2; // of each kind

export const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** The usual shares of about `total` questions, at least two of each kind. */
export function shareOut(total: number): Record<Kind, number> {
  const all = sum(Object.values(USUAL));
  const scaled = Object.entries(USUAL).map(([kind, usual]) => [
    kind,
    Math.max(LEAST, Math.round((usual * total) / all)),
  ]);
  return Object.fromEntries(scaled) as Record<Kind, number>;
}

/** Moments of the loop at which an answer to a prompt is looked at: all key phases where it moves, else the first one. */
export const phasesOf = ({ kind }: Question, { phases }: World): number[] =>
  /^(main|paraphrase|living)$/.test(kind) ? phases : phases.slice(0, 1);

/** A test whether a phrase is the name of some subject. */
export function createNameTest({ subjects }: World): (phrase: string) => boolean {
  const names = new Set(subjects.flatMap(({ phrases }) => phrases));
  return (phrase) => names.has(phrase);
}
