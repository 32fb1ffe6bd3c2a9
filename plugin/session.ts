/** One opening of the UI, seen or unseen, from `ready` to close. */
import { dragOut } from './drop';
import { Gone, type Insertion, insert } from './insert';
import { insertionId, readMessage } from './messages';
import { insertMotion } from './motion/insert';
import { type About, EDITORS, type Opening, type ToPlugin, type ToUi } from './protocol';
import { summarise } from './selection';
import { loadSettings, saveLastClip, saveSettings } from './settings';
import { asRefusal } from './transaction';
import { toast, watchUnseen } from './unseen';

const PANEL = { width: 320, height: 664 }; // px, without a scroll bar; lower windows scroll

const send = (message: ToUi) => figma.ui.postMessage(message);

/** Opens the UI for `opening`; without a panel when it only generates, inserts and closes. */
export function openUi(opening: Opening): void {
  const unseen = opening.kind === 'quick' || opening.kind === 'regenerate';
  figma.showUI(__html__, { ...PANEL, visible: !unseen, themeColors: true, title: 'FlashVideo' });
  const session = createSession(opening, unseen);
  let queue = Promise.resolve(); // one message after the other: two insertions never mix
  figma.ui.onmessage = (value: unknown) => {
    session.heard();
    queue = queue.then(() => session.receive(value)).catch(session.stumble);
  };
  if (unseen) return;
  figma.on('selectionchange', tellSelection);
  figma.on('currentpagechange', tellSelection);
}

const tellSelection = () => send({ type: 'selection', selection: summarise() });

function createSession(opening: Opening, unseen: boolean) {
  const watch = unseen ? watchUnseen(opening) : null;
  // A quick clip goes where the designer pointed, wherever the selection is by then.
  const selection = opening.kind === 'quick' ? figma.currentPage.selection : undefined;
  /** What became of layers the UI still knows by an old id; `undefined` when they are gone. */
  const successors = new Map<string, string | undefined>();

  async function receive(value: unknown): Promise<void> {
    const message = readMessage(value);
    if (message) return handle(message);
    const id = insertionId(value);
    if (id === null) return console.warn('A message that the plugin does not know:', value);
    refuse(id, 'The clip did not arrive whole, so nothing was inserted. Generate it again.');
  }

  async function handle(message: ToPlugin): Promise<void> {
    switch (message.type) {
      case 'ready':
        return welcome(opening);
      case 'look':
        return tellSelection();
      case 'insert':
        return place(message.id, message);
      case 'motion':
        return move(message);
      case 'drag':
        return dragOut(message.clip);
      case 'settings':
        return saveSettings(message.settings);
      case 'notify':
        return notify(message.message, message.about);
      case 'close':
        return figma.closePlugin(watch?.farewell());
      default:
        message satisfies never;
    }
  }

  async function place(id: number, { nodeId: asked, clips }: Insertion): Promise<void> {
    const target = asked !== undefined && successors.has(asked) ? successors.get(asked) : asked;
    try {
      const { nodeId, message, request } = await insert({
        clips,
        ...(target && { nodeId: target }),
        ...(selection && { selection }),
      });
      if (asked !== undefined) successors.set(asked, nodeId);
      watch?.inserted(message);
      send({ type: 'inserted', id, message });
      await saveLastClip({ nodeId, request });
    } catch (error) {
      const { message } = asRefusal(error, 'Nothing was inserted; the canvas is as it was');
      if (!(error instanceof Gone) || asked === undefined || unseen) return refuse(id, message);
      successors.set(asked, undefined);
      refuse(id, `${message} The next try adds a new layer.`);
    }
  }

  function move({ id, name, recipe }: Extract<ToPlugin, { type: 'motion' }>): void {
    try {
      send({ type: 'inserted', id, message: insertMotion(name, recipe) });
    } catch (error) {
      refuse(id, asRefusal(error, 'Nothing was inserted; the canvas is as it was').message);
    }
  }

  function refuse(id: number, message: string): void {
    watch?.trouble(message);
    send({ type: 'refused', id, message });
  }

  function notify(message: string, about: About): void {
    if (watch && about === 'progress') watch.working(message);
    else figma.notify(toast(message), { error: about === 'trouble' });
  }

  /** A bug of ours: the panel stays usable, an unseen run ends. */
  function stumble(error: unknown): void {
    console.error(error);
    const why = error instanceof Error ? error.message : String(error);
    figma.notify(toast(`FlashVideo stumbled: ${why}`), { error: true });
    if (unseen) figma.closePlugin();
  }

  return { receive, stumble, heard: () => watch?.heard() };
}

async function welcome(opening: Opening): Promise<void> {
  const settings = await loadSettings();
  const editor = EDITORS.find((one) => one === figma.editorType) ?? 'figma';
  send({ type: 'open', opening, settings, selection: summarise(), editor });
}
