/** How each thing of a prompt lies to the next one. */
import type { Place } from '../../scene';
import type { Span } from '../spans';
import type { Fates, Things } from './things';

const PLACES: ReadonlySet<string> = new Set<Place>([
  'left',
  'right',
  'above',
  'below',
  'on',
  'front',
  'behind',
  'between',
  'around',
]);
const isPlace = ({ kind, value }: Span) => kind === 'relation' && PLACES.has(value);

const LOOSE = new Set(['and', 'with', 'beside']);
const HELD = new Set(['in', 'holding']); // drawn as “beside”, and told
const FALLS = new Set(['falling', 'dropping in']);
const ORBITING = 'orbiting';

/** @returns the place of each head to the next; the fates of what says so are noted */
export function readPlaces(spans: Span[], heads: Span[], things: Things, fates: Fates): Place[] {
  const back = spans.filter((span, at) => isPlace(span) && pointsBack(spans, at, things));
  const at = heads.map((head) => spans.indexOf(head));
  const places = at.slice(1).map((next, i): Place => {
    const gap = spans.slice(at[i]! + 1, next);
    const said = gap.findLast((span) => isPlace(span) && !back.includes(span));
    const last = i === heads.length - 2; // all before it lie around the last
    if (said && (said.value !== 'around' || last)) {
      fates.set(said.from, 'obeyed');
      return said.value as Place;
    }
    const joint = gap[lastJoint(gap)];
    const moves = (names: (name: string) => boolean) =>
      gap.some(({ kind, value }) => {
        const name = kind === 'own' ? things.motionOf(value) : kind === 'motion' && value;
        return name ? names(name) : false;
      });
    if (joint?.value === 'in' && moves((name) => FALLS.has(name))) return 'above'; // “a coin dropping into a piggy bank”
    if (!joint && last && moves((name) => name === ORBITING)) return 'around'; // “a moon orbiting the earth”
    const held = said ?? (joint && HELD.has(joint.value) ? joint : undefined);
    if (held) fates.set(held.from, { why: 'not drawn', as: 'beside' });
    return 'beside';
  });
  for (const span of back) {
    const pair = heads.findLastIndex(({ from }) => from < span.from) - 1;
    const place = INVERSE[span.value];
    const crowded = place === 'amid' && pair > 0; // all behind the first lie around it
    if (places[pair] !== 'beside' || !place || crowded) continue;
    places[pair] = place;
    fates.set(span.from, 'obeyed');
  }
  for (const { kind, value, from } of spans) {
    const loose = kind === 'relation' && (LOOSE.has(value) || HELD.has(value));
    if (loose && !fates.has(from)) fates.set(from, 'obeyed');
  }
  return places;
}

/** How the first lies to the second where the second is said to lie so to the first. */
const INVERSE: Readonly<Record<string, Place>> = {
  left: 'right',
  right: 'left',
  above: 'below',
  below: 'above',
  on: 'under',
  front: 'behind',
  behind: 'front',
  around: 'amid',
};

/** “with a star behind it”, “with a candle on top”: a place of what was named last, with nothing named after it. */
function pointsBack(spans: Span[], at: number, things: Things): boolean {
  const rest = spans.slice(at + 1);
  if (rest[0] && /^(it|them|him|her)$/.test(things.wordsOf(rest[0]))) return true;
  const end = rest.findIndex(({ kind }) => kind === 'relation');
  const said = end < 0 ? rest : rest.slice(0, end);
  return !said.some(({ kind }) => NAMED.has(kind));
}

const NAMED: ReadonlySet<string> = new Set(['thing', 'part', 'nearest', 'unknown', 'colour']);

/** Where the joint between two things stands among what lies between them; −1 where there is none. */
export const lastJoint = (gap: Span[]): number =>
  gap.findLastIndex(({ kind }, at) => kind === 'relation' && !joinsColours(gap, at));

/** “red and blue balloons” has no joint between two things. */
export const joinsColours = (spans: Span[], at: number): boolean =>
  spans[at - 1]?.kind === 'colour' && spans[at + 1]?.kind === 'colour';
