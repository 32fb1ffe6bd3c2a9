/** A worker that was asked for, on its way to be ready, and how it is asked and let go. */
import type { Engine, Loaded } from '../../worker/api';
import { type Body, CrashError, explain, type Use } from '../body';

const ANSWER_TIME = 1_000; // ms that a cancelled worker has to answer before it is put down

/** A worker that was asked for. */
export interface Attempt {
  engine: Engine;
  body: Promise<Body>;
  ready: Promise<Ready>;
}

export interface Ready {
  body: Body; // with its model loaded
  loaded: Loaded;
}

/** Ready once its first runs are over, too. */
export const rehearsed = ({ ready, ...attempt }: Attempt): Attempt => ({
  ...attempt,
  ready: ready.then(async (opened) => {
    await ask(opened.body, (api) => api.rehearse());
    return opened;
  }),
});

export function letGo({ body, ready }: Attempt): void {
  ready.catch(() => {}); // nobody waits for it any more
  body.then(({ end }) => end()).catch(() => {}); // it may never have started
}

/** @throws a sentence; a worker whose runtime failed is put down */
export async function ask<T>(body: Body, use: Use<T>): Promise<T> {
  try {
    return await body.call(use);
  } catch (error) {
    const failure = explain(error);
    if (failure instanceof CrashError) body.end(failure); // the runtime is unusable after it failed
    throw failure;
  }
}

/** Settles once nothing of the running clip is left in the worker, dead or alive. */
export async function dismiss(body: Body): Promise<void> {
  const answered = body.call((api) => api.cancel()).then(() => true);
  const silence = new Promise<boolean>((resolve) => setTimeout(resolve, ANSWER_TIME, false));
  const answer = await Promise.race([answered, silence]).catch(() => true); // dead is an answer too
  if (!answer) body.end();
}
