/** Questions and what was drawn for them. */
import type { Picture } from '../../../worker/api';
import { type Clip, flattenClip } from './pictures';
import type { Kind, Question } from './questions';

export interface Answer<Q extends Question = Question> {
  question: Q;
  pictures?: Picture[]; // key frames; none where the prompt could not be drawn
}

/** An answer that there is something to compare in. */
export interface Shown<Q extends Question = Question> {
  question: Q;
  clip: Clip;
}

type Of<K extends Kind> = Extract<Question, { kind: K }>;

export const ofKind = <K extends Kind>(answers: Answer[], ...kinds: K[]): Answer<Of<K>>[] =>
  answers.filter((answer): answer is Answer<Of<K>> =>
    kinds.some((kind) => kind === answer.question.kind),
  );

export const shown = <Q extends Question>(answers: Answer<Q>[]): Shown<Q>[] =>
  answers.flatMap(({ question, pictures }) =>
    pictures ? { question, clip: flattenClip(pictures) } : [],
  );

/** A share, to four digits; null of nothing. What is not drawn is not right. */
export function portion<T>(items: T[], holds: (item: T) => boolean): number | null {
  if (items.length === 0) return null;
  return Math.round((items.filter(holds).length / items.length) * 1e4) / 1e4;
}
