/** Starting a worker where hosts misbehave; what policies do to it is tested in a browser. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { spawn } from '../../ui/link/spawn';

/** What becomes of a worker that was asked for; an error stands for a host that refuses to make it. */
type Fate = 'runs' | 'fails' | 'is swallowed' | Error;

let fates: Fate[]; // in the order asked for
let asked: string[]; // addresses
let workers: FakeWorker[]; // that came of it

class FakeWorker extends EventTarget {
  ended = false;

  constructor(address: string) {
    super();
    const fate = fates[asked.length];
    asked.push(address);
    if (fate instanceof Error) throw fate;
    workers.push(this);
    if (fate === 'runs') queueMicrotask(() => this.say('up'));
    if (fate === 'fails') queueMicrotask(() => this.dispatchEvent(new Event('error')));
  }

  say(data: string) {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }

  postMessage() {}

  terminate() {
    this.ended = true;
  }
}

const { Worker } = globalThis;
let told: unknown[]; // on the console, for whoever looks into a designer's trouble

beforeEach(() => {
  asked = [];
  workers = [];
  Object.assign(globalThis, { Worker: FakeWorker });
  mock.timers.enable({ apis: ['setTimeout'] });
  mock.method(console, 'error', (_: string, causes: unknown[]) => {
    told = causes;
  });
});
afterEach(() => {
  Object.assign(globalThis, { Worker });
  mock.reset();
});

const aMoment = () => new Promise((resolve) => setImmediate(resolve));

/** Until the worker is there or no way is left, however long that takes. */
async function spawnIn(...host: Fate[]): Promise<unknown> {
  fates = host;
  let settled = false;
  const spawned = spawn('code').finally(() => {
    settled = true;
  });
  spawned.catch(() => {}); // told to the caller
  for (let times = 0; times < 100 && !settled; times++) {
    await aMoment();
    mock.timers.runAll();
  }
  assert.ok(settled, 'it waits for ever');
  return spawned;
}

const BLOCKED = new DOMException('blocked by policy', 'SecurityError');

describe('a worker', () => {
  test('that starts at once is the only one that is asked for, and stays', async () => {
    const worker = await spawnIn('runs');
    mock.timers.runAll();
    assert.deepEqual(workers, [worker]);
    assert.equal(workers[0]!.ended, false);
  });

  for (const fate of ['fails', 'is swallowed', BLOCKED] as const) {
    const name = fate instanceof Error ? 'is refused' : fate;
    test(`that ${name} is ended, and the next way is tried, up to the last`, async () => {
      const worker = await spawnIn(fate, fate, 'runs');
      const schemes = asked.map((address) => address.split(':')[0]);
      assert.deepEqual(schemes, ['data', 'data', 'blob']);
      for (const one of workers) assert.equal(one.ended, one !== worker);
    });
  }

  test('that no way starts is a sentence for the designer; the causes go to the console', async () => {
    await assert.rejects(spawnIn(BLOCKED, 'fails', 'is swallowed'), (error: Error) => {
      assert.equal(error.name, 'HostError');
      assert.match(error.message, /^FlashVideo draws in the background.*another browser\.$/);
      return true;
    });
    const causes = told.map((cause) => (cause as Error).message);
    assert.deepEqual(causes, ['blocked by policy', 'worker blocked', 'the worker did not start']);
  });

  test('is not up before it says so, whatever else it says', async () => {
    fates = ['is swallowed', 'runs'];
    const spawned = spawn('code');
    workers[0]!.say('down');
    mock.timers.runAll();
    assert.equal(await spawned, workers[1]);
  });
});
