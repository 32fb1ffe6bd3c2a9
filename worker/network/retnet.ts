/**
 * The token model in recurrent form (Sun et al., arXiv 2307.08621): retention states go in and come
 * out, so that a step costs the same however long the sequence is.
 */
import type { Engine } from '../api';
import type { Codebook } from './codebook';
import type { ModelConfig } from './config';
import type { Networks } from './engine';
import { createSampler, highestCode, type Sampling } from './sampler';
import { type Feeds, floats, GpuError, integers, type Tensor, tensor } from './session';

/** What the model is told of T tokens; models/README.md says what each entry means. */
export interface TokenInputs {
  word: Int32Array; // [T]
  shifted: Float32Array; // [T, D + 1]
  previous: Float32Array; // [T, D + 1]
  place: Int32Array; // [T]
  frame: Int32Array; // [T]
  block: Int32Array; // [T]
  position: BigInt64Array; // [T]
  reference: Float32Array; // [cells, D]
  gate: Float32Array; // [T]
}

/** How a clip's codes are drawn. */
export interface Drawing {
  keyFrames: number; // the first one alone, or all of a living clip
  block: number; // cells drawn independently of each other, one of the config's blockSizes
  stride?: number; // cells of one run, at most a block: the time until a cancellation is heard
  sampling: Sampling;
}

export interface DrawnCells {
  codes: Uint16Array; // [key frames, cells, groups], drawn so far
  cells: number; // how many of them, counted through all key frames
}

type Shape = ModelConfig['retnet'];

/** Cells drawn at once where nobody asks for fewer: on a GPU a run costs by its nodes, not by its cells. */
export const usualBlock = (engine: Engine, { blockSizes, defaultBlock }: Shape) =>
  engine === 'webgpu' ? Math.max(...blockSizes) : defaultBlock;

/**
 * Draws the codes of key frames.
 *
 * @param words word ids of the prompt
 * @yields before the first run and after each
 */
export async function* drawCodes(
  networks: Networks,
  config: ModelConfig,
  codebook: Codebook,
  words: number[],
  { keyFrames, block, stride = block, sampling }: Drawing,
): AsyncGenerator<DrawnCells, void> {
  const cells = config.frame.cells ** 2;
  const total = cells * keyFrames;
  const codes = new Uint16Array(total * codebook.groups);
  const inputs = createInputs(config, codebook, block);
  const recurrence = createRecurrence(networks, config.retnet);
  const draw = sampling === 'greedy' ? undefined : createSampler(sampling);

  /** The codes of the next cells. The prompt goes in with the first ones: a run less. */
  async function drawFrom(cell: number): Promise<ArrayLike<number>> {
    const cells = inputs.cells(cell, stride);
    const told = cell === 0 ? join(inputs.prompt(words), cells) : cells;
    const count = stride * codebook.groups;
    if (!draw) return (await recurrence.guess(told)).slice(-count);
    const logits = (await recurrence.advance(told)).slice(-count * codebook.codes);
    return Array.from({ length: count }, (_, i) =>
      draw(logits, i * codebook.codes, codebook.codes),
    );
  }

  try {
    for (let cell = 0; cell < total; cell += stride) {
      yield { codes, cells: cell };
      codes.set(await drawFrom(cell), cell * codebook.groups);
      inputs.drawn(codes, cell, stride);
    }
    yield { codes, cells: total };
  } finally {
    recurrence.release();
  }
}

/**
 * Runs tokens through the model, T at a time, keeping the retention states between runs. When the GPU
 * goes away with the states on it, the tokens seen so far are run again on WASM.
 */
export function createRecurrence(networks: Pick<Networks, 'run'>, shape: Shape) {
  const seen: TokenInputs[] = [];
  let states = emptyStates(shape);
  let unneeded: string[] = [];

  async function run(tokens: TokenInputs): Promise<Feeds> {
    const outputs = await networks.run(
      'retnet',
      { ...toFeeds(tokens, shape), ...states },
      unneeded,
    );
    dispose(states);
    states = nextStates(outputs, shape);
    return outputs;
  }

  async function step(tokens: TokenInputs): Promise<Feeds> {
    seen.push(tokens);
    try {
      return await run(tokens);
    } catch (error) {
      if (!(error instanceof GpuError)) throw error;
      states = emptyStates(shape);
      for (const past of seen.slice(0, -1)) await run(past);
      return run(tokens);
    }
  }

  return {
    /** @returns the tokens' logits, [T, groups, codes] */
    async advance(tokens: TokenInputs): Promise<Float32Array> {
      unneeded = [];
      return floats((await step(tokens)).logits);
    },
    /** @returns the codes of the tokens' highest logits, [T, groups]; the logits stay where they are */
    async guess(tokens: TokenInputs): Promise<Int32Array> {
      const { codes, logits } = await step(tokens);
      if (!codes) return highest(logits!);
      unneeded = ['logits']; // from now on, since this graph finds the codes itself
      return integers(codes);
    },
    /** Frees the states; the recurrence is over. */
    release() {
      dispose(states);
      states = {};
    },
  };
}

/** The code of the highest logit of each group: logits [1, T, groups, codes] → [T, groups]. */
function highest(logits: Tensor): Int32Array {
  const values = floats(logits);
  const codes = logits.dims[3]!;
  return Int32Array.from({ length: values.length / codes }, (_, i) =>
    highestCode(values, i * codes, codes),
  );
}

