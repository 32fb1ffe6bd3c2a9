/** Opens the panel: joins the channel, the worker, the state and what is shown. */
import { render } from 'preact';
import { dataUrl } from './export/download';
import { dragClips } from './export/drag';
import { createFlow } from './flow';
import { createPlayer } from './gallery/player';
import { pressed } from './keys';
import { openChannel } from './link/channel';
import { createClient } from './link/client';
import type { Edition } from './link/edition';
import { thumbnailOf } from './preview/thumbnail';
import { ToolsContext } from './prompt/context';
import { createReader } from './prompt/reader';
import { createStore } from './store';
import { createTools } from './tools/tools';
import { ToolFrame } from './tools/view';
import { Panel } from './view/panel';

export function openPanel({ startWorker, runtimes, model, line, keep }: Edition): void {
  const store = createStore();

  const start = async () => {
    const worker = await startWorker();
    performance.mark('worker'); // for DevTools and the benchmark, as those below
    return worker;
  };

  // A worker of its own: it answers while the engine gets ready and while a clip is drawn.
  const reader = createReader({ start, model });

  const client = createClient({
    start,
    runtimes,
    model: async () => (await reader.unpacked()) ?? model(),
    onLoading: (fraction) => store.dispatch({ type: 'loading', fraction }),
    onLoaded: (loaded) => {
      performance.mark('ready'); // the last one: settled
      store.dispatch({ type: 'loaded', loaded });
    },
    onFailed: (message) => store.dispatch({ type: 'unloadable', message }),
    onVerdict: (verdict) => flow.remember(verdict),
  });

  client.load('auto'); // what most designers keep; another choice starts over once it is known

  const tools = { reader, player: createPlayer({ client, store, dataUrl }) };

  const send = openChannel(line, (message) => {
    flow.receive(message);
    many.receive(message);
    dragged(message);
  });
  const dragged = dragClips(store.get, send, line);
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

  const show = () => {
    store.subscribe(draw);
    many.watch(draw);
    draw();
    send({ type: 'ready' });
  };

  document.addEventListener('keydown', (event) => {
    pressed(event, flow.actions);
    if (event.key === 'Escape') many.fill.actions.cancel();
  });

  // The designer may have moved or resized things, of which no message tells.
  const look = () => send({ type: 'look' });
  document.documentElement.addEventListener('pointerenter', look);
  window.addEventListener('focus', look);

  keep?.().then(
    (offline) => store.dispatch({ type: 'kept', offline }),
    (error) => console.warn('Nothing is kept for working offline:', error),
  );

  setTimeout(show); // a task of its own: the workers are on their way, and no task is long
}
