/** The worker as it is bundled, in a thread of its own, behind a message channel as the panel has one. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { proxy } from 'comlink';
import { readAssets } from '../../models/shipped';
import type {
  Clip,
  GenerateRequest,
  ModelSource,
  OnProgress,
  Packed,
  Runtimes,
  WorkerApi,
} from '../../worker/api';
import { loadModel, type Model } from '../../worker/model';
import { ask, make } from '../support/clips';
import { openWorker } from '../support/thread';

const assets = await readAssets();
const { api, end } = await openWorker();
after(end);

type Answer = Awaited<ReturnType<WorkerApi['generate']>>;

const small = { width: 64, height: 64 };
const drawn = (seed: number) => ask('a rocket bouncing', { ...small, seed }); // in many steps
const computed = ask('loading spinner', small);
const silent = proxy(() => {});

const load = (runtimes: Runtimes, model: ModelSource | Error) =>
  api.load(
    runtimes,
    proxy(async () => {
      if (model instanceof Error) throw model;
      return model;
    }),
    'wasm',
    silent,
  );

function generate(request: GenerateRequest, hear: OnProgress = () => {}): Promise<Answer> {
  return api.generate(request, proxy(hear));
}

function assertClip(made: Answer): asserts made is Clip {
  assert.ok(made && 'gif' in made, `a clip, and not ${JSON.stringify(made)}`);
}

/** Both cross the channel: the name, by which the panel tells sentences from crashes, and the sentence. */
const failure = (name: string, sentence: RegExp) => (error: Error) => {
  assert.equal(error.name, name);
  assert.match(error.message, sentence);
  return true;
};

// In this order: a worker lives once.
describe('loading', () => {
  test('comes first: what is asked for before is refused', async () => {
    const sentence = /^The model is not loaded: call load first\.$/;
    await assert.rejects(api.time(), failure('Error', sentence));
    await assert.rejects(generate(computed), failure('Error', sentence));
  });

  test('that fails names what is damaged and is forgotten: whole files load after it', async () => {
    const { 'weights.bin': _, ...others } = assets.model;
    const incomplete = { ...assets, model: others };
    const missing = failure('ModelError', /weights\.bin/);
    await assert.rejects(load(incomplete, incomplete), missing);
    const some: Packed = { coding: 'gzip', parts: [['lean', 9]], texts: ['!'] };
    const torn = failure('AssetError', /copy of the runtime is damaged/);
    await assert.rejects(load({ runtimes: some }, assets), torn);
    const away = failure('HostError', /^The other worker is gone\.$/);
    const gone = Object.assign(new Error('The other worker is gone.'), { name: 'HostError' });
    await assert.rejects(load(assets, gone), away);

    const files = await api.open(assets); // as the worker that reads hands them over
    assert.deepEqual(Object.keys(files.expanded ?? {}), ['retnet', 'decoder']);
    const { engine, reason } = await load(assets, files);
    assert.deepEqual([engine, reason], ['wasm', 'Runs on WASM, as chosen.']);
    assertClip(await generate(computed));
  });

  test('once more finds the model that is there', async () => {
    const nothing = { runtime: new Uint8Array(), model: {}, tables: {} };
    const loaded = await load(nothing, nothing);
    assert.deepEqual(await load(nothing, nothing), loaded);
    assert.ok((await api.time()) > 0);
  });
});

describe('generating', () => {
  let model: Model; // in this thread: makes each clip undisturbed
  before(async () => {
    model = await loadModel(assets, 'wasm');
  });

  async function assertUndisturbed(made: Answer, request: GenerateRequest) {
    assertClip(made);
    assert.deepEqual(made.gif, (await make(model, request)).clip.gif);
  }

  test('makes one clip at a time, in the order asked for', async () => {
    const drawing: number[] = []; // steps and answers come by ways of their own, which keep no order among each other
    const done: number[] = [];
    const follow = async (clip: number, request: GenerateRequest) => {
      const made = await generate(request, () => {
        if (drawing.at(-1) !== clip) drawing.push(clip); // once for steps that follow each other
      });
      done.push(clip);
      return made;
    };
    const requests = [drawn(1), computed, drawn(0)];
    const asked = requests.map((request, i) => follow(i, request));
    for (const [i, made] of asked.entries()) await assertUndisturbed(await made, requests[i]!);
    assert.deepEqual([drawing, done], [requests.map((_, i) => i), requests.map((_, i) => i)]);
  });

  test('cancelling ends the clip that runs and those that wait, and none asked for later', async () => {
    const settled: string[] = [];
    const follow = async <T>(name: string, call: Promise<T>) => {
      const value = await call;
      settled.push(name);
      return value;
    };
    let stepsOfWaiting = 0;
    const count = () => {
      stepsOfWaiting += 1;
    };
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const running = follow(
      'running',
      generate(drawn(2), () => begin()),
    );
    const waiting = follow('waiting', generate(computed, count));
    await begun;
    const cancelled = follow('cancelled', api.cancel());
    const later = follow('later', generate(drawn(2)));
    assert.deepEqual([await running, await waiting, await cancelled], [null, null, undefined]);
    await assertUndisturbed(await later, drawn(2)); // nothing of the half drawing is left
    assert.equal(stepsOfWaiting, 0);
    assert.deepEqual(settled, ['running', 'waiting', 'cancelled', 'later']);
  });

  test('cancelling while nothing runs ends nothing', async () => {
    await api.cancel();
    await assertUndisturbed(await generate(computed), computed);
  });

  test('a prompt that cannot be read is a value, with the words that are not known', async () => {
    const made = await generate({ ...computed, prompt: 'qqqqqqqq' });
    assert.ok(made && 'problem' in made);
    assert.match(made.problem, /^FlashVideo does not know how to draw “qqqqqqqq”\./);
    const unknown = { words: 'qqqqqqqq', from: 0, to: 8, why: 'unknown', nearest: [] };
    assert.deepEqual(made.report, [unknown]);
  });

  test('a clip that is refused or that nobody hears ends alone: the next one is made', async () => {
    const deaf = () => {
      throw new Error('the panel is gone');
    };
    const refused = generate({ ...drawn(3), width: 15 });
    const unheard = generate(drawn(3), deaf);
    const next = generate(drawn(3));
    await Promise.all([
      assert.rejects(refused, failure('RequestError', /^The width should be a whole number/)),
      assert.rejects(unheard, failure('Error', /^the panel is gone$/)),
    ]);
    await assertUndisturbed(await next, drawn(3));
  });
});
