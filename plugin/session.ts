/** One opening of the UI, seen or unseen, from `ready` to close. */
import { type Insertion, insert } from './insert';
import { insertionId, readMessage } from './messages';
import { summarise } from './place';
import type { Opening, ToPlugin, ToUi } from './protocol';
import { loadSettings, saveLastClip, saveSettings } from './settings';
import { Refusal } from './transaction';

const PANEL = { width: 340, height: 620 }; // px; the UI asks for what it needs
const SILENCE = 120_000; // ms without a word from an unseen UI, far over what a slow clip takes
const TOAST_LENGTH = 100; // characters that notify takes

/** What a notification can show. */
export const toast = (sentence: string) =>
  sentence.length <= TOAST_LENGTH ? sentence : `${sentence.slice(0, TOAST_LENGTH - 1)}…`;

const send = (message: ToUi) => figma.ui.postMessage(message);

/** Opens the UI for `opening`; without a panel when it only generates, inserts and closes. */
export function openUi(opening: Opening): void {
  const unseen = opening.kind === 'quick' || opening.kind === 'regenerate';
  figma.showUI(__html__, { ...PANEL, visible: !unseen, themeColors: true, title: 'FlashVideo' });
  const watch = unseen ? watchUnseen(opening) : null;
  const onSelection = () => send({ type: 'selection', selection: summarise() });
  if (!unseen) {
    figma.on('selectionchange', onSelection);
    figma.on('currentpagechange', onSelection);
  }
  let queue = Promise.resolve(); // one message after the other: two insertions never mix
  figma.ui.onmessage = (value: unknown) => {
    watch?.heard();
    queue = queue.then(() => receive(value, opening, watch)).catch((error) => fail(error, watch));
  };
}

async function receive(value: unknown, opening: Opening, watch: Watch | null): Promise<void> {
  const message = readMessage(value);
  if (message) return handle(message, opening, watch);
  const id = insertionId(value);
  if (id === null) return console.warn('A message that the plugin does not know:', value);
  refuse(id, 'The clip did not arrive whole, so nothing was inserted. Generate it again.', watch);
}

async function handle(message: ToPlugin, opening: Opening, watch: Watch | null): Promise<void> {
  switch (message.type) {
    case 'ready':
      return welcome(opening);
    case 'insert':
      return answer(message.id, message, watch);
    case 'settings':
      return saveSettings(message.settings);
    case 'notify':
      return notify(message.message, message.error, watch);
    case 'resize':
      return figma.ui.resize(message.width, message.height);
    case 'close':
      return figma.closePlugin(watch?.farewell());
    default:
      message satisfies never;
  }
}

async function welcome(opening: Opening): Promise<void> {
  const settings = await loadSettings();
  const { editorType } = figma;
  const editor = editorType === 'figjam' || editorType === 'slides' ? editorType : 'figma';
  send({ type: 'open', opening, settings, selection: summarise(), editor });
}

async function answer(id: number, insertion: Insertion, watch: Watch | null): Promise<void> {
  try {
    const { nodeId, message } = await insert(insertion);
    watch?.inserted(message);
    send({ type: 'inserted', id, message });
    await saveLastClip({ nodeId, request: insertion.request });
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    refuse(id, error instanceof Refusal ? error.message : String(error), watch);
  }
}

function refuse(id: number, message: string, watch: Watch | null): void {
  watch?.trouble(message);
  send({ type: 'refused', id, message });
}

function notify(message: string, error: boolean, watch: Watch | null): void {
  if (!watch) figma.notify(toast(message), { error });
  else if (error) watch.trouble(message);
  else watch.working(message);
}

// A bug of ours: the panel stays usable, an unseen run ends.
function fail(error: unknown, watch: Watch | null): void {
  console.error(error);
  const why = error instanceof Error ? error.message : String(error);
  figma.notify(toast(`FlashVideo stumbled: ${why}`), { error: true });
  if (watch) figma.closePlugin();
}

type Watch = ReturnType<typeof watchUnseen>;

/**
 * Stands in for the panel of an unseen UI: a notification that says what is going on and can cancel,
 * a last word, and an end when the UI falls silent.
 */
function watchUnseen(opening: Opening) {
  let toasted: NotificationHandler | undefined;
  let timer: number | undefined;
  let insertions = 0;
  let lastWord: string | undefined;

  function working(message: string) {
    toasted?.cancel();
    toasted = figma.notify(toast(message), {
      timeout: Number.POSITIVE_INFINITY, // until the plugin closes
      button: { text: 'Cancel', action: () => figma.closePlugin('Cancelled.') },
    });
  }

  function heard() {
    if (timer !== undefined) clearTimeout(timer);
    timer = setTimeout(() => figma.closePlugin('FlashVideo got stuck and was closed.'), SILENCE);
  }

  function trouble(message: string) {
    figma.notify(toast(message), { error: true });
  }

  function inserted(message: string) {
    insertions += 1;
    lastWord = insertions === 1 ? message : `Regenerated ${insertions} layers.`;
  }

  working(intent(opening));
  heard();
  return { working, heard, trouble, inserted, farewell: () => lastWord && toast(lastWord) };
}

function intent(opening: Opening): string {
  if (opening.kind === 'quick') return `Drawing “${opening.prompt}”…`;
  if (opening.kind !== 'regenerate') return 'Drawing…';
  const [first] = opening.targets;
  return opening.targets.length === 1
    ? `Drawing “${first?.request.prompt}” anew…`
    : `Drawing ${opening.targets.length} layers anew…`;
}
