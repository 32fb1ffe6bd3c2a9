/**
 * What falls from a cloud. Drops that the network draws smear from one key frame to the next, and where each of them is
 * can be computed: the network draws the cloud, and all else is marks behind it.
 */
import { fraction, type Motion, motion } from './motion';
import { type Mark, REST, swell, type Thing } from './pose';

/** What is drawn of such weather: its still picture holds drops that would not fall. */
export const CLOUD = 'cloud';

const FALL = 0.58; // units
const SPREAD = 0.7; // of the cloud's half width
const GOLDEN = (Math.sqrt(5) - 1) / 2; // of a loop, from one lane to the next: neighbours are far apart, and no two are alike

interface Kind {
  shape: 'drop' | 'flake' | 'pellet';
  count: number;
  falls: number; // of each in a loop: whole, so that the loop closes
  size: number; // units
  slant: number; // units to the left on the way down
  lane: number; // where in its share of the cloud each falls, 0 to 1
}

const RAIN: Kind = { shape: 'drop', count: 8, falls: 2, size: 0.16, slant: 0.18, lane: 0.5 };
const SNOW: Kind = { shape: 'flake', count: 7, falls: 1, size: 0.14, slant: 0.06, lane: 0.5 };
const HAIL: Kind = { shape: 'pellet', count: 8, falls: 2, size: 0.09, slant: 0.08, lane: 0.5 };

/** Each has a lane of its own, grows from behind the cloud and is gone at the end of its way. */
function falling(
  { shape, count, falls, size, slant, lane }: Kind,
  phase: number,
  { half }: Thing,
): Mark[] {
  return Array.from({ length: count }, (_, i): Mark => {
    const way = fraction(falls * phase + GOLDEN * (i + lane));
    const x = (2 * ((i + lane) / count) - 1) * SPREAD * half.x;
    return {
      shape,
      x: x + slant * (0.5 - way),
      y: half.y - 1.2 * size + FALL * way,
      size: size * Math.min(1, 4 * way, 4 * (1 - way)),
      angle: shape === 'flake' ? 2 * way + i : Math.atan2(slant, FALL),
    };
  });
}

/** A bolt that flashes twice a loop, out of the cloud. */
function strike(phase: number, { half }: Thing): Mark[] {
  const size = 0.62 * (1 - swell(2 * phase) ** 4);
  return [{ shape: 'bolt', x: 0.02, y: half.y - 0.12 + size / 2, size, angle: 0 }];
}

const weather = (
  name: string,
  ...parts: ((phase: number, thing: Thing) => Mark[])[]
): [name: string, motion: Motion] => [
  name,
  motion(
    name,
    (phase, _, thing) => ({ ...REST, marks: parts.flatMap((part) => part(phase, thing)) }),
    { strength: false },
  ),
];

const of =
  (kind: Kind, count = kind.count, lane = kind.lane) =>
  (phase: number, thing: Thing) =>
    falling({ ...kind, count, lane }, phase, thing);

/** By the name of the thing. */
export const WEATHER: ReadonlyMap<string, Motion> = new Map([
  weather('rain', of(RAIN)),
  weather('light drizzle', of(RAIN, 4)),
  weather('heavy rain', of(RAIN, 14)),
  weather('snow', of(SNOW)),
  weather('heavy snow', of(SNOW, 12)),
  weather('hail', of(HAIL)),
  weather('heavy hail', of(HAIL, 14)),
  weather('sleet', of(RAIN, 4, 0.2), of(SNOW, 4, 0.8)),
  weather('heavy sleet', of(RAIN, 6, 0.2), of(SNOW, 6, 0.8)),
  weather('thunder', strike),
  weather('thunderstorm', strike, of(RAIN)),
  weather('heavy thunderstorm', strike, of(RAIN, 14)),
]);
