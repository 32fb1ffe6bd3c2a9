/**
 * The files beside the hosted page, each checked against the page's list before anything uses it. They are kept in
 * Cache Storage by their content: the address of a file says its hash, so that versions never mix.
 */
import { isFields } from '../../plugin/protocol';
import { CACHE, HOSTED } from '../words/hosted';

/** A file that is missing or changed; its message is a sentence for the designer. */
class AssetError extends Error {
  override name = 'AssetError';
}

/** What a hosted page lists. */
export interface Listed {
  pluginId: string;
  files: Record<string, string>; // SHA-256 in hex, by path beside the page
}

/** @throws {Error} where a page has no list */
export function listOf(page: Document): Listed {
  const value: unknown = JSON.parse(page.getElementById('files')?.textContent ?? 'null');
  if (!isFields(value) || !isFields(value.files) || typeof value.pluginId !== 'string') {
    throw new Error(HOSTED.incomplete);
  }
  return { pluginId: value.pluginId, files: value.files as Listed['files'] };
}

/** Its address, which is also its key in the cache. */
export const addressOf = (file: string, hash: string) =>
  new URL(`${file}?${hash}`, document.baseURI).href;

const coming = new Map<string, Promise<Uint8Array>>(); // by address: what two want at once comes once

/**
 * The bytes of a file, which several may have: they are not to be transferred.
 *
 * @throws {AssetError} naming the file
 */
export function read(file: string, hash: string): Promise<Uint8Array> {
  const address = addressOf(file, hash);
  const work = coming.get(address) ?? obtain(file, hash).finally(() => coming.delete(address));
  coming.set(address, work);
  return work;
}

async function obtain(file: string, hash: string): Promise<Uint8Array> {
  const address = addressOf(file, hash);
  const cache = await kept;
  const found = await cache?.match(address);
  if (found) {
    const bytes = new Uint8Array(await found.arrayBuffer());
    if ((await hashOf(bytes)) === hash) return bytes;
  }
  const bytes = await fetched(file, address);
  if ((await hashOf(bytes)) !== hash) throw new AssetError(HOSTED.changed(file, location.host));
  await cache?.put(address, new Response(bytes)).catch(forgive);
  return bytes;
}

async function fetched(file: string, address: string) {
  const absent = (why: string) => new AssetError(HOSTED.absent(file, location.host, why));
  const response = await fetch(address, { cache: 'no-cache' }).catch(() => {
    throw absent('no answer');
  });
  if (!response.ok) throw absent(`HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `null` where the browser keeps nothing for a frame of another site. */
export const kept: Promise<Cache | null> = caches.open(CACHE).catch(forgive);

/** Without a cache, or with a full one, it works online. */
function forgive(error: unknown): null {
  console.warn('Nothing is kept for working offline:', error);
  return null;
}
