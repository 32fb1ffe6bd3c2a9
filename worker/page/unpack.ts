/**
 * The plugin's own file as bytes: what `build/` packed into text.
 *
 * This room, page/, holds the way of assets through the page, both directions. What they are does not belong here.
 */
import xz from 'xz-decompress'; // CommonJS: the default export is the one that every loader agrees on
import type { Assets, Packed, PackedAssets } from '../api';
import { decode91 } from './base91';

/** A part of the plugin's own file that cannot be read; its message is a sentence for the designer. */
export class AssetError extends Error {
  override name = 'AssetError';
}

/**
 * The bytes behind the assets of a page. Assets that came as bytes pass through.
 * @throws {AssetError} naming the asset that is damaged
 */
export async function unpack(assets: Assets | PackedAssets): Promise<Assets> {
  const [runtime, model, tables] = await Promise.all([
    unpackOne('the runtime', assets.runtime),
    unpackAll(assets.model),
    unpackAll(assets.tables),
  ]);
  return { runtime, model, tables };
}

/** @throws {AssetError} naming the asset that is damaged */
export async function unpackAll(
  assets: Record<string, Uint8Array | Packed>,
): Promise<Record<string, Uint8Array>> {
  const files = Object.entries(assets).map(
    async ([name, asset]) => [name, await unpackOne(name, asset)] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}

async function unpackOne(name: string, asset: Uint8Array | Packed): Promise<Uint8Array> {
  if (asset instanceof Uint8Array) return asset;
  try {
    return await collect(decoders[asset.coding](streamOf(decode91(asset.text))), asset.bytes);
  } catch (error) {
    throw new AssetError(`The plugin's copy of ${name} is damaged; install the plugin again.`, {
      cause: error,
    });
  }
}

type Bytes = ReadableStream<Uint8Array>;

const decoders: Record<Packed['coding'], (packed: Bytes) => Bytes> = {
  xz: (packed) => new xz.XzReadableStream(packed),
  deflate: (packed) =>
    packed.pipeThrough(
      new DecompressionStream('deflate-raw') as ReadableWritablePair<Uint8Array, Uint8Array>,
    ),
};

const streamOf = (bytes: Uint8Array): Bytes =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });

/** All of `stream` in one array; the length is known beforehand, so nothing is copied twice. */
async function collect(stream: Bytes, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const reader = stream.getReader();
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > length) throw new Error(`it is longer than ${length} bytes`);
    bytes.set(value, at);
    at += value.length;
  }
  if (at < length) throw new Error(`it ends after ${at} of ${length} bytes`);
  return bytes;
}
