/** Spans → scene: clauses of one thing each, whose slots are filled from what stands around it. */
import {
  commonStyle,
  type Direction,
  type Hex,
  type Layer,
  type Relation,
  type Scene,
  type SizeWord,
  type Tone,
} from '../../scene';
import type { Span } from '../spans';
import { type Clause, findClauses } from './clauses';
import { findHeads } from './heads';
import { ALIVE, handOver, hurry, readMoves, share } from './moves';
import { MOST_THINGS, readCount, readParts, readShare } from './numbers';
import { asFormat, asGrid, countEmoji, sense } from './senses';
import { readSetting } from './setting';
import { type Fate, type Fates, fateOf, type Things } from './things';

const MOST_SUBJECTS = 4; // each takes the network as long as a clip of it alone

/**
 * @param typed spans from left to right
 * @returns the scene, the spans that speak of each of its layers, and the fate of each span that has a part in it;
 *   nothing comes of the others
 */
export function parse(
  typed: Span[],
  things: Things,
): { scene: Scene; said: Span[][]; fates: Fates } {
  const fates: Fates = new Map();
  const spans = countEmoji(typed, things);
  for (const span of spans) if (span.kind === 'filler') fates.set(span.from, 'obeyed');
  const { canvas, rest } = readSetting(
    asFormat(asGrid(spans, things), things),
    things.wordsOf,
    fates,
  );
  const said = sense(rest, things);
  const heads = findHeads(said, things, fates);
  const { clauses: found, places } = findClauses(said, heads, things, fates);
  const clauses = styled(found, said, things);
  const layers = clauses.map((clause) => fill(clause, things, fates));
  handOver(clauses, layers, things);
  share(clauses, layers, places, things);
  hurry(layers);
  const drawn = limit(clauses, alike(layers, things), fates);
  const relations = places.slice(0, Math.max(0, drawn.length - 1));
  return {
    said: drawn.map(({ said }) => said),
    scene: {
      layers: drawn.map(({ layer }) => layer),
      relations: relations.map((place, of): Relation => ({ of, place, to: of + 1 })),
      order: obey<Scene['order']>('order', said, fates),
      arrangement: obey<Scene['arrangement']>('arrangement', said, fates),
      seconds: readSeconds(said, fates),
      canvas,
    },
    fates,
  };
}

/** “a coin and a piggy bank”, of which there is only an outline: both are outlines. */
function alike(layers: Layer[], things: Things): Layer[] {
  const pictures = layers.map(({ thing }) => things.stylesOf(thing));
  const style = commonStyle(pictures.filter(({ length }) => length > 0));
  const free = layers.every((layer) => layer.style === null && layer.motion !== ALIVE);
  if (style === null || !free) return layers;
  return layers.map((layer, i) => (pictures[i]!.length > 0 ? { ...layer, style } : layer));
}

/** “outline icons: home and gear”, “a boat and a fish, flat style”: a style of all. */
function styled(clauses: Clause[], spans: Span[], things: Things): Clause[] {
  const at = spans.findIndex(({ kind }) => kind === 'style');
  const style = spans[at];
  if (!style || clauses.length < 2) return clauses;
  const words = spans.slice(at + 1).map(things.wordsOf);
  const before = spans[at - 1];
  const last = words.every((word) => /^(style|look|please)$/.test(word));
  const ofAll =
    /^(icons|emojis?|stickers|illustrations|pictograms)$/.test(words[0] ?? '') ||
    (last && before !== undefined && /^(,|in|in an?|all in)$/.test(things.wordsOf(before)));
  if (!ofAll) return clauses;
  return clauses.map((clause) => {
    const own = [...clause.before, ...clause.after].some(({ kind }) => kind === 'style');
    return own ? clause : { ...clause, after: [...clause.after, style] };
  });
}

const SECONDS = { min: 0.3, max: 6 }; // of a loop

function readSeconds(spans: Span[], fates: Fates): number | null {
  const fits = ({ kind, value }: Span) =>
    kind === 'seconds' && Number(value) >= SECONDS.min && Number(value) <= SECONDS.max;
  const span = spans.find(fits);
  if (span) fates.set(span.from, 'obeyed');
  return span ? Number(span.value) : null;
}

function obey<T>(kind: Span['kind'], spans: Span[], fates: Fates): T | null {
  const span = spans.find((one) => one.kind === kind);
  if (span) fates.set(span.from, 'obeyed');
  return (span?.value as T | undefined) ?? null;
}

