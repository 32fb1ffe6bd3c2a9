/** A page of the test host with the worker's modules in it, as `engines`: a realm for one engine. */
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { JSPI } from '../../build/bundle';
import { readAssets, readRuntime } from '../../models/shipped';
import type { Engine } from '../../worker/api';

export interface Realm {
  page: Page;
  reason: string; // why this engine runs
  /** Opens another engine in the same realm. */
  open(engine: Engine): Promise<string>;
  /** Calls a function of `engines.ts`. */
  call<T>(name: string, ...args: unknown[]): Promise<T>;
}

/** @param before runs in the page before anything else */
export async function openRealm(
  context: BrowserContext,
  host: string,
  engine: Engine,
  before: () => void = () => {},
): Promise<Realm> {
  const page = await context.newPage();
  const names = await provide(page);
  await page.goto(`${host}engines`);
  await page.evaluate(before);
  const call = <T>(name: string, ...args: unknown[]) =>
    page.evaluate<T>(`engines.${name}(...${JSON.stringify(args)})`);
  const open = (engine: Engine) => call<string>('open', engine, names);
  return { page, call, open, reason: await open(engine) };
}

/** Serves the bundle and the shipped files to the page; answers with the names of the model's. */
async function provide(page: Page): Promise<string[]> {
  const { runtime, model, tables } = await readAssets();
  const files = new Map<string, Uint8Array>([['runtime', runtime]]);
  files.set('gpuRuntime', await readRuntime('jspi'));
  for (const [name, bytes] of Object.entries(model)) files.set(`model/${name}`, bytes);
  for (const [name, bytes] of Object.entries(tables)) files.set(`tables/${name}`, bytes);
  const { outputFiles } = await build({
    entryPoints: ['test/e2e/engines.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'engines',
    alias: JSPI,
    logLevel: 'error',
  });
  const script = `<script>${outputFiles[0]?.text.replaceAll('</script', '<\\/script')}</script>`;
  await page.route('**/engines', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: script }),
  );
  await page.route('**/assets/*', (route) => {
    const name = route.request().url().split('/').pop() ?? '';
    const bytes = files.get(decodeURIComponent(name));
    return bytes ? route.fulfill({ body: Buffer.from(bytes) }) : route.abort();
  });
  return [...files.keys()];
}
