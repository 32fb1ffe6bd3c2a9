/** The built plugin in a real browser where something is broken: every clip comes, or a sentence and then the clip. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { leanOf } from '../../build/lean';
import { packCode } from '../../build/pack';
import { readAssets, readRuntime } from '../../models/shipped';
import { loadModel } from '../../worker/model';
import { numberAt, withBodies } from '../../worker/page/bodies';
import { ask, make } from '../support/clips';
import { afterLocals, instrument } from '../tools/runtime/instrument';
import { openPlayground, type Panel } from './playground';
import { openHouse } from './theatre';

const PROMPT = 'a rocket bouncing';

const house = openHouse();

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
  const panel = await openPlayground(house.browser, house.url, 'srcdoc');
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

describe('a lean runtime that lacks a function', () => {
  /** Of the lean runtime, found in Node: one that its constructors call, and one that only runs of a graph call. */
  const lacking = { starts: -1, draws: -1 };

  before(async () => {
    const assets = await readAssets();
    const noted = instrument(assets.runtime);
    const model = await loadModel({ ...assets, runtime: noted.wasm }, 'wasm');
    const started = noted.called();
    await make(model, ask(PROMPT));
    lacking.starts = started.at(-1)!;
    lacking.draws = noted.called().find((index) => !started.includes(index))!;
  });

  /** Has a worker leave out a function of the lean runtime before it is compiled: it traps where it is called. */
  async function without(index: number): Promise<string> {
    const { lean } = leanOf(await readRuntime());
    let cut = '';
    withBodies(lean, (body, at) => {
      const code = afterLocals(body, numberAt(body, 0).next);
      const begin = body.byteOffset - lean.byteOffset;
      if (at === index) cut = `${begin + code}, ${begin + body.length - 1}`;
      return body;
    });
    return `{
      const { instantiate } = WebAssembly;
      WebAssembly.instantiate = (source, imports) => {
        if (source.byteLength === ${lean.length}) source.fill(0, ${cut});
        return instantiate(source, imports);
      };
    }\n`;
  }

  for (const when of ['starts', 'draws'] as const) {
    test(`when it ${when} costs no clip, and only “About this run” tells`, async () => {
      const panel = await openFaulty(await without(lacking[when]));
      await panel.prompt.fill(PROMPT);
      await panel.prompt.press('Enter');
      await panel.button('Insert').waitFor();
      const told = panel.ui.getByText(/started again with the whole runtime/);
      await told.waitFor({ state: 'attached' });
      assert.equal(await told.isVisible(), false); // in a corner that is closed
      assert.equal(await panel.ui.getByRole('alert').count(), 0);
      assert.deepEqual(panel.errors, []);
      await panel.close();
    });
  }
});

// What is noticed is silence: these wait, and can wait together.
describe('a worker that ends without a word', { concurrency: true }, () => {
  const alert = (panel: Panel) =>
    panel.ui.getByText(/stopped unexpectedly.+Generate again/).first();

  /** Runs in each frame: its workers can be ended from outside, of which no event tells. */
  function holdWorkers() {
    const workers: Worker[] = [];
    Object.assign(window, { workers });
    window.Worker = new Proxy(window.Worker, {
      construct(original, args) {
        const worker: Worker = Reflect.construct(original, args);
        workers.push(worker);
        return worker;
      },
    });
  }

  /** @param index 0 reads, 1 draws */
  const endWorker = (panel: Panel, index: number) =>
    panel.ui.locator('body').evaluate(async (_, at) => {
      while (performance.getEntriesByName('worker').length < 2) {
        // either may be up first
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      (window as unknown as { workers: Worker[] }).workers[at]!.terminate();
    }, index);

  for (const when of ['loads', 'draws'] as const) {
    test(`while it ${when} is noticed, and the next clip is made by a fresh one`, async () => {
      const panel = await openPlayground(house.browser, house.url, 'data');
      await panel.page.addInitScript(holdWorkers);
      if (when === 'draws') await panel.open();
      else await panel.command('Generate GIF…');
      await panel.prompt.fill(PROMPT);
      await panel.prompt.press('Enter');
      if (when === 'draws') await panel.ui.getByRole('progressbar').waitFor();
      await endWorker(panel, 1);
      await alert(panel).waitFor();
      await panel.generate(PROMPT);
      assert.deepEqual(panel.errors, []);
      await panel.close();
    });
  }

  test('while a prompt is typed is noticed, and a fresh one reads and completes it', async () => {
    const panel = await openPlayground(house.browser, house.url, 'data');
    await panel.page.addInitScript(holdWorkers);
    await panel.open();
    await endWorker(panel, 0);
    await panel.prompt.pressSequentially('two sta');
    const options = panel.ui.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    await options.filter({ hasText: 'stars' }).waitFor();
    await panel.prompt.fill('two stars bouncing');
    const reading = panel.ui.getByRole('region', { name: 'Understood as' });
    await reading.getByText('bouncing').first().waitFor();
    await panel.close();
  });
});
