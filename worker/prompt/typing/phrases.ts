/** A trace → which words of the prompt say what, for those who show a reading before anything is drawn. */
import type { LayerReading, Phrase, PhraseKind, PromptReading } from '../../api';
import type { Layer } from '../../scene';
import type { Trace } from '../read';
import type { Span } from '../spans';

const ALIVE = 'alive';
const OF_ALL: ReadonlySet<string> = new Set(['order', 'arrangement', 'seconds']); // wherever they stand
const PLACES = /^(left|right|above|below|on|front|behind|between)$/;
const OF_LAYER: ReadonlySet<string> = new Set<PhraseKind>([
  'size',
  'tone',
  'colour',
  'style',
  'speed',
  'strength',
  'direction',
  'repeats',
]);

export function readingOf(trace: Trace): PromptReading {
  const { reading, spans, said, placeOf } = trace;
  const ofLayers = new Set(said.flat());
  const moved = said.flat().filter(isMove);
  const layers = reading.layers.map((layer, i): LayerReading => {
    const own = said[i]!;
    const phrases = phrasesOf(own, layer, trace);
    const shares = layer.motion !== null && !own.some(isMove);
    const shared = shares ? moved.filter((span) => isSpoken(span, trace)).at(-1) : undefined;
    if (shared) phrases.push(movement(shared, layer, trace));
    const places = own.filter(({ kind }) => kind !== 'relation' && !OF_ALL.has(kind)).map(placeOf);
    return {
      phrases,
      from: Math.min(layer.from, ...places.map(({ from }) => from)),
      to: Math.max(layer.to, ...places.map(({ to }) => to)),
    };
  });
  const ofAll = spans.filter((span) => OF_ALL.has(span.kind) && isSpoken(span, trace));
  const others = spans.filter((span) => !ofLayers.has(span) && isSpoken(span, trace));
  const setting = [
    ...ofAll.map((span) => phrase(span.kind as PhraseKind, span.value, [span], trace)),
  ];
  setting.push(...groundOf(others, trace));
  for (const span of others) {
    if (span.kind === 'canvas') setting.push(phrase('canvas', span.value, [span], trace));
  }
  return {
    layers,
    setting: setting.sort((a, b) => a.from - b.from),
    report: reading.report,
  };
}

const isMove = ({ kind }: Span) => kind === 'motion' || kind === 'own';

/** Obeyed, if not always as it was typed. */
function isSpoken(span: Span, { fates }: Trace): boolean {
  const fate = fates.get(span.from);
  return (
    fate !== undefined && (fate === 'obeyed' || (fate.as !== undefined && fate.why !== 'not drawn'))
  );
}

/** What the spans of a layer say of it, in their order. */
function phrasesOf(said: Span[], layer: Layer, trace: Trace): Phrase[] {
  const { placeOf } = trace;
  const spoken = said.filter((span) => isSpoken(span, trace));
  const phrases: Phrase[] = [];
  const isInside = (span: Span) =>
    placeOf(span).from > layer.from && Number(span.value) === layer.parts;
  spoken.forEach((span, at) => {
    const { kind, value } = span;
    const isHead = kind === 'thing' && placeOf(span).from === layer.from;
    if (isHead) phrases.push(phrase('thing', layer.thing, [span], trace));
    else if (isMove(span)) phrases.push(movement(span, layer, trace));
    else if (kind === 'count' && partBehind(spoken, at)) {
      phrases.push(phrase('part', String(layer.parts), [span, partBehind(spoken, at)!], trace));
    } else if (kind === 'count' && isInside(span)) {
      phrases.push(phrase('part', value, [span], trace)); // “a badge with 3”
    } else if (kind === 'share') phrases.push(phrase('part', value, [span], trace));
    else if (kind === 'count') phrases.push(phrase('count', String(layer.count), [span], trace));
    else if (OF_LAYER.has(kind)) phrases.push(phrase(kind as PhraseKind, value, [span], trace));
    else if (kind === 'relation' && PLACES.test(value)) {
      phrases.push(phrase('relation', value, [span], trace));
    }
  });
  return phrases;
}

/** The part that a number counts: “5 rows”. */
const partBehind = (spans: Span[], at: number) =>
  spans[at + 1]?.kind === 'part' ? spans[at + 1] : undefined;

/** Which of a layer's movements a span names. */
function movement(span: Span, layer: Layer, trace: Trace): Phrase {
  const named = span.kind === 'motion' ? span.value : ALIVE;
  const moves = [layer.motion, layer.also];
  return phrase('motion', moves.includes(named) ? named : (layer.motion ?? named), [span], trace);
}

/** “on a light blue background” is one phrase. */
function groundOf(others: Span[], trace: Trace): Phrase[] {
  const { ground } = trace.reading.canvas;
  const said = others.filter(({ kind }) => /^(ground|relation|colour|tone)$/.test(kind));
  const names = said.some(({ kind }) => kind === 'ground' || kind === 'colour');
  return ground !== null && names ? [phrase('ground', ground, said, trace)] : [];
}

function phrase(
  kind: PhraseKind,
  value: string,
  spans: Span[],
  { prompt, placeOf }: Trace,
): Phrase {
  const places = spans.map(placeOf);
  const from = Math.min(...places.map((place) => place.from));
  const to = Math.max(...places.map((place) => place.to));
  return { kind, value, words: prompt.slice(from, to), from, to };
}
