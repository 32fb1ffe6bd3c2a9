/** What moves, and how: movements and their tempo, for each thing of a prompt. */
import type { Layer, Place } from '../../scene';
import type { Span } from '../spans';
import type { Clause } from './clauses';
import { INTERFACE, likenessOf } from './heads';
import { type Fates, fateOf, type Things } from './things';

export const ALIVE = 'alive'; // the name of a thing's own movement
export const STILL = 'still';

const BLINKING = 'blinking'; // to be there and not there; who has eyes closes them
const EYED = new Set(['animals', 'people']);
const PLANTS = 'plants'; // these grow out of the ground, all else merely becomes bigger
const SPROUTING = 'popping up';
const BURSTS = new Set(['balloon', 'bubbles']); // when they pop; all else pops in
const BURSTING = 'exploding';
const WINGED = new Set([
  'plane',
  'small airplane',
  'helicopter',
  'plane departure',
  'plane arrival',
]); // that stay not where they are
const CROSSING = 'flying across';

/** What a movement is for a thing: its own, or one that anything can make. */
export function nameMove(span: Span, head: Span, things: Things): string | undefined {
  const { kind, value } = span;
  if (/^grow/.test(things.wordsOf(span))) {
    const group = things.groupOf(head.value);
    if (group === PLANTS) return SPROUTING;
    if (group === INTERFACE) return ALIVE; // the bars of a chart, and not the chart
  }
  if (/^fl(y|ies|ying|ew)$/.test(things.wordsOf(span)) && WINGED.has(head.value)) return CROSSING;
  if (/^pop(s|ping|ped)?$/.test(things.wordsOf(span)) && BURSTS.has(head.value)) return BURSTING;
  if (value === BLINKING && EYED.has(things.groupOf(head.value))) {
    return things.lives(head.value, '') ? ALIVE : undefined;
  }
  if (kind === 'own') return things.lives(head.value, value) ? ALIVE : things.motionOf(value);
  return value !== ALIVE || things.lives(head.value, '') ? value : undefined;
}

/** The movements that are said of a thing; the first two are made, and one of its own shows it as it lives. */
export function readMoves(said: Span[], head: Span, things: Things, fates: Fates) {
  const moves = said.filter(({ kind }) => kind === 'motion' || kind === 'own');
  const named = moves.flatMap((span) => {
    const name = nameMove(span, head, things);
    return name === undefined ? [] : { span, name };
  });
  const moving = named.filter(({ name }) => name !== STILL);
  if (moving.length > 0) for (const { span } of named) fates.set(span.from, 'obeyed'); // “wobbles but does not spin”
  const [motion, also] = moving.length > 0 ? moving : named;
  for (const move of [motion, also]) {
    if (move) fates.set(move.span.from, fateOf(move.span.from === head.from ? head : move.span));
  }
  return {
    motion: motion?.name ?? readLikeness(said, head, things, fates),
    also: also && also.name !== motion?.name ? also.name : null,
    living: named.find(({ name }) => name === ALIVE)?.span ?? null,
  };
}

const BEINGS = new Set(['animals', 'people', 'faces', 'hands-body']);

/** What a being cannot be drawn doing moves it in a way that looks like it, and is told: “a cow laughing” wiggles. */
function readLikeness(said: Span[], head: Span, things: Things, fates: Fates): string | null {
  if (!BEINGS.has(things.groupOf(head.value)) || things.lives(head.value, '')) return null;
  const span = said.find((one) => likenessOf(one) !== null);
  const name = span ? likenessOf(span) : null;
  if (span && name) fates.set(span.from, { why: 'not drawn', as: name });
  return name;
}

const WORN = new Set(['clothes']); // with what somebody has on, the movement is of both

/**
 * A movement said last is made by all before it that make none, back to one that makes its own; so is one said first,
 * unless the next thing has an article. Neither leaves its sentence, nor moves what something stands on.
 */
