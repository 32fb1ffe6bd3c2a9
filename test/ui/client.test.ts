/** The worker's owner, against workers that answer, hang, crash and refuse; real comlink between them. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { expose } from 'comlink';
import { createClient } from '../../ui/client';
import { freshForm, requestsOf } from '../../ui/request';
import type { Clip, Loaded, Remark, WorkerApi } from '../../worker/api';

const nothing = { sizes: [], matte: null };
const [request] = requestsOf({ ...freshForm, prompt: 'a cat' }, nothing);
const clip = { gif: new Uint8Array([71]), engine: 'wasm' } as Clip;
const loaded = { engine: 'wasm', examples: [] as string[] } as Loaded;
const never = new Promise<never>(() => {});

const healthy: WorkerApi = {
  load: async () => loaded,
  settle: () => never, // a GPU is looked for as long as a test lasts
  generate: async () => clip,
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
  const client = createClient({
    start: async () => {
      const worker = scripted(scripts[workers.length] ?? {});
      workers.push(worker);
      return worker as unknown as Worker;
    },
    assets: () => ({ runtime: { coding: 'xz', bytes: 0, text: '' }, model: {}, tables: {} }),
    onLoading: () => {},
    onLoaded: ({ engine }) => told.push(engine),
    onFailed: (message) => told.push(message),
  });
  return { client, workers, told };
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

describe('the client', () => {
  test('keeps one worker warm for clip after clip', async () => {
    const { client, workers, told } = clientOf();
    client.load('auto');
    assert.deepEqual(await client.generate(request, silent), clip);
    assert.deepEqual(await client.generate(request, silent), clip);
    assert.deepEqual([workers.length, told], [1, ['wasm']]);
  });

  test('tells the engine twice: when ready, and once it is chosen', async () => {
    const chosen = { ...loaded, engine: 'webgpu' } as Loaded;
    const { client, told } = clientOf({ settle: async () => chosen });
    client.load('auto');
    await until(() => told.length === 2);
    assert.deepEqual(told, ['wasm', 'webgpu']);
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
