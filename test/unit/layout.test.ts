/** Where things lie, and how much room they take. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Bounds, type Box, boxOf, measureBounds } from '../../worker/picture/bounds';
import { depthOrder, placeLayers, SQUARE, USUAL_BOUNDS } from '../../worker/picture/layout';
import type { Placement } from '../../worker/picture/pixels';
import type { Frame } from '../../worker/picture/raster';
import { MOST_THINGS } from '../../worker/prompt/grammar/numbers';
import type { Layer, Place } from '../../worker/scene';

type Sized = Pick<Layer, 'count' | 'size'>;

const unit = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });
const box = fc
  .tuple(unit(0.05, 0.45), unit(0.05, 0.45), unit(0.55, 0.95), unit(0.55, 0.95))
  .map(([left, top, right, bottom]): Box => ({ left, top, right, bottom }));
const bounds = fc.tuple(box, unit(0, 0.05)).map(
  ([rest, more]): Bounds => ({
    rest,
    reach: {
      left: rest.left - more,
      top: rest.top - more,
      right: rest.right + more,
      bottom: rest.bottom,
    },
  }),
);
const size = fc.constantFrom(null, 'small' as const, 'big' as const);
const layers = fc
  .array(fc.record({ count: fc.integer({ min: 1, max: 6 }), size }), { minLength: 1, maxLength: 3 })
  .filter((all) => all.reduce((sum, { count }) => sum + count, 0) <= MOST_THINGS);
const place = fc.constantFrom<Place>('beside', 'left', 'right', 'above', 'below', 'between');
const arrangement = fc.constantFrom(null, 'row' as const, 'column' as const, 'grid' as const);
const canvas = fc.constantFrom(SQUARE, { width: 16 / 9, height: 1 }, { width: 1, height: 4 / 3 });
const scenes = fc
  .record({ layers, arrangement, places: fc.array(place, { minLength: 3, maxLength: 3 }) })
  .map(({ places, ...scene }) => ({
    ...scene,
    relations: scene.layers.slice(1).map((_, of) => ({ of, place: places[of]!, to: of + 1 })),
  }));

const put = ({ left, top, right, bottom }: Box, { x, y, scale }: Placement): Box => ({
  left: x + scale * left,
  top: y + scale * top,
  right: x + scale * right,
  bottom: y + scale * bottom,
});
const apart = (a: Box, b: Box) =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

/** One box for each thing, at rest. */
function restsOf(placed: Placement[][], bounds: Bounds[]): Box[] {
  return placed.flatMap((things, layer) => things.map((place) => put(bounds[layer]!.rest, place)));
}

const one = { count: 1, size: null };
const many = (count: number) => ({ count, size: null });
const lay = (all: Sized[], place: Place = 'beside', more: object = {}) => {
  const bounds = all.map(() => USUAL_BOUNDS);
  const relations = all.slice(1).map((_, of) => ({ of, place, to: of + 1 }));
  const placed = placeLayers({ layers: all, relations, ...more }, bounds);
  return { placed, rests: restsOf(placed, bounds) };
};

