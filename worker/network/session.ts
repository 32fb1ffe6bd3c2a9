/**
 * The one door to onnxruntime-web: its set-up, and sessions made from bytes.
 *
 * This room, network/, holds what runs the model: its files, engines, the RetNet, decoder and interpolator, up to
 * finished key frames and the moments between. Clips, layers, colours and the words of prompts do not belong here.
 */
import * as ort from 'onnxruntime-web/webgpu';
import type { Engine } from '../api';

export type Values = Float32Array | Int32Array | BigInt64Array;
export type Tensor = ort.Tensor;
export type Feeds = Record<string, Tensor>;

/** One graph, ready to run on one engine. */
export interface Session {
  inputs: readonly string[];
  outputs: readonly string[];
  /**
   * Runs the graph.
   *
   * @param unneeded outputs that nobody needs: they are not brought back from where they lie
   * @throws {GpuError} when the GPU failed or went away
   */
  run(feeds: Feeds, unneeded?: readonly string[]): Promise<Feeds>;
  release(): Promise<void>;
}

/** The GPU failed or went away: driver reset, sleep, too little memory. WASM can go on. */
export class GpuError extends Error {
  override name = 'GpuError';
}

export function tensor(values: Values, shape: readonly number[]): Tensor {
  if (values instanceof Float32Array) return new ort.Tensor('float32', values, shape);
  if (values instanceof Int32Array) return new ort.Tensor('int32', values, shape);
  return new ort.Tensor('int64', values, shape);
}

/** The values of a float32 tensor that lies in the CPU's memory. */
export const floats = (of: Tensor | undefined): Float32Array => of!.data as Float32Array;

/** The values of an int64 tensor that lies in the CPU's memory, which are small. */
export const integers = (of: Tensor): Int32Array =>
  Int32Array.from(of.data as BigInt64Array, Number);

/** Gives the runtime its WebAssembly; call it once, before any session. */
export function openRuntime(wasm: Uint8Array) {
  ort.env.wasm.wasmBinary = wasm;
  ort.env.wasm.numThreads = 1; // hosts of the plugin have no SharedArrayBuffer
  ort.env.wasm.proxy = false;
  ort.env.logLevel = 'error';
}

/**
 * @param graph ONNX, whose weights are external data named `<name>.weights`
 * @param onGpu names of outputs that stay on the GPU, because they are the next run's inputs
 */
export async function createSession(
  name: string,
  graph: Uint8Array,
  weights: Uint8Array,
  engine: Engine,
  onGpu: string[] = [],
): Promise<Session> {
  const gpu = engine === 'webgpu';
  const session = await ort.InferenceSession.create(graph, {
    executionProviders: [engine],
    externalData: [{ path: `${name}.weights`, data: weights }],
    graphOptimizationLevel: 'all',
    ...(gpu && {
      preferredOutputLocation: Object.fromEntries(onGpu.map((output) => [output, 'gpu-buffer'])),
    }),
  });
  const lost = gpu ? deviceLoss() : undefined;
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    async run(feeds, unneeded = []) {
      const wanted = session.outputNames.filter((name) => !unneeded.includes(name));
      if (!lost) return session.run(feeds, wanted);
      if (lost.reason) throw new GpuError(lost.reason);
      try {
        return await Promise.race([session.run(feeds, wanted), lost.promise]);
      } catch (error) {
        throw new GpuError(error instanceof Error ? error.message : String(error));
      }
    },
    release: () => session.release(),
  };
}

/** The device that onnxruntime made for itself, watched until the page ends. */
function deviceLoss() {
  const loss: { reason: string; promise: Promise<never> } = { reason: '', promise: never() };
  loss.promise = Promise.resolve(ort.env.webgpu.device) // typed as a promise, and not always one
    .then((device) => device.lost)
    .then((info) => {
      loss.reason = info.message || 'its device was lost';
      throw new GpuError(loss.reason);
    });
  loss.promise.catch(() => {}); // told to whoever runs next
  return loss;
}

const never = () => new Promise<never>(() => {});
