/**
 * Functions of time → key frames with easings, as few as keep within a tolerance: what editors call a track.
 *
 * Between two keys a value follows a cubic Bézier curve whose handles lie at a third and two thirds of the time, so
 * that it is a cubic polynomial of time, and the heights of its handles are found by least squares.
 */
import type { Ease, Track } from '../api';

/** A value at a time. */
export interface Sample {
  at: number; // frames
  value: readonly number[];
  jumps?: boolean; // it stays until the next sample, which is somewhere else
}

const LEAST = 1e-9; // what counts as no way at all

/**
 * @param samples in the order of their times, at least one
 * @param tolerance of each number of a value, at the samples
 */
export function fitTrack(samples: readonly Sample[], tolerance: number): Track {
  const last = samples.length - 1;
  const first = samples[0]!;
  if (samples.every(({ value }) => isNear(value, first.value, tolerance))) return [keyAt(first)];
  const track: Track = [];
  for (let from = 0; from < last; ) {
    const found = samples[from]!.jumps ? null : farthest(samples, from, tolerance);
    track.push({ ...keyAt(samples[from]!), ease: found?.ease ?? 'hold' });
    from = found?.to ?? from + 1;
  }
  return [...track, keyAt(samples[last]!)];
}

const keyAt = ({ at, value }: Sample) => ({ at, value: [...value], ease: 'hold' as const });

const isNear = (a: readonly number[], b: readonly number[], tolerance: number) =>
  a.every((number, i) => Math.abs(number - b[i]!) <= tolerance);

interface Found {
  to: number; // index of a sample
  ease: Ease;
}

/** The longest way from a sample that one curve follows: doubled while it does, then halved into. */
function farthest(samples: readonly Sample[], from: number, tolerance: number): Found {
  const jump = samples.findIndex(({ jumps }, i) => i > from && jumps);
  const end = jump === -1 ? samples.length - 1 : jump;
  const fit = (to: number) => {
    const ease = fitEase(samples.slice(from, to + 1), tolerance);
    return ease && { to, ease };
  };
  let best: Found = fit(from + 1)!; // two samples are always joined
  let step = 1;
  for (let next = best; next.to < end; step *= 2) {
    const longer = fit(Math.min(end, next.to + step));
    if (!longer) break;
    next = best = longer;
  }
  for (; step >= 1; step /= 2) {
    const longer = best.to + step <= end ? fit(best.to + step) : null;
    if (longer) best = longer;
  }
  return best;
}

/** The curve through the first and last of some samples that passes all of them; `null` when none does. */
function fitEase(samples: readonly Sample[], tolerance: number): Ease | null {
  const [first, last] = [samples[0]!, samples.at(-1)!];
  const ease = { from: [] as number[], to: [] as number[] };
  for (const [dimension, start] of first.value.entries()) {
    const points = samples.map(({ at, value }): Point => {
      return [(at - first.at) / (last.at - first.at), value[dimension]! - start];
    });
    const heights = fitHeights(points, last.value[dimension]! - start, tolerance);
    if (!heights) return null;
    ease.from.push(heights[0]);
    ease.to.push(heights[1]);
  }
  return ease;
}

type Point = readonly [time: number, height: number];

/** Heights of both handles as shares of the way; those of a straight line where there is no way. */
function fitHeights(points: readonly Point[], way: number, tolerance: number): Point | null {
  const straight: Point = [1 / 3, 2 / 3];
  if (Math.abs(way) < LEAST) return passes(points, way, straight, tolerance) ? straight : null;
  let [aa, ab, bb, ar, br] = [0, 0, 0, 0, 0]; // sums of the normal equations
  for (const [s, height] of points) {
    const [a, b] = [3 * (1 - s) ** 2 * s, 3 * (1 - s) * s ** 2];
    const rest = height - way * s ** 3;
    aa += a * a;
    ab += a * b;
    bb += b * b;
    ar += a * rest;
    br += b * rest;
  }
  const determinant = aa * bb - ab * ab;
  const share = (height: number) => Math.min(1, Math.max(0, height / determinant / way)); // curves as editors show them
  const heights: Point =
    determinant < LEAST ? straight : [share(ar * bb - br * ab), share(br * aa - ar * ab)];
  return passes(points, way, heights, tolerance) ? heights : null;
}

const passes = (points: readonly Point[], way: number, heights: Point, tolerance: number) =>
  points.every(([s, height]) => Math.abs(way * along(heights, s) - height) <= tolerance);

/** How far along the way a curve is at a share of its time. */
const along = ([from, to]: Point, s: number) =>
  3 * (1 - s) ** 2 * s * from + 3 * (1 - s) * s ** 2 * to + s ** 3;