export function share(clauses: Clause[], layers: Layer[], places: Place[], things: Things) {
  const isMove = ({ kind }: Span) => kind === 'motion' || kind === 'own';
  const spoken = layers.map(({ motion }) => motion !== null);
  settle(clauses, layers, places, things);
  const pass = (move: Span, from: number, to: number) => {
    const name = nameMove(move, clauses[to]!.head, things) ?? null;
    if (layers[to]!.motion !== null || isSetting(clauses, places, to, name, things)) return;
    layers[to]!.motion = name;
    follow(layers[to]!, layers[from]!);
  };
  clauses.forEach(({ head, joint, again, sentence, after }, from) => {
    if (clauses[from + 1]?.sentence === sentence) return;
    const same = (at: number) => clauses[at]?.sentence === sentence && !spoken[at];
    const apart = again || (joint === 'with' && !WORN.has(things.groupOf(head.value))); // “a laptop with a heart beating”
    const trailing = apart ? undefined : after.findLast(isMove);
    if (trailing) for (let at = from - 1; same(at); at--) pass(trailing, from, at);
  });
  const [first] = clauses;
  const leading = first?.before.find(isMove);
  const ofAll = first?.before.some((span) => ALL.test(things.wordsOf(span)));
  clauses.forEach(({ article, sentence }, at) => {
    const meant = ofAll || (!article && sentence === first!.sentence);
    const free = layers[at]!.motion === null && meant;
    if (leading && at > 0 && free) pass(leading, 0, at);
  });
}

const ALL = /^(all|both|each|every(thing|one)?)\b/; // “both spinning: a star and a moon”

/** How fast and where to is said of all that make a movement. */
function follow(layer: Layer, said: Layer) {
  layer.speed ??= said.speed;
  layer.strength ??= said.strength;
  layer.direction ??= said.direction;
  layer.repeats ??= said.repeats;
}

const STANDS: ReadonlySet<Place> = new Set<Place>([
  'on',
  'above',
  'below',
  'front',
  'behind',
  'between',
  'around',
]);
const CARRIES = new Set(['vehicles', 'balls-games', 'animals', 'clothes']); // “a cat on a skateboard rolling”
const TRAVELS =
  /^(rolling|driving|sliding|running|flying|marching|hopping|galloping|floating|walking)/;

/** Whether something stands on it or is in it, and does not move with it. */
function isSetting(
  clauses: Clause[],
  places: Place[],
  at: number,
  move: string | null,
  things: Things,
): boolean {
  const { head, joint } = clauses[at]!;
  const carries = CARRIES.has(things.groupOf(head.value)) && TRAVELS.test(move ?? '');
  return at > 0 && !carries && (STANDS.has(places[at - 1]!) || joint === 'in');
}

/** “a cat on a box sleeping”: who stands on something moves, and that does not; so with what has something, behind a comma. */
function settle(clauses: Clause[], layers: Layer[], places: Place[], things: Things) {
  clauses.forEach(({ joint, after }, at) => {
    const move = after.find(({ kind }) => kind === 'motion' || kind === 'own');
    const [mover, setting] = [layers[at - 1], layers[at]!];
    if (!mover || !move || mover.motion !== null) return;
    const mark = after[after.indexOf(move) - 1];
    const trails = joint === 'with' && mark !== undefined && things.wordsOf(mark) === ','; // “a box with a bow on top, wiggling”
    const name = nameMove(move, clauses[at - 1]!.head, things);
    if (name === undefined) return;
    if (!trails && !isSetting(clauses, places, at, setting.motion, things)) return;
    mover.motion = name;
    mover.also ??= setting.also;
    follow(mover, setting);
    layers[at] = {
      ...setting,
      motion: null,
      also: null,
      speed: null,
      direction: null,
      repeats: null,
    };
  });
}

const HANDLERS = new Set(['people', 'hands-body']);
const HANDLED =
  /^(flipping( over)?|bouncing|rolling|spinning|shaking|swinging|rising|exploding|tumbling|flying away)$/;

/** “a man flipping a coin”: who moves something stays, and that moves. */
export function handOver(clauses: Clause[], layers: Layer[], things: Things) {
  for (const [i, { head, after }] of clauses.entries()) {
    const [layer, object] = [layers[i]!, layers[i + 1]];
    const bare = after.every(
      ({ kind }) => kind === 'filler' || kind === 'motion' || kind === 'own',
    );
    const handles = HANDLERS.has(things.groupOf(head.value)) && HANDLED.test(layer.motion ?? '');
    const move = after.find(({ kind }) => kind !== 'filler');
    if (!object || !move || clauses[i + 1]!.joint !== '' || !bare || !handles) continue;
    object.motion ??= nameMove(move, clauses[i + 1]!.head, things) ?? null;
    layer.motion = STILL;
  }
}

/** “a cat jumping over a fence slowly”: how fast is said of what moves. */
export function hurry(layers: Layer[]) {
  const last = layers.at(-1);
  const mover = layers.findLast(({ motion }) => motion !== null);
  if (!last || !mover || last.motion !== null || last.speed === null) return;
  mover.speed ??= last.speed;
  last.speed = null;
}
