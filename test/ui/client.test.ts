/** The worker's owner, against workers that answer, hang, crash and refuse; real comlink between them. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { expose } from 'comlink';
import { createClient } from '../../ui/link/client';
import { freshForm, requestsOf } from '../../ui/request';
import type { Clip, Loaded, OnProgress, Packed, Remark, WorkerApi } from '../../worker/api';

const nothing = { sizes: [], matte: null };
const [request] = requestsOf({ ...freshForm, prompt: 'a cat' }, nothing);
const clip = { gif: new Uint8Array([71]), engine: 'wasm' } as Clip;
const loaded = { engine: 'wasm', examples: [] as string[] } as Loaded;
const nowhere: Packed = { coding: 'xz', parts: [], texts: [] };
const never = new Promise<never>(() => {});

const healthy: WorkerApi = {
  load: async () => loaded,
  obstacle: () => never, // a GPU is looked for as long as a test lasts
  rehearse: async () => {},
  time: async () => 100,
  beat: () => {},
  generate: async () => clip,
  skeleton: async () => null,
  variations: async () => [],
  another: async () => ({}),
  exportAs: () => never,
  recipe: () => never,
  cancel: async () => {},
};

/** Open ports keep Node running, and comlink opens one for each callback: all are closed at the end. */
const ports: MessagePort[] = [];
const { MessageChannel } = globalThis;
globalThis.MessageChannel = class extends MessageChannel {
  constructor() {
    super();
    ports.push(this.port1, this.port2);
  }
};
after(() => {
  globalThis.MessageChannel = MessageChannel;
  for (const port of ports) port.close();
});

/** A worker whose other end is in this realm; what is sent to it while it hangs stays unanswered. */
function scripted(api: Partial<WorkerApi>) {
  const { port1, port2 } = new globalThis.MessageChannel();
  expose({ ...healthy, ...api }, port2);
  const worker = Object.assign(port1, {
    ended: false,
    terminate() {
      worker.ended = true;
      port1.close();
      port2.close();
    },
    /** Ends without a word, as `self.close()` does. */
    vanish() {
      port2.close();
    },
    crash(message: string) {
      port1.dispatchEvent(Object.assign(new Event('error'), { message }));
    },
  });
  return worker;
}

/** A client whose workers come from `scripts`, one after the other. */
function clientOf(...scripts: Partial<WorkerApi>[]) {
  const workers: ReturnType<typeof scripted>[] = [];
  const told: string[] = [];
  const reasons: string[] = [];
  const verdicts: string[] = [];
  const fractions: number[] = []; // of loading
  const wholes: boolean[] = []; // whether a worker is given the whole runtime
  const client = createClient({
    start: async () => {
      const worker = scripted(scripts[workers.length] ?? {});
      workers.push(worker);
      return worker as unknown as Worker;
    },
    runtimes: async (_, whole) => {
      wholes.push(whole);
      return { runtimes: nowhere };
    },
    model: async () => ({ weights: nowhere, files: nowhere }),
    onLoading: (fraction) => fractions.push(fraction),
    onLoaded: ({ engine, reason }) => {
      told.push(engine);
      reasons.push(reason);
    },
    onFailed: (message) => told.push(message),
    onVerdict: ({ faster }) => verdicts.push(faster),
  });
  return { client, workers, told, reasons, verdicts, fractions, wholes };
}

const silent = () => {};
const refusal = (name: string, message: string) => Object.assign(new Error(message), { name });

/** Runs with the console quiet: the client writes down what a designer is not shown. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { error } = console;
  console.error = silent;
  return work().finally(() => {
    console.error = error;
  });
}

/** Until `condition` holds; a test that waits for ever is ended by the runner. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Long enough for messages to go to and fro. */
async function aMoment(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
}

