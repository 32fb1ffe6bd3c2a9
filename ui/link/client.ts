/**
 * Owns the workers: one that draws, kept warm, and for a while one beside it that tries the GPU.
 *
 * Clips never wait for the trial. It has a worker of its own, because the GPU's runtime is another WebAssembly, and
 * because a GPU that fails badly may take its realm with it. Once it has proved to be faster it draws the next clip,
 * and the worker before it ends. After a crash or a change of engine the next call starts a fresh worker. Where the
 * lean runtime lacks a function, a fresh worker on the whole one takes its place, and does anew what was asked.
 */
import type { Verdict } from '../../plugin/protocol';
import type {
  Clip,
  ClipFile,
  Engine,
  EngineChoice,
  Format,
  GenerateRequest,
  Loaded,
  OnProgress,
  Recipe,
  Shape,
  SkeletonClip,
  SkeletonRequest,
  Unreadable,
  Variation,
} from '../../worker/api';
import { type Body, embody, explain, isLack, proxy, type Use } from '../body';
import { WORDS } from '../words';
import { type Attempt, ask, dismiss, letGo, type Ready, rehearsed } from './attempt';
import type { Edition } from './edition';
import { inTime, isFresh, race } from './trial';

export interface Client {
  /**
   * Makes a worker ready on this engine; calling again after a failure tries again.
   *
   * @param known what an earlier trial of the GPU came to, for `auto`
   */
  load(engine: EngineChoice, known?: Verdict | null): void;
  /** Resolves to `null` when cancelled, at once. Rejects with a sentence. Loads when need be. */
  generate(request: GenerateRequest, onProgress: OnProgress): Promise<Clip | Unreadable | null>;
  /** Takes on a request that differ; none when the prompt cannot be read. Loads when need be. */
  variations(request: GenerateRequest, round: number): Promise<Variation[]>;
  /** What to shape, so that it is drawn otherwise; as it is shaped where it cannot be read. Loads when need be. */
  another(request: GenerateRequest, turn: number): Promise<Shape>;
  /** Rejects with a sentence; `null` when a cancelled clip took it along. */
  skeleton(request: SkeletonRequest, onProgress: OnProgress): Promise<SkeletonClip | null>;
  /** The clip of a request as a file. Rejects with a sentence. Loads when need be. */
  exportAs(request: GenerateRequest, format: Format): Promise<ClipFile | Unreadable | null>;
  /** What the clip of a request is made of. Rejects with a sentence. Loads when need be. */
  recipe(request: GenerateRequest): Promise<Recipe | Unreadable | null>;
  /** Ends the running clip. A worker that does not answer soon is put down. */
  cancel(): void;
}

export interface ClientOptions {
  start: () => Promise<Worker>;
  runtimes: Edition['runtimes']; // asked for with each fresh worker, as is the next
  model: Edition['model'];
  onLoading: (fraction: number) => void;
  onLoaded: (loaded: Loaded) => void; // when ready, and again once the engine is chosen
  onFailed: (message: string) => void; // a sentence
  onVerdict: (verdict: Verdict) => void; // what a trial of the GPU came to
}

const TRIAL_PATIENCE = 45_000; // ms from a worker for the GPU to its verdict

