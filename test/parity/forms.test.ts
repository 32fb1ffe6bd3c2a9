/** One checkpoint, several forms: cells fed one by one, in blocks, and drawn at several block sizes. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import { loadModel, type Model } from '../../worker/model';
import { createInputs, join } from '../../worker/network/inputs';
import { createRecurrence } from '../../worker/network/recurrence';
import { type Drawing, drawCodes } from '../../worker/network/retnet';
import { captionFor } from '../support/reading';

const BLOCKS = [1, 4, 16, 64, 256]; // cells
const RELATIVE = 1e-4; // largest difference of two logits, of the largest logit
const SAME = 0.97; // of the codes: one drawing, whose shades may differ
const OTHER = 0.5; // of the codes: two drawings that share little but their empty cells

let model: Model;
interface Clip {
  codes: Uint16Array; // [key frames, cells, groups]
  changed: number[][];
}
let drawn: Record<number, Clip>; // by block size
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
  drawn = {};
  for (const block of BLOCKS) drawn[block] = await draw('burning fire', block);
});

async function draw(prompt: string, block: number): Promise<Clip> {
  const { networks, config, codebook } = model;
  const words = captionFor(model, prompt);
  const keyFrames = config.frame.keyPhases.length;
  const drawing: Drawing = { keyFrames, block, sampling: 'greedy' };
  let clip: Clip = { codes: new Uint16Array(), changed: [] };
  for await (const { codes, changed } of drawCodes(networks, config, codebook, words, drawing)) {
    clip = { codes, changed };
  }
  return clip;
}

/** Logits of all cells that are drawn in a clip that is known, `stride` of them a run, and of which change. */
async function logitsOf(block: number, stride: number): Promise<Float32Array> {
  const { networks, config, codebook } = model;
  const { codes, changed } = drawn[block]!;
  const inputs = createInputs(config, codebook, codes, block);
  const recurrence = createRecurrence(networks, config.retnet, 'logits');
  const all: Float32Array[] = [];
  for (const [k, cells] of changed.entries()) {
    const number = inputs.serialNumber(k);
    const prompt = inputs.prompt(captionFor(model, 'burning fire'));
    const { change } = await recurrence.advance(k === 0 ? join(prompt, number) : number);
    all.push(change);
    for (let from = 0; from < cells.length; from += stride) {
      const count = Math.min(stride, cells.length - from);
      all.push((await recurrence.advance(inputs.cells(k, cells, from, count))).logits);
    }
  }
  recurrence.release();
  return Float32Array.from(all.flatMap((values) => [...values]));
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

/** The share of the first key frame's codes that are the same, of cells that either draws. */
function likeness(a: Clip, b: Clip): number {
  const { groups } = model.codebook;
  const cells = [...new Set([...a.changed[0]!, ...b.changed[0]!])];
  const codes = cells.flatMap((cell) =>
    Array.from({ length: groups }, (_, i) => cell * groups + i),
  );
  return codes.filter((at) => a.codes[at] === b.codes[at]).length / codes.length;
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
    const share = likeness(drawn[1]!, await draw('robot beeping', 64));
    assert.ok(share < OTHER, `${share} of the codes of a fire and of a robot are the same`);
  });
});
