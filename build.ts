/**
 * Builds `dist/` from the sources, the runtime and the model, and with `--package` a release zip; with `--hosted` the
 * edition that a team serves from its own address, in `dist/hosted/`.
 *
 *   tsx build.ts [--package] [--hosted https://host/path] [--model folder] [--presets file.json]
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Metafile } from 'esbuild';
import { bundlePlugin, bundleStyle, bundleUi, bundleWorker } from './build/bundle';
import { commonThings } from './build/common';
import { hostedFiles, hostedUrl } from './build/hosted';
import { packAssets, packCode } from './build/pack';
import { type Budget, budget, page } from './build/page';
import { readPresets, withPresets } from './build/presets';
import { release, releaseFiles, sha256 } from './build/release';
import { readRuntime, readShippedModel, readTables, SHIPPED_MODEL } from './models/shipped';
import type { Assets } from './worker/api';
import { readModelFiles } from './worker/network/weights';

try {
  const { values: flags } = parseArgs({
    options: {
      package: { type: 'boolean', default: false },
      hosted: { type: 'string' },
      model: { type: 'string', default: `models/${SHIPPED_MODEL}` },
      presets: { type: 'string' },
    },
  });
  const url = flags.hosted === undefined ? null : hostedUrl(flags.hosted);
  if (url && flags.package) throw new Error('--hosted and --package are two builds: ask for one.');
  const assets = await readAssets(flags.model, flags.presets);
  if (url) await buildHosted(url, assets);
  else {
    const metas = await buildDist(assets);
    if (flags.package) buildRelease(metas);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function buildDist({ runtime, gpuRuntime, model, tables }: Assets): Promise<Metafile[]> {
  const [plugin, worker, ui, style] = await Promise.all([
    bundlePlugin(commonThings(model)),
    bundleWorker(),
    bundleUi(),
    bundleStyle(),
  ]);
  const parts = {
    template: readFileSync('ui/index.html', 'utf8'),
    style: style.code,
    script: ui.code,
    worker: packCode(worker.code),
    assets: await packAssets({ wasm: runtime, webgpu: gpuRuntime! }, model, tables),
  };
  const html = page(parts);
  const cost = budget(html, plugin.code, parts);
  mkdirSync('dist/meta', { recursive: true });
  writeFileSync('dist/main.js', plugin.code);
  writeFileSync('dist/ui.html', html);
  writeFileSync('dist/budget.json', `${JSON.stringify(cost, null, 2)}\n`);
  for (const [name, { meta }] of Object.entries({ plugin, worker, ui })) {
    writeFileSync(`dist/meta/${name}.json`, JSON.stringify(meta));
  }
  report(cost);
  return [plugin.meta, worker.meta, ui.meta];
}

/** What goes into every edition: both runtimes, the model and the tables of words. */
async function readAssets(model: string, presets?: string): Promise<Assets> {
  if (!existsSync(`${model}/config.json`)) {
    throw new Error(`There is no model in ${model}: config.json is missing there.`);
  }
  const shipped = {
    model: await readShippedModel(pathToFileURL(`${model}/`)),
    tables: await readTables(),
  };
  await readModelFiles(shipped.model); // a team's own is checked before anything is packed
  return {
    ...(presets ? withPresets(shipped, readPresets(presets), presets) : shipped),
    runtime: await readRuntime('plain'),
    gpuRuntime: await readRuntime('jspi'),
  };
}

async function buildHosted(url: URL, assets: Assets): Promise<void> {
  const folder = 'dist/hosted';
  rmSync(folder, { recursive: true, force: true });
  for (const [path, bytes] of Object.entries(await hostedFiles(url, assets))) {
    mkdirSync(dirname(`${folder}/${path}`), { recursive: true });
    writeFileSync(`${folder}/${path}`, bytes);
  }
  console.log(`${folder}/site    to be served at ${url.href}`);
  console.log(`${folder}/plugin  to be installed: Import plugin from manifest`);
}

function report({ cap, total, parts }: Budget): void {
  const line = (name: string, bytes: number) =>
    `${name.padEnd(8)} ${bytes.toLocaleString('en').padStart(10)} bytes`;
  for (const [name, bytes] of Object.entries(parts)) console.log(line(name, bytes));
  console.log(`${line('total', total)} of ${cap.toLocaleString('en')}`);
  if (total > cap) {
    throw new Error(`The plugin is ${total - cap} bytes over the ${cap} that Figma publishes.`);
  }
}

function buildRelease(metas: Metafile[]): void {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const zip = release(releaseFiles(metas));
  const name = `flashvideo-${version}.zip`;
  mkdirSync('release', { recursive: true });
  writeFileSync(`release/${name}`, zip);
  writeFileSync(`release/${name}.sha256`, `${sha256(zip)}  ${name}\n`);
  console.log(`release/${name} ${zip.length.toLocaleString('en')} bytes`);
}
