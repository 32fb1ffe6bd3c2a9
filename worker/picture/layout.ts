/** Where the things of a scene lie: as large as they can be without touching, and inside the frame. */

import type { Layer, Scene } from '../scene';
import { type Placement, WHOLE } from './pixels';

/** Edges, in units of the frame's. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What of a layer's frames is not transparent. */
export interface Ink {
  rest: Box; // in the first frame
  reach: Box; // in any frame
}

/** A usual ink, for a layer that is not drawn yet. */
export const USUAL_INK: Ink = {
  rest: { left: 0.21, top: 0.21, right: 0.79, bottom: 0.79 },
  reach: { left: 0.15, top: 0.15, right: 0.85, bottom: 0.85 },
};

const SMALL = 0.55; // of a thing's usual size
const BIG = 1.6;
const GAP = 0.03; // between things at rest
const MARGIN = 0.015; // around things at rest
const PRECISION = 14; // halvings of the interval in which the scale lies

type Sized = Pick<Layer, 'count' | 'size'>;

/** Whether a scene is one thing as the network draws it. */
export const isWhole = ({ layers }: { layers: Sized[] }) =>
  layers.length === 1 && layers[0]!.count === 1 && !layers[0]!.size;

/**
 * Places every thing of a scene. They share one scale, but for those that are small or big.
 *
 * @param inks of the layers; with the usual ones, an estimate
 * @returns a layer's things, [layers][count]
 */
export function placeLayers(
  scene: { layers: Sized[]; relation: Scene['relation'] },
  inks: Ink[],
): Placement[][] {
  if (isWhole(scene)) return [[WHOLE]];
  const rows = arrange(scene);
  const weights = scene.layers.map(({ size }) =>
    size === 'small' ? SMALL : size === 'big' ? BIG : 1,
  );
  const fits = (weigh: (layer: number) => number) =>
    largest((scale) => pack(rows, (layer) => scale * weigh(layer), inks) !== undefined);
  const scale = Math.min(
    fits((layer) => weights[layer]!),
    fits(() => 1), // two small things are as small as one of them beside a usual one
  );
  const placed = pack(rows, (layer) => scale * weights[layer]!, inks);
  return scene.layers.map((_, layer) => placed!.filter((thing) => thing.layer === layer));
}

/** The layers of the things in each row, from top to bottom. */
function arrange({ layers, relation }: Parameters<typeof placeLayers>[0]): number[][] {
  const [first = 0, ...others] = layers.map(({ count }) => count);
  const of = (layer: number) => new Array<number>(layers[layer]!.count).fill(layer);
  const rest = others.flatMap((_, i) => of(i + 1));
  if (relation === 'above' && rest.length > 0) return [of(0), rest];
  const all = [...of(0), ...rest];
  if (all.length <= 2) return [all];
  if (all.length === 3) return first === 2 ? [rest, of(0)] : [all.slice(0, 1), all.slice(1)];
  const columns = layers.length === 2 && first === 2;
  return columns
    ? [
        [0, 1],
        [0, 1],
      ]
    : [all.slice(0, 2), all.slice(2)];
}

/** The largest scale up to 1 that fits; the smallest one tried, when none does. */
function largest(fits: (scale: number) => boolean): number {
  if (fits(1)) return 1;
  let [low, high] = [0, 1];
  for (let i = 0; i < PRECISION; i++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Along one axis, from a point in the middle of what rests. */
interface Extent {
  rest: number; // to either side
  before: number; // as far as it ever reaches
  after: number;
}

/** Rows of things side by side, each row packed as a whole; `undefined` when they do not fit. */
function pack(
  rows: number[][],
  scaleOf: (layer: number) => number,
  inks: Ink[],
): (Placement & { layer: number })[] | undefined {
  const across = (layer: number) => {
    const { rest, reach } = inks[layer]!;
    return extent(rest.left, rest.right, reach.left, reach.right, scaleOf(layer));
  };
  const down = (layer: number) => {
    const { rest, reach } = inks[layer]!;
    return extent(rest.top, rest.bottom, reach.top, reach.bottom, scaleOf(layer));
  };
  const lines = line(rows.map((row) => row.map(down).reduce(widest)));
  if (!lines) return undefined;
  const placed = rows.map((row, r) => {
    const centres = line(row.map(across));
    return centres && row.map((layer, i) => placeAt(layer, centres[i]!, lines[r]!));
  });
  return placed.every((row) => row !== undefined) ? placed.flat() : undefined;

  function placeAt(layer: number, centreX: number, centreY: number) {
    const { left, right, top, bottom } = inks[layer]!.rest;
    const scale = scaleOf(layer);
    const [x, y] = [centreX - (scale * (left + right)) / 2, centreY - (scale * (top + bottom)) / 2];
    return { layer, x, y, scale };
  }
}

function extent(from: number, to: number, least: number, most: number, scale: number): Extent {
  const middle = (from + to) / 2;
  return {
    rest: (scale * (to - from)) / 2,
    before: scale * (middle - Math.min(least, from)),
    after: scale * (Math.max(most, to) - middle),
  };
}

const widest = (a: Extent, b: Extent): Extent => ({
  rest: Math.max(a.rest, b.rest),
  before: Math.max(a.before, b.before),
  after: Math.max(a.after, b.after),
});

/** Middles of extents in a row from 0 to 1, close together and centred; `undefined` when it is too short. */
function line(extents: Extent[]): number[] | undefined {
  const middles: number[] = [];
  let end = MARGIN - GAP; // of what rests so far
  let reached = 0;
  for (const { rest, before, after } of extents) {
    const middle = Math.max(end + GAP + rest, before);
    middles.push(middle);
    end = middle + rest;
    reached = Math.max(reached, middle + after, end + MARGIN);
  }
  if (reached > 1) return undefined;
  const [first, last] = [middles[0]! - extents[0]!.rest, end];
  const shift = Math.min(1 - reached, Math.max(0, (1 - first - last) / 2));
  return middles.map((middle) => middle + shift);
}
