/** The built plugin in a real browser where something is broken: every clip comes, or a sentence and then the clip. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { packCode } from '../../build/pack';
import { serve } from '../tools/host/serve';
import { launch } from './browser';
import { openPlayground, type Panel } from './playground';

const PROMPT = 'a rocket bouncing';

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

/** The built page, whose workers run some code before their own. */
function faulty(code: string): string {
  return readFileSync('dist/ui.html', 'utf8').replace(
    /(id="worker">)([^<]*)/,
    (_, tag: string, packed: string) =>
      tag + packCode(code + inflateRawSync(Buffer.from(packed, 'base64'))),
  );
}

/** Opens the plugin's window with a fault in each of its workers; nothing is waited for. */
async function openFaulty(code: string): Promise<Panel> {
  const panel = await openPlayground(browser, host.url, 'srcdoc');
  await panel.page.route('**/dist/ui.html', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: faulty(code) }),
  );
  await panel.command('Generate GIF…');
  return panel;
}

const offering = (gpu: string) =>
  `Object.defineProperty(navigator, 'gpu', { configurable: true, value: ${gpu} });\n`;

/** A GPU whose adapter is as it should be. @param device what comes of asking for its device */
const adapterWith = (device: string) =>
  offering(`{ requestAdapter: async () => ({
    info: { vendor: 'x' }, features: new Set(), limits: {
      maxStorageBuffersPerShaderStage: 10, maxComputeInvocationsPerWorkgroup: 1024,
      maxComputeWorkgroupStorageSize: 32768, maxStorageBufferBindingSize: 2 ** 30, maxBufferSize: 2 ** 30 },
    requestDevice: ${device} }), wgslLanguageFeatures: new Set() }`);

const GPUS: [name: string, code: string, reason: RegExp][] = [
  ['an empty object', offering('{}'), /^Runs on WASM: WebGPU did not start here\.$/],
  [
    'an adapter that throws at once',
    offering(`{ requestAdapter() { throw new Error('blocked'); } }`),
    /^Runs on WASM: WebGPU did not start here\.$/,
  ],
  [
    'a device that never comes',
    adapterWith('() => new Promise(() => {})'),
    /^Runs on WASM: WebGPU did not start here\.$/,
  ],
  [
    'a device that is none',
    adapterWith('async () => ({ destroy() {}, lost: new Promise(() => {}) })'),
    /^Runs on WASM: WebGPU did not start here\.$/,
  ],
  [
    'a device that comes once, and not to the runtime',
    adapterWith(`() => new Promise((resolve) => {
      if (!self.asked) resolve({ destroy() { self.asked = true; } });
    })`),
    /^Runs on WASM while a GPU is looked for\.$/, // it is given up later than a test should wait
  ],
];

describe('a GPU that is', () => {
  for (const [name, code, reason] of GPUS) {
    test(`${name} keeps no clip waiting`, async () => {
      const panel = await openFaulty(code);
      await panel.generate(PROMPT);
      await panel.ui.getByText(reason).waitFor({ state: 'attached' });
      await panel.close();
    });
  }
});

describe('a worker that ends without a word', () => {
  const alert = (panel: Panel) =>
    panel.ui.getByText(/stopped unexpectedly.+Generate again/).first();

  /** Runs in each frame: its first worker, the one that draws, can be ended from outside, of which no event tells. */
  function holdWorker() {
    window.Worker = new Proxy(window.Worker, {
      construct(original, args) {
        const worker: Worker = Reflect.construct(original, args);
        if (!('first' in window)) Object.assign(window, { first: worker });
        return worker;
      },
    });
  }

  const endWorker = (panel: Panel) =>
    panel.ui.locator('body').evaluate(async () => {
      while (performance.getEntriesByName('worker').length < 2) {
        // the reader's may be up before it
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      (window as unknown as { first: Worker }).first.terminate();
    });

  for (const when of ['loads', 'draws'] as const) {
    test(`while it ${when} is noticed, and the next clip is made by a fresh one`, async () => {
      const panel = await openPlayground(browser, host.url, 'data');
      await panel.page.addInitScript(holdWorker);
      if (when === 'draws') await panel.open();
      else await panel.command('Generate GIF…');
      await panel.prompt.fill(PROMPT);
      await panel.prompt.press('Enter');
      if (when === 'draws') await panel.ui.getByRole('progressbar').waitFor();
      await endWorker(panel);
      await alert(panel).waitFor();
      await panel.generate(PROMPT);
      assert.deepEqual(panel.errors, []);
      await panel.close();
    });
  }
});
