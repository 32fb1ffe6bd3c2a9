/** The model, from a prompt to pictures, through the very generator that the plugin runs. */
import { type Assets, type Background, LIMITS, type Picture } from '../../../worker/api';
import { loadModel } from '../../../worker/model';
import { decodeGif } from '../../e2e/gif';
import { ask, make } from '../../support/clips';

export interface Artist {
  /**
   * Draws a prompt as a GIF, and looks at that.
   *
   * @param phases of the loop, evenly spaced from 0 on
   * @throws {RequestError} when the prompt cannot be drawn
   */
  draw(prompt: string, phases: number[]): Promise<Picture[]>;
}

export interface Habits {
  seed: number; // of the sampling
  ground: Background; // a colour, so that all is seen that a GIF can show
  block?: number; // cells drawn at once; as the plugin draws by default when left out
}

/** Call it once in a realm: the runtime cannot be opened twice. */
export async function openArtist(assets: Assets, { seed, ground, block }: Habits): Promise<Artist> {
  const model = await loadModel(assets, 'wasm');
  const { size } = model.config.frame;
  const seconds = LIMITS.seconds.default;
  return {
    async draw(prompt, phases) {
      const fps = Math.max(2, phases.length) / seconds; // a loop has two frames at least
      const look = { background: ground, matte: null };
      const request = ask(prompt, { seed, width: size, height: size, seconds, fps, ...look });
      const options = block === undefined ? {} : { tuning: { block } };
      const { clip } = await make(model, request, options);
      return shownAt(clip.gif, phases);
    },
  };
}

/** What a GIF shows at some phases of its loop; frames that are equal are one in it. */
function shownAt(gif: Uint8Array, phases: number[]): Picture[] {
  const { frames, delays, width, height } = decodeGif(gif);
  const total = delays.reduce((sum, delay) => sum + delay, 0);
  return phases.map((phase) => {
    let left = phase * total + 0.5; // hundredths of a second; a frame's begin is rounded to one
    const index = delays.findIndex((delay) => {
      left -= delay;
      return left < 0;
    });
    return { width, height, rgba: new Uint8ClampedArray(frames[index]!) };
  });
}
