/** WebGPU in a real browser, on whatever adapter there is: the same clip as on WASM. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import type { StoredRequest } from '../../plugin/protocol';
import type { NodeRecord } from '../tools/host/document';
import type { Drawn } from './engines';
import { difference, type Gif } from './gif';
import { openPlayground } from './playground';
import { openRealm, type Realm } from './realm';
import { openHouse } from './theatre';

const RELATIVE = 1e-4; // largest difference of two logits, of the largest logit
const BLOCK = 64; // cells
const CELLS = 128; // drawn on both: the prompt, and two blocks of which the second saw the first
const RUNS: [block: number, cells: number][] = [
  [1, 2],
  [4, 8],
  [16, 32],
  [64, 64],
  [256, 256],
];
const SHORT: StoredRequest = {
  prompt: 'a rocket bouncing',
  seed: 0,
  width: 64,
  height: 64,
  seconds: 1,
  fps: 4,
  background: 'transparent',
  model: 'flashvideo 1',
};
const SHADES = 1; // of 255, although the two draw in blocks of different sizes
const SLOW = 300_000; // ms: a software adapter takes seconds for a step

const house = openHouse();

function differenceOfLogits(a: number[], b: number[]): number {
  assert.equal(a.length, b.length);
  const most = a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!)), 0);
  const largest = a.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  assert.ok(largest > 0.01, 'the logits say nothing');
  return most / largest;
}

describe('a real browser', () => {
  let context: BrowserContext;
  let cpu: Realm;
  let gpu: Realm;
  before(async () => {
    context = await house.browser.newContext();
    context.setDefaultTimeout(SLOW);
    gpu = await openRealm(context, house.url, 'webgpu');
    cpu = await openRealm(context, house.url, 'wasm');
  });
  after(() => context?.close());

  for (const [block, cells] of RUNS) {
    test(`gives the logits of WASM on WebGPU in blocks of ${block}`, async () => {
      const logitsOf = (realm: Realm) => realm.call<number[]>('logits', block, cells, block);
      const off = differenceOfLogits(await logitsOf(gpu), await logitsOf(cpu));
      assert.ok(off < RELATIVE, `a logit is ${off} of the largest away`);
    });
  }

  test('gives the same logits on WebGPU cell by cell as in a block', async () => {
    const [single, whole] = [1, 16].map(
      (stride) => () => gpu.call<number[]>('logits', 16, 16, stride),
    );
    const off = differenceOfLogits(await single!(), await whole!());
    assert.ok(off < RELATIVE, `a logit is ${off} of the largest away`);
  });

  test('draws the same codes on both', async () => {
    const [on, off] = [await gpu.call<Drawn>('draw', CELLS), await cpu.call<Drawn>('draw', CELLS)];
    assert.deepEqual([on.engine, off.engine], ['webgpu', 'wasm']);
    assert.deepEqual(on.codes, off.codes);
  });

  test('draws the same codes of a seed on both, other ones than the best guess', async () => {
    const [on, off] = await Promise.all(
      [gpu, cpu].map((realm) => realm.call<Drawn>('draw', CELLS, 0, 7)),
    );
    assert.deepEqual([on?.engine, off?.engine], ['webgpu', 'wasm']);
    assert.deepEqual(on?.codes, off?.codes);
    assert.notDeepEqual(off?.codes, (await cpu.call<Drawn>('draw', CELLS)).codes);
  });

  test('draws two key frames on WebGPU at a time, each as if it were alone', async () => {
    const [one, other] = await gpu.call<Drawn[]>('drawBoth', BLOCK);
    const { codes } = await cpu.call<Drawn>('draw', BLOCK);
    assert.deepEqual([one?.engine, one?.codes, other?.codes], ['webgpu', codes, codes]);
  });

  // Last: there is no way back to this realm's GPU.
  test('goes on with the same codes on WASM when the device is lost in the middle of a clip', async () => {
    const { engine, reason, codes } = await gpu.call<Drawn>('draw', CELLS, CELLS / 2);
    assert.equal(engine, 'wasm');
    assert.match(reason, /^Runs on WASM since the GPU failed: .+\.$/);
    assert.deepEqual(codes, (await cpu.call<Drawn>('draw', CELLS)).codes);
    const next = await gpu.call<Drawn>('draw', CELLS);
    assert.deepEqual([next.engine, next.codes], ['wasm', codes], 'and so do the next clips');
  });

  test('draws on WASM in the realm where memory ran out while WebGPU started', async () => {
    const realm = await openRealm(context, house.url, 'wasm', () => {
      const { GPUDevice } = globalThis as unknown as { GPUDevice: { prototype: object } };
      Object.assign(GPUDevice.prototype, {
        createBuffer() {
          throw new RangeError('out of memory');
        },
      });
    });
    await assert.rejects(realm.open('webgpu'), /WebGPU cannot run here: it did not start/);
    await realm.open('wasm');
    const { engine, codes } = await realm.call<Drawn>('draw', CELLS);
    assert.deepEqual([engine, codes], ['wasm', (await cpu.call<Drawn>('draw', CELLS)).codes]);
  });
});

test('the plugin makes a clip on the GPU, and it is the clip of the CPU', async () => {
  const panel = await openPlayground(house.browser, house.url, 'srcdoc');
  const { page, ui, canvas, prompt, button, command } = panel;
  page.setDefaultTimeout(SLOW);
  // A thing under a map is one key frame: that keeps the GPU's share small.
  const layer = await canvas.add({
    type: 'RECTANGLE',
    pluginData: { request: JSON.stringify(SHORT) },
    relaunch: { edit: '' },
  });
  await command('Edit prompt');
  await ui.getByText('About this run', { exact: true }).click();

  async function clipOn(engine: string): Promise<Gif> {
    await ui.getByLabel('Engine').selectOption(engine);
    await ui.getByText(/^Runs on .+, as chosen/).waitFor();
    await prompt.press('Enter');
    await button('Update layer').click(); // which waits for the newest clip
    await ui.locator('.good').getByText('Replaced the clip of “').waitFor();
    await ui.getByText(engine === 'webgpu' ? 'Runs on WebGPU' : 'Runs on WASM').waitFor();
    return canvas.gifOf((await canvas.node(layer)) as NodeRecord);
  }

  const cpu = await clipOn('wasm');
  const gpu = await clipOn('webgpu');
  assert.deepEqual([gpu.frames.length, gpu.delays], [SHORT.seconds * SHORT.fps, cpu.delays]);
  gpu.frames.forEach((frame, at) => {
    const off = difference(frame, cpu.frames[at] ?? new Uint8Array());
    assert.ok(off < SHADES, `frame ${at} is ${off} of 255 away`);
  });
  assert.deepEqual(panel.requests, []);
  await panel.close();
});
