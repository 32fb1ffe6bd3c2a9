/** Sampling and interpolation: the arithmetic between the networks. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { BEST_GUESS } from '../../worker/api';
import { fetchBetween, type KeyFrame, locate } from '../../worker/network/interpolate';
import { changedCells, denoise, movingCells } from '../../worker/network/moving';
import { createRandom } from '../../worker/network/random';
import { AMOUNTS, createNoise, type Sampling, samplingOf } from '../../worker/network/sampler';
import { floats } from '../../worker/network/session';
import type { Frame } from '../../worker/picture/raster';

describe('random numbers', () => {
  test('come again from the same seed, and differ between neighbouring seeds', () => {
    const draw = (seed: number) => Array.from({ length: 20 }, createRandom(seed));
    assert.deepEqual(draw(7), draw(7));
    assert.notDeepEqual(draw(7), draw(8));
  });

  test('are uniform from 0 to 1', () => {
    const bins = new Array(10).fill(0);
    const random = createRandom(1);
    for (let i = 0; i < 10_000; i++) bins[Math.floor(10 * random())]++;
    assert.ok(
      bins.every((count) => Math.abs(count - 1000) < 150),
      bins.join(' '),
    );
  });
});

describe('the sampler', () => {
  const logits = Float32Array.of(1, 3, 2, 3, -20);
  const row = { groups: 1, codes: logits.length };

  /** What the graph takes: the code of the highest logit after noise. */
  function highest(values: ArrayLike<number>, noise: ArrayLike<number>, at = 0): number {
    const sums = Array.from(values, (value, code) => value + (noise[at + code] ?? noise[0]!));
    return sums.indexOf(Math.max(...sums));
  }

  /** Codes of cells that are told the same. */
  function sample(sampling: Sampling, cells: number): number[] {
    const noise = floats(createNoise(sampling, row)(cells, cells));
    return Array.from({ length: cells }, (_, cell) => highest(logits, noise, cell * row.codes));
  }

  test('is silent for the best guess, and varies with other seeds', () => {
    assert.equal(samplingOf(BEST_GUESS), 'greedy');
    const silence = createNoise('greedy', row)(50, 51);
    assert.deepEqual([silence.dims, ...floats(silence)], [[1, 1, 1, 1], 0]);
    const codesOf = (seed: number) => sample(samplingOf(seed), 50);
    assert.deepEqual(codesOf(1), codesOf(1));
    assert.notDeepEqual(codesOf(1), codesOf(2));
  });

  test('draws codes in the proportion of their weights, and never one that has next to none', () => {
    const [cells, temperature] = [20_000, 2];
    const drawn = sample({ temperature, seed: 3 }, cells);
    const weights = Array.from(logits, (logit) => Math.exp(logit / temperature));
    const total = weights.reduce((sum, weight) => sum + weight);
    const shares = weights.map((_, code) => drawn.filter((one) => one === code).length / cells);
    for (const [code, share] of shares.entries())
      assert.ok(Math.abs(share - weights[code]! / total) < 0.015, shares.join(' '));
    assert.equal(sample({ temperature: 0.7, seed: 3 }, cells).indexOf(4), -1);
  });

  test('of a low temperature is greedy', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 1 }), (values) => {
        const sizes = { groups: 1, codes: values.length };
        const cold = createNoise({ temperature: 1e-3, seed: 1 }, sizes)(1, 1);
        assert.equal(highest(values, floats(cold)), values.indexOf(Math.max(...values)));
      }),
    );
  });

  test('gives a cell the same noise however many a run takes, and none to what comes after the cells', () => {
    const sizes = { groups: 2, codes: 4 };
    const noiseOf = () => createNoise({ temperature: 1, seed: 5 }, sizes);
    const whole = floats(noiseOf()(5, 6));
    const parts = noiseOf();
    assert.deepEqual([...floats(parts(2, 2)), ...floats(parts(3, 4))], [...whole]);
    assert.ok(whole.subarray(5 * 8).every((value) => value === 0));
    assert.deepEqual(noiseOf()(5, 6).dims, [1, 6, 2, 4]);
  });

  test('is the same on every machine: no amount of noise is in doubt in its last bit', () => {
    for (let i = 0.5; i < AMOUNTS; i++) {
      const amount = -Math.log(-Math.log(i / AMOUNTS));
      const off = 1e-14 * Math.max(1, Math.abs(amount)); // of two mathematics libraries
      assert.equal(Math.fround(amount - off), Math.fround(amount + off), `amount ${i}`);
    }
  });
});

