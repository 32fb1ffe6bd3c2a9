/**
 * Tokens → spans: of all phrases of the lexicon that begin at each token, the cover of least cost, each token
 * in exactly one span (Viterbi over tokens and the kind of the last span).
 */
import { stems } from './meanings';
import { COST, type Form, formsOf, MODIFIERS, type Sources, type Span, spansAt } from './spans';
import type { Token } from './tokens';

const CORRECTED = 2; // and each edit

/** Of a span after another, or after nothing at the end. */
function between(before: Span, after: Span | undefined): number {
  if (before.kind === 'thing' && after?.kind === 'thing') {
    const whole = Math.max(before.to - before.from, after.to - after.from) > 1; // “log out door” is not to be read apart
    return whole ? 0.6 : 1.5; // one of them will not be drawn
  }
  if (after?.kind === 'thing' && COLOURED.has(`${before.kind} ${before.value}`)) return 0.7; // “in orange” is no fruit
  if (before.kind === 'thing' && after?.kind === 'ground' && after.value === 'ground') return 0.5; // “an orange background” has a colour
  if (before.kind === 'strength' && after?.kind === 'thing') return 1; // “a little dog” is a small one
  const modifies = before.kind === 'colour' || before.kind === 'tone';
  if (modifies && !(after && HEADS.has(after.kind))) return 0.5; // “an orange” is a fruit
  if (before.kind === 'share' && after?.kind === 'thing') return 0.7; // “at 80 % orange”
  if (before.value === RELATIVE && after?.kind === 'thing') return 0.6; // “a bell that rings”
  const acts = before.value === 'and' && (after?.kind === 'motion' || after?.kind === 'own'); // “jumps and falls”
  if (before.kind === 'relation' && !acts && !(after && OBJECTS.has(after.kind))) return 0.5;
  if (before.kind === 'canvas' && after?.kind === 'thing') return 0.5; // “a tall giraffe” has no format
  return 0;
}
const RELATIVE = 'relative'; // a filler: that, which
const COLOURED: ReadonlySet<string> = new Set(['relation in', 'direction in', 'filler colouring']);
const HEADS: ReadonlySet<string> = new Set([...MODIFIERS, 'thing', 'ground', 'part']);
const OBJECTS: ReadonlySet<string> = new Set([...HEADS, 'taste', 'filler', 'nearest', 'unknown']);

/** @returns spans from left to right, without a gap */
export function cover(tokens: Token[], sources: Sources): Span[] {
  const words = tokens.map(({ text }) => [...formsOf(text), ...fullOf(text, sources.lexicon)]);
  let spans = tokens.map((_, from) => spansAt(tokens, words, from, sources));
  const errors = correct(tokens, spans, words, sources);
  if (errors) spans = tokens.map((_, from) => spansAt(tokens, words, from, sources));
  const usual = leastCost(spans.map((at) => at.filter(({ kind }) => kind !== 'alone')));
  return usual.some(({ kind }) => NAMING.has(kind)) ? usual : leastCost(spans.map(asNames));
}

const SHORT = 0.1; // cost of an abbreviation

function fullOf(text: string, { short }: Sources['lexicon']): Form[] {
  const word = short.get(text);
  return word === undefined ? [] : [{ word, cost: SHORT }];
}

const NAMING: ReadonlySet<string> = new Set<Span['kind']>(['thing', 'nearest', 'unknown']);

/** Where nothing is named, words that may be a name are one: “table”, “pendulum”, “banner”. */
const asNames = (spans: Span[]): Span[] =>
  spans.map((span): Span => {
    if (span.kind === 'alone') return { ...span, kind: 'thing' };
    return span.kind === 'thing' ? { ...span, cost: span.cost - COST.thing + COST.alone } : span;
  });

/** Viterbi: the best way to each token for each kind of the last span. */
function leastCost(spans: Span[][]): Span[] {
  const { length } = spans;
  interface Way {
    cost: number;
    span?: Span;
    before?: Way;
  }
  const ways: Map<string, Way>[] = Array.from({ length: length + 1 }, () => new Map());
  ways[0]!.set('', { cost: 0 });
  for (let at = 0; at < length; at++) {
    for (const before of ways[at]!.values()) {
      for (const span of spans[at]!) {
        const join = before.span ? between(before.span, span) : 0;
        const cost = before.cost + join + span.cost;
        const best = ways[span.to]!.get(span.kind);
        if (!best || cost < best.cost) ways[span.to]!.set(span.kind, { cost, span, before });
      }
    }
  }
  const total = ({ cost, span }: Way) => cost + (span ? between(span, undefined) : 0);
  const ends = [...ways[length]!.values()];
  const cover: Span[] = [];
  let way: Way | undefined = ends.reduce((a, b) => (total(b) < total(a) ? b : a));
  for (; way?.span; way = way.before) cover.unshift(way.span);
  return cover.flatMap((span) => (span.hole ? [span.hole, span] : [span]));
}

const INFLECTED = /[^aeiou]{2}(ing|ed)$/; // as it is written: “splashing”, and “spining” is an error

/** Gives tokens that nothing is known of the words that they may be errors of. */
function correct(
  tokens: Token[],
  spans: Span[][],
  words: Form[][],
  { lexicon, meanings, spelling }: Sources,
): boolean {
  const known = new Set<number>();
  for (const { from, to, kind } of spans.flat()) {
    const named = kind !== 'unknown' && kind !== 'nearest';
    if (named) for (let at = from; at < to; at++) known.add(at);
  }
  let any = false;
  tokens.forEach(({ text }, at) => {
    const isWord = (word: string) => lexicon.known.has(word) || meanings.has(word);
    if (known.has(at) || isWord(text) || (INFLECTED.test(text) && stems(text).some(isWord))) return;
    for (const { word, edits } of spelling.corrections(text).slice(0, 3)) {
      words[at]!.push({ word, cost: CORRECTED + edits, how: 'corrected' });
      any = true;
    }
  });
  return any;
}