export function createClient(options: ClientOptions): Client {
  const { start, runtimes, model, onLoading, onLoaded, onFailed, onVerdict } = options;
  let choice: EngineChoice = 'auto';
  let verdict: Verdict | null = null;
  let current: Attempt | null = null; // memoised, forgotten when it fails or the worker dies
  let trial: Attempt | null = null;
  let settled: Promise<unknown> = Promise.resolve(); // the cancelled clip has left the worker
  let whole = false; // the lean runtime has lacked a function
  let making: Promise<unknown> = Promise.resolve(); // the newest clip
  let stop = () => {};

  function warm(): Promise<Body> {
    current ??= begin();
    return current.ready
      .then(({ body }) => body)
      .catch((failure) => {
        if (isLack(failure) && current) return warm(); // the next has begun
        throw failure;
      });
  }

  /** Has the worker that draws do something; anew, on the whole runtime, where the lean one lacks a function. */
  async function use<T>(work: (body: Body) => Promise<T>): Promise<T> {
    const body = await warm();
    try {
      return await work(body);
    } catch (error) {
      if (!isLack(error)) throw error;
      whole = true;
      body.end(error);
      await body.death.catch(() => {}); // it is forgotten by then
      return use(work);
    }
  }

  /** Tells of a worker that is ready. */
  function tellLoaded(loaded: Loaded, reason = loaded.reason): void {
    const more = whole && loaded.engine === 'wasm' ? ` ${WORDS.runs.whole}` : '';
    onLoaded({ ...loaded, reason: reason + more });
  }

  function begin(): Attempt {
    onLoading(0);
    let loading = true;
    const hear: OnProgress = ({ fraction }) => {
      if (loading) onLoading(fraction); // it has a port of its own, and may come after the outcome
    };
    const attempt = choice === 'webgpu' ? rehearsed(open('webgpu', hear)) : open('wasm', hear);
    keep(attempt);
    attempt.ready.then(
      ({ loaded }) => {
        loading = false;
        if (current !== attempt) return;
        if (choice !== 'auto') return tellLoaded(loaded);
        tellLoaded(loaded, WORDS.runs.looking);
        void tryGpu(attempt);
      },
      (failure: Error) => {
        loading = false;
        if (current !== attempt) return; // another engine was chosen meanwhile
        if (isLack(failure)) {
          whole = true;
          current = begin();
          return;
        }
        onFailed(failure.message);
        current = null;
      },
    );
    return attempt;
  }

  /** Starts a worker on an engine. */
  function open(engine: Engine, onProgress: OnProgress): Attempt {
    const body = start().then(embody);
    const [given, files] = [runtimes(engine, whole), model()]; // come while the worker starts
    for (const coming of [given, files]) coming.catch(() => {}); // told below
    const load = async (): Promise<Ready> => {
      const alive = await body;
      try {
        const runs = await given;
        const hand = proxy(() => files);
        const work = alive.call((api) => api.load(runs, hand, engine, proxy(onProgress)));
        return { body: alive, loaded: await work };
      } catch (error) {
        const failure = explain(error);
        alive.end(failure);
        throw failure;
      }
    };
    return { engine, body, ready: load() };
  }

  /** Forgets a worker that draws once it dies. */
  function keep(attempt: Attempt): void {
    const forget = () => {
      if (current !== attempt) return;
      current = null;
      if (choice === 'auto' && attempt.engine === 'webgpu') judge('wasm'); // not once more today
    };
    attempt.ready.then(({ body }) => body.death.catch(forget)).catch(() => {}); // it never was ready
  }

  /** Tries the GPU beside a worker that draws on WASM; nothing here rejects. */
  async function tryGpu(drawing: Attempt): Promise<void> {
    const { body, loaded } = await drawing.ready;
    const tell = (reason: string) => {
      if (current === drawing) tellLoaded(loaded, reason);
    };
    await idle(); // what is asked for has the machine for itself
    const obstacle = await body.call((api) => api.obstacle()).catch(() => WORDS.runs.gpuFailed);
    if (obstacle) return tell(WORDS.runs.onWasm(obstacle));
    if (isFresh(verdict) && verdict.faster === 'wasm') {
      return tell(WORDS.runs.wasmWasFaster);
    }
    if (current !== drawing) return;
    const candidate = open('webgpu', () => {});
    trial = candidate;
    try {
      const known = isFresh(verdict) && verdict.faster === 'webgpu';
      const work = candidate.ready.then((ready) => race(ready.body, body, known));
      const { faster, reason } = await inTime(work, TRIAL_PATIENCE);
      judge(faster);
      if (faster === 'wasm' || trial !== candidate || current !== drawing) {
        letGo(candidate);
        return tell(reason);
      }
      current = candidate;
      keep(candidate);
      const { loaded } = await candidate.ready;
      tellLoaded(loaded, reason);
      body.retire();
    } catch (error) {
      console.warn('The GPU was tried in vain:', error);
      letGo(candidate);
      if (trial === candidate) judge('wasm');
      tell(WORDS.runs.gpuNotStarted);
    } finally {
      if (trial === candidate) trial = null;
    }
  }

  /** Settles once no clip is being made. */
  async function idle(): Promise<void> {
    for (let last: unknown; last !== making; ) {
      last = making;
      await making.catch(() => {}); // it is told to whoever asked for it
    }
  }

  function judge(faster: Engine): void {
    if (isFresh(verdict) && verdict.faster === faster) return;
    verdict = { faster, at: Date.now() };
    onVerdict(verdict);
  }

  return {
    load(engine, known = verdict) {
      verdict = known;
      if (engine !== choice) {
        if (current) letGo(current);
        if (trial) letGo(trial);
        current = null;
        trial = null;
      }
      choice = engine;
      warm().catch(() => {}); // onFailed has told
    },

    generate(request, onProgress) {
      const clip = new Promise<Clip | Unreadable | null>((resolve, reject) => {
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
          return use(async (body) => {
            if (cancelled) return null;
            leave = () => {
              settled = dismiss(body);
            };
            return generateWith(body, request, heard);
          });
        };
        make().then(resolve, reject);
      });
      making = clip;
      return clip;
    },

    async variations(request, round) {
      const body = await warm();
      return body.call((api) => api.variations(request, round)).catch(() => []);
    },

    async another(request, turn) {
      const { shape = {} } = request;
      const asked = warm().then((body) => body.call((api) => api.another(request, turn)));
      return asked.catch(() => shape); // drawing it will tell why
    },

    async skeleton(request, onProgress) {
      const body = await warm();
      return body
        .call((api) => api.skeleton(request, proxy(onProgress)))
        .catch((error) => {
          throw explain(error);
        });
    },

    async exportAs(request, format) {
      const write: Use<ClipFile | Unreadable | null> = async (api) =>
        api.exportAs(request, format, unheard());
      return use((body) => ask(body, write));
    },

    async recipe(request) {
      const take: Use<Recipe | Unreadable | null> = async (api) => api.recipe(request, unheard());
      return use((body) => ask(body, take));
    },

    cancel: () => stop(),
  };
}

/** Progress that nobody is told of. */
const unheard = () => proxy(() => {});

const generateWith = (body: Body, request: GenerateRequest, onProgress: OnProgress) =>
  ask<Clip | Unreadable | null>(body, async (api) => api.generate(request, proxy(onProgress)));
