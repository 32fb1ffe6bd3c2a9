/** Sampling a picture under maps of the plane. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { brighten, fade, haloOf } from '../../worker/picture/fade';
import {
  about,
  apply,
  compose,
  IDENTITY,
  invert,
  move,
  type Plane,
  pitch,
  rotate,
  scale,
  shear,
  yaw,
} from '../../worker/picture/plane';
import {
  layPatches,
  meanColour,
  type Patch,
  planesOf,
  type Raster,
  rasterOf,
} from '../../worker/picture/raster';
import { alongFlow, createFetch, sample } from '../../worker/picture/sample';

const EDGE = 24; // px
const WHOLE = { left: 0, top: 0, right: EDGE, bottom: EDGE };
const CANVAS = { width: EDGE, height: EDGE };
const MIDDLE = EDGE / 2;

const unit = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });

/** Any premultiplied picture; a third of it transparent, a third opaque. */
const pictures = fc
  .array(fc.tuple(unit(0, 1), unit(0, 1), unit(0, 1), unit(-0.5, 1.5)), {
    minLength: EDGE * EDGE,
    maxLength: EDGE * EDGE,
  })
  .map((pixels) => pictureOf((i) => pixels[i]!));

const maps: fc.Arbitrary<Plane> = fc
  .tuple(unit(-4, 4), unit(0.2, 2.5), unit(0.2, 2.5), unit(-0.6, 0.6), unit(-8, 8), unit(-2, 2))
  .map(([angle, across, down, lean, x, turn]) =>
    about(
      MIDDLE,
      MIDDLE,
      compose(
        move(x, -x / 2),
        rotate(angle),
        yaw(turn, 3 * EDGE),
        shear(lean),
        scale(across, down),
      ),
    ),
  );

function pictureOf(colourAt: (i: number) => readonly [number, number, number, number]): Raster {
  const rgba = new Float32Array(4 * EDGE * EDGE);
  for (let i = 0; i < EDGE * EDGE; i++) {
    const [red, green, blue, opacity] = colourAt(i);
    const alpha = Math.min(1, Math.max(0, opacity));
    rgba.set([red * alpha, green * alpha, blue * alpha, alpha], 4 * i);
  }
  return { width: EDGE, height: EDGE, rgba };
}

/** A soft disc, in whose colours left, right, top and bottom differ. */
const DISC = pictureOf((i) => {
  const [x, y] = [(i % EDGE) + 0.5, Math.floor(i / EDGE) + 0.5];
  return [x / EDGE, y / EDGE, 0.5, (0.38 * EDGE - Math.hypot(x - MIDDLE, y - MIDDLE)) / 3];
});

const draw = (picture: Raster, map: Plane, canvas = CANVAS): Raster =>
  layPatches([sample(createFetch(picture), map, WHOLE, canvas)], canvas);

const opacityOf = ({ rgba }: Pick<Raster, 'rgba'>) =>
  rgba.reduce((sum, value, i) => (i % 4 === 3 ? sum + value : sum), 0);

function worst(a: Raster, b: Raster): number {
  return a.rgba.reduce((most, value, i) => Math.max(most, Math.abs(value - b.rgba[i]!)), 0);
}

describe('a map of the plane', () => {
  const point = fc.tuple(unit(-20, 40), unit(-20, 40));
  const near = (a: [number, number], b: [number, number]) =>
    assert.ok(Math.hypot(a[0] - b[0], a[1] - b[1]) < 1e-6, `${a} is not ${b}`);

  test('is undone by its inverse', () => {
    fc.assert(
      fc.property(maps, point, (map, [x, y]) => {
        const w = map[6] * x + map[7] * y + map[8];
        fc.pre(w > 0.1);
        near(apply(invert(map)!, ...apply(map, x, y)), [x, y]);
      }),
    );
    assert.equal(invert(scale(0, 1)), undefined);
  });

  test('after another one is their composition', () => {
    fc.assert(
      fc.property(maps, maps, unit(0, EDGE), unit(0, EDGE), (outer, inner, x, y) => {
        const [u, v] = apply(inner, x, y);
        fc.pre(outer[6] * u + outer[7] * v + outer[8] > 0.1);
        near(apply(compose(outer, inner), x, y), apply(outer, u, v));
      }),
    );
  });

  test('that turns in space shows the mirrored back side, and its far side smaller', () => {
    near(apply(yaw(Math.PI, 3), 0.4, 0.2), [-0.4, 0.2]);
    near(apply(pitch(Math.PI, 3), 0.4, 0.2), [0.4, -0.2]);
    const height = (x: number) => apply(yaw(0.6, 3), x, 0.5)[1];
    assert.ok(height(0.5) < 0.5 && height(-0.5) > 0.5);
    const width = (y: number) => apply(pitch(0.6, 3), 0.5, y)[0];
    assert.ok(width(-0.5) < 0.5 && width(0.5) > 0.5);
  });
});

