/**
 * Entrances. A loop has no beginning, so the whole thing is held first, leaves, and comes in again; the
 * entrance ends the loop. Key values are those of animate.css 4.1.1 (MIT) where its names are given.
 */
import { about, DEGREE, move, pitch, rotate, scale } from '../picture/plane';
import type { Direction } from '../scene';
import {
  cubicBezier,
  easeIn,
  easeInBack,
  easeInOut,
  easeOut,
  easeOutBack,
  keyed,
  linear,
} from './easing';
import { type Cycle, type Motion, motion, SIDES, SIDEWAYS } from './motion';
import {
  handOf,
  isSide,
  moved,
  OPPOSITE,
  type Pose,
  REST,
  type Side,
  type Thing,
  towards,
} from './pose';

const HELD = 0.28; // of the loop, at rest
const GONE = 0.46; // of the loop: the thing has left

type Part = (t: number, ...rest: Tail) => Pose;
type Tail = [way: Parameters<Cycle>[1], thing: Thing];

/**
 * @param enter from 0, where nothing shows, to 1, where the thing is at rest
 * @param leave from 0, at rest, to 1, where nothing shows
 */
const entrance =
  (enter: Part, leave: Part = shrink, held = HELD, gone = GONE): Cycle =>
  (phase, ...rest) => {
    if (phase <= held) return REST;
    if (phase < gone) return leave((phase - held) / (gone - held), ...rest);
    return enter((phase - gone) / (1 - gone), ...rest);
  };

const shrink: Part = (t) => moved(scale(1 - easeInBack(t)));
const reversed =
  (part: Part): Part =>
  (t, ...rest) =>
    part(1 - t, ...rest);

const DECELERATE = cubicBezier(0.215, 0.61, 0.355, 1); // of bounceIn and bounce
const FALL = cubicBezier(0.755, 0.05, 0.855, 0.06); // of bounce

/** From above the canvas to the ground, and the rebounds of `bounce`: 15 and 4 px of 30. */
const dropHeight = keyed([
  [0, 1, easeIn],
  [0.42, 0, DECELERATE],
  [0.58, -0.15, FALL],
  [0.74, 0, DECELERATE],
  [0.82, -0.04, FALL],
  [0.9, 0],
]);
const dropSquash = keyed([
  [0.36, 0],
  [0.42, 0.18],
  [0.54, 0],
  [0.68, 0],
  [0.74, 0.08],
  [0.84, 0],
]);

/** bounceIn; from nothing instead of 0.3 and transparent, for one bit of alpha has no fade. */
const popScale = keyed(
  [
    [0, 0],
    [0.25, 1.1],
    [0.45, 0.9],
    [0.65, 1.03],
    [0.82, 0.97],
    [1, 1],
  ],
  DECELERATE,
);

/** jackInTheBox, with the overshoot in size that a spring has. */
const jackScale = keyed([
  [0, 0],
  [0.35, 1.15],
  [0.6, 0.95],
  [0.8, 1.02],
  [1, 1],
]);
const jackAngle = keyed([
  [0, 30],
  [0.45, -10],
  [0.7, 3],
  [1, 0],
]);

/** flipInX */
const flipAngle = keyed([
  [0, 90, easeOut],
  [0.4, -20],
  [0.6, 10],
  [0.8, -5],
  [1, 0],
]);

/** Where a thing comes from that moves towards a side. */
const originOf = (direction: Direction | null): Side =>
  isSide(direction) ? OPPOSITE[direction] : 'left';

const slide: Part = (t, { direction }, { away }) => {
  const side = originOf(direction);
  return moved(towards(side, away[side] * (1 - easeOutBack(t))));
};

const slideOut: Part = (t, { direction }, { away }) => {
  const side = originOf(direction);
  return moved(towards(side, away[side] * easeIn(t)));
};

