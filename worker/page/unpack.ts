/**
 * The plugin's own file as bytes: what `build/` packed into text.
 *
 * This room, page/, holds the way of assets through the page, both directions. What they are does not belong here.
 */
import xz from 'xz-decompress'; // CommonJS: the default export is the one that every loader agrees on
import type {
  Assets,
  Engine,
  FloatRun,
  ModelSource,
  Packed,
  RuntimeFiles,
  Runtimes,
  Unpacked,
} from '../api';
import { decode91 } from './base91';
import { restore } from './bodies';
import { weave } from './weave';

/** A part of the plugin's own file that cannot be read; its message is a sentence for the designer. */
export class AssetError extends Error {
  override name = 'AssetError';
}

/** Each as soon as it is there: one part of a start need not wait for another. */
export type Arriving<T> = { [Key in keyof T]: T[Key] | Promise<T[Key]> };

/**
 * The bytes behind what an engine needs. What came as bytes passes through.
 *
 * @throws {AssetError} (its parts reject) naming what is damaged
 */
export function unpack(
  runtimes: Runtimes,
  source: Promise<ModelSource>,
  engine: Engine,
): Arriving<Assets> {
  const files = source.then(unpackModel);
  const unpacked = {
    ...unpackRuntimes(runtimes, engine),
    model: files.then(({ model }) => model),
    tables: files.then(({ tables }) => tables),
    intact: files.then(({ intact }) => intact),
    expanded: files.then(({ expanded }) => expanded),
  };
  // Whoever waits for one part is told; the others, which nobody may wait for any more, are not to end the worker.
  for (const part of Object.values(unpacked)) if (part instanceof Promise) part.catch(() => {});
  return unpacked;
}

function unpackRuntimes(given: Runtimes, engine: Engine): Arriving<RuntimeFiles> {
  if (!('runtimes' in given)) return given;
  const lean = engine === 'wasm' && !given.whole;
  const forEngine = engine === 'webgpu' ? ['bodies', 'webgpu'] : ['bodies'];
  const unpacked = unpackSome('runtime', given.runtimes, ['lean', ...(lean ? [] : forEngine)]);
  return {
    lean,
    runtime: unpacked.then(({ lean, bodies }) =>
      bodies ? restore({ lean: lean!, bodies }) : lean!,
    ),
    gpuRuntime: unpacked.then(({ webgpu }) => webgpu),
  };
}

/** @throws {AssetError} naming what is damaged */
export async function unpackModel(given: ModelSource): Promise<Unpacked> {
  if (!('files' in given)) return given;
  const files = await unpackSome('model', given.files);
  const { integers } = await unpackSome('weights', given.weights);
  const floats: FloatRun[] = JSON.parse(new TextDecoder().decode(files['floats.json']));
  const weights = weave({ integers: integers!, planes: files.planes! }, floats);
  return {
    model: { ...folder('model/', files), 'weights.bin': weights },
    tables: folder('tables/', files),
    intact: true, // the build has checked what it packed, and whatever it is packed in has a checksum
  };
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
  { coding, texts, parts }: Packed,
  needed = parts.map(([name]) => name),
): Promise<Record<string, Uint8Array>> {
  const wanted = parts.filter(([name]) => needed.includes(name));
  const files = wanted.map(([name, length]) => [name, new Uint8Array(length)] as const);
  try {
    const start = performance.now();
    const arrays = files.map(([, bytes]) => bytes);
    await fill(arrays, decoders[coding](streamOf(texts)), wanted.length === parts.length);
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
  gzip: (packed) =>
    packed.pipeThrough(
      new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>,
    ),
};

/** The bytes behind a text, made as they are asked for. */
function streamOf(texts: readonly string[]): Bytes {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      const start = performance.now();
      controller.enqueue(decode91(texts[at] ?? ''));
      performance.measure('text', { start });
      at += 1;
      if (at >= texts.length) controller.close();
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
