/**
 * Builds `dist/` from the sources, the runtime and the model, and with `--package` a release zip.
 *
 *   tsx build.ts [--package] [--model folder] [--presets file.json]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Metafile } from 'esbuild';
import { bundlePlugin, bundleStyle, bundleUi, bundleWorker } from './build/bundle';
import { packAssets, packCode } from './build/pack';
import { type Budget, budget, page } from './build/page';
import { readPresets, withPresets } from './build/presets';
import { release, releaseFiles, sha256 } from './build/release';
import { readRuntime, readShippedModel, readTables, SHIPPED_MODEL } from './models/shipped';
import type { PackedAssets } from './worker/api';
import { readModelFiles } from './worker/network/weights';

const { values: flags } = parseArgs({
  options: {
    package: { type: 'boolean', default: false },
    model: { type: 'string', default: `models/${SHIPPED_MODEL}` },
    presets: { type: 'string' },
  },
});

try {
  const metas = await buildDist(flags.model, flags.presets);
  if (flags.package) buildRelease(metas);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function buildDist(model: string, presets?: string): Promise<Metafile[]> {
  const [plugin, worker, ui, style] = await Promise.all([
    bundlePlugin(),
    bundleWorker(),
    bundleUi(),
    bundleStyle(),
  ]);
  const parts = {
    template: readFileSync('ui/index.html', 'utf8'),
    style: style.code,
    script: ui.code,
    worker: packCode(worker.code),
    assets: await readAssets(model, presets),
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

async function readAssets(model: string, presets?: string): Promise<PackedAssets> {
  if (!existsSync(`${model}/config.json`)) {
    throw new Error(`There is no model in ${model}: config.json is missing there.`);
  }
  const shipped = {
    model: await readShippedModel(pathToFileURL(`${model}/`)),
    tables: await readTables(),
  };
  await readModelFiles(shipped.model); // a team's own is checked before anything is packed
  const { model: files, tables } = presets
    ? withPresets(shipped, readPresets(presets), presets)
    : shipped;
  const runtimes = { wasm: await readRuntime('plain'), webgpu: await readRuntime('jspi') };
  return packAssets(runtimes, files, tables);
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
