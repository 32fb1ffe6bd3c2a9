/** Draws codes: the graph takes the code of the highest logit after noise, and the noise makes it a sample. */
import { BEST_GUESS } from '../api';
import type { Codebook } from './codebook';
import { createRandom } from './random';
import { type Tensor, tensor } from './session';

/** The highest logit, or drawn at random. */
export type Sampling =
  | 'greedy'
  | {
      temperature: number; // above 0
      seed: number;
    };

const TEMPERATURE = 0.7; // variations that can be told apart; above it pictures fall apart
export const AMOUNTS = 4096; // of noise; the largest is 11 temperatures above the smallest, so a code of no weight is not drawn

/** How codes are drawn for a seed, so that one seed gives one clip whoever asks. */
export const samplingOf = (seed: number): Sampling =>
  seed === BEST_GUESS ? 'greedy' : { temperature: TEMPERATURE, seed };

/** No noise, for all logits of a run. */
export const SILENCE: Tensor = tensor(new Float32Array(1), [1, 1, 1, 1]);

/**
 * The highest of logits + temperature · Gumbel noise is a sample of softmax(logits / temperature).
 *
 * @returns a function that gives the noise of a run, [1, tokens, groups, codes]: its first tokens are cells, which
 * get the seed's next numbers, and those after them draw nothing. How many cells a run takes changes no noise.
 */
export function createNoise(
  sampling: Sampling,
  { groups, codes }: Pick<Codebook, 'groups' | 'codes'>,
): (cells: number, tokens: number) => Tensor {
  if (sampling === 'greedy') return () => SILENCE;
  const random = createRandom(sampling.seed);
  // Quantiles of Gumbel's distribution: two logarithms for each logit take four times as long.
  const quantile = (u: number) => -sampling.temperature * Math.log(-Math.log(u));
  const amounts = Float32Array.from({ length: AMOUNTS }, (_, i) => quantile((i + 0.5) / AMOUNTS));
  return (cells, tokens) => {
    const noise = new Float32Array(tokens * groups * codes);
    for (let i = 0; i < cells * groups * codes; i++)
      noise[i] = amounts[Math.floor(random() * AMOUNTS)]!;
    return tensor(noise, [1, tokens, groups, codes]);
  };
}
