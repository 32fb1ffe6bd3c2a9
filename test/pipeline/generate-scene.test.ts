/** Scenes, numbers, sizes and colours through the whole pipeline, with the shipped model on WASM. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import type { Stage } from '../../worker/api';
import { timeScene } from '../../worker/film/timing';
import { generate } from '../../worker/generate';
import { loadModel, type Model } from '../../worker/model';
import { decodeGif, difference } from '../e2e/gif';
import { ask, counting, keyFramesOf, type Made, make, thingsAcross } from '../support/clips';

const MIXED = 'a burning fire and a rocket bouncing'; // one lives, the other is moved

let model: Model;
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
});

async function drawn(prompt: string): Promise<Made & { cells: number }> {
  const { model: watched, count } = counting(model);
  const made = await make(watched, ask(prompt));
  return { ...made, cells: count.cells };
}

describe('a scene of two', () => {
  let made: Awaited<ReturnType<typeof drawn>>;
  before(async () => {
    made = await drawn('a still cat and a balloon floating');
  });

  test('shows each as it comes, and both side by side at last', () => {
    const shown = keyFramesOf(made);
    assert.deepEqual(
      shown.map(({ picture }) => thingsAcross(picture).length),
      [1, 2],
    );
    for (const width of thingsAcross(shown.at(-1)!.picture)) assert.ok(width > 0.25, `${width}`);
  });

  test('tells how far it has come, never falling, to the end', () => {
    let last = 0;
    for (const { fraction } of made.heard) {
      assert.ok(fraction >= last && fraction <= 1, `${fraction} after ${last}`);
      last = fraction;
    }
    assert.equal(last, 1);
  });

  test('takes the network twice, and a number of things once', async () => {
    const [one, three, alike] = [
      await drawn('a still pizza'),
      await drawn('three pizzas bouncing'),
      await drawn('a red pizza and a blue pizza'),
    ];
    assert.ok(made.cells > one.cells);
    assert.deepEqual([three.cells, alike.cells], [one.cells, one.cells]);
    assert.equal(made.clip.cells.total, 2 * one.clip.cells.total);
    for (const { clip, cells } of [made, one, three, alike]) {
      assert.equal(clip.cells.drawn, cells, 'what the clip says of it');
    }
  });

  test('of one that lives and one that is moved draws all key frames of the one, and one of the other', async () => {
    const both = await drawn(MIXED);
    const shown = keyFramesOf(both);
    assert.deepEqual(
      shown.map(({ index, of }) => [index, of]),
      [0, 1, 2, 3, 4, 5, 6, 7, 0].map((index) => [index, 8]),
    );
    assert.equal(thingsAcross(shown.at(-1)!.picture).length, 2);
  });

  test('has the same first frame for any number of frames', async () => {
    const more = await make(model, ask('a still cat and a balloon floating', { fps: 24 }));
    assert.equal(more.clip.frames, 2 * made.clip.frames);
    const [a, b] = [made, more].map(({ clip }) => decodeGif(clip.gif).frames[0]!);
    assert.ok(difference(a!, b!) < 4, 'only the palette may differ');
  });
});

describe('a cancelled scene', () => {
  const stages: Stage[] = ['tokens', 'decode', 'interpolate', 'encode'];
  const canvases = [
    { width: 128, height: 128 },
    { width: 256, height: 144 },
  ];
  for (const canvas of canvases) {
    test(`of ${canvas.width} × ${canvas.height} px runs no further, whatever its stage`, async () => {
      const { clip } = await make(model, ask(MIXED, canvas));
      for (const stage of stages) {
        const { model: watched, count } = counting(model);
        const steps = generate(watched, ask(MIXED, canvas));
        for (;;) {
          const { done, value } = await steps.next();
          assert.ok(!done, `it has a stage of ${stage}`);
          if (value.stage === stage) break;
        }
        const { runs } = count;
        await steps.return(undefined as never);
        assert.deepEqual([(await steps.next()).done, count.runs], [true, runs], stage);
      }
      assert.deepEqual((await make(model, ask(MIXED, canvas))).clip.gif, clip.gif);
    });
  }
});

describe('several things', () => {
  /** How far down the middle of each of three things lies, px, in every frame. */
  function heightsIn(frames: Uint8Array[], width: number): number[][] {
    const shows = (frame: Uint8Array, i: number) => frame[4 * i + 3]! > 0;
    const pixels = Array.from({ length: frames[0]!.length / 4 }, (_, i) => i);
    const columns = pixels.filter((i) => shows(frames[0]!, i)).map((i) => i % width);
    const [left, right] = [Math.min(...columns), Math.max(...columns) + 1];
    const thirdOf = (i: number) => Math.floor((3 * ((i % width) - left)) / (right - left));
    return frames.map((frame) =>
      [0, 1, 2].map((third) => {
        const own = pixels.filter((i) => shows(frame, i) && thirdOf(i) === third);
        return own.reduce((sum, i) => sum + Math.floor(i / width), 0) / own.length;
      }),
    );
  }

  test('bounce one after another, all at rest in the first frame, and together when told', async () => {
    const size = { width: 384, height: 128, seconds: 2, fps: 10 };
    const [waves, together] = [
      await make(model, ask('three pizzas bouncing in a row', size)),
      await make(model, ask('three pizzas bouncing together in a row', size)),
    ];
    const [one, all] = [waves, together].map(({ clip }) =>
      heightsIn(decodeGif(clip.gif).frames, size.width),
    ) as [number[][], number[][]];
    const spread = (of: number[]) => Math.max(...of) - Math.min(...of);
    assert.ok(spread(one[0]!) < 2, 'at rest');
    assert.ok(Math.max(...one.map(spread)) > 5, 'they are apart on their way');
    assert.ok(Math.max(...all.map(spread)) < 2, 'together');
  });

  test('of different speeds close the loop: each goes through it a whole number of times', async () => {
    const prompt = 'a rocket spinning fast and a cat sliding slowly';
    const { layers, seconds: said } = model.read(prompt);
    const request = ask(prompt, { seconds: 1, fps: 12 });
    const timing = timeScene({ layers, seconds: said }, request);
    const [fast, slow] = timing.cycles as [number, number];
    assert.equal(slow, 1);
    assert.ok(fast > 1 && Number.isInteger(fast), `${fast}`);
    const { clip } = await make(model, request);
    assert.equal(clip.loopMs, Math.round(1000 * timing.seconds));
    const { frames } = decodeGif(clip.gif);
    const steps = frames.map((frame, i) => difference(frame, frames[(i + 1) % frames.length]!));
    const seam = steps.pop()!;
    assert.ok(seam <= 1.05 * Math.max(...steps), `${seam} after ${steps.join(' ')}`);
  });
});

