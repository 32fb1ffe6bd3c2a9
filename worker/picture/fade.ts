/**
 * Opacity and light of a patch. A GIF has one bit of alpha: on a ground that is not known a fade is an
 * ordered dissolve, in which pixels go one by one in an order that belongs to the canvas, so that
 * the pattern stands still while the thing may move.
 */
import type { Patch } from './raster';

/** @param solid whether the ground is known, so that what is half seen can be blended with it */
export function fade(patch: Patch, opacity: number, solid: boolean): Patch {
  if (opacity >= 1) return patch;
  const { left, top, width } = patch;
  const rgba = patch.rgba.slice();
  for (let i = 0; i < rgba.length; i += 4) {
    const [x, y] = [left + ((i >> 2) % width), top + Math.floor((i >> 2) / width)];
    const share = solid ? opacity : opacity > threshold(x, y) ? 1 : 0;
    for (let channel = 0; channel < 4; channel++) rgba[i + channel]! *= share;
  }
  return { ...patch, rgba };
}

/** Bayer's order of an 8×8 square, 1/128 to 127/128. */
function threshold(x: number, y: number): number {
  let value = 0;
  for (let bit = 0; bit < 3; bit++) {
    const [a, b] = [(x >> bit) & 1, (y >> bit) & 1];
    value = 4 * value + 2 * (a ^ b) + b;
  }
  return (value + 0.5) / 64;
}

/**
 * Lights up what is coloured, as more light on it would: screened with itself by a share from 0 to 1, so
 * that black stays black and white stays white.
 */
export function brighten(patch: Patch, share: number): Patch {
  const rgba = patch.rgba.map((value, i) => {
    const alpha = patch.rgba[i | 3]!;
    return alpha > 0 ? value + share * value * (1 - value / alpha) : 0;
  });
  return { ...patch, rgba };
}

const PASSES = 3; // of a box filter: near to a bell

/**
 * A soft halo around what a patch shows.
 *
 * @param radius px that it reaches; the result may lie beyond the canvas
 * @param colour of the halo, 0 to 1 each
 * @param strength its opacity where it is densest, 0 to 1
 */
export function haloOf(
  { left, top, width, height, rgba }: Patch,
  radius: number,
  colour: readonly number[],
  strength: number,
): Patch {
  const reach = Math.ceil(radius);
  const [wide, high] = [width + 2 * reach, height + 2 * reach];
  let alpha: Float32Array = new Float32Array(wide * high);
  for (let i = 0; i < width * height; i++) {
    const at = (Math.floor(i / width) + reach) * wide + (i % width) + reach;
    alpha[at] = rgba[4 * i + 3]!;
  }
  const half = Math.max(1, Math.round(reach / PASSES));
  for (let pass = 0; pass < PASSES; pass++) {
    alpha = blurRows(blurRows(alpha, wide, half), high, half); // each turns the picture over its diagonal
  }
  const halo = new Float32Array(4 * wide * high);
  alpha.forEach((value, i) => {
    const share = strength * Math.min(1, 1.6 * value); // full at the outline, where half of the disc is covered
    for (let channel = 0; channel < 4; channel++)
      halo[4 * i + channel] = share * (colour[channel] ?? 1);
  });
  return { left: left - reach, top: top - reach, width: wide, height: high, rgba: halo };
}

/** The mean of the 2 · half + 1 neighbours along each row; rows become columns. */
function blurRows(plane: Float32Array, width: number, half: number): Float32Array {
  const height = plane.length / width;
  const blurred = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = -half; x < width; x++) {
      if (x + half < width) sum += plane[y * width + x + half]!;
      if (x > half) sum -= plane[y * width + x - half - 1]!;
      if (x >= 0) blurred[x * height + y] = sum / (2 * half + 1);
    }
  }
  return blurred;
}
