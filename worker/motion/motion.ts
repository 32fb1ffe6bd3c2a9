/**
 * A motion is data: its name, what it obeys, and a pure function from phase to pose.
 *
 * This room, motion/, holds all that moves a picture without changing what it shows. Which words call a motion
 * belongs to prompt/; what a subject does of itself is drawn by network/.
 */
import { apply } from '../picture/plane';
import type { Direction } from '../scene';
import { combine, type Pose, REST, type Side, type Thing, type Way } from './pose';

/** One cycle: at rest at phase 0, and towards phase 1 again. */
export type Cycle = (phase: number, way: Pick<Way, 'strength' | 'direction'>, thing: Thing) => Pose;

export interface Motion {
  name: string;
  strength: boolean; // whether its amplitude can be chosen
  directions: readonly Direction[]; // that it can be led
  own: Direction | null; // how it goes when no direction is named
  leaves(direction: Direction | null): boolean; // the canvas, and means to
  cycle: Cycle;
}

export const SIDEWAYS: readonly Side[] = ['right', 'left'];
export const SIDES: readonly Side[] = ['right', 'left', 'up', 'down'];
export const TURNS: readonly Direction[] = ['clockwise', 'anticlockwise', 'right', 'left'];

interface Traits {
  strength?: boolean;
  directions?: readonly Direction[];
  own?: Direction | null; // the first of its directions when absent
  leaves?: boolean | 'led'; // led: only when one of its directions is named
}

export const motion = (
  name: string,
  cycle: Cycle,
  { strength = true, directions = [], own = directions[0] ?? null, leaves = false }: Traits = {},
): Motion => ({
  name,
  cycle,
  strength,
  directions,
  own,
  leaves: (direction) =>
    leaves === 'led' ? direction !== null && directions.includes(direction) : leaves,
});

/** Which words about a motion change what is seen. */
export interface Obeys {
  strength: boolean;
  directions: readonly Direction[];
  repeats: boolean;
}

export function obeys({ name, strength, directions }: Motion): Obeys {
  const moves = name !== 'still';
  const reversible: readonly Direction[] = moves ? ['backwards'] : [];
  return { strength, directions: [...directions, ...reversible], repeats: moves };
}

const LEAST = 0.25; // strength
const MOST = 2;

/**
 * @param phase of the loop; only its fraction counts
 * @throws when the repeats are no whole number from 1 on: such a loop would not close
 */
export function poseAt(motion: Motion, phase: number, way: Way, thing: Thing): Pose {
  const { repeats, direction } = way;
  if (!(Number.isInteger(repeats) && repeats > 0)) {
    throw new Error(`A motion should repeat a whole number of times, and this one ${repeats}.`);
  }
  const time = fraction(fraction(phase) * repeats);
  const strength = Math.min(MOST, Math.max(LEAST, way.strength));
  const at = direction === 'backwards' && time > 0 ? 1 - time : time;
  const pose = led(motion, at, { strength, direction }, thing);
  return time === 0 ? { ...REST, marks: pose.marks } : pose; // at rest exactly, not but for a rounding
}

export const fraction = (value: number) => value - Math.floor(value);

/** A cycle in the direction that was asked for, or else in its own. */
function led({ cycle, directions, own }: Motion, ...[phase, way, thing]: Parameters<Cycle>): Pose {
  const known = way.direction !== null && directions.includes(way.direction);
  return cycle(phase, { ...way, direction: known ? way.direction : own }, thing);
}

const LOOKS = 16; // phases at which a motion's travel is looked at
const NOMINAL: Thing = {
  half: { x: 0.5, y: 0.5 },
  away: { left: 2, right: 2, up: 2, down: 2 },
};

/** How far a motion takes the middle of a thing. */
function travelOf(motion: Motion): number {
  const way = { strength: 1, direction: null };
  const distances = Array.from({ length: LOOKS }, (_, i) =>
    Math.hypot(...apply(led(motion, i / LOOKS, way, NOMINAL).map, 0, 0)),
  );
  return Math.max(...distances);
}

/**
 * Several motions at once, such as bouncing and spinning. One that travels carries one that stays in
 * its place, in whatever order they were named.
 */
export function together(motions: readonly Motion[]): Motion {
  const travels = new Map(motions.map((one) => [one, travelOf(one)]));
  const ordered = [...motions].sort(
    (a, b) => travels.get(b)! - travels.get(a)! || (a.name < b.name ? -1 : 1),
  );
  return {
    name: motions.map(({ name }) => name).join(' and '),
    strength: motions.some(({ strength }) => strength),
    directions: [...new Set(motions.flatMap(({ directions }) => directions))],
    own: null, // each has its own
    leaves: (direction) => motions.some(({ leaves }) => leaves(direction)),
    cycle: (...at) => ordered.map((one) => led(one, ...at)).reduce(combine, REST),
  };
}
