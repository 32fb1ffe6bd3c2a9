/** The TypeScript port against the values that the exporter wrote from PyTorch. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { readAssets, shippedFolder } from '../../models/shipped';
import { loadModel, type Model } from '../../worker/model';
import { createDecoder, latentsOf } from '../../worker/network/decoder';
import type { Networks } from '../../worker/network/engine';
import { createInputs, join } from '../../worker/network/inputs';
import { fetchBetween, type KeyFrame, predictFields } from '../../worker/network/interpolate';
import { createRecurrence } from '../../worker/network/recurrence';
import { type Drawing, drawCodes } from '../../worker/network/retnet';
import { createNoise, type Sampling, SILENCE, samplingOf } from '../../worker/network/sampler';
import { type Feeds, floats, GpuError, type Tensor } from '../../worker/network/session';
import { captionFor } from '../support/reading';

interface Golden {
  tokens: { prompt: string; words: number[] }[];
  cases: {
    prompt: string;
    block: number;
    codes: number[][][]; // [key frames, cells, groups]
    drawn: number[][]; // by key frame: the cells that change
    logits: { frame: number; cell: number; group0: number[]; last: number[] }[]; // the first 16 and the last 16 of a cell
    changes: { frame: number; logits: number[] }[]; // [cells]
  }[];
  prefill: { prompt: string; present0: number[]; change: number[] };
  step: { cell: number; block: number; logits: number[]; present0: number[] };
  interpolator: {
    case: number;
    earlier: number; // key frame
    times: number[];
    field: { time: number; cell: number; values: number[] }[]; // of its five planes
    pixels: { time: number; y: number; x: number; rgba: number[] }[];
  };
  decoder: { case: number; pixels: { frame: number; y: number; x: number; rgba: number[] }[] };
}

const golden: Golden = JSON.parse(readFileSync(new URL('golden.json', shippedFolder), 'utf8'));
const LOGITS = 1e-3; // largest difference allowed
const PIXELS = 0.015; // of 1, four of 255: only what is drawn is decoded, with a margin, and the exporter decodes all
const FAINT = 2 / 255; // alpha that is as good as none: only what is drawn is decoded
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
  sampling: Sampling = 'greedy',
) {
  const words = wordsOf(prompt);
  const drawing: Drawing = { keyFrames, block, stride, sampling };
  let clip = { codes: new Uint16Array(), changed: [] as number[][] };
  for await (const drawn of drawCodes(networks, model.config, model.codebook, words, drawing))
    clip = { codes: Uint16Array.from(drawn.codes), changed: drawn.changed };
  return clip;
}

/** What a case expects to be drawn. */
const expected = ({ codes, drawn }: Golden['cases'][number]) => ({
  codes: flat(codes),
  changed: drawn,
});

test('the network is told a canonical caption as the exporter told it', () => {
  const isOffered = (prompt: string) => !/alive$/.test(prompt) || model.isAlive('cat');
  const offered = golden.tokens.filter(({ prompt }) => isOffered(prompt)); // not all that was learnt is
  assert.ok(offered.length >= 3);
  for (const { prompt, words } of offered)
    assert.deepEqual(captionFor(model, prompt), words, prompt);
});

test('prompt and Serial Number, then one recurrent step, leave the same logits and retention states', async () => {
  const { networks, state } = watched();
  const { cell, block, logits, present0 } = golden.step;
  const inputs = createInputs(model.config, model.codebook, new Uint16Array(), block);
  const recurrence = createRecurrence(networks, model.config.retnet, 'logits');

  const prompt = inputs.prompt(wordsOf(golden.prefill.prompt));
  const { change } = await recurrence.advance(join(prompt, inputs.serialNumber(0)));
  near(change, golden.prefill.change, LOGITS * 10, 'logits of the cells that change');
  near(state(), golden.prefill.present0, LOGITS, 'state after the Serial Number');

  const step = await recurrence.advance(inputs.cells(0, [cell], 0, 1));
  near(step.logits, logits, LOGITS, 'logits of the step');
  near(state(), present0, LOGITS, 'state after the step');
});

describe('a whole greedy clip', () => {
  for (const one of golden.cases) {
    const { prompt, block, codes, drawn, logits, changes } = one;
    test(`of “${prompt}” in blocks of ${block}: the same logits for the same codes`, async () => {
      const { codes: count, groups } = model.codebook;
      const inputs = createInputs(model.config, model.codebook, flat(codes), block);
      const recurrence = createRecurrence(model.networks, model.config.retnet, 'logits');
      const start = inputs.prompt(wordsOf(prompt));
      for (const [k, cells] of drawn.entries()) {
        const number = inputs.serialNumber(k);
        const { change } = await recurrence.advance(k === 0 ? join(start, number) : number);
        near(change, changes[k]!.logits, LOGITS * 10, `changes of key frame ${k}`);
        for (let from = 0; from < cells.length; from += block) {
          const run = cells.slice(from, from + block);
          const { logits: values } = await recurrence.advance(
            inputs.cells(k, cells, from, run.length),
          );
          for (const { frame, cell, group0, last } of logits) {
            if (frame !== k || !run.includes(cell)) continue;
            const at = run.indexOf(cell) * groups * count;
            near(values.subarray(at), group0, LOGITS, `cell ${cell}, group 0`);
            const end = at + groups * count;
            near(values.subarray(end - last.length, end), last, LOGITS, `cell ${cell}, last group`);
          }
        }
      }
    });

    test(`of “${prompt}” in blocks of ${block}: the same codes of the same cells`, async () => {
      assert.deepEqual(await draw(model.networks, one), expected(one));
    });
  }
});

