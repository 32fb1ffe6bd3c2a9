/** The TypeScript port against the values that the exporter wrote from PyTorch. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { readAssets, shippedFolder } from '../../models/shipped';
import { loadModel, type Model } from '../../worker/model';
import { createDecoder, latentsOf } from '../../worker/network/decoder';
import type { Networks } from '../../worker/network/engine';
import { fetchBetween, type KeyFrame, predictFields } from '../../worker/network/interpolate';
import {
  createInputs,
  createRecurrence,
  type Drawing,
  drawCodes,
} from '../../worker/network/retnet';
import { type Feeds, floats, GpuError } from '../../worker/network/session';
import { captionFor } from '../support/reading';

interface Golden {
  tokens: { prompt: string; words: number[] }[];
  cases: {
    prompt: string;
    block: number;
    codes: number[][][]; // [key frames, cells, groups]
    logits: { cell: number; group0: number[]; last: number[] }[]; // the first 16 and the last 16 of a cell
  }[];
  prefill: { prompt: string; present0: number[]; last: number[] };
  step: { cell: number; block: number; logits: number[]; present0: number[] };
  interpolator: {
    case: number;
    motion: number; // as the network takes it: 0 is none
    gap: number; // after which key frame
    times: number[];
    field: { time: number; cell: number; values: number[] }[]; // of its five planes
    pixels: { time: number; y: number; x: number; rgba: number[] }[];
  };
  decoder: { case: number; pixels: { frame: number; y: number; x: number; rgba: number[] }[] };
}

const golden: Golden = JSON.parse(readFileSync(new URL('golden.json', shippedFolder), 'utf8'));
const LOGITS = 1e-3; // largest difference allowed
const PIXELS = 1e-3; // of 1
const COPIED = 0.02; // of 1: a pixel may be copied where fetching it would hardly change it

let model: Model;
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
});

const wordsOf = (prompt: string) => golden.tokens.find((one) => one.prompt === prompt)!.words;
const flat = (codes: number[][][]) => Uint16Array.from(codes.flat(2));

function near(actual: ArrayLike<number>, expected: number[], tolerance: number, what: string) {
  assert.ok(actual.length >= expected.length, `${what}: too few values`);
  expected.forEach((value, i) => {
    const off = Math.abs(actual[i]! - value);
    assert.ok(off <= tolerance, `${what}, value ${i}: ${actual[i]} is ${off} away from ${value}`);
  });
}

/** Networks whose last outputs can be looked at. */
function watched() {
  const outputs: Feeds[] = [];
  const networks: Networks = {
    engine: 'wasm',
    reason: '',
    onWasm: async () => networks,
    async run(graph, feeds) {
      outputs.unshift(await model.networks.run(graph, feeds));
      return outputs[0]!;
    },
  };
  return { networks, state: () => floats(outputs[0]!['present.0']) };
}

/** As many key frames as the case has. */
async function draw(
  networks: Networks,
  { prompt, block, codes: { length: keyFrames } }: Golden['cases'][number],
  stride = block,
) {
  const words = wordsOf(prompt);
  const drawing: Drawing = { keyFrames, block, stride, sampling: 'greedy' };
  let codes = new Uint16Array();
  for await (const drawn of drawCodes(networks, model.config, model.codebook, words, drawing)) {
    codes = Uint16Array.from(drawn.codes);
  }
  return codes;
}

test('the network is told a canonical caption as the exporter told it', () => {
  for (const prompt of ['a rocket bouncing', 'cat floating']) {
    assert.deepEqual(captionFor(model, prompt).words, wordsOf(prompt), prompt);
  }
});

test('the prompt, then one recurrent step, leave the same logits and retention states', async () => {
  const { networks, state } = watched();
  const { codes, groups } = model.codebook;
  const prompt = createInputs(model.config, model.codebook, golden.step.block);
  const recurrence = createRecurrence(networks, model.config.retnet);

  const tokens = prompt.prompt(wordsOf(golden.prefill.prompt));
  const logits = await recurrence.advance(tokens);
  const last = logits.subarray((tokens.word.length - 1) * groups * codes);
  near(last, golden.prefill.last, LOGITS, 'logits of the last prompt token');
  near(state(), golden.prefill.present0, LOGITS, 'state after the prompt');

  const drawn = flat(golden.cases[0]!.codes);
  prompt.drawn(drawn, 0, drawn.length / groups);
  const step = await recurrence.advance(prompt.cells(golden.step.cell, 1));
  near(step, golden.step.logits, LOGITS, 'logits of the step');
  near(state(), golden.step.present0, LOGITS, 'state after the step');
});

