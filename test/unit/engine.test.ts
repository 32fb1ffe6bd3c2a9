/** Which engine runs, and what happens to a model or an engine that is broken. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import type { EngineChoice } from '../../worker/api';
import { loadModel } from '../../worker/model';
import { ModelError } from '../../worker/network/config';
import { EngineError } from '../../worker/network/engine';
import { ask, make } from '../support/clips';

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
    const model = await on(broken, 'auto');
    const { networks } = model;
    await networks.settled;
    assert.equal(networks.engine, 'wasm');
    assert.match(networks.reason, /^Runs on WASM: WebGPU did not start here\.$/);
    const { clip } = await make(model, ask('a rocket bouncing'));
    assert.equal(clip.engine, 'wasm');
  });
});
