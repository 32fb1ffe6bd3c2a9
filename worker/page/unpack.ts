/**
 * The plugin's own file as bytes: what `build/` packed into text.
 *
 * This room, page/, holds the way of assets through the page, both directions. What they are does not belong here.
 */
import xz from 'xz-decompress'; // CommonJS: the default export is the one that every loader agrees on
import {
  type Assets,
  type Engine,
  type FloatRun,
  type Packed,
  type PackedAssets,
  TEXTS,
  type Texts,
} from '../api';
import { decode91 } from './base91';
import { weave } from './weave';

/** A part of the plugin's own file that cannot be read; its message is a sentence for the designer. */
export class AssetError extends Error {
  override name = 'AssetError';
}

/**
 * The bytes behind the assets of a page, as far as an engine needs them, each as soon as it is there. Assets that came
 * as bytes pass through.
 * @throws {AssetError} (its parts reject) naming what is damaged
 */
export function unpack(assets: Assets | PackedAssets, engine: Engine): Unpacked {
  if (!('runtimes' in assets)) {
    const { runtime, model, tables } = assets;
    return { runtime, gpuRuntime: assets.gpuRuntime, model, tables };
  }
  const needed = engine === 'webgpu' ? ['wasm', 'webgpu'] : ['wasm'];
  const runtimes = unpackSome('runtime', assets.runtimes, needed);
  const files = runtimes.then(() => unpackSome('model', assets.files)); // the runtime is compiled meanwhile
  const weights = files.then(() => unpackSome('weights', assets.weights));
  const unpacked = {
    runtime: runtimes.then(({ wasm }) => wasm!),
    gpuRuntime: runtimes.then(({ webgpu }) => webgpu),
    model: Promise.all([files, weights]).then(([others, { integers }]) => {
      const apart = { integers: integers!, planes: others.planes! };
      const floats: FloatRun[] = JSON.parse(new TextDecoder().decode(others['floats.json']));
      return { ...folder('model/', others), 'weights.bin': weave(apart, floats) };
    }),
    tables: files.then((others) => folder('tables/', others)),
  };
  // Whoever waits for one part is told; the others, which nobody may wait for any more, are not to end the worker.
  for (const part of Object.values(unpacked)) part.catch(() => {});
  return unpacked;
}

/** @throws {AssetError} naming what is damaged */
export async function unpackTexts(texts: Texts): Promise<Pick<Assets, 'model' | 'tables'>> {
  if (!('files' in texts)) return texts;
  const names = texts.files.parts.map(([name]) => name);
  const files = await unpackSome('words', texts.files, names.filter(isText));
  return { model: folder('model/', files), tables: folder('tables/', files) };
}

const isText = (name: string) =>
  name.startsWith('tables/') || TEXTS.some((text) => name === `model/${text}`);

export interface Unpacked {
  runtime: Uint8Array | Promise<Uint8Array>;
  gpuRuntime: undefined | Uint8Array | Promise<Uint8Array | undefined>;
  model: Assets['model'] | Promise<Assets['model']>;
  tables: Assets['tables'] | Promise<Assets['tables']>;
}

const folder = (path: string, files: Record<string, Uint8Array>) =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => name.startsWith(path))
      .map(([name, bytes]) => [name.slice(path.length), bytes]),
  );

/** The files of a pack, up to the last one that is needed: what lies behind it is not unpacked. */
async function unpackSome(
  what: string,
  { coding, text, parts }: Packed,
  needed = parts.map(([name]) => name),
): Promise<Record<string, Uint8Array>> {
  const wanted = parts.filter(([name]) => needed.includes(name));
  const files = wanted.map(([name, length]) => [name, new Uint8Array(length)] as const);
  try {
    const start = performance.now();
    const arrays = files.map(([, bytes]) => bytes);
    await fill(arrays, decoders[coding](streamOf(text)), wanted.length === parts.length);
    performance.measure(`unpack ${what}`, { start });
  } catch (error) {
    throw new AssetError(`The plugin's copy of the ${what} is damaged; install the plugin again.`, {
      cause: error,
    });
  }
  return Object.fromEntries(files);
}

type Bytes = ReadableStream<Uint8Array>;

const decoders: Record<Packed['coding'], (packed: Bytes) => Bytes> = {
  xz: (packed) => new xz.XzReadableStream(packed),
  deflate: (packed) =>
    packed.pipeThrough(
      new DecompressionStream('deflate-raw') as ReadableWritablePair<Uint8Array, Uint8Array>,
    ),
};

const AT_ONCE = 16 * 2 ** 16; // characters: whole groups of 16 that carry 13 bytes

/** The bytes behind a text, made as they are asked for. */
function streamOf(text: string): Bytes {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      const start = performance.now();
      controller.enqueue(decode91(text.slice(at, at + AT_ONCE)));
      performance.measure('text', { start });
      at += AT_ONCE;
      if (at >= text.length) controller.close();
    },
  });
}

/** Fills arrays of known lengths, one after the other, so that nothing is copied twice. */
async function fill(arrays: Uint8Array[], stream: Bytes, whole: boolean): Promise<void> {
  const reader = stream.getReader();
  const left = [...arrays]; // what is still to be filled of each
  while (left.length > 0 || whole) {
    const { done, value } = await reader.read();
    if (done) break;
    let chunk = value;
    while (chunk.length > 0 && left.length > 0) {
      const array = left[0]!;
      const taken = Math.min(chunk.length, array.length);
      array.set(chunk.subarray(0, taken));
      chunk = chunk.subarray(taken);
      if (taken === array.length) left.shift();
      else left[0] = array.subarray(taken);
    }
    if (chunk.length > 0 && whole) throw new Error('it is longer than it should be');
  }
  if (left.some((array) => array.length > 0)) throw new Error('it ends too early');
  if (!whole) await reader.cancel();
}
