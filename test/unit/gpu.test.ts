/** Whatever a host offers as a GPU: WASM draws, and what is wrong with it is known in time. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readShippedModel } from '../../models/shipped';
import type { Engine } from '../../worker/api';
import { webgpuObstacle } from '../../worker/network/adapter';
import { EngineError, openNetworks } from '../../worker/network/engine';
import type { Session } from '../../worker/network/session';
import { type ModelFiles, readModelFiles } from '../../worker/network/weights';

const never = () => new Promise<never>(() => {});
const broken = () => {
  throw new TypeError('not implemented');
};
const withAdapter = (adapter: unknown) => ({ requestAdapter: async () => adapter });
const device = { destroy() {} };

const ODD: Record<string, unknown> = {
  'an empty object': {},
  'no function for adapters': { requestAdapter: null },
  'adapters that throw at once': { requestAdapter: broken },
  'adapters that are no promise': { requestAdapter() {} },
  'an adapter that never comes': { requestAdapter: never },
  'an adapter that is a number': withAdapter(1),
  'limits that throw': withAdapter(Object.defineProperty({}, 'limits', { get: broken })),
  'no function for devices': withAdapter({}),
  'a device that is refused': withAdapter({ requestDevice: () => Promise.reject(new Error('no')) }),
  'a device that never comes': withAdapter({ requestDevice: never }),
  'a device that is empty': withAdapter({ requestDevice: async () => ({}) }),
};

const session: Session = {
  inputs: [],
  outputs: [],
  run: async () => ({}),
  release: async () => {},
};

let files: ModelFiles;
before(async () => {
  files = await readModelFiles(await readShippedModel());
});

function openOn(gpu: unknown, engine: Engine) {
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  return openNetworks(files, engine, async () => session);
}

describe('a host that offers', () => {
  for (const [name, gpu] of Object.entries(ODD)) {
    test(`${name} draws on WASM, and says so to who asks for the GPU`, async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const networks = await openOn(gpu, 'wasm');
      assert.deepEqual([networks.engine, await networks.run('decoder', {})], ['wasm', {}]);
      assert.match((await inTime(webgpuObstacle(false))) ?? '', /WebGPU/);
      await assert.rejects(inTime(openOn(gpu, 'webgpu')), (error) => {
        assert.ok(error instanceof EngineError);
        assert.match(error.message, /^WebGPU cannot run here: .* Choose WASM instead\.$/);
        return true;
      });

      /** Until `work` settles, however long the engine waits for the host. */
      async function inTime<T>(work: Promise<T>): Promise<T> {
        let settled = false;
        const done = () => {
          settled = true;
        };
        work.then(done, done);
        for (let times = 0; times < 100 && !settled; times++) {
          await new Promise((resolve) => setImmediate(resolve));
          t.mock.timers.runAll();
        }
        assert.ok(settled, 'it waits for ever');
        return work;
      }
    });
  }

  test('a GPU as it should be draws on it when asked', async () => {
    const gpu = withAdapter({ requestDevice: async () => device });
    assert.equal((await openOn(gpu, 'webgpu')).engine, 'webgpu');
  });
});
