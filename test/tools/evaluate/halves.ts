/** One thing of a pair, rendered where it lies beside a neighbour: at half the edge, for comparing many. */
import { type Bounds, type Box, placeLayers } from '../../../worker/picture/layout';
import type { Placement } from '../../../worker/picture/pixels';
import { compose, move, scale } from '../../../worker/picture/plane';
import { layPatches, type Patch } from '../../../worker/picture/raster';
import { createFetch, type Fetch, sample } from '../../../worker/picture/sample';
import { type Flat, onGrey } from './pictures';
import type { Pair } from './questions';
import { FINE, readThing } from './things';
import type { World } from './world';

export type Side = 0 | 1; // left or upper, right or lower
export type Relation = Pair['relation'];

export interface Half {
  subject: number;
  edge: number; // px
  ink: Bounds;
  fetch: Fetch; // of the patch
  patch: Patch; // what is visible, on a canvas of the edge
}

/** Where a thing lies beside a neighbour, in units of the frame. */
export interface Arrangement {
  place: Placement;
  border: number; // between the parts of the frame
}

/** A piece of a frame, which is mid-grey around it; px. */
export interface Piece {
  left: number;
  top: number;
  width: number;
  height: number;
  flat(): Flat; // [height, width, 3]; rendered when it is first asked for
}

export async function readHalf(world: World, subject: number): Promise<Half> {
  const { actor, picture } = await readThing(world, subject);
  const edge = world.frame / 2;
  const all = { left: 0, top: 0, right: FINE, bottom: FINE };
  const size = { width: edge, height: edge };
  const small = layPatches([sample(actor.fetch, scale(edge / picture.width), all, size)], size);
  const patch = trim({ left: 0, top: 0, ...small });
  return { subject, edge, ink: actor.bounds, patch, fetch: createFetch(patch) };
}

/** The part of a patch that is not empty. */
function trim({ width, height, rgba }: Patch): Patch {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let i = 0; i < width * height; i++) {
    if (rgba[4 * i + 3] === 0) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
  }
  const part = new Float32Array(4 * (right - left) * (bottom - top));
  for (let y = top; y < bottom; y++) {
    const row = rgba.subarray(4 * (y * width + left), 4 * (y * width + right));
    part.set(row, 4 * (y - top) * (right - left));
  }
  return { left, top, width: right - left, height: bottom - top, rgba: part };
}

/** The length of what is visible along the axis on which the things of a pair stand. */
export const extentOf = ({ ink: { rest } }: Half, relation: Relation): number =>
  relation === 'beside' ? rest.right - rest.left : rest.bottom - rest.top;

/** Where things lie beside neighbours of each extent; those of one outline lie alike. */
export function createArranger(side: Side, relation: Relation, extents: number[]) {
  const known = new Map<string, Arrangement[]>();
  return (ink: Bounds): Arrangement[] => {
    const key = Object.values(ink.rest).join();
    const found = known.get(key) ?? extents.map((extent) => arrange(ink, extent, side, relation));
    known.set(key, found);
    return found;
  };
}

function arrange(ink: Bounds, extent: number, side: Side, relation: Relation): Arrangement {
  const [near, far] = [0.5 - extent / 2, 0.5 + extent / 2];
  const box = { left: near, right: far, top: near, bottom: far };
  const inks = [ink, { rest: box, reach: box }];
  if (side === 1) inks.reverse();
  const layers = [
    { count: 1, size: null },
    { count: 1, size: null },
  ];
  const relations = [{ of: 0, place: relation, to: 1 }];
  const places = placeLayers({ layers, relations }, inks).map(([place]) => place!);
  const [first, second] = places.map((place, i) => placed(inks[i]!.rest, place));
  const border =
    relation === 'beside' ? (first!.right + second!.left) / 2 : (first!.bottom + second!.top) / 2;
  return { place: places[side]!, border };
}

const placed = (box: Box, { x, y, scale }: Placement): Box => ({
  left: x + scale * box.left,
  right: x + scale * box.right,
  top: y + scale * box.top,
  bottom: y + scale * box.bottom,
});

const FILTER = 2; // px that the sampling reaches

/** The very pixels that sampling the whole frame would give, where they are not empty. */
export function renderHalf({ edge, fetch, patch }: Half, place: Placement): Piece {
  const clip = (value: number) => Math.min(edge, Math.max(0, value));
  const from = {
    x: edge * place.x + place.scale * patch.left,
    y: edge * place.y + place.scale * patch.top,
  };
  const [left, top] = [clip(Math.floor(from.x) - FILTER), clip(Math.floor(from.y) - FILTER)];
  const width = clip(Math.ceil(from.x + place.scale * patch.width) + FILTER) - left;
  const height = clip(Math.ceil(from.y + place.scale * patch.height) + FILTER) - top;
  let flat: Flat | undefined;
  return {
    left,
    top,
    width,
    height,
    flat() {
      const map = compose(move(from.x - left, from.y - top), scale(place.scale));
      const all = { left: 0, top: 0, right: patch.width, bottom: patch.height };
      const size = { width, height };
      flat ??= onGrey(layPatches([sample(fetch, map, all, size)], size).rgba);
      return flat;
    },
  };
}
