/** Forty subjects of Fluent Emoji (MIT), drawn by sharp: pictures whose edges are known exactly. */
import icons from '@iconify-json/fluent-emoji-flat/icons.json' with { type: 'json' };
import sharp from 'sharp';
import type { Frame } from '../../../worker/picture/pixels';

const bodies: Record<string, { body: string } | undefined> = icons.icons;
const names = Object.keys(bodies);
const STRIDE = 37; // spreads the choice over the whole set

export const SUBJECTS = names.filter((_, i) => i % STRIDE === 0).slice(0, 40);

/** @param size px, edge length */
export async function drawSubject(name: string, size: number): Promise<Frame> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${size}" height="${size}">${bodies[name]?.body}</svg>`;
  const rgba = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer(); // [size, size, 4]
  const area = size * size;
  return Float32Array.from({ length: 4 * area }, (_, i) => {
    const [plane, at] = [Math.floor(i / area), i % area];
    const alpha = rgba[4 * at + 3]! / 255;
    return plane === 3 ? alpha : (alpha * rgba[4 * at + plane]!) / 255;
  });
}
