/** How things with and without legs get along: steps, jumps, and ways across the canvas. */
import { about, compose, DEGREE, move, type Plane, rotate, scale, shear } from '../picture/plane';
import { easeInOut, keyed } from './easing';
import { type Motion, motion, SIDES, SIDEWAYS } from './motion';
import {
  across,
  cosine,
  handOf,
  isSide,
  moved,
  type Side,
  sine,
  swell,
  type Thing,
  TURN,
  type Way,
} from './pose';

type Gait = Pick<Way, 'strength' | 'direction'>;

/** On the spot, or across the canvas where a side was named. */
const stepping = ({ direction }: Gait, thing: Thing, phase: number): Plane =>
  isSide(direction) ? across(direction, thing, phase) : move(0, 0);

/** Steps in a loop are twice as many where they lead across the canvas. */
const pace = ({ direction }: Gait) => (isSide(direction) ? 2 : 1);

const sideOf = ({ direction }: Gait, usual: Side): Side => (isSide(direction) ? direction : usual);

/** The height of a throw at `t`, 0 to 1: 0 at both ends and 1 in the middle. */
const arc = (t: number) => 4 * t * (1 - t);

/** Flattened on its ground: 1 is as flat as it gets. */
const crouch = ({ half }: Thing, depth: number) =>
  about(0, half.y, scale(1 + 0.14 * depth, 1 - 0.2 * depth));

const CROUCH = keyed([
  [0, 0],
  [0.14, 1],
  [0.24, -0.5], // stretched, as it leaves the ground
  [0.5, 0],
  [0.72, -0.3],
  [0.82, 1],
  [1, 0],
]);

const clamp = (value: number) => Math.min(1, Math.max(-1, value));

