/**
 * From the decoder's frames to the pixels of a GIF: resampling, the ground, one bit of alpha.
 *
 * A frame is premultiplied RGBA in planes, float32 [4, size, size], 0 to 1. Pixels are packed one to
 * a number as 0xAABBGGRR, [size, size]; alpha is 255 or the whole pixel is 0.
 */
import type { Background, Picture } from '../api';

export type Frame = Float32Array;
export type Pixels = Uint32Array;

const OPAQUE = 0xff000000;
const HALF = 0.5; // alpha from which a pixel is drawn over an unknown ground
const SEEN = 0.1; // alpha from which a pixel is drawn over its matte
const FAINT = 2 / 255; // alpha below which a coloured ground shows alone: noise would cost a third of the GIF

/** The colour that a transparent GIF will lie on; null when nobody knows. */
export type Matte = `#${string}` | null;
type Light = [red: number, green: number, blue: number]; // 0 to 1

/** Where a frame comes to lie in another one, in units of the other's edge. */
export interface Placement {
  x: number; // its left edge
  y: number; // its top edge
  scale: number; // its own edge
}

export const WHOLE: Placement = { x: 0, y: 0, scale: 1 };

/**
 * Catmull-Rom resampling, stretched when shrinking so that no detail aliases. It works on premultiplied
 * values, so no colour leaks out of transparent pixels; overshoot is clipped to what a picture can hold.
 *
 * @param from px, edge length of the frames given
 * @param to px, edge length of the frames returned, transparent around the place
 */
export function createResizer(
  from: number,
  to: number,
  { x, y, scale } = WHOLE,
): (frame: Frame) => Frame {
  if (from === to && scale === 1 && x === 0 && y === 0) return (frame) => frame;
  const across = filterTaps(from, to, x, scale);
  const down = filterTaps(from, to, y, scale);
  const rows = new Float32Array(from * to); // one plane, resampled along x: [from, to]
  return (frame) => {
    const resized = new Float32Array(4 * to * to);
    for (let plane = 0; plane < 4; plane++) {
      const source = frame.subarray(plane * from * from, (plane + 1) * from * from);
      const target = resized.subarray(plane * to * to, (plane + 1) * to * to);
      resampleRows(source, rows, across, from, to);
      resampleColumns(rows, target, down, to);
    }
    clip(resized, to * to);
    return resized;
  };
}

interface Taps {
  count: number; // source pixels under each target pixel
  first: Int32Array; // [to] the first of them; may lie outside
  weights: Float32Array; // [to, count], each row sums to 1
}

function filterTaps(from: number, to: number, offset: number, share: number): Taps {
  const scale = from / (to * share); // source pixels in a target pixel
  const stretch = Math.max(1, scale);
  const radius = 2 * stretch;
  const count = Math.ceil(2 * radius);
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5 - offset * to) * scale - 0.5;
    first[i] = Math.ceil(centre - radius);
    const row = weights.subarray(i * count, (i + 1) * count);
    for (let k = 0; k < count; k++) row[k] = catmullRom((first[i]! + k - centre) / stretch);
    const sum = row.reduce((total, weight) => total + weight, 0);
    for (let k = 0; k < count; k++) row[k]! /= sum;
  }
  return { count, first, weights };
}

function catmullRom(x: number): number {
  const d = Math.abs(x);
  if (d < 1) return 1 + d * d * (1.5 * d - 2.5);
  return d < 2 ? 2 + d * (-4 + d * (2.5 - 0.5 * d)) : 0;
}

/** Pixels outside of the frame are transparent: they add nothing. */
function resampleRows(
  source: Float32Array,
  rows: Float32Array,
  { count, first, weights }: Taps,
  from: number,
  to: number,
) {
  for (let x = 0; x < to; x++) {
    const begin = Math.max(0, -first[x]!);
    const end = Math.min(count, from - first[x]!);
    for (let y = 0; y < from; y++) {
      let sum = 0;
      const at = y * from + first[x]!;
      for (let k = begin; k < end; k++) sum += source[at + k]! * weights[x * count + k]!;
      rows[y * to + x] = sum;
    }
  }
}

