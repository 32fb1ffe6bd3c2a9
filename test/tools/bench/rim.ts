/** Halos: how much of a cut-out's edge shows a rim that the picture itself does not have. */
import { type Colour, toLab } from '../../../worker/picture/oklab';
import { createCompositor, type Matte, type Pixels } from '../../../worker/picture/pixels';
import type { Raster } from '../../../worker/picture/raster';
import { drawEmoji, EMOJI_NAMES } from '../sheets/emoji';

const WIDEST = 4; // px: what is wider belongs to the picture
const STEP = 0.06; // of OKLab's lightness: seen at a glance

/** Forty pictures from all over the set, whose edges are known exactly. */
const SUBJECTS = EMOJI_NAMES.filter((_, i) => i % 37 === 0).slice(0, 40);

/**
 * Walks from see-through pixels into the drawing, along rows and columns, both ways. A rim is a band of two to four
 * pixels at the edge, all of them brighter, or all darker, than the ground before and the pixel behind.
 *
 * @param pixels the cut-out, [width, width]
 * @param exact the same picture with its whole alpha
 * @param ground grey on which both lie, 0 to 255
 * @returns the share of the edge that has a rim, without those that the exact picture shows there, too
 */
export function rimOf(pixels: Pixels, exact: Raster, ground: number): number {
  const width = Math.sqrt(pixels.length);
  const below = lightness([ground, ground, ground]);
  const shown = Float32Array.from(pixels, (pixel) =>
    pixel === 0 ? below : lightness(bytes(pixel)),
  );
  const truth = composite(exact, ground);
  let [edge, rims] = [0, 0];
  const walk = (start: number, step: number) => {
    for (let i = 1; i < width - WIDEST; i++) {
      const at = start + i * step;
      if (pixels[at] === 0 || pixels[at - step] !== 0) continue;
      edge++;
      if (hasBand(shown, at, step, below, 2, STEP) && !isDrawn(truth, at, step, below)) rims++;
    }
  };
  for (let line = 0; line < width; line++) {
    walk(line * width, 1);
    walk(line * width + width - 1, -1);
    walk(line, width);
    walk((width - 1) * width + line, -width);
  }
  return edge === 0 ? 0 : rims / edge;
}

/** Whether the picture itself has a line along its edge. */
const isDrawn = (truth: Float32Array, at: number, step: number, below: number) =>
  hasBand(truth, at, step, below, 1, STEP / 2) ||
  hasBand(truth, at + step, step, below, 1, STEP / 2);

function hasBand(
  light: Float32Array,
  at: number,
  step: number,
  below: number,
  narrowest: number,
  least: number,
): boolean {
  let [darkest, brightest] = [1, 0];
  for (let wide = 1; wide <= WIDEST; wide++) {
    const here = light[at + (wide - 1) * step]!;
    darkest = Math.min(darkest, here);
    brightest = Math.max(brightest, here);
    if (wide < narrowest) continue;
    const behind = light[at + wide * step]!;
    if (darkest > Math.max(below, behind) + least) return true;
    if (brightest < Math.min(below, behind) - least) return true;
  }
  return false;
}

function composite({ rgba }: Raster, ground: number): Float32Array {
  return Float32Array.from({ length: rgba.length / 4 }, (_, i) => {
    const rest = (1 - rgba[4 * i + 3]!) * ground;
    const channel = (index: number) => 255 * rgba[4 * i + index]! + rest;
    return lightness([channel(0), channel(1), channel(2)]);
  });
}

const lightness = (colour: Colour) => toLab(colour)[0];
const bytes = (pixel: number): Colour => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];

/** `npx tsx test/tools/bench/halo.ts` prints it: the mean over forty subjects, cut out for a matte. */
export async function meanRims(
  matte: Matte,
  size: number,
): Promise<{ black: number; white: number }> {
  const composite = createCompositor('transparent', matte);
  const sums = { black: 0, white: 0 };
  for (const name of SUBJECTS) {
    const exact = await drawEmoji(name, size, 1);
    const pixels = composite(exact);
    sums.black += rimOf(pixels, exact, 0) / SUBJECTS.length;
    sums.white += rimOf(pixels, exact, 255) / SUBJECTS.length;
  }
  return sums;
}
