/** Pictures of the catalogue as the worker's rooms take them. */
import type { Raster } from '../../worker/picture/raster';

/**
 * Averages a picture down.
 *
 * @param straight RGBA bytes [size, size, 4]
 * @param edge px of the result, of which the size is a multiple
 */
export function shrink(straight: Uint8Array | Uint8ClampedArray, edge: number): Raster {
  const size = Math.sqrt(straight.length / 4);
  const rgba = new Float32Array(4 * edge * edge);
  const share = (edge / size) ** 2 / 255;
  for (let i = 0; i < straight.length; i += 4) {
    const alpha = straight[i + 3]! * share;
    if (alpha === 0) continue;
    const [x, y] = [(i / 4) % size, Math.floor(i / 4 / size)];
    const at = 4 * (Math.floor((y * edge) / size) * edge + Math.floor((x * edge) / size));
    for (let channel = 0; channel < 3; channel++)
      rgba[at + channel]! += (straight[i + channel]! / 255) * alpha;
    rgba[at + 3]! += alpha;
  }
  return { width: edge, height: edge, rgba };
}
