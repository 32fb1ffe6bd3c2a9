/** The worker's code and its assets, which are files beside the page. */
import { type Assets, type Engine, TEXTS, type Texts } from '../../worker/api';
import { type Listed, read } from './files';

type Files = Listed['files'];

export const readWorkerCode = async (files: Files): Promise<string> =>
  new TextDecoder().decode(await read('worker.js', files['worker.js']!));

export async function readAssets(files: Files, engine: Engine): Promise<Assets> {
  const one = (file: string) => read(file, files[file]!);
  const [runtime, gpuRuntime, model, tables] = await Promise.all([
    one('runtime.wasm'),
    engine === 'webgpu' ? one('runtime-gpu.wasm') : undefined,
    readFolder(files, 'model/'),
    readFolder(files, 'tables/'),
  ]);
  return { runtime, gpuRuntime, model, tables };
}

export async function readTexts(files: Files): Promise<Texts> {
  const isText = (name: string) => TEXTS.some((text) => text === name);
  const [model, tables] = await Promise.all([
    readFolder(files, 'model/', isText),
    readFolder(files, 'tables/'),
  ]);
  return { model, tables };
}

/** Files by their path in a folder. */
async function readFolder(
  files: Files,
  folder: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<Record<string, Uint8Array>> {
  const names = Object.keys(files)
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length))
    .filter(isWanted);
  const contents = names.map(
    async (name) => [name, await read(folder + name, files[folder + name]!)] as const,
  );
  return Object.fromEntries(await Promise.all(contents));
}
