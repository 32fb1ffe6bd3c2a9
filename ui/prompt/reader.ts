/** The reader as the panel sees it: answers come at once, or not at all, and none of them is an error. */
import type { Completion, Names, PromptReading, Texts, Thumbnails } from '../../worker/api';
import { type Body, embody, type FarEnd } from '../body';

export interface Reader {
  /** `null` where nothing reads: typing goes on all the same. */
  read(prompt: string): Promise<PromptReading | null>;
  complete(prompt: string, caret: number): Promise<Completion[]>;
  find(words: string): Promise<string[]>;
  names(): Promise<Names | null>;
  thumbnails(): Promise<Thumbnails | null>;
}

export interface ReaderOptions {
  start: () => Promise<Worker>;
  texts: () => Promise<Texts>;
}

/**
 * A reader in a worker of its own, so that it waits for no clip and no engine. A worker that dies leaves the panel
 * without a reading; the engine's worker reads each prompt again before it draws.
 */
export function createReader({ start, texts }: ReaderOptions): Reader {
  const opened = open();
  opened.catch((error) => console.error('Prompts are not read while they are typed:', error));

  async function open(): Promise<Body> {
    const body = embody(await start());
    const given = await texts();
    await body.call((api) => api.open(given));
    return body;
  }

  async function ask<T>(use: (api: FarEnd) => Promise<T>, otherwise: T): Promise<T> {
    try {
      const body = await opened;
      return await body.call(use);
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
