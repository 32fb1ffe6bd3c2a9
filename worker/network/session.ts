/**
 * The one door to onnxruntime-web: its set-up, and sessions made from bytes.
 *
 * This room, network/, holds what runs the model: its files, engines, the RetNet, decoder and interpolator, up to
 * finished key frames and the moments between. Clips, layers, colours and the words of prompts do not belong here.
 */
import * as plain from 'onnxruntime-web/wasm';
import * as gpu from 'onnxruntime-web/webgpu'; // in the page its JSPI build: build/bundle.ts
import type { Engine } from '../api';
import { inTime } from './adapter';

/** A build for each engine, with a WebAssembly of its own: what goes wrong in one leaves the other as it is. */
const BUILDS: Record<Engine, typeof plain> = { wasm: plain, webgpu: gpu };

export type Values = Float32Array | Int32Array | BigInt64Array;
export type Tensor = plain.Tensor;
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

/** The lean runtime was to run a function that it was left without. A whole one can, in another realm. */
export class LackError extends Error {
  override name = 'LackError';
  override message =
    'The lean runtime should hold every function that a clip calls, and lacks one.';
}

/** A tensor in the CPU's memory, which both builds take. */
export function tensor(values: Values, shape: readonly number[]): Tensor {
  if (values instanceof Float32Array) return new plain.Tensor('float32', values, shape);
  if (values instanceof Int32Array) return new plain.Tensor('int32', values, shape);
  return new plain.Tensor('int64', values, shape);
}

/** The values of a float32 tensor that lies in the CPU's memory. */
export const floats = (of: Tensor | undefined): Float32Array => of!.data as Float32Array;

/** The values of an int64 tensor that lies in the CPU's memory, which are small. */
export const integers = (of: Tensor): Int32Array =>
  Int32Array.from(of.data as BigInt64Array, Number);

let isLean = false; // the runtime of WASM
let lack: LackError | null = null;

/**
 * Gives an engine's build its WebAssembly; call it once, before any session on that engine.
 *
 * @param lean whether it has no functions but those that clips are known to call
 */
export function provideRuntime(engine: Engine, wasm: Uint8Array, lean = false): void {
  const { env } = BUILDS[engine];
  if (engine === 'wasm') isLean = lean;
  env.wasm.wasmBinary = wasm;
  env.wasm.numThreads = 1; // hosts of the plugin have no SharedArrayBuffer
  env.wasm.proxy = false;
  env.logLevel = 'error';
}

/** Has an engine's WebAssembly compiled while other work goes on; without it, the first session does. */
export async function openRuntime(engine: Engine): Promise<void> {
  const start = performance.now();
  // Asked for a session of nothing, the runtime opens before it refuses. Whatever else is wrong, a session will tell.
  const opening = () => BUILDS[engine].InferenceSession.create(new Uint8Array());
  const lean = isLean && engine === 'wasm';
  await (lean ? orLack(() => Promise.race([opening(), trap()])) : opening()).catch(() => {});
  performance.measure('runtime', { start });
}

/** @throws {LackError} where the lean runtime lacks a function, and from then on: what trapped is not to be trusted */
async function orLack<T>(work: () => Promise<T>): Promise<T> {
  if (lack) throw lack;
  try {
    return await work();
  } catch (error) {
    if (!isLean || !(error instanceof WebAssembly.RuntimeError)) throw error;
    console.warn('The lean runtime lacks a function:', error);
    lack = new LackError();
    throw lack;
  }
}

/** Rejects when the runtime traps in its constructors: onnxruntime, which started them, would wait for ever. */
const trap = () =>
  new Promise<never>((_, reject) => {
    globalThis.addEventListener('unhandledrejection', (event) => {
      if (!(event.reason instanceof WebAssembly.RuntimeError)) return;
      event.preventDefault(); // a session tells it
      reject(event.reason);
    });
  });

const FIRST_RUN = 180_000; // ms; it compiles shaders, and a software adapter takes its time
const LATER_RUN = 20_000; // ms
const MUCH_LONGER = 30; // times the run before: a GPU that has not answered by then will not

/**
 * @param graph ONNX, whose weights are external data named `<name>.weights`
 * @param onGpu names of outputs that stay on the GPU, because they are the next run's inputs
 * @throws {LackError} where the lean runtime lacks a function; its runs do too
 */
export async function createSession(
  name: string,
  graph: Uint8Array,
  weights: Uint8Array,
  engine: Engine,
  onGpu: string[] = [],
): Promise<Session> {
  const start = performance.now();
  const options = {
    executionProviders: [engine],
    externalData: [{ path: `${name}.weights`, data: weights }],
  } as const;
  if (engine === 'wasm') {
    // The graphs are written as they are to run: the optimiser takes half of the session's start, and changes no bit.
    const plainly = { ...options, graphOptimizationLevel: 'disabled' } as const;
    const session = await orLack(() => plain.InferenceSession.create(graph, plainly));
    performance.measure('sessions', { start });
    return {
      inputs: session.inputNames,
      outputs: session.outputNames,
      run: (feeds, unneeded = []) => orLack(() => session.run(feeds, wantedOf(session, unneeded))),
      release: () => session.release(),
    };
  }
  const preferredOutputLocation: Record<string, 'gpu-buffer'> = {};
  for (const output of onGpu) preferredOutputLocation[output] = 'gpu-buffer';
  const session = await gpu.InferenceSession.create(graph, {
    ...options,
    graphOptimizationLevel: 'all',
    preferredOutputLocation,
  });
  performance.measure('sessions', { start });
  const lost = watchDevice();
  let patience = FIRST_RUN; // ms
  const run = async (feeds: Feeds, wanted: string[]): Promise<Feeds> => {
    if (lost.reason) throw new GpuError(lost.reason);
    const begin = performance.now();
    try {
      const made = await inTime(Promise.race([session.run(feeds, wanted), lost.promise]), patience);
      patience = Math.max(LATER_RUN, MUCH_LONGER * (performance.now() - begin));
      return made;
    } catch (error) {
      throw new GpuError(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    run: (feeds, unneeded = []) => inTurn(() => run(feeds, wantedOf(session, unneeded))),
    release: () => session.release(),
  };
}

const wantedOf = ({ outputNames }: plain.InferenceSession, unneeded: readonly string[]) =>
  outputNames.filter((name) => !unneeded.includes(name));

let turn: Promise<unknown> = Promise.resolve(); // settles once the last run on the GPU is over

/** Does one thing at a time on the GPU: two runs that overlap wait for each other for ever. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work);
  turn = done.catch(() => {});
  return done;
}

/** The device that onnxruntime made for itself, watched until the page ends. */
function watchDevice() {
  const loss: { reason: string; promise: Promise<never> } = { reason: '', promise: never() };
  loss.promise = Promise.resolve(gpu.env.webgpu.device) // typed as a promise, and not always one
    .then((device) => device.lost)
    .then((info) => {
      loss.reason = info.message || 'its device was lost';
      throw new GpuError(loss.reason);
    });
  loss.promise.catch(() => {}); // told to whoever runs next
  return loss;
}

const never = () => new Promise<never>(() => {});
