/** Loaders that go round, in the square in the middle of the canvas. */
import type { Context, Kinds } from '../../context';
import { centred } from '../../layout';
import { type Point, part } from '../../pen';
import { along, polar } from '../../raster/outline';
import { mix } from '../../raster/paint';
import { wave, wrap } from '../../time';

/** 1 where the light is, fading behind it, for the `i`-th of `count` items on a circle. */
function tail(phase: number, i: number, count: number): number {
  const behind = wrap(phase - i / count + 1e-9);
  const ahead = Math.max(0, 1 - (1 - behind) * count); // lights up while the head arrives
  return Math.max(0, 1 - behind * 1.25, ahead);
}

const spinner = (s: Context) =>
  centred(s, (pen) => {
    const length = 0.2 + 0.12 * wave(s.phase + 0.5);
    pen.ring(64, 64, 44, 11, s.colours.track);
    pen.arc(64, 64, 44, 11, s.colours.accent, s.phase, s.phase + length);
  });

const dots = (s: Context) =>
  centred(s, (pen) => {
    const count = s.count(8);
    const r = Math.min(11.5, 105 / count);
    for (let i = 0; i < count; i++) {
      const [x, y] = polar(64, 64, 42, i / count);
      const light = tail(s.phase, i, count);
      pen.circle(x, y, r * (0.6 + 0.4 * light), mix(s.colours.soft, s.colours.accent, light));
    }
  });

const spokes = (s: Context) =>
  centred(s, (pen) => {
    const count = s.count(12, 16);
    for (let i = 0; i < count; i++) {
      const line = [polar(64, 64, 26, i / count), polar(64, 64, 48, i / count)];
      const light = tail(s.phase, i, count);
      pen.stroke(line, Math.min(9.5, 116 / count), mix(s.colours.faint, s.colours.accent, light));
    }
  });

const STEPS = 64;

/** A ring that grows from pale to full along its way. */
const gradient = (s: Context) =>
  centred(s, (pen) => {
    const { soft, accent } = s.colours;
    for (let i = 0; i < STEPS; i++) {
      const colour = mix(soft, accent, i / (STEPS - 1));
      const from = s.phase + (0.86 * i) / STEPS;
      const overlap = i === STEPS - 1 ? 0 : 0.012;
      pen.slice(64, 64, 49.5, colour, from, from + 0.86 / STEPS + overlap, 38.5);
    }
    const [x, y] = polar(64, 64, 44, s.phase + 0.86);
    pen.circle(x, y, 5.5, accent);
    const [tailX, tailY] = polar(64, 64, 44, s.phase);
    pen.circle(tailX, tailY, 5.5, soft);
  });

const dual = (s: Context) =>
  centred(s, (pen) => {
    pen.arc(64, 64, 46, 10, s.colours.accent, s.phase - 0.3, s.phase + 0.3);
    pen.arc(64, 64, 28, 10, s.colours.soft, 0.3 - s.phase, 0.85 - s.phase);
  });

/** The part of a closed line that a runner of the given length covers. */
function runner(line: readonly Point[], phase: number, length: number): Point[] {
  const twice = [...line, ...line.slice(1)];
  return part(twice, phase / 2, (phase + length) / 2);
}

const EIGHT: Point[] = Array.from({ length: 121 }, (_, i) => {
  const t = (2 * Math.PI * i) / 120;
  const scale = 1 + Math.sin(t) ** 2;
  return [64 + (50 * Math.cos(t)) / scale, 64 + (68 * Math.sin(t) * Math.cos(t)) / scale];
});

const infinity = (s: Context) =>
  centred(s, (pen) => {
    pen.stroke(EIGHT, 11, s.colours.track, true);
    pen.stroke(runner(EIGHT, s.phase, 0.3), 11, s.colours.accent);
  });

const SQUARE: Point[] = [
  [64, 22],
  ...along(94, 34, 12, 0, 0.25),
  ...along(94, 94, 12, 0.25, 0.5),
  ...along(34, 94, 12, 0.5, 0.75),
  ...along(34, 34, 12, 0.75, 1),
  [64, 22],
];

const square = (s: Context) =>
  centred(s, (pen) => {
    pen.stroke(SQUARE, 11, s.colours.track, true);
    pen.stroke(runner(SQUARE, s.phase, 0.3), 11, s.colours.accent);
  });

const planets = (s: Context) =>
  centred(s, (pen) => {
    const { accent, soft, track, ink } = s.colours;
    pen.ring(64, 64, 45, 3, track);
    pen.ring(64, 64, 27, 3, track);
    pen.circle(64, 64, 12, ink);
    pen.circle(...polar(64, 64, 45, s.phase + 0.1), 9, accent);
    pen.circle(...polar(64, 64, 27, 0.55 - s.phase), 7, mix(soft, accent, 0.4));
  });

export const SPINNERS: Kinds = {
  'loading spinner': { draw: spinner },
  'dots spinner': { draw: dots },
  'activity indicator': { draw: spokes, accent: '#4b5563' },
  'dual ring spinner': { draw: dual },
  'gradient spinner': { draw: gradient },
  'infinity loader': { draw: infinity },
  'square spinner': { draw: square },
  'planet loader': { draw: planets },
};
