/** Workers under the policies that hosts may have, in a real browser: the way that is open is found. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launch } from './browser';

/** Evaluated in the page: starts a worker that adds one, and asks it. */
const ENTRY = `
  import { spawn } from './ui/link/spawn';
  export async function ask(number) {
    const worker = await spawn('onmessage = ({ data }) => postMessage(data + 1)');
    return new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(number);
    });
  }`;

/** What a policy allows to scripts and to workers, and the worker's address there. */
interface Host {
  scripts: string;
  workers: string;
  address: RegExp;
}

const HOSTS: Record<string, Host> = {
  'allows all, code is sent to the worker': {
    scripts: "'unsafe-eval' data: blob:",
    workers: 'data: blob:',
    address: /^data:(?!.*data%20%2B%201)/,
  },
  'forbids to evaluate text, code is in the address': {
    scripts: 'data: blob:',
    workers: 'data: blob:',
    address: /^data:.*data%20%2B%201/,
  },
  'forbids data: workers, code is in a blob': {
    scripts: "'unsafe-eval' blob:",
    workers: 'blob:',
    address: /^blob:null\//,
  },
  'forbids both, code is in a blob': {
    scripts: 'blob:',
    workers: 'blob:',
    address: /^blob:null\//,
  },
};

let browser: Browser;
let script: string;
before(async () => {
  browser = await launch();
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'host',
  });
  script = outputFiles[0]!.text;
});
after(() => browser?.close());

/** A document without an origin, as Figma's iframe is, under a policy. */
async function openHost({ scripts, workers }: Pick<Host, 'scripts' | 'workers'>): Promise<Page> {
  const policy = [
    'sandbox allow-scripts',
    "default-src 'none'",
    `script-src 'unsafe-inline' ${scripts}`,
    `worker-src ${workers}`,
  ];
  const page = await browser.newPage();
  await page.route('http://localhost/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'content-security-policy': policy.join('; ') },
      body: `<!doctype html><script>${script}</script>`,
    }),
  );
  await page.goto('http://localhost/');
  return page;
}

const ask = (page: Page) => page.evaluate<number>('host.ask(41)');

describe('where a host', () => {
  for (const [name, host] of Object.entries(HOSTS)) {
    test(name, async () => {
      const page = await openHost(host);
      assert.equal(await ask(page), 42);
      const addresses = page.workers().map((worker) => worker.url());
      assert.equal(addresses.length, 1, 'what was tried before has ended');
      assert.match(addresses[0]!, host.address);
      await page.close();
    });
  }

  test('forbids all workers, a sentence says what to try', async () => {
    const page = await openHost({ scripts: "'unsafe-eval' data: blob:", workers: "'none'" });
    await assert.rejects(ask(page), /HostError: .*this window forbids.*Try the Figma desktop app/);
    assert.equal(page.workers().length, 0);
    await page.close();
  });
});
