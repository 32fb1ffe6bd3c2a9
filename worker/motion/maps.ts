/**
 * The motions that the training pack shows the network: pure functions from a phase of the loop to an
 * affine map of its frame (128 px, origin in its centre, y down). Each is the identity at phase 0, so that
 * the first frame is the complete, still picture. What clips are moved by is in `motions.ts`.
 */
import { type Affine, composeAffine as compose } from '../picture/plane';

export { type Affine, compose };

export interface TrainedMotion {
  name: string;
  phrases: string[]; // the first one is canonical; '' is a prompt without a motion
  at(phase: number): Affine; // phase in [0, 1), periodic
}

/** Phrases with commas between them: those of a motion are many, and one a line would hide its map. */
const listed = (phrases: string) => phrases.split(/,\s+/);

/** What a subject does of itself, learnt from animation: no map of the frame, and only where there is a clip of it. */
export const ALIVE = {
  name: 'alive',
  phrases: listed('alive, living, lively, live, lives, acting, act, acts, animating, naturally'),
} as const satisfies Omit<TrainedMotion, 'at'>;

export const STEPS = 96; // phases of a loop in the training pack

const BASE = 40; // px below the centre: where a sprite stands
const PIVOT = -42; // px: what a swinging sprite hangs from, just above its top
const GROUND = 24; // px that a bouncing sprite falls below its still place
const HEIGHT = 32; // px from the ground to the apex

const TURN = 2 * Math.PI; // rad
const DEGREE = Math.PI / 180; // rad
const sine = (phase: number) => Math.sin(TURN * phase);

const move = (x: number, y: number): Affine => [1, 0, 0, 1, x, y];
const scale = (x: number, y = x): Affine => [x, 0, 0, y, 0, 0];
const rotate = (angle: number): Affine => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos, sin, -sin, cos, 0, 0]; // clockwise, as y points down
};

/** `map`, with the point (0, y) held in place. */
const about = (y: number, map: Affine) => compose(move(0, y), compose(map, move(0, -y)));

/** Falls to the ground at phase 0.25, rises to the apex at 0.75, flattened where it lands. */
function bounce(phase: number): Affine {
  const u = (((phase - 0.25) % 1) + 1) % 1;
  const y = GROUND - HEIGHT * 4 * u * (1 - u);
  const nearness = Math.max(0, 1 - Math.min(u, 1 - u) / 0.1); // 1 at the impact, 0 a tenth away
  const squash = 0.22 * nearness * nearness;
  return compose(move(0, y), about(BASE, scale(1 + 0.7 * squash, 1 - squash)));
}

export const MOTIONS: readonly TrainedMotion[] = [
  {
    name: 'still',
    phrases: ['still', 'static', 'motionless', 'standing still', 'unmoving', ''],
    at: () => move(0, 0),
  },
  {
    name: 'spinning',
    phrases: listed(`spinning, spin, spins, rotating, rotate, rotates, turning, turn, turns,
      twirling, twirl, twirls, revolving, whirling, spinning round, rotation`),
    at: (phase) => rotate(TURN * phase),
  },
  {
    name: 'bouncing',
    phrases: listed(`bouncing, bounce, bounces, jumping, jump, jumps, hopping, hop, hops,
      leaping, leap, leaps, bouncy, bouncing up down, jumping up down`),
    at: bounce,
  },
  {
    name: 'pulsing',
    phrases: listed(`pulsing, pulse, pulses, pulsating, pulsate, beating, beat, beats,
      throbbing, throb, throbs, breathing, breathe, breathes, growing, grow,
      grows, heartbeat`),
    at: (phase) => scale(1.25 ** sine(phase)), // 1.25 at a quarter, 0.8 at three quarters
  },
  {
    name: 'sliding',
    phrases: listed(`sliding, slide, slides, gliding, glide, glides, moving, move, moves,
      driving, drive, drives, swimming, swim, swims, sailing,
      sliding side side, moving side side, moving left right, sliding left right`),
    at: (phase) => move(24 * sine(phase), 0),
  },
  {
    name: 'shaking',
    phrases: listed(`shaking, shake, shakes, vibrating, vibrate, vibrates, trembling, tremble,
      trembles, shivering, shiver, shivers, rattling, buzzing, ringing, shaky`),
    at: (phase) => compose(move(8 * sine(3 * phase), 0), rotate(4 * DEGREE * sine(3 * phase))),
  },
  {
    name: 'floating',
    phrases: listed(`floating, float, floats, hovering, hover, hovers, levitating, levitate,
      levitates, flying, soaring, drifting, bobbing, floating up down,
      hovering up down, bobbing up down`),
    at: (phase) => move(0, -8 * sine(phase)),
  },
  {
    name: 'swinging',
    phrases: listed(`swinging, swing, swings, swaying, sway, sways, waving, dangling,
      dangle, dangles, wagging, hanging, swinging back forth, swaying side side`),
    at: (phase) => about(PIVOT, rotate(20 * DEGREE * sine(phase))),
  },
  {
    name: 'rolling',
    phrases: listed(`rolling, roll, rolls, tumbling, tumble, tumbles, rolling back forth,
      rolling side side, rolling left right`),
    at: (phase) => compose(move(18 * sine(phase), 0), rotate(90 * DEGREE * sine(phase))),
  },
  {
    name: 'zooming',
    phrases: listed(`zooming, zoom, zooms, shrinking, shrink, shrinks, scaling, receding,
      zooming out, zoom out`),
    at: (phase) => scale(0.7 + 0.3 * Math.cos(TURN * phase)),
  },
  {
    name: 'squashing',
    phrases: listed(`squashing, squash, squashes, squishing, squish, squishes, squishy,
      squeezing, squeeze, squeezes, flattening, flatten, flattens`),
    at: (phase) => about(BASE, scale(1.25 ** sine(phase), 0.8 ** sine(phase))),
  },
  {
    name: 'wobbling',
    phrases: listed(`wobbling, wobble, wobbles, wobbly, jiggling, jiggle, jiggles, wiggling,
      wiggle, wiggles, dancing, dance, dances, grooving, leaning`),
    at: (phase) => about(BASE, [1, 0, -0.3 * sine(phase), 1, 0, 0]), // the top leans right first
  },
  {
    name: 'flipping',
    phrases: ['flipping', 'flips', 'pirouetting', 'pirouette', 'pirouettes', 'flippy'],
    // Like a coin about its upright axis, and never edge-on: what vanishes cannot be followed.
    at: (phase) => scale(1 - 0.7 * sine(phase) ** 2, 1),
  },
  {
    name: 'orbiting',
    phrases: listed(`orbiting, orbit, orbits, circling, encircling, circulating, circulate,
      circulates, orbital`),
    at: (phase) => move(12 * sine(phase), 12 * (Math.cos(TURN * phase) - 1)),
  },
  {
    name: 'nodding',
    phrases: listed(`nodding, nod, nods, tilting, tilt, tilts, rocking, rocking back forth,
      teetering, teeter, teeters`),
    at: (phase) => about(BASE, rotate(18 * DEGREE * sine(phase))),
  },
  {
    name: 'stretching',
    phrases: listed(`stretching, stretch, stretches, stretchy, elongating, extending, extend,
      extends, stretching up, elongate, rising, rise, rises`),
    at: (phase) => about(BASE, scale(0.8 ** sine(phase), 1.25 ** sine(phase))),
  },
];

/** The maps of one motion over its loop, `STEPS` of them, exactly the identity at first. */
export const transforms = (motion: TrainedMotion): Affine[] =>
  Array.from({ length: STEPS }, (_, step) => motion.at(step / STEPS));
