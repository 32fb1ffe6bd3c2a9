/**
 * The token model in recurrent form (Sun et al., arXiv 2307.08621): retention states go in and come
 * out, so that a step costs the same however long the sequence is. A key frame begins with its Serial
 * Number, which says which cells change; only these are drawn.
 */
import type { Engine } from '../api';
import type { Codebook } from './codebook';
import type { ModelConfig } from './config';
import type { Networks } from './engine';
import { createInputs, join } from './inputs';
import { createRecurrence, type Said } from './recurrence';
import { createNoise, type Sampling } from './sampler';

/** How a clip's codes are drawn. */
export interface Drawing {
  keyFrames: number; // the first one alone, or all of a living clip
  block: number; // cells drawn independently of each other, one of the config's blockSizes
  stride?: number; // cells of one run, at most a block: the time until a cancellation is heard
  sampling: Sampling;
}

export interface DrawnCells {
  codes: Uint16Array; // [key frames, cells, groups], as far as they are drawn
  changed: number[][]; // by key frame: raster indices of the cells that are drawn in it
  keyFrames: number; // of these, how many are done
  share: number; // of the whole that is done, 0 to 1
}

type Shape = ModelConfig['retnet'];

/** Cells drawn at once where nobody asks for fewer: on a GPU a run costs by its nodes, not by its cells. */
export const usualBlock = (engine: Engine, { blockSizes, defaultBlock }: Shape) =>
  engine === 'webgpu' ? Math.max(...blockSizes) : defaultBlock;

/**
 * Draws the codes of key frames. The prompt goes in with the first Serial Number, and each further one with the
 * last cells before it: a run less each.
 *
 * @param words word ids of the caption
 * @yields before the first run and after each that draws cells
 */
export async function* drawCodes(
  networks: Networks,
  config: ModelConfig,
  codebook: Codebook,
  words: number[],
  { keyFrames, block, stride = block, sampling }: Drawing,
): AsyncGenerator<DrawnCells, void> {
  const cells = config.frame.cells ** 2;
  const { groups } = codebook;
  const codes = new Uint16Array(keyFrames * cells * groups).fill(codebook.blank);
  const inputs = createInputs(config, codebook, codes, block);
  const recurrence = createRecurrence(networks, config.retnet, 'codes');
  const noiseOf = createNoise(sampling, codebook);
  const changed: number[][] = [];

  /** Draws some cells of a key frame; what comes after it is told its Serial Number with the last ones. */
  async function drawFrom(k: number, from: number): Promise<Said> {
    const count = Math.min(stride, changed[k]!.length - from);
    const cellTokens = inputs.cells(k, changed[k]!, from, count);
    const last = from + count === changed[k]!.length && k + 1 < keyFrames;
    const tokens = last ? join(cellTokens, inputs.serialNumber(k + 1)) : cellTokens;
    const said = await recurrence.advance(tokens, noiseOf(count, tokens.word.length));
    for (let n = 0; n < count; n++) {
      const at = (k * cells + changed[k]![from + n]!) * groups;
      for (let group = 0; group < groups; group++)
        codes[at + group] = said.codes[n * groups + group]!;
    }
    return said;
  }

  try {
    yield { codes, changed, keyFrames: 0, share: 0 };
    const first = join(inputs.prompt(words), inputs.serialNumber(0));
    let { change } = await recurrence.advance(first);
    for (let k = 0; k < keyFrames; k++) {
      const own = [...change.keys()].filter((cell) => change[cell]! > 0);
      changed.push(own);
      if (k > 0) codes.copyWithin(k * cells * groups, (k - 1) * cells * groups, k * cells * groups);
      for (let from = 0; from < own.length; from += stride) {
        ({ change } = await drawFrom(k, from));
        const done = Math.min(from + stride, own.length);
        if (done < own.length)
          yield { codes, changed, keyFrames: k, share: (k + done / own.length) / keyFrames };
      }
      if (own.length === 0 && k + 1 < keyFrames)
        ({ change } = await recurrence.advance(inputs.serialNumber(k + 1)));
      yield { codes, changed, keyFrames: k + 1, share: (k + 1) / keyFrames };
    }
  } finally {
    recurrence.release();
  }
}
