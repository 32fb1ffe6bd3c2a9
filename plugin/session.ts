/** One opening of the UI, seen or unseen, from `ready` to close. */

import { find } from './find';
import { dragOut } from './insert/drop';
import { Gone, type Insertion, insert } from './insert/insert';
import { isOn } from './insert/newlayer';
import { asRefusal } from './insert/transaction';
import { measure } from './layout/measure';
import { listen, send, showPanel, tellCorner } from './line';
import { insertionId, readMessage } from './messages';
import { insertMotion } from './motion/insert';
import {
  type About,
  EDITORS,
  type Opening,
  type SelectionSummary,
  type Target,
  type ToPlugin,
  type ToUi,
} from './protocol';
import { summarise } from './selection';
import { favour, forget, loadHistory, remember, useColour } from './stored/memory';
import { loadSettings, saveLastClip, saveSettings } from './stored/settings';
import { readSwatches } from './swatches';
import { toast, watchUnseen } from './unseen';
import { WORDS } from './words';

const PANEL = { width: 320, height: 664 }; // px, without a scroll bar; lower windows scroll

/** Opens the UI for `opening`; without a panel when it only generates, inserts and closes. */
export function openUi(opening: Opening): void {
  const unseen = opening.kind === 'quick' || opening.kind === 'regenerate';
  showPanel({ ...PANEL, visible: !unseen, title: WORDS.title });
  const session = createSession(opening, unseen);
  let queue = Promise.resolve(); // one message after the other: two insertions never mix
  listen((value) => {
    session.heard();
    queue = queue.then(() => session.receive(value)).catch(session.stumble);
  });
  if (unseen) return;
  figma.on('selectionchange', session.tellSelection);
  figma.on('currentpagechange', session.tellSelection);
}

function createSession(opening: Opening, unseen: boolean) {
  const watch = unseen ? watchUnseen(opening) : null;
  // A quick clip goes where the designer pointed, wherever the selection is by then.
  const selection = opening.kind === 'quick' ? figma.currentPage.selection : undefined;
  /** What became of layers the UI still knows by an old id; `undefined` when they are gone. */
  const successors = new Map<string, string | undefined>();
  const added = new Set<string>(); // ids of the new layers, which are not to be filled by mistake

  const tellSelection = () => send({ type: 'selection', selection: summarise(added) });

  async function receive(value: unknown): Promise<void> {
    const message = readMessage(value);
    if (message) return handle(message);
    const id = insertionId(value);
    if (id === null) return console.warn('A message that the plugin does not know:', value);
    refuse(id, WORDS.notWhole);
  }

  async function handle(message: ToPlugin): Promise<void> {
    switch (message.type) {
      case 'ready':
        return welcome(opening, summarise(added));
      case 'look':
        return tellSelection();
      case 'insert':
        return place(message.id, message);
      case 'commit':
        return figma.commitUndo();
      case 'find':
        return send({ type: 'found', found: await find(message.kind, message.scope) });
      case 'swatches':
        return send({ type: 'swatches', swatches: await readSwatches() });
      case 'measure':
        return send(await measured(message.nodeId));
      case 'select':
        return selectThose(message.nodeIds);
      case 'motion':
        return move(message);
      case 'drag':
        dragOut(message.clip);
        return tellCorner();
      case 'settings':
        await saveSettings(message.settings);
        return;
      case 'notify':
        return notify(message.message, message.about);
      case 'recall':
        return tellHistory();
      case 'remember':
        return remember(message.request, message.thumbnail).then(tellHistory);
      case 'favour':
        return favour(message.id, message.favourite).then(tellHistory);
      case 'forget':
        return forget(message.id).then(tellHistory);
      case 'use':
        return useColour(message.colour).then(tellHistory);
      case 'close':
        return figma.closePlugin(watch?.farewell());
      default:
        message satisfies never;
    }
  }

  async function place(id: number, { clips, target: asked, hold }: Insertion): Promise<void> {
    const target = nowOf(asked);
    try {
      const inserted = await insert({
        clips,
        target,
        ...(hold && { hold }),
        ...(selection && { selection }),
      });
      const { nodeId, message, request } = inserted;
      if (target.kind === 'new') added.add(nodeId);
      if (target.kind === 'new') follow(asked, nodeId);
      for (const [old, successor] of inserted.successors) successors.set(old, successor);
      watch?.inserted(message);
      send({ type: 'inserted', id, message });
      await saveLastClip({ nodeId, request });
    } catch (error) {
      const { message } = asRefusal(error, WORDS.nothingInserted);
      if (!(error instanceof Gone) || unseen) return refuse(id, message);
      follow(asked, undefined);
      refuse(id, WORDS.nextIsNew(message));
    }
  }

  /** The target by the ids that its layers have by now; a new layer where all of them are gone. */
  function nowOf(target: Target): Target {
    if (target.kind === 'new') return target;
    const nodeIds = target.nodeIds.map(lastOf).filter((id) => id !== undefined);
    return nodeIds.length > 0 ? { kind: target.kind, nodeIds } : { kind: 'new' };
  }

  function lastOf(asked: string): string | undefined {
    let id: string | undefined = asked;
    while (id !== undefined && successors.has(id)) id = successors.get(id);
    return id;
  }

  /** What is asked for by these ids next time means that layer, or none. */
  function follow(target: Target, nodeId: string | undefined): void {
    if (target.kind === 'new') return;
    for (const id of target.nodeIds) successors.set(id, nodeId);
  }

  function move({ id, name, recipe }: Extract<ToPlugin, { type: 'motion' }>): void {
    try {
      send({ type: 'inserted', id, message: insertMotion(name, recipe) });
    } catch (error) {
      refuse(id, asRefusal(error, WORDS.nothingInserted).message);
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
    figma.notify(toast(WORDS.stumbled(why)), { error: true });
    if (unseen) figma.closePlugin();
  }

  return { receive, stumble, tellSelection, heard: () => watch?.heard() };
}

const tellHistory = async () => send({ type: 'history', history: await loadHistory() });

async function measured(nodeId: string | null): Promise<ToUi> {
  try {
    return { type: 'measured', layout: await measure(nodeId), problem: null };
  } catch (error) {
    const problem = asRefusal(error, WORDS.frameUnread).message;
    return { type: 'measured', layout: null, problem };
  }
}

/** Those of the layers that this page still has. */
async function selectThose(nodeIds: string[]): Promise<void> {
  const nodes: SceneNode[] = [];
  for (const id of nodeIds) {
    const node = await figma.getNodeByIdAsync(id);
    if (node && !node.removed && 'visible' in node && isOn(figma.currentPage, node))
      nodes.push(node);
  }
  figma.currentPage.selection = nodes;
  if (nodes.length > 0) figma.viewport.scrollAndZoomIntoView(nodes);
}

async function welcome(opening: Opening, selection: SelectionSummary): Promise<void> {
  const settings = await loadSettings();
  const editor = EDITORS.find((one) => one === figma.editorType) ?? 'figma';
  send({ type: 'open', opening, settings, selection, editor });
}
