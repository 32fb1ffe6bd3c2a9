/**
 * Plays things on hover, drawn by the worker that draws all clips: never while one is asked for, and given up as soon
 * as one is, or as the pointer leaves. What is looked at while a clip is drawn plays once that is there.
 */
import { BEST_GUESS, type GenerateRequest, LIMITS } from '../../worker/api';
import type { Client } from '../link/client';
import { collect, type Reel } from '../preview/reel';
import type { Store } from '../store';

export interface Player {
  /**
   * A `data:` URL of the prompt's clip; `null` when it was given up, or cannot be drawn.
   *
   * @param show told of the frames as they come, before there is a clip
   */
  play(prompt: string, show: (reel: Reel) => void): Promise<string | null>;
  /** Nobody looks at it any more. */
  leave(): void;
}

export interface PlayerOptions {
  client: Client;
  store: Store;
  dataUrl: (gif: Uint8Array) => Promise<string>;
}

const EDGE = 96; // px
const MOST_KEPT = 80; // clips, of some 20 KB each

export function createPlayer({ client, store, dataUrl }: PlayerOptions): Player {
  const kept = new Map<string, string>(); // prompt → URL, the one played longest ago first
  let playing: string | null = null;
  let begin: ((now: boolean) => void) | null = null; // what waits for its turn

  // A clip that is asked for is told to the state before the worker hears of it: this one makes way.
  store.subscribe(() => {
    const { job, taking } = store.get();
    if (job || taking) stop();
    else if (isIdle()) turn(true);
  });

  function isIdle(): boolean {
    const { job, taking, engine } = store.get();
    return !job && !taking && engine.kind === 'ready';
  }

  function turn(now: boolean): void {
    const waiting = begin;
    begin = null;
    waiting?.(now);
  }

  function stop(): void {
    if (playing === null) return;
    playing = null;
    client.cancel();
  }

  function leave(): void {
    turn(false);
    stop();
  }

  return {
    async play(prompt, show) {
      const known = kept.get(prompt);
      if (known) return known;
      leave();
      const waits = (settle: (now: boolean) => void) => {
        begin = settle;
      };
      if (!isIdle() && !(await new Promise<boolean>(waits))) return null;
      playing = prompt;
      try {
        const request = requestFor(prompt);
        let reel: Reel | null = null;
        const clip = await client.generate(request, ({ frame }) => {
          if (!frame || playing !== prompt) return;
          reel = collect(reel, frame, request);
          show(reel);
        });
        if (!clip || 'problem' in clip) return null;
        const url = await dataUrl(clip.gif);
        kept.set(prompt, url);
        const [oldest] = kept.keys();
        if (kept.size > MOST_KEPT && oldest) kept.delete(oldest);
        return url;
      } catch {
        return null; // a clip that is asked for says what is wrong
      } finally {
        if (playing === prompt) playing = null;
      }
    },
    leave,
  };
}

const requestFor = (prompt: string): GenerateRequest => ({
  prompt,
  seed: BEST_GUESS,
  width: EDGE,
  height: EDGE,
  seconds: LIMITS.seconds.default,
  fps: LIMITS.fps.default,
  background: 'transparent',
  matte: null,
});
