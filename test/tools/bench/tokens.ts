/** Inputs of the transformers: tokens of any length of clip, whose content does not matter. */
import type { ModelConfig } from '../../../worker/network/config';
import { type Feeds, tensor } from '../../../worker/network/session';
import { randomFloats } from './baselines';

/** @param first of the whole sequence, prompt tokens included; its cells repeat the key frames */
export function tokenFeeds({ frame, codebook }: ModelConfig, first: number, count: number): Feeds {
  const cells = frame.cells ** 2;
  const dims = codebook.groups * codebook.levels.length; // D
  const ids = (of: (token: number) => number) =>
    tensor(
      Int32Array.from({ length: count }, (_, i) => of(first + i)),
      [1, count],
    );
  return {
    word: ids(() => 0),
    place: ids((token) => 1 + (token % cells)),
    frame: ids((token) => 1 + (Math.floor(token / cells) % frame.keyPhases.length)),
    block: ids(() => 1),
    position: tensor(
      BigInt64Array.from({ length: count }, (_, i) => BigInt(first + i)),
      [1, count],
    ),
    shifted: tensor(randomFloats(count * (dims + 1)), [1, count, dims + 1]),
    previous: tensor(randomFloats(count * dims), [1, count, dims]),
    first: tensor(randomFloats(count * dims), [1, count, dims]),
  };
}
