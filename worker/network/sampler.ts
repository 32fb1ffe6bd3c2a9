/** Draws codes from logits. */
import { BEST_GUESS } from '../api';
import { createRandom } from './random';

/** The highest logit, or drawn at random among the highest. */
export type Sampling =
  | 'greedy'
  | {
      temperature: number; // above 0
      topK: number; // codes kept
      seed: number;
    };

const TEMPERATURE = 0.7; // variations that can be told apart; above it pictures fall apart
const TOP_K = 40; // of 256 codes: the others have next to no weight

/** How codes are drawn for a seed, so that one seed gives one clip whoever asks. */
export const samplingOf = (seed: number): Sampling =>
  seed === BEST_GUESS ? 'greedy' : { temperature: TEMPERATURE, topK: TOP_K, seed };

/** @returns a function from one code's logits, `logits[at … at + count)`, to the code */
export function createSampler({ temperature, topK, seed }: Exclude<Sampling, 'greedy'>) {
  const random = createRandom(seed);
  return (logits: Float32Array, at: number, count: number): number => {
    const kept = highest(logits, at, count, Math.min(topK, count));
    const peak = logits[at + kept[0]!]!;
    const weights = kept.map((code) => Math.exp((logits[at + code]! - peak) / temperature));
    let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
    for (let i = 0; i < kept.length; i++) {
      left -= weights[i]!;
      if (left < 0) return kept[i]!;
    }
    return kept[0]!;
  };
}

/** The first code of the highest logit. */
export function highestCode(logits: Float32Array, at: number, count: number): number {
  let code = 0;
  for (let i = 1; i < count; i++) if (logits[at + i]! > logits[at + code]!) code = i;
  return code;
}

/** The `keep` codes of the highest logits, best first; equal logits in code order. */
function highest(logits: Float32Array, at: number, count: number, keep: number): number[] {
  const kept: number[] = [];
  for (let code = 0; code < count; code++) {
    const logit = logits[at + code]!;
    if (kept.length === keep && logit <= logits[at + kept[keep - 1]!]!) continue;
    let place = kept.length;
    while (place > 0 && logits[at + kept[place - 1]!]! < logit) place--;
    kept.splice(place, 0, code);
    if (kept.length > keep) kept.pop();
  }
  return kept;
}
