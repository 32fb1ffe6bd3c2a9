/** Entry of the playground page. */
import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Manifest } from '../host';
import { Canvas } from './canvas';
import { SideBar, TopBar } from './controls';
import { createPlayground, type Playground, type Plugin, type PluginWindow } from './playground';

const text = async (path: string) => (await fetch(path, { cache: 'no-store' })).text();

/** Read anew for every run, so that a fresh build is what runs. */
async function load(): Promise<Plugin> {
  const manifest: Manifest = await readManifest();
  const [code = '', html = ''] = await Promise.all(
    [manifest.main, manifest.ui].map((path) => text(`/plugin/${path}`)),
  );
  return { manifest, code, html };
}

const readManifest = async () => JSON.parse(await text('/plugin/manifest.json'));

const manifest = await readManifest();
const playground = createPlayground(load, draw);

function draw(): void {
  render(<Page />, document.body);
}

function Page() {
  return (
    <main class={playground.switches.theme}>
      <TopBar playground={playground} manifest={manifest} />
      <SideBar playground={playground} manifest={manifest} />
      <Canvas playground={playground} />
      {playground.window && <Window window={playground.window} />}
      <Toasts />
    </main>
  );
}

function Window({ window }: { window: PluginWindow }) {
  const { frame, title, visible, width, height } = window;
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => body.current?.replaceChildren(frame), [frame]);
  return (
    <section class="window" hidden={!visible}>
      <h2>
        {title}
        <button type="button" aria-label="Close plugin" onClick={playground.close}>
          ×
        </button>
      </h2>
      <div ref={body} style={{ width: `${width}px`, height: `${height}px` }} />
    </section>
  );
}

function Toasts() {
  return (
    <div class="toasts" role="status">
      {[...playground.toasts].map((toast) => (
        <p key={toast} class={toast.error ? 'error' : ''}>
          {toast.message}
          {toast.button && (
            <button type="button" onClick={toast.button.action}>
              {toast.button.text}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'z' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  playground.document.undo();
});

declare global {
  interface Window {
    playground: Playground; // for tests and the console
  }
}

window.playground = playground;
draw();
