/** WebGPU in a real browser, on whatever adapter there is: the same clip as on WASM. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { readAssets } from '../../models/shipped';
import type { NodeRecord } from '../host/document';
import { serve } from '../host/serve';
import { launch } from './browser';
import type { Drawn } from './engines';
import { difference, type Gif } from './gif';
import { openPlayground } from './playground';

const LOGITS = 1e-3; // largest difference of a logit between the engines
const CELLS = 128; // drawn on both: the prompt, and two blocks of which the second saw the first
const SHORT = {
  ...{ prompt: 'a rocket bouncing', seed: 0, size: 64, frames: 4, fps: 4 },
  ...{ background: 'transparent', model: 'flashvideo 1' },
};
const SLOW = 600_000; // ms: a software adapter takes seconds for a step

let browser: Browser;
let host: Awaited<ReturnType<typeof serve>>;

before(async () => {
  browser = await launch();
  host = await serve(0);
});

after(async () => {
  await browser?.close();
  host?.close();
});

/** A page of the host's origin with the worker's modules in it, each engine in a realm of its own. */
async function draw(engine: 'wasm' | 'webgpu', context: BrowserContext): Promise<Drawn> {
  const page = await context.newPage();
  const names = await provide(page);
  await page.goto(`${host.url}engines`);
  const code = `engines.drawFrom('${engine}', ${CELLS}, ${JSON.stringify(names)})`;
  const drawn = await page.evaluate<Drawn>(code);
  await page.close();
  return drawn;
}

/** Serves the bundle and the shipped files to the page; answers with the names of the model's. */
async function provide(page: Page): Promise<string[]> {
  const { runtime, model } = await readAssets();
  const { outputFiles } = await build({
    entryPoints: ['test/e2e/engines.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'engines',
    logLevel: 'error',
  });
  const script = `<script>${outputFiles[0]?.text.replaceAll('</script', '<\\/script')}</script>`;
  await page.route('**/engines', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: script }),
  );
  await page.route('**/assets/*', (route) => {
    const name = route.request().url().split('/').pop() ?? '';
    const bytes = name === 'runtime' ? runtime : model[name];
    return bytes ? route.fulfill({ body: Buffer.from(bytes) }) : route.abort();
  });
  return Object.keys(model);
}

test('logits are within 1e-3 of WASM, and the greedy codes are the same', async () => {
  const context = await browser.newContext();
  context.setDefaultTimeout(SLOW);
  const [gpu, cpu] = [await draw('webgpu', context), await draw('wasm', context)];
  await context.close();
  assert.deepEqual([gpu.engine, cpu.engine], ['webgpu', 'wasm']);
  const off = gpu.logits.map((logit, at) => Math.abs(logit - (cpu.logits[at] ?? Number.NaN)));

  assert.ok(
    off.every((one) => one <= LOGITS),
    `a logit is ${Math.max(...off)} away`,
  );
  assert.ok(
    gpu.logits.some((logit) => Math.abs(logit) > 0.01),
    'the logits say nothing',
  );
  assert.equal(gpu.codes.length, cpu.codes.length);
  assert.deepEqual(gpu.codes, cpu.codes);
});

test('the plugin makes a clip on the GPU, and it is the clip of the CPU', async () => {
  const panel = await openPlayground(browser, host.url, 'srcdoc');
  const { page, ui, canvas, prompt, button, command } = panel;
  page.setDefaultTimeout(SLOW);
  // Editing a layer whose clip has no frames between its key frames keeps the GPU's share small.
  const layer = await canvas.add({
    type: 'RECTANGLE',
    pluginData: { request: JSON.stringify(SHORT) },
    relaunch: { edit: '' },
  });
  await command('Edit prompt');

  async function clipOn(engine: string): Promise<Gif> {
    await ui.getByLabel('Engine').selectOption(engine);
    await ui.getByText(/^Runs on .+, as chosen/).waitFor();
    await prompt.press('Enter');
    await ui.getByRole('progressbar').waitFor();
    await button('Update layer').click();
    await ui.locator('.good').getByText('Filled').waitFor();
    await ui.getByText(engine === 'webgpu' ? 'Runs on WebGPU' : 'Runs on WASM').waitFor();
    return canvas.gifOf((await canvas.node(layer)) as NodeRecord);
  }

  const cpu = await clipOn('wasm');
  const gpu = await clipOn('webgpu');
  assert.deepEqual([gpu.frames.length, gpu.delays], [SHORT.frames, cpu.delays]);
  gpu.frames.forEach((frame, at) => {
    const off = difference(frame, cpu.frames[at] ?? new Uint8Array());
    assert.ok(off < 1, `frame ${at} is ${off} of 255 away`);
  });
  assert.deepEqual(panel.requests, []);
  await panel.close();
});
