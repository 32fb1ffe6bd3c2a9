/**
 * From composed pictures to the pixels of a GIF: the ground, one bit of alpha.
 *
 * This room, picture/, holds what is arithmetic on pictures, whoever drew them: colours, rasters, maps of the
 * plane, where things lie, the GIF. What a picture shows, and what moves it, does not belong here.
 *
 * A frame, as the decoder gives it, is premultiplied RGBA in planes, float32 [4, size, size], 0 to 1. Pixels
 * are packed one to a number as 0xAABBGGRR, [height, width]; alpha is 255 or the whole pixel is 0.
 */
import type { Background, Picture } from '../api';
import type { Hex } from '../scene';
import type { Colour } from './oklab';
import type { Raster } from './raster';

export type Pixels = Uint32Array;

const HALF = 0.5; // alpha from which a pixel is drawn over an unknown ground
const SEEN = 0.1; // alpha from which a pixel is drawn over its matte
const FAINT = 2 / 255; // alpha below which a coloured ground shows alone: noise would cost a third of the GIF

/** The colour that a transparent GIF will lie on; null when nobody knows. */
export type Matte = Hex | null;
type Rgb = [red: number, green: number, blue: number]; // 0 to 1

/** Where a frame comes to lie in another one, in units of the other's edge. */
export interface Placement {
  x: number; // its left edge
  y: number; // its top edge
  scale: number; // its own edge
}

export const WHOLE: Placement = { x: 0, y: 0, scale: 1 };

/**
 * Lays a frame on its ground. A coloured ground is opaque everywhere. On a transparent one, pixels are
 * drawn or left out: over a known colour those that would change it, blended with it as on a coloured
 * ground; over an unknown one those of at least half alpha, in their own colour, so that no ground's
 * colour is left around the thing as a rim.
 *
 * @param matte what a transparent GIF will lie on; null when nobody knows
 */
export function createCompositor(background: Background, matte: Matte) {
  const transparent = background === 'transparent';
  const ground = transparent ? matte : background;
  if (ground === null) return cutOut;
  const colour = rgbOf(ground);
  const least = transparent ? SEEN : FAINT;
  const empty = transparent ? 0 : pixelOf(...colour);
  return (raster: Raster) => lay(raster, colour, least, empty);
}

function lay({ rgba }: Raster, [red, green, blue]: Rgb, least: number, empty: number): Pixels {
  const pixels = new Uint32Array(rgba.length / 4).fill(empty);
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
    const alpha = rgba[at + 3]!;
    if (alpha < least) continue;
    const below = 1 - alpha;
    pixels[i] = pixelOf(
      rgba[at]! + below * red,
      rgba[at + 1]! + below * green,
      rgba[at + 2]! + below * blue,
    );
  }
  return pixels;
}

function cutOut({ rgba }: Raster): Pixels {
  const pixels = new Uint32Array(rgba.length / 4);
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
    const alpha = rgba[at + 3]!;
    if (alpha < HALF) continue;
    pixels[i] = pixelOf(rgba[at]! / alpha, rgba[at + 1]! / alpha, rgba[at + 2]! / alpha);
  }
  return pixels;
}

/** @param red, green, blue 0 to 1; what lies outside is clipped */
const pixelOf = (red: number, green: number, blue: number) =>
  packPixel(byte(red), byte(green), byte(blue));

const byte = (value: number) => Math.min(255, Math.max(0, Math.round(value * 255)));

/**
 * An opaque pixel: in memory R, G, B, A on every machine with WebAssembly.
 *
 * @param red, green, blue whole numbers from 0 to 255
 */
export const packPixel = (red: number, green: number, blue: number) =>
  (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;

export const unpackPixel = (pixel: number): Colour => [
  pixel & 255,
  (pixel >> 8) & 255,
  (pixel >> 16) & 255,
];

export const isHex = (text: string): text is Hex => /^#[0-9a-f]{6}$/i.test(text);

export function channelsOf(colour: Hex): Colour {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function rgbOf(colour: Hex): Rgb {
  const [red, green, blue] = channelsOf(colour);
  return [red / 255, green / 255, blue / 255];
}

/** A raster as straight RGBA, for the live preview. */
export function toPicture({ width, height, rgba }: Raster): Picture {
  const straight = new Uint8ClampedArray(rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]!;
    for (let channel = at; channel < at + 3 && alpha > 0; channel++) {
      straight[channel] = (255 * rgba[channel]!) / alpha;
    }
    straight[at + 3] = 255 * alpha;
  }
  return { width, height, rgba: straight };
}