describe('words beside the name', () => {
  test('make a thing small or big without another drawing', async () => {
    const widths: number[] = [];
    const cells: number[] = [];
    for (const prompt of ['a still pizza', 'a small still pizza', 'a big still pizza']) {
      const made = await drawn(prompt);
      cells.push(made.cells);
      widths.push(thingsAcross(keyFramesOf(made).at(-1)!.picture)[0]!);
    }
    assert.deepEqual(cells, [cells[0], cells[0], cells[0]]);
    const [usual, small, big] = widths as [number, number, number];
    assert.ok(Math.abs(small / usual - 0.55) < 0.05, `${widths}`);
    assert.ok(big / usual > 1.4 && big <= 1, `${widths}`);
  });

  test('give it a colour in every frame', async () => {
    const { clip } = await make(model, ask('a blue apple bouncing', { fps: 16 }));
    for (const rgba of decodeGif(clip.gif).frames) {
      let [blue, red] = [0, 0];
      for (let i = 0; i < rgba.length; i += 4) {
        if (rgba[i + 3] === 0) continue;
        if (rgba[i + 2]! > 1.5 * rgba[i]!) blue++;
        if (rgba[i]! > 1.5 * rgba[i + 2]!) red++;
      }
      assert.ok(blue > 20 * red, `${blue} blue, ${red} red`);
    }
  });
});

test('what stands on wheels rolls without turning over, and a ball does turn', async () => {
  const gifOf = async (prompt: string) => (await make(model, ask(prompt))).clip.gif;
  assert.deepEqual(await gifOf('shopping cart rolling'), await gifOf('shopping cart sliding'));
  assert.notDeepEqual(await gifOf('soccer ball rolling'), await gifOf('soccer ball sliding'));
});

test('weather is a cloud that the network draws once, and what falls from it whatever it does', async () => {
  for (const prompt of ['rain', 'snow bouncing', '3d thunderstorm', 'rain still']) {
    const made = await drawn(prompt);
    assert.equal(
      made.cells,
      (await drawn(prompt.replace(/rain|snow|thunderstorm/, 'cloud still'))).cells,
      prompt,
    );
    const { clip } = await make(model, ask(prompt, { fps: 16 }));
    for (const rgba of decodeGif(clip.gif).frames) {
      let blue = 0;
      for (let i = 0; i < rgba.length; i += 4)
        if (rgba[i + 3]! > 0 && rgba[i + 2]! > 1.4 * rgba[i]!) blue++;
      assert.ok(blue > 10, `${prompt}: ${blue} blue pixels in a frame`);
    }
  }
});
