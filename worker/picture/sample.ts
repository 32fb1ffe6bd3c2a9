/**
 * Sampling: each pixel of a canvas is fetched once, from where a map of the plane took it.
 *
 * Catmull-Rom, its overshoot cut off at the least and the most of the four pixels around, so that no
 * outline gets a halo; where four pixels are equal, the result is they. Against the same map applied to
 * pictures drawn at 1,024 px and averaged down (test/tools/sheets/filters.ts; PSNR on white, six emoji at
 * 128 px, turned by 25°, onto 128, 256 and 512 px): bilinear 37.1, 32.5 and 30.9 dB, Catmull-Rom 39.5, 33.8
 * and 31.8, cut off 39.8, 33.9 and 31.9. Two by two points a pixel only blur it: 38.1, 33.6, 31.8. Where the
 * picture shrinks they are needed: at 0.4 of its size one point gives 41.8 dB, as many as a pixel covers 54.6.
 */
import type { Box } from './bounds';
import { apply, invert, type Plane } from './plane';
import { NO_PATCH, type Patch, type Raster, type Size } from './raster';

/**
 * Adds what is at (x, y) px of a picture, times a share, to a sum of RGBA. A sum and no result, for
 * a million results a second would be thrown away.
 */
export type Fetch = (x: number, y: number, share: number, sum: Float32Array) => void;

/** How much of a picture shows at (x, y) px of it, 0 to 1. */
export type Cover = (x: number, y: number) => number;

const PAD = 2; // transparent px around a picture, so that taps need no test for its edge
const MOST_TAPS = 8; // along an edge of a pixel: enough for an eighth of the size
const SLACK = 0.25; // px of the picture that a tap may stand for beyond its own

const EMPTY = 0; // the four pixels around are transparent
const FLAT = 1; // they are equal
const VARIED = 2;

/** Reads a picture between its pixels. Outside of it, all is transparent. */
export function createFetch({ width, height, rgba }: Raster): Fetch {
  const stride = width + 2 * PAD;
  const rows = height + 2 * PAD;
  const padded = new Float32Array(4 * stride * rows);
  for (let y = 0; y < height; y++) {
    const row = rgba.subarray(4 * y * width, 4 * (y + 1) * width);
    padded.set(row, 4 * ((y + PAD) * stride + PAD));
  }
  const kinds = kindsOf(padded, stride);
  const row = 4 * stride;
  const across = new Float64Array(4);
  const down = new Float64Array(4);
  return (x, y, share, sum) => {
    const column = Math.floor(x - 0.5);
    const line = Math.floor(y - 0.5);
    if (!(column >= -1 && line >= -1 && column < width && line < height)) return;
    const corner = (line + PAD) * stride + column + PAD;
    const kind = kinds[corner]!;
    if (kind === EMPTY) return;
    const at = 4 * corner;
    if (kind === FLAT) {
      for (let channel = 0; channel < 4; channel++) sum[channel]! += share * padded[at + channel]!;
      return;
    }
    weigh(across, x - 0.5 - column);
    weigh(down, y - 0.5 - line);
    const alpha = convolve(at + 3, 1);
    sum[3]! += share * alpha;
    for (let channel = 0; channel < 3; channel++) {
      sum[channel]! += share * convolve(at + channel, alpha);
    }
  };

  /** @param most what no colour exceeds: alpha */
  function convolve(at: number, most: number): number {
    const value =
      down[0]! * convolveRow(at - row) +
      down[1]! * convolveRow(at) +
      down[2]! * convolveRow(at + row) +
      down[3]! * convolveRow(at + 2 * row);
    const p = padded[at]!;
    const q = padded[at + 4]!;
    const r = padded[at + row]!;
    const s = padded[at + row + 4]!;
    const high = Math.min(most, Math.max(p, q, r, s));
    return Math.max(Math.min(high, p, q, r, s), Math.min(high, value));
  }

  function convolveRow(at: number): number {
    return (
      across[0]! * padded[at - 4]! +
      across[1]! * padded[at]! +
      across[2]! * padded[at + 4]! +
      across[3]! * padded[at + 8]!
    );
  }
}

/** Catmull-Rom weights of the pixels at −1, 0, 1 and 2, for a point at `t` between 0 and 1. */
function weigh(weights: Float64Array, t: number) {
  weights[0] = t * (-0.5 + t * (1 - 0.5 * t));
  weights[1] = 1 + t * t * (-2.5 + 1.5 * t);
  weights[2] = t * (0.5 + t * (2 - 1.5 * t));
  weights[3] = t * t * (-0.5 + 0.5 * t);
}

