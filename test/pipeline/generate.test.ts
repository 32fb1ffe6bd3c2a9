/** The whole pipeline with the shipped model, on WASM: one thing at a time. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import type { GenerateRequest } from '../../worker/api';
import { createDrawings, type Drawings, drawAnew } from '../../worker/film/drawings';
import { generate } from '../../worker/generate';
import { loadModel, type Model } from '../../worker/model';
import { frameDelays } from '../../worker/picture/gif';
import { createCompositor, toPicture } from '../../worker/picture/pixels';
import { type Frame, rasterOf } from '../../worker/picture/raster';
import { PromptError, RequestError } from '../../worker/request';
import { decodeGif, difference } from '../e2e/gif';
import { ask, counting, keyFramesOf, type Made, make } from '../support/clips';

const MAPPED = 'a rocket bouncing'; // one key frame, moved by a map of the plane
const FAINT = 8; // alpha of 255
const LIVING = 'a burning fire'; // key frames of its own movement, and what lies between

let model: Model;
let cells: number; // of a key frame
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
  cells = model.config.frame.cells ** 2;
});

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

/** How far down the middle of what a frame of 128 px shows lies, px. */
function middleOf(frame: Uint8Array): number {
  const rows = Array.from(frame, (_, i) => i).filter((i) => i % 4 === 3 && frame[i]! > 0);
  return sum(rows.map((i) => Math.floor(i / 4 / 128))) / rows.length;
}

for (const [prompt, keyFrames] of [
  [MAPPED, 1],
  [LIVING, 8],
] as const) {
  describe(`“${prompt}”`, () => {
    let made: Made;
    let drawn: number; // cells
    before(async () => {
      const { model: watched, count } = counting(model);
      made = await make(watched, ask(prompt, { seconds: 4 / 3 }));
      drawn = count.cells;
    });

    test('is a GIF of the size, frames and delays asked for, looping for ever', () => {
      const { clip } = made;
      const gif = decodeGif(clip.gif);
      assert.deepEqual([gif.width, gif.height, gif.loops], [128, 128, 0]);
      assert.deepEqual([clip.width, clip.height, clip.frames], [128, 128, 16]);
      assert.deepEqual(gif.delays, frameDelays(16, 12));
      assert.equal(clip.loopMs, 10 * sum(gif.delays));
      assert.deepEqual([clip.seed, clip.engine], [0, 'wasm']);
      assert.deepEqual(clip.report, []);
    });

    test('closes its loop: the step back to the first frame is no larger than the others', () => {
      const { frames } = decodeGif(made.clip.gif);
      const steps = frames.map((frame, i) => difference(frame, frames[(i + 1) % frames.length]!));
      const seam = steps.pop()!;
      assert.ok(seam > 0 && seam <= Math.max(...steps), `${seam} after ${steps.join(' ')}`);
    });

    test('tells how far it has come, never falling, and shows each key frame once', () => {
      made.heard.reduce((before, { fraction }) => {
        assert.ok(fraction >= before && fraction <= 1);
        return fraction;
      }, 0);
      assert.equal(made.heard.at(-1)!.fraction, 1);
      const shown = keyFramesOf(made);
      assert.deepEqual(
        shown.map(({ index, of }) => [index, of]),
        Array.from({ length: keyFrames }, (_, index) => [index, keyFrames]),
      );
      for (const { picture } of shown) assert.equal(picture.rgba.length, 4 * 128 * 128);
    });

    test('accounts for its time and its cells', () => {
      const { ms, cells: counted } = made.clip;
      const spent = ms.tokens + ms.interpolate + ms.decode + ms.encode;
      assert.ok(spent > 0 && spent <= ms.total && ms.load > 0);
      assert.deepEqual(counted, { total: 16 * cells, drawn });
    });

    test('takes the network for what changes alone: less than half of its key frames', async () => {
      const { model: watched, count } = counting(model);
      await make(watched, ask(prompt));
      assert.ok(count.cells > 0 && count.cells < (keyFrames * cells) / 2, `${count.cells}`);
      assert.equal(count.fields, keyFrames > 1 ? 1 : 0, 'a map needs no flow');
    });

    test('is the same bytes for the same request, and another clip for another seed', async () => {
      const [one, again, other] = [
        await make(model, ask(prompt, { seed: 7 })),
        await make(model, ask(prompt, { seed: 7 })),
        await make(model, ask(prompt, { seed: 8 })),
      ];
      assert.deepEqual(one.clip.gif, again.clip.gif);
      assert.notDeepEqual(one.clip.gif, other.clip.gif);
    });

    test('has the same picture at frame 0 for any number of frames', async () => {
      const on = { background: '#ffffff' } as const;
      const [few, many] = [
        await make(model, ask(prompt, { ...on, fps: 8 })),
        await make(model, ask(prompt, { ...on, fps: 24 })),
      ];
      assert.deepEqual([few.clip.frames, many.clip.frames], [4, 12]);
      const [a, b] = [few, many].map(({ clip }) => decodeGif(clip.gif).frames[0]!);
      assert.ok(difference(a!, b!) < 4, 'only the palette may differ');
    });

    test('is the same when an engine fails in the middle', async () => {
      const whole = counting(model);
      const { clip } = await make(whole.model, ask(prompt));
      const { runs } = whole.count;
      for (const failAt of [1, 2, Math.floor(runs / 2), runs]) {
        const broken = await make(counting(model, failAt).model, ask(prompt));
        assert.deepEqual(broken.clip.gif, clip.gif, `failed at run ${failAt}`);
      }
    });

    test('that was drawn before is the one drawn anew, and runs the network no more', async () => {
      const { model: watched, count } = counting(model);
      const drawings = createDrawings();
      await make(watched, ask(prompt), { drawings });
      const { runs } = count;
      const changes = { width: 96, height: 64, background: '#20c060', seconds: 1 } as const;
      const again = await make(watched, ask(prompt, changes), { drawings });
      assert.ok(count.cells === drawn && count.fields <= 2, 'only flow is asked for again');
      assert.deepEqual(again.clip.gif, (await make(model, ask(prompt, changes))).clip.gif);
      await make(watched, ask(prompt, { seed: 3 }), { drawings });
      assert.ok(count.cells > drawn && count.runs > runs, 'another seed is another drawing');
    });
  });
}

