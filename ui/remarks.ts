/** Words of the prompt that are not drawn as they stand: where they are, and what is said of them. */
import type { Remark } from '../worker/api';
import { WORDS } from './words';

const said = WORDS.remarks;
const LETTER_BEFORE = /[\p{L}\p{M}\p{N}]$/u;
const LETTER_BEHIND = /^[\p{L}\p{M}\p{N}]/u;

/**
 * The remarks on `before` that still stand in `after`, at their places there: those of the text that both
 * begin or end with. A word that was made longer is another word: “rocke” says nothing of “rocket”.
 */
export function carryRemarks(remarks: Remark[], before: string, after: string): Remark[] {
  const most = Math.min(before.length, after.length);
  let head = 0; // characters that both begin with
  while (head < most && before[head] === after[head]) head++;
  let tail = 0; // and end with; in “red rose” → “rose” the r is of both
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const edge = before.length - tail;
  const shift = after.length - before.length;
  let end = 0; // of the last one that stands
  return remarks.flatMap((remark) => {
    const { from, to } = remark;
    const grewBehind = to === head && LETTER_BEHIND.test(after.slice(to));
    const grewBefore = from === edge && LETTER_BEFORE.test(after.slice(0, from + shift));
    const moves = to > head || grewBehind;
    if (moves && (from < edge || grewBefore || from + shift < end)) return [];
    const stands = moves ? { ...remark, from: from + shift, to: to + shift } : remark;
    end = stands.to;
    return [stands];
  });
}

export interface Piece {
  text: string;
  why: Remark['why'] | null; // null where there is nothing to remark
}

/** `prompt` cut where remarks begin and end; together the pieces are the prompt. */
export function piecesOf(prompt: string, remarks: Remark[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to, why } of remarks) {
    pieces.push({ text: prompt.slice(at, from), why: null }, { text: prompt.slice(from, to), why });
    at = to;
  }
  return [...pieces, { text: prompt.slice(at), why: null }].filter(({ text }) => text !== '');
}

/** What stands before the known words that can take its place. */
export const unknownLabel = ({ words, nearest = [] }: Remark): string =>
  said.unknown(words, nearest.length > 0);

/** A sentence for each remark, but a single one for all words that are left out for one reason. */
export function sentencesOf(remarks: Remark[]): string[] {
  const leftOut = (say: (words: string) => string, reason: Remark['why']) => {
    const words = remarks.filter(({ why, as }) => why === reason && as === undefined);
    return words.length > 0 ? [say(listed(words).join(', '))] : [];
  };
  const moves = remarks.filter(isAssumed).map(({ words, as }) => `${words} ${as}`);
  return [
    ...remarks.filter((one) => one.as !== undefined && !isAssumed(one)).map(otherwise),
    ...(moves.length > 0 ? [said.assumed([...new Set(moves)].join(', '))] : []),
    ...leftOut(said.tooManyOf, 'too many'),
    ...leftOut(said.notDrawn, 'not drawn'),
    ...new Set(remarks.filter(({ why }) => why === 'unknown').map(unknown)),
  ];
}

/** A movement that nobody asked for is no word that was read otherwise. */
const isAssumed = ({ why }: Remark) => why === 'assumed';

/** What is drawn in place of the words. */
function otherwise({ words, why, as = '' }: Remark): string {
  switch (why) {
    case 'too many':
      return said.tooMany(words, as);
    case 'not drawn':
      return said.shownAs(words, as);
    case 'meant':
      return said.drawnAs(words, as);
    default:
      return said.readAs(words, as);
  }
}

const unknown = (remark: Remark) =>
  remark.nearest?.length
    ? `${unknownLabel(remark)} ${remark.nearest.join(', ')}.`
    : unknownLabel(remark);

const listed = (remarks: Remark[]) => [...new Set(remarks.map(({ words }) => words))];

const NOTICE = 100; // characters, as many as a notification of Figma takes

/** All that is not drawn as typed in one sentence that a notification can show; `null` when there is nothing. */
export function inShort(all: Remark[]): string | null {
  const remarks = all.filter((one) => !isAssumed(one));
  const sentences = sentencesOf(remarks);
  if (sentences.length === 0) return null;
  const words = listed(remarks);
  const shorter = words.map((_, left) => {
    const some = words.slice(0, words.length - left).join(', ');
    return said.notAsTyped(some, left);
  });
  const candidates = sentences.length === 1 ? [...sentences, ...shorter] : shorter;
  const fits = candidates.find((sentence) => sentence.length <= NOTICE);
  return fits ?? said.notAllAsTyped;
}
