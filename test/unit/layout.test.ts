/** Where things lie, and what a composed frame shows. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createComposer, inkOf, measureInk } from '../../worker/picture/compose';
import { type Box, type Ink, placeLayers, USUAL_INK } from '../../worker/picture/layout';
import type { Frame, Placement } from '../../worker/picture/pixels';
import type { Layer } from '../../worker/scene';

type Sized = Pick<Layer, 'count' | 'size'>;
type Relation = 'beside' | 'above';

const unit = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });
const box = fc
  .tuple(unit(0.05, 0.45), unit(0.05, 0.45), unit(0.55, 0.95), unit(0.55, 0.95))
  .map(([left, top, right, bottom]): Box => ({ left, top, right, bottom }));
const ink = fc.tuple(box, unit(0, 0.05)).map(
  ([rest, more]): Ink => ({
    rest,
    reach: {
      ...{ left: rest.left - more, top: rest.top - more },
      ...{ right: rest.right + more, bottom: rest.bottom },
    },
  }),
);
const size = fc.constantFrom(undefined, 'small' as const, 'big' as const);
const layers = fc
  .array(fc.record({ count: fc.integer({ min: 1, max: 4 }), size }), { minLength: 1, maxLength: 3 })
  .filter((all) => all.reduce((sum, { count }) => sum + count, 0) <= 4);
const scenes = fc.record({ layers, relation: fc.constantFrom<Relation>('beside', 'above') });

const put = ({ left, top, right, bottom }: Box, { x, y, scale }: Placement): Box => ({
  ...{ left: x + scale * left, top: y + scale * top },
  ...{ right: x + scale * right, bottom: y + scale * bottom },
});
const apart = (a: Box, b: Box) =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

/** One box for each thing, at rest. */
function restsOf(placed: Placement[][], inks: Ink[]): Box[] {
  return placed.flatMap((things, layer) => things.map((place) => put(inks[layer]!.rest, place)));
}

const place = (all: Sized[], relation: Relation = 'beside') => {
  const inks = all.map(() => USUAL_INK);
  const placed = placeLayers({ layers: all, relation }, inks);
  return { placed, rests: restsOf(placed, inks) };
};

describe('things', () => {
  test('never touch at rest and never leave the frame, whatever their ink and number', () => {
    fc.assert(
      fc.property(scenes, fc.array(ink, { minLength: 3, maxLength: 3 }), (scene, inks) => {
        const placed = placeLayers(scene, inks);
        assert.deepEqual(
          placed.map((things) => things.length),
          scene.layers.map(({ count }) => count),
        );
        const rests = restsOf(placed, inks);
        rests.forEach((one, i) => {
          for (const other of rests.slice(i + 1)) assert.ok(apart(one, other));
        });
        placed.forEach((things, layer) => {
          for (const thing of things) {
            const { left, top, right, bottom } = put(inks[layer]!.reach, thing);
            assert.ok(Math.min(left, top) > -1e-9 && Math.max(right, bottom) < 1 + 1e-9);
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  test('lie in the order of their layers: side by side, or one above the other', () => {
    const [cat, dog] = place([{ count: 1 }, { count: 1 }]).rests;
    assert.ok(cat!.right < dog!.left && cat!.top === dog!.top);
    const [sun, sea] = place([{ count: 1 }, { count: 1 }], 'above').rests;
    assert.ok(sun!.bottom < sea!.top && sun!.left === sea!.left);
    const [balloon, ...cats] = place([{ count: 1 }, { count: 2 }]).rests;
    for (const { top } of cats) assert.ok(balloon!.bottom < top);
    const pairs = place([{ count: 2 }, { count: 2 }]).rests;
    assert.ok(Math.max(pairs[0]!.right, pairs[1]!.right) < pairs[2]!.left);
  });

  test('alone and of no special size are drawn as the network draws them', () => {
    assert.deepEqual(place([{ count: 1 }]).placed, [[{ x: 0, y: 0, scale: 1 }]]);
  });

  test('are as large as fits: three in a triangle and four in a square fill the frame', () => {
    for (const count of [2, 3, 4]) {
      const { placed, rests } = place([{ count }]);
      const extent =
        Math.max(...rests.map(({ right }) => right)) - Math.min(...rests.map(({ left }) => left));
      assert.ok(extent > 0.85, `${count}: ${extent}`);
      assert.ok(placed[0]![0]!.scale > 0.7, `${count}`);
    }
  });

  test('that are small have about half the edge, big ones grow as far as they fit', () => {
    const scale = (all: Sized[]) => place(all).placed[0]![0]!.scale;
    assert.equal(scale([{ count: 1, size: 'small' }]), 0.55);
    const big = scale([{ count: 1, size: 'big' }]);
    assert.ok(big > 1.3 && big <= 1.6);
    const two = scale([{ count: 2 }]);
    assert.ok(Math.abs(scale([{ count: 2, size: 'small' }]) - 0.55 * two) < 1e-9);
    const beside = place([{ count: 1, size: 'small' }, { count: 1 }]).placed;
    assert.ok(Math.abs(beside[0]![0]!.scale / beside[1]![0]!.scale - 0.55) < 1e-9);
  });
});

describe('a composed frame', () => {
  const edge = 64; // px

  /** A premultiplied rectangle of one colour. */
  function rectangle({ left, top, right, bottom }: Box, rgba: number[]): Frame {
    const frame = new Float32Array(4 * edge * edge);
    for (let i = 0; i < frame.length; i++) {
      const at = i % (edge * edge);
      const [x, y] = [(at % edge) / edge, Math.floor(at / edge) / edge];
      const inside = x >= left && x < right && y >= top && y < bottom;
      if (inside) frame[i] = rgba[Math.floor(i / edge ** 2)]! * (i < 3 * edge ** 2 ? rgba[3]! : 1);
    }
    return frame;
  }
  const middle = { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 };
  const red = rectangle(middle, [1, 0, 0, 1]);
  const blue = rectangle(middle, [0, 0, 1, 0.5]);
  const whole = { x: 0, y: 0, scale: 1 };

  test('of one whole layer is that layer’s own', () => {
    assert.equal(createComposer(edge, edge, [[whole]])([red]), red);
  });

  test('has its ink where the layers are placed', () => {
    fc.assert(
      fc.property(unit(0, 0.4), unit(0, 0.4), unit(0.3, 0.6), (x, y, scale) => {
        const found = inkOf(createComposer(edge, 96, [[{ x, y, scale }]])([red]));
        const wanted = put(middle, { x, y, scale });
        for (const side of ['left', 'top', 'right', 'bottom'] as const) {
          assert.ok(Math.abs(found[side] - wanted[side]) < 2.5 / 96, side);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('shows later layers over earlier ones, as see-through as they are', () => {
    const frame = createComposer(edge, edge, [[whole], [whole]])([red, blue]);
    const at = (edge * edge) / 2 + edge / 2;
    const pixel = [0, 1, 2, 3].map((plane) => frame[plane * edge * edge + at]);
    assert.deepEqual(pixel, [0.5, 0, 0.5, 1]);
    assert.deepEqual(measureInk([frame]).rest, middle);
  });

  test('of nothing visible counts as all of the frame', () => {
    const all = { left: 0, top: 0, right: 1, bottom: 1 };
    assert.deepEqual(inkOf(new Float32Array(4 * edge * edge)), all);
  });
});