describe('the client', () => {
  test('keeps one worker warm for clip after clip', async () => {
    const { client, workers, told } = clientOf();
    client.load('auto');
    assert.deepEqual(await client.generate(request, silent), clip);
    assert.deepEqual(await client.generate(request, silent), clip);
    assert.deepEqual([workers.length, told], [1, ['wasm']]);
  });

  test('passes progress on while the worker waits for it', async () => {
    const { client } = clientOf({
      async generate(_, onProgress) {
        for (const fraction of [0.25, 0.5]) {
          await onProgress({ stage: 'tokens', fraction, secondsLeft: null });
        }
        return clip;
      },
    });
    const fractions: number[] = [];
    await client.generate(request, ({ fraction }) => {
      fractions.push(fraction);
    });
    assert.deepEqual(fractions, [0.25, 0.5]);
  });

  test('a crash rejects with a sentence, and the next clip gets a fresh worker', async () => {
    await quietly(async () => {
      const { client, workers } = clientOf({ generate: () => never });
      const first = client.generate(request, silent);
      await until(() => workers.length === 1);
      workers[0]?.crash('Uncaught RangeError: Array buffer allocation failed');
      await assert.rejects(first, /stopped unexpectedly.+Generate again/);
      assert.deepEqual(await client.generate(request, silent), clip);
      assert.equal(workers.length, 2);
    });
  });

  test('an error inside the runtime is no sentence, and ends the worker', async () => {
    await quietly(async () => {
      const { client, workers } = clientOf({
        generate: () => Promise.reject(new Error('RuntimeError: unreachable')),
      });
      await assert.rejects(client.generate(request, silent), /stopped unexpectedly/);
      assert.equal(workers[0]?.ended, true);
      assert.deepEqual(await client.generate(request, silent), clip);
    });
  });

  test('a prompt that cannot be drawn comes with the remarks on it, and the worker stays', async () => {
    const remark: Remark = { words: 'x', from: 0, to: 1, why: 'unknown', nearest: ['y'] };
    const unreadable = { problem: 'Unknown.', report: [remark] };
    const { client, workers } = clientOf({ generate: async () => unreadable });
    assert.deepEqual(await client.generate(request, silent), unreadable);
    assert.equal(workers[0]?.ended, false);
  });

  test('a refused request comes as it is, and the worker stays', async () => {
    const { client, workers } = clientOf({
      generate: () => Promise.reject(refusal('RequestError', 'Say what to draw.')),
    });
    await assert.rejects(client.generate(request, silent), /^RequestError: Say what to draw\.$/);
    assert.equal(workers[0]?.ended, false);
  });

  test('a failed load is told once and tried again by the next clip', async () => {
    const { client, workers, told } = clientOf({
      load: () => Promise.reject(refusal('EngineError', 'WebGPU cannot run here.')),
    });
    client.load('webgpu');
    await until(() => told.length > 0);
    assert.deepEqual([told, workers[0]?.ended], [['WebGPU cannot run here.'], true]);
    assert.deepEqual(await client.generate(request, silent), clip);
  });

  for (const call of ['load', 'generate', 'exportAs', 'recipe'] as const) {
    test(`what the lean runtime lacks when it is to ${call} a fresh worker does, on the whole one`, async () => {
      const made = { generate: clip, exportAs: { name: 'a.png' }, recipe: { parts: [] } };
      const able = {
        exportAs: async () => made.exportAs as never,
        recipe: async () => made.recipe as never,
      };
      const lacking = { [call]: () => Promise.reject(refusal('LackError', 'It lacks one.')) };
      const { client, workers, told, reasons, wholes } = clientOf({ ...able, ...lacking }, able);
      client.load('auto');
      assert.deepEqual(
        await Promise.all([
          client.generate(request, silent),
          client.exportAs(request, 'png'),
          client.recipe(request),
        ]),
        Object.values(made),
      );
      assert.deepEqual(wholes, [false, true]);
      assert.deepEqual([workers[0]!.ended, workers[1]!.ended], [true, false]);
      assert.deepEqual(new Set(told), new Set(['wasm']));
      assert.match(reasons.at(-1)!, /whole runtime/);
    });
  }

  for (const outcome of ['loaded', 'refused']) {
    test(`progress that comes after it ${outcome} does not make the panel wait again`, async () => {
      let late: OnProgress;
      const { client, told, fractions } = clientOf({
        load: async (_runtime, _files, _engine, onProgress) => {
          late = onProgress;
          if (outcome === 'refused') throw refusal('AssetError', 'Not as it was built.');
          return loaded;
        },
      });
      client.load('auto');
      await until(() => told.length > 0);
      await late!({ stage: 'load', fraction: 0.5, secondsLeft: null });
      assert.deepEqual(fractions, [0]);
    });
  }

  test('another engine ends the worker at once, even one that is still loading', async () => {
    const { client, workers, told } = clientOf({ load: () => never });
    client.load('webgpu');
    await until(() => workers.length === 1);
    client.load('wasm');
    await until(() => told.length > 0);
    assert.deepEqual([told, workers.map(({ ended }) => ended)], [['wasm'], [true, false]]);
  });
});