/** Tokens of one run: some, and those after them, whose reference counts. */
function join(first: TokenInputs, then: TokenInputs): TokenInputs {
  return {
    word: Int32Array.of(...first.word, ...then.word),
    shifted: Float32Array.of(...first.shifted, ...then.shifted),
    previous: Float32Array.of(...first.previous, ...then.previous),
    place: Int32Array.of(...first.place, ...then.place),
    frame: Int32Array.of(...first.frame, ...then.frame),
    block: Int32Array.of(...first.block, ...then.block),
    position: BigInt64Array.of(...first.position, ...then.position),
    reference: then.reference,
    gate: Float32Array.of(...first.gate, ...then.gate),
  };
}

export function toFeeds(tokens: TokenInputs, { heads, logDecay }: Shape): Feeds {
  const count = tokens.word.length;
  const decay = new Float32Array(count * heads);
  for (let i = 0; i < decay.length; i++) decay[i] = logDecay[i % heads]!;
  const wide = tokens.shifted.length / count; // D + 1
  return {
    word: tensor(tokens.word, [1, count]),
    shifted: tensor(tokens.shifted, [1, count, wide]),
    previous: tensor(tokens.previous, [1, count, wide]),
    place: tensor(tokens.place, [1, count]),
    frame: tensor(tokens.frame, [1, count]),
    block: tensor(tokens.block, [1, count]),
    position: tensor(tokens.position, [1, count]),
    reference: tensor(tokens.reference, [1, tokens.reference.length / (wide - 1), wide - 1]),
    gate: tensor(tokens.gate, [1, count, 1]),
    decay: tensor(decay, [1, count, heads]),
  };
}

function emptyStates({ layers, heads, keyDim, valueDim }: Shape): Feeds {
  const size = heads * keyDim * valueDim;
  const states: Feeds = {};
  for (let layer = 0; layer < layers; layer++) {
    states[`past.${layer}`] = tensor(new Float32Array(size), [1, heads, keyDim, valueDim]);
  }
  return states;
}

function nextStates(outputs: Feeds, { layers }: Shape): Feeds {
  const states: Feeds = {};
  for (let layer = 0; layer < layers; layer++) {
    states[`past.${layer}`] = outputs[`present.${layer}`] as Tensor;
  }
  return states;
}

function dispose(tensors: Feeds) {
  for (const held of Object.values(tensors)) if (held.location === 'gpu-buffer') held.dispose();
}

/** Makes the inputs of a clip's tokens, fed with the codes as they are drawn. */
export function createInputs(
  { frame, retnet }: Pick<ModelConfig, 'frame' | 'retnet'>,
  codebook: Codebook,
  block: number,
) {
  const cells = frame.cells ** 2;
  const { dims } = codebook;
  const latents = new Float32Array(cells * frame.keyPhases.length * dims); // [key frames, cells, D]
  const promptTokens = retnet.promptWords * retnet.tokensPerWord;
  const blockId = 1 + retnet.blockSizes.indexOf(block);
  const reference = new Float32Array(cells * dims);

  /** [count, D + 1]: the latents of the cells `back` before, or the flag that there are none. */
  function looking(back: number, first: number, count: number): Float32Array {
    const seen = new Float32Array(count * (dims + 1));
    for (let i = 0; i < count; i++) {
      const cell = first + i - back;
      if (cell < 0) seen[i * (dims + 1) + dims] = 1;
      else seen.set(latents.subarray(cell * dims, (cell + 1) * dims), i * (dims + 1));
    }
    return seen;
  }

  return {
    prompt(words: number[]): TokenInputs {
      const { tokensPerWord } = retnet;
      const word = Int32Array.from({ length: promptTokens }, (_, n) => {
        const id = words[Math.floor(n / tokensPerWord)] ?? 0; // <pad>
        return 1 + id * tokensPerWord + (n % tokensPerWord);
      });
      return {
        word,
        shifted: new Float32Array(promptTokens * (dims + 1)),
        previous: new Float32Array(promptTokens * (dims + 1)),
        place: new Int32Array(promptTokens),
        frame: new Int32Array(promptTokens),
        block: new Int32Array(promptTokens),
        position: BigInt64Array.from({ length: promptTokens }, (_, n) => BigInt(n)),
        reference: new Float32Array(cells * dims),
        gate: new Float32Array(promptTokens),
      };
    },
    /** @param first counted through all key frames */
    cells(first: number, count: number): TokenInputs {
      const each = <T>(of: (cell: number) => T) =>
        Array.from({ length: count }, (_, i) => of(first + i));
      return {
        word: new Int32Array(count),
        shifted: looking(block, first, count),
        previous: looking(cells, first, count),
        place: Int32Array.from(each((cell) => 1 + (cell % cells))),
        frame: Int32Array.from(each((cell) => 1 + Math.floor(cell / cells))),
        block: new Int32Array(count).fill(blockId),
        position: BigInt64Array.from(each((cell) => BigInt(promptTokens + cell))),
        reference: first >= cells ? reference : new Float32Array(cells * dims),
        gate: Float32Array.from(each((cell) => (cell >= cells ? 1 : 0))),
      };
    },
    /** Takes in the codes of cells just drawn. */
    drawn(codes: Uint16Array, first: number, count: number) {
      for (let cell = first; cell < first + count; cell++) {
        codebook.latent(codes, cell, latents, cell * dims, 1);
      }
      if (first < cells) reference.set(latents.subarray(0, cells * dims));
    },
  };
}
