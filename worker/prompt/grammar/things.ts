/** What the parser has to know of things, and what becomes of spans. */
import type { Remark } from '../../api';
import type { Span } from '../spans';

/** What a parser has to know of things. */
export interface Things {
  groupOf(thing: string): string;
  /** The placeholder that shows how much there is of it. */
  measures(thing: string): string | undefined;
  /** Whether it is a placeholder of several. */
  isCounted(thing: string): boolean;
  /** Whether a phrase is its own movement. */
  lives(thing: string, phrase: string): boolean;
  /** The styles that there are pictures in, the usual one first; none of a placeholder. */
  stylesOf(thing: string): string[];
  /**
   * The style that a thing is drawn in.
   *
   * @param asked the one that a prompt names
   * @param own the phrase of its own movement, where it moves of itself; empty for any
   * @returns null where it does not matter, or nothing is asked
   */
  styleOf(thing: string, asked: string | null, own: string | null): string | null;
  /** The first thing with such a movement of its own. */
  ownerOf(phrase: string): string | undefined;
  /** The movement that anything can make, of these words. */
  motionOf(phrase: string): string | undefined;
  /** The thing that one of several is called: of “trees”, which has a picture of its own, a tree. */
  oneOf(span: Span): string | undefined;
  /** The colour that the words of a span can be. */
  colourOf(span: Span): string | undefined;
  /** Which part of a thing the words of a span can be: rows, wheels. */
  partOf(span: Span): string | undefined;
  /** Which words about movements change what is seen. */
  obeys(motions: string[]): Obeys;
  /** As typed, lower case. */
  wordsOf(span: Span): string;
  /** In UTF-16 units of the prompt. */
  placeOf(span: Span): { from: number; to: number };
}

export interface Obeys {
  strength: boolean;
  directions: readonly string[];
  repeats: boolean;
}

/** What became of a span. */
export type Fate = Pick<Remark, 'why' | 'as' | 'nearest'> | 'obeyed';
export type Fates = Map<number, Fate>; // by the first token of the span

/** A word that is obeyed, but not as it was typed, is told so. */
export const fateOf = ({ how, value, spelt }: Span): Fate =>
  how ? { why: how, as: spelt ?? value } : 'obeyed';

/** Whether a sentence or a headline ends here. */
export const endsSentence = (span: Span, { wordsOf }: Pick<Things, 'wordsOf'>): boolean =>
  span.kind === 'relation' && /^[.:]$/.test(wordsOf(span));