describe('cancelling', () => {
  test('resolves before the worker says anything, and no progress comes after it', async () => {
    let goOn = silent;
    let reported = 0;
    const { client } = clientOf({
      async generate(_, onProgress) {
        const begun = goOn !== silent;
        if (begun) return clip;
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        await onProgress({ stage: 'tokens', fraction: 0.5, secondsLeft: null });
        return null;
      },
    });
    const first = client.generate(request, () => {
      reported += 1;
    });
    await until(() => goOn !== silent);
    client.cancel();
    assert.equal(await first, null);
    goOn();
    await client.generate(request, silent); // a round trip after the late progress
    assert.equal(reported, 0);
  });

  test('keeps a worker that answers and puts down one that does not', async () => {
    for (const [cancel, ended] of [
      [async () => {}, false],
      [() => never, true],
    ] as const) {
      let started = false;
      const { client, workers } = clientOf({
        cancel,
        generate: () => {
          started = true;
          return never;
        },
      });
      const first = client.generate(request, silent);
      await until(() => started);
      client.cancel();
      assert.equal(await first, null);
      if (ended) assert.deepEqual(await client.generate(request, silent), clip); // waits for the end
      assert.equal(workers[0]?.ended, ended);
    }
  });

  test('while the model loads leaves the worker to finish loading', async () => {
    let finish: (loaded: Loaded) => void = silent;
    let drawn = 0;
    const { client, workers } = clientOf({
      load: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
      generate: async () => {
        drawn += 1;
        return clip;
      },
    });
    const first = client.generate(request, silent);
    await until(() => finish !== silent);
    client.cancel();
    assert.equal(await first, null);
    finish(loaded);
    assert.deepEqual(await client.generate(request, silent), clip);
    assert.deepEqual([drawn, workers.length], [1, 1]);
  });
});