describe('a movement that is a map', () => {
  test('shows the very key frame first, at its own size: nothing is sampled anew', async () => {
    const drawn: Frame[] = [];
    const watched: Drawings = {
      of: (job) =>
        async function* (words, order) {
          for await (const step of drawAnew.of(job)(words, order)) {
            if (step.keyFrame) drawn.push(step.keyFrame.frame);
            yield step;
          }
        },
    };
    const { size } = model.config.frame;
    const white = { background: '#ffffff', width: size, height: size } as const;
    const made = await make(model, ask(MAPPED, white), { drawings: watched });
    const exact = toPicture(rasterOf(drawn[0]!));
    const { picture } = keyFramesOf(made)[0]!;
    for (let i = 0; i < exact.rgba.length; i++) {
      const off = Math.abs(picture.rgba[i]! - exact.rgba[i]!);
      if (off > 0) assert.ok(exact.rgba[i | 3]! < FAINT, 'but for what nobody sees');
    }
    const shown = decodeGif(made.clip.gif).frames[0]!;
    const composed = createCompositor('#ffffff', null)(rasterOf(drawn[0]!));
    assert.ok(difference(shown, new Uint8Array(composed.buffer)) < 1, 'but for the palette');
  });

  test('that nobody asked for is told, and “still” stops it', async () => {
    const { clip } = await make(model, ask('a pizza'));
    const { read, suitingMotion } = model;
    const { from, to, thing } = read('a pizza').layers[0]!;
    const as = suitingMotion(thing);
    assert.deepEqual(clip.report, [{ words: thing, from, to, why: 'assumed', as }]);
    assert.ok(decodeGif(clip.gif).frames.length > 1);
    const still = await make(model, ask('a still pizza'));
    assert.deepEqual(still.clip.report, []);
    assert.equal(decodeGif(still.clip.gif).frames.length, 1, 'equal frames are one');
    assert.equal(still.clip.loopMs, 10 * sum(decodeGif(still.clip.gif).delays));
  });

  test('is carried by what lives: a fire burns and bounces', async () => {
    const { model: watched, count } = counting(model);
    const both = await make(watched, ask('a burning fire bouncing'));
    assert.ok(count.cells > 0);
    const fall = async ({ clip }: Made) => {
      const middles = decodeGif(clip.gif).frames.map(middleOf);
      return Math.max(...middles) - middles[0]!;
    };
    assert.ok((await fall(await make(model, ask(LIVING)))) < 3, 'it burns in its place');
    assert.ok((await fall(both)) > 6, 'it falls to the ground');
    const frames = decodeGif(both.clip.gif).frames;
    const [whole, half] = [frames[0]!, frames[frames.length / 2]!]; // in one place, halfway apart
    assert.ok(
      Math.abs(middleOf(whole) - middleOf(half)) < 3 && difference(whole, half) > 1,
      'burns',
    );
  });
});

