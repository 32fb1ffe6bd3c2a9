/**
 * Owns the worker: the one door to comlink.
 *
 * A comlink call to a dead worker never settles, so every call races the worker's death. One worker
 * is kept warm; after a crash or a change of engine the next call starts a fresh one.
 */
import { proxy, type Remote, wrap } from 'comlink';
import type {
  Clip,
  ClipFile,
  EngineChoice,
  Format,
  GenerateRequest,
  Loaded,
  OnProgress,
  PackedAssets,
  Recipe,
  Unreadable,
  WorkerApi,
} from '../worker/api';

export interface Client {
  /** Makes a worker ready on this engine; calling again after a failure tries again. */
  load(engine: EngineChoice): void;
  /** Resolves to `null` when cancelled, at once. Rejects with a sentence. Loads when need be. */
  generate(request: GenerateRequest, onProgress: OnProgress): Promise<Clip | Unreadable | null>;
  /** The clip of a request as a file. Rejects with a sentence. Loads when need be. */
  exportAs(request: GenerateRequest, format: Format): Promise<ClipFile | Unreadable | null>;
  /** What the clip of a request is made of. Rejects with a sentence. Loads when need be. */
  recipe(request: GenerateRequest): Promise<Recipe | Unreadable | null>;
  /** Ends the running clip. A worker that does not answer soon is put down. */
  cancel(): void;
}

export interface ClientOptions {
  start: () => Promise<Worker>;
  assets: () => PackedAssets; // asked for with each fresh worker
  onLoading: (fraction: number) => void;
  onLoaded: (loaded: Loaded) => void; // when ready, and again once the engine is chosen
  onFailed: (message: string) => void; // a sentence
}

const ANSWER_TIME = 1_000; // ms that a cancelled worker has to answer before it is put down

export function createClient(options: ClientOptions): Client {
  const { start, assets, onLoading, onLoaded, onFailed } = options;
  let choice: EngineChoice = 'auto';
  let current: Attempt | null = null; // memoised, forgotten when it fails or the worker dies
  let settled: Promise<unknown> = Promise.resolve(); // the cancelled clip has left the worker
  let stop = () => {};

  function warm(): Promise<Body> {
    current ??= begin();
    return current.ready;
  }

  function begin(): Attempt {
    onLoading(0);
    const body = start().then(embody);
    const ready = makeReady(body);
    const attempt = { body, ready };
    const forget = () => {
      if (current === attempt) current = null;
    };
    ready.then(
      ({ death }) => death.catch(forget),
      ({ message }: Error) => {
        if (current === attempt) onFailed(message); // not when another engine was chosen meanwhile
        forget();
      },
    );
    return attempt;
  }

  async function makeReady(starting: Promise<Body>): Promise<Body> {
    const body = await starting;
    const onProgress: OnProgress = ({ fraction }) => onLoading(fraction);
    try {
      onLoaded(await body.call((api) => api.load(assets(), choice, proxy(onProgress))));
      body.call((api) => api.settle()).then(onLoaded, () => {}); // its death is told elsewhere
      return body;
    } catch (error) {
      const failure = explain(error);
      body.end(failure);
      throw failure;
    }
  }

  function letGo(): void {
    current?.body.then(({ end }) => end(new CrashError())).catch(() => {}); // it may never have started
    current = null;
  }

  return {
    load(engine) {
      if (engine !== choice) letGo();
      choice = engine;
      warm().catch(() => {}); // onFailed has told
    },

    generate(request, onProgress) {
      return new Promise((resolve, reject) => {
        let cancelled = false;
        let leave = () => {};
        stop = () => {
          cancelled = true;
          leave();
          resolve(null);
        };
        const heard: OnProgress = (progress) => {
          if (!cancelled) return onProgress(progress);
        };
        const make = async () => {
          await settled;
          const body = await warm();
          if (cancelled) return null;
          leave = () => {
            settled = dismiss(body);
          };
          return generateWith(body, request, heard);
        };
        make().then(resolve, reject);
      });
    },

    async exportAs(request, format) {
      return ask<ClipFile | Unreadable | null>(await warm(), async (api) =>
        api.exportAs(
          request,
          format,
          proxy(() => {}),
        ),
      );
    },

    async recipe(request) {
      return ask<Recipe | Unreadable | null>(await warm(), async (api) =>
        api.recipe(
          request,
          proxy(() => {}),
        ),
      );
    },

    cancel: () => stop(),
  };
}

interface Attempt {
  body: Promise<Body>;
  ready: Promise<Body>; // the same, with its model loaded
}

/** A worker that can be called without fear of waiting for ever. */
interface Body {
  call<T>(use: (api: Remote<WorkerApi>) => Promise<T>): Promise<T>;
  end(reason: Error): void;
  death: Promise<never>; // rejects with the reason
}

function embody(worker: Worker): Body {
  const api = wrap<WorkerApi>(worker);
  let die = (_: Error) => {};
  const death = new Promise<never>((_, reject) => {
    die = reject;
  });
  death.catch(() => {}); // heard by whoever is waiting; maybe no one is
  const end = (reason: Error) => {
    worker.terminate();
    die(reason);
  };
  worker.addEventListener('error', ({ message }) => end(explain(message)));
  worker.addEventListener('messageerror', () => end(explain('a message could not be read')));
  return { call: (use) => Promise.race([use(api), death]), end, death };
}

const generateWith = (body: Body, request: GenerateRequest, onProgress: OnProgress) =>
  ask<Clip | Unreadable | null>(body, async (api) => api.generate(request, proxy(onProgress)));

/** @throws a sentence; a worker whose runtime failed is put down */
async function ask<T>(body: Body, use: (api: Remote<WorkerApi>) => Promise<T>): Promise<T> {
  try {
    return await body.call(use);
  } catch (error) {
    const failure = explain(error);
    if (failure instanceof CrashError) body.end(failure); // the runtime is unusable after it failed
    throw failure;
  }
}

/** Settles once nothing of the running clip is left in the worker, dead or alive. */
async function dismiss(body: Body): Promise<void> {
  const answered = body.call((api) => api.cancel()).then(() => true);
  const silence = new Promise<boolean>((resolve) => setTimeout(resolve, ANSWER_TIME, false));
  const answer = await Promise.race([answered, silence]).catch(() => true); // dead is an answer too
  if (!answer) body.end(new CrashError());
}

class CrashError extends Error {
  override name = 'CrashError';
  override message =
    'The drawing stopped unexpectedly, perhaps out of memory. Generate again to start afresh.';
}

/** Errors whose message is a sentence for the designer: the worker's own and `HostError`. */
const SENTENCES = ['RequestError', 'EngineError', 'ModelError', 'AssetError', 'HostError'];

/** What a designer is told; the rest (bugs, a lack of memory) goes to the console. */
function explain(error: unknown): Error {
  if (error instanceof CrashError) return error;
  if (error instanceof Error && SENTENCES.includes(error.name)) return error;
  console.error('The worker ended:', error);
  return new CrashError();
}
