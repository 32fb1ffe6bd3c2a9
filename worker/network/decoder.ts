/** Latents → pixels. */

import type { Frame } from '../picture/raster';
import type { Codebook } from './codebook';
import { type Networks, runAnew } from './engine';
import { floats, tensor } from './session';

/** latent [D, grid, grid] → premultiplied RGBA, float32 [4, size, size], 0 to 1. */
export type Decode = (latent: Float32Array) => Promise<Frame>;

export function createDecoder(networks: Pick<Networks, 'run'>, dims: number): Decode {
  return async function decode(latent) {
    const grid = Math.sqrt(latent.length / dims);
    const feeds = { latent: tensor(latent, [1, dims, grid, grid]) };
    return floats((await runAnew(networks, 'decoder', feeds)).rgba);
  };
}

/** The latents of one key frame, [D, grid, grid], from its codes [cells, groups]. */
export function latentsOf(codes: Uint16Array, codebook: Codebook): Float32Array {
  const cells = codes.length / codebook.groups;
  const latents = new Float32Array(codebook.dims * cells);
  for (let cell = 0; cell < cells; cell++) codebook.latent(codes, cell, latents, cell, cells);
  return latents;
}
