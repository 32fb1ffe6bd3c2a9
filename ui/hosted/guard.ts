/** Runs before all else in the hosted page: a script that the browser refuses by its hash can tell nobody itself. */
import { CACHE, HOSTED } from '../words/hosted';

const listen = (event: Event) => {
  const { target } = event;
  if (!(target instanceof HTMLScriptElement)) return;
  const file = new URL(target.src).pathname.split('/').at(-1)!;
  const app = document.getElementById('app')!;
  app.setAttribute('role', 'alert');
  app.style.padding = '16px';
  app.textContent = HOSTED.refused(file, location.host);
  const forget = caches.open(CACHE).then((cache) => cache.delete(target.src)); // the next opening fetches it anew
  forget.catch(() => {}); // where nothing is kept
};

window.addEventListener('error', listen, true); // such events do not bubble
