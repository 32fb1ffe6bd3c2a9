/** What a drawing is told: its canvas in units, the moment, the colours, and what was asked for. */
import type { Rectangle } from '../picture/rectangle';
import type { Colours } from './colours';
import { createPen, type Pen } from './pen';
import type { Gradient } from './raster/paint';
import type { Sheet } from './raster/sheet';

/** Of the shorter edge of a canvas: 128 units, whatever its px. */
export const SHORT = 128;

export interface Context {
  pen: Pen;
  width: number; // units, at least 128
  height: number; // units, at least 128
  phase: number; // of the loop, in [0, 1)
  colours: Colours;
  /** Fills what loads: one band of light crosses everything that has it. */
  shimmer: Gradient;
  /** How many rows, bars, dots, … there are: as many as asked for, else `usual`. */
  count(usual: number, most?: number): number;
  /** A share that changes with time, whose greatest is `most`, or what was asked for. */
  progress(share: number, most?: number): number;
  /** The corners of a body, as asked for, else as usual, in units. */
  radius(usual: number): number;
  /** Leaves a place for a picture that somebody else draws. */
  picture(box: Rectangle): void;
}

export interface Kind {
  draw(context: Context): void;
  /** The accent where no tint is given; blue unless told otherwise. */
  accent?: `#${string}`;
  /** What is pictured in the place that the drawing leaves for it. */
  picture?: string;
}

export type Kinds = Readonly<Record<string, Kind>>;

export interface Asked {
  phase: number;
  colours: Colours;
  parts?: number | undefined;
  progress?: number | undefined;
  radius?: number | undefined; // px
}

/** @returns the context, and the boxes left for pictures, in units */
export function createContext(
  sheet: Sheet,
  asked: Asked,
): { context: Context; pictures: Rectangle[] } {
  const unit = Math.min(sheet.width, sheet.height) / SHORT; // px
  const pictures: Rectangle[] = [];
  const context: Context = {
    pen: createPen(sheet, unit),
    width: sheet.width / unit,
    height: sheet.height / unit,
    phase: asked.phase,
    colours: asked.colours,
    shimmer: shimmerOf(sheet.width, sheet.height, asked.phase, asked.colours),
    count: (usual, most = 12) => Math.min(most, Math.max(1, Math.round(asked.parts ?? usual))),
    progress: (share, most = 1) => (share / most) * (asked.progress ?? most),
    radius: (usual) => (asked.radius === undefined ? usual : asked.radius / unit),
    picture: (box) => {
      pictures.push(box);
    },
  };
  return { context, pictures };
}

export type ShimmerDirection = 'right' | 'left' | 'down' | 'up' | 'diagonal';

const DIRECTIONS: Record<ShimmerDirection, readonly [number, number]> = {
  right: [1, 0],
  left: [-1, 0],
  down: [0, 1],
  up: [0, -1],
  diagonal: [Math.cos(0.35), Math.sin(0.35)], // leaning a little
};

const BAND = 0.3; // half of its width, in lengths of its way
const LEVELS = 21; // two of 255 apart: none is seen, and a GIF takes half
const FIRST_SEEN = 0.08; // of the loop: a pause, so that the light does not hurry

/** A band of light on its way across a canvas: not yet there at phase 0, and gone before phase 1. */
export function shimmerOf(
  width: number,
  height: number,
  phase: number,
  { block, highlight }: Pick<Colours, 'block' | 'highlight'>,
  direction: ShimmerDirection = 'diagonal',
): Gradient {
  const [dx, dy] = DIRECTIONS[direction];
  const length = Math.abs(dx) * width + Math.abs(dy) * height; // px, of the way from edge to edge
  const half = BAND * length;
  const share = Math.max(0, (phase - FIRST_SEEN) / (1 - FIRST_SEEN));
  const along = -half + share * (length + 2 * half);
  const centre = dx + dy < 0 ? along - length : along; // ways to the left and up start at the far edge
  const [from, to] = [centre - half, centre + half];
  return {
    line: [from * dx, from * dy, to * dx, to * dy],
    stops: [
      [0, block],
      [0.5, highlight],
      [1, block],
    ],
    levels: LEVELS,
  };
}
