/** A clip's frames as one picture. */
import sharp from 'sharp';
import { CLIP_SIZE } from './frames';

const RENDERED = 1; // the style whose clips have grain that lossless files pay for dearly
const REACH = 2; // px
const OPAQUE = 250; // alpha from which a colour is certain

/**
 * Frames below each other, as one WebP: lossless where the clip is drawn, with a loss where rendered.
 *
 * @param frames straight RGBA [CLIP_SIZE, CLIP_SIZE, 4]
 */
export function encodeStrip(frames: Uint8Array[], style: number): Promise<Buffer> {
  const raw = { width: CLIP_SIZE, height: CLIP_SIZE * frames.length, channels: 4 } as const;
  if (style !== RENDERED)
    return sharp(Buffer.concat(frames), { raw }).webp({ lossless: true, effort: 4 }).toBuffer();
  return sharp(Buffer.concat(frames.map(smoothEdges)), { raw })
    .webp({ quality: 60, alphaQuality: 40, smartSubsample: true, effort: 4 })
    .toBuffer();
}

/**
 * Soft edges get the colour of what is about them, weighted by the square of its alpha. Their own is noise:
 * a few levels, divided by a small alpha. It takes a quarter of a file, and hardly shows.
 */
function smoothEdges(rgba: Uint8Array): Uint8Array {
  const smooth = rgba.slice();
  for (let y = 0; y < CLIP_SIZE; y++) {
    for (let x = 0; x < CLIP_SIZE; x++) {
      const at = (y * CLIP_SIZE + x) * 4;
      if (rgba[at + 3]! < OPAQUE) smooth.set(colourAbout(rgba, x, y), at);
    }
  }
  return smooth;
}

function colourAbout(rgba: Uint8Array, x: number, y: number): number[] {
  const sum = [0, 0, 0];
  let weight = 0;
  for (let row = Math.max(0, y - REACH); row <= Math.min(CLIP_SIZE - 1, y + REACH); row++) {
    for (
      let column = Math.max(0, x - REACH);
      column <= Math.min(CLIP_SIZE - 1, x + REACH);
      column++
    ) {
      const from = (row * CLIP_SIZE + column) * 4;
      const share = rgba[from + 3]! ** 2;
      for (let k = 0; k < 3; k++) sum[k]! += rgba[from + k]! * share;
      weight += share;
    }
  }
  return weight === 0 ? [0, 0, 0] : sum.map((value) => value / weight);
}
