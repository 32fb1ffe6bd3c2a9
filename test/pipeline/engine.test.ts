/** Which engine runs, and what happens to a model or an engine that is broken. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import { loadModel } from '../../worker/model';
import { webgpuObstacle } from '../../worker/network/adapter';
import { ModelError } from '../../worker/network/config';
import { type EngineError, openNetworks } from '../../worker/network/engine';
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

describe('on a GPU', () => {
  let files: ModelFiles;
  before(async () => {
    files = await readModelFiles((await readAssets()).model);
    offer(REAL);
  });

  /** Sessions that compute nothing; on the GPU their runs fail. */
  function opened(refusals = 0) {
    const made: string[] = [];
    let left = refusals;
    const networks = openNetworks(
      files,
      'webgpu',
      async (graph, _onnx, _weights, engine): Promise<Session> => {
        made.push(`${engine} ${graph}`);
        if (engine === 'wasm' && left-- > 0) throw new Error('no memory now');
        return {
          inputs: [],
          outputs: [],
          run: async () => {
            if (engine === 'webgpu') throw new GpuError('the device was lost.');
            return {};
          },
          release: async () => {},
        };
      },
    );
    return networks.then((networks) => ({ networks, made }));
  }

  const onGpu = ['webgpu retnet', 'webgpu decoder', 'webgpu interpolator'];

  test('that fails WASM takes over once, however many runs meet the failure', async () => {
    const { networks, made } = await opened();
    const runs = [networks.run('decoder', {}), networks.run('retnet', {})];
    for (const run of runs) await assert.rejects(run, GpuError);
    assert.equal(networks.engine, 'wasm');
    assert.equal(networks.reason, 'Runs on WASM since the GPU failed: the device was lost.');
    assert.deepEqual(await networks.run('decoder', {}), {});
    assert.deepEqual(made, [...onGpu, 'wasm retnet', 'wasm decoder']);
    for (let run = 0; run < 2; run++) assert.deepEqual(await networks.run('interpolator', {}), {});
    assert.deepEqual(made.at(-1), 'wasm interpolator');
    assert.equal(made.length, 6, 'a session for each graph');
  });

  test('WASM that could not take over is asked again at the next run', async () => {
    const { networks } = await opened(1);
    await assert.rejects(networks.run('decoder', {}), /no memory now/);
    assert.equal(networks.engine, 'webgpu');
    await assert.rejects(networks.run('decoder', {}), GpuError);
    assert.equal(networks.engine, 'wasm');
    assert.deepEqual(await networks.run('decoder', {}), {});
  });

  test('the networks on WASM for another way of drawing are those that take over', async () => {
    const { networks, made } = await opened();
    const wasm = await networks.onWasm();
    assert.deepEqual([wasm.engine, networks.engine], ['wasm', 'webgpu']);
    assert.deepEqual(await wasm.run('decoder', {}), {});
    await assert.rejects(networks.run('decoder', {}), GpuError);
    assert.equal(await networks.onWasm(), wasm);
    assert.deepEqual(made, [...onGpu, 'wasm retnet', 'wasm decoder']);
  });
});

test('on WASM a clip that lives is what the interpolator is made for, anew where it could not be', async () => {
  const files = await readModelFiles((await readAssets()).model);
  const made: string[] = [];
  let refusals = 1;
  const networks = await openNetworks(files, 'wasm', async (graph): Promise<Session> => {
    if (graph === 'interpolator' && refusals-- > 0) throw new Error('no memory now');
    made.push(graph);
    return { inputs: [], outputs: [], run: async () => ({}), release: async () => {} };
  });
  await networks.run('decoder', {});
  assert.deepEqual(made, ['retnet', 'decoder']);
  await assert.rejects(networks.run('interpolator', {}), /no memory now/);
  await Promise.all([networks.run('interpolator', {}), networks.run('interpolator', {})]);
  assert.deepEqual(made, ['retnet', 'decoder', 'interpolator']);
});

const hosts: [gpu: unknown, obstacle: RegExp][] = [
  [undefined, /^this host offers no WebGPU$/],
  [{ requestAdapter: async () => null }, /^no WebGPU adapter was found$/],
  [{ requestAdapter: () => Promise.reject(new Error('blocked')) }, /no WebGPU adapter was found/],
  [{ requestAdapter: async () => ({ info: { isFallbackAdapter: true } }) }, /a software one/],
  [
    { requestAdapter: async () => ({ limits: { maxStorageBuffersPerShaderStage: 4 } }) },
    /allows 4 as maxStorageBuffersPerShaderStage, not 8/,
  ],
];

test('what stands in the way of a GPU is said', async () => {
  for (const [gpu, obstacle] of hosts) {
    offer(gpu);
    assert.match((await webgpuObstacle(false)) ?? '', obstacle);
  }
  offer(REAL);
  assert.equal(await webgpuObstacle(false), null);
});

test('an adapter that is not there in the first moment is asked for once more', async () => {
  let asked = 0;
  offer({ requestAdapter: async () => (asked++ === 0 ? null : adapter) });
  assert.equal(await webgpuObstacle(false), null);
  assert.equal(asked, 2);
});

describe('in one realm', () => {
  test('WebGPU that cannot run is a sentence, and leaves WASM working', async () => {
    for (const gpu of [undefined, REAL]) {
      offer(gpu); // none, and one whose device is no device
      await assert.rejects(
        readAssets('webgpu').then((assets) => loadModel(assets, 'webgpu')),
        {
          name: 'EngineError',
          message: /^WebGPU cannot run here: .* Choose WASM instead\.$/,
        } satisfies Partial<Record<keyof EngineError, unknown>>,
      );
    }
    const model = await loadModel(await readAssets(), 'wasm');
    const { engine, reason } = model.networks;
    assert.deepEqual([engine, reason], ['wasm', 'Runs on WASM, as chosen.']);
    const { clip } = await make(model, ask('a rocket bouncing'));
    assert.equal(clip.engine, 'wasm');
  });
});
