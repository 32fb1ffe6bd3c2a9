/**
 * One step of the transformer with a KV cache, at a given length of the cache.
 *
 * On a GPU the cache stays there (graph `kv`). On WASM every tensor given to a run is copied into the
 * runtime's memory, so the cache goes in at each step; only the new key and value come out, and are
 * written into the buffers here (graph `append`).
 */
import type { Engine } from '../../../worker/api';
import type { ModelConfig } from '../../../worker/network/config';
import { type Feeds, floats, integers, tensor } from '../../../worker/network/session';
import { openBaseline, randomFloats } from './baselines';
import { timed } from './statistics';
import type { StepTime } from './summary';
import { tokenFeeds } from './tokens';

export interface CachedTransformer {
  /** @param length tokens in the cache; sets it up, outside of the times */
  at(length: number): Promise<{ step(): Promise<StepTime>; release(): void }>;
  release(): Promise<void>;
}

const SPARE = 32; // slots: buffers that grow by 64 are half filled by this much on average
const PARTS = ['key', 'value'] as const;

const UNREAD = ['logits']; // the graph draws its codes itself

export async function openCached(config: ModelConfig, engine: Engine): Promise<CachedTransformer> {
  return engine === 'wasm' ? onHost(config) : onGpu(config);
}

const layersOf = ({ retnet }: ModelConfig) => Array.from({ length: retnet.layers }, (_, i) => i);

async function onHost(config: ModelConfig): Promise<CachedTransformer> {
  const { heads, keyDim } = config.retnet;
  const session = await openBaseline('append', 'wasm');
  return {
    async at(length) {
      const slots = length + SPARE;
      const cache: Feeds = {};
      for (const i of layersOf(config)) {
        const values = () => randomFloats(heads * keyDim * slots);
        cache[`past.key.${i}`] = tensor(values(), [1, heads, keyDim, slots]);
        cache[`past.value.${i}`] = tensor(values(), [1, heads, slots, keyDim]);
      }
      const mask = new Float32Array(slots).fill(Number.NEGATIVE_INFINITY, length);
      const feeds = { ...cache, mask: tensor(mask, [1, 1, 1, slots]) };

      /** Writes the new key as a column and the new value as a row, in each head. */
      function append(outputs: Feeds) {
        for (const i of layersOf(config)) {
          const [key, value] = PARTS.map((part) => floats(outputs[`new.${part}.${i}`]));
          const [keys, values] = PARTS.map((part) => floats(cache[`past.${part}.${i}`]));
          for (let at = 0; at < heads * keyDim; at++) keys![at * slots + length] = key![at]!;
          for (let head = 0; head < heads; head++) {
            const row = value!.subarray(head * keyDim, (head + 1) * keyDim);
            values!.set(row, (head * slots + length) * keyDim);
          }
        }
      }

      return {
        async step() {
          const token = tokenFeeds(config, length, 1);
          const copies = watchCopies();
          const all = await timed(async () => {
            const outputs = await session.run({ ...token, ...feeds }, UNREAD);
            append(outputs);
            integers(outputs.codes!);
          });
          return { all, compute: all - copies.end() };
        },
        release() {},
      };
    },
    release: () => session.release(),
  };
}

async function onGpu(config: ModelConfig): Promise<CachedTransformer> {
  const { heads, keyDim } = config.retnet;
  const names = layersOf(config).flatMap((i) => PARTS.map((part) => `${part}.${i}`));
  const session = await openBaseline(
    'kv',
    'webgpu',
    names.map((name) => `present.${name}`),
  );
  const run = (first: number, count: number, past: Feeds) => {
    const last = tensor(Int32Array.of(first + count - 1), [1]);
    const total = tensor(Int32Array.of(first + count), []);
    return session.run({ ...tokenFeeds(config, first, count), ...past, last, total }, UNREAD);
  };
  return {
    async at(length) {
      const empty = names.map((name) => {
        return [`past.${name}`, tensor(new Float32Array(0), [1, heads, 0, keyDim])] as const;
      });
      const filled = await run(0, length, Object.fromEntries(empty));
      const cache = Object.fromEntries(
        names.map((name) => [`past.${name}`, filled[`present.${name}`]!] as const),
      );
      return {
        async step() {
          const all = await timed(async () => {
            const outputs = await run(length, 1, cache);
            integers(outputs.codes!);
            for (const name of names) outputs[`present.${name}`]!.dispose();
          });
          return { all, compute: all }; // nothing but a token and its logits crosses
        },
        release() {
          for (const held of Object.values(cache)) held.dispose();
        },
      };
    },
    release: () => session.release(),
  };
}

/** The time spent in copies of bytes, which is how onnxruntime-web moves tensors in and out of its memory. */
function watchCopies() {
  let spent = 0; // ms
  const { set } = Uint8Array.prototype;
  Uint8Array.prototype.set = function (...copied) {
    const begin = performance.now();
    set.apply(this, copied);
    spent += performance.now() - begin;
  };
  return {
    end() {
      Uint8Array.prototype.set = set;
      return spent;
    },
  };
}
