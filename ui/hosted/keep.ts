/** Keeps the page and all that it lists for the next opening, which then needs no network. */
import { addressOf, kept, listOf, read } from './files';

const PAGE = 'index.html'; // as the service worker calls it

/**
 * Whether the next opening needs no network. That is sure only once this has ended: of what a page was still writing when
 * it was closed, Chromium keeps nothing, though it could be read already.
 */
export async function keepPage(): Promise<boolean> {
  const cache = await kept;
  if (!cache || !('serviceWorker' in navigator)) return false;
  await navigator.serviceWorker.register('service-worker.js');
  await navigator.serviceWorker.ready; // one that is only registered opens nothing yet
  await renew(cache).catch((error) => console.warn('No newer page was kept:', error));
  return (await cache.match(PAGE)) !== undefined;
}

/** A newer page is kept once all its files are, so that what opens next is whole. Until then the one before opens. */
async function renew(cache: Cache): Promise<void> {
  const response = await fetch(PAGE, { cache: 'no-cache' });
  if (!response.ok) return;
  const html = await response.text();
  const before = await cache.match(PAGE);
  if ((await before?.text()) === html) return;
  const { files } = listOf(new DOMParser().parseFromString(html, 'text/html'));
  for (const [file, hash] of Object.entries(files)) await read(file, hash);
  await cache.put(PAGE, new Response(html, { headers: response.headers })); // anew: one that was redirected opens nothing
  const addresses = Object.entries(files).map(([file, hash]) => addressOf(file, hash));
  const current = new Set([...addresses, new URL(PAGE, document.baseURI).href]);
  for (const request of await cache.keys())
    if (!current.has(request.url)) await cache.delete(request);
}
