/**
 * The frames between the key frames of living clips: fetched where something changes (sparse, as shipped)
 * and everywhere (dense). Both show the same (test/parity/sparse.test.ts). What a map moves has no such
 * frames: it is computed.
 */
import { framesOf, LIMITS } from '../../../worker/api';
import type { Model } from '../../../worker/model';
import {
  fetchBetween,
  type KeyFrame,
  locate,
  predictFields,
} from '../../../worker/network/interpolate';
import { drawKeyFrames } from '../../../worker/network/keyframes';
import { median, rounded, timed } from './statistics';

export interface InterpolationFigures {
  clips: string[]; // the living things
  share: number; // of the cells of frames between key frames: how many are computed
  sparseMs: number; // for all frames between of a clip, the network included
  denseMs: number;
}

const FRAMES = framesOf({ seconds: LIMITS.seconds.default, fps: LIMITS.fps.default });
const TURNS = 3; // sparse and dense by turns
const THINGS = ['fire', 'cat', 'wink', 'tornado', 'coffee', 'bee', 'party popper', 'penguin'];

export async function benchInterpolation(
  model: Model,
  quick: boolean,
): Promise<InterpolationFigures> {
  const clips = THINGS.filter(model.isAlive).slice(0, quick ? 3 : THINGS.length);
  const times: Record<'sparse' | 'dense', number[]> = { sparse: [], dense: [] };
  let [computed, cells] = [0, 0];
  for (const thing of clips) {
    const words = model.captionOf({ thing, style: null, alive: true });
    const fill = createFiller(model, await drawAll(model, words));
    for (let turn = 0; turn <= TURNS; turn++) {
      for (const way of ['sparse', 'dense'] as const) {
        let made = { computed: 0, cells: 0 };
        const ms = await timed(async () => {
          made = await fill(way === 'dense');
        });
        if (turn > 0) times[way].push(ms); // the first ones warm up
        if (turn === 0 && way === 'sparse') {
          computed += made.computed;
          cells += made.cells;
        }
      }
    }
  }
  return {
    clips,
    share: rounded(computed / cells, 3),
    sparseMs: rounded(median(times.sparse), 1),
    denseMs: rounded(median(times.dense), 1),
  };
}

async function drawAll(model: Model, words: number[]): Promise<KeyFrame[]> {
  const order = { keyFrames: model.config.frame.keyPhases.length, seed: 0 };
  const keyFrames: KeyFrame[] = [];
  for await (const { keyFrame } of drawKeyFrames(model, words, order, async (_, work) => work()))
    if (keyFrame) keyFrames.push(keyFrame);
  return keyFrames;
}

/** @returns a function that fills in all frames between key frames, and counts their cells */
function createFiller({ networks, config }: Model, keyFrames: KeyFrame[]) {
  const grid = config.frame.cells;
  const moments = Array.from({ length: FRAMES }, (_, i) =>
    locate(i / FRAMES, keyFrames.length),
  ).filter(({ towards }) => towards > 0);
  return async (everywhere: boolean) => {
    const fields = await predictFields(networks, keyFrames, moments, grid);
    let computed = 0;
    for (const [i, { after, towards }] of moments.entries()) {
      const [from, to] = [keyFrames[after]!, keyFrames[(after + 1) % keyFrames.length]!];
      computed += fetchBetween(from, to, fields[i]!, towards, grid, everywhere).computed;
    }
    return { computed, cells: moments.length * grid ** 2 };
  };
}
