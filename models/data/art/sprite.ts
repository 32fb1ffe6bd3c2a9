/** SVG → sprite: 256 × 256 straight RGBA, the glyph 160 px wide in the middle. */
import sharp from 'sharp';

export const CANVAS = 256; // px
export const GLYPH = 160; // px that the view box spans
const LARGEST = 150; // px: glyphs grow or shrink towards this ink
const UNIT = 7; // px of a line icon's unit
const ZOOM = 1.25; // small ones no further than this

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Draws an icon so that subjects are comparable: its ink centred and at most 150 px across, enlarged up
 * to 1.25 times where it fills little of its view box.
 *
 * @param body SVG elements on a view box of `edge` × `edge` units
 * @returns straight RGBA [256, 256, 4]
 */
export async function drawSprite(body: string, edge: number): Promise<Uint8Array> {
  const whole = { x: 0, y: 0, width: edge, height: edge };
  const ink = inkOf(await draw(body, edge, whole));
  if (ink.width === 0) throw new Error('the picture is empty');
  const unit = edge / CANVAS;
  const extent = (Math.max(ink.width, ink.height) * unit * GLYPH) / edge; // px at 160 px a glyph
  const zoom = Math.min(ZOOM, LARGEST / extent);
  const span = ((edge / GLYPH) * CANVAS) / zoom; // units that the canvas shows
  const x = (ink.x + ink.width / 2) * unit - span / 2;
  const y = (ink.y + ink.height / 2) * unit - span / 2;
  return draw(body, edge, { x, y, width: span, height: span });
}

/**
 * Draws a line icon so that strokes are comparable: all icons have the same scale, so a stroke is 14 px
 * wide in each, and the ink is centred by whole pixels, so that straight strokes keep their sharp edges.
 *
 * @returns straight RGBA [256, 256, 4], black
 */
export async function drawOutline(body: string, edge: number): Promise<Uint8Array> {
  const span = CANVAS / UNIT;
  const corner = (edge - span) / 2;
  const ink = inkOf(await draw(body, edge, { x: corner, y: corner, width: span, height: span }));
  if (ink.width === 0) throw new Error('the picture is empty');
  const shift = (start: number, length: number) => Math.round(start + length / 2 - CANVAS / 2);
  const x = corner + shift(ink.x, ink.width) / UNIT;
  const y = corner + shift(ink.y, ink.height) / UNIT;
  return draw(body, edge, { x, y, width: span, height: span });
}

/** The same as `drawSprite` for a rendered picture. @param file a square picture of `edge` × `edge` px */
export async function drawPicture(file: string, edge: number): Promise<Uint8Array> {
  return drawSprite(imageOf(await sharp(file).png().toBuffer(), edge), edge);
}

/** The same for pixels. @param rgba straight [edge, edge, 4] */
export async function drawPixels(rgba: Uint8Array, edge: number): Promise<Uint8Array> {
  const raw = { width: edge, height: edge, channels: 4 } as const;
  return drawSprite(imageOf(await sharp(rgba, { raw }).png().toBuffer(), edge), edge);
}

const imageOf = (png: Buffer, edge: number) =>
  `<image width="${edge}" height="${edge}" xlink:href="data:image/png;base64,${png.toString('base64')}"/>`;

/** Nearly lossless: renderings have grain that lossless files pay for dearly. */
export function encodeRendering(rgba: Uint8Array): Promise<Buffer> {
  const raw = { width: CANVAS, height: CANVAS, channels: 4 } as const;
  return sharp(rgba, { raw }).webp({ quality: 90, alphaQuality: 100, effort: 4 }).toBuffer();
}

/** Lossless; the colour of invisible pixels is cleared, so equal pictures are equal bytes. */
export function encodeSprite(rgba: Uint8Array): Promise<Buffer> {
  const raw = { width: CANVAS, height: CANVAS, channels: 4 } as const;
  return sharp(rgba, { raw }).webp({ lossless: true, effort: 4 }).toBuffer();
}

/** @param view part of the view box that the canvas shows, in its units */
async function draw(body: string, edge: number, view: Box): Promise<Uint8Array> {
  const box = `${view.x} ${view.y} ${view.width} ${view.height}`;
  const inner = `<svg width="${edge}" height="${edge}" viewBox="0 0 ${edge} ${edge}">${body}</svg>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${CANVAS}" height="${CANVAS}" viewBox="${box}">${inner}</svg>`;
  const { data } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 0) data.fill(0, i, i + 3);
  return data;
}

/** The smallest box around visible pixels, px. @param rgba straight [256, 256, 4] */
export function inkOf(rgba: Uint8Array): Box {
  let [left, top, right, bottom] = [CANVAS, CANVAS, -1, -1];
  for (let i = 0; i < CANVAS * CANVAS; i++) {
    if ((rgba[i * 4 + 3] ?? 0) < 8) continue;
    const [x, y] = [i % CANVAS, Math.floor(i / CANVAS)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right < 0) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
