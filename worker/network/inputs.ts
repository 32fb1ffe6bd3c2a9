/** What the token model is told of each token; models/README.md says what each input means. */
import type { Codebook } from './codebook';
import type { ModelConfig } from './config';
import { type Feeds, tensor } from './session';

export interface TokenInputs {
  word: Int32Array; // [T]
  place: Int32Array; // [T]
  frame: Int32Array; // [T]
  block: Int32Array; // [T]
  shifted: Float32Array; // [T, D + 1]
  previous: Float32Array; // [T, D]
  first: Float32Array; // [T, D]
  position: BigInt64Array; // [T]
}

/**
 * Makes the inputs of a clip's tokens.
 *
 * @param codes of all key frames as they show them, [key frames, cells, groups]: read when cells are told of
 * @param block cells that are drawn independently of each other, one of the config's blockSizes
 */
export function createInputs(
  { frame, retnet }: Pick<ModelConfig, 'frame' | 'retnet'>,
  codebook: Codebook,
  codes: Uint16Array,
  block: number,
) {
  const cells = frame.cells ** 2;
  const { dims } = codebook;
  const promptTokens = retnet.promptWords * retnet.tokensPerWord;
  const blockId = 1 + retnet.blockSizes.indexOf(block);
  const slotOf = (keyFrame: number) => keyFrame * (1 + cells);

  /** Tokens of which nothing is said yet. */
  function blank(count: number): TokenInputs {
    return {
      word: new Int32Array(count),
      place: new Int32Array(count),
      frame: new Int32Array(count),
      block: new Int32Array(count),
      shifted: new Float32Array(count * (dims + 1)),
      previous: new Float32Array(count * dims),
      first: new Float32Array(count * dims),
      position: new BigInt64Array(count),
    };
  }

  return {
    /** @param words ids; short prompts end in <pad> */
    prompt(words: number[]): TokenInputs {
      const { tokensPerWord } = retnet;
      const tokens = blank(promptTokens);
      for (let n = 0; n < promptTokens; n++) {
        const id = words[Math.floor(n / tokensPerWord)] ?? 0; // <pad>
        tokens.word[n] = 1 + id * tokensPerWord + (n % tokensPerWord);
        tokens.position[n] = BigInt(n);
      }
      return tokens;
    },

    /** The token before the cells of a key frame, which answers which of them change. */
    serialNumber(keyFrame: number): TokenInputs {
      const token = blank(1);
      token.frame[0] = 1 + keyFrame;
      token.block[0] = blockId;
      token.position[0] = BigInt(promptTokens + slotOf(keyFrame));
      return token;
    },

    /**
     * Some of the cells of a key frame that change.
     *
     * @param changed raster indices of all of them
     * @param from index among these
     */
    cells(keyFrame: number, changed: readonly number[], from: number, count: number): TokenInputs {
      const tokens = blank(count);
      const shown = (k: number, cell: number) => k * cells + cell;
      for (let n = 0; n < count; n++) {
        const cell = changed[from + n]!;
        tokens.place[n] = 1 + cell;
        tokens.frame[n] = 1 + keyFrame;
        tokens.block[n] = blockId;
        tokens.position[n] = BigInt(promptTokens + slotOf(keyFrame) + 1 + cell);
        const before = changed[from + n - block];
        const at = n * (dims + 1);
        if (before === undefined) tokens.shifted[at + dims] = 1;
        else codebook.latent(codes, shown(keyFrame, before), tokens.shifted, at, 1);
        if (keyFrame === 0) continue;
        codebook.latent(codes, shown(keyFrame - 1, cell), tokens.previous, n * dims, 1);
        codebook.latent(codes, shown(0, cell), tokens.first, n * dims, 1);
      }
      return tokens;
    },
  };
}

/** Tokens of one run: some, and those after them. */
export function join(first: TokenInputs, then: TokenInputs): TokenInputs {
  return {
    word: Int32Array.of(...first.word, ...then.word),
    place: Int32Array.of(...first.place, ...then.place),
    frame: Int32Array.of(...first.frame, ...then.frame),
    block: Int32Array.of(...first.block, ...then.block),
    shifted: Float32Array.of(...first.shifted, ...then.shifted),
    previous: Float32Array.of(...first.previous, ...then.previous),
    first: Float32Array.of(...first.first, ...then.first),
    position: BigInt64Array.of(...first.position, ...then.position),
  };
}

export function toFeeds(
  tokens: TokenInputs,
  { heads, logDecay }: Pick<ModelConfig['retnet'], 'heads' | 'logDecay'>,
): Feeds {
  const count = tokens.word.length;
  const decay = new Float32Array(count * heads);
  for (let i = 0; i < decay.length; i++) decay[i] = logDecay[i % heads]!;
  const wide = tokens.previous.length / count; // D
  return {
    word: tensor(tokens.word, [1, count]),
    place: tensor(tokens.place, [1, count]),
    frame: tensor(tokens.frame, [1, count]),
    block: tensor(tokens.block, [1, count]),
    shifted: tensor(tokens.shifted, [1, count, wide + 1]),
    previous: tensor(tokens.previous, [1, count, wide]),
    first: tensor(tokens.first, [1, count, wide]),
    position: tensor(tokens.position, [1, count]),
    decay: tensor(decay, [1, count, heads]),
  };
}
