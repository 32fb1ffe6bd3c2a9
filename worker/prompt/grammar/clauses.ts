/** Spans → clauses: each thing with what is said of it, and how it lies to the next one. */
import type { Place } from '../../scene';
import type { Span } from '../spans';
import { likenessOf, MOVES } from './heads';
import { MANY, MANY_THINGS } from './numbers';
import { joinsColours, lastJoint, readPlaces } from './places';
import { endsSentence, type Fates, type Things } from './things';

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

export function findClauses(spans: Span[], heads: Span[], things: Things, fates: Fates): Clauses {
  const clauses = split(spans, heads, things, fates);
  return inEachColour(once(clauses, fates), things);
}

/** Cuts between each two heads: behind the last relation, else behind what the first one does. */
function split(spans: Span[], heads: Span[], things: Things, fates: Fates): Clauses {
  const places = readPlaces(spans, heads, things, fates);
  const at = heads.map((head) => spans.indexOf(head));
  const ends = at.slice(1).map((next, i) => {
    const start = at[i]! + 1;
    const gap = spans.slice(start, next);
    const joint = lastJoint(gap);
    const done = gap.findIndex((span) => !MOVES.has(span.kind) && likenessOf(span) === null);
    return start + (joint >= 0 ? joint + 1 : done < 0 ? gap.length : done);
  });
  const cuts = [0, ...ends];
  const marks = spans.filter((span) => endsSentence(span, things));
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
  const each = before.some((span) => isJoint(span) && /\b(an?|one)$/.test(things.wordsOf(span))); // “a blue and a red balloon”
  const striped = things.groupOf(head.value) === 'animals'; // “yellow and black bees”
  const several =
    each || (/s$/.test(things.wordsOf(head)) && !head.value.endsWith('s') && !striped);
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
