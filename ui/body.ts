/**
 * A worker that can be called without fear of waiting for ever: the one door to comlink.
 *
 * A comlink call to a dead worker never settles, so every call races the worker's death. Some die without a word
 * (`self.close()`, a browser that takes their memory), so while a call is under way the worker has to answer beats.
 */
import { type Remote, transfer, wrap } from 'comlink';
import type { ReaderApi, Unpacked, WorkerApi } from '../worker/api';

export { proxy } from 'comlink';

import { WORDS } from './words';

/** One script is both: a worker that draws, and another that reads. */
export type FarEnd = Remote<WorkerApi & ReaderApi>;

/** A model that goes to the next worker without a copy of its weights: who had them has them no more. */
export function handedOver(files: Unpacked): Unpacked {
  const weights = [files.model['weights.bin']!, ...Object.values(files.expanded ?? {})];
  return transfer(
    files,
    weights.map(({ buffer }) => buffer as ArrayBuffer),
  );
}

/** One call of a worker. */
export type Use<T> = (api: FarEnd) => Promise<T>;

export interface Body {
  /** @throws {Error} the reason of the worker's death, or a sentence */
  call<T>(use: Use<T>): Promise<T>;
  end(reason?: Error): void;
  /** Ends it once the calls under way are over: another worker takes its place. */
  retire(): void;
  readonly death: Promise<never>; // rejects with the reason
}

const BEAT = 2_000; // ms
const MISSED = 15; // beats in a row without an answer: no step of the work takes as long, on a slow machine either
// Beats are counted and not the time, which goes on while a laptop sleeps.

export function embody(worker: Worker): Body {
  const api = wrap<WorkerApi & ReaderApi>(worker);
  let die = (_: Error) => {};
  const death = new Promise<never>((_, reject) => {
    die = reject;
  });
  death.catch(() => {}); // heard by whoever is waiting; maybe no one is
  let calls = 0; // under way
  let missed = 0;
  let retired = false;
  let pulse: ReturnType<typeof setInterval> | undefined;

  function end(reason: Error = new CrashError()): void {
    clearInterval(pulse);
    worker.terminate();
    die(reason);
  }

  function beat(): void {
    missed += 1;
    if (missed > MISSED) end(explain('the worker does not answer any more'));
    const alive = () => {
      missed = 0;
    };
    api.beat().then(alive, alive);
  }

  async function call<T>(use: (api: FarEnd) => Promise<T>): Promise<T> {
    if (calls === 0) {
      missed = 0;
      pulse = setInterval(beat, BEAT);
    }
    calls += 1;
    try {
      return await Promise.race([use(api), death]);
    } finally {
      calls -= 1;
      if (calls === 0) clearInterval(pulse);
      if (calls === 0 && retired) end();
    }
  }

  /** Not before who has just been given it can call it. */
  const retire = () => {
    setTimeout(() => {
      retired = true;
      if (calls === 0) end();
    });
  };

  worker.addEventListener('error', ({ message }) => end(explain(message)));
  worker.addEventListener('messageerror', () => end(explain('a message could not be read')));
  return { call, end, retire, death };
}

export class CrashError extends Error {
  override name = 'CrashError';
  override message = WORDS.runs.stopped;
}

/** Errors whose message is a sentence for the designer: the worker's own and `HostError`. */
const SENTENCES = ['RequestError', 'EngineError', 'ModelError', 'AssetError', 'HostError'];

/** Whether the lean runtime was too lean, so that a worker on the whole one can do what this one could not. */
export const isLack = (error: unknown): error is Error & { name: 'LackError' } =>
  error instanceof Error && error.name === 'LackError';

/** What a designer is told; the rest (bugs, a lack of memory) goes to the console. */
export function explain(error: unknown): Error {
  if (error instanceof CrashError) return error;
  if (isLack(error) || (error instanceof Error && SENTENCES.includes(error.name))) return error;
  console.error('The worker ended:', error);
  return new CrashError();
}
