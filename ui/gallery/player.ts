/**
 * Plays things on hover, drawn by the worker that draws all clips: never while one is asked for, and given up as soon
 * as one is, or as the pointer leaves.
 */
import { BEST_GUESS, type GenerateRequest, LIMITS } from '../../worker/api';
import type { Client } from '../link/client';
import type { Store } from '../store';

export interface Player {
  /** A `data:` URL of the prompt's clip; `null` when it was given up, cannot be drawn, or has to wait for another. */
  play(prompt: string): Promise<string | null>;
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

  // A clip that is asked for is told to the state before the worker hears of it: this one makes way.
  store.subscribe(() => {
    const { job, taking } = store.get();
    if (job || taking) leave();
  });

  function leave() {
    if (playing === null) return;
    playing = null;
    client.cancel();
  }

  return {
    async play(prompt) {
      const known = kept.get(prompt);
      if (known) return known;
      leave();
      const { job, taking, engine } = store.get();
      if (job || taking || engine.kind !== 'ready') return null;
      playing = prompt;
      try {
        const clip = await client.generate(requestFor(prompt), () => {});
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