describe('a GPU', () => {
  const offered: Partial<WorkerApi> = { obstacle: async () => null };
  const gpu: Partial<WorkerApi> = {
    load: async () => ({ ...loaded, engine: 'webgpu' }),
    time: async () => 20,
    generate: async () => ({ ...clip, engine: 'webgpu' }),
  };
  const engineOf = (made: Awaited<ReturnType<WorkerApi['generate']>>) =>
    made && 'engine' in made ? made.engine : null;

  test('that stands behind an obstacle gets no worker', async () => {
    const { client, workers, reasons } = clientOf({ obstacle: async () => 'there is none' });
    client.load('auto');
    await until(() => reasons.length === 2);
    assert.deepEqual(reasons, [
      'Runs on WASM while a GPU is looked for.',
      'Runs on WASM: there is none.',
    ]);
    assert.equal(workers.length, 1);
  });

  test('that is faster draws the next clip; the one that runs is finished where it began', async () => {
    let finish = silent;
    let begin = silent;
    const slow = async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return clip;
    };
    const rehearse = () =>
      new Promise<void>((resolve) => {
        begin = resolve;
      });
    const { client, workers, told, reasons, verdicts } = clientOf(
      { ...offered, generate: slow },
      { ...gpu, rehearse },
    );
    client.load('auto');
    await until(() => begin !== silent);
    const first = client.generate(request, silent);
    begin();
    await until(() => told.length === 2);
    assert.deepEqual([told, verdicts], [['wasm', 'webgpu'], ['webgpu']]);
    assert.match(reasons[1]!, /^Runs on WebGPU.+ takes 20 ms against 100 ms on WASM\.$/);
    assert.equal(engineOf(await client.generate(request, silent)), 'webgpu');
    assert.equal(workers[0]?.ended, false, 'a clip is still drawn there');
    finish();
    assert.equal(engineOf(await first), 'wasm', 'and comes before its worker ends');
    await until(() => workers[0]?.ended === true);
  });

  test('that is slower is let go', async () => {
    const { client, workers, told, verdicts } = clientOf(offered, {
      ...gpu,
      time: async () => 500,
    });
    client.load('auto');
    await until(() => told.length === 2);
    assert.deepEqual([told, verdicts], [['wasm', 'wasm'], ['wasm']]);
    await until(() => workers[1]?.ended === true);
    assert.equal(engineOf(await client.generate(request, silent)), 'wasm');
  });

  for (const [name, script] of Object.entries({
    'that never answers': { ...gpu, load: () => never },
    'that never draws': { ...gpu, time: () => never },
  })) {
    test(`${name} keeps no clip waiting, and is given up`, async (t) => {
      await quietly(async () => {
        t.mock.timers.enable({ apis: ['setTimeout'] });
        t.mock.method(console, 'warn', silent);
        const { client, workers, reasons, verdicts } = clientOf(offered, script);
        assert.equal(engineOf(await client.generate(request, silent)), 'wasm');
        while (workers.length < 2) await aMoment();
        assert.equal(engineOf(await client.generate(request, silent)), 'wasm');
        t.mock.timers.tick(60_000);
        while (reasons.length < 2) await aMoment();
        assert.equal(reasons[1], 'Runs on WASM: WebGPU did not start here.');
        assert.deepEqual([verdicts, workers.map(({ ended }) => ended)], [['wasm'], [false, true]]);
      });
    });
  }

  test('is looked for once the clip that was asked for is done', async () => {
    let looked = 0;
    let finish = silent;
    const { client } = clientOf({
      obstacle: async () => {
        looked += 1;
        return 'there is none';
      },
      generate: () =>
        new Promise((resolve) => {
          finish = () => resolve(clip);
        }),
    });
    const made = client.generate(request, silent);
    await until(() => finish !== silent);
    await aMoment();
    assert.equal(looked, 0);
    finish();
    await made;
    await until(() => looked === 1);
  });

  test('whose first runs take longer than a clip takes WASM is given up', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { client, workers, reasons, verdicts } = clientOf(offered, {
      ...gpu,
      rehearse: () => never,
    });
    client.load('auto');
    while (workers.length < 2) await aMoment();
    await aMoment();
    t.mock.timers.tick(2_000 + 4 * 100);
    while (reasons.length < 2) await aMoment();
    assert.equal(
      reasons[1],
      'Runs on WASM, the faster one: the GPU was not ready to draw after 2.4 s.',
    );
    while (!workers[1]?.ended) await aMoment();
    assert.deepEqual(verdicts, ['wasm']);
  });

  test('that lost today is not tried again, and one that won is not timed', async () => {
    const lost = clientOf(offered, gpu);
    lost.client.load('auto', { faster: 'wasm', at: Date.now() - 3600_000 });
    await until(() => lost.reasons.length === 2);
    assert.match(lost.reasons[1]!, /^Runs on WASM, which was faster.+ today\.$/);
    assert.equal(lost.workers.length, 1);
    const untimed = { time: () => never };
    const won = clientOf({ ...offered, ...untimed }, { ...gpu, ...untimed });
    won.client.load('auto', { faster: 'webgpu', at: Date.now() - 3600_000 });
    await until(() => won.told.length === 2);
    assert.deepEqual([won.told, won.verdicts], [['wasm', 'webgpu'], []]);
    const yesterday = clientOf(offered, gpu);
    yesterday.client.load('auto', { faster: 'wasm', at: Date.now() - 48 * 3600_000 });
    await until(() => yesterday.told.length === 2);
    assert.deepEqual(yesterday.told, ['wasm', 'webgpu']);
  });

  test('whose worker dies while it draws is not tried again: WASM makes the next clip', async () => {
    await quietly(async () => {
      const { client, workers, told, verdicts } = clientOf(
        offered,
        { ...gpu, generate: () => never },
        offered,
      );
      client.load('auto');
      await until(() => told.length === 2);
      const lost = client.generate(request, silent);
      await aMoment();
      workers[1]?.crash('GPU process gone');
      await assert.rejects(lost, /stopped unexpectedly/);
      assert.equal(engineOf(await client.generate(request, silent)), 'wasm');
      await until(() => told.length === 4);
      assert.deepEqual([workers.length, verdicts], [3, ['webgpu', 'wasm']]);
    });
  });

  test('is not tried on when another engine is chosen meanwhile', async () => {
    const { client, workers } = clientOf(offered, { ...gpu, load: () => never });
    client.load('auto');
    await until(() => workers.length === 2);
    client.load('wasm');
    await until(() => workers[1]?.ended === true && workers[0]?.ended === true);
    assert.deepEqual(await client.generate(request, silent), clip);
    assert.equal(workers.length, 3);
  });
});

describe('a worker that ends without a word', () => {
  for (const [name, script] of Object.entries({
    loads: { load: () => never },
    draws: { generate: () => never },
  })) {
    test(`while it ${name} is noticed, and the next clip gets a fresh one`, async (t) => {
      await quietly(async () => {
        t.mock.timers.enable({ apis: ['setInterval'] });
        const { client, workers } = clientOf(script);
        const told = assert.rejects(
          client.generate(request, silent),
          /stopped unexpectedly.+Generate again/,
        );
        while (workers.length === 0) await aMoment();
        await aMoment();
        for (let beats = 0; beats < 20; beats++) {
          t.mock.timers.tick(2_000);
          await aMoment();
        }
        assert.equal(workers[0]?.ended, false, 'it answers, however long the work takes');
        workers[0]?.vanish();
        for (let beats = 0; beats < 20; beats++) {
          t.mock.timers.tick(2_000);
          await aMoment();
        }
        await told;
        assert.deepEqual(await client.generate(request, silent), clip);
        assert.equal(workers.length, 2);
      });
    });
  }
});
