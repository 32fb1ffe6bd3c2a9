/** The worker's entry: the pipeline behind comlink. */
import { expose, transfer } from 'comlink';
import type {
  Clip,
  GenerateRequest,
  OnProgress,
  Progress,
  ReaderApi,
  Unreadable,
  WorkerApi,
} from './api';
import { createDrawings } from './drawings';
import { generate } from './generate';
import { describeModel, loadModel, type Model } from './model';
import { unpack } from './page/unpack';
import { createReaderApi } from './reader';
import { PromptError } from './request';
import { drawSkeletonClip } from './skeleton';
import { variationsOf } from './variations';

let loading: Promise<Model> | undefined; // memoised, forgotten when it rejects
let running: Promise<unknown> = Promise.resolve(); // settles once the last clip is done
let cancelled = 0; // clips up to this number are to end
let clips = 0; // asked for so far
const drawings = createDrawings();

const api: WorkerApi = {
  async load(assets, engine, onProgress) {
    const tell = (fraction: number) => onProgress({ stage: 'load', fraction, secondsLeft: null });
    loading ??= unpack(assets).then((bytes) => loadModel(bytes, engine, tell));
    try {
      return describeModel(await loading);
    } catch (error) {
      loading = undefined;
      throw error;
    }
  },

  async settle() {
    if (!loading) throw notLoaded();
    const model = await loading;
    await model.networks.settled;
    return describeModel(model);
  },

  generate(request, onProgress) {
    const clip = ++clips;
    const made = running.then(() => make(clip, request, onProgress));
    running = made.catch(() => {});
    return made;
  },

  skeleton(request, onProgress) {
    const clip = ++clips;
    const made = running.then(() => follow(clip, drawSkeletonClip(request), onProgress));
    running = made.catch(() => {});
    return made;
  },

  async variations(request, round) {
    if (!loading) throw notLoaded();
    return variationsOf(await loading, request, round);
  },

  async cancel() {
    cancelled = clips;
    await running;
  },
};

const notLoaded = () => new Error('The model is not loaded: call load first.');

async function make(
  clip: number,
  request: GenerateRequest,
  onProgress: OnProgress,
): Promise<Clip | Unreadable | null> {
  if (!loading) throw notLoaded();
  try {
    return await follow(clip, generate(await loading, request, { drawings }), onProgress);
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    return { problem: error.message, report: error.report };
  }
}

/** Takes one step after the other, until the clip is there, or `null` where it was cancelled. */
async function follow<T extends { gif: Uint8Array }>(
  clip: number,
  steps: AsyncGenerator<Progress, T>,
  onProgress: OnProgress,
): Promise<T | null> {
  try {
    while (cancelled < clip) {
      const { done, value } = await steps.next();
      if (done) return transfer(value, [value.gif.buffer as ArrayBuffer]);
      await onProgress(value); // a round trip, so that a cancellation gets in
    }
    return null;
  } finally {
    await steps.return(undefined as never); // does nothing once it is done
  }
}

expose({ ...createReaderApi(), ...api } satisfies WorkerApi & ReaderApi);