/** rollIn: from its side, turning by 120°; here as far as the way over the ground is long. */
const rollIn: Part = (t, { direction }, { away }) => {
  const side = originOf(direction);
  const rest = 1 - easeOut(t);
  return moved(towards(side, away[side] * rest), rotate(handOf(side) * 2 * away[side] * rest));
};

const unfold: Part = (t, _, { half }) => ({
  ...moved(about(0, half.y, pitch(flipAngle(t) * DEGREE, 4))),
  opacity: t === 0 ? 0 : 1,
});

const grow: Part = (t) => moved(scale(easeInOut(t)));
const growFast: Part = (t) => moved(scale(easeOut(t)));

const wiped =
  (wipe: (t: number) => { from: number; until: number }): Part =>
  (t, { direction }) => ({
    ...REST,
    reveal: { kind: 'wipe', to: isSide(direction) ? direction : 'right', ...wipe(t) },
  });
const wipeIn = wiped((t) => ({ from: 0, until: easeInOut(t) }));
const wipeOut = wiped((t) => ({ from: easeInOut(t), until: 1 }));

const LETTERS = 7; // strokes of a key from nothing to all

/** In steps, as letters come, each of them quick. */
function typed(t: number): number {
  const stroke = Math.floor(t * LETTERS);
  return Math.min(1, (stroke + easeInOut(Math.min(1, 3 * (t * LETTERS - stroke)))) / LETTERS);
}

const swept =
  (sweep: (t: number) => { from: number; until: number }): Part =>
  (t) => ({ ...REST, reveal: { kind: 'clock', ...sweep(t) } });

const iris =
  (radius: (t: number) => number): Part =>
  (t) => ({ ...REST, reveal: { kind: 'circle', radius: radius(t) } });

export const ENTRANCES: readonly Motion[] = [
  motion(
    'dropping in',
    entrance((t, { strength }, { half, away }) => {
      const height = dropHeight(t);
      const squash = Math.min(0.35, strength * dropSquash(t));
      const y = height > 0 ? -height * away.up : strength * height;
      return moved(move(0, y), about(0, half.y, scale(1 + 0.7 * squash, 1 - squash)));
    }),
    { leaves: true },
  ),
  motion(
    'popping in',
    entrance((t) => moved(scale(popScale(t)))),
    { strength: false },
  ),
  motion(
    'popping up',
    entrance(
      (t, _, { half }) =>
        moved(
          about(0, half.y, scale(jackScale(t))),
          about(0, half.y, rotate(jackAngle(t) * DEGREE)),
        ),
      (t, _, { half }) => moved(about(0, half.y, scale(1 - easeInBack(t)))),
    ),
    { strength: false },
  ),
  motion('sliding in', entrance(slide, slideOut), {
    strength: false,
    directions: SIDES, // that it moves to: from the left it goes to the right
    leaves: true,
  }),
  motion('rolling in', entrance(rollIn, reversed(rollIn)), {
    strength: false,
    directions: SIDEWAYS,
    leaves: true,
  }),
  motion('flipping in', entrance(unfold, reversed(unfold)), { strength: false }),
  motion('zooming in', entrance(grow, reversed(grow), 0.2, 0.32), { strength: false }),
  motion('zooming out', entrance(growFast, reversed(grow), 0.15, 0.68), { strength: false }),
  motion('wiping', entrance(wipeIn, wipeOut), { strength: false, directions: SIDES }),
  motion(
    'typing on',
    entrance(
      wiped((t) => ({ from: 0, until: typed(t) })),
      wiped((t) => ({ from: 0, until: 1 - t })), // as it is deleted
      HELD,
      0.4,
    ),
    { strength: false },
  ),
  motion(
    'drawing itself',
    entrance(
      swept((t) => ({ from: 0, until: linear(t) })),
      swept((t) => ({ from: easeInOut(t), until: 1 })),
      0.24,
      0.4,
    ),
    { strength: false },
  ),
  motion(
    'iris wipe',
    entrance(
      iris((t) => easeOut(t)),
      iris((t) => 1 - easeIn(t)),
    ),
    { strength: false },
  ),
];
