/** The whole pipeline with the shipped model, on WASM. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import type { Clip, EngineChoice, GenerateRequest, Progress } from '../../worker/api';
import { generate } from '../../worker/generate';
import { loadModel, type Model } from '../../worker/model';
import { ModelError } from '../../worker/network/config';
import { EngineError, type Networks } from '../../worker/network/engine';
import { GpuError } from '../../worker/network/session';
import { frameDelays } from '../../worker/picture/gif';
import { PromptError, RequestError } from '../../worker/request';
import { decodeGif, difference } from '../e2e/gif';

let model: Model;
let prompt: string;
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
  prompt = model.config.examples[0]!;
});

const asked = (changes: Partial<GenerateRequest> = {}): GenerateRequest => ({
  ...{ prompt, seed: 7, size: 128, frames: 6, fps: 12, background: 'transparent' },
  ...{ matte: '#ffffff', temperature: 0, topK: 40, guidance: 1 },
  ...changes,
});

async function make(request: GenerateRequest, of = model) {
  const heard: Progress[] = [];
  const steps = generate(of, request);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return { clip: value, heard };
    heard.push(value);
  }
}

/** Networks that count, and may be told to fail once as a GPU does. */
function counted(failAt = 0): { networks: Networks; runs: () => number } {
  let runs = 0;
  const networks: Networks = {
    ...{ settled: model.networks.settled, engine: 'wasm', reason: '' },
    run(graph, feeds) {
      if (++runs === failAt) throw new GpuError('test');
      return model.networks.run(graph, feeds);
    },
  };
  return { networks, runs: () => runs };
}

describe('a clip', () => {
  let made: { clip: Clip; heard: Progress[] };
  before(async () => {
    made = await make(asked({ frames: 16 }));
  });

  test('is a GIF of the size, frames and delays asked for, looping for ever', () => {
    const { clip } = made;
    const gif = decodeGif(clip.gif);
    assert.deepEqual([gif.width, gif.height, gif.loops], [128, 128, 0]);
    assert.deepEqual([clip.width, clip.height, clip.frames], [128, 128, 16]);
    assert.deepEqual(gif.delays, frameDelays(16, 12));
    assert.equal(clip.loopMs, 10 * gif.delays.reduce((sum, delay) => sum + delay, 0));
    assert.deepEqual([clip.seed, clip.engine], [7, 'wasm']);
  });

  test('closes its loop: the step back to the first frame is no larger than the others', () => {
    const { frames } = decodeGif(made.clip.gif);
    const steps = frames.map((frame, i) => difference(frame, frames[(i + 1) % frames.length]!));
    const seam = steps.pop()!;
    assert.ok(seam <= Math.max(...steps), `${seam} after ${steps.join(' ')}`);
  });

  test('tells how far it has come, never falling, and shows each key frame once', () => {
    const { heard } = made;
    heard.reduce((before, { fraction }) => {
      assert.ok(fraction >= before && fraction <= 1);
      return fraction;
    }, 0);
    assert.equal(heard.at(-1)!.fraction, 1);
    const shown = heard.flatMap(({ keyFrame }) => keyFrame ?? []);
    assert.deepEqual(
      shown.map(({ index, of }) => [index, of]),
      model.config.frame.keyPhases.map((_, index, all) => [index, all.length]),
    );
    for (const { picture } of shown) assert.equal(picture.rgba.length, 4 * 128 * 128);
  });

  test('accounts for its time and its cells', () => {
    const { ms, cells } = made.clip;
    const spent = ms.tokens + ms.interpolate + ms.decode + ms.encode;
    assert.ok(spent > 0 && spent <= ms.total && ms.load > 0);
    assert.equal(cells.total, 16 * model.config.frame.cells ** 2);
    assert.ok(cells.computed > 0 && cells.computed <= cells.total);
  });

  test('has one bit of alpha on a transparent ground, and none on a colour', async () => {
    const alphas = async (background: GenerateRequest['background']) => {
      const { clip } = await make(asked({ background, frames: 4 }));
      const values = decodeGif(clip.gif).frames.flatMap((frame) => [
        ...new Set(frame.filter((_, i) => i % 4 === 3)),
      ]);
      return [...new Set(values)].sort();
    };
    assert.deepEqual(await alphas('transparent'), [0, 255]);
    assert.deepEqual(await alphas('#204060'), [255]);
  });
});

