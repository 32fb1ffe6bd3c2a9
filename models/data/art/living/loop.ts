/**
 * One closed loop in an animation's frames, found and judged by how much neighbouring frames differ.
 *
 * Left out are animations that
 * - hardly move: no frame differs from the first one by more than 1.5 of 255;
 * - jump where the loop closes: from its last frame to its first they change 1.5 times as much as in any
 *   other step, and by more than 2 of 255.
 * A loop that repeats within the animation is cut to its first round: the frames half, a third or a
 * quarter of it apart differ by less than a tenth of what they differ from each other on average.
 */
const GRID = 24; // cells a side that frames are compared on
const STILL = 1.5; // of 255, as all differences
const JUMP = 1.5; // times the largest other step
const NOTICED = 2;
const REPEATS = 0.1; // of the average difference

/** Premultiplied RGBA of a frame on a grid of 24 × 24 cells, 0 to 255. */
export type Thumbnail = Float32Array;

export type Loop = { from: number; length: number } | { fault: 'hardly moves' | 'jumps' };

/** @param rgba straight [edge, edge, 4] */
export function thumbnail(rgba: Uint8Array, edge: number): Thumbnail {
  const small = new Float32Array(GRID * GRID * 4);
  const share = (GRID / edge) ** 2;
  for (let y = 0; y < edge; y++) {
    const row = Math.floor((y * GRID) / edge) * GRID;
    for (let x = 0; x < edge; x++) {
      const [from, to] = [(y * edge + x) * 4, (row + Math.floor((x * GRID) / edge)) * 4];
      const alpha = rgba[from + 3]! / 255;
      for (let k = 0; k < 3; k++) small[to + k]! += rgba[from + k]! * alpha * share;
      small[to + 3]! += rgba[from + 3]! * share;
    }
  }
  return small;
}

/** Root mean square, of 255. */
export function difference(a: Thumbnail, b: Thumbnail): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum / a.length);
}

/**
 * @param frames all of an animation, in even steps
 * @param whole of each frame how much of the picture it shows: the loop begins where that is most, or
 *   where the animation itself begins if that shows nearly as much
 */
export function findLoop(frames: Thumbnail[], whole: (frame: Thumbnail) => number): Loop {
  const length = roundOf(frames);
  const round = frames.slice(0, length);
  if (Math.max(...round.map((frame) => difference(frame, round[0]!))) < STILL)
    return { fault: 'hardly moves' };
  const steps = round.map((frame, i) => difference(frame, round[(i + 1) % length]!));
  const closing = steps.pop()!;
  if (closing > NOTICED && closing > JUMP * Math.max(...steps)) return { fault: 'jumps' };
  const shown = round.map(whole);
  const most = Math.max(...shown);
  return { from: shown[0]! >= 0.85 * most ? 0 : shown.indexOf(most), length };
}

/** Frames until the animation repeats itself. */
function roundOf(frames: Thumbnail[]): number {
  const count = frames.length;
  const apart = (gap: number) => {
    let sum = 0;
    for (const [i, frame] of frames.entries()) sum += difference(frame, frames[(i + gap) % count]!);
    return sum;
  };
  const gaps = [0.13, 0.21, 0.29, 0.37, 0.43]; // of the whole, none of them a simple fraction
  const others = gaps.map((part) => apart(Math.round(part * count)));
  const average = others.reduce((sum, value) => sum + value, 0) / others.length;
  const rounds = [4, 3, 2].find(
    (rounds) => count % rounds === 0 && apart(count / rounds) < REPEATS * average,
  );
  return count / (rounds ?? 1);
}

/** The frames of a loop that 16 even phases fall on. */
export const phasesOf = ({ from, length }: { from: number; length: number }, count: number) =>
  Array.from({ length: count }, (_, i) => (from + Math.round((i * length) / count)) % length);

/** How much a frame shows: its opaque part. */
export function coverage(frame: Thumbnail): number {
  let sum = 0;
  for (let i = 3; i < frame.length; i += 4) sum += frame[i]!;
  return sum;
}
