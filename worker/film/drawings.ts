/** Key frames that were drawn, kept for the next clip: another motion, colour or canvas draws nothing anew. */
import type { GenerateRequest } from '../api';
import type { KeyFrame } from '../network/interpolate';
import { type Drawer, type DrawKeyFrames, drawKeyFrames, type Timed } from '../network/keyframes';

const MOST_KEPT = 64; // key frames: 64 MB at 256 px

export interface Drawings {
  /** What draws key frames for a job, of which this is all that counts. */
  of(job: {
    model: Drawer;
    request: Pick<GenerateRequest, 'seed' | 'best'>;
    timed: Timed;
  }): RememberKeyFrames;
}

/** Draws as the network does, and tells of key frames that it did not have to draw. */
export type RememberKeyFrames = (
  ...asked: Parameters<DrawKeyFrames>
) => AsyncGenerator<{ drawn: number; keyFrame?: KeyFrame; remembered?: true }, void>;

/** Draws each time. */
export const drawAnew: Drawings = {
  of:
    ({ model, request: { seed, best }, timed }) =>
    (words, options) =>
      drawKeyFrames(model, words, { ...options, seed, best }, timed),
};

/** Draws once, and remembers what was drawn last. */
export function createDrawings(): Drawings {
  const kept = new Map<string, KeyFrame[]>(); // the ones used longest ago first
  return {
    of(job) {
      const draw = drawAnew.of(job);
      const { seed, best } = job.request;
      return async function* remembered(words, options) {
        const { engine } = job.model.networks;
        const key = JSON.stringify([words, options, seed, best ?? false, engine]);
        const known = kept.get(key);
        if (known) {
          kept.delete(key);
          kept.set(key, known);
          for (const [i, keyFrame] of known.entries()) {
            yield { drawn: (i + 1) / known.length, keyFrame, remembered: true };
          }
          return;
        }
        const keyFrames: KeyFrame[] = [];
        for await (const step of draw(words, options)) {
          if (step.keyFrame) keyFrames.push(step.keyFrame);
          yield step;
        }
        kept.set(key, keyFrames);
        forget(kept);
      };
    },
  };
}

function forget(kept: Map<string, KeyFrame[]>) {
  let count = [...kept.values()].reduce((sum, keyFrames) => sum + keyFrames.length, 0);
  for (const [key, keyFrames] of kept) {
    if (count <= MOST_KEPT) return;
    kept.delete(key);
    count -= keyFrames.length;
  }
}
