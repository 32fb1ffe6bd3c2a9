/** How many: copies of a thing, or parts of one. */

import type { Span } from '../spans';
import { isPluralOf } from '../words';
import { INTERFACE, MOVES, OF_PARTS } from './heads';
import { type Fates, fateOf, type Things } from './things';

export const MOST_THINGS = 12;
export const MANY = 'many';
export const MANY_THINGS = 6;
const IN_A_ROW = 4;
const WAVE = 'wave'; // the waves are the sea
export const SOME = 3; // “falling leaves”
/** Whose plural is several of them, and no name of an icon: “leaves”, but not “settings”. */
export const COUNTABLE: ReadonlySet<string> = new Set([
  'weather',
  'animals',
  'food',
  'balls-games',
  'hearts',
  'plants',
  'vehicles',
  'household',
  'people',
]);

const RATING = 'star rating';
const STARS = 5;

interface Share {
  share: number | null; // 0 to 1
  of: number | null; // parts of the whole, where it is told by numbers
}

/** How much of a whole a placeholder shows: “at 80 %”, “4 of 5”, “4 of 5 stars”. */
export function readShare(
  clause: Span[], // in the order of the prompt, the head too
  head: Span,
  things: Things,
  fates: Fates,
): Share & { counts: Span[] } {
  const none = { share: null, of: null, counts: [] };
  if (!things.measures(head.value)) return none;
  for (const [at, span] of clause.entries()) {
    const whole = wholeOf(clause, at, things);
    if (
      head.value === RATING &&
      span.kind === 'count' &&
      whole === undefined &&
      Number(span.value) <= STARS
    ) {
      fates.set(span.from, 'obeyed');
      return { share: Number(span.value) / STARS, of: STARS, counts: [span] }; // “a 4 star rating”
    }
    if (span.kind !== 'share' && whole === undefined) continue;
    const [part, of] = (whole === undefined ? span.value : `${span.value}/${whole}`).split('/');
    const share = Number(part) / Number(of ?? 1);
    const ofStars = of !== undefined && part!.includes('.'); // “4.5”, and of nothing else
    if (!(share <= 1) || (ofStars && things.measures(head.value) !== RATING)) continue;
    const counts = clause.slice(at, at + 3).filter(({ kind }) => kind === 'count');
    const before = clause[at - 1];
    const called = before && (before.kind === 'part' || before.value === head.value); // “step 2 of 4”
    for (const one of [...(called ? [before] : []), span, ...counts]) fates.set(one.from, 'obeyed');
    return { share, of: of === undefined ? null : Number(of), counts };
  }
  return none;
}

/** Of how many a number is: the 5 of “4 out of 5”, and of “4 out of 5 stars”. */
function wholeOf(clause: Span[], at: number, things: Things): string | undefined {
  if (clause[at]!.kind !== 'count') return undefined;
  if (isShare(clause, at, things)) return clause[at + 2]!.value;
  const [joint, whole] = [clause[at + 1], clause[at + 2]];
  const isJoint = joint && /^(out )?of$/.test(things.wordsOf(joint));
  return isJoint && whole?.kind === 'thing' ? /^\d+/.exec(things.wordsOf(whole))?.[0] : undefined;
}

/**
 * “with 5 rows”: the number before a part counts the parts, and makes no copies of the thing. What describes
 * something unknown behind the thing is not the thing's either: “a house with a red roof”.
 */
