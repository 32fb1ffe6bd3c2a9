/** Sampling and interpolation: the arithmetic between the networks. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createCodebook } from '../../worker/codebook';
import { type Crop, type Decode, latentsOf } from '../../worker/decoder';
import { changedCells, createInterpolator, locate, patchesOver } from '../../worker/interpolate';
import { createRandom } from '../../worker/random';
import { createSampler, guide } from '../../worker/sampler';

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
  const logits = Float32Array.of(9, 1, 3, 2, 3, -5, 9);
  const never = () => assert.fail('greedy sampling asks for no random number');

  test('is greedy at temperature 0 and draws the first of the best', () => {
    const greedy = createSampler({ temperature: 0, topK: 40 }, never);
    assert.equal(greedy(logits, 1, 5), 1);
    assert.equal(greedy(logits, 0, 7), 0);
  });

  test('draws only among the top k, and all of them, in the proportion of their weights', () => {
    const sample = createSampler({ temperature: 2, topK: 3 }, createRandom(3));
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < 20_000; i++) counts[sample(logits, 1, 5)]!++;
    const weights = [0, 1, Math.exp(-0.5), 1, 0];
    const total = 2 + Math.exp(-0.5);
    counts.forEach((count, code) => {
      assert.ok(Math.abs(count / 20_000 - weights[code]! / total) < 0.015, counts.join(' '));
    });
  });

  test('of a low temperature is greedy', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 1 }), (values) => {
        const row = Float32Array.from(values);
        const cold = createSampler({ temperature: 1e-3, topK: 40 }, createRandom(1));
        assert.equal(cold(row, 0, row.length), values.indexOf(Math.max(...values)));
      }),
    );
  });

  test('guidance of 1 changes nothing, 0 drops the prompt, more goes beyond it', () => {
    const [prompted, free] = [[1, 4], Float32Array.of(2, 2)];
    const guided = (strength: number) => {
      const logits = Float32Array.from(prompted);
      guide(logits, free, strength);
      return [...logits];
    };
    assert.deepEqual([guided(1), guided(0), guided(2)], [prompted, [2, 2], [0, 6]]);
  });
});

const inside = (x: number, y: number, { x: left, y: top, width, height }: Crop) =>
  x >= left && y >= top && x < left + width && y < top + height;

describe('interpolation', () => {
  const grid = 8;
  const cell = 2; // px
  const halo = 1; // cells
  const book = createCodebook({ levels: [5, 3], groups: 1 });

  /** A decoder with a halo of one cell: each pixel takes the mean of its cell's neighbourhood. */
  const decode: Decode = async (latent, width, height) => {
    const [wide, high] = [width * cell, height * cell];
    const value = (dim: number, x: number, y: number) =>
      x < 0 || y < 0 || x >= width || y >= height ? 0 : latent[(dim * height + y) * width + x]!;
    return Float32Array.from({ length: 4 * wide * high }, (_, i) => {
      const [plane, at] = [Math.floor(i / (wide * high)), i % (wide * high)];
      const [x, y] = [Math.floor((at % wide) / cell), Math.floor(at / wide / cell)];
      const near = [-1, 0, 1].map(
        (by) => value(plane % 2, x + by, y) + value(plane % 2, x, y + by),
      );
      return near.reduce((sum, one) => sum + one, 0) * (1 + plane);
    });
  };
  const codes = fc.array(fc.nat(book.codes - 1), { minLength: grid ** 2, maxLength: grid ** 2 });
  const edits = fc.array(fc.tuple(fc.nat(grid ** 2 - 1), fc.nat(book.codes - 1)), { maxLength: 6 });

  async function between(from: Uint16Array, to: Uint16Array, towards: number) {
    const whole = async (of: Uint16Array) => decode(latentsOf(of, book), grid, grid);
    let decoded = 0;
    const counting: Decode = (latent, width, height) => {
      decoded += width * height;
      return decode(latent, width, height);
    };
    const at = createInterpolator(
      { codes: from, frame: await whole(from) },
      { codes: to, frame: await whole(to) },
      ...([book, counting, { recompute: halo, context: halo }] as const),
    );
    const { frame, computed } = await at(towards);
    assert.equal(computed, decoded);
    return { frame, computed };
  }

  test('of what changed gives the very pixels of decoding everything', async () => {
    const time = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(codes, edits, time, async (first, changes, towards) => {
        const from = Uint16Array.from(first);
        const to = from.slice();
        for (const [at, code] of changes) to[at] = code;
        const { frame, computed } = await between(from, to, towards);
        assert.ok(computed <= grid ** 2 * 2);
        const [a, b] = [latentsOf(from, book), latentsOf(to, book)];
        const mixed = a.map((value, i) => value + towards * (b[i]! - value));
        const expected = await decode(mixed, grid, grid);
        assert.ok(frame.every((value, i) => Math.abs(value - expected[i]!) < 1e-5));
      }),
    );
  });

  test('of equal key frames computes nothing and copies', async () => {
    const still = Uint16Array.from({ length: grid ** 2 }, (_, i) => i % book.codes);
    const { frame, computed } = await between(still, still.slice(), 0.3);
    assert.equal(computed, 0);
    assert.deepEqual(frame, await decode(latentsOf(still, book), grid, grid));
  });

  test('computes a small part for a small change', async () => {
    const from = new Uint16Array(grid ** 2);
    const to = from.slice();
    to[0] = 1;
    const { computed } = await between(from, to, 0.5);
    assert.equal(computed, 9); // the cell, its reach and their context, cut at the corner
  });

  test('patches cover every marked cell with its context, and are never more than everything', () => {
    const marks = fc.array(fc.nat(grid ** 2 - 1), { maxLength: 12 });
    fc.assert(
      fc.property(marks, fc.nat(3), (marked, context) => {
        const mask = new Uint8Array(grid ** 2);
        for (const at of marked) mask[at] = 1;
        const patches = patchesOver(mask, grid, context);
        for (const at of marked) {
          const [x, y] = [at % grid, Math.floor(at / grid)];
          const covered = patches.some(
            ({ core, crop }) =>
              inside(x, y, core) &&
              inside(Math.max(0, x - context), Math.max(0, y - context), crop) &&
              inside(Math.min(grid - 1, x + context), Math.min(grid - 1, y + context), crop),
          );
          assert.ok(covered, `cell ${x}, ${y}`);
        }
        const cells = patches.reduce((sum, { crop }) => sum + crop.width * crop.height, 0);
        assert.ok(cells <= grid ** 2, `${cells} cells`);
      }),
    );
  });

  test('cells count as changed when any of their groups differs', () => {
    const [from, to] = [Uint16Array.of(1, 2, 3, 4, 5, 6), Uint16Array.of(1, 2, 3, 9, 5, 6)];
    assert.deepEqual([...changedCells(from, to, 2)], [0, 1, 0]);
  });

  test('frame i shows phase i/N for every N, and frame 0 is key frame 0', () => {
    for (let frames = 4; frames <= 32; frames++) {
      assert.deepEqual(locate(0, frames, 4), { after: 0, towards: 0 });
      for (let i = 0; i < frames; i++) {
        const { after, towards } = locate(i, frames, 4);
        assert.ok(towards >= 0 && towards < 1 && after < 4);
        assert.ok(Math.abs((after + towards) / 4 - i / frames) < 1e-12);
        if ((4 * i) % frames === 0) assert.equal(towards, 0, 'a key frame is itself');
      }
    }
  });
});
