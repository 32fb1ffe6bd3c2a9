/** Spans → clauses: each thing with what is said of it, and how it lies to the next one. */
import type { Place } from '../../scene';
import type { Span } from '../spans';
import { MOVES } from './heads';
import { MANY, MANY_THINGS } from './numbers';
import type { Fates, Things } from './things';

/** A thing and what is said of it. */
export interface Clause {
  head: Span;
  joint: string; // what joins it to the one before; empty if nothing does
  article: boolean; // “and a dog” is a phrase of its own
  sentence: number; // counted from 0
  definite: boolean; // “the dog”
  again: boolean; // it is named once more, for what is said there: “a cat and a dog, the dog is running”
  before: Span[];
  after: Span[];
}

export interface Clauses {
  clauses: Clause[];
  places: Place[]; // of each to the next
}

/** Relations that are places, those that are drawn as “beside”, and those that cannot be drawn. */
const isPlace = ({ kind, value }: Span) =>
  kind === 'relation' && /^(left|right|above|below|on|front|behind|between|around)$/.test(value);
const LOOSE = new Set(['and', 'with', 'beside']);
const HELD = new Set(['in', 'holding']);
const ORBITING = 'orbiting';
const AROUND = 'around';
const FALLS = new Set(['falling', 'dropping in']);

export function findClauses(spans: Span[], heads: Span[], things: Things, fates: Fates): Clauses {
  const clauses = split(spans, heads, things, fates);
  return inEachColour(once(clauses, fates), things);
}

/** Cuts between each two heads: behind the last relation, else behind what the first one does. */
function split(spans: Span[], heads: Span[], things: Things, fates: Fates): Clauses {
  const at = heads.map((head) => spans.indexOf(head));
  const back = spans.filter((span, i) => isPlace(span) && pointsBack(spans, i, things));
  const cuts = [0];
  const places: Place[] = [];
  at.slice(1).forEach((next, i) => {
    const gap = spans.slice(at[i]! + 1, next);
    const last = gap.findLastIndex((span, k) => span.kind === 'relation' && !joinsColours(gap, k));
    const moved = gap.findIndex(({ kind }) => !MOVES.has(kind));
    cuts.push(at[i]! + 1 + (last >= 0 ? last + 1 : moved < 0 ? gap.length : moved));
    const place = gap.findLast((span) => isPlace(span) && !back.includes(span));
    const firm = place?.value === AROUND && heads.length !== 2 ? undefined : place; // of two alone
    if (firm) fates.set(firm.from, 'obeyed');
    if (place && !firm) fates.set(place.from, { why: 'not drawn', as: 'beside' });
    const held = gap[last];
    const falls = gap.some(({ kind, value }) => kind === 'motion' && FALLS.has(value));
    const into = held?.value === 'in' && falls; // “a coin dropping into a piggy bank”
    if (held && HELD.has(held.value) && !into)
      fates.set(held.from, { why: 'not drawn', as: 'beside' });
    const circles = gap.some(({ kind, value }) => kind === 'motion' && value === ORBITING);
    const alone = circles && !held && heads.length === 2;
    const implied = into ? 'above' : alone ? AROUND : 'beside'; // “a moon orbiting the earth”
    places.push(firm ? (firm.value as Place) : implied);
  });
  for (const span of back) {
    const pair = heads.findLastIndex(({ from }) => from < span.from) - 1;
    const place = INVERSE[span.value];
    const crowded = span.value === AROUND && heads.length !== 2;
    if (places[pair] !== 'beside' || !place || crowded) continue;
    places[pair] = place;
    fates.set(span.from, 'obeyed');
  }
  for (const span of spans) {
    const loose = span.kind === 'relation' && (LOOSE.has(span.value) || HELD.has(span.value));
    if (loose && !fates.has(span.from)) fates.set(span.from, 'obeyed');
  }
  const marks = spans.filter((span) => span.kind === 'relation' && ENDS.test(things.wordsOf(span)));
  const clauses = heads.map((head, i): Clause => {
    const own = spans.slice(cuts[i], cuts[i + 1]).filter((span) => span !== head);
    const before = ownOf(own.filter((span) => span.from < head.from));
    const joint = spans[cuts[i]! - 1];
    const article = [joint, ...before].some((span) => span && /\ban?$/.test(things.wordsOf(span)));
    return {
      head,
      joint: joint?.kind === 'relation' ? joint.value : '',
      article,
      sentence: marks.filter(({ from }) => from < head.from).length,
      definite: /\bthe$/.test(things.wordsOf(before.at(-1) ?? joint ?? head)),
      again: false,
      before,
      after: own.filter((span) => span.from > head.from),
    };
  });
  return { clauses, places };
}