function resampleColumns(
  rows: Float32Array, // [from, to]
  target: Float32Array, // [to, to]
  { count, first, weights }: Taps,
  to: number,
) {
  const from = rows.length / to;
  for (let y = 0; y < to; y++) {
    const row = target.subarray(y * to, (y + 1) * to);
    for (let k = 0; k < count; k++) {
      const source = first[y]! + k;
      const weight = weights[y * count + k]!;
      if (source < 0 || source >= from || weight === 0) continue;
      for (let x = 0, at = source * to; x < to; x++, at++) row[x]! += weight * rows[at]!;
    }
  }
}

/** Takes back the filter's overshoot; along an edge, colour and alpha overshoot together. */
function clip(frame: Frame, area: number) {
  for (let i = 0; i < area; i++) {
    const over = Math.max(1, frame[3 * area + i]!);
    const alpha = Math.max(0, frame[3 * area + i]! / over);
    frame[3 * area + i] = alpha;
    for (let at = i; at < 3 * area; at += area) {
      frame[at] = Math.min(alpha, Math.max(0, frame[at]! / over));
    }
  }
}

/**
 * Lays a frame on its ground. A coloured ground is opaque everywhere. On a transparent one, pixels are
 * drawn or left out: over a known colour those that would change it, blended with it as on a coloured
 * ground; over an unknown one those of at least half alpha, in their own colour, so that no ground's
 * colour is left around the thing as a rim.
 *
 * @param matte what a transparent GIF will lie on; null when nobody knows
 */
export function createCompositor(background: Background, matte: Matte) {
  const transparent = background === 'transparent';
  const ground = transparent ? matte : background;
  if (ground === null) return cutOut;
  const colour = parseColour(ground);
  const least = transparent ? SEEN : FAINT;
  const empty = transparent ? 0 : pack(...colour);
  return (frame: Frame) => lay(frame, colour, least, empty);
}

function lay(frame: Frame, [red, green, blue]: Light, least: number, empty: number): Pixels {
  const area = frame.length / 4;
  const pixels = new Uint32Array(area).fill(empty);
  for (let i = 0; i < area; i++) {
    const alpha = frame[3 * area + i]!;
    if (alpha < least) continue;
    const below = 1 - alpha;
    pixels[i] = pack(
      frame[i]! + below * red,
      frame[area + i]! + below * green,
      frame[2 * area + i]! + below * blue,
    );
  }
  return pixels;
}

function cutOut(frame: Frame): Pixels {
  const area = frame.length / 4;
  const pixels = new Uint32Array(area);
  for (let i = 0; i < area; i++) {
    const alpha = frame[3 * area + i]!;
    if (alpha < HALF) continue;
    pixels[i] = pack(frame[i]! / alpha, frame[area + i]! / alpha, frame[2 * area + i]! / alpha);
  }
  return pixels;
}

/** @param red, green, blue 0 to 1; what lies outside is clipped */
const pack = (red: number, green: number, blue: number) =>
  (OPAQUE | (byte(blue) << 16) | (byte(green) << 8) | byte(red)) >>> 0;

const byte = (value: number) => Math.min(255, Math.max(0, Math.round(value * 255)));

/** `#rrggbb` → 0 to 1 each. */
export function parseColour(colour: string): Light {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** A frame as straight RGBA, for the live preview. */
export function toPicture(frame: Frame): Picture {
  const area = frame.length / 4;
  const size = Math.sqrt(area);
  const rgba = new Uint8ClampedArray(4 * area);
  for (let i = 0; i < area; i++) {
    const alpha = frame[3 * area + i]!;
    for (let channel = 0; channel < 3 && alpha > 0; channel++) {
      rgba[4 * i + channel] = (255 * frame[channel * area + i]!) / alpha;
    }
    rgba[4 * i + 3] = 255 * alpha;
  }
  return { width: size, height: size, rgba };
}
