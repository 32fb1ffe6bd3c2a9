/**
 * What distances are measured on: premultiplied RGBA composited on mid-grey, as bytes. A clip is its key
 * frames; the distance of two is the mean squared error over all of them.
 */
import type { Picture } from '../../../worker/api';

export type Flat = Uint8ClampedArray; // RGB on mid-grey, [edge, edge, 3]
export type Clip = Flat[]; // one for each key frame

export const GREY = 127.5;

/** @param rgba straight bytes, [edge, edge, 4] */
export function flatten(rgba: Uint8Array | Uint8ClampedArray): Flat {
  const flat = new Uint8ClampedArray((rgba.length / 4) * 3);
  for (let i = 0, at = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3]! / 255;
    for (let k = 0; k < 3; k++) flat[at++] = rgba[i + k]! * alpha + GREY * (1 - alpha);
  }
  return flat;
}

export const flattenClip = (pictures: Picture[]): Clip => pictures.map(({ rgba }) => flatten(rgba));

/** @param rgba premultiplied, 0 to 1, [edge, edge, 4] */
export function onGrey(rgba: Float32Array): Flat {
  const flat = new Uint8ClampedArray((rgba.length / 4) * 3);
  for (let i = 0, at = 0; i < rgba.length; i += 4) {
    const ground = (1 - rgba[i + 3]!) * GREY;
    for (let k = 0; k < 3; k++) flat[at++] = rgba[i + k]! * 255 + ground;
  }
  return flat;
}

/** Averages 2 × 2 px. */
export function halve(flat: Flat): Flat {
  const edge = Math.sqrt(flat.length / 3);
  const small = new Uint8ClampedArray(flat.length / 4);
  for (let at = 0; at < small.length; at++) {
    const [channel, pixel] = [at % 3, Math.floor(at / 3)];
    const [x, y] = [2 * (pixel % (edge / 2)), 2 * Math.floor(pixel / (edge / 2))];
    const i = (y * edge + x) * 3 + channel;
    small[at] = (flat[i]! + flat[i + 3]! + flat[i + 3 * edge]! + flat[i + 3 * edge + 3]!) / 4;
  }
  return small;
}

const STRIDE = 3072; // values between two looks at the limit

/**
 * The sum of squared differences; once it exceeds `limit`, any number above that. It begins in the
 * middle, where pictures differ most, so that it is often done soon.
 */
export function squaredError(a: Flat, b: Flat, limit = Infinity): number {
  const length = a.length;
  const middle = Math.floor(length / 2);
  let sum = 0;
  for (let begin = 0; begin < length && sum <= limit; begin += STRIDE) {
    const end = Math.min(length, begin + STRIDE);
    for (let k = begin; k < end; k++) {
      const i = k < length - middle ? k + middle : k + middle - length;
      const difference = a[i]! - b[i]!;
      sum += difference * difference;
    }
  }
  return sum;
}

/** Sum of squared differences over all key frames. */
export const clipError = (a: Clip, b: Clip): number =>
  a.reduce((sum, frame, i) => sum + squaredError(frame, b[i]!), 0);

/** Whether the error of `truth`, whose frames are asked for one by one, is at most `limit`. */
export function isWithin(clip: Clip, truth: (frame: number) => Flat, limit: number): boolean {
  let left = limit;
  return clip.every((frame, i) => {
    left -= squaredError(frame, truth(i), left);
    return left >= 0;
  });
}

/** Mean squared error over all key frames, of values from 0 to 1. */
export const distance = (a: Clip, b: Clip): number =>
  clipError(a, b) / (a.length * a[0]!.length * 255 ** 2);

/** How much a clip moves: the mean squared step from each key frame to the next, around the loop. */
export const movement = (clip: Clip): number => distance(clip, [...clip.slice(1), clip[0]!]);
