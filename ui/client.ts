/**
 * Owns the worker: the one door to comlink.
 *
 * A comlink call to a dead worker never settles, so every call races the worker's death. One worker
 * is kept warm; after a crash or a change of engine the next call starts a fresh one.
 */
import { proxy, type Remote, wrap } from 'comlink';
import type {
  Clip,
  EngineChoice,
  GenerateRequest,
  Loaded,
  OnProgress,
  PackedAssets,
  WorkerApi,
} from '../worker/api';

export interface Client {
  /** A warm worker on this engine. Rejects with a sentence; calling again tries again. */
  load(engine: EngineChoice): Promise<Loaded>;
  /** Resolves to `null` when cancelled, at once. Rejects with a sentence. Loads when need be. */
  generate(request: GenerateRequest, onProgress: OnProgress): Promise<Clip | null>;
  /** Ends the running clip. A worker that does not answer soon is put down. */
  cancel(): void;
}

export interface ClientOptions {
  start: () => Promise<Worker>;
  assets: () => PackedAssets;
  onLoading: (fraction: number) => void;
  onLoaded: (loaded: Loaded) => void;
}

const ANSWER_TIME = 1_000; // ms that a cancelled worker has to answer before it is put down

/** Errors that are answers: the worker that gave them is as good as before. */
const ANSWERS = ['RequestError', 'EngineError', 'ModelError'];

export function createClient({ start, assets, onLoading, onLoaded }: ClientOptions): Client {
  let choice: EngineChoice = 'auto';
  let current: Promise<Live> | null = null; // memoised, forgotten when it rejects or the worker dies
  let settled: Promise<unknown> = Promise.resolve(); // the cancelled clip has left the worker
  let stop = () => {};

  function warm(): Promise<Live> {
    if (current) return current;
    const starting = begin(choice);
    const forget = () => {
      if (current === starting) current = null;
    };
    starting.then(({ death }) => death.catch(forget), forget);
    current = starting;
    return starting;
  }

  async function begin(engine: EngineChoice): Promise<Live> {
    onLoading(0);
    const body = embody(await start());
    const onProgress: OnProgress = ({ fraction }) => onLoading(fraction);
    try {
      const loaded = await body.call((api) => api.load(assets(), engine, proxy(onProgress)));
      onLoaded(loaded);
      return { ...body, loaded };
    } catch (error) {
      body.end();
      throw error;
    }
  }

  function letGo(): void {
    current?.then(({ end }) => end()).catch(() => {}); // one that never started has nothing to end
    current = null;
  }

  return {
    async load(engine) {
      if (engine !== choice) letGo();
      choice = engine;
      return (await warm()).loaded;
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
        const draw = async () => {
          await settled;
          const body = await warm();
          if (cancelled) return null;
          leave = () => {
            settled = dismiss(body);
          };
          return drawWith(body, request, (progress) => {
            if (!cancelled) return onProgress(progress);
          });
        };
        draw().then(resolve, reject);
      });
    },

    cancel: () => stop(),
  };
}

/** A worker that can be called without fear of waiting for ever. */
interface Body {
  call<T>(use: (api: Remote<WorkerApi>) => Promise<T>): Promise<T>;
  end(): void;
  death: Promise<never>; // rejects with a sentence
}

type Live = Body & { loaded: Loaded };

function embody(worker: Worker): Body {
  const api = wrap<WorkerApi>(worker);
  let die = (_: Error) => {};
  const death = new Promise<never>((_, reject) => {
    die = reject;
  });
  death.catch(() => {}); // heard by whoever is waiting; maybe no one is
  const end = (reason?: string) => {
    worker.terminate();
    die(new CrashError(reason));
  };
  worker.addEventListener('error', ({ message }) => end(message));
  worker.addEventListener('messageerror', () => end('a message was unreadable'));
  return { call: (use) => Promise.race([use(api), death]), end: () => end(), death };
}

class CrashError extends Error {
  constructor(reason?: string) {
    const why = reason ? ` (${reason})` : '';
    super(`The drawing stopped unexpectedly${why}. Generate again to start afresh.`);
  }
}

async function drawWith(body: Body, request: GenerateRequest, onProgress: OnProgress) {
  try {
    return await body.call((api) => api.generate(request, proxy(onProgress)));
  } catch (error) {
    if (error instanceof Error && ANSWERS.includes(error.name)) throw error;
    body.end(); // what fails inside the runtime leaves it unusable
    throw error instanceof Error && !(error instanceof CrashError)
      ? new CrashError(error.message)
      : error;
  }
}

/** Settles once nothing of the running clip is left in the worker, dead or alive. */
async function dismiss(body: Body): Promise<void> {
  const answer = body
    .call((api) => api.cancel())
    .then(
      () => true,
      () => true, // it died, which is an answer too
    );
  const silence = new Promise<boolean>((resolve) => setTimeout(resolve, ANSWER_TIME, false));
  if (!(await Promise.race([answer, silence]))) body.end();
}
