/** A thing under a motion → tracks of what editors' layers can do: go, turn, grow and fade. */
import type { Tracks } from '../api';
import type { Still } from '../film/frames';
import type { Pose } from '../motion/pose';
import type { Rest } from '../motion/render';
import { fitTrack, type Sample } from './tracks';

/** Where a thing is at a moment, next to how it rests. */
interface Moment {
  at: number; // frames
  x: number; // px
  y: number;
  angle: number; // degrees, clockwise; it goes on beyond a turn
  scale: readonly [x: number, y: number]; // before it is turned
  opacity: number; // 0 to 1
  jumps?: boolean; // to the next moment
}

const FLAT = 1e-6; // scale at which no angle is seen
const SLANT = 0.25; // px that a corner may lie beside its place
const CLOSE = 0.2; // px that a curve may stray, for each of three tracks
const FAINT = 1 / 255; // opacity that a curve may stray
const DENSE = 200; // moments a second that are looked at, at the least
const BRIEF = 0.001; // frames that a jump takes
const SUDDEN = 10; // times what a curve may stray, between two moments: perhaps a jump
const HALVINGS = 16; // of the time between two moments, to find a jump
const RIGHT = 180 / Math.PI; // degrees

/**
 * @param frames of the loop
 * @param seconds of the loop
 * @returns `null` where some pose is more: a slant, a turn in space, light, pieces, marks, a part that shows
 */
export function tracksOf(still: Still, rest: Rest, frames: number, seconds: number): Tracks | null {
  const { unit, thing } = rest;
  const radius = unit * Math.hypot(thing.half.x, thing.half.y); // px
  const steps = 2 * Math.max(2, Math.ceil((DENSE * seconds) / frames / 2)); // for each frame, and so for its half
  const moments: Moment[] = [];
  for (let i = 0; i <= frames * steps; i++) {
    const before = moments.at(-1);
    const moment = look(i / steps, before);
    if (!moment) return null;
    if (before) moments.push(...jumpBetween(before, moment));
    moments.push(moment);
  }
  const fit = (tolerance: number, value: (moment: Moment) => readonly number[]) =>
    fitTrack(moments.map(sampled(tolerance, value)), tolerance);
  return {
    x: fit(CLOSE, ({ x }) => [x]),
    y: fit(CLOSE, ({ y }) => [y]),
    angle: fit((RIGHT * CLOSE) / radius, ({ angle }) => [angle]),
    scale: fit(CLOSE / radius, ({ scale }) => scale),
    opacity: fit(FAINT, ({ opacity }) => [opacity]),
  };

  function look(at: number, before?: Moment): Moment | null {
    return momentOf(at, still.poseAt(at), before?.angle ?? 0, unit, radius);
  }

  /** The moment before a jump and the one after it, where there is one between two moments. */
  function jumpBetween(before: Moment, after: Moment): Moment[] {
    const whole = way(before, after);
    if (whole < SUDDEN) return [];
    let [left, right] = [before, after];
    for (let i = 0; i < HALVINGS; i++) {
      const middle = look((left.at + right.at) / 2, left);
      if (!middle) return [];
      if (way(left, middle) > way(middle, right)) right = middle;
      else left = middle;
    }
    if (way(left, right) < whole / 2) return []; // fast, but on its way
    const leap = {
      ...left,
      at: Math.max(right.at - BRIEF, (before.at + right.at) / 2),
      jumps: true,
    };
    return right === after ? [leap] : [leap, right];
  }

  /** How far apart two moments are, in what a curve may stray. */
  function way(a: Moment, b: Moment): number {
    const turn = Math.abs(a.angle - b.angle) / RIGHT;
    const growth = Math.hypot(a.scale[0] - b.scale[0], a.scale[1] - b.scale[1]);
    const px = Math.hypot(a.x - b.x, a.y - b.y) + radius * (turn + growth);
    return px / CLOSE + Math.abs(a.opacity - b.opacity) / (10 * FAINT);
  }
}

/** What one track sees of a moment: no jump, where its own value stays. */
const sampled =
  (tolerance: number, value: (moment: Moment) => readonly number[]) =>
  (moment: Moment, i: number, all: readonly Moment[]): Sample => {
    const here = value(moment);
    const next = moment.jumps ? value(all[i + 1]!) : here;
    const jumps = here.some((number, j) => Math.abs(number - next[j]!) > tolerance);
    return { at: moment.at, value: here, jumps };
  };

/** @param last angle, from which this one goes on */
function momentOf(
  at: number,
  { map, opacity, glow, reveal, pieces, marks }: Pose,
  last: number,
  unit: number,
  radius: number,
): Moment | null {
  if (glow > 0 || reveal || pieces.length > 0 || marks.length > 0) return null;
  const [a, b, c, d, e, f, g, h] = map;
  if (Math.abs(g) + Math.abs(h) > FLAT) return null; // turned in space
  const [across, down] = [Math.hypot(a, d), Math.hypot(b, e)];
  const slant = Math.abs(a * b + d * e) / Math.max(across, down, FLAT);
  if (slant * radius > SLANT) return null;
  const hand = a * e - b * d < 0 ? -1 : 1; // −1 where it is mirrored
  const turned = across > down ? Math.atan2(d, a) : Math.atan2(-hand * b, hand * e);
  const flat = Math.max(across, down) < FLAT;
  return {
    at,
    x: unit * c,
    y: unit * f,
    angle: flat ? last : last + nearest(RIGHT * turned - last),
    scale: [across, hand * down],
    opacity,
  };
}

/** The same angle in degrees, at most half a turn to either side. */
const nearest = (angle: number) => angle - 360 * Math.round(angle / 360);
