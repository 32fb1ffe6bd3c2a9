/** The worker's entry: the pipeline behind comlink. */
import { expose, transfer } from 'comlink';
import type {
  Assets,
  Clip,
  Engine,
  GenerateRequest,
  OnProgress,
  PackedAssets,
  Unreadable,
  WorkerApi,
} from './api';
import { createDrawings } from './drawings';
import { generate } from './generate';
import { describeModel, loadModel, type Model } from './model';
import { webgpuObstacle } from './network/adapter';
import { EngineError } from './network/engine';
import { rehearse, timeKeyFrame } from './network/rehearsal';
import { unpack } from './page/unpack';
import { PromptError } from './request';

let loading: Promise<Model> | undefined; // memoised, forgotten when it rejects
let running: Promise<unknown> = Promise.resolve(); // settles once the last clip is done
let cancelled = 0; // clips up to this number are to end
let clips = 0; // asked for so far
const drawings = createDrawings();

const api: WorkerApi = {
  async load(assets, engine, onProgress) {
    const tell = (fraction: number) => onProgress({ stage: 'load', fraction, secondsLeft: null });
    loading ??= makeReady(assets, engine, tell);
    try {
      return describeModel(await loading);
    } catch (error) {
      loading = undefined;
      throw error;
    }
  },

  async obstacle() {
    return unableToWait() ?? webgpuObstacle(false);
  },

  async time() {
    if (!loading) throw notLoaded();
    const model = await loading;
    const asked = clips;
    const timed = running.then(() => timeKeyFrame(model, () => clips > asked));
    running = timed.catch(() => {});
    return timed;
  },

  beat() {},

  generate(request, onProgress) {
    const clip = ++clips;
    const made = running.then(() => make(clip, request, onProgress));
    running = made.catch(() => {});
    return made;
  },

  async cancel() {
    cancelled = clips;
    await running;
  },
};

async function makeReady(
  assets: Assets | PackedAssets,
  engine: Engine,
  tell: (fraction: number) => void | Promise<void>,
): Promise<Model> {
  const unable = engine === 'webgpu' ? unableToWait() : null;
  if (unable) throw new EngineError(`WebGPU cannot run here: ${unable}. Choose WASM instead.`);
  const model = await loadModel(unpack(assets, engine), engine, tell);
  if (engine === 'webgpu') await warm(model);
  else setTimeout(() => warm(model).catch(() => {}), MOMENT); // a clip would meet the same error, and tell it
  return model;
}

const MOMENT = 50; // ms in which a clip that was waited for is begun

/** Does an engine's first runs, as long as nobody wants to draw. */
async function warm(model: Model): Promise<void> {
  for await (const _ of rehearse(model)) {
    if (clips > 0) return;
    await new Promise((resolve) => setTimeout(resolve)); // lets a message in
  }
}

/** The page carries the build whose WebAssembly is suspended while the GPU works. */
const unableToWait = () =>
  'Suspending' in WebAssembly ? null : 'this browser’s WebAssembly cannot wait for it';

const notLoaded = () => new Error('The model is not loaded: call load first.');

async function make(
  clip: number,
  request: GenerateRequest,
  onProgress: OnProgress,
): Promise<Clip | Unreadable | null> {
  if (!loading) throw notLoaded();
  const steps = generate(await loading, request, { drawings });
  try {
    while (cancelled < clip) {
      const { done, value } = await steps.next();
      if (done) return transfer(value, [value.gif.buffer as ArrayBuffer]);
      await onProgress(value); // a round trip, so that a cancellation gets in
    }
    return null;
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    return { problem: error.message, report: error.report };
  } finally {
    await steps.return(undefined as never); // does nothing once it is done
  }
}

expose(api);
