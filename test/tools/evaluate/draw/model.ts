/** The model: from a prompt through the very generator that the plugin runs, or from a caption. */
import { type Assets, type Background, LIMITS, type Picture } from '../../../../worker/api';
import { loadModel } from '../../../../worker/model';
import type { KeyFrame } from '../../../../worker/network/interpolate';
import { drawKeyFrames, fillBetween, type Timed } from '../../../../worker/network/keyframes';
import { toPicture } from '../../../../worker/picture/pixels';
import { rasterOf } from '../../../../worker/picture/raster';
import { decodeGif } from '../../../e2e/gif';
import { ask, make } from '../../../support/clips';

/** A GIF of a prompt, at some phases of its loop, evenly spaced from 0 on. */
export interface Prompted {
  prompt: string;
  phases: number[];
}

/** What the network draws of a caption, as it leaves the decoder. */
export interface Captioned {
  caption: number[]; // word ids
  keyFrames: number;
  frames: number; // evenly spaced over the loop, those between key frames interpolated
}

export interface Drawn {
  pictures: Picture[];
  unknown: string[]; // words of the prompt that nothing is known of
  changed: number[]; // of a caption's key frames, the share of cells that was drawn
}

export interface Artist {
  /** @throws {RequestError} when the prompt cannot be drawn */
  draw(task: Prompted | Captioned): Promise<Drawn>;
}

export interface Habits {
  seed: number; // of the sampling
  ground: Background; // a colour, so that all is seen that a GIF can show
  block?: number; // cells drawn at once; as the plugin draws by default when left out
}

/** Call it once in a realm: the runtime cannot be opened twice. */
export async function openArtist(assets: Assets, { seed, ground, block }: Habits): Promise<Artist> {
  const model = await loadModel(assets, 'wasm');
  const { size, cells } = model.config.frame;
  const seconds = LIMITS.seconds.default;
  const tuning = block === undefined ? {} : { block };
  return {
    draw: (task) => ('prompt' in task ? drawPrompt(task) : drawCaption(task)),
  };

  async function drawPrompt({ prompt, phases }: Prompted): Promise<Drawn> {
    const fps = Math.max(2, phases.length) / seconds; // a loop has two frames at least
    const look = { background: ground, matte: null };
    const request = ask(prompt, { seed, width: size, height: size, seconds, fps, ...look });
    const { clip } = await make(model, request, { tuning });
    const unknown = clip.report.flatMap(({ why, words }) => (why === 'unknown' ? words : []));
    return { pictures: shownAt(clip.gif, phases), unknown, changed: [] };
  }

  async function drawCaption({ caption, keyFrames: count, frames }: Captioned): Promise<Drawn> {
    const keyFrames: KeyFrame[] = [];
    const options = { ...tuning, seed, keyFrames: count };
    for await (const { keyFrame } of drawKeyFrames(model, caption, options, untimed))
      if (keyFrame) keyFrames.push(keyFrame);
    const phases = Array.from({ length: frames }, (_, i) => i / frames);
    const between = await fillBetween(model, keyFrames, phases, untimed);
    return {
      pictures: phases.map((_, i) => toPicture(rasterOf(between.frameAt(i).frame))),
      unknown: [],
      changed: keyFrames.map(({ changed }) => changed / cells ** 2),
    };
  }
}

const untimed: Timed = async (_, work) => work();

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
