/** Pixels → a looping GIF. The one door to gifenc. */
import { type FrameOptions, GIFEncoder } from 'gifenc/dist/gifenc.esm.js';
import type { Colour } from './oklab';
import { choosePalette, type Palette } from './palette';
import type { Pixels } from './pixels';

const COLOURS = 255; // one index of 256 means “see through”
const SEE_THROUGH = 0;
const LEAVE = 1; // disposal: the next frame is drawn over this one
const CLEAR = 2; // disposal: the canvas is emptied before the next frame

export interface GifOptions {
  size: number; // px, edge length
  fps: number;
  dither?: number; // 0 (default) to 1: strength of an ordered pattern that hides colour steps
}

/**
 * Delays in hundredths of a second: whole numbers whose running sum never strays from the true time
 * by more than half of one.
 */
export function frameDelays(frames: number, fps: number): number[] {
  const time = (frame: number) => Math.round((100 * frame) / fps);
  return Array.from({ length: frames }, (_, i) => time(i + 1) - time(i));
}

/**
 * Encodes one frame at each step, so that a caller can stop in between.
 *
 * @param frames packed pixels, [size, size] each; a pixel of 0 is transparent
 * @yields the number of frames encoded: 0 once the palette is chosen
 * @returns a GIF that loops for ever
 */
export function* encodeGif(
  frames: Pixels[],
  { size, fps, dither = 0 }: GifOptions,
): Generator<number, Uint8Array> {
  const palette = choosePalette(frames, COLOURS);
  yield 0;
  const index = createIndexer(palette, size, dither);
  const table: Colour[] = [[0, 0, 0], ...palette.colours];
  const colorDepth = Math.max(2, Math.ceil(Math.log2(table.length)));
  const delays = frameDelays(frames.length, fps);
  const gif = GIFEncoder({ initialCapacity: 1 << 16 });
  let before: Uint8Array | undefined; // what the canvas shows when the frame is drawn
  let current = index(frames[0]!);
  for (let i = 0; i < frames.length; i++) {
    const next = index(frames[(i + 1) % frames.length]!);
    const last = i === frames.length - 1;
    const dispose = (last ? hasHoles(current) : uncovers(current, next)) ? CLEAR : LEAVE;
    const options = {
      ...{ transparent: true, transparentIndex: SEE_THROUGH },
      ...{ delay: 10 * delays[i]!, dispose, colorDepth },
    };
    const drawn = before ? smaller([changes(before, current), current], size, options) : current;
    gif.writeFrame(drawn, size, size, { palette: i === 0 ? table : undefined, ...options });
    before = dispose === LEAVE ? current : undefined;
    current = next;
    yield i + 1;
  }
  gif.finish();
  return gif.bytes();
}

/** Whether a pixel drawn now must be see-through in the next frame: only clearing does that. */
const uncovers = (now: Uint8Array, next: Uint8Array) =>
  now.some((index, i) => index !== SEE_THROUGH && next[i] === SEE_THROUGH);

const hasHoles = (indices: Uint8Array) => indices.includes(SEE_THROUGH);

/** Whichever compresses better; both show the same. */
function smaller(ways: Uint8Array[], size: number, options: FrameOptions): Uint8Array {
  const bytes = ways.map((indices) => {
    const gif = GIFEncoder({ auto: false });
    gif.writeFrame(indices, size, size, options);
    return gif.bytesView().length;
  });
  return ways[bytes.indexOf(Math.min(...bytes))]!;
}

/** Pixels that stay as they are need not be drawn again: long runs of one index compress well. */
const changes = (before: Uint8Array, now: Uint8Array) =>
  now.map((index, i) => (index === before[i] ? SEE_THROUGH : index));

/** Packed pixels → indices into the colour table, whose entry 0 is see-through. */
function createIndexer(palette: Palette, size: number, dither: number) {
  const spread = palette.exact ? 0 : 12 * dither; // of 255: about half the step between neighbours of 255 colours
  return (pixels: Pixels): Uint8Array => {
    const indices = new Uint8Array(pixels.length);
    let [last, index] = [0, SEE_THROUGH]; // neighbours are often equal
    for (let i = 0; i < pixels.length; i++) {
      let pixel = pixels[i]!;
      if (pixel !== 0 && spread > 0)
        pixel = shift(pixel, spread * bayer(i % size, Math.floor(i / size)));
      if (pixel !== last) index = pixel === 0 ? SEE_THROUGH : 1 + palette.indexOf(pixel);
      last = pixel;
      indices[i] = index;
    }
    return indices;
  };
}

function shift(pixel: number, by: number): number {
  const move = (value: number) => Math.min(255, Math.max(0, Math.round(value + by)));
  const red = move(pixel & 255);
  const green = move((pixel >> 8) & 255);
  return (0xff000000 | (move((pixel >> 16) & 255) << 16) | (green << 8) | red) >>> 0;
}

/** Bayer's 8×8 threshold, −0.5 to 0.5: the same place has the same value in every frame, so nothing swims. */
function bayer(x: number, y: number): number {
  let value = 0;
  for (let bit = 0; bit < 3; bit++) {
    const a = (x >> bit) & 1;
    const b = (y >> bit) & 1;
    value = 4 * value + 2 * (a ^ b) + b;
  }
  return (value + 0.5) / 64 - 0.5;
}
