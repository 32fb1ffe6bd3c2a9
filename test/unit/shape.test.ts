/** What a designer shapes by hand overrides what the prompt says, and nothing else. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Shape } from '../../worker/api';
import { MOTIONS } from '../../worker/motion/motions';
import { packPixel } from '../../worker/picture/pixels';
import { mirrorRaster } from '../../worker/picture/raster';
import { createShrink } from '../../worker/picture/shrink';
import type { Reading, ReadPrompt } from '../../worker/prompt/read';
import { checkRequest, RequestError } from '../../worker/request';
import { shapeScene } from '../../worker/shape';
import { ask } from '../support/clips';
import { openReader } from '../support/reading';

let read: ReadPrompt;
before(async () => {
  ({ read } = await openReader());
});

const sceneOf = (prompt: string) => {
  const { report: _, ...scene }: Reading = read(prompt);
  return scene;
};

const shapes: fc.Arbitrary<Shape> = fc.record(
  {
    motion: fc.constantFrom('alive', ...MOTIONS.map(({ name }) => name)),
    speed: fc.double({ min: 0.25, max: 4, noNaN: true }),
    strength: fc.double({ min: 0.25, max: 2, noNaN: true }),
    direction: fc.constantFrom('left', 'right', 'up', 'down', 'clockwise', 'backwards'),
    order: fc.constantFrom('together' as const, 'one after another' as const),
    seconds: fc.double({ min: 0.3, max: 6, noNaN: true }),
    tint: fc.constantFrom('#ff8800' as const, '#123456' as const),
    flip: fc.boolean(),
    count: fc.integer({ min: 1, max: 12 }),
  },
  { requiredKeys: [] },
);

describe('a shape', () => {
  test('that is empty changes nothing', () => {
    for (const prompt of ['a blue rocket bouncing, 3s', 'a cat on a car']) {
      assert.deepEqual(shapeScene(sceneOf(prompt), {}), sceneOf(prompt));
    }
  });

  test('of any kind passes as a request, keeps the things and is idempotent', () => {
    const prompts = ['two red rockets bouncing fast', 'a cat on a car', 'a car and a dog spinning'];
    fc.assert(
      fc.property(shapes, fc.constantFrom(...prompts), (shape, prompt) => {
        checkRequest(ask(prompt, { shape }));
        const scene = sceneOf(prompt);
        const once = shapeScene(scene, shape);
        assert.deepEqual(
          once.layers.map(({ thing, from, to }) => [thing, from, to]),
          scene.layers.map(({ thing, from, to }) => [thing, from, to]),
        );
        const { layers } = shapeScene(once, { ...shape, speed: undefined });
        assert.deepEqual(layers, once.layers);
      }),
    );
  });

  test('moves what the prompt moves, else all but what others stand on', () => {
    const motionsOf = (prompt: string) =>
      shapeScene(sceneOf(prompt), { motion: 'spinning' }).layers.map(({ motion }) => motion);
    assert.deepEqual(motionsOf('a rocket bouncing and a star'), ['spinning', null]);
    assert.deepEqual(motionsOf('a rocket and a star'), ['spinning', 'spinning']);
    assert.deepEqual(motionsOf('a cat on a car'), ['spinning', null]);
  });

  test('makes a loop of a length that the prompt says shorter as it makes it faster', () => {
    const scene = sceneOf('a rocket bouncing, 3s');
    assert.equal(scene.seconds, 3);
    assert.equal(shapeScene(scene, { speed: 2 }).seconds, 1.5);
    assert.equal(shapeScene(scene, { seconds: 1 }).seconds, 1);
  });

  test('that is impossible is told in a sentence', () => {
    const wrong: [Shape, RegExp][] = [
      [{ motion: 'teleporting' }, /^The motion should be one .+ “teleporting”\.$/],
      [{ speed: 9 }, /^The speed should be from 0\.25 to 4, and is 9\.$/],
      [{ strength: 0 }, /^The strength should be from 0\.25 to 2/],
      [{ seconds: 60 }, /^The length of the loop should be from 0\.3 to 6/],
      [{ count: 1.5 }, /^The number of things should be a whole number/],
      [{ tint: '#12' }, /^The tint should be a colour like #ff8800/],
      [{ order: 'random' as 'together' }, /^The order should be “together” or/],
    ];
    for (const [shape, sentence] of wrong) {
      const check = () => checkRequest(ask('a cat', { shape }));
      assert.throws(
        check,
        (error: Error) => error instanceof RequestError && sentence.test(error.message),
      );
    }
  });
});

test('a mirrored raster is itself again when mirrored twice, and its first column was the last', () => {
  const size = fc.record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(size, ({ width, height }) => {
      const rgba = Float32Array.from({ length: 4 * width * height }, (_, i) => i);
      const mirrored = mirrorRaster({ width, height, rgba });
      assert.deepEqual(mirrorRaster(mirrored).rgba, rgba);
      assert.deepEqual([...mirrored.rgba.slice(0, 4)], [...rgba.slice(4 * (width - 1), 4 * width)]);
    }),
  );
});

test('frames of a small clip are shown as they are, those of a large one smaller and not cut', () => {
  const red = packPixel(200, 10, 20);
  const small = createShrink({ width: 3, height: 2 }, 16)(new Uint32Array(6).fill(red));
  assert.deepEqual(
    [small.width, small.height, ...small.rgba.slice(0, 4)],
    [3, 2, 200, 10, 20, 255],
  );
  const size = { width: 1024, height: 512 };
  const pixels = new Uint32Array(1024 * 512).fill(red, 0, (1024 * 512) / 2); // the lower half is empty
  const { width, height, rgba } = createShrink(size, 64)(pixels);
  assert.ok(width * height * 64 <= 8e6);
  assert.deepEqual([...rgba.slice(0, 4), ...rgba.slice(-4)], [200, 10, 20, 255, 0, 0, 0, 0]);
});
