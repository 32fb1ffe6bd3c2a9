/** One checkpoint, several forms: cells fed one by one, in blocks, and drawn at several block sizes. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import { loadModel, type Model } from '../../worker/model';
import {
  createInputs,
  createRecurrence,
  type Drawing,
  drawCodes,
} from '../../worker/network/retnet';
import { captionFor } from '../support/reading';

const BLOCKS = [1, 4, 16, 64, 256]; // cells
const RELATIVE = 1e-4; // largest difference of two logits, of the largest logit
const SAME = 0.97; // of the codes: one drawing, whose shades may differ
const OTHER = 0.5; // of the codes: two drawings that share little but their empty cells

let model: Model;
let drawn: Record<number, Uint16Array>; // codes of all key frames, by block size
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
  drawn = {};
  for (const block of BLOCKS) drawn[block] = await draw('burning fire', block);
});

async function draw(prompt: string, block: number): Promise<Uint16Array> {
  const { networks, config, codebook } = model;
  const { words } = captionFor(model, prompt);
  const keyFrames = config.frame.keyPhases.length;
  const drawing: Drawing = { keyFrames, block, sampling: 'greedy' };
  let codes = new Uint16Array();
  for await (const { codes: soFar } of drawCodes(networks, config, codebook, words, drawing)) {
    codes = Uint16Array.from(soFar);
  }
  return codes;
}

/** Logits of all cells of a clip that is known, `stride` of them a run. */
async function logitsOf(block: number, stride: number): Promise<Float32Array> {
  const { networks, config, codebook } = model;
  const codes = drawn[block]!;
  const cells = codes.length / codebook.groups;
  const inputs = createInputs(config, codebook, block);
  const recurrence = createRecurrence(networks, config.retnet);
  inputs.drawn(codes, 0, cells);
  await recurrence.advance(inputs.prompt(captionFor(model, 'burning fire').words));
  const all = new Float32Array(codes.length * codebook.codes);
  for (let cell = 0; cell < cells; cell += stride) {
    const logits = await recurrence.advance(inputs.cells(cell, stride));
    all.set(logits, cell * codebook.groups * codebook.codes);
  }
  recurrence.release();
  return all;
}

function difference(a: Float32Array, b: Float32Array): number {
  assert.equal(a.length, b.length);
  let [most, largest] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    most = Math.max(most, Math.abs(a[i]! - b[i]!));
    largest = Math.max(largest, Math.abs(a[i]!));
  }
  return most / largest;
}

/** The share of the first key frame's codes that are the same. */
function likeness(a: Uint16Array, b: Uint16Array): number {
  const codes = model.config.frame.cells ** 2 * model.codebook.groups;
  let same = 0;
  for (let i = 0; i < codes; i++) if (a[i] === b[i]) same++;
  return same / codes;
}

test('the model was trained for these block sizes', () => {
  assert.deepEqual(model.config.retnet.blockSizes, BLOCKS);
});

describe('cell by cell and block by block, the same inputs give the same logits', () => {
  for (const block of BLOCKS.slice(1)) {
    test(`in blocks of ${block}`, async () => {
      const off = difference(await logitsOf(block, 1), await logitsOf(block, block));
      assert.ok(off < RELATIVE, `they differ by ${off} of the largest`);
    });
  }
});

describe('the block size', () => {
  for (const block of BLOCKS.slice(1)) {
    test(`of ${block} draws the subject that single cells draw`, () => {
      const share = likeness(drawn[1]!, drawn[block]!);
      assert.ok(share > SAME, `${share} of the first key frame's codes are the same`);
    });
  }

  test('matters less than the subject', async () => {
    const share = likeness(drawn[1]!, await draw('dog panting', 64));
    assert.ok(share < OTHER, `${share} of the codes of a fire and of a dog are the same`);
  });
});