export const GAITS: readonly Motion[] = [
  motion('jumping', (phase, { strength }, thing) => {
    const air = Math.min(1, Math.max(0, (phase - 0.2) / 0.56));
    const depth = Math.min(1.5, strength) * CROUCH(phase);
    return moved(move(0, -0.45 * strength * arc(air)), crouch(thing, depth));
  }),
  motion(
    'hopping',
    (phase, way, thing) => {
      const hop = (2 * pace(way) * phase) % 1;
      const height = 0.16 * way.strength * arc(hop);
      const landing = Math.max(0, 1 - Math.min(hop, 1 - hop) / 0.2) * Math.min(1, 8 * swell(phase));
      const lean = 5 * DEGREE * way.strength * sine(phase) * arc(hop);
      return moved(
        stepping(way, thing, phase),
        move(0, -height),
        about(0, thing.half.y, rotate(lean)),
        crouch(thing, 0.6 * landing ** 2),
      );
    },
    { directions: SIDEWAYS, own: null, leaves: 'led' },
  ),
  motion(
    'walking',
    (phase, way, thing) => {
      const step = way.strength * sine(pace(way) * phase); // one on either foot
      return moved(
        stepping(way, thing, phase),
        move(0.03 * step, -0.06 * Math.abs(step)),
        about(0, thing.half.y, rotate(7 * DEGREE * step)),
      );
    },
    { directions: SIDEWAYS, own: null, leaves: 'led' },
  ),
  motion(
    'running',
    (phase, way, thing) => {
      const hand = way.direction === 'right' ? 1 : -1; // animals, too, look to the left
      const stride = (3 * phase) % 1;
      const lean = hand * Math.min(1, 6 * swell(phase)) * (9 + 4 * Math.cos(TURN * stride));
      return moved(
        stepping(way, thing, phase),
        move(0, -0.11 * way.strength * arc(stride)),
        about(0, thing.half.y, rotate(lean * DEGREE * way.strength)),
        crouch(thing, 0.35 * Math.min(1, 6 * swell(phase)) * (1 - arc(stride))),
      );
    },
    { directions: SIDEWAYS, own: null, leaves: 'led' },
  ),
  motion(
    'marching',
    (phase, way, thing) => {
      const step = clamp(2.2 * sine(pace(way) * phase)); // stiff: it stays on each foot for a while
      return moved(
        stepping(way, thing, phase),
        move(0, -0.08 * way.strength * easeInOut(Math.abs(step))),
        rotate(6 * DEGREE * way.strength * step),
      );
    },
    { directions: SIDEWAYS, own: null, leaves: 'led' },
  ),
  motion('dancing', (phase, { strength }, thing) => {
    const [hips, beat] = [strength * sine(phase), strength * swell(2 * phase)];
    return moved(
      move(0.08 * hips, -0.05 * beat),
      about(0, thing.half.y, compose(rotate(7 * DEGREE * hips), shear(-0.16 * hips))),
      crouch(thing, 0.35 * strength * sine(2 * phase) ** 2),
    );
  }),
  // The cars, buses and trains of emoji look to the left.
  motion(
    'driving by',
    (phase, way, thing) => {
      const side = sideOf(way, 'left');
      const tilt = -handOf(side) * 2.5 * DEGREE * way.strength * sine(phase); // its nose lifts as it starts
      return moved(
        across(side, thing, easeInOut(phase)),
        about(0, thing.half.y, rotate(tilt)),
        move(0, -0.012 * way.strength * (1 - cosine(7 * phase))),
      );
    },
    { directions: ['left', 'right'], leaves: true },
  ),
  motion(
    'flying away',
    (phase, way, thing) => {
      const side = sideOf(way, 'up');
      const shake = 0.015 * way.strength * sine(5 * phase);
      const sideways = side === 'up' || side === 'down' ? move(shake, 0) : move(0, shake);
      return moved(across(side, thing, easeInOut(phase)), sideways);
    },
    { directions: ['up', 'down', 'left', 'right'], leaves: true },
  ),
  motion(
    'flying across',
    (phase, way, thing) =>
      moved(
        across(sideOf(way, 'right'), thing, phase),
        move(0, -0.12 * way.strength * sine(2 * phase)),
        rotate(-6 * DEGREE * way.strength * handOf(way.direction) * (cosine(2 * phase) - 1) * 0.5),
      ),
    { directions: SIDES, leaves: true },
  ),
  motion(
    'falling',
    (phase, { strength }, thing) =>
      moved(
        across('down', thing, easeInOut(phase)),
        rotate(14 * DEGREE * strength * sine(phase) * swell(phase)),
      ),
    { leaves: true },
  ),
  motion(
    'rising',
    (phase, { strength }, thing) =>
      moved(
        across('up', thing, 0.5 * (phase + easeInOut(phase))),
        move(0.06 * strength * sine(2 * phase), 0),
        rotate(5 * DEGREE * strength * sine(2 * phase)),
      ),
    { leaves: true },
  ),
  motion(
    'rolling across',
    (phase, way, thing) => {
      const side = sideOf(way, 'right');
      const { left, right } = thing.away;
      const circumference = TURN * Math.max(thing.half.x, thing.half.y);
      const turns = Math.max(1, Math.round((left + right) / circumference)); // whole, so that the loop closes
      return moved(across(side, thing, phase), rotate(handOf(side) * TURN * turns * phase));
    },
    { strength: false, directions: SIDEWAYS, leaves: true },
  ),
  // Over its corners, a quarter turn at a time, as a box does: it is lifted by as much as the corner reaches down.
  motion(
    'tumbling',
    (phase, { direction }, { half }) => {
      const quarter = Math.floor(4 * phase);
      const angle = ((quarter + easeInOut(4 * phase - quarter)) * TURN) / 4;
      const reach = Math.abs(half.x * Math.sin(angle)) + Math.abs(half.y * Math.cos(angle));
      return moved(move(0, half.y - reach), rotate(handOf(direction) * angle));
    },
    { strength: false, directions: SIDEWAYS },
  ),
];
