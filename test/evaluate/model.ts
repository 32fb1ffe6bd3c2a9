/** The shipped model, from a prompt to key frames, through the very generator that the plugin runs. */
import type { Assets, Picture } from '../../worker/api';
import { generate } from '../../worker/generate';
import { loadModel } from '../../worker/model';
import { readModelFiles } from '../../worker/weights';

const BLACK = '#000000'; // key frames are shown before anything is composited on a matte

export async function openModel(assets: Assets) {
  const { vocabulary, storage } = await readModelFiles(assets.model);
  const model = await loadModel(assets, 'wasm');
  const { config, loadMs } = model;
  const { keyPhases, size } = config.frame;

  /** Draws a prompt with the default sampling, as far as the last key frame. */
  async function draw(prompt: string, seed: number): Promise<Picture[]> {
    const pictures: Picture[] = [];
    const clip = generate(model, {
      ...{ prompt, seed, size, frames: keyPhases.length, fps: 12 },
      ...{ background: 'transparent', matte: BLACK, ...config.sampling },
    });
    for await (const { keyFrame } of clip) {
      if (keyFrame) pictures.push(keyFrame.picture);
      if (pictures.length === keyPhases.length) break;
    }
    return pictures;
  }

  return { config, vocabulary, weightsBytes: storage.length, loadMs, draw };
}

/** @returns premultiplied RGBA, 0 to 1, [height, width, 4] */
export function premultiply({ rgba }: Picture): Float32Array {
  const alphaOf = (i: number) => rgba[i - (i % 4) + 3]! / 255;
  return Float32Array.from(rgba, (value, i) => (value / 255) * (i % 4 === 3 ? 1 : alphaOf(i)));
}
