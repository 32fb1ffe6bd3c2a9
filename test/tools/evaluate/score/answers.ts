/** Questions and what was drawn for them. */
import type { Kind, Question } from '../ask/questions';
import type { Drawn } from '../draw/model';

export interface Answer<Q extends Question = Question> {
  question: Q;
  drawn?: Drawn; // none where the prompt could not be drawn
}

/** Questions that may be of a kind. */
type Of<K extends Kind, Q = Question> = Q extends { kind: infer P }
  ? K & P extends never
    ? never
    : Q
  : never;

export const ofKind = <K extends Kind>(answers: Answer[], ...kinds: K[]): Answer<Of<K>>[] =>
  answers.filter((answer): answer is Answer<Of<K>> =>
    kinds.some((kind) => kind === answer.question.kind),
  );

/** A share, to four digits; null of nothing. What is not drawn is not right. */
export function portion<T>(items: T[], holds: (item: T) => boolean): number | null {
  if (items.length === 0) return null;
  return rounded(items.filter(holds).length / items.length);
}

/** The mean, to four digits; null of nothing. */
export const mean = (values: number[]): number | null =>
  values.length === 0 ? null : rounded(values.reduce((sum, one) => sum + one, 0) / values.length);

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