describe('a whole greedy clip', () => {
  for (const one of golden.cases) {
    const { prompt, block, codes, logits } = one;
    test(`of “${prompt}” in blocks of ${block}: the same logits for the same codes`, async () => {
      const { codes: count, groups } = model.codebook;
      const inputs = createInputs(model.config, model.codebook, block);
      const recurrence = createRecurrence(model.networks, model.config.retnet);
      const drawn = flat(codes);
      inputs.drawn(drawn, 0, drawn.length / groups);
      await recurrence.advance(inputs.prompt(wordsOf(prompt)));
      for (let first = 0; first < drawn.length / groups; first += block) {
        const values = await recurrence.advance(inputs.cells(first, block));
        for (const { cell, group0, last } of logits) {
          if (cell < first || cell >= first + block) continue;
          const at = (cell - first) * groups * count;
          near(values.subarray(at), group0, LOGITS, `cell ${cell}, group 0`);
          const end = at + groups * count;
          near(values.subarray(end - last.length, end), last, LOGITS, `cell ${cell}, last group`);
        }
      }
    });

    test(`of “${prompt}” in blocks of ${block}: the same codes`, async () => {
      assert.deepEqual(await draw(model.networks, one), flat(codes));
    });
  }
});

test('how many cells a run takes does not change the codes', async () => {
  const one = golden.cases[0]!;
  assert.ok(one.block % 32 === 0);
  assert.deepEqual(await draw(model.networks, one, 32), flat(one.codes));
});

test('a GPU that goes away in the middle of a clip costs no code', async () => {
  const one = golden.cases[0]!;
  let runs = 0;
  const fragile: Networks = {
    engine: 'webgpu',
    reason: '',
    onWasm: async () => model.networks,
    run(graph, feeds) {
      if (++runs === 7) throw new GpuError('test');
      return model.networks.run(graph, feeds);
    },
  };
  assert.deepEqual(await draw(fragile, one), flat(one.codes));
});

test('the decoder paints the same pixels', async () => {
  const { size } = model.config.frame;
  const decode = createDecoder(model.networks, model.codebook.dims);
  const { pixels, case: of } = golden.decoder;
  for (const frame of new Set(pixels.map((pixel) => pixel.frame))) {
    const codes = Uint16Array.from(golden.cases[of]!.codes[frame]!.flat());
    const rgba = await decode(latentsOf(codes, model.codebook));
    for (const { y, x, rgba: expected } of pixels.filter((pixel) => pixel.frame === frame)) {
      const actual = [0, 1, 2, 3].map((plane) => rgba[(plane * size + y) * size + x]!);
      near(actual, expected, PIXELS, `pixel ${x}, ${y}`);
    }
  }
});

test('the interpolator predicts the same flow, and the same pixels are fetched', async () => {
  const { case: of, motion, gap, times, field, pixels } = golden.interpolator;
  const { size, cells } = model.config.frame;
  const decode = createDecoder(model.networks, model.codebook.dims);
  const keyFrames: KeyFrame[] = [];
  for (const frame of golden.cases[of]!.codes) {
    const codes = Uint16Array.from(frame.flat());
    const latents = latentsOf(codes, model.codebook);
    keyFrames.push({ codes, latents, frame: await decode(latents) });
  }
  const moments = times.map((towards) => ({ after: gap, towards }));
  const fields = await predictFields(model.networks, keyFrames, moments, motion, cells);
  for (const { time, cell, values } of field) {
    const actual = values.map((_, plane) => fields[time]![plane * cells ** 2 + cell]!);
    near(actual, values, LOGITS, `flow of cell ${cell} at time ${times[time]}`);
  }
  const [from, to] = [keyFrames[gap]!, keyFrames[(gap + 1) % keyFrames.length]!];
  const frames = times.map((time, i) => fetchBetween(from, to, fields[i]!, time, cells).frame);
  for (const { time, y, x, rgba } of pixels) {
    const actual = rgba.map((_, plane) => frames[time]![(plane * size + y) * size + x]!);
    near(actual, rgba, COPIED, `pixel ${x}, ${y} at time ${times[time]}`);
  }
});
