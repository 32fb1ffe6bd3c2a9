/** Which engine runs, and what happens to a model or an engine that is broken. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import type { Engine, EngineChoice } from '../../worker/api';
import { loadModel } from '../../worker/model';
import { ModelError } from '../../worker/network/config';
import { EngineError, openNetworks } from '../../worker/network/engine';
import { GpuError, type Session } from '../../worker/network/session';
import { type ModelFiles, readModelFiles } from '../../worker/network/weights';
import { ask, make } from '../support/clips';

test('a model with a damaged file does not load', async () => {
  const { model: files, ...assets } = await readAssets();
  const weights = files['weights.bin']!.slice(0, -4);
  await assert.rejects(
    loadModel({ ...assets, model: { ...files, 'weights.bin': weights } }, 'wasm'),
    (error) => error instanceof ModelError && /weights\.bin/.test(error.message),
  );
});

/** Gives this realm a GPU, or none. */
const offer = (gpu: unknown) =>
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });

const device = { destroy() {} };
const adapter = { info: { isFallbackAdapter: false }, requestDevice: async () => device };
const REAL = { requestAdapter: async () => adapter };

describe('of two engines', () => {
  let files: ModelFiles;
  before(async () => {
    files = await readModelFiles((await readAssets()).model);
  });

  /** A session that computes nothing; on a GPU its runs fail. */
  const sessionOn = (engine: Engine, released: Engine[] = []): Session => ({
    inputs: [],
    outputs: [],
    run: async () => {
      if (engine === 'webgpu') throw new GpuError('the device was lost.');
      return {};
    },
    release: async () => void released.push(engine),
  });

  const trials: [ms: Record<Engine, number>, engine: Engine, reason: RegExp][] = [
    [
      { wasm: 40, webgpu: 12 },
      'webgpu',
      /WebGPU, the faster one: a key frame takes 12 ms .* 40 ms/,
    ],
    [{ wasm: 12, webgpu: 40 }, 'wasm', /WASM, the faster one: a key frame takes 12 ms .* 40 ms/],
    [{ wasm: 12, webgpu: 12 }, 'wasm', /WASM, the faster one/],
  ];

  for (const [ms, engine, reason] of trials) {
    test(`${engine} is kept where WASM takes ${ms.wasm} ms and the GPU ${ms.webgpu}`, async (t) => {
      let clock = 0; // ms; it moves while an engine draws, and stands still else
      t.mock.method(performance, 'now', () => clock);
      offer(REAL);
      const released: Engine[] = [];
      const networks = await openNetworks(
        files,
        'auto',
        async (_, engine) => {
          clock += ms[engine];
          return files.config.frame.cells ** 2; // a whole key frame
        },
        async (_graph, _onnx, _weights, engine) => sessionOn(engine, released),
      );
      assert.equal(networks.engine, 'wasm', 'until the GPU is tried');
      await networks.settled;
      assert.equal(networks.engine, engine);
      assert.match(networks.reason, reason);
      assert.deepEqual(new Set(released), new Set(engine === 'wasm' ? ['webgpu'] : []));
    });
  }

  test('WASM takes over once from a GPU that fails, however many runs meet the failure', async () => {
    offer(REAL);
    const made: Engine[] = [];
    const networks = await openNetworks(
      files,
      'webgpu',
      async () => 1,
      async (_graph, _onnx, _weights, engine) => {
        made.push(engine);
        return sessionOn(engine);
      },
    );
    const runs = [networks.run('decoder', {}), networks.run('retnet', {})];
    for (const run of runs) await assert.rejects(run, GpuError);
    assert.equal(networks.engine, 'wasm');
    assert.equal(networks.reason, 'Runs on WASM since the GPU failed: the device was lost.');
    assert.equal(made.filter((engine) => engine === 'wasm').length, 3, 'a session for each graph');
    assert.deepEqual(await networks.run('decoder', {}), {});
  });

  test('WASM that could not take over is asked again at the next run', async () => {
    offer(REAL);
    let refusals = 1;
    const networks = await openNetworks(
      files,
      'webgpu',
      async () => 1,
      async (_graph, _onnx, _weights, engine) => {
        if (engine === 'wasm' && refusals-- > 0) throw new Error('no memory now');
        return sessionOn(engine);
      },
    );
    await assert.rejects(networks.run('decoder', {}), /no memory now/);
    assert.equal(networks.engine, 'webgpu');
    await assert.rejects(networks.run('decoder', {}), GpuError);
    assert.equal(networks.engine, 'wasm');
    assert.deepEqual(await networks.run('decoder', {}), {});
  });
});

describe('the engine', () => {
  const on = (gpu: unknown, choice: EngineChoice) => {
    offer(gpu);
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
    const model = await on(REAL, 'auto');
    const { networks } = model;
    await networks.settled;
    assert.equal(networks.engine, 'wasm');
    assert.match(networks.reason, /^Runs on WASM: WebGPU did not start here\.$/);
    const { clip } = await make(model, ask('a rocket bouncing'));
    assert.equal(clip.engine, 'wasm');
  });
});
