/** Where the things of a scene lie: as large as they can be without touching, and inside the canvas. */
import { type Layer, middleOf, type Scene } from '../scene';
import { placeAround } from './around';
import type { Aspect, Bounds } from './bounds';
import type { Placement } from './pixels';

export const SQUARE: Aspect = { width: 1, height: 1 };

/** Usual bounds, for a layer that is not drawn yet. */
export const USUAL_BOUNDS: Bounds = {
  rest: { left: 0.21, top: 0.21, right: 0.79, bottom: 0.79 },
  reach: { left: 0.15, top: 0.15, right: 0.85, bottom: 0.85 },
};

const SMALL = 0.55; // of a thing's usual size
const BIG = 1.6;
const GAP = 0.03; // between things at rest
const MARGIN = 0.015; // around things at rest
const TOUCH = -0.02; // gap of what stands on something
const OVERLAP = 0.7; // share of the smaller one that lies before or behind the other
const PRECISION = 14; // halvings of the interval in which the scale lies
const EDGE = 0.01; // of the shorter edge that may be cut off
const ALIKE = 0.97; // of the largest scale: rows that keep layers apart are worth that

type Sized = Pick<Layer, 'count' | 'size'>;
type Laid = { layers: Sized[] } & Partial<Pick<Scene, 'relations' | 'arrangement'>>;

/** Whether a scene is one thing as the network draws it. */
export const isWhole = ({ layers }: { layers: Sized[] }) =>
  layers.length === 1 && layers[0]!.count === 1 && !layers[0]!.size;

/**
 * Places every thing of a scene. They share one scale, but for those that are small or big.
 *
 * @param bounds of the layers; with the usual ones, an estimate
 * @returns a layer's things, [layers][count]
 */
export function placeLayers(scene: Laid, bounds: Bounds[], canvas = SQUARE): Placement[][] {
  const whole = { x: (canvas.width - 1) / 2, y: (canvas.height - 1) / 2, scale: 1 };
  if (isWhole(scene) && staysWithin(bounds[0], whole, canvas)) return [[whole]];
  const middle = middleOf(scene.layers, scene.relations ?? []);
  if (middle !== null) return placeAround(scene.layers, middle, bounds, canvas);
  const weights = scene.layers.map(({ size }) =>
    size === 'small' ? SMALL : size === 'big' ? BIG : 1,
  );
  const fits = (rows: Row[], weigh: (layer: number) => number) =>
    largest(
      (scale) => layRows(rows, (layer) => scale * weigh(layer), bounds, canvas) !== undefined,
    );
  const ways = arrange(scene).map((rows) => {
    const own = fits(rows, (layer) => weights[layer]!);
    // Two small things are as small as one of them beside a usual one.
    return {
      rows,
      scale: Math.min(
        own,
        fits(rows, () => 1),
      ),
      mixed: countMixed(rows),
    };
  });
  const most = Math.max(...ways.map(({ scale }) => scale));
  const good = ways.filter(({ scale }) => scale >= ALIKE * most);
  const { rows, scale } = good.reduce((a, b) => (b.mixed < a.mixed ? b : a));
  const placed = layRows(rows, (layer) => scale * weights[layer]!, bounds, canvas)!;
  return scene.layers.map((_, layer) =>
    placed.filter((thing) => thing.layer === layer).map(({ x, y, scale }) => ({ x, y, scale })),
  );
}

/** Whether nothing of a thing in its place ever leaves the canvas; so it is taken where its bounds are not known. */
function staysWithin(bounds: Bounds | undefined, { x, y, scale }: Placement, canvas: Aspect) {
  if (!bounds) return true;
  const { left, top, right, bottom } = bounds.reach;
  const across = x + scale * left >= -EDGE && x + scale * right <= canvas.width + EDGE;
  return across && y + scale * top >= -EDGE && y + scale * bottom <= canvas.height + EDGE;
}

/** Layers from back to front. */
export function depthOrder({ layers, relations = [] }: Laid): number[] {
  const order = layers.map((_, layer) => layer);
  for (const { of, place, to } of relations) {
    if (place === 'front') order.splice(order.indexOf(to) + 1, 0, ...order.splice(of, 1));
  }
  return order;
}

/** Things from left to right, and how the row lies to the one above. */
interface Row {
  things: number[]; // the layer of each
  overlaps: boolean[]; // whether each lies before or behind the one to its left
  touches: boolean; // stands below what stands on it
}

