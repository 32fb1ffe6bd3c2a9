/** The canvas and the loop of clips, and what is drawn by formula, with the shipped model on WASM. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import type { GenerateRequest } from '../../worker/api';
import { loadModel, type Model } from '../../worker/model';
import { drawPlaceholder, PLACEHOLDER_NAMES } from '../../worker/placeholders/draw';
import { decodeGif } from '../e2e/gif';
import { ask, counting, make } from '../support/clips';

const MAPPED = 'a rocket bouncing';

let model: Model;
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
});

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

describe('the canvas', () => {
  const sizes: [width: number, height: number][] = [
    [160, 90],
    [90, 160],
    [16, 16],
    [16, 200],
    [1024, 64],
    [1024, 1024],
  ];
  for (const [width, height] of sizes) {
    test(`of ${width} × ${height} px has that size and shows the thing in its middle`, async () => {
      const { clip } = await make(model, ask('a still rocket', { width, height, fps: 4 }));
      const gif = decodeGif(clip.gif);
      assert.deepEqual([clip.width, clip.height], [width, height]);
      assert.deepEqual([gif.width, gif.height], [width, height]);
      const [frame] = gif.frames as [Uint8Array];
      const shown = Array.from({ length: width * height }, (_, i) => i).filter(
        (i) => frame[4 * i + 3]! > 0,
      );
      const middle = (of: (i: number) => number) => sum(shown.map(of)) / shown.length;
      const short = Math.min(width, height);
      assert.ok(shown.length > 0.05 * short ** 2, 'it is as large as its shorter edge allows');
      assert.ok(Math.abs(middle((i) => i % width) - width / 2) < 0.12 * short);
      assert.ok(Math.abs(middle((i) => Math.floor(i / width)) - height / 2) < 0.12 * short);
    });
  }

  test('keeps its padding free, of a picture and of a formula, which fills the rest', async () => {
    const canvas = { width: 200, height: 100, padding: 20, fps: 4 };
    for (const prompt of ['a still rocket', 'skeleton card']) {
      const { clip } = await make(model, ask(prompt, canvas));
      const [frame] = decodeGif(clip.gif).frames as [Uint8Array];
      const shown = Array.from({ length: 200 * 100 }, (_, i) => i).filter((i) => frame[4 * i + 3]!);
      const [columns, rows] = [shown.map((i) => i % 200), shown.map((i) => Math.floor(i / 200))];
      const [top, bottom] = [Math.min(...rows), Math.max(...rows)];
      assert.ok(Math.min(...columns) >= 20 && Math.max(...columns) < 180, prompt);
      assert.ok(top >= 20 && bottom < 80 && bottom - top > 30, `${prompt}: ${top} to ${bottom}`);
      const across = Math.max(...columns) - Math.min(...columns);
      if (prompt !== 'a still rocket') assert.ok(across > 0.85 * 160, `${across} px across`);
    }
  });

  test('has one bit of alpha where it is transparent, and none on a colour', async () => {
    const alphas = async (background: GenerateRequest['background']) => {
      const { clip } = await make(model, ask(MAPPED, { background }));
      const values = decodeGif(clip.gif).frames.flatMap((frame) => [
        ...new Set(frame.filter((_, i) => i % 4 === 3)),
      ]);
      return [...new Set(values)].sort();
    };
    assert.deepEqual(await alphas('transparent'), [0, 255]);
    assert.deepEqual(await alphas('#204060'), [255]);
  });
});

describe('the loop', () => {
  test('lasts as long as was asked for, to a hundredth of a second, at every frame rate', async () => {
    const times: [seconds: number, fps: number][] = [
      [0.3, 50],
      [0.31, 50],
      [4 / 3, 50],
      [1, 7],
      [0.5, 1],
      [2.37, 12.5],
    ];
    for (const [seconds, fps] of times) {
      const request = ask('a loading spinner', { width: 16, height: 16, seconds, fps });
      const { clip } = await make(model, request);
      const { delays } = decodeGif(clip.gif);
      assert.equal(sum(delays), Math.round(100 * seconds), `${seconds} s at ${fps}`);
      assert.equal(clip.loopMs, 10 * sum(delays));
      assert.ok(Math.min(...delays) >= 2, 'viewers slow down what is faster');
    }
  });

  test('is twice as long when the movement is slow', async () => {
    const [usual, slow] = [
      await make(model, ask(MAPPED)),
      await make(model, ask('a rocket slowly bouncing')),
    ];
    assert.equal(slow.clip.loopMs, 2 * usual.clip.loopMs);
    assert.equal(slow.clip.frames, 2 * usual.clip.frames);
    assert.deepEqual(slow.clip.report, []);
  });
});

describe('a placeholder', () => {
  test('is drawn by formula, without the network, and fills a wide canvas', async () => {
    const { model: watched, count } = counting(model);
    const wide = { width: 320, height: 180 };
    const { clip } = await make(watched, ask('a skeleton card', wide));
    assert.deepEqual([count.runs, clip.cells.drawn], [0, 0]);
    const [frame] = decodeGif(clip.gif).frames as [Uint8Array];
    const columns = Array.from({ length: wide.width }, (_, x) => x).filter((x) =>
      Array.from({ length: wide.height }, (_, y) => frame[4 * (y * wide.width + x) + 3]!).some(
        (alpha) => alpha > 0,
      ),
    );
    const across = columns.at(-1)! - columns[0]! + 1;
    assert.ok(across > 0.85 * wide.width, `${across} px across`);
  });

  test('moves of itself, without a word in the report', async () => {
    const { clip } = await make(model, ask('a loading spinner'));
    assert.ok(decodeGif(clip.gif).frames.length > 1);
    assert.deepEqual(clip.report, []);
  });

  test('with a picture in it has the network draw that one, above what is drawn by formula', async () => {
    const { model: watched, count } = counting(model);
    const prompt = 'no results';
    const size = { width: 240, height: 240 };
    const options = { ...size, phase: 0 };
    const { picture } = drawPlaceholder(model.read(prompt).layers[0]!.thing, options);
    const { clip } = await make(watched, ask(prompt, size));
    assert.ok(count.cells > 0);
    assert.equal(clip.cells.drawn, count.cells);
    const [frame] = decodeGif(clip.gif).frames as [Uint8Array];
    const inside = new Set<number>();
    const outside = new Set<number>();
    for (let i = 0; i < frame.length; i += 4) {
      if (frame[i + 3] === 0) continue;
      const [x, y] = [(i >> 2) % size.width, Math.floor((i >> 2) / size.width)];
      const { x: left, y: top, width, height } = picture!;
      const within = x >= left && x < left + width && y >= top && y < top + height;
      const colour = (frame[i]! << 16) | (frame[i + 1]! << 8) | frame[i + 2]!;
      (within ? inside : outside).add(colour);
    }
    assert.ok(inside.size > 30, `${inside.size} colours of the picture`);
    assert.ok(outside.size > 0 && outside.size < inside.size, `${outside.size} colours around it`);
  });

  test('has pictures only of what the network knows', () => {
    const sizes = { width: 256, height: 256, phase: 0 };
    const pictured = PLACEHOLDER_NAMES.flatMap(
      (name) => drawPlaceholder(name, sizes).picture ?? [],
    );
    assert.ok(pictured.length > 5);
    for (const { name } of pictured) {
      const words = model.captionOf({ thing: name, style: null, alive: false });
      assert.ok(words.length > 0, name);
    }
  });
});
