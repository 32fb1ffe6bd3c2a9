/** Premultiplied pictures, in planes and interleaved, of any width and height, and parts of a canvas. */

/** A square picture in planes, as the decoder gives it: float32 [4, size, size], RGBA, 0 to 1. */
export type Frame = Float32Array;

export interface Size {
  width: number; // px
  height: number; // px
}

export interface Raster extends Size {
  rgba: Float32Array; // [height, width, 4], premultiplied, 0 to 1
}

/** A rectangle of a canvas, within it; what lies outside of the rectangle is transparent. */
export interface Patch extends Raster {
  left: number; // px of the canvas
  top: number; // px
}

export const NO_PATCH: Patch = { left: 0, top: 0, width: 0, height: 0, rgba: new Float32Array(0) };

/** A square frame in planes as a raster. */
export function rasterOf(frame: Frame): Raster {
  const area = frame.length / 4;
  const edge = Math.sqrt(area);
  const rgba = new Float32Array(frame.length);
  for (let i = 0; i < area; i++) {
    for (let channel = 0; channel < 4; channel++)
      rgba[4 * i + channel] = frame[channel * area + i]!;
  }
  return { width: edge, height: edge, rgba };
}

/** A raster in planes: float32 [4, height, width]. */
export function planesOf({ rgba }: Raster): Frame {
  const area = rgba.length / 4;
  const frame = new Float32Array(rgba.length);
  for (let i = 0; i < area; i++) {
    for (let channel = 0; channel < 4; channel++)
      frame[channel * area + i] = rgba[4 * i + channel]!;
  }
  return frame;
}

/** A frame seen from behind: left is right. */
export function mirrorFrame(frame: Frame): Frame {
  const edge = Math.sqrt(frame.length / 4);
  const mirrored = new Float32Array(frame.length);
  for (let row = 0; row < frame.length; row += edge) {
    mirrored.set(frame.subarray(row, row + edge).toReversed(), row);
  }
  return mirrored;
}

/** A raster seen from behind: left is right. */
export function mirrorRaster({ width, height, rgba }: Raster): Raster {
  const mirrored = new Float32Array(rgba.length);
  for (let from = 0, row = 0; row < height; row++) {
    for (let to = 4 * width * (row + 1) - 4, x = 0; x < width; x++, from += 4, to -= 4) {
      for (let channel = 0; channel < 4; channel++) mirrored[to + channel] = rgba[from + channel]!;
    }
  }
  return { width, height, rgba: mirrored };
}

/** What of a patch lies on the canvas. */
export function crop(patch: Patch, canvas: Size): Patch {
  const [left, top] = [Math.max(0, patch.left), Math.max(0, patch.top)];
  const width = Math.max(0, Math.min(canvas.width, patch.left + patch.width) - left);
  const height = Math.max(0, Math.min(canvas.height, patch.top + patch.height) - top);
  const rgba = new Float32Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    const from = 4 * ((top - patch.top + y) * patch.width + left - patch.left);
    rgba.set(patch.rgba.subarray(from, from + 4 * width), 4 * y * width);
  }
  return { left, top, width, height, rgba };
}

/** Lays patches over each other, the first one lowest, on an empty canvas. */
export function layPatches(patches: Patch[], { width, height }: Size): Raster {
  const rgba = new Float32Array(4 * width * height);
  for (const patch of patches) {
    for (let y = 0; y < patch.height; y++) {
      let to = 4 * ((patch.top + y) * width + patch.left);
      let from = 4 * y * patch.width;
      for (const end = from + 4 * patch.width; from < end; from += 4, to += 4) {
        const alpha = patch.rgba[from + 3]!;
        if (alpha === 0) continue;
        for (let channel = 0; channel < 4; channel++) {
          rgba[to + channel] = patch.rgba[from + channel]! + (1 - alpha) * rgba[to + channel]!;
        }
      }
    }
  }
  return { width, height, rgba };
}

/** The mean of what is visible, not premultiplied; grey where nothing is. */
export function meanColour({ rgba }: Raster): [red: number, green: number, blue: number] {
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < rgba.length; i++) sums[i % 4]! += rgba[i]!;
  const [red, green, blue, alpha] = sums as [number, number, number, number];
  if (alpha === 0) return [0.5, 0.5, 0.5];
  return [red / alpha, green / alpha, blue / alpha];
}
