/** GIFs as another program reads them: omggif shares no code with the encoder. */
import { createRequire } from 'node:module';

/** Where a frame lies on the canvas. */
interface Place {
  x: number; // px
  y: number;
  width: number;
  height: number;
}

interface Frame extends Place {
  delay: number; // hundredths of a second
  disposal: number;
  transparent_index: number | null;
}

interface Reader {
  width: number;
  height: number;
  numFrames(): number;
  loopCount(): number | null; // 0 is for ever, null is once
  frameInfo(at: number): Frame;
  decodeAndBlitFrameRGBA(at: number, into: Uint8Array): void;
}

type GifReader = new (bytes: Uint8Array) => Reader;
const { GifReader } = createRequire(import.meta.url)('omggif') as { GifReader: GifReader };

export interface Gif {
  width: number; // px
  height: number; // px
  loops: number | null; // 0 is for ever
  delays: number[]; // hundredths of a second
  places: Place[]; // what each frame draws
  frames: Uint8Array[]; // RGBA as shown, [height, width, 4]
}

/**
 * @param restart the second round is returned, as viewers show it that clear the canvas before it, or keep
 *   what the last frame leaves; the first round when left out
 * @throws when the bytes are no GIF, or a damaged one
 */
export function decodeGif(bytes: Uint8Array, restart?: 'clear' | 'keep'): Gif {
  const reader = new GifReader(bytes);
  const { width, height } = reader;
  const infos = Array.from({ length: reader.numFrames() }, (_, at) => reader.frameInfo(at));
  const shown = new Uint8Array(width * height * 4);
  const play = () =>
    infos.map((info, at) => {
      reader.decodeAndBlitFrameRGBA(at, shown);
      const frame = shown.slice();
      if (info.disposal === 2) erase(shown, width, info);
      return frame;
    });
  let frames = play();
  if (restart === 'clear') shown.fill(0);
  if (restart) frames = play();
  const delays = infos.map(({ delay }) => delay);
  const places = infos.map(({ x, y, width, height }) => ({ x, y, width, height }));
  return { width, height, loops: reader.loopCount(), delays, places, frames };
}

/** The background of a frame's rectangle is transparent. */
function erase(shown: Uint8Array, stride: number, { x, y, width, height }: Frame) {
  for (let row = y; row < y + height; row++) {
    shown.fill(0, 4 * (row * stride + x), 4 * (row * stride + x + width));
  }
}

/** Mean difference of two frames' channels, 0 to 255. */
export function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
}
