/** Latents → pixels. */
import type { Codebook } from './codebook';
import type { Networks } from './engine';
import type { Frame } from './picture';
import { floats, GpuError, tensor } from './session';

/** A rectangle of cells. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** latent [D, height, width] → premultiplied RGBA, float32 [4, 8·height, 8·width], 0 to 1. */
export type Decode = (latent: Float32Array, width: number, height: number) => Promise<Frame>;

export function createDecoder(networks: Pick<Networks, 'run'>, dims: number): Decode {
  return async function decode(latent, width, height) {
    const feeds = { latent: tensor(latent, [1, dims, height, width]) };
    try {
      return floats((await networks.run('decoder', feeds)).rgba);
    } catch (error) {
      if (!(error instanceof GpuError)) throw error;
      return floats((await networks.run('decoder', feeds)).rgba); // on WASM by now
    }
  };
}

/** The latents of one key frame, [D, grid, grid], from its codes [cells, groups]. */
export function latentsOf(codes: Uint16Array, codebook: Codebook): Float32Array {
  const cells = codes.length / codebook.groups;
  const latents = new Float32Array(codebook.dims * cells);
  for (let cell = 0; cell < cells; cell++) codebook.latent(codes, cell, latents, cell, cells);
  return latents;
}
