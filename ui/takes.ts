/** Takes on a clip, drawn small and one after the other, until something else is asked for. */
import type { GenerateRequest } from '../worker/api';
import type { createClips } from './clips';
import type { Client } from './link/client';
import type { Store } from './store';

export interface TakesOptions {
  store: Store;
  client: Client;
  clips: Pick<ReturnType<typeof createClips>, 'makeTake'>;
}

export function createTakes({ store: { get, dispatch }, client, clips }: TakesOptions) {
  return {
    /** @param request of the clip that is on show */
    async draw(request: GenerateRequest): Promise<void> {
      const { spoken, round, takes } = get();
      const variations = await client.variations(request, round);
      const { job } = get();
      if (job || get().spoken !== spoken || variations.length === 0) return;
      dispatch({ type: 'varied', variations });
      const first = Math.max(1, takes.length);
      for (const [i, { shape }] of variations.entries()) {
        const small = smallOf({ ...request, shape });
        await clips
          .makeTake(small, (reel) => dispatch({ type: 'took', index: first + i, reel }))
          .catch(() => {}); // a take that is missing is an empty tile; the worker's end is told elsewhere
        if (!get().taking) return;
      }
      dispatch({ type: 'untaken' });
    },

    /** Something else is drawn. */
    stop(): void {
      if (get().taking) dispatch({ type: 'untaken' });
    },
  };
}

const EDGE = 96; // px: a take is a tile

/** The same clip, no larger than a tile. */
function smallOf(request: GenerateRequest): GenerateRequest {
  const scale = Math.min(1, EDGE / Math.max(request.width, request.height));
  const edge = (px: number) => Math.max(16, Math.round(px * scale));
  return { ...request, width: edge(request.width), height: edge(request.height) };
}
