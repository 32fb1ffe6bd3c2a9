/**
 * What a motion makes of a thing at one phase of its loop: a pose.
 *
 * Lengths are in units of the thing: the longer side of its box at rest is 1, the origin is the middle
 * of that box, y points down. So a motion is the same for all things, on all canvases.
 */
import { compose, IDENTITY, move, type Plane } from '../picture/plane';
import type { Direction } from '../scene';

export type Side = 'left' | 'right' | 'up' | 'down';

/** How a motion was asked for. */
export interface Way {
  strength: number; // of its amplitude; 1 is usual
  direction: Direction | null; // null for the motion's own
  repeats: number; // whole cycles within the loop
}

export const USUAL_WAY: Way = { strength: 1, direction: null, repeats: 1 };

/** What a motion may know of the thing that it moves. */
export interface Thing {
  half: { x: number; y: number }; // of its box
  away: Record<Side, number>; // how far it must go until nothing of it is on the canvas
}

/** What of a thing shows, in its own box: fixed to the thing, not to the canvas. */
export type Reveal =
  | { kind: 'wipe'; to: Side; from: number; until: number } // shares of the box, along the way to a side
  | { kind: 'clock'; from: number; until: number } // shares of a turn, clockwise from the top
  | { kind: 'circle'; radius: number }; // 1 reaches the corners

/** A part of a thing that goes its own way. */
export interface Piece {
  left: number; // edges of the part, in units of the thing
  top: number;
  right: number;
  bottom: number;
  map: Plane;
}

/** Something drawn around a thing, and behind it. */
export type Mark =
  | { shape: 'ring'; radius: number; width: number } // around the origin, in the thing's colour
  | { shape: 'paper'; x: number; y: number; size: number; angle: number; colour: number } // of PAPER_COLOURS
  | {
      shape: 'drop' | 'flake' | 'pellet' | 'bolt';
      x: number;
      y: number;
      size: number;
      angle: number;
    }; // in colours of their own

/** Units that a full glow reaches around a thing. */
export const HALO = 0.16;

export interface Pose {
  map: Plane;
  opacity: number; // 0 to 1
  glow: number; // 0 to 1
  reveal: Reveal | null; // null when all shows
  pieces: readonly Piece[]; // none when the thing is whole
  marks: readonly Mark[];
}

export const REST: Pose = {
  map: IDENTITY,
  opacity: 1,
  glow: 0,
  reveal: null,
  pieces: [],
  marks: [],
};

/** The whole thing, moved: by the last map first. */
export const moved = (...maps: Plane[]): Pose => ({ ...REST, map: compose(...maps) });

/** Both at once: what `inner` does of itself is carried along by `outer`. */
export function combine(outer: Pose, inner: Pose): Pose {
  return {
    map: compose(outer.map, inner.map),
    opacity: outer.opacity * inner.opacity,
    glow: Math.max(outer.glow, inner.glow),
    reveal: outer.reveal ?? inner.reveal,
    pieces: outer.pieces.length > 0 ? outer.pieces : inner.pieces,
    marks: [...outer.marks, ...inner.marks],
  };
}

export const TURN = 2 * Math.PI; // rad
export const sine = (phase: number) => Math.sin(TURN * phase);
export const cosine = (phase: number) => Math.cos(TURN * phase);

/** 0 at phase 0, 1 at one half, smooth. */
export const swell = (phase: number) => (1 - cosine(phase)) / 2;

const STEPS: Record<Side, readonly [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

export const isSide = (direction: Direction | null): direction is Side =>
  direction !== null && direction in STEPS;

/** A way towards a side. */
export const towards = (side: Side, distance: number): Plane =>
  move(STEPS[side][0] * distance, STEPS[side][1] * distance);

/** 1 for a turn clockwise or to the right, −1 for one to the other hand. */
export const handOf = (direction: Direction | null) =>
  direction === 'left' || direction === 'up' || direction === 'anticlockwise' ? -1 : 1;

export const OPPOSITE: Record<Side, Side> = {
  left: 'right',
  right: 'left',
  up: 'down',
  down: 'up',
};

/**
 * Over the edge of the canvas on one side and back in from the other.
 *
 * @param along 0 to 1 of the whole way; both ends are at rest
 */
export function across(side: Side, { away }: Thing, along: number): Plane {
  const [out, back] = [away[side], away[OPPOSITE[side]]];
  const gone = along * (out + back);
  return towards(side, gone < out ? gone : gone - out - back);
}
