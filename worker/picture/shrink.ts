/** Pixels → pictures for a preview, which no screen shows larger than they need be. */
import type { Picture } from '../api';
import { type Pixels, unpackPixel } from './pixels';
import type { Size } from './raster';

const MOST = 8e6; // px of all frames of a preview: 32 MB

/** @returns what makes a picture of a frame: as it is, or smaller by a whole number where the clip is large */
export function createShrink({ width, height }: Size, frames: number): (pixels: Pixels) => Picture {
  const by = Math.ceil(Math.sqrt((frames * width * height) / MOST));
  if (by <= 1) {
    return ({ buffer }) => ({ width, height, rgba: new Uint8ClampedArray(buffer as ArrayBuffer) });
  }
  const small = { width: Math.floor(width / by), height: Math.floor(height / by) };
  return (pixels) => {
    const rgba = new Uint8ClampedArray(4 * small.width * small.height);
    for (let y = 0, at = 0; y < small.height; y++) {
      for (let x = 0; x < small.width; x++, at += 4) {
        rgba.set(meanOf(pixels, (y * width + x) * by, width, by), at);
      }
    }
    return { ...small, rgba };
  };
}

/** The mean of a square of pixels: straight colour of those that are drawn, and their share as alpha. */
function meanOf(pixels: Pixels, from: number, stride: number, edge: number): number[] {
  const sums = [0, 0, 0, 0];
  for (let y = 0; y < edge; y++) {
    for (let at = from + y * stride, end = at + edge; at < end; at++) {
      if (pixels[at] === 0) continue;
      const [red, green, blue] = unpackPixel(pixels[at]!);
      sums[0]! += red;
      sums[1]! += green;
      sums[2]! += blue;
      sums[3]!++;
    }
  }
  const [red, green, blue, drawn] = sums as [number, number, number, number];
  if (drawn === 0) return [0, 0, 0, 0];
  return [red / drawn, green / drawn, blue / drawn, (255 * drawn) / edge ** 2];
}
