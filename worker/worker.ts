/** The worker's entry: the pipeline behind comlink. */
import { expose, transfer } from 'comlink';
import type {
  Engine,
  ModelSource,
  OnProgress,
  PlacedPicture,
  Progress,
  ReaderApi,
  Recipe,
  Runtimes,
  Unpacked,
  Unreadable,
  WorkerApi,
} from './api';
import { exportAs, makeRecipe } from './export/export';
import { createDrawings } from './film/drawings';
import { generate } from './generate';
import { describeModel, loadModel, type Model } from './model';
import { webgpuObstacle } from './network/adapter';
import { EngineError } from './network/engine';
import { rehearse, timeKeyFrame } from './network/rehearsal';
import { expandFirst } from './network/weights';
import { unpack } from './page/unpack';
import { createReaderApi } from './reader';
import { PromptError } from './request';
import { drawSkeletonClip } from './skeleton';
import { anotherTake, variationsOf } from './variations';

let loading: Promise<Model> | undefined; // memoised, forgotten when it rejects
let running: Promise<unknown> = Promise.resolve(); // settles once the last clip is done
let cancelled = 0; // clips up to this number are to end
let clips = 0; // asked for so far
const drawings = createDrawings();

const api: WorkerApi = {
  async load(runtimes, model, engine, onProgress) {
    const tell = (fraction: number) => onProgress({ stage: 'load', fraction, secondsLeft: null });
    loading ??= makeReady(runtimes, model, engine, tell);
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

  async rehearse() {
    if (!loading) throw notLoaded();
    await warm(await loading);
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

  generate: (request, onProgress) =>
    queued((clip) =>
      make(clip, (model) => generate(model, request, { drawings }), onProgress, gifOf),
    ),

  exportAs: (request, format, onProgress) =>
    queued((clip) =>
      make(
        clip,
        (model) => exportAs(model, request, format, { drawings }),
        onProgress,
        ({ bytes }) => [bytes],
      ),
    ),

  recipe: (request, onProgress) =>
    queued((clip) =>
      make(clip, (model) => makeRecipe(model, request, { drawings }), onProgress, picturesOf),
    ),

  skeleton: (request, onProgress) =>
    queued((clip) => follow(clip, drawSkeletonClip(request), onProgress, gifOf)),

  async variations(request, round) {
    if (!loading) throw notLoaded();
    return variationsOf(await loading, request, round);
  },

  async another(request, turn) {
    if (!loading) throw notLoaded();
    return anotherTake(await loading, request, turn);
  },

  async cancel() {
    cancelled = clips;
    await running;
  },
};

async function makeReady(
  runtimes: Runtimes,
  source: () => Promise<ModelSource>,
  engine: Engine,
  tell: (fraction: number) => void | Promise<void>,
): Promise<Model> {
  const unable = engine === 'webgpu' ? unableToWait() : null;
  if (unable) throw new EngineError(`WebGPU cannot run here: ${unable}. Choose WASM instead.`);
  const model = await loadModel(unpack(runtimes, source(), engine), engine, tell);
  if (engine === 'wasm') setTimeout(() => warm(model).catch(() => {}), MOMENT); // a clip would meet the same error, and tell it
  return model;
}

const MOMENT = 50; // ms in which a clip that was waited for is begun

/** Does an engine's first runs, as long as nobody wants to draw. */
async function warm(model: Model): Promise<void> {
  const start = performance.now();
  model.read(''); // its reader is made
  await moment();
  for await (const _ of rehearse(model)) {
    if (clips > 0) return;
    await moment();
  }
  performance.measure('warm', { start });
}

/** Lets a message in. */
const moment = () => new Promise((resolve) => setTimeout(resolve));

/** The page carries the build whose WebAssembly is suspended while the GPU works. */
const unableToWait = () =>
  'Suspending' in WebAssembly ? null : 'this browser’s WebAssembly cannot wait for it';

const notLoaded = () => new Error('The model is not loaded: call load first.');

type Steps<T> = AsyncGenerator<Progress, T>;
type Bytes<T> = (made: T) => Uint8Array[]; // that are handed over, not copied

const bufferOf = ({ buffer }: Uint8Array) => buffer as ArrayBuffer;

const gifOf = ({ gif }: { gif: Uint8Array }) => [gif];

const picturesOf = ({ parts }: Recipe) =>
  parts.flatMap((part) => (part.kind === 'moved' ? [part.picture] : part.pages).map(pngOf));

const pngOf = ({ png }: PlacedPicture) => png;

/** Begins once what was asked for before is done. */
function queued<T>(work: (clip: number) => Promise<T>): Promise<T> {
  const clip = ++clips;
  const made = running.then(() => work(clip));
  running = made.catch(() => {});
  return made;
}

async function make<T>(
  clip: number,
  begin: (model: Model) => Steps<T>,
  onProgress: OnProgress,
  bytes: Bytes<T>,
): Promise<T | Unreadable | null> {
  if (!loading) throw notLoaded();
  try {
    return await follow(clip, begin(await loading), onProgress, bytes);
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    return { problem: error.message, report: error.report };
  }
}

/** Takes one step after the other, until all is there, or `null` where it was cancelled. */
async function follow<T>(
  clip: number,
  steps: Steps<T>,
  onProgress: OnProgress,
  bytes: Bytes<T>,
): Promise<T | null> {
  try {
    while (cancelled < clip) {
      const { done, value } = await steps.next();
      if (done) {
        return transfer(value, bytes(value).map(bufferOf));
      }
      await onProgress(value); // a round trip, so that a cancellation gets in
    }
    return null;
  } finally {
    await steps.return(undefined as never); // does nothing once it is done
  }
}

const reader = createReaderApi();

/** The reader keeps a copy of all but the weights, which are expanded here. */
async function open(source: ModelSource): Promise<Unpacked> {
  const files = await reader.open(source);
  const expanded = expandFirst(files.model);
  const weights = [files.model['weights.bin']!, ...Object.values(expanded)];
  return transfer({ ...files, expanded }, weights.map(bufferOf));
}

expose({ ...reader, open, ...api } satisfies WorkerApi & ReaderApi);
