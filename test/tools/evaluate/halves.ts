/** One thing of a pair, rendered where it lies beside a neighbour: at half the edge, for comparing many. */
import { type Bounds, type Box, placeLayers } from '../../../worker/picture/layout';
import { createResizer, type Frame, type Placement } from '../../../worker/picture/pixels';
import type { Flat } from './pictures';
import type { Pair } from './questions';
import { flattenFrame, readThing } from './scenes';
import type { World } from './world';

export type Side = 0 | 1; // left or upper, right or lower
export type Relation = Pair['relation'];

export interface Half {
  subject: number;
  edge: number; // px
  ink: Bounds;
  picture: Frame; // planes [4, side, side]: the square about all that is visible
  square: Square; // where it lies
}

/** px, of a frame of the edge. */
interface Square {
  left: number;
  top: number;
  side: number;
}

/** Where a thing lies beside a neighbour, in units of the frame. */
export interface Arrangement {
  place: Placement;
  border: number; // between the parts of the frame
}

/** A square piece of a frame, which is mid-grey around it. */
export interface Piece extends Square {
  flat(): Flat; // [side, side, 3]; rendered when it is first asked for
}

const FILTER = 2; // px that the resampling reaches

export async function readHalf(world: World, subject: number): Promise<Half> {
  const { frame, ink } = await readThing(world, subject);
  const small = halveFrame(frame);
  const edge = Math.sqrt(small.length / 4);
  const square = squareOf(small, edge);
  return { subject, edge, ink, square, picture: crop(small, edge, square) };
}

/** @param frame planes [4, edge, edge] */
function halveFrame(frame: Frame): Frame {
  const edge = Math.sqrt(frame.length / 4);
  const small = new Float32Array(frame.length / 4);
  for (let at = 0; at < small.length; at++) {
    const [x, y] = [at % (edge / 2), Math.floor(at / (edge / 2))]; // y counts through all planes
    const i = 2 * y * edge + 2 * x;
    small[at] = (frame[i]! + frame[i + 1]! + frame[i + edge]! + frame[i + edge + 1]!) / 4;
  }
  return small;
}

function squareOf(frame: Frame, edge: number): Square {
  let [left, top, right, bottom] = [edge, edge, 0, 0];
  for (let i = 0; i < edge * edge; i++) {
    if (frame[3 * edge * edge + i] === 0) continue;
    const [x, y] = [i % edge, Math.floor(i / edge)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
  }
  const side = Math.max(right - left, bottom - top);
  return { left: Math.min(left, edge - side), top: Math.min(top, edge - side), side };
}

const crop = (frame: Frame, edge: number, { left, top, side }: Square): Frame =>
  Float32Array.from({ length: 4 * side * side }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side) % side];
    return frame[(Math.floor(i / side / side) * edge + top + y) * edge + left + x]!;
  });

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

/** The very pixels that resizing the whole frame would give, where they are not empty. */
export function renderHalf({ edge, picture, square }: Half, place: Placement): Piece {
  const from = {
    x: edge * place.x + place.scale * square.left,
    y: edge * place.y + place.scale * square.top,
  };
  const [left, top] = [Math.floor(from.x) - FILTER, Math.floor(from.y) - FILTER];
  const length = place.scale * square.side; // px
  const side = Math.ceil(length) + 2 * FILTER + 1;
  const within = { x: (from.x - left) / side, y: (from.y - top) / side, scale: length / side };
  let flat: Flat | undefined;
  return {
    ...{ left, top, side },
    flat() {
      flat ??= flattenFrame(createResizer(square.side, side, within)(picture));
      return flat;
    },
  };
}
