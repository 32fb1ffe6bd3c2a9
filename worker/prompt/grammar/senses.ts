/** What words mean beside others: a fruit that is a colour, a noun that is a part, a verb that is denied. */
import type { Span } from '../spans';
import { isEmoji } from '../tokens';
import { INTERFACE, OF_PARTS } from './heads';
import { STILL } from './moves';
import type { Things } from './things';

/** Spans as they are meant. */
export const sense = (spans: Span[], things: Things): Span[] =>
  spans.map((span, at) => {
    const before = spans.slice(0, at);
    const next = spans[at + 1];
    const counted = asOne(asNoun(span, before, things), before.at(-1), things);
    const coloured = asColour(asPart(counted, before, things), spans, at, things);
    const described = asNovelty(asMood(coloured, next, things), next, things);
    const moves = asVerb(asFall(described, before, next, things), before, things);
    return asStill(moves, before, things);
  });

/** One emoji three times is three of it. */
export function countEmoji(spans: Span[], things: Things): Span[] {
  const isAgain = (span: Span | undefined, before: Span | undefined) =>
    span?.kind === 'thing' &&
    before?.kind === 'thing' &&
    span.value === before.value &&
    isEmoji(things.wordsOf(span)) &&
    isEmoji(things.wordsOf(before));
  let number = 1;
  return spans.map((span, at): Span => {
    number = isAgain(span, spans[at - 1]) ? number + 1 : 1;
    if (!isAgain(spans[at + 1], span)) return span;
    const last = !isAgain(spans[at + 2], spans[at + 1]);
    return last ? { ...span, kind: 'count', value: `${number + 1}` } : { ...span, kind: 'filler' };
  });
}

/** “a 3x3 grid of stars” is nine stars, and no square canvas. */
export const asGrid = (spans: Span[], things: Things): Span[] =>
  spans.map((span, at): Span => {
    const [columns, rows] = things.wordsOf(span).split(/\s?[x×]\s?/);
    const isGrid = span.kind === 'canvas' && spans[at + 1]?.value === 'grid';
    return isGrid && rows
      ? { ...span, kind: 'count', value: `${Number(columns) * Number(rows)}` }
      : span;
  });

const FORMATS: Readonly<Record<string, string>> = {
  wide: '16:9',
  landscape: '16:9',
  horizontal: '16:9',
  square: '1:1',
  tall: '9:16',
  portrait: '9:16',
  vertical: '9:16',
};

const SHAPES = /^(circle|square|triangle|star|heart|hexagon|diamond|oval|cross)s?$/;

/** “a rocket, wide, on white”: behind a comma and with nothing to describe, a shape is the canvas's. */
export function asFormat(spans: Span[], things: Things): Span[] {
  if (spans.some(({ kind }) => kind === 'canvas')) return spans;
  const named = spans.findIndex(({ kind }) => kind === 'thing');
  const at = spans.findIndex((span, i) => {
    const [mark, next] = [spans[i - 1], spans[i + 1]];
    const apart = mark && things.wordsOf(mark) === ',' && (!next || next.kind === 'relation');
    return named >= 0 && named < i && apart && FORMATS[things.wordsOf(span)] !== undefined;
  });
  const shapes = spans.filter((span) => SHAPES.test(things.wordsOf(span))); // “circle, square”
  if (shapes.length > 1 || spans.filter(({ kind }) => kind === 'thing').length > 2) return spans;
  const format = spans[at] && FORMATS[things.wordsOf(spans[at])];
  return format ? spans.with(at, { ...spans[at]!, kind: 'canvas', value: format }) : spans;
}

const MEMBER = 'member'; // a part of placeholders alone
const BODY = 'body'; // of who has one
const BODIED = new Set(['animals', 'people', 'faces']);

/** “a car with blue wheels”: what follows “with” and may be a part is one; in a placeholder, other interface words are. */
function asPart(span: Span, before: Span[], things: Things): Span {
  if (span.kind !== 'thing') return span;
  const ofInterface = ({ value }: Span) => things.groupOf(value) === INTERFACE;
  const isWith = ({ kind, value }: Span) => kind === 'relation' && value === 'with';
  const joint = before.findLast(({ kind }) => kind !== 'filler' && !OF_PARTS.has(kind));
  const whole = before.findIndex(({ kind }) => kind === 'thing');
  const framed = whole >= 0 && ofInterface(before[whole]!) && before.slice(whole).some(isWith);
  const part = things.partOf(span);
  const inside = framed && (ofInterface(span) || part === MEMBER);
  const counted = before.at(-1)?.kind === 'count' && joint && ofInterface(joint); // “typing dots, three dots”
  const owned = /^(its|his|her|their)$/.test(before.at(-1) ? things.wordsOf(before.at(-1)!) : '');
  const bodied = whole >= 0 && BODIED.has(things.groupOf(before[whole]!.value));
  const fits = part !== undefined && part !== MEMBER && (part !== BODY || bodied);
  const outside = joint && (isWith(joint) || counted || owned) && fits;
  return inside || outside ? { ...span, kind: 'part' } : span;
}

