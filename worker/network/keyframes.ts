/** Words → key frames, and the frames between them. */

import type { Job } from '../job';
import { latentsOf } from './decoder';
import { fetchBetween, type InBetween, type KeyFrame, locate, predictFields } from './interpolate';
import { settle } from './moving';
import { createRandom } from './random';
import { drawCodes, usualBlock } from './retnet';
import { createSampler } from './sampler';

/** Settings of a run that no designer chooses. */
export interface Tuning {
  block?: number; // cells drawn at once, one of the config's blockSizes
}

const WASM_STRIDE = 32; // cells of one run: a cancellation is heard in time, at no cost in speed

/**
 * Draws the key frames of one layer, each decoded as soon as its last cell is drawn.
 *
 * @yields the share of the layer's cells that are drawn, and each key frame that is done
 */
export async function* drawKeyFrames(
  job: Job,
  words: number[],
  tuning: Tuning,
): AsyncGenerator<{ drawn: number; keyFrame?: KeyFrame }, void> {
  const { networks, config, codebook } = job.model;
  const { seed, temperature, topK, guidance, best } = job.request;
  const { block = best ? 1 : usualBlock(networks.engine, config.retnet) } = tuning;
  const count = config.frame.keyPhases.length;
  const cells = config.frame.cells ** 2;
  const keyFrames: KeyFrame[] = [];
  const steps = drawCodes(networks, config, codebook, words, {
    ...{ block, guidance },
    stride: networks.engine === 'wasm' ? Math.min(block, WASM_STRIDE) : block,
    draw: createSampler({ temperature, topK }, createRandom(seed)),
  });
  try {
    for (;;) {
      const { value } = await job.timed('tokens', () => steps.next());
      if (!value) return;
      const drawn = value.cells / (count * cells);
      yield { drawn };
      if (value.cells < (keyFrames.length + 1) * cells) continue;
      const [begin, end] = [0, 1].map((k) => (keyFrames.length + k) * cells * codebook.groups);
      const keyFrame = await decodeKeyFrame(job, value.codes.slice(begin, end), keyFrames);
      keyFrames.push(keyFrame);
      yield { drawn, keyFrame };
    }
  } finally {
    await steps.return(); // a cancelled clip leaves no states behind
  }
}

/** Decodes a key frame, unless an earlier one is the same: things that stand still are drawn once. */
async function decodeKeyFrame(job: Job, codes: Uint16Array, before: KeyFrame[]): Promise<KeyFrame> {
  const same = before.find((earlier) => codes.every((code, i) => code === earlier.codes[i]));
  if (same) return same;
  const latents = latentsOf(codes, job.model.codebook);
  const frame = await job.decode(latents);
  settle(frame, before[0]?.frame, job.model.config.frame.cells);
  job.computed += job.model.config.frame.cells ** 2;
  return { codes, latents, frame };
}

/**
 * @param motion 1 + index of the motion that the words name, 0 for none
 * @param frames in the loop
 * @returns a function from the index of a frame to the frame, and how many of its cells moved
 */
export async function fillBetween(
  job: Job,
  keyFrames: KeyFrame[],
  motion: number,
  frames: number,
): Promise<(index: number) => InBetween> {
  const { cells } = job.model.config.frame;
  const all = Array.from({ length: frames }, (_, index) => locate(index, frames, keyFrames.length));
  const between = all.filter(({ towards }) => towards > 0);
  const fields = await job.timed('interpolate', () =>
    predictFields(job.model.networks, keyFrames, between, motion, cells),
  );
  return (index) => {
    const moment = all[index]!;
    const from = keyFrames[moment.after]!;
    if (moment.towards === 0) return { frame: from.frame, computed: 0 };
    const to = keyFrames[(moment.after + 1) % keyFrames.length]!; // the loop closes
    const field = fields[between.indexOf(moment)]!;
    return fetchBetween(from, to, field, moment.towards, cells);
  };
}