test('how many cells a run takes does not change the codes', async () => {
  const one = golden.cases[0]!;
  assert.ok(one.block % 32 === 0);
  assert.deepEqual(await draw(model.networks, one, 32), expected(one));
  const sampled = await draw(model.networks, one, one.block, samplingOf(7));
  assert.deepEqual(await draw(model.networks, one, 32, samplingOf(7)), sampled);
  assert.notDeepEqual(sampled.codes, expected(one).codes);
});

test('the codes are those of the highest logits after noise, which changes no logit', async () => {
  const { cells } = model.config.frame;
  const inputs = createInputs(model.config, model.codebook, new Uint16Array(), cells);
  const drawn = Array.from({ length: cells }, (_, cell) => cell);
  const tokens = inputs.cells(0, drawn, 0, cells);
  const noise = createNoise(samplingOf(7), model.codebook)(cells, cells);
  const say = (wanted: 'codes' | 'logits', as: Tensor) =>
    createRecurrence(model.networks, model.config.retnet, wanted).advance(tokens, as);

  const { logits } = await say('logits', SILENCE);
  assert.deepEqual((await say('logits', noise)).logits, logits);
  const highest = (values: Float32Array) =>
    Int32Array.from({ length: values.length / model.codebook.codes }, (_, i) => {
      const row = values.subarray(i * model.codebook.codes, (i + 1) * model.codebook.codes);
      return row.indexOf(Math.max(...row));
    });
  assert.deepEqual((await say('codes', SILENCE)).codes, highest(logits));
  const noisy = logits.map((logit, i) => logit + floats(noise)[i]!);
  assert.deepEqual((await say('codes', noise)).codes, highest(noisy));
});

test('a GPU that goes away in the middle of a clip costs no code', async () => {
  const one = golden.cases.at(-1)!;
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
  assert.deepEqual(await draw(fragile, one), expected(one));
});

test('the decoder paints the same pixels', async () => {
  const { size } = model.config.frame;
  const decode = createDecoder(model.networks, model.config, model.codebook);
  const { pixels, case: of } = golden.decoder;
  for (const frame of new Set(pixels.map((pixel) => pixel.frame))) {
    const codes = Uint16Array.from(golden.cases[of]!.codes[frame]!.flat());
    const rgba = await decode(codes, latentsOf(codes, model.codebook));
    for (const { y, x, rgba: expected } of pixels.filter((pixel) => pixel.frame === frame)) {
      const actual = [0, 1, 2, 3].map((plane) => rgba[(plane * size + y) * size + x]!);
      near(actual, expected, expected[3]! < FAINT ? FAINT : PIXELS, `pixel ${x}, ${y}`);
    }
  }
});

test('the interpolator predicts the same flow, and the same pixels are fetched', async () => {
  const { case: of, earlier, times, field, pixels } = golden.interpolator;
  const { size, cells } = model.config.frame;
  const decode = createDecoder(model.networks, model.config, model.codebook);
  const keyFrames: KeyFrame[] = [];
  for (const frame of golden.cases[of]!.codes) {
    const codes = Uint16Array.from(frame.flat());
    const latents = latentsOf(codes, model.codebook);
    keyFrames.push({ codes, latents, frame: await decode(codes, latents), changed: 0 });
  }
  const moments = times.map((towards) => ({ after: earlier, towards }));
  const fields = await predictFields(model.networks, keyFrames, moments, cells);
  for (const { time, cell, values } of field) {
    const actual = values.map((_, plane) => fields[time]![plane * cells ** 2 + cell]!);
    near(actual, values, LOGITS, `flow of cell ${cell} at time ${times[time]}`);
  }
  const [from, to] = [keyFrames[earlier]!, keyFrames[(earlier + 1) % keyFrames.length]!];
  const frames = times.map((time, i) => fetchBetween(from, to, fields[i]!, time, cells).frame);
  for (const { time, y, x, rgba } of pixels) {
    const actual = rgba.map((_, plane) => frames[time]![(plane * size + y) * size + x]!);
    near(actual, rgba, COPIED, `pixel ${x}, ${y} at time ${times[time]}`);
  }
});
