/** The reader as the panel sees it: answers come at once, or not at all, and none of them is an error. */
import type {
  Completion,
  Names,
  PromptReading,
  ReaderApi,
  Texts,
  Thumbnails,
} from '../../worker/api';

export interface Reader {
  /** `null` where nothing reads: typing goes on all the same. */
  read(prompt: string): Promise<PromptReading | null>;
  complete(prompt: string, caret: number): Promise<Completion[]>;
  find(words: string): Promise<string[]>;
  names(): Promise<Names | null>;
  thumbnails(): Promise<Thumbnails | null>;
}

/** Far ends answer with promises, whatever they are. */
export type Remote = { [K in keyof ReaderApi]: ReaderApi[K] };

export interface ReaderOptions {
  start: () => Promise<Worker>;
  reach: (worker: Worker) => Remote;
  texts: () => Texts;
}

/**
 * A reader in a worker of its own, so that it waits for no clip and no engine. A worker that dies leaves the panel
 * without a reading; the engine's worker reads each prompt again before it draws.
 */
export function createReader({ start, reach, texts }: ReaderOptions): Reader {
  const opened = open();
  opened.catch((error) => console.error('Prompts are not read while they are typed:', error));

  async function open() {
    const worker = await start();
    const death = new Promise<never>((_, reject) => {
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    });
    death.catch(() => {}); // heard by whoever waits
    const api = reach(worker);
    await Promise.race([api.open(texts()), death]);
    return { api, death };
  }

  async function ask<T>(use: (api: Remote) => Promise<T>, otherwise: T): Promise<T> {
    try {
      const { api, death } = await opened;
      return await Promise.race([use(api), death]);
    } catch {
      return otherwise; // why has been told once
    }
  }

  const names = once(() => ask<Names | null>((api) => api.names(), null));
  const thumbnails = once(() => ask<Thumbnails | null>((api) => api.thumbnails(), null));
  return {
    read: (prompt) => ask<PromptReading | null>((api) => api.read(prompt), null),
    complete: (prompt, caret) => ask((api) => api.complete(prompt, caret), []),
    find: (words) => ask((api) => api.find(words), []),
    names,
    thumbnails,
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
