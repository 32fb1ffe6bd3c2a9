/** How large clips are made. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { sameAspect } from '../../plugin/protocol';
import { sizesFor } from '../../ui/preview/canvas';
import { LIMITS } from '../../worker/api';

const canvas = { follow: false, density: 2, width: 320, height: 240 } as const;

describe('the canvas', () => {
  const edge = fc.double({ min: 0, max: 5000, noNaN: true });
  const shapes = fc.array(fc.record({ width: edge, height: edge }), { minLength: 1, maxLength: 6 });
  const { max } = LIMITS.edge;
  const follow = { ...canvas, follow: true };

  test('is as large as what is selected, in its aspect, as far as the limits allow', () => {
    const sizeOf = (width: number, height: number, density: 1 | 2) =>
      sizesFor({ ...follow, density }, [{ width, height }]);
    assert.deepEqual(sizeOf(300, 200.4, 1), [{ width: 300, height: 200 }]);
    assert.deepEqual(sizeOf(300, 200.4, 2), [{ width: 600, height: 401 }]);
    assert.deepEqual(sizeOf(1440, 720, 1), [{ width: 1024, height: 512 }]);
    assert.deepEqual(sizeOf(700, 350, 2), [{ width: 1024, height: 512 }]);
    assert.deepEqual(sizeOf(400, 3, 1), [{ width: 400, height: 16 }]);
  });

  test('is the chosen one where nothing is selected or nothing is to be followed', () => {
    const own = [{ width: 320, height: 240 }];
    assert.deepEqual(sizesFor(follow, []), own);
    assert.deepEqual(sizesFor(canvas, [{ width: 10, height: 90 }]), own);
  });

  test('of several shapes is one for each aspect, and each shape finds its own', () => {
    fc.assert(
      fc.property(shapes, (selected) => {
        const sizes = sizesFor(follow, selected);
        for (const { width, height } of sizes) {
          for (const one of [width, height]) {
            assert.ok(Number.isInteger(one) && one >= LIMITS.edge.min && one <= max);
          }
        }
        for (const shape of selected) {
          const [own] = sizesFor(follow, [shape]);
          assert.ok(sizes.some((size) => sameAspect(size, own)));
        }
        sizes.forEach((one, i) => {
          assert.ok(sizes.slice(0, i).every((other) => !sameAspect(one, other)));
        });
      }),
    );
  });

  test('of shapes of one aspect is as large as the largest needs it', () => {
    const small = { width: 40, height: 20 };
    const large = { width: 200, height: 100 };
    assert.deepEqual(sizesFor({ ...follow, density: 1 }, [small, large, small]), [large]);
  });

  test('of very many shapes is no more than a dozen', () => {
    const many = Array.from({ length: 99 }, (_, i) => ({ width: 100 + 9 * i, height: 100 }));
    assert.equal(sizesFor(follow, many).length, 12);
  });
});
