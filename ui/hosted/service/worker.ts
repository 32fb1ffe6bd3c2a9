/**
 * The service worker of the hosted edition: the page and its script as they are kept. It knows no version, and leaves
 * alone what the page fetches itself, which checks and keeps that.
 */
export {}; // a module: its names are its own

declare const self: ServiceWorkerGlobalScope;

const PAGE = new URL('index.html', self.registration.scope).href; // the only one there is

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate') event.respondWith(keptOr(PAGE, request));
  else if (request.destination === 'script') event.respondWith(keptOr(request, request));
});

async function keptOr(key: Request | string, request: Request): Promise<Response> {
  return (await caches.match(key, { ignoreVary: true })) ?? fetch(request);
}
