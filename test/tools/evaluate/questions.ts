/** What is asked, what the right answer is, and how many questions there are of each kind. */
import type { World } from './world';

/** One thing, one movement. */
export interface Plain {
  kind: 'main' | 'heldOut' | 'paraphrase' | 'unseen' | 'style' | 'living';
  prompt: string;
  subject: number;
  style: number;
  motion: number;
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

/** Two things at rest, from left to right or from top to bottom. */
export interface Pair {
  kind: 'pair';
  prompt: string;
  subjects: [number, number];
  relation: 'beside' | 'above';
}

/** Several of one thing, at rest. */
export interface Count {
  kind: 'count';
  prompt: string;
  subject: number;
  count: number; // 1 to 4
}

export type Question = Plain | Colour | Pair | Count;
export type Kind = Question['kind'];

/** How many of each kind are asked by default. */
export const USUAL: Record<Kind, number> = {
  main: 192,
  heldOut: 64,
  paraphrase: 64,
  unseen: 64,
  colour: 48,
  style: 32,
  pair: 32,
  count: 32,
  living: 48,
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

/** Moments of the loop at which an answer is looked at: all key phases where it moves, else the first one. */
export const phasesOf = ({ kind }: Question, { phases }: World): number[] =>
  /^(main|heldOut|paraphrase|living)$/.test(kind) ? phases : phases.slice(0, 1);

/** A test whether a phrase is the name of some subject. */
export function createNameTest({ subjects }: World): (phrase: string) => boolean {
  const names = new Set(subjects.flatMap(({ phrases }) => phrases));
  return (phrase) => names.has(phrase);
}
