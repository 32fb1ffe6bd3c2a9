/**
 * What pictures are compared on, as bytes: for which of many is nearest, averaged down to 64 px on mid-grey. A clip is
 * its key frames; the error of two clips is summed over all of them.
 */
import type { Picture } from '../../../../worker/api';
import { shrink } from '../../../support/pictures';

export const LOOK = 64; // px

export type Flat = Uint8ClampedArray; // RGB on mid-grey, [LOOK, LOOK, 3]
export type Clip = Flat[]; // one for each key frame

export const GREY = 127.5;

/** @param rgba straight bytes, [edge, edge, 4] */
export const flatten = (rgba: Uint8Array | Uint8ClampedArray): Flat =>
  onGrey(shrink(rgba, LOOK).rgba);

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
