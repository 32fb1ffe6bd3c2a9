/** Frames as they come are a clip that plays at its own speed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { collect, frameAt, isWhole, type Reel } from '../../ui/preview/reel';
import { freshForm, requestsOf } from '../../ui/request';
import { reshape, sameShape, shapeOf } from '../../ui/shape';
import { LIMITS, type Picture } from '../../worker/api';

const [request] = requestsOf({ ...freshForm, prompt: 'a cat' }, { sizes: [], matte: null });
const picture: Picture = { width: 1, height: 1, rgba: new Uint8ClampedArray(4) };

describe('a reel', () => {
  test('is whole once all frames came, whichever was first, and the next frame begins another', () => {
    const sizes = fc.integer({ min: 2, max: 40 });
    fc.assert(
      fc.property(sizes, fc.nat(), (of, from) => {
        let reel: Reel | null = null;
        for (let i = 0; i < of; i++) {
          assert.ok(reel === null || !isWhole(reel));
          const index = (from + i) % of;
          reel = collect(reel, { index, of, loopMs: 1000, picture }, request);
          assert.equal(reel.pictures[index], picture);
        }
        assert.ok(reel && isWhole(reel));
        const next = collect(reel, { index: 0, of, loopMs: 1000, picture }, request);
        assert.equal(next.pictures.filter((one) => one).length, 1);
      }),
    );
  });

  test('shows each frame for its share of the loop, and then begins again', () => {
    const reel: Reel = { request, of: 16, loopMs: 1330, pictures: [] };
    const shown = Array.from({ length: 3 * 1330 }, (_, ms) => frameAt(reel, ms));
    for (let index = 0; index < 16; index++) {
      const share = shown.filter((one) => one === index).length / shown.length;
      assert.ok(Math.abs(share - 1 / 16) < 0.002, `frame ${index}: ${share}`);
    }
    assert.deepEqual([shown[0], shown[1329], shown[1330]], [0, 15, 0]);
  });
});

describe('a shape', () => {
  test('read from anything stored is within the limits, and is itself when read again', () => {
    const value = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean());
    const keys = ['motion', 'speed', 'strength', 'order', 'seconds', 'tint', 'flip', 'count', 'x'];
    const stored = fc.dictionary(fc.constantFrom(...keys), value);
    fc.assert(
      fc.property(stored, (one) => {
        const shape = shapeOf(one);
        for (const key of ['speed', 'strength', 'seconds', 'count'] as const) {
          const { min, max } = LIMITS[key];
          assert.ok(shape[key] === undefined || (shape[key] >= min && shape[key] <= max));
        }
        assert.deepEqual(shapeOf(shape as Record<string, string>), shape);
        assert.ok(Object.values(shape).every((each) => each !== undefined));
      }),
    );
  });

  test('that is taken back to what is said says nothing', () => {
    const shape = reshape({ tint: '#ff8800', speed: 2 }, { tint: undefined });
    assert.deepEqual(shape, { speed: 2 });
    assert.ok(sameShape(reshape(shape, { speed: undefined }), {}));
    assert.ok(!sameShape(shape, {}));
  });
});
