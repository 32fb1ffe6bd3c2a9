/** Pixels → a looping GIF, as small as it can be without changing what is shown. */
import { bitsOf, createGifStream } from './gifstream';
import { type Choices, compress } from './lzw';
import type { Colour } from './oklab';
import { choosePalette, type Palette } from './palette';
import type { Pixels } from './pixels';
import type { Size } from './raster';
import { cleared, type Rectangle, rectangleAround, union } from './rectangle';

const COLOURS = 255; // one index of 256 means “see through”
const SEE_THROUGH = 0;
const LEAVE = 1; // disposal: the next frame is drawn over this one
const CLEAR = 2; // disposal: the frame's rectangle is emptied before the next frame
const DOT = { x: 0, y: 0, width: 1, height: 1 }; // what is drawn where the palette makes two frames equal
const SHORTEST = 2; // hundredths of a second: viewers slow down what is faster

export interface GifOptions extends Size {
  fps: number; // at most 50
}

/**
 * Delays in hundredths of a second: whole numbers whose running sum never strays from the true time
 * by more than half of one.
 *
 * @throws {RangeError} above 50 frames a second
 */
export function frameDelays(frames: number, fps: number): number[] {
  if (fps * SHORTEST > 100)
    throw new RangeError(`A GIF shows at most ${100 / SHORTEST} frames a second, and got ${fps}.`);
  const time = (frame: number) => Math.round((100 * frame) / fps);
  return Array.from({ length: frames }, (_, i) => time(i + 1) - time(i));
}

/**
 * Encodes one frame at each step, so that a caller can stop in between. Frames that equal the one before
 * become one with the delay of both.
 *
 * @param frames packed pixels, [height, width] each; a pixel of 0 is transparent
 * @yields the number of frames encoded: 0 once the palette is chosen
 * @returns a GIF that loops for ever
 */
export function* encodeGif(
  frames: Pixels[],
  { width, height, fps }: GifOptions,
): Generator<number, Uint8Array> {
  const shots = mergeEqual(frames, frameDelays(frames.length, fps));
  const palette = choosePalette(
    shots.map(({ pixels }) => pixels),
    COLOURS,
  );
  yield 0;
  const table: Colour[] = [[0, 0, 0], ...palette.colours];
  const codeSize = Math.max(2, bitsOf(table.length));
  const gif = createGifStream({ width, height }, table);
  const first = toIndices(shots[0]!.pixels, palette);
  let canvas: Uint8Array = new Uint8Array(width * height); // as the frame finds it: empty at first
  let current = first;
  const whole = { x: 0, y: 0, width, height }; // for the first frame, which Figma shows as a still
  for (const [at, { delay, end }] of shots.entries()) {
    const after = shots[at + 1];
    const next = after ? toIndices(after.pixels, palette) : first;
    const changed = at === 0 ? whole : rectangleAround(whole, current, canvas, differs);
    const uncovered = rectangleAround(whole, current, next, uncovers);
    const place = union(changed, uncovered) ?? DOT;
    const disposal = uncovered ? CLEAR : LEAVE;
    const codes = compress(choicesOf(current, canvas, place, width), codeSize);
    gif.write({ place, delay, disposal, transparent: SEE_THROUGH, codeSize, codes });
    canvas = disposal === LEAVE ? current : cleared(current, place, width);
    current = next;
    yield end;
  }
  return gif.finish();
}

const differs = (a: number, b: number) => a !== b;

/** Whether a pixel drawn now must be see-through in the next frame: only clearing does that. */
const uncovers = (now: number, next: number) => now !== SEE_THROUGH && next === SEE_THROUGH;

interface Shot {
  pixels: Pixels;
  delay: number; // hundredths of a second
  end: number; // frames of the clip up to and with this one
}

function mergeEqual(frames: Pixels[], delays: number[]): Shot[] {
  const shots: Shot[] = [];
  for (const [at, pixels] of frames.entries()) {
    const last = shots.at(-1);
    const delay = delays[at]!;
    if (last && equal(last.pixels, pixels)) {
      last.delay += delay;
      last.end = at + 1;
    } else shots.push({ pixels, delay, end: at + 1 });
  }
  return shots;
}

function equal(a: Pixels, b: Pixels): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A pixel that the canvas shows already may be left out or drawn again. */
function choicesOf(
  current: Uint8Array,
  canvas: Uint8Array,
  place: Rectangle,
  stride: number,
): Choices {
  const first = new Uint8Array(place.width * place.height);
  const second = new Uint8Array(first.length);
  let to = 0;
  for (let y = place.y; y < place.y + place.height; y++) {
    const end = y * stride + place.x + place.width;
    for (let from = y * stride + place.x; from < end; from++, to++) {
      const index = current[from]!;
      first[to] = index === canvas[from] ? SEE_THROUGH : index;
      second[to] = index;
    }
  }
  return { first, second };
}

/** Packed pixels → indices into the colour table, whose entry 0 is see-through. */
function toIndices(pixels: Pixels, palette: Palette): Uint8Array {
  const indices = new Uint8Array(pixels.length);
  let [last, index] = [0, SEE_THROUGH]; // neighbours are often equal
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    if (pixel !== last) index = pixel === 0 ? SEE_THROUGH : 1 + palette.indexOf(pixel);
    last = pixel;
    indices[i] = index;
  }
  return indices;
}
