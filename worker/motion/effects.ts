/** Motions that are more than a map: light, pieces, and what is drawn around a thing. */
import { about, compose, DEGREE, move, pitch, rotate, scale, yaw } from '../picture/plane';
import { easeIn, easeInOut, easeOut, keyed } from './easing';
import { PAPER_COLOURS } from './marks';
import { type Motion, motion } from './motion';
import { handOf, type Mark, moved, type Piece, REST, swell, type Thing } from './pose';

const EYE = 4; // units from the eye to a thing that turns in space: animate.css has 400 px for things of 100

/** flip of animate.css 4.1.1 (MIT): comes nearer while it turns, then settles. */
const flipAngle = keyed(
  [
    [0, 0],
    [0.4, 170],
    [0.5, 190],
    [0.8, 360],
  ],
  easeInOut,
);
const flipScale = keyed([
  [0, 1],
  [0.4, 1.2],
  [0.5, 1.2],
  [0.8, 0.95],
  [1, 1],
]);

const blink = keyed([
  [0.5, 1],
  [0.54, 0],
  [0.9, 0],
  [0.94, 1],
]);

/** flash of animate.css 4.1.1 (MIT) */
const flash = keyed([
  [0, 1],
  [0.25, 0],
  [0.5, 1],
  [0.75, 0],
  [1, 1],
]);

const CUTS = 4; // pieces along each side

/** How far pieces are apart: out fast, a moment's rest, and back. */
const apart = keyed([
  [0.12, 0, easeOut],
  [0.5, 1],
  [0.62, 1],
  [0.95, 0],
]);

/** A number from 0 to 1 that looks like chance and is always the same. */
function chance(seed: number): number {
  const value = Math.sin(seed * 127.1 + 311.7) * 43758.5453;
  return value - Math.floor(value);
}

function explode(spread: number, strength: number, { half }: Thing): Piece[] {
  return Array.from({ length: CUTS * CUTS }, (_, i) => {
    const [column, row] = [i % CUTS, Math.floor(i / CUTS)];
    const [width, height] = [(2 * half.x) / CUTS, (2 * half.y) / CUTS];
    const [left, top] = [column * width - half.x, row * height - half.y];
    const [x, y] = [left + width / 2, top + height / 2];
    const push = strength * spread * (0.45 + 0.4 * chance(i));
    const spin = rotate(spread * strength * 140 * DEGREE * (chance(i + 50) - 0.5));
    const map = [
      move(x * push, y * push),
      about(x, y, spin),
      about(x, y, scale(1 - 0.12 * spread)),
    ];
    return { left, top, right: left + width, bottom: top + height, map: compose(...map) };
  });
}

const PAPERS = 26; // of confetti

/** Papers burst from behind the thing, slow down, fall, and shrink to nothing before the loop ends. */
function confetti(phase: number, strength: number): Mark[] {
  const t = Math.max(0, (phase - 0.06) / 0.88);
  if (t === 0 || t >= 1) return [];
  return Array.from({ length: PAPERS }, (_, i): Mark => {
    const angle = (i / PAPERS) * 2 * Math.PI + 0.4 * chance(i);
    const reach = strength * (0.5 + 0.28 * chance(i + 20)) * easeOut(t);
    return {
      shape: 'paper',
      x: Math.cos(angle) * reach,
      y: Math.sin(angle) * reach + 0.35 * easeIn(t) - 0.06,
      size: (0.08 + 0.05 * chance(i + 40)) * Math.min(1, 6 * t, 4 * (1 - t)),
      angle: 6 * (chance(i + 60) - 0.5) * 2 * t + 3 * chance(i + 80),
      colour: i % PAPER_COLOURS.length,
    };
  });
}

/** A ring that spreads and gets thinner until it is gone; t from 0 to 1. */
function ring(t: number, reach: number): Mark[] {
  if (t <= 0 || t >= 1) return [];
  const radius = 0.38 + (reach - 0.38) * easeOut(t);
  return [{ shape: 'ring', radius, width: 0.09 * (1 - t) * Math.min(1, 8 * t) }];
}

const REACH = 0.85; // of rings, from the middle of the thing

export const EFFECTS: readonly Motion[] = [
  motion('fading', (phase) => ({ ...REST, opacity: 1 - swell(phase) }), { strength: false }),
  motion('blinking', (phase) => ({ ...REST, opacity: blink(phase) }), { strength: false }),
  motion('flashing', (phase) => ({ ...REST, opacity: flash(phase) }), { strength: false }),
  motion('glowing', (phase, { strength }) => ({
    ...REST,
    glow: Math.min(1, strength * swell(phase)),
  })),
  motion(
    'flipping over',
    (phase, { direction }) => {
      const angle = handOf(direction) * flipAngle(phase) * DEGREE;
      const upright = direction === 'up' || direction === 'down';
      return moved(scale(flipScale(phase)), upright ? pitch(-angle, EYE) : yaw(angle, EYE));
    },
    { strength: false, directions: ['right', 'left', 'up', 'down'] },
  ),
  motion('exploding', (phase, { strength }, thing) => {
    const spread = apart(phase);
    if (spread > 0) return { ...REST, pieces: explode(spread, strength, thing) };
    return phase < 0.5 ? moved(scale(1 - 0.08 * Math.sin((phase / 0.12) * Math.PI))) : REST;
  }),
  motion('confetti', (phase, { strength }) => ({
    ...moved(scale(1 + 0.07 * Math.sin(Math.PI * Math.min(1, 3 * phase)) ** 2)),
    marks: confetti(phase, strength),
  })),
  motion('rippling', (phase, { strength }) => ({
    ...REST,
    marks: [0, 0.2, 0.4].flatMap((late) => ring((phase - late) / 0.6, REACH * strength)),
  })),
  motion('pinging', (phase, { strength }) => ({
    ...moved(scale(1 + 0.12 * strength * Math.sin(Math.PI * Math.min(1, 3 * phase)) ** 2)),
    marks: ring(phase / 0.85, REACH * strength),
  })),
];