/** All rows that a scene may be laid in, from top to bottom. */
function arrange({ layers, relations = [], arrangement }: Laid): Row[][] {
  const groups: Row[] = [];
  layers.forEach(({ count }, layer) => {
    const things = new Array<number>(count).fill(layer);
    const place = relations.find(({ to }) => to === layer)?.place;
    const row = groups.find((one) => one.things.includes(layer - 1));
    if (!row || place === 'above' || place === 'on') {
      groups.push({ things, overlaps: things.map(() => false), touches: place === 'on' });
    } else if (place === 'below' || place === 'under') {
      groups[0]!.touches = place === 'under';
      groups.unshift({ things, overlaps: things.map(() => false), touches: false });
    } else if (place === 'right') {
      row.things.unshift(...things);
      row.overlaps.unshift(...things.map(() => false));
    } else if (place === 'between') {
      row.things.unshift(...things.splice(0, things.length >> 1));
      row.things.push(...things);
      row.overlaps = row.things.map(() => false);
    } else {
      const over = place === 'front' || place === 'behind';
      row.things.push(...things);
      row.overlaps.push(...things.map((_, i) => over && i === 0));
    }
  });
  const fixed = groups.length > 1 || groups[0]!.overlaps.includes(true);
  const [all] = groups as [Row];
  const inRow = relations.some(({ place }) => /^(left|right|between)$/.test(place));
  if (arrangement === 'row' || inRow || all.things.length === 2) return [groups];
  if (fixed) return [groups, ...groups.flatMap((_, i) => wrapOne(groups, i))];
  if (arrangement === 'column') return [all.things.map((thing) => rowOf([thing]))];
  return all.things.flatMap((_, i) => wrap(all.things, i + 1));
}

const rowOf = (things: number[]): Row => ({
  things,
  overlaps: things.map(() => false),
  touches: false,
});

/** One of several rows, wrapped where it has many things. */
function wrapOne(groups: Row[], index: number): Row[][] {
  const { things, overlaps, touches } = groups[index]!;
  if (things.length < 4 || overlaps.includes(true)) return [];
  return wrap(things, 2).map(([first, ...rest]) =>
    groups.toSpliced(index, 1, { ...first!, touches }, ...rest),
  );
}

/** Things in so many rows of nearly equal length, the longer ones below or above. */
function wrap(things: number[], rows: number): Row[][] {
  const short = Math.floor(things.length / rows);
  const long = things.length % rows;
  const below = Array.from({ length: rows }, (_, i) => short + (i >= rows - long ? 1 : 0));
  return (long > 0 ? [below, below.toReversed()] : [below]).map((lengths) => {
    let at = 0;
    return lengths.map((length) => {
      at += length;
      return rowOf(things.slice(at - length, at));
    });
  });
}

/** Rows that hold things of more than one layer. */
const countMixed = (rows: Row[]) => rows.filter(({ things }) => new Set(things).size > 1).length;

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
function layRows(
  rows: Row[],
  scaleOf: (layer: number) => number,
  bounds: Bounds[],
  canvas: Aspect,
): (Placement & { layer: number })[] | undefined {
  const across = (layer: number) => {
    const { rest, reach } = bounds[layer]!;
    return extent(rest.left, rest.right, reach.left, reach.right, scaleOf(layer));
  };
  const down = (layer: number) => {
    const { rest, reach } = bounds[layer]!;
    return extent(rest.top, rest.bottom, reach.top, reach.bottom, scaleOf(layer));
  };
  const lines = line(
    rows.map(({ things }) => things.map(down).reduce(widest)),
    rows.map(({ touches }) => (touches ? TOUCH : GAP)),
    canvas.height,
  );
  if (!lines) return undefined;
  const placed = rows.map(({ things, overlaps }, r) => {
    const extents = things.map(across);
    const gaps = extents.map(({ rest }, i) =>
      overlaps[i] ? -2 * OVERLAP * Math.min(rest, extents[i - 1]!.rest) : GAP,
    );
    const centres = line(extents, gaps, canvas.width);
    return centres && things.map((layer, i) => placeAt(layer, centres[i]!, lines[r]!));
  });
  return placed.every((row) => row !== undefined) ? placed.flat() : undefined;

  function placeAt(layer: number, centreX: number, centreY: number) {
    const { left, right, top, bottom } = bounds[layer]!.rest;
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

/**
 * Middles of extents from 0 to `length`, close together and centred; `undefined` when it is too short.
 *
 * @param gaps before each extent; that before the first counts for nothing
 */
function line(extents: Extent[], gaps: number[], length: number): number[] | undefined {
  const middles: number[] = [];
  let end = MARGIN; // of what rests so far
  let reached = 0;
  extents.forEach(({ rest, before, after }, i) => {
    const middle = Math.max(end + (i > 0 ? gaps[i]! : 0) + rest, before);
    middles.push(middle);
    end = Math.max(end, middle + rest);
    reached = Math.max(reached, middle + after, end + MARGIN);
  });
  if (reached > length) return undefined;
  const first = middles[0]! - extents[0]!.rest;
  const shift = Math.min(length - reached, Math.max(0, (length - first - end) / 2));
  return middles.map((middle) => middle + shift);
}
