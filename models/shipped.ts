/** The shipped model and the runtime, as bytes read from disk: for the terminal, the build and the tests. */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type { Assets, Engine } from '../worker/api';

export const SHIPPED_MODEL = 'flashvideo-v3';
/** A WebAssembly for the CPU alone, and two that run WebGPU: Node 20 cannot suspend WebAssembly, as JSPI asks for. */
const RUNTIMES = {
  plain: 'onnxruntime-web/ort-wasm-simd-threaded.wasm',
  jspi: 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm',
  asyncify: 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm',
};
/** In the folder for people and tests, not for the worker. */
const LEFT_OUT = /^((golden|scores|sheet)\.json|.*\.(md|png)|\..*)$/;

/** The folder of the shipped model. */
export const shippedFolder = new URL(`./${SHIPPED_MODEL}/`, import.meta.url);

/** @returns the files that the worker needs, keyed by name */
export async function readShippedModel(
  folder = shippedFolder,
): Promise<Record<string, Uint8Array>> {
  const entries = await readdir(folder, { withFileTypes: true }); // its checkpoint is a folder
  const listed = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const names = listed.filter((name) => !LEFT_OUT.test(name)).sort();
  const files = names.map(async (name) => [name, await readBytes(new URL(name, folder))] as const);
  return Object.fromEntries(await Promise.all(files));
}

/**
 * @returns one of onnxruntime-web's .wasm files
 *
 * Two of its functions are over a megabyte long. Node 20 judges them worth optimising once they have run
 * twice, and spends a minute and a gigabyte on it; with the budget of today's browsers it never does.
 */
export function readRuntime(build: keyof typeof RUNTIMES = 'plain'): Promise<Uint8Array> {
  setFlagsFromString('--wasm-tiering-budget=13000000'); // bytes executed
  return readBytes(createRequire(import.meta.url).resolve(RUNTIMES[build]));
}

const TABLES = new URL('../worker/prompt/tables/', import.meta.url);

/** @returns the tables of words, keyed by their path in their folder */
export async function readTables(): Promise<Record<string, Uint8Array>> {
  const names = await readdir(TABLES, { recursive: true });
  const files = names
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map(async (name) => [name, await readBytes(new URL(name, TABLES))] as const);
  return Object.fromEntries(await Promise.all(files));
}

/** @returns everything that an engine takes in Node */
export async function readAssets(engine: Engine = 'wasm'): Promise<Assets> {
  const [runtime, model, tables] = await Promise.all([
    readRuntime(),
    readShippedModel(),
    readTables(),
  ]);
  if (engine === 'wasm') return { runtime, model, tables };
  return { runtime, gpuRuntime: await readRuntime('asyncify'), model, tables };
}

/** Bytes of their own, not a window on Node's pool, so that they can be transferred. */
async function readBytes(path: string | URL): Promise<Uint8Array> {
  return new Uint8Array(await readFile(path));
}
