/** Copying what does not move changes nothing: living clips, fetched where it is needed and everywhere. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import { loadModel, type Model } from '../../worker/model';
import {
  fetchBetween,
  type KeyFrame,
  locate,
  predictFields,
} from '../../worker/network/interpolate';
import { drawKeyFrames } from '../../worker/network/keyframes';
import { openReader } from '../support/reading';

const LEVEL = 1 / 255;
const RATES = [12, 15, 24, 50]; // frames of a clip; each clip is made with one
const CLIPS = 12;

const { vocabulary } = await openReader();
const living = vocabulary.subjects.filter(({ alive }) => alive);
const some = living.filter((_, i) => i % Math.ceil(living.length / CLIPS) === 0);

let model: Model;
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
});

/** As the pipeline draws them. */
async function keyFramesOf(words: number[]): Promise<KeyFrame[]> {
  const order = { keyFrames: model.config.frame.keyPhases.length, seed: 0 };
  const steps = drawKeyFrames(model, words, order, async (_, work) => work());
  const keyFrames: KeyFrame[] = [];
  for await (const { keyFrame } of steps) if (keyFrame) keyFrames.push(keyFrame);
  return keyFrames;
}

/** The largest difference over all frames between key frames, and the share of cells that was computed. */
async function compare(keyFrames: KeyFrame[], frames: number) {
  const { networks, config } = model;
  const grid = config.frame.cells;
  const moments = Array.from({ length: frames }, (_, index) =>
    locate(index / frames, keyFrames.length),
  ).filter(({ towards }) => towards > 0);
  const fields = await predictFields(networks, keyFrames, moments, grid);
  let [most, computed] = [0, 0];
  for (const [i, { after, towards }] of moments.entries()) {
    const ends = [keyFrames[after]!, keyFrames[(after + 1) % keyFrames.length]!] as const;
    const sparse = fetchBetween(...ends, fields[i]!, towards, grid);
    const dense = fetchBetween(...ends, fields[i]!, towards, grid, true);
    assert.equal(dense.computed, grid ** 2);
    computed += sparse.computed;
    sparse.frame.forEach((value, at) => {
      most = Math.max(most, Math.abs(value - dense.frame[at]!));
    });
  }
  return { most, share: computed / (moments.length * grid ** 2) };
}

describe('sparse is dense', () => {
  some.forEach(({ name }, at) => {
    const frames = RATES[at % RATES.length]!;
    test(`for a living ${name} of ${frames} frames`, async () => {
      const words = model.captionOf({ thing: name, style: null, alive: true });
      assert.equal(words.at(-1), vocabulary.alive.caption[0], 'the network is told that it lives');
      const keyFrames = await keyFramesOf(words);
      assert.equal(keyFrames.length, model.config.frame.keyPhases.length);
      const { most, share } = await compare(keyFrames, frames);
      assert.ok(most <= LEVEL, `${255 * most} of 255`);
      assert.ok(share < 1, `${share} of the cells are computed`);
    });
  });
});