describe('things', () => {
  test('never touch at rest and never leave the canvas, whatever their bounds and number', () => {
    const three = fc.array(bounds, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(scenes, three, canvas, (scene, outlines, { width, height }) => {
        const placed = placeLayers(scene, outlines, { width, height });
        assert.deepEqual(
          placed.map((things) => things.length),
          scene.layers.map(({ count }) => count),
        );
        const rests = restsOf(placed, outlines);
        rests.forEach((first, i) => {
          for (const other of rests.slice(i + 1)) assert.ok(apart(first, other));
        });
        placed.forEach((things, layer) => {
          for (const thing of things) {
            const { left, top, right, bottom } = put(outlines[layer]!.reach, thing);
            assert.ok(Math.min(left, top) > -1e-9);
            assert.ok(right < width + 1e-9 && bottom < height + 1e-9);
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  test('lie as their relation says', () => {
    const [cat, dog] = lay([one, one]).rests;
    assert.ok(cat!.right < dog!.left && cat!.top === dog!.top);
    const [right, left] = lay([one, one], 'right').rests;
    assert.ok(left!.right < right!.left);
    const [sun, sea] = lay([one, one], 'above').rests;
    assert.ok(sun!.bottom < sea!.top && sun!.left === sea!.left);
    const [under, over] = lay([one, one], 'below').rests;
    assert.ok(over!.bottom < under!.top);
    const [middle, before, after] = lay([one, many(2)], 'between').rests;
    assert.ok(before!.right < middle!.left && middle!.right < after!.left);
    const [balloon, ...cats] = lay([one, many(2)]).rests;
    for (const { top } of cats) assert.ok(balloon!.bottom < top);
    const pairs = lay([many(2), many(2)]).rests;
    assert.ok(Math.max(pairs[0]!.bottom, pairs[1]!.bottom) < pairs[2]!.top);
  });

  test('that stand on something touch it, and those before something hide a part of it', () => {
    const [cup, table] = lay([one, one], 'on').rests;
    assert.ok(Math.abs(cup!.bottom - table!.top) < 0.03);
    const [cake, candle] = lay([one, one], 'under').rests;
    assert.ok(Math.abs(candle!.bottom - cake!.top) < 0.03);
    for (const place of ['front', 'behind'] as const) {
      const [first, second] = lay([one, one], place).rests;
      assert.ok(!apart(first!, second!));
      const relations = [{ of: 0, place, to: 1 }];
      const order = depthOrder({ layers: [one, one], relations });
      assert.deepEqual(order, place === 'front' ? [1, 0] : [0, 1]);
    }
  });

  test('that lie around another one stand on a circle about it, and neither touch it nor each other', () => {
    for (const count of [1, 3, 8]) {
      for (const place of ['around', 'amid'] as const) {
        const all = place === 'around' ? [many(count), one] : [one, many(count)];
        const boxes = lay(all, place).placed.map((things) =>
          things.map((thing) => put(USUAL_BOUNDS.rest, thing)),
        );
        const [ring, [middle]] = (place === 'around' ? boxes : boxes.toReversed()) as [
          Box[],
          [Box],
        ];
        const centre = ({ left, right, top, bottom }: Box) =>
          [(left + right) / 2 - 0.5, (top + bottom) / 2 - 0.5] as const;
        assert.ok(Math.hypot(...centre(middle)) < 1e-9);
        const radii = ring.map((box) => Math.hypot(...centre(box)));
        assert.ok(radii.every((radius) => Math.abs(radius - radii[0]!) < 1e-9));
        for (const [i, box] of ring.entries()) {
          assert.ok(apart(box, middle), `${count} ${place}`);
          assert.ok(Math.min(box.left, box.top, 1 - box.right, 1 - box.bottom) >= 0);
          for (const other of ring.slice(i + 1)) assert.ok(apart(box, other), `${count} ${place}`);
        }
      }
    }
  });

  test('of two layers around a third share its circle', () => {
    const layers = [many(2), many(3), one];
    const bounds = layers.map(() => USUAL_BOUNDS);
    const relations = [
      { of: 0, place: 'beside' as const, to: 1 },
      { of: 1, place: 'around' as const, to: 2 },
    ];
    const placed = placeLayers({ layers, relations }, bounds);
    assert.deepEqual(
      placed.map(({ length }) => length),
      [2, 3, 1],
    );
    const rests = restsOf(placed, bounds);
    for (const [i, first] of rests.entries())
      for (const other of rests.slice(i + 1)) assert.ok(apart(first, other));
  });

  test('alone and of no special size are drawn as the network draws them, in the middle', () => {
    assert.deepEqual(lay([one]).placed, [[{ x: 0, y: 0, scale: 1 }]]);
    const wide = placeLayers({ layers: [one] }, [USUAL_BOUNDS], { width: 2, height: 1 });
    assert.deepEqual(wide, [[{ x: 0.5, y: 0, scale: 1 }]]);
  });

  test('are as large as fits: up to twelve fill the frame', () => {
    for (const count of [2, 3, 4, 5, 6, 9, 12]) {
      const { placed, rests } = lay([many(count)]);
      const extent =
        Math.max(...rests.map(({ right }) => right)) - Math.min(...rests.map(({ left }) => left));
      assert.ok(extent > 0.85, `${count}: ${extent}`);
      assert.ok(placed[0]![0]!.scale > 1.4 / Math.ceil(Math.sqrt(count)) - 0.05, `${count}`);
    }
  });

  test('lie in a row or a column where the prompt says so', () => {
    const tops = lay([many(5)], 'beside', { arrangement: 'row' }).rests.map(({ top }) => top);
    assert.equal(new Set(tops).size, 1);
    const lefts = lay([many(3)], 'beside', { arrangement: 'column' }).rests.map(({ left }) => left);
    assert.equal(new Set(lefts).size, 1);
  });

  test('that are small have about half the edge, big ones grow as far as they fit', () => {
    const scale = (all: Sized[]) => lay(all).placed[0]![0]!.scale;
    assert.equal(scale([{ count: 1, size: 'small' }]), 0.55);
    const big = scale([{ count: 1, size: 'big' }]);
    assert.ok(big > 1.3 && big <= 1.6);
    const two = scale([many(2)]);
    assert.ok(Math.abs(scale([{ count: 2, size: 'small' }]) - 0.55 * two) < 1e-9);
    const beside = lay([{ count: 1, size: 'small' }, one]).placed;
    assert.ok(Math.abs(beside[0]![0]!.scale / beside[1]![0]!.scale - 0.55) < 1e-9);
  });
});

describe('the bounds of a frame', () => {
  const edge = 64; // px

  /** A premultiplied rectangle of one colour. */
  function rectangle({ left, top, right, bottom }: Box, alpha: number): Frame {
    return Float32Array.from({ length: 4 * edge * edge }, (_, i) => {
      const at = i % (edge * edge);
      const [x, y] = [(at % edge) / edge, Math.floor(at / edge) / edge];
      return x >= left && x < right && y >= top && y < bottom ? alpha : 0;
    });
  }

  test('are what is visible of it, to the pixel', () => {
    const whole = fc.integer({ min: 0, max: edge });
    const side = fc.tuple(whole, whole).filter(([from, to]) => from < to);
    fc.assert(
      fc.property(side, side, unit(0.05, 1), ([left, right], [top, bottom], alpha) => {
        const box = { left, top, right, bottom };
        for (const key of ['left', 'top', 'right', 'bottom'] as const) box[key] /= edge;
        assert.deepEqual(boxOf(rectangle(box, alpha)), box);
      }),
      { numRuns: 50 },
    );
  });

  test('of several frames are at rest those of the first, and reach as far as any of them', () => {
    const [low, high] = [
      { left: 0.25, top: 0.5, right: 0.5, bottom: 0.75 },
      { left: 0.25, top: 0.125, right: 0.75, bottom: 0.25 },
    ];
    const { rest, reach } = measureBounds([rectangle(low, 1), rectangle(high, 0.5)]);
    assert.deepEqual(rest, low);
    assert.deepEqual(reach, { left: 0.25, top: 0.125, right: 0.75, bottom: 0.75 });
  });

  test('are all of it where nothing is visible', () => {
    const all = { left: 0, top: 0, right: 1, bottom: 1 };
    assert.deepEqual(boxOf(new Float32Array(4 * edge * edge)), all);
    assert.deepEqual(boxOf(rectangle(all, 0.01)), all, 'noise is not visible');
  });
});