const ENDS = /^[.:]$/;

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
  if (/^(it|them|him|her)$/.test(rest[0] ? things.wordsOf(rest[0]) : '')) return true;
  const end = rest.findIndex(({ kind }) => kind === 'relation');
  const said = end < 0 ? rest : rest.slice(0, end);
  return !said.some(({ kind }) => NAMED.has(kind));
}

const NAMED: ReadonlySet<string> = new Set(['thing', 'part', 'nearest', 'unknown', 'colour']);

/** “red and blue balloons” has no joint between two things. */
const joinsColours = (spans: Span[], at: number): boolean =>
  spans[at - 1]?.kind === 'colour' && spans[at + 1]?.kind === 'colour';

/** What stands before a thing is its own, but for what is said of something unknown before it: “a windmill on a hill”. */
function ownOf(before: Span[]): Span[] {
  const joint = before.findLastIndex(({ kind, value }) => kind === 'relation' && value !== 'and');
  const other = before.slice(0, joint).some(({ kind }) => kind === 'unknown' || kind === 'nearest');
  const own = other ? before.slice(joint + 1) : before;
  const ends = own.findLastIndex(({ kind }) => kind === 'relation');
  const strange = own
    .slice(0, Math.max(0, ends))
    .some(({ kind }) => /^(unknown|nearest)$/.test(kind));
  return own.filter(({ kind }, at) => kind !== 'count' || !strange || at > ends); // “2 widgets and a cat”
}

/** “a cat and a dog, the dog is running”: a thing that is named again with “the”, or in a later sentence, is the same one. */
function once({ clauses, places }: Clauses, fates: Fates): Clauses {
  const kept: Clause[] = [];
  const joints: Place[] = [];
  for (const [i, clause] of clauses.entries()) {
    const { head, definite, sentence, before, after } = clause;
    const first = kept.findIndex(
      (one) => one.head.value === head.value && (definite || one.sentence < sentence),
    );
    if (first < 0) {
      if (kept.length > 0) joints.push(places[i - 1]!);
      kept.push(clause);
      continue;
    }
    const known = kept[first]!;
    kept[first] = { ...known, again: true, after: [...known.after, ...before, ...after] };
    fates.set(head.from, 'obeyed');
  }
  return { clauses: kept, places: joints };
}

/** “red and blue balloons” are some of each colour. */
function inEachColour({ clauses, places }: Clauses, things: Things): Clauses {
  const all = clauses.map((clause) => splitColours(clause, things));
  return {
    clauses: all.flat(),
    places: all.flatMap((own, i): Place[] => [
      ...own.slice(1).map((): Place => 'beside'),
      ...places.slice(i, i + 1),
    ]),
  };
}

function splitColours(whole: Clause, things: Things): Clause[] {
  const clause = withColoursFirst(whole);
  const { head, before } = clause;
  const several = /s$/.test(things.wordsOf(head)) && !head.value.endsWith('s');
  const coloured = isJoint(before.at(-1)) && before.at(-2)?.kind === 'colour'; // “red and blue hearts”, of which the blue one has a name
  const list = coloured ? before.slice(0, -1) : before;
  const start = list.findLastIndex(({ kind }, at) => kind !== 'colour' && !joinsColours(list, at));
  const listed = list.slice(start + 1).filter(({ kind }) => kind === 'colour');
  const colours = coloured ? [...listed, null] : listed;
  if (!several || colours.length < 2) return [whole];
  const described = before.slice(0, start + 1);
  const number = described.find(({ kind }) => kind === 'count');
  const count = number?.value === MANY ? MANY_THINGS : Number(number?.value ?? colours.length);
  return colours.map((colour, i): Clause => {
    const value = `${Math.max(1, Math.floor((count + colours.length - 1 - i) / colours.length))}`;
    const counted = described.map((span) => (span === number ? { ...span, value } : span));
    const one: Span = { ...(colour ?? head), kind: 'count', value: '1' };
    const all = number ? counted : [...counted, one];
    const own = colour ? [...all, colour] : all;
    const after = i === 0 ? clause.after : clause.after.filter(({ kind }) => MOVES.has(kind));
    return { ...clause, joint: i === 0 ? clause.joint : 'and', before: own, after };
  });
}

/** “three balloons, red, blue and green” */
function withColoursFirst(clause: Clause): Clause {
  const isColour = ({ kind }: Span) => kind === 'colour';
  const colours = clause.after.filter(isColour);
  if (colours.length < 2 || clause.before.some(isColour)) return clause;
  const after = clause.after.filter((span) => !isColour(span));
  return { ...clause, before: [...clause.before, ...colours], after };
}

const isJoint = (span: Span | undefined) => span?.kind === 'relation' && span.value === 'and';
