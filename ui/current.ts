/** The clip on show: made when it is asked for, and made anew behind it when what is said of it changes. */
import type { Size } from '../plugin/protocol';
import type { Unreadable } from '../worker/api';
import type { createClips } from './clips';
import type { Client } from './link/client';
import { frameAt } from './preview/reel';
import { type Requests, requestsOf, sameRequests } from './request';
import { groundOf, type Result, reelOf } from './state';
import type { Store } from './store';

export interface CurrentOptions {
  store: Store;
  client: Client;
  clips: Pick<ReturnType<typeof createClips>, 'make' | 'remember'>;
}

export function createCurrent({ store: { get }, client, clips }: CurrentOptions) {
  let making: Promise<Result | Unreadable | null> = Promise.resolve(null); // the newest
  let stopped: number | null = null; // the frame on show; null while the preview plays

  /** What is generated now: the words are those generated last, whatever is being typed. */
  const requests = (): Requests =>
    requestsOf({ ...get().form, prompt: get().spoken }, groundOf(get()));

  /** Makes the clip that the form asks for, in the place of one that is being made. */
  function make(quiet: boolean): void {
    const asked = requests();
    const { job, taking } = get();
    if (job && sameRequests(job.requests, asked)) return;
    if (job || taking) client.cancel();
    const own = clips.make(asked, quiet, quiet ? glance() : 0);
    making = own;
    void own.then((made) => {
      if (making !== own || !made || 'problem' in made) return;
      if (!quiet) void clips.remember(made);
      follow(); // changed while it was drawn
    });
  }

  /** Where in the loop the preview is, 0 to 1. */
  function glance(): number {
    const reel = reelOf(get());
    return reel ? (stopped ?? frameAt(reel, performance.now())) / reel.of : 0;
  }

  const requestsMade = () => get().result?.made.map(({ request }) => request) ?? [];

  /** Shows what was changed. A first drawing is not broken off for it: the change comes behind. */
  function follow(): void {
    const { job, result } = get();
    if (job ? !job.quiet : result === null) return;
    if (!job && sameRequests(requestsMade(), requests())) return;
    make(true);
  }

  /** Whether the selection asks for other sizes; the colour under the edges can wait for Insert. */
  function isResized(): boolean {
    const sizes = requests();
    const there = requestsMade();
    const same = ({ width, height }: Size, i: number) =>
      width === there[i]?.width && height === there[i]?.height;
    return sizes.length !== there.length || !sizes.every(same);
  }

  /** Once it is whole: changes that overtake it are waited for too. */
  async function newest(): Promise<Result | null> {
    for (;;) {
      const waited = making;
      const made = await waited;
      if (making !== waited) continue;
      return made && !('problem' in made) ? made : get().result;
    }
  }

  return {
    requests,
    make,
    follow,
    isResized,
    newest,

    /** @param frame that the preview shows; `null` while it plays */
    stopAt(frame: number | null): void {
      stopped = frame;
    },
  };
}
