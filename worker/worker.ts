/** The worker's entry: the pipeline behind comlink. */
import { expose, transfer } from 'comlink';
import type { OnProgress, Progress, Unreadable, WorkerApi } from './api';
import { createDrawings } from './drawings';
import { exportAs, makeRecipe } from './export/export';
import { generate } from './generate';
import { describeModel, loadModel, type Model } from './model';
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

  generate: (request, onProgress) =>
    queued(
      onProgress,
      (model) => generate(model, request, { drawings }),
      ({ gif }) => [gif],
    ),

  exportAs: (request, format, onProgress) =>
    queued(
      onProgress,
      (model) => exportAs(model, request, format, { drawings }),
      ({ bytes }) => [bytes],
    ),

  recipe: (request, onProgress) =>
    queued(
      onProgress,
      (model) => makeRecipe(model, request, { drawings }),
      ({ parts }) =>
        parts.flatMap((part) =>
          part.kind === 'moved' ? [part.picture.png] : part.pages.map(({ png }) => png),
        ),
    ),

  async cancel() {
    cancelled = clips;
    await running;
  },
};

const notLoaded = () => new Error('The model is not loaded: call load first.');

type Make<T> = (model: Model) => AsyncGenerator<Progress, T>;
type Bytes<T> = (made: T) => Uint8Array[]; // that are handed over, not copied

/** Begins once what was asked for before is done. */
function queued<T>(onProgress: OnProgress, begin: Make<T>, bytes: Bytes<T>) {
  const clip = ++clips;
  const made = running.then(() => make(clip, onProgress, begin, bytes));
  running = made.catch(() => {});
  return made;
}

async function make<T>(
  clip: number,
  onProgress: OnProgress,
  begin: Make<T>,
  bytes: Bytes<T>,
): Promise<T | Unreadable | null> {
  if (!loading) throw notLoaded();
  const steps = begin(await loading);
  try {
    while (cancelled < clip) {
      const { done, value } = await steps.next();
      if (done)
        return transfer(
          value,
          bytes(value).map(({ buffer }) => buffer as ArrayBuffer),
        );
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
