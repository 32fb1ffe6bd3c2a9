/** What sheets are made of: tiles and text on a ground. */
import sharp from 'sharp';
import type { Picture } from '../../../../worker/api';

const GROUND = '#f1f3f5';

/** Below a clip: black and white things are both seen on it. */
export const TILE = '#d9dde3';

/** Where something lies on a sheet, px. */
export interface Spot {
  left: number;
  top: number;
}

export const tile = ({ rgba, width, height }: Picture, spot: Spot) => ({
  input: Buffer.from(rgba),
  raw: { width, height, channels: 4 as const },
  ...spot,
});

/** @returns SVG */
export const text = (words: string, { left, top }: Spot, size = 12) =>
  `<text x="${left}" y="${top}" font-size="${size}" font-family="sans-serif">${escapeXml(words)}</text>`;

/** A square to lay a picture on. @returns SVG */
export const square = ({ left, top }: Spot, edge: number, fill = TILE) =>
  `<rect x="${left}" y="${top}" width="${edge}" height="${edge}" fill="${fill}"/>`;

const escapeXml = (words: string) => words.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** @param shapes SVG, below the pictures */
export async function writePng(
  file: string,
  { width, height }: { width: number; height: number },
  shapes: string[],
  pictures: ReturnType<typeof tile>[],
) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${GROUND}"/>${shapes.join('')}</svg>`;
  await sharp(Buffer.from(svg)).composite(pictures).png({ compressionLevel: 9 }).toFile(file);
}
