/**
 * Redundancy-free interpolation: between two key frames, cells of equal codes are copied, and only
 * what changes is computed. Here by latent blending: the changed cells' latents are mixed linearly and
 * decoded. A learned interpolator would replace `blend`.
 */
import type { Codebook } from './codebook';
import { type Crop, type Decode, latentsOf } from './decoder';
import type { Frame } from './picture';

export interface KeyFrame {
  codes: Uint16Array; // [cells, groups]
  frame: Frame;
}

/** How far a changed cell is felt, in cells. */
export interface Reach {
  recompute: number; // around a changed cell, computed as well
  context: number; // around a computed cell, shown to the decoder
}

export interface InBetween {
  frame: Frame;
  computed: number; // cells that went through the decoder
}

/** Where phase `index / frames` lies: after which key frame, and how far towards the next, 0 to 1. */
export function locate(index: number, frames: number, keyFrames: number) {
  const phase = index * keyFrames; // in units of 1 / frames, so that whole numbers stay exact
  const after = Math.floor(phase / frames);
  return { after, towards: phase / frames - after };
}

/** @returns the frame at a time between two key frames, `towards` from 0 to 1 */
export function createInterpolator(
  from: KeyFrame,
  to: KeyFrame,
  codebook: Codebook,
  decode: Decode,
  reach: Reach,
): (towards: number) => Promise<InBetween> {
  const grid = Math.sqrt(from.codes.length / codebook.groups);
  const affected = dilate(
    changedCells(from.codes, to.codes, codebook.groups),
    grid,
    reach.recompute,
  );
  const patches = patchesOver(affected, grid, reach.context);
  const latents = [latentsOf(from.codes, codebook), latentsOf(to.codes, codebook)] as const;

  return async (towards) => {
    const frame = blend(from.frame, to.frame, towards); // equal pixels are copied
    let computed = 0;
    for (const { core, crop } of patches) {
      const latent = blend(
        cut(latents[0], grid, crop, codebook.dims),
        cut(latents[1], grid, crop, codebook.dims),
        towards,
      );
      paste(await decode(latent, crop.width, crop.height), { core, crop }, frame, affected, grid);
      computed += crop.width * crop.height;
    }
    return { frame, computed };
  };
}

/** Linear, and exact where both are equal. */
function blend(from: Float32Array, to: Float32Array, towards: number): Float32Array {
  return from.map((value, i) => value + towards * (to[i]! - value));
}

/** 1 where the codes differ, [cells]. */
export function changedCells(from: Uint16Array, to: Uint16Array, groups: number): Uint8Array {
  const changed = new Uint8Array(from.length / groups);
  for (let i = 0; i < from.length; i++) if (from[i] !== to[i]) changed[Math.floor(i / groups)] = 1;
  return changed;
}

/** Marks every cell at most `by` cells away, diagonals included, from a marked one. */
export function dilate(mask: Uint8Array, grid: number, by: number): Uint8Array {
  const wide = new Uint8Array(mask.length);
  mask.forEach((marked, cell) => {
    if (!marked) return;
    const { x, y, width, height } = around(cell % grid, Math.floor(cell / grid), 1, 1, by, grid);
    for (let row = y; row < y + height; row++) {
      wide.fill(1, row * grid + x, row * grid + x + width);
    }
  });
  return wide;
}

/** A rectangle grown on each side, within the grid. */
function around(
  x: number,
  y: number,
  width: number,
  height: number,
  by: number,
  grid: number,
): Crop {
  const [left, top] = [Math.max(0, x - by), Math.max(0, y - by)];
  return {
    x: left,
    y: top,
    width: Math.min(grid, x + width + by) - left,
    height: Math.min(grid, y + height + by) - top,
  };
}

/** A part of the picture to decode. */
export interface Patch {
  core: Crop; // whose pixels come out right
  crop: Crop; // with its context, as the decoder sees it
}

/** Patches whose cores cover the marked cells; merged where that is less to decode. */
export function patchesOver(mask: Uint8Array, grid: number, context: number): Patch[] {
  const grow = (core: Crop): Patch => ({
    core,
    crop: around(core.x, core.y, core.width, core.height, context, grid),
  });
  const cost = (patches: Patch[]) => patches.reduce((sum, { crop }) => sum + area(crop), 0);
  const patches = islands(mask, grid).map(grow);
  for (let i = 1; i < patches.length; i++) {
    for (let j = 0; j < i; j++) {
      const both = grow(union(patches[i]!.core, patches[j]!.core));
      if (area(both.crop) > cost([patches[i]!, patches[j]!])) continue;
      patches.splice(i, 1);
      patches[j] = both;
      i = 0; // the union may now meet another
      break;
    }
  }
  if (patches.length < 2) return patches;
  const all = grow(patches.map(({ core }) => core).reduce(union));
  return area(all.crop) <= cost(patches) ? [all] : patches;
}

const area = ({ width, height }: Crop) => width * height;

function union(a: Crop, b: Crop): Crop {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  return { x, y, width, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

/** The bounding rectangle of each group of touching cells. */
function islands(mask: Uint8Array, grid: number): Crop[] {
  const left = mask.slice();
  const found: Crop[] = [];
  for (let start = left.indexOf(1); start !== -1; start = left.indexOf(1)) {
    let bounds: Crop = { x: start % grid, y: Math.floor(start / grid), width: 1, height: 1 };
    const open = [start];
    left[start] = 0;
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      const [x, y] = [cell % grid, Math.floor(cell / grid)];
      bounds = union(bounds, { x, y, width: 1, height: 1 });
      const near = around(x, y, 1, 1, 1, grid);
      for (let row = near.y; row < near.y + near.height; row++) {
        for (let column = near.x; column < near.x + near.width; column++) {
          const neighbour = row * grid + column;
          if (left[neighbour] === 0) continue;
          left[neighbour] = 0;
          open.push(neighbour);
        }
      }
    }
    found.push(bounds);
  }
  return found;
}

/** The latents under a crop: [D, grid, grid] → [D, height, width]. */
function cut(latents: Float32Array, grid: number, crop: Crop, dims: number): Float32Array {
  const part = new Float32Array(dims * area(crop));
  for (let row = 0; row < dims * crop.height; row++) {
    const [dim, y] = [Math.floor(row / crop.height), crop.y + (row % crop.height)];
    const begin = (dim * grid + y) * grid + crop.x;
    part.set(latents.subarray(begin, begin + crop.width), row * crop.width);
  }
  return part;
}

/** Copies the marked cells of a decoded patch's core into a frame, [4, size, size]. */
function paste(
  decoded: Frame,
  { core, crop }: Patch,
  frame: Frame,
  mask: Uint8Array,
  grid: number,
) {
  const size = Math.sqrt(frame.length / 4);
  const cell = size / grid; // px
  const [width, height] = [crop.width * cell, crop.height * cell]; // px
  for (let y = core.y; y < core.y + core.height; y++) {
    for (let x = core.x; x < core.x + core.width; x++) {
      if (mask[y * grid + x] === 0) continue;
      for (let row = 0; row < 4 * cell; row++) {
        const [plane, line] = [Math.floor(row / cell), row % cell];
        const from =
          plane * width * height + ((y - crop.y) * cell + line) * width + (x - crop.x) * cell;
        const to = plane * size * size + (y * cell + line) * size + x * cell;
        frame.set(decoded.subarray(from, from + cell), to);
      }
    }
  }
}