test('of best quality, every cell is drawn by itself', async () => {
  const { model: watched, count } = counting(model);
  const { clip } = await make(watched, ask(MAPPED, { best: true }));
  assert.ok(count.runs > count.cells, `${count.runs} runs for ${count.cells} cells`);
  const usual = decodeGif((await make(model, ask(MAPPED))).clip.gif).frames[0]!;
  const off = difference(decodeGif(clip.gif).frames[0]!, usual);
  assert.ok(off < 20, `the same subject, and ${off} of 255 away`);
});

test('a cancelled clip runs no further, and the next one is as if it had never been', async () => {
  const { clip } = await make(model, ask(LIVING));
  for (const stopAt of [0.1, 0.5, 0.95]) {
    const { model: watched, count } = counting(model);
    const steps = generate(watched, ask(LIVING));
    for (;;) {
      const { done, value } = await steps.next();
      assert.ok(!done);
      if (value.fraction >= stopAt) break;
    }
    const { runs } = count;
    await steps.return(undefined as never);
    assert.equal((await steps.next()).done, true);
    assert.equal(count.runs, runs);
  }
  assert.deepEqual((await make(model, ask(LIVING))).clip.gif, clip.gif);
});

test('a request that cannot be fulfilled is refused in one sentence before any work', async () => {
  const refusals: [Partial<GenerateRequest>, RegExp][] = [
    [{ width: 15 }, /^The width should be a whole number from 16 to 1024, and is 15\.$/],
    [{ height: 1025 }, /^The height should be a whole number from 16 to 1024, and is 1025\.$/],
    [{ width: Number.NaN }, /^The width should/],
    [{ height: 64.5 }, /^The height should/],
    [{ seconds: 0.2 }, /^The length of the loop should be from 0\.3 to 6, and is 0\.2\.$/],
    [{ seconds: 6.1 }, /^The length of the loop/],
    [{ fps: 0 }, /^The frame rate should be from 1 to 50/],
    [{ seed: -1 }, /^The seed should be a whole number from 0 to 4294967295/],
    [{ background: '#12345' }, /^The background should be “transparent” or a colour/],
    [{ matte: '#xyzxyz' }, /^The matte should be a colour/],
    [{ from: 1.5 }, /^The beginning of the preview should be from 0 to 1, and is 1\.5\.$/],
    [{ best: 1 as unknown as boolean }, /^Best quality should be true or false, and is 1\.$/],
    [{ prompt: ' \n' }, /^The prompt is empty/],
    [{ prompt: 'a'.repeat(201) }, /^The prompt is too long/],
  ];
  const { model: watched, count } = counting(model);
  for (const [change, message] of refusals) {
    await assert.rejects(generate(watched, ask(MAPPED, change)).next(), (error) => {
      assert.ok(error instanceof RequestError);
      assert.match(error.message, message);
      return true;
    });
  }
  await assert.rejects(generate(watched, ask('qqqqqqqq')).next(), PromptError);
  assert.equal(count.runs, 0);
});

test('words that are not drawn as they stand are reported with the clip', async () => {
  const { clip } = await make(model, ask(`${MAPPED} qqqqqqqq`));
  const from = MAPPED.length + 1;
  assert.deepEqual(clip.report, [
    { words: 'qqqqqqqq', from, to: from + 8, why: 'unknown', nearest: [] },
  ]);
});
