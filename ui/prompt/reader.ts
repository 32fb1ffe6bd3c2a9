/** The reader as the panel sees it: answers come at once, or not at all, and none of them is an error. */
import type {
  Completion,
  ModelSource,
  Names,
  PromptReading,
  Thumbnails,
  Unpacked,
} from '../../worker/api';
import { type Body, embody, handedOver, type Use } from '../body';
import { WORDS } from '../words';

export interface Reader {
  /** `null` where nothing reads: typing goes on all the same. */
  read(prompt: string): Promise<PromptReading | null>;
  complete(prompt: string, caret: number): Promise<Completion[]>;
  find(words: string): Promise<string[]>;
  names(): Promise<Names | null>;
  thumbnails(): Promise<Thumbnails | null>;
  /** The model that its worker unpacked, to whoever asks first; else `null`. */
  unpacked(): Promise<Unpacked | null>;
}

export interface ReaderOptions {
  start: () => Promise<Worker>;
  model: () => Promise<ModelSource>;
}

const OPEN_PATIENCE = 30_000; // ms; a hundredth is enough, but much else goes on at the start
const HAND_PATIENCE = 5_000; // ms; the worker that draws has unpacked it by itself in one
const ANSWER_PATIENCE = 10_000; // ms; a thousandth is enough, and the first answer waits for a third of a second's work

/**
 * A reader in a worker of its own, so that it waits for no clip and no engine. A worker that has died, or does not
 * answer in time, is replaced by the question that meets it. Where none can be had the panel goes without a reading;
 * the engine's worker reads each prompt again before it draws.
 */
export function createReader({ start, model }: ReaderOptions): Reader {
  let current: Promise<Body> | null = null; // memoised, forgotten when it fails or its worker dies
  let unpacked: Unpacked | null = null; // until it is handed over
  let wanted = true;

  function opened(): Promise<Body> {
    if (current) return current;
    const opening = open();
    const forget = (error: unknown) => {
      current = null;
      console.error('Prompts are not read while they are typed:', error);
    };
    opening.then(({ death }) => death.catch(forget), forget);
    current = opening;
    return opening;
  }

  async function open(): Promise<Body> {
    const coming = model(); // while the worker starts
    coming.catch(() => {}); // told below
    const body = embody(await start());
    try {
      const given = await coming;
      const files = await ask(body, (api) => api.open(given), OPEN_PATIENCE);
      if (wanted) unpacked = files;
      return body;
    } catch (error) {
      body.end();
      throw error;
    }
  }

  async function answer<T>(use: Use<T>, otherwise: T): Promise<T> {
    try {
      const first = ask(await opened(), use, ANSWER_PATIENCE);
      return await first.catch(async () => ask(await opened(), use, ANSWER_PATIENCE));
    } catch {
      return otherwise; // why has been told
    }
  }

  opened().catch(() => {}); // before the first question: it is told, and asked for again by that

  return {
    read: (prompt) => answer<PromptReading | null>((api) => api.read(prompt), null),
    complete: (prompt, caret) => answer((api) => api.complete(prompt, caret), []),
    find: (words) => answer((api) => api.find(words), []),
    names: kept(() => answer<Names | null>((api) => api.names(), null)),
    thumbnails: kept(() => answer<Thumbnails | null>((api) => api.thumbnails(), null)),
    async unpacked() {
      const late = new Promise((resolve) => setTimeout(resolve, HAND_PATIENCE));
      await Promise.race([opened().catch(() => {}), late]); // why has been told
      const files = unpacked;
      unpacked = null;
      wanted = false;
      return files && handedOver(files);
    },
  };
}

/** @throws the reason why there is no answer; a worker that gives none in time is put down */
async function ask<T>({ call, end }: Body, use: Use<T>, patience: number): Promise<T> {
  const late = () => end(new Error(WORDS.runs.silentReader(patience / 1000)));
  const timer = setTimeout(late, patience);
  try {
    return await call(use);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks once, and again where nothing came of it. */
function kept<T>(make: () => Promise<T | null>): () => Promise<T | null> {
  let made: Promise<T | null> | null = null;
  return () => {
    made ??= make().then((answer) => {
      if (answer === null) made = null;
      return answer;
    });
    return made;
  };
}
