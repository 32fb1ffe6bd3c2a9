/**
 * Interface placeholders, drawn by formula: a pure function from a name, a canvas and a moment to
 * pixels. The same request gives the same bytes wherever it runs.
 *
 * This room, placeholders/, holds the formulas of interface parts and what only they draw with. Words for them
 * belong to prompt/, their place on a canvas to picture/.
 */
import { isHex } from '../picture/pixels';
import type { Rectangle } from '../picture/rectangle';
import { coloursOf } from './colours';
import { createContext } from './context';
import { KINDS } from './kinds';
import { createSheet } from './raster/sheet';
import { wrap } from './time';

export interface PlaceholderOptions {
  width: number; // px, 1 to 4096
  height: number; // px, 1 to 4096
  phase: number; // of the loop, periodic: 0 and 1 are the same moment
  dark?: boolean;
  tint?: `#${string}` | undefined; // rrggbb
  /** How many rows, bars, dots, … there are; as many as fit or are usual when not told. */
  parts?: number | undefined;
  /** The most that a bar, ring or slider shows, 0 to 1. */
  progress?: number | undefined;
  /** Of the corners of its body, px. */
  radius?: number | undefined;
}

/** Where a picture belongs that is no placeholder, and what it shows. */
export interface PicturePlace extends Rectangle {
  name: string; // of the thing, as a prompt would name it
}

export interface PlaceholderFrame {
  width: number; // px
  height: number; // px
  /** Premultiplied, [height, width, 4]; the ground is transparent. */
  rgba: Uint8ClampedArray;
  /** px; only where there is room for a picture, which lies above the drawing. */
  picture?: PicturePlace;
}

const LARGEST = 4096; // px

export const PLACEHOLDER_NAMES: readonly string[] = Object.keys(KINDS);

/** Whether a placeholder of this canonical name exists. */
export const isPlaceholder = (name: string): boolean => Object.hasOwn(KINDS, name);

/**
 * Draws one moment of a placeholder; at phase 0 it is whole.
 *
 * @param name canonical, one of `PLACEHOLDER_NAMES`
 * @throws when there is no placeholder of this name, or a number is out of its bounds
 */
export function drawPlaceholder(name: string, options: PlaceholderOptions): PlaceholderFrame {
  const kind = isPlaceholder(name) ? KINDS[name] : undefined;
  if (!kind) throw new Error(`There is no placeholder named "${name}".`);
  const { width, height, dark = false, tint, phase, parts, progress, radius } = options;
  check('width', width, 1, LARGEST, Number.isInteger(width));
  check('height', height, 1, LARGEST, Number.isInteger(height));
  check('phase', phase, -Infinity, Infinity);
  if (parts !== undefined) check('parts', parts, 1, 1000);
  if (progress !== undefined) check('progress', progress, 0, 1);
  if (radius !== undefined) check('radius', radius, 0, LARGEST);
  if (tint !== undefined && !isHex(tint)) {
    throw new Error(`A placeholder's tint is a colour #rrggbb, not ${tint}.`);
  }
  const colours = coloursOf({ dark, tint, accent: kind.accent });
  const sheet = createSheet(width, height);
  const asked = { phase: wrap(phase), colours, parts, progress, radius };
  const { context, pictures } = createContext(sheet, asked);
  kind.draw(context);
  const frame: PlaceholderFrame = { width, height, rgba: sheet.rgba };
  const [box] = pictures;
  if (box && kind.picture) frame.picture = place(box, context.pen.unit, kind.picture);
  return frame;
}

function check(what: string, value: number, least: number, most: number, whole = true) {
  if (value >= least && value <= most && whole && Number.isFinite(value)) return;
  const range = Number.isFinite(most) ? `${least} to ${most}` : 'a finite number';
  throw new Error(`A placeholder's ${what} is ${range}, not ${value}.`);
}

/** A box in whole px. */
function place(box: Rectangle, unit: number, name: string): PicturePlace {
  const px = (value: number) => Math.round(value * unit);
  const size = Math.max(1, px(Math.min(box.width, box.height)));
  return { name, x: px(box.x), y: px(box.y), width: size, height: size };
}
