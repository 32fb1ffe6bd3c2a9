/** Codes → pixels. */

import type { Frame } from '../picture/raster';
import type { Codebook } from './codebook';
import type { ModelConfig } from './config';
import { type Networks, runAnew } from './engine';
import { floats, tensor } from './session';

/** codes [cells, groups] and their latents [D, grid, grid] → premultiplied RGBA, float32 [4, size, size], 0 to 1. */
export type Decode = (codes: Uint16Array, latents: Float32Array) => Promise<Frame>;

const RIM = 2; // px at the edges of what is decoded: the network sees nothing beyond, and draws a haze there

/** Decodes what is drawn, with the margin that it needs; elsewhere there is nothing. */
export function createDecoder(
  networks: Pick<Networks, 'run'>,
  { frame, decoder }: Pick<ModelConfig, 'frame' | 'decoder'>,
  codebook: Codebook,
): Decode {
  const { size, cells: grid } = frame;
  const edge = size / grid; // px of a cell
  return async function decode(codes, latents) {
    const rgba = new Float32Array(4 * size ** 2);
    const box = drawnBox(codes, codebook, grid, decoder.margin);
    if (!box) return rgba;
    const { left, top, width, height } = box;
    const crop = cut(latents, grid, box);
    const feeds = { latent: tensor(crop, [1, codebook.dims, height, width]) };
    const pixels = floats((await runAnew(networks, 'decoder', feeds)).rgba);
    const [across, down] = [width * edge, height * edge];
    for (let row = 0; row < 4 * down; row++) {
      const [plane, y] = [Math.floor(row / down), row % down];
      if (y < RIM || y >= down - RIM) continue;
      const at = (plane * size + top * edge + y) * size + left * edge;
      rgba.set(pixels.subarray(row * across + RIM, (row + 1) * across - RIM), at + RIM);
    }
    return rgba;
  };
}

/** Cells, both edges included in width and height. */
interface CellBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What encloses all cells in which there is something, and `margin` cells around; null where there is nothing. */
function drawnBox(
  codes: Uint16Array,
  { groups, blank }: Codebook,
  grid: number,
  margin: number,
): CellBox | null {
  let [left, top, right, bottom] = [grid, grid, -1, -1];
  codes.forEach((code, i) => {
    if (code === blank) return;
    const cell = Math.floor(i / groups);
    const [x, y] = [cell % grid, Math.floor(cell / grid)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  });
  if (right < 0) return null;
  const [x, y] = [Math.max(0, left - margin), Math.max(0, top - margin)];
  return {
    left: x,
    top: y,
    width: Math.min(grid - 1, right + margin) + 1 - x,
    height: Math.min(grid - 1, bottom + margin) + 1 - y,
  };
}

/** latents [D, grid, grid] → [D, height, width] */
function cut(latents: Float32Array, grid: number, { left, top, width, height }: CellBox) {
  const rows = (latents.length / grid ** 2) * height;
  const crop = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const at = (Math.floor(row / height) * grid + top + (row % height)) * grid + left;
    crop.set(latents.subarray(at, at + width), row * width);
  }
  return crop;
}

/** The latents of one key frame, [D, grid, grid], from its codes [cells, groups]. */
export function latentsOf(codes: Uint16Array, codebook: Codebook): Float32Array {
  const cells = codes.length / codebook.groups;
  const latents = new Float32Array(codebook.dims * cells);
  for (let cell = 0; cell < cells; cell++) codebook.latent(codes, cell, latents, cell, cells);
  return latents;
}
