/** What moves, and how: movements and their tempo, for each thing of a prompt. */
import type { Layer } from '../../scene';
import type { Span } from '../spans';
import type { Clause } from './clauses';
import { INTERFACE } from './heads';
import type { Things } from './things';

export const ALIVE = 'alive'; // the name of a thing's own movement
export const STILL = 'still';

const BLINKING = 'blinking'; // to be there and not there; who has eyes closes them
const EYED = new Set(['animals', 'people']);
const PLANTS = 'plants'; // these grow out of the ground, all else merely becomes bigger
const SPROUTING = 'popping up';
const BURSTS = new Set(['balloon', 'bubbles']); // when they pop; all else pops in
const BURSTING = 'exploding';

/** What a movement is for a thing: its own, or one that anything can make. */
export function nameMove(span: Span, head: Span, things: Things): string | undefined {
  const { kind, value } = span;
  if (/^grow/.test(things.wordsOf(span))) {
    const group = things.groupOf(head.value);
    if (group === PLANTS) return SPROUTING;
    if (group === INTERFACE) return ALIVE; // the bars of a chart, and not the chart
  }
  if (/^pop(s|ping|ped)?$/.test(things.wordsOf(span)) && BURSTS.has(head.value)) return BURSTING;
  if (value === BLINKING && EYED.has(things.groupOf(head.value))) {
    return things.lives(head.value, '') ? ALIVE : undefined;
  }
  if (kind === 'own') return things.lives(head.value, value) ? ALIVE : things.motionOf(value);
  return value !== ALIVE || things.lives(head.value, '') ? value : undefined;
}

const WORN = new Set(['clothes']); // with what somebody has on, the movement is of both

/** A movement said last is made by all that make none; so is one said first, unless the next thing has an article. */
export function share(clauses: Clause[], layers: Layer[], things: Things) {
  const [first, last] = [clauses[0], clauses.at(-1)];
  if (!first || !last || clauses.length < 2) return;
  const isMove = ({ kind }: Span) => kind === 'motion' || kind === 'own';
  if (last.joint === 'with' && !WORN.has(things.groupOf(last.head.value))) return; // “a laptop with a heart beating”
  const trailing = last.again ? undefined : last.after.findLast(isMove);
  const leading = first.before.find(isMove);
  layers.forEach((layer, i) => {
    const { head, article } = clauses[i]!;
    const move = trailing ?? (article ? undefined : leading);
    if (layer.motion !== null || !move) return;
    layer.motion = nameMove(move, head, things) ?? null;
    const way = clauses[move === trailing ? clauses.length - 1 : 0]!;
    const said = layers[clauses.indexOf(way)]!;
    layer.speed ??= said.speed;
    layer.strength ??= said.strength;
    layer.direction ??= said.direction;
    layer.repeats ??= said.repeats;
  });
}

const HANDLERS = new Set(['people', 'hands-body']);
const HANDLED =
  /^(flipping( over)?|bouncing|rolling|spinning|shaking|swinging|rising|exploding|tumbling|flying away)$/;

/** “a man flipping a coin”: who moves something stays, and that moves. */
export function handOver(clauses: Clause[], layers: Layer[], things: Things) {
  for (const [i, { head, after }] of clauses.entries()) {
    const [layer, object] = [layers[i]!, layers[i + 1]];
    const bare = after.every(({ kind }) => kind === 'filler' || kind === 'motion');
    const handles = HANDLERS.has(things.groupOf(head.value)) && HANDLED.test(layer.motion ?? '');
    if (!object || clauses[i + 1]!.joint !== '' || !bare || !handles) continue;
    object.motion ??= layer.motion;
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
