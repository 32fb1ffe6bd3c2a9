/** A clip before it is flattened into frames. */
import type { Remark } from './reading';
import type { Background } from './request';

/**
 * A clip as what it is made of: pictures with their whole alpha, and how they move. Places are px of the canvas,
 * times are frames.
 */
export interface Recipe {
  width: number; // px
  height: number; // px
  frames: number;
  seconds: number; // of the loop
  ground: Background;
  parts: Part[]; // the one farthest back first
  report: Remark[];
}

export type Part =
  | { kind: 'moved'; picture: PlacedPicture; tracks: Tracks }
  | { kind: 'flipbook'; pages: Page[] };

/** A picture at its place on the canvas. */
export interface PlacedPicture {
  png: Uint8Array;
  pixels: { width: number; height: number }; // of the PNG
  x: number; // its left edge
  y: number; // its top edge
  width: number; // as shown
  height: number;
}

export interface Page extends PlacedPicture {
  from: number; // the frame with which it comes
  until: number; // the frame with which it is gone
}

/** Movements about the middle of a picture, next to how it rests. */
export interface Tracks {
  x: Track; // px to the right
  y: Track; // px down
  angle: Track; // degrees, clockwise, beyond a turn too
  scale: Track; // times its width and height, before it is turned
  opacity: Track; // 0 to 1
}

/** Key frames, at least one; before the first and after the last, values hold. Values of `scale` have two numbers. */
export type Track = { at: number; value: number[]; ease: Ease }[];

/**
 * How a value goes from a key to the next: it stays, or follows CSS's `cubic-bezier(1/3, from, 2/3, to)`, whose
 * handles have a height for each number of the value, 0 to 1: this key's value, and the next one's.
 */
export type Ease = 'hold' | { from: number[]; to: number[] };