describe('the same request', () => {
  test('gives the same bytes, and the same picture at frame 0 for any number of frames', async () => {
    const [one, two, four] = [
      await make(asked()),
      await make(asked()),
      await make(asked({ frames: 4, background: '#ffffff' })),
    ];
    assert.deepEqual(one.clip.gif, two.clip.gif);
    const six = await make(asked({ background: '#ffffff' }));
    const [a, b] = [decodeGif(four.clip.gif).frames[0]!, decodeGif(six.clip.gif).frames[0]!];
    assert.ok(difference(a, b) < 4, 'only the palette may differ');
  });

  test('of best quality draws every cell by itself', async () => {
    const { networks, runs } = counted();
    const { clip } = await make(asked({ frames: 4, best: true }), { ...model, networks });
    const { cells, keyPhases } = model.config.frame;
    assert.ok(runs() > cells ** 2 * keyPhases.length, `${runs()} runs`);
    const usual = decodeGif((await make(asked({ frames: 4 }))).clip.gif).frames[0]!;
    const off = difference(decodeGif(clip.gif).frames[0]!, usual);
    assert.ok(off < 20, `the same subject, and ${off} of 255 away`);
  });

  test('gives the same codes when the engine fails in the middle', async () => {
    const whole = counted();
    const { clip } = await make(asked(), { ...model, networks: whole.networks });
    for (const failAt of [1, 2, Math.floor(whole.runs() / 2), whole.runs()]) {
      const { networks } = counted(failAt);
      const broken = await make(asked(), { ...model, networks });
      assert.deepEqual(broken.clip.gif, clip.gif, `failed at run ${failAt}`);
    }
  });

  test('with a temperature varies with the seed and only with it', async () => {
    const warm = (seed: number) => make(asked({ seed, temperature: 2, frames: 4 }));
    const [one, again, other] = [await warm(1), await warm(1), await warm(2)];
    assert.deepEqual(one.clip.gif, again.clip.gif);
    assert.notDeepEqual(one.clip.gif, other.clip.gif);
  });

  test('with guidance draws something else, as often as asked', async () => {
    const { networks, runs } = counted();
    const plain = await make(asked({ frames: 4 }), { ...model, networks });
    const before = runs();
    const guided = await make(asked({ frames: 4, guidance: 3 }), { ...model, networks });
    assert.ok(runs() - before > before, 'the network runs with and without the prompt');
    assert.equal(guided.clip.frames, plain.clip.frames);
  });
});

test('a cancelled clip runs no further, and the next one is as if it had never been', async () => {
  const { clip } = await make(asked());
  for (const stopAt of [0.1, 0.5, 0.95]) {
    const { networks, runs } = counted();
    const steps = generate({ ...model, networks }, asked());
    for (;;) {
      const { done, value } = await steps.next();
      assert.ok(!done);
      if (value.fraction >= stopAt) break;
    }
    const before = runs();
    await steps.return(undefined as never);
    assert.equal((await steps.next()).done, true);
    assert.equal(runs(), before);
  }
  assert.deepEqual((await make(asked())).clip.gif, clip.gif);
});

