/** Entry of the UI: joins the channel, the worker, the state and the panel. */
import { render } from 'preact';
import { dataUrl } from './export/download';
import { dragClips } from './export/drag';
import { createFlow } from './flow';
import { createPlayer } from './gallery/player';
import { pressed } from './keys';
import { readAssets, readTexts, readWorkerCode } from './link/assets';
import { openChannel } from './link/channel';
import { createClient } from './link/client';
import { spawn } from './link/spawn';
import { thumbnailOf } from './preview/thumbnail';
import { ToolsContext } from './prompt/context';
import { createReader } from './prompt/reader';
import { createStore } from './store';
import { createTools } from './tools/tools';
import { ToolFrame } from './tools/view';
import { Panel } from './view/panel';

/** The script runs before the big inert tags behind it are parsed. */
const parsed = new Promise<void>((resolve) => {
  if (document.readyState !== 'loading') resolve();
  else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
});

const store = createStore();

/** Its code lies before this script, so it starts at once; what it is sent comes behind. */
const startWorker = async () => {
  const worker = await spawn(await readWorkerCode());
  performance.mark('worker'); // for DevTools and the benchmark, as those below
  await parsed;
  return worker;
};

const client = createClient({
  start: startWorker,
  assets: readAssets,
  onLoading: (fraction) => store.dispatch({ type: 'loading', fraction }),
  onLoaded: (loaded) => {
    performance.mark('ready'); // the last one: settled
    store.dispatch({ type: 'loaded', loaded });
  },
  onFailed: (message) => store.dispatch({ type: 'unloadable', message }),
  onVerdict: (verdict) => flow.remember(verdict),
});

client.load('auto'); // what most designers keep; another choice starts over once it is known

// A worker of its own: it answers while the engine gets ready and while a clip is drawn.
const reader = createReader({ start: startWorker, texts: readTexts });
const tools = { reader, player: createPlayer({ client, store, dataUrl }) };

const send = openChannel((message) => {
  flow.receive(message);
  many.receive(message);
});
const many = createTools({ store, client, send, dataUrl, read: reader.read });
const flow = createFlow({ store, client, send, thumbnailOf, redraw: many.skeleton.redraw });

const draw = () =>
  render(
    <ToolsContext.Provider value={tools}>
      <ToolFrame tools={many}>
        <Panel state={store.get()} actions={flow.actions} open={many.open} />
      </ToolFrame>
    </ToolsContext.Provider>,
    document.getElementById('app')!,
  );

store.subscribe(draw);
many.watch(draw);
draw();

document.addEventListener('keydown', (event) => {
  pressed(event, flow.actions);
  if (event.key === 'Escape') many.fill.actions.cancel();
});

// The designer may have moved or resized things, of which no message tells.
const look = () => send({ type: 'look' });
document.documentElement.addEventListener('pointerenter', look);
window.addEventListener('focus', look);

dragClips(store.get, send);
send({ type: 'ready' });
