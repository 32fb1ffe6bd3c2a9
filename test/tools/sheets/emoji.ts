/** Pictures to try motions and filters on: flat emoji (MIT), drawn by sharp. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import type { Raster } from '../../../worker/picture/raster';

interface IconSet {
  icons: Record<string, { body: string } | undefined>;
}

const path = createRequire(import.meta.url).resolve('@iconify-json/fluent-emoji-flat/icons.json');
const { icons } = JSON.parse(readFileSync(path, 'utf8')) as IconSet;

export const EMOJI_NAMES: readonly string[] = Object.keys(icons);

/**
 * @param edge px, of the picture
 * @param share of its edge that the emoji takes, in the middle
 */
export async function drawEmoji(name: string, edge: number, share = 0.7): Promise<Raster> {
  const icon = icons[name];
  if (!icon) throw new Error(`The emoji should be one of Fluent’s flat ones, and is “${name}”.`);
  const box = 32 / share;
  const from = (32 - box) / 2;
  const view = `viewBox="${from} ${from} ${box} ${box}" width="${edge}" height="${edge}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${view}>${icon.body}</svg>`;
  const { data } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({
    resolveWithObject: true,
  });
  const rgba = Float32Array.from(data, (value, i) => {
    const alpha = data[i | 3]! / 255;
    return i % 4 === 3 ? alpha : (alpha * value) / 255;
  });
  return { width: edge, height: edge, rgba };
}
