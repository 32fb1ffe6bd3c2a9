/** The model, from a prompt to pictures, through the very generator that the plugin runs. */
import {
  type Assets,
  type GenerateRequest,
  LIMITS,
  type Picture,
  samplingOf,
} from '../../../worker/api';
import { generate } from '../../../worker/generate';
import { loadModel } from '../../../worker/model';

const BLACK = '#000000'; // key frames are shown before anything is composited on a matte

export interface Artist {
  loadMs: number;
  /** Draws a prompt as far as the last key frame of the whole scene. */
  draw(prompt: string): Promise<Picture[]>;
  /** Draws all frames, as a GIF. */
  animate(prompt: string): Promise<Uint8Array>;
}

export interface Habits {
  seed: number; // of the sampling
  block?: number; // cells drawn at once; as the plugin draws by default when left out
}

/** Call it once in a realm: the runtime cannot be opened twice. */
export async function openArtist(assets: Assets, { seed, block }: Habits): Promise<Artist> {
  const model = await loadModel(assets, 'wasm');
  const { keyPhases, size } = model.config.frame;
  const tuning = block === undefined ? {} : { block };
  const request = (prompt: string, frames: number): GenerateRequest => ({
    ...{ prompt, seed, size, frames, fps: LIMITS.fps.default },
    background: 'transparent',
    matte: BLACK,
    ...samplingOf(seed),
  });

  return {
    loadMs: model.loadMs,
    async draw(prompt) {
      const pictures: Picture[] = [];
      for await (const progress of generate(model, request(prompt, keyPhases.length), tuning)) {
        const { keyFrame, stage } = progress;
        if (keyFrame) pictures[keyFrame.index] = keyFrame.picture; // a scene's come anew as it fills
        if (stage === 'interpolate') break; // all of them are done
      }
      return pictures;
    },
    async animate(prompt) {
      const steps = generate(model, request(prompt, LIMITS.frames.default), tuning);
      for (;;) {
        const { done, value } = await steps.next();
        if (done) return value.gif;
      }
    },
  };
}
