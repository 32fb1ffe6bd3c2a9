/** Runs tokens through the RetNet, a few at a time, keeping the retention states between runs. */
import type { ModelConfig } from './config';
import type { Networks } from './engine';
import { type TokenInputs, toFeeds } from './inputs';
import { SILENCE } from './sampler';
import { type Feeds, floats, GpuError, integers, type Tensor, tensor } from './session';

type Shape = ModelConfig['retnet'];

/** What the model says of T tokens. */
export interface Said {
  codes: Int32Array; // of the highest logits after noise, [T, groups]; empty where logits are asked for
  logits: Float32Array; // [T, groups, codes]; empty where codes are enough
  change: Float32Array; // logits of the cells that change, [cells]; says something of a Serial Number that comes last
}

/**
 * When the GPU goes away with the states on it, the tokens seen so far are run again on WASM.
 *
 * @param wanted what is brought back from where it lies: of logits there are many, and who draws needs none
 */
export function createRecurrence(
  networks: Pick<Networks, 'run'>,
  shape: Shape,
  wanted: 'codes' | 'logits',
) {
  const unneeded = [wanted === 'codes' ? 'logits' : 'codes'];
  const seen: TokenInputs[] = [];
  let states = emptyStates(shape);

  async function run(tokens: TokenInputs, noise: Tensor): Promise<Feeds> {
    const feeds = { ...toFeeds(tokens, shape), noise, ...states };
    const outputs = await networks.run('retnet', feeds, unneeded);
    dispose(states);
    states = nextStates(outputs, shape);
    return outputs;
  }

  async function runSafely(tokens: TokenInputs, noise: Tensor): Promise<Feeds> {
    try {
      return await run(tokens, noise);
    } catch (error) {
      if (!(error instanceof GpuError)) throw error;
      states = emptyStates(shape);
      for (const past of seen.slice(0, -1)) await run(past, SILENCE);
      return run(tokens, noise);
    }
  }

  return {
    /** @param noise on the logits, [1, T, groups, codes] */
    async advance(tokens: TokenInputs, noise: Tensor = SILENCE): Promise<Said> {
      seen.push(tokens);
      const { codes, logits, change } = await runSafely(tokens, noise);
      return {
        codes: codes ? integers(codes) : new Int32Array(),
        logits: logits ? floats(logits) : new Float32Array(),
        change: floats(change),
      };
    },
    /** Frees the states; the recurrence is over. */
    release() {
      dispose(states);
      states = {};
    },
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