export function readParts(said: Span[], head: Span, things: Things, fates: Fates) {
  const ofParts = new Set<Span>();
  let parts: number | null = null;
  said.forEach((span, at) => {
    if (countsInside(span, head, things) && parts === null) {
      ofParts.add(span);
      fates.set(span.from, 'obeyed');
      if (span.value !== MANY) parts = Number(span.value);
      return;
    }
    if (isSaidOf(said, at, head, things)) ofParts.add(span);
    if (isPartOf(span, head, said[at + 1], things)) {
      ofParts.add(span);
      if (isShare(said, at, things)) fates.set(span.from, { why: 'not drawn' });
      else {
        parts ??= Number(span.value);
        fates.set(span.from, 'obeyed');
      }
      return;
    }
    const other = span.from > head.from && (span.kind === 'unknown' || span.kind === 'nearest');
    if (span.kind !== 'part' && !other) return;
    const joint = said
      .slice(0, at)
      .findLast(({ kind }) => kind !== 'filler' && !OF_PARTS.has(kind));
    const next = said[at + 1];
    const counted = said[at - 1]?.kind === 'count';
    const beside = joint?.kind === 'relation' && !(other && PLACED.has(joint.value)); // “a bird in a cage swinging”
    if (beside && !counted && next && MOVES.has(next.kind)) ofParts.add(next); // “with wheels turning”
    const near = (
      one: Span | undefined, // the head does not lie between
    ) => one && OF_PARTS.has(one.kind) && one.from > head.from === span.from > head.from;
    for (let i = at - 1; near(said[i]); i--) {
      ofParts.add(said[i]!);
      const counts = said[i]!.kind === 'count' && said[i]!.value !== MANY && parts === null;
      if (!counts || other) continue;
      parts = Number(said[i]!.value);
      fates.set(said[i]!.from, 'obeyed');
      fates.set(span.from, 'obeyed');
    }
  });
  return { parts, ofParts };
}

const PLACED = new Set(['in', 'on', 'above', 'below', 'behind', 'front', 'between']);

/** “3 tabs”: a number before a placeholder of several. */
const countsInside = (span: Span, head: Span, things: Things): boolean =>
  span.kind === 'count' && span.from < head.from && things.isCounted(head.value);

/** “a bell with 3”, “star 2”: a number at the end makes no copies. */
const isSaidOf = (said: Span[], at: number, head: Span, things: Things): boolean =>
  said[at]!.kind === 'count' &&
  said[at]!.from > head.from &&
  (said[at - 1]?.value === 'with' || said[at]!.from >= head.to) &&
  !/^x\d/.test(things.wordsOf(said[at]!)) && // “droplet x3”
  said[at + 1] === undefined;

/** “step 2 of 4”: the second number says how many there are. */
const isShare = (said: Span[], at: number, things: Things): boolean =>
  said[at + 1] !== undefined &&
  /^(out )?of$/.test(things.wordsOf(said[at + 1]!)) &&
  said[at + 2]?.kind === 'count';

/** “a badge with 3”: a number behind a placeholder is its own, where it counts nothing else. */
const isPartOf = (span: Span, head: Span, next: Span | undefined, things: Things): boolean =>
  span.kind === 'count' &&
  span.value !== MANY &&
  span.from > head.from &&
  !(next && /^(part|unknown|nearest|thing)$/.test(next.kind)) &&
  things.groupOf(head.value) === INTERFACE;

/** Whether a thing's own name is said in the plural: flames are one fire. */
function isPlural(head: Span, things: Things): boolean {
  const [typed = '', own = ''] = [things.wordsOf(head), head.value].map((name) =>
    name.split(' ').at(-1),
  );
  return (
    COUNTABLE.has(things.groupOf(head.value)) &&
    own !== WAVE &&
    typed !== own &&
    isPluralOf(typed, own)
  );
}

/** How many copies are drawn; an exact number counts before “many”. */
export function readCount(
  said: Span[],
  ofParts: ReadonlySet<Span>,
  head: Span,
  things: Things,
  fates: Fates,
): number {
  const counts = said.filter((span) => span.kind === 'count' && !ofParts.has(span));
  const count = counts.find(({ value }) => value !== MANY) ?? counts[0];
  const several = /s$/.test(things.wordsOf(head)) && !head.value.endsWith('s');
  if (!count && several && said.some(({ kind }) => kind === 'arrangement')) return IN_A_ROW; // “ducks in a row”
  if (!count) return isPlural(head, things) ? SOME : 1;
  if (!several && Number(count.value) > MOST_THINGS) {
    fates.set(count.from, { why: 'not drawn' }); // “star 48”
    return 1;
  }
  for (const one of counts) if (one.value === MANY) fates.set(one.from, 'obeyed');
  const wanted = count.value === MANY ? MANY_THINGS : Number(count.value);
  const pair = things.wordsOf(count).includes('pair') && head.value.endsWith('s');
  const most = Math.min(Math.max(1, wanted), MOST_THINGS);
  fates.set(count.from, most === wanted ? fateOf(count) : { why: 'too many', as: `${most}` });
  return pair ? 1 : most; // a pair of scissors is one thing
}
