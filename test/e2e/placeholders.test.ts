/** Placeholders have the same bytes in a worker of a real browser as in Node. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { build } from 'esbuild';
import { drawPlaceholder, PLACEHOLDER_NAMES } from '../../worker/placeholders/draw';
import { launch } from './browser';

const CANVASES = [
  { width: 128, height: 128 },
  { width: 320, height: 180 },
  { width: 63, height: 112 },
] as const;
const PHASES = [0, 0.15, 0.37, 0.5, 0.81];

/** Runs in a worker: posts the SHA-256 of every moment of every placeholder. */
const WORKER = `
import { drawPlaceholder, PLACEHOLDER_NAMES } from './worker/placeholders/draw';
const hex = (digest) => Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
onmessage = async ({ data: { canvases, phases } }) => {
  const digests = [];
  for (const name of PLACEHOLDER_NAMES) for (const canvas of canvases) for (const phase of phases) {
    const { rgba } = drawPlaceholder(name, { ...canvas, phase });
    digests.push(hex(await crypto.subtle.digest('SHA-256', rgba)));
  }
  postMessage(digests);
};`;

async function digestsInBrowser(): Promise<string[]> {
  const bundle = await build({
    stdin: { contents: WORKER, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
  });
  const browser = await launch();
  try {
    const page = await browser.newPage();
    // Only secure contexts have crypto.subtle, and an address on this machine is one.
    await page.route('http://localhost/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
    );
    await page.goto('http://localhost/');
    return await page.evaluate(
      ({ code, canvases, phases }) =>
        new Promise<string[]>((resolve, reject) => {
          const source = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
          const worker = new Worker(source);
          worker.onmessage = ({ data }) => resolve(data as string[]);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage({ canvases, phases });
        }),
      { code: bundle.outputFiles[0]!.text, canvases: CANVASES, phases: PHASES },
    );
  } finally {
    await browser.close();
  }
}

test('every moment of every placeholder has the same bytes in a browser and in Node', async () => {
  const here = PLACEHOLDER_NAMES.flatMap((name) =>
    CANVASES.flatMap((canvas) =>
      PHASES.map((phase) =>
        createHash('sha256')
          .update(drawPlaceholder(name, { ...canvas, phase }).rgba)
          .digest('hex'),
      ),
    ),
  );
  assert.deepEqual(await digestsInBrowser(), here);
});
