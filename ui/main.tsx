/** Entry of the UI: joins the channel, the worker, the state and the panel. */
import { render } from 'preact';
import { readAssets, readWorkerCode } from './assets';
import { openChannel } from './channel';
import { createClient } from './client';
import { dataUrl } from './download';
import { dragClips } from './export/drag';
import { createFlow } from './flow';
import { spawn } from './spawn';
import { createStore } from './state';
import { Panel } from './view/panel';

/** The script runs before the big inert tags behind it are parsed. */
const parsed = new Promise<void>((resolve) => {
  if (document.readyState !== 'loading') resolve();
  else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
});

const store = createStore();

/** Its code lies before this script, so it starts at once; what it is sent comes behind. */
const startWorker = async () => {
  const worker = await spawn(readWorkerCode());
  await parsed;
  return worker;
};

const client = createClient({
  start: startWorker,
  assets: readAssets,
  onLoading: (fraction) => store.dispatch({ type: 'loading', fraction }),
  onLoaded: (loaded) => store.dispatch({ type: 'loaded', loaded }),
  onFailed: (message) => store.dispatch({ type: 'unloadable', message }),
});

const send = openChannel((message) => flow.receive(message));
const flow = createFlow({ store, client, send, dataUrl });

const draw = () =>
  render(<Panel state={store.get()} actions={flow.actions} />, document.getElementById('app')!);

store.subscribe(draw);
draw();

document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') flow.actions.cancel();
});

// The designer may have moved or resized things, of which no message tells.
const look = () => send({ type: 'look' });
document.documentElement.addEventListener('pointerenter', look);
window.addEventListener('focus', look);

dragClips(store.get, send);

client.load('auto'); // what most designers keep; another choice starts over once it is known
send({ type: 'ready' });