/** “with a happy smile” is no face beside it. */
function asMood(span: Span, next: Span | undefined, things: Things): Span {
  const mood = span.kind === 'thing' && things.groupOf(span.value) === 'faces';
  return mood && next?.kind === 'part' ? { ...span, kind: 'taste', value: 'mood' } : span;
}

/** “two trees” are no two groves. */
function asOne(span: Span, last: Span | undefined, things: Things): Span {
  const one = span.kind === 'thing' && last?.kind === 'count' ? things.oneOf(span) : undefined;
  return one === undefined ? span : { ...span, value: one };
}

/** “a new song” is a song. */
function asNovelty(span: Span, next: Span | undefined, things: Things): Span {
  const describes = things.wordsOf(span) === 'new' && next?.kind === 'thing';
  return describes ? { ...span, kind: 'taste', value: 'looks' } : span;
}

/** “a boat on the waves” does not wave. */
function asNoun(span: Span, before: Span[], things: Things): Span {
  const [joint, last] = before.slice(-2);
  const placed = joint?.kind === 'relation' && last && things.wordsOf(last) === 'the';
  const moves = span.kind === 'motion' || span.kind === 'own';
  const thing = placed && moves ? things.oneOf(span) : undefined;
  return thing === undefined ? span : { ...span, kind: 'thing', value: thing };
}

/** “money rain” falls. */
function asFall(span: Span, before: Span[], next: Span | undefined, things: Things): Span {
  const last = before.at(-1);
  const rain = span.kind === 'thing' && things.wordsOf(span) === 'rain';
  const falls = last?.kind === 'thing' && things.groupOf(last.value) !== 'weather';
  const ends = next?.kind !== 'thing';
  return rain && falls && ends ? { ...span, kind: 'motion', value: 'falling' } : span;
}

const PRONOUN = /^(it|he|she|they)$/;

/** “a bell. It rings” has no rings. */
function asVerb(span: Span, before: Span[], things: Things): Span {
  const last = before.at(-1);
  const move = things.motionOf(things.wordsOf(span));
  const said = span.kind === 'thing' && last && PRONOUN.test(things.wordsOf(last));
  return said && move ? { ...span, kind: 'motion', value: move } : span;
}

const NEGATION = 'negation'; // of fillers: does not

/** “a rocket that does not fly” stands still. */
function asStill(span: Span, before: Span[], things: Things): Span {
  const last = before.at(-1);
  const denied = last && (last.value === NEGATION || last.value === 'without');
  const move = span.kind === 'motion' || span.kind === 'own';
  const word = things.wordsOf(span);
  const verb = span.kind === 'thing' && (things.motionOf(word) ?? things.motionOf(`${word}ing`));
  return denied && (move || verb) ? { ...span, kind: 'motion', value: STILL } : span;
}

const IS = /^(is|are|was|it is|it's|its colou?r is|should be|turns|turning|becomes)$/;
const COLOURLESS = new Set(['food', 'plants', 'animals']); // “banana, orange” are two

/** “a toggle switch, orange”, “it is orange”, “orange and blue fish”: there a fruit is a colour. */
function asColour(span: Span, spans: Span[], at: number, things: Things): Span {
  const before = spans.slice(0, at).filter(({ kind }) => kind === 'thing');
  if (span.kind !== 'thing') return span;
  const colour = things.colourOf(span);
  const [last, next] = [spans[at - 1], spans[at + 1]];
  const told = last && IS.test(things.wordsOf(last));
  const listedFirst = next && things.wordsOf(next) === 'and' && spans[at + 2]?.kind === 'colour';
  if (colour && ((told && before.length > 0) || listedFirst))
    return { ...span, kind: 'colour', value: colour };
  const isLast = at === spans.length - 1 && at > 1 && last && things.wordsOf(last) === ',';
  if (!isLast || before.length === 0) return span;
  const listed = before.some(({ value }) => COLOURLESS.has(things.groupOf(value)));
  return colour && !listed ? { ...span, kind: 'colour', value: colour } : span;
}
