/** The worker's code and its assets, which are files beside the page. */
import type { Engine, Runtimes, Unpacked } from '../../worker/api';
import { type Listed, read } from './files';

type Files = Listed['files'];

export const readWorkerCode = async (files: Files): Promise<string> =>
  new TextDecoder().decode(await read('worker.js', files['worker.js']!));

/** WASM starts on the lean runtime; the whole one comes where that has lacked a function. */
export async function readRuntimes(
  files: Files,
  engine: Engine,
  whole: boolean,
): Promise<Runtimes> {
  const one = (file: string) => read(file, files[file]!);
  const lean = engine === 'wasm' && !whole;
  const [runtime, gpuRuntime] = await Promise.all([
    one(lean ? 'runtime-lean.wasm' : 'runtime.wasm'),
    engine === 'webgpu' ? one('runtime-gpu.wasm') : undefined,
  ]);
  return { runtime, lean, gpuRuntime };
}

export async function readModel(files: Files): Promise<Unpacked> {
  const [model, tables] = await Promise.all([
    readFolder(files, 'model/'),
    readFolder(files, 'tables/'),
  ]);
  return { model, tables, intact: true };
}

/** Files by their path in a folder. */
async function readFolder(files: Files, folder: string): Promise<Record<string, Uint8Array>> {
  const names = Object.keys(files)
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length));
  const contents = names.map(
    async (name) => [name, await read(folder + name, files[folder + name]!)] as const,
  );
  return Object.fromEntries(await Promise.all(contents));
}
