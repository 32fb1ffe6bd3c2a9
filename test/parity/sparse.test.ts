/** Copying what does not move changes nothing: clips of every motion, fetched where it is needed and everywhere. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import { loadModel, type Model } from '../../worker/model';
import { createDecoder, latentsOf } from '../../worker/network/decoder';
import {
  fetchBetween,
  type KeyFrame,
  locate,
  predictFields,
} from '../../worker/network/interpolate';
import { settle } from '../../worker/network/moving';
import { drawCodes } from '../../worker/network/retnet';
import { greedy } from '../../worker/network/sampler';
import { captionFor } from '../support/reading';

const LEVEL = 1 / 255;
const RATES = [8, 16, 24, 32]; // frames of a clip
const SUBJECTS = ['rocket', 'pizza', 'cat', 'bell'];

const { words, motions, subjects } = JSON.parse(
  new TextDecoder().decode((await readAssets()).model['vocabulary.json']),
) as {
  words: string[];
  motions: { name: string }[];
  subjects: { name: string; alive?: number[][] }[];
};
const LIVING = subjects.find(({ alive }) => alive && alive.length > 0);

/** “Alive” is said in words of the subject's own. */
function promptOf(motion: string, index: number): string {
  if (motion !== 'alive') return `${SUBJECTS[index % SUBJECTS.length]} ${motion}`;
  return `${LIVING!.name} ${LIVING!.alive![0]!.map((id) => words[id]).join(' ')}`;
}

let model: Model;
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
});

/** As the pipeline draws them, greedily. */
async function drawKeyFrames(words: number[]): Promise<KeyFrame[]> {
  const { networks, config, codebook } = model;
  const decode = createDecoder(networks, codebook.dims);
  const drawing = { block: config.retnet.defaultBlock, guidance: 1, draw: greedy };
  let codes = new Uint16Array();
  for await (const drawn of drawCodes(networks, config, codebook, words, drawing)) {
    codes = Uint16Array.from(drawn.codes);
  }
  const keyFrames: KeyFrame[] = [];
  const each = config.frame.cells ** 2 * codebook.groups; // codes of a key frame
  for (let at = 0; at < codes.length; at += each) {
    const own = codes.slice(at, at + each);
    const latents = latentsOf(own, codebook);
    const frame = await decode(latents);
    settle(frame, keyFrames[0]?.frame, config.frame.cells);
    keyFrames.push({ codes: own, latents, frame });
  }
  return keyFrames;
}

/** The largest difference over all frames between key frames, and the share of cells that was computed. */
async function compare(keyFrames: KeyFrame[], motion: number, frames: number) {
  const { networks, config } = model;
  const grid = config.frame.cells;
  const moments = Array.from({ length: frames }, (_, index) =>
    locate(index, frames, keyFrames.length),
  ).filter(({ towards }) => towards > 0);
  const fields = await predictFields(networks, keyFrames, moments, motion, grid);
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
  for (const [i, { name }] of motions.entries()) {
    test(`for a clip that is ${name}`, async () => {
      const { words, motion } = captionFor(model, promptOf(name, i));
      const keyFrames = await drawKeyFrames(words);
      for (const frames of RATES) {
        const { most, share } = await compare(keyFrames, motion, frames);
        assert.ok(most <= LEVEL, `${frames} frames: ${255 * most} of 255`);
        assert.ok(share < 1, `${frames} frames: ${share} of the cells are computed`);
      }
    });
  }
});