test('a request that cannot be fulfilled is refused in one sentence before any work', async () => {
  const refusals: [Partial<GenerateRequest>, RegExp][] = [
    [{ size: 63 }, /^The size should be a whole number from 64 to 512, and is 63\.$/],
    [{ size: Number.NaN }, /^The size should/],
    [{ frames: 33 }, /^The number of frames should be a whole number from 4 to 32/],
    [{ frames: 4.5 }, /^The number of frames/],
    [{ fps: 0 }, /^The frame rate should be from 1 to 50/],
    [{ seed: -1 }, /^The seed should be a whole number from 0 to 4294967295/],
    [{ background: '#12345' }, /^The background should be “transparent” or a colour/],
    [{ matte: '#xyzxyz' }, /^The matte should be a colour/],
    [{ temperature: -1 }, /^The temperature/],
    [{ topK: 0 }, /^The top-k/],
    [{ prompt: ' \n' }, /^The prompt is empty/],
    [{ prompt: 'a'.repeat(201) }, /^The prompt is too long/],
  ];
  const { networks, runs } = counted();
  for (const [change, message] of refusals) {
    const steps = generate({ ...model, networks }, asked(change));
    await assert.rejects(steps.next(), (error) => {
      assert.ok(error instanceof RequestError);
      assert.match(error.message, message);
      return true;
    });
  }
  await assert.rejects(generate(model, asked({ prompt: 'qqqqqqqq' })).next(), PromptError);
  assert.equal(runs(), 0);
});

test('words that are not drawn as they stand are reported with the clip', async () => {
  const { clip } = await make(asked({ prompt: `${prompt} qqqqqqqq`, frames: 4 }));
  const from = prompt.length + 1;
  assert.deepEqual(clip.report, [
    { words: 'qqqqqqqq', from, to: from + 8, why: 'unknown', nearest: [] },
  ]);
});

test('a model with a damaged file does not load', async () => {
  const { model: files, ...assets } = await readAssets();
  const weights = files['weights.bin']!.slice(0, -4);
  await assert.rejects(
    loadModel({ ...assets, model: { ...files, 'weights.bin': weights } }, 'wasm'),
    (error) => error instanceof ModelError && /weights\.bin/.test(error.message),
  );
});

describe('the engine', () => {
  const on = (gpu: unknown, choice: EngineChoice) => {
    Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
    return readAssets().then((assets) => loadModel(assets, choice));
  };
  const hosts: [gpu: unknown, reason: RegExp][] = [
    [undefined, /this host offers no WebGPU/],
    [{ requestAdapter: async () => null }, /no WebGPU adapter was found/],
    [{ requestAdapter: () => Promise.reject(new Error('blocked')) }, /no WebGPU adapter was found/],
    [{ requestAdapter: async () => ({ info: { isFallbackAdapter: true } }) }, /a software one/],
    [
      { requestAdapter: async () => ({ limits: { maxStorageBuffersPerShaderStage: 4 } }) },
      /allows 4 as maxStorageBuffersPerShaderStage, not 8/,
    ],
  ];

  test('is WASM where there is no real GPU, and says why', async () => {
    for (const [gpu, reason] of hosts) {
      const { networks } = await on(gpu, 'auto');
      assert.equal(networks.reason, 'Runs on WASM while a GPU is looked for.');
      await networks.settled;
      assert.equal(networks.engine, 'wasm');
      assert.match(networks.reason, reason);
      assert.match(networks.reason, /^Runs on WASM: .*\.$/);
    }
  });

  test('that was asked for and cannot run is a sentence, and leaves the others working', async () => {
    await assert.rejects(on(undefined, 'webgpu'), (error) => {
      assert.ok(error instanceof EngineError);
      assert.match(error.message, /^WebGPU cannot run here: .* Choose WASM instead\.$/);
      return true;
    });
    const { networks } = await on(undefined, 'wasm');
    assert.deepEqual([networks.engine, networks.reason], ['wasm', 'Runs on WASM, as chosen.']);
  });

  // Last, because it leaves the runtime of this realm unable to make another session.
  test('is WASM when WebGPU fails while it is tried', async () => {
    const broken = { requestAdapter: async () => ({ info: { isFallbackAdapter: false } }) };
    const { networks } = await on(broken, 'auto');
    await networks.settled;
    assert.equal(networks.engine, 'wasm');
    assert.match(networks.reason, /^Runs on WASM: WebGPU did not start here\.$/);
    const { clip } = await make(asked({ frames: 4 }), { ...model, networks });
    assert.equal(clip.engine, 'wasm');
  });
});
