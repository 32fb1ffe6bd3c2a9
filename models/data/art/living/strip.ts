/** A clip's frames as one picture. */
import sharp from 'sharp';
import { CLIP_SIZE } from './frames';

const RENDERED = 1; // the style whose clips have grain that lossless files pay for dearly

/** Frames below each other, as one WebP: lossless where the clip is drawn, with a loss where rendered. */
export function encodeStrip(frames: Uint8Array[], style: number): Promise<Buffer> {
  const raw = { width: CLIP_SIZE, height: CLIP_SIZE * frames.length, channels: 4 } as const;
  const strip = sharp(Buffer.concat(frames), { raw });
  return strip
    .webp(
      style === RENDERED
        ? { quality: 72, alphaQuality: 40, effort: 4 }
        : { lossless: true, effort: 4 },
    )
    .toBuffer();
}