/** The slots of one thing, filled from its clause; the first word for a slot wins. */
function fill({ head, before, after }: Clause, things: Things, fates: Fates): Layer {
  const said = [...before, ...after];
  const { parts, ofParts } = readParts(said, head, things, fates);
  const { share, of, counts } = readShare([...before, head, ...after], head, things, fates);
  for (const count of counts) ofParts.add(count);
  const find = (kind: Span['kind'], fits: (span: Span) => boolean = () => true) => {
    const found = said.find((one) => one.kind === kind && !ofParts.has(one) && fits(one));
    if (found) fates.set(found.from, fateOf(found));
    return found?.value ?? null;
  };
  fates.set(head.from, fateOf(head));
  const ownSaid = said.filter((span) => !ofParts.has(span));
  const { motion, also, living } = readMoves(ownSaid, head, things, fates);
  for (const span of said) if (isForever(span)) fates.set(span.from, 'obeyed');
  const way = things.obeys([motion, also].filter((name) => name !== null));
  const exact = find('colour', (span) => isExact(span, things));
  if (exact) for (const span of said) if (span.kind === 'colour') fates.set(span.from, 'obeyed'); // “our blue, #1a73e8”
  const colour = (exact ?? find('colour')) as Hex | null;
  return {
    thing: share === null ? pointed(head, said, things, fates) : things.measures(head.value)!, // “uploading, 72 %” is a ring
    ...things.placeOf(head),
    style: readStyle(ownSaid, head, living, things, fates),
    motion,
    also,
    speed: asNumber(find('speed')),
    strength: asNumber(find('strength', () => way.strength)),
    direction: find('direction', ({ value }) => way.directions.includes(value)) as Direction | null,
    repeats: asNumber(find('repeats', ({ value }) => way.repeats && value !== 'forever')),
    colour,
    tone: find('tone') as Tone | null,
    size: find('size') as SizeWord | null,
    count: readCount(said, ofParts, head, things, fates),
    parts: parts ?? of,
    share,
  };
}

/** The style that a thing is drawn in; one that there is no picture in is told. */
function readStyle(
  said: Span[],
  head: Span,
  living: Span | null,
  things: Things,
  fates: Fates,
): string | null {
  const asked = said.find(({ kind }) => kind === 'style');
  const phrase = living && (living.kind === 'own' ? living.value : '');
  const style = things.styleOf(head.value, asked?.value ?? null, phrase);
  if (!asked) return style;
  const missing: Fate = { why: 'not drawn', ...(style !== null && { as: style }) };
  fates.set(asked.from, style === asked.value ? fateOf(asked) : missing);
  return style;
}

/** “an arrow bouncing down” points there. */
function pointed(head: Span, said: Span[], things: Things, fates: Fates): string {
  const way = said.find(({ kind, value }) => kind === 'direction' && WAYS.test(value));
  const name = /^(arrow|chevron)s?$/.exec(things.wordsOf(head))?.[1];
  if (!way || !name) return head.value;
  fates.set(way.from, 'obeyed');
  return name === 'arrow' ? `${way.value} arrow` : `chevron ${way.value}`;
}

const WAYS = /^(left|right|up|down)$/;

const isExact = (span: Span, things: Things) => things.wordsOf(span).startsWith('#');

/** All loops go on for ever. */
const isForever = ({ kind, value }: Span) => kind === 'repeats' && value === 'forever';

const asNumber = (text: string | null) => (text === null ? null : Number(text));

/** Leaves out what is beyond the most things and subjects, and says so. */
function limit(clauses: Clause[], layers: Layer[], fates: Fates): { layer: Layer; said: Span[] }[] {
  const subjects = new Set<string>();
  let left = MOST_THINGS;
  return layers.flatMap((layer, i) => {
    const { head, before, after } = clauses[i]!;
    if (left === 0 || (!subjects.has(layer.thing) && subjects.size === MOST_SUBJECTS)) {
      for (const span of [head, ...before, ...after]) {
        if (fates.has(span.from)) fates.set(span.from, { why: 'too many' });
      }
      return [];
    }
    subjects.add(layer.thing);
    const count = Math.min(layer.count, left);
    const counted = before.find(({ kind }) => kind === 'count');
    if (count < layer.count && counted)
      fates.set(counted.from, { why: 'too many', as: `${count}` });
    left -= count;
    return [{ layer: { ...layer, count }, said: [...before, head, ...after] }];
  });
}