describe('a sampled picture', () => {
  test('is itself under the identity, to the last bit', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        assert.deepEqual(draw(picture, IDENTITY), picture);
      }),
      { numRuns: 20 },
    );
  });

  test('moved by whole pixels is the same pixels elsewhere, as opaque as before', () => {
    const room = { width: EDGE + 10, height: EDGE + 6 };
    fc.assert(
      fc.property(pictures, fc.nat(10), fc.nat(6), (picture, x, y) => {
        const moved = draw(picture, move(x, y), room);
        assert.ok(Math.abs(opacityOf(moved) - opacityOf(picture)) < 1e-3);
        for (let row = 0; row < EDGE; row++) {
          const from = 4 * row * EDGE;
          const to = 4 * ((row + y) * room.width + x);
          const [here, there] = [
            picture.rgba.slice(from, from + 4 * EDGE),
            moved.rgba.slice(to, to + 4 * EDGE),
          ];
          assert.deepEqual(there, here);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('stays premultiplied and within range under any map', () => {
    fc.assert(
      fc.property(pictures, maps, (picture, map) => {
        const { rgba } = draw(picture, map);
        rgba.forEach((value, i) => {
          assert.ok(value >= 0 && value <= rgba[i | 3]! + 1e-6 && rgba[i | 3]! <= 1 + 1e-6);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('has no halo: of two colours side by side, it holds nothing lighter or darker', () => {
    const halves = pictureOf((i) => (i % EDGE < MIDDLE ? [0.2, 0.2, 0.2, 1] : [0.7, 0.7, 0.7, 1]));
    fc.assert(
      fc.property(maps, (map) => {
        const { rgba } = draw(halves, map);
        for (let i = 0; i < rgba.length; i += 4) {
          const alpha = rgba[i + 3]!;
          if (alpha < 1 - 1e-6) continue; // at an edge, colour and alpha overshoot apart
          const grey = rgba[i]! / alpha;
          assert.ok(grey > 0.2 - 1e-5 && grey < 0.7 + 1e-5, `${grey}`);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('in one step is near to the picture in two', () => {
    fc.assert(
      fc.property(unit(-3, 3), unit(-3, 3), unit(-1, 1), (first, second, shift) => {
        const turn = (angle: number) => about(MIDDLE, MIDDLE, rotate(angle));
        const [inner, outer] = [turn(first), compose(move(shift, 0), turn(second))];
        const twice = draw(draw(DISC, inner), outer);
        assert.ok(worst(draw(DISC, compose(outer, inner)), twice) < 0.12);
      }),
      { numRuns: 40 },
    );
  });

  test('shrunk or grown covers as much as its scale says', () => {
    const room = { width: 3 * EDGE, height: 3 * EDGE };
    fc.assert(
      fc.property(unit(0.2, 2.5), unit(0.2, 2.5), unit(0, 3), (across, down, angle) => {
        const map = compose(move(36, 36), rotate(angle), scale(across, down), move(-12, -12));
        const share = opacityOf(draw(DISC, map, room)) / (opacityOf(DISC) * across * down);
        assert.ok(Math.abs(share - 1) < 0.03, `${share}`);
      }),
      { numRuns: 40 },
    );
  });

  test('shows no more than is covered', () => {
    const fetch = createFetch(DISC);
    const left = sample(fetch, IDENTITY, WHOLE, CANVAS, (x) => (x < MIDDLE ? 1 : 0));
    const right = sample(fetch, IDENTITY, WHOLE, CANVAS, (x) => (x < MIDDLE ? 0 : 1));
    assert.deepEqual(layPatches([left, right], CANVAS), DISC);
    assert.ok(Math.abs(opacityOf(left) - opacityOf(right)) < 1e-3);
  });

  test('visits only where it comes to lie', () => {
    const patch = sample(createFetch(DISC), compose(move(3, 5), scale(0.25)), WHOLE, CANVAS);
    assert.deepEqual(
      [patch.left, patch.top, patch.width, patch.height],
      [2, 4, EDGE / 4 + 2, EDGE / 4 + 2],
    );
    assert.equal(sample(createFetch(DISC), move(40, 0), WHOLE, CANVAS).width, 0);
    assert.equal(sample(createFetch(DISC), scale(0, 1), WHOLE, CANVAS).width, 0);
  });

  test('along a flow is fetched from both pictures at once, displaced and mapped', () => {
    const back = { fromX: -2, fromY: -1, toX: 1, toY: 1, share: 0.25 };
    const fetch = alongFlow(createFetch(DISC), createFetch(DISC), () => back);
    const map = about(MIDDLE, MIDDLE, rotate(0.5));
    const room = { left: -4, top: -4, right: EDGE + 4, bottom: EDGE + 4 };
    const drawn = layPatches([sample(fetch, map, room, CANVAS)], CANVAS);
    const earlier = draw(DISC, compose(map, move(2, 1)));
    const later = draw(DISC, compose(map, move(-1, -1)));
    const rgba = earlier.rgba.map((value, i) => 0.25 * value + 0.75 * later.rgba[i]!);
    assert.ok(worst(drawn, { ...CANVAS, rgba }) < 1e-5);
  });

  test('in planes and back is the same', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        assert.deepEqual(rasterOf(planesOf(picture)), picture);
      }),
      { numRuns: 5 },
    );
    const [red, green, blue] = meanColour(pictureOf(() => [0.25, 0.5, 0.75, 0.5]));
    assert.deepEqual([red, green, blue], [0.25, 0.5, 0.75]);
  });
});

describe('a fade', () => {
  const square: Patch = { left: 3, top: 5, ...pictureOf(() => [1, 0.5, 0, 1]) };
  const shown = ({ rgba }: Patch) =>
    Array.from({ length: rgba.length / 4 }, (_, i) => rgba[4 * i + 3]!);

  test('on a known ground is a blend', () => {
    assert.deepEqual([...fade(square, 0.5, true).rgba.slice(0, 4)], [0.5, 0.25, 0, 0.5]);
    assert.equal(fade(square, 1, true), square);
  });

  test('on an unknown ground leaves pixels out, as many as it should, and brings none back', () => {
    fc.assert(
      fc.property(unit(0, 1), unit(0, 1), (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const [faint, strong] = [
          shown(fade(square, less, false)),
          shown(fade(square, more, false)),
        ];
        assert.ok(faint.every((alpha, i) => (alpha === 0 || alpha === 1) && alpha <= strong[i]!));
        const share = faint.reduce((a, b) => a + b) / faint.length;
        assert.ok(Math.abs(share - less) <= 1 / 64);
      }),
    );
  });

  test('has a pattern that belongs to the canvas and not to the patch', () => {
    const aside: Patch = { ...square, left: square.left + 1 };
    const [here, there] = [shown(fade(square, 0.4, false)), shown(fade(aside, 0.4, false))];
    for (let i = 1; i < EDGE; i++) assert.equal(here[i], there[i - 1]);
  });
});

describe('a glow', () => {
  const disc: Patch = { left: 10, top: 10, ...DISC };

  test('brightens colours, and leaves black, white and opacity as they are', () => {
    const { rgba } = brighten(disc, 1);
    rgba.forEach((value, i) => {
      const [before, alpha] = [disc.rgba[i]!, disc.rgba[i | 3]!];
      assert.ok(value >= before && value <= alpha + 1e-6);
      if (before === 0 || before === alpha) assert.equal(value, before);
      else assert.ok(value > before);
    });
  });

  test('is a halo that surrounds the thing and fades away from it', () => {
    const halo = haloOf(disc, 6, [1, 0, 0], 1);
    assert.deepEqual([halo.left, halo.top, halo.width], [4, 4, EDGE + 12]);
    const alphaAt = (x: number) => halo.rgba[4 * ((halo.height / 2) * halo.width + x) + 3]!;
    const outwards = [18, 8, 6, 4, 2].map(alphaAt);
    outwards.slice(1).forEach((alpha, i) => {
      assert.ok(alpha < outwards[i]!, `${outwards}`);
    });
    assert.ok(alphaAt(8) > 0.2 && alphaAt(0) < 0.02);
  });
});