describe('interpolation', () => {
  const grid = 8;
  const size = 32; // px
  const cells = grid ** 2;

  /** A soft spot, premultiplied, with its centre at x, y px. */
  const spot = (x: number, y: number): Frame =>
    Float32Array.from({ length: 4 * size ** 2 }, (_, i) => {
      const at = i % size ** 2;
      const far = Math.hypot((at % size) - x, Math.floor(at / size) - y);
      return Math.max(0, 1 - far / 6) * (i < size ** 2 ? 0.5 : 1);
    });
  const keyFrame = (frame: Frame): KeyFrame => ({
    codes: new Uint16Array(),
    latents: new Float32Array(),
    frame,
    changed: 0,
  });
  /** The same flow in every cell: to the earlier key frame, to the later one, and the logit of their shares. */
  const field = (...planes: number[]) =>
    Float32Array.from({ length: 5 * cells }, (_, i) => planes[Math.floor(i / cells)]!);
  const halves = (px: number) => (2 * px) / size; // flows are in halves of a frame
  const off = (a: Frame, b: Frame) =>
    a.reduce((most, v, i) => Math.max(most, Math.abs(v - b[i]!)), 0);

  test('of equal key frames computes nothing and copies', () => {
    const key = keyFrame(spot(12, 12));
    const flow = field(1, 0, -1, 0, 0);
    const { frame, computed } = fetchBetween(key, keyFrame(key.frame.slice()), flow, 0.3, grid);
    assert.equal(computed, 0);
    assert.deepEqual(frame, key.frame);
    assert.notEqual(frame, key.frame);
  });

  test('without flow mixes the key frames by time, and computes only around what changes', () => {
    const [a, b] = [spot(8, 8), spot(10, 8)];
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (towards) => {
        const flow = field(0, 0, 0, 0, 0);
        const { frame, computed } = fetchBetween(keyFrame(a), keyFrame(b), flow, towards, grid);
        assert.ok(computed > 0 && computed < cells, `${computed} cells`);
        const mixed = a.map((value, i) => value + towards * (b[i]! - value));
        assert.ok(off(frame, mixed) < 0.01);
      }),
    );
  });

  test('along the flow of a movement shows the thing on its way, whole, from either side', () => {
    for (const share of [-30, 0, 30]) {
      const flow = field(halves(-4), halves(-2), halves(4), halves(2), share);
      const [from, to] = [keyFrame(spot(8, 16)), keyFrame(spot(16, 20))];
      const { frame } = fetchBetween(from, to, flow, 0.5, grid);
      assert.ok(off(frame, spot(12, 18)) < 1e-5, `share ${share}`);
    }
  });

  test('reads between pixels and between cells bilinearly', () => {
    const ramp = Float32Array.from({ length: 4 * size ** 2 }, (_, i) => (i % size) / size);
    const raised = ramp.map((value) => value + 0.5); // so that every cell moves
    const read = (flow: Float32Array) =>
      fetchBetween(keyFrame(ramp), keyFrame(raised), flow, 0.5, grid).frame[16 * size + 10]!;
    const early = 30; // all of the earlier key frame
    const half = read(field(halves(0.5), 0, 0, 0, early));
    assert.ok(Math.abs(half - 10.5 / size) < 1e-6, `${half}`);
    const growing = field(0, 0, 0, 0, early);
    for (let cell = 0; cell < cells; cell++) growing[cell] = halves(cell % grid);
    const place = (10 + 0.5) / (size / grid) - 0.5; // of pixel 10 among the centres of cells
    const stretched = read(growing);
    assert.ok(Math.abs(stretched - (10 + place) / size) < 1e-6, `${stretched}`);
  });

  test('what comes from outside of the picture is transparent', () => {
    const full = new Float32Array(4 * size ** 2).fill(1);
    const [from, to] = [keyFrame(full), keyFrame(full.map(() => 0.5))];
    const { frame } = fetchBetween(from, to, field(2, 2, 2, 2, 0), 0.5, grid);
    assert.ok(frame.every((value) => value === 0));
  });

  test('a cell counts as changed when one of its pixels differs', () => {
    const from = spot(12, 12);
    const to = from.slice();
    to[2 * size ** 2 + 9 * size + 30] = 0.5; // blue, in row 2 of cells, the last column
    const changed = changedCells(from, to, grid);
    assert.deepEqual([changed.indexOf(1), changed.lastIndexOf(1)], [2 * grid + 7, 2 * grid + 7]);
  });

  test('a cell moves when it changes, lies beside a change, or shows what lies there', () => {
    const from = new Float32Array(4 * size ** 2);
    from[3 * size ** 2] = 1; // something in the first cell, which is gone later
    const to = new Float32Array(4 * size ** 2);
    const at = (flow: Float32Array, x: number, y: number) =>
      movingCells(from, to, flow, grid)[y * grid + x];
    const resting = field(0, 0, 0, 0, 0);
    const flown = field(halves(-5 * (size / grid)), 0, 0, 0, 0); // from five cells to the left
    assert.deepEqual([at(resting, 0, 0), at(resting, 1, 1), at(resting, 5, 0)], [1, 1, 0]);
    assert.deepEqual([at(flown, 5, 0), at(flown, 5, 5)], [1, 0]);
  });

  test('noise where there is nothing goes, and what looks as in the first key frame becomes the same', () => {
    const first = new Float32Array(4 * size ** 2).fill(0.5);
    const frame = first.map((value, i) => value + (i % 2 ? 0.01 : -0.01));
    frame.fill(0.9, 0, 4); // red in the first cell
    const faint = 5 * size + 20; // a pixel
    for (let plane = 0; plane < 4; plane++) frame[plane * size ** 2 + faint] = 0.005;
    const alone = frame.slice();
    denoise(alone, undefined, grid);
    denoise(frame, first, grid);
    assert.deepEqual([alone[faint], alone[faint + 1]], [0, Math.fround(0.51)]);
    assert.deepEqual([frame[0], frame[size ** 2 - 1]], [Math.fround(0.9), 0.5]);
    assert.equal(frame[faint], 0, 'a hole in a cell is no noise of it');
  });

  test('phase i/N lies i/N of the way round for every N, and phase 0 is key frame 0', () => {
    for (let frames = 2; frames <= 300; frames++) {
      assert.deepEqual(locate(0, 4), { after: 0, towards: 0 });
      for (let i = 0; i < frames; i++) {
        const { after, towards } = locate(i / frames, 4);
        assert.ok(towards >= 0 && towards < 1 && after < 4);
        assert.ok(Math.abs((after + towards) / 4 - i / frames) < 1e-12);
        assert.deepEqual(locate((i + frames) / frames, 4).after, after, 'the loop goes on');
        if ((4 * i) % frames === 0) assert.equal(towards, 0, 'a key frame is itself');
        assert.deepEqual(locate(i / frames, 1).after, 0, 'one key frame is all of them');
      }
    }
  });
});