/** What the pixel at each place is together with those to the right, below, and below to the right. */
function kindsOf(padded: Float32Array, stride: number): Uint8Array {
  const kinds = new Uint8Array(padded.length / 4);
  const around = [1, stride, stride + 1];
  for (let i = 0; i < kinds.length - stride - 1; i++) {
    const alike = around.every((step) => {
      for (let at = 4 * i; at < 4 * i + 4; at++) {
        if (padded[at] !== padded[at + 4 * step]) return false;
      }
      return true;
    });
    kinds[i] = !alike ? VARIED : padded[4 * i + 3] === 0 ? EMPTY : FLAT;
  }
  return kinds;
}

/** Where a pixel of a moment between two pictures comes from. */
export interface Flow {
  fromX: number; // px, to where it is in the earlier picture
  fromY: number;
  toX: number; // px, to where it is in the later picture
  toY: number;
  share: number; // of the earlier picture, 0 to 1
}

/**
 * Reads a moment between two pictures; with `sample`, flow and map are one sampling.
 *
 * @param flowAt (x, y) px → its flow; may always return the same object
 */
export function alongFlow(
  earlier: Fetch,
  later: Fetch,
  flowAt: (x: number, y: number) => Flow,
): Fetch {
  return (x, y, share, sum) => {
    const flow = flowAt(x, y);
    earlier(x + flow.fromX, y + flow.fromY, share * flow.share, sum);
    later(x + flow.toX, y + flow.toY, share * (1 - flow.share), sum);
  };
}

/**
 * Samples a picture under a map. Where it shrinks, a pixel of the canvas is the mean of several points
 * in it, one for each pixel of the picture that it covers.
 *
 * @param map px of the picture → px of the canvas
 * @param box px, what of the picture is not transparent; nothing else is visited
 */
export function sample(fetch: Fetch, map: Plane, box: Box, canvas: Size, cover?: Cover): Patch {
  const back = invert(map);
  const area = back && boxUnder(map, box, canvas);
  if (!area) return NO_PATCH;
  const { left, top, right, bottom } = area;
  const [columns, rows] = countTaps(back, area);
  const [width, height] = [right - left, bottom - top];
  const rgba = new Float32Array(4 * width * height);
  const [a, b, c, d, e, f, g, h, i] = back;
  const share = 1 / (columns * rows);
  const sum = new Float32Array(4);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += 4) {
      sum.fill(0);
      for (let tap = 0; tap < columns * rows; tap++) {
        const x = left + column + ((tap % columns) + 0.5) / columns;
        const y = top + row + (Math.floor(tap / columns) + 0.5) / rows;
        const w = 1 / (g * x + h * y + i);
        const u = (a * x + b * y + c) * w;
        const v = (d * x + e * y + f) * w;
        const shown = cover ? share * cover(u, v) : share;
        if (shown > 0) fetch(u, v, shown, sum);
      }
      if (sum[3]! > 0) rgba.set(sum, at);
    }
  }
  return { left, top, width, height, rgba };
}

/** The whole pixels of the canvas that a mapped rectangle touches; `undefined` when there are none. */
function boxUnder(map: Plane, box: Box, { width, height }: Size): Box | undefined {
  const { left, top, right, bottom } = box;
  const corners = [
    [left - 0.5, top - 0.5], // a pixel at the edge reaches half a pixel further
    [right + 0.5, top - 0.5],
    [left - 0.5, bottom + 0.5],
    [right + 0.5, bottom + 0.5],
  ] as const;
  if (corners.some(([x, y]) => map[6] * x + map[7] * y + map[8] <= 0)) return undefined; // behind the eye
  const mapped = corners.map(([x, y]) => apply(map, x, y));
  const [xs, ys] = [mapped.map(([x]) => x), mapped.map(([, y]) => y)];
  const area = {
    left: Math.max(0, Math.floor(Math.min(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    right: Math.min(width, Math.ceil(Math.max(...xs))),
    bottom: Math.min(height, Math.ceil(Math.max(...ys))),
  };
  return area.left < area.right && area.top < area.bottom ? area : undefined;
}

/** Points along either edge of a canvas pixel: as many as it covers pixels of the picture. */
function countTaps(back: Plane, { left, top, right, bottom }: Box): [number, number] {
  const middle = [(left + right) / 2, (top + bottom) / 2] as const;
  const [x, y] = apply(back, ...middle);
  const reach = (dx: number, dy: number) => {
    const [u, v] = apply(back, middle[0] + dx, middle[1] + dy);
    return Math.hypot(u - x, v - y);
  };
  const taps = (length: number) => Math.min(MOST_TAPS, Math.max(1, Math.ceil(length - SLACK)));
  return [taps(reach(1, 0)), taps(reach(0, 1))];
}
