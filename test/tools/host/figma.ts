/**
 * The `figma` object of one run. It is typed against Figma's own typings, does what the plugin
 * needs with Figma's limits, and refuses the rest by name.
 */

import type {
  ClientStorageAPI,
  DropEvent,
  FrameNode,
  Image,
  MediaNode,
  PageNode,
  ParameterInputEvent,
  ParametersAPI,
  PluginAPI,
  RectangleNode,
  RunEvent,
  ShowUIOptions,
  UIAPI,
  UtilAPI,
  ViewportAPI,
} from '@figma/plugin-typings/plugin-api-standalone';
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { cloneMessage } from './clone';
import { createColours } from './colours';
import type { HostDocument } from './document';
import { modelled } from './modelled';
import { createNodes, MIXED } from './nodes';

const EDGE = 4096; // px
const STORAGE = 5_000_000; // bytes of clientStorage
const TOAST = 100; // characters of a notification
const VIEW = { width: 1200, height: 800 }; // px on screen

export interface Toast {
  message: string;
  error: boolean;
  button?: { text: string; action: () => boolean | undefined };
  lasting: boolean; // until the plugin closes
}

/** What a run tells its surroundings. */
export interface Events {
  showUi(html: string, options: ShowUIOptions): void;
  toUi(message: unknown, origin: string): void; // `origin` is who may hear it, or `*`
  resize(width: number, height: number): void;
  corner(): { x: number; y: number }; // of the UI, px of Figma's window
  toast(toast: Toast): () => void; // answers with what takes it down
  close(message: string | undefined): void;
}

export interface RunOptions {
  document: HostDocument;
  storage: Map<string, unknown>; // of this plugin id, kept between runs
  command: string;
  relaunchCommands: string[];
  events: Events;
}

type Handler = (argument?: unknown) => unknown;

/** The API object, and the ways in which the surroundings reach the plugin's handlers. */
export function createFigma({ document, storage, command, relaunchCommands, events }: RunOptions) {
  const nodes = createNodes(document, relaunchCommands);
  const handlers = new Map<string, Set<Handler>>();
  const handlersOf = (type: string) => {
    const set = handlers.get(type) ?? new Set<Handler>();
    handlers.set(type, set);
    return set;
  };
  const emit = (type: string, argument?: unknown) => {
    for (const handler of [...handlersOf(type)]) handler(argument);
  };
  const on = (type: string, handler: Handler) => void handlersOf(type).add(handler);
  const off = (type: string, handler: Handler) => void handlersOf(type).delete(handler);
  let uiOpen = false;
  let onMessage: UIAPI['onmessage'];

  const ui = modelled<UIAPI>('figma.ui', {
    get onmessage() {
      return onMessage;
    },
    set onmessage(handler) {
      onMessage = handler;
    },
    postMessage(message, { origin = '*' } = {}) {
      if (!uiOpen) throw new Error('figma.ui.postMessage: no UI is open');
      events.toUi(cloneMessage(message), origin);
    },
    getPosition() {
      if (!uiOpen) throw new Error('figma.ui.getPosition: no UI is open');
      const { x, y } = events.corner();
      const { center, zoom } = document.state();
      const canvasSpace = {
        x: center.x + (x - VIEW.width / 2) / zoom,
        y: center.y + (y - VIEW.height / 2) / zoom,
      };
      return { windowSpace: { x, y }, canvasSpace };
    },
    resize(width, height) {
      if (!(width >= 70 && height >= 0)) throw new Error('figma.ui.resize: at least 70 × 0 px');
      events.resize(width, height);
    },
  });

  const figma = modelled<PluginAPI>(
    'figma',
    {
      apiVersion: '1.0.0',
      command,
      editorType: document.editor,
      mixed: MIXED,
      ui,
      util: modelled<UtilAPI>('figma.util', { solidPaint }),
      clientStorage: createStorage(document, storage),
      viewport: createViewport(document),
      parameters: modelled<ParametersAPI>('figma.parameters', {
        on: (_: 'input', handler: (event: ParameterInputEvent) => void) =>
          on('input', handler as Handler),
      }),
      get skipInvisibleInstanceChildren() {
        return false;
      },
      set skipInvisibleInstanceChildren(_) {}, // it only makes searches faster
      get currentPage() {
        return nodes.wrap(document.state().page) as PageNode;
      },
      set currentPage(_) {
        throw new Error('dynamic-page: set the page with figma.setCurrentPageAsync');
      },
      getNodeById() {
        throw new Error('dynamic-page: use figma.getNodeByIdAsync');
      },
      getNodeByIdAsync: async (id) => (document.has(id) ? nodes.wrap(id) : null),
      on: on as PluginAPI['on'],
      off: off as PluginAPI['off'],
      showUI(html, options = {}) {
        if (typeof html !== 'string' || html === '') throw new Error('figma.showUI: no HTML');
        uiOpen = true;
        events.showUi(html, options);
      },
      notify(message, options = {}) {
        if (message.length > TOAST) throw new Error(`figma.notify: over ${TOAST} characters`);
        const { error = false, timeout, button } = options;
        const action = button && { text: button.text, action: () => button.action() || undefined };
        const lasting = timeout === Number.POSITIVE_INFINITY;
        const cancel = events.toast({ message, error, lasting, ...(action && { button: action }) });
        return modelled('notification', { cancel });
      },
      closePlugin: (message) => events.close(message),
      commitUndo: () => document.commitUndo(),
      createImage(data) {
        const hash = addImage(document, data);
        return modelled<Image>('image', { hash, getSizeAsync: async () => pictureSize(data) });
      },
      createRectangle() {
        const id = document.write(() => document.add({ type: 'RECTANGLE' }));
        return nodes.wrap(id) as RectangleNode;
      },
      createFrame() {
        const id = document.write(() => document.add({ type: 'FRAME' }));
        return nodes.wrap(id) as FrameNode;
      },
      ...(document.editor !== 'figjam' && createColours(document)),
      ...(document.editor === 'figjam' && { createGif }),
      ...(document.editor === 'slides' && { createGif: blockedGif }),
    },
    ['createGif', 'variables', 'getLocalPaintStylesAsync'],
  );

  function createGif(hash: string): MediaNode {
    const data = document.images.get(hash);
    if (!data) throw new Error('figma.createGif: no such image');
    const spec = { type: 'MEDIA', media: hash, ...pictureSize(data) };
    return nodes.wrap(document.write(() => document.add(spec))) as MediaNode;
  }

  /** Slides name it and block it (figma/mcp-server-guide, slide-properties.md). */
  function blockedGif(): MediaNode {
    throw new Error('in createGif: not supported in this editor');
  }

  return {
    figma,
    emit,
    /** Something is let go over the canvas; answers whether Figma should see to it. */
    drop(event: Omit<DropEvent, 'node'>, onto: string): boolean {
      const answers = [...handlersOf('drop')].map((handler) =>
        handler({ ...event, node: nodes.wrap(onto) }),
      );
      return answers.every((answer) => answer !== false);
    },
    run: (event: RunEvent) => emit('run', event),
    fromUi: (message: unknown, origin: string) => onMessage?.(cloneMessage(message), { origin }),
    /** Asks for suggestions as quick actions do. */
    suggest(key: string, query: string): Promise<string[]> {
      return new Promise((resolve) => {
        const result = modelled('result', { setSuggestions: resolve });
        emit('input', { key, query, parameters: {}, result });
      });
    },
  };
}

function createViewport(document: HostDocument): ViewportAPI {
  return modelled<ViewportAPI>('figma.viewport', {
    get center() {
      return { ...document.state().center };
    },
    set center({ x, y }) {
      document.state().center = { x, y };
    },
    get zoom() {
      return document.state().zoom;
    },
    get bounds() {
      const { center, zoom } = document.state();
      const [width, height] = [VIEW.width / zoom, VIEW.height / zoom];
      return { x: center.x - width / 2, y: center.y - height / 2, width, height };
    },
    scrollAndZoomIntoView(nodes) {
      const boxes = nodes.map(({ id }) => document.absolute(id));
      const middle = (from: number[], length: number[]) => {
        const ends = from.map((at, i) => at + (length[i] ?? 0));
        return (Math.min(...from) + Math.max(...ends)) / 2;
      };
      document.state().center = {
        x: middle(
          boxes.map(({ x }) => x),
          boxes.map(({ width }) => width),
        ),
        y: middle(
          boxes.map(({ y }) => y),
          boxes.map(({ height }) => height),
        ),
      };
    },
    get slidesView(): ViewportAPI['slidesView'] {
      if (document.editor !== 'slides') throw new Error('slidesView exists in Slides only');
      return 'single-slide';
    },
  });
}

function createStorage(document: HostDocument, storage: Map<string, unknown>): ClientStorageAPI {
  return modelled<ClientStorageAPI>('figma.clientStorage', {
    getAsync: async (key) => cloneMessage(storage.get(key)),
    async setAsync(key, value) {
      const bytes = sizeOf([...storage].filter(([one]) => one !== key)) + sizeOf([[key, value]]);
      if (document.failures.storageFull || bytes > STORAGE) {
        throw new Error('clientStorage: the plugin has used up its 5 MB');
      }
      storage.set(key, cloneMessage(value));
    },
    async deleteAsync(key) {
      storage.delete(key);
    },
    keysAsync: async () => [...storage.keys()],
  });
}

/** Bytes, with binaries as base64. */
const sizeOf = (entries: [string, unknown][]) =>
  JSON.stringify(entries, (_, value: unknown) =>
    value instanceof Uint8Array ? 'x'.repeat(Math.ceil((value.length * 4) / 3)) : value,
  ).length;

function solidPaint(color: string) {
  const part = (at: number) => Number.parseInt(color.slice(at, at + 2), 16) / 255;
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw new Error(`solidPaint: "${color}" is no colour`);
  return { type: 'SOLID', color: { r: part(1), g: part(3), b: part(5) } } as const;
}

function addImage(document: HostDocument, data: Uint8Array): string {
  if (document.failures.createImage) throw new Error('in createImage: made to fail');
  const { width, height } = pictureSize(data);
  if (Math.max(width, height) > EDGE) throw new Error('in createImage: Image is too large');
  if (Math.min(width, height) < 1) throw new Error('in createImage: Image is too small');
  const hash = bytesToHex(sha1(data));
  document.images.set(hash, data.slice());
  return hash;
}

/** Of a GIF or a PNG; the plugin makes no other pictures. */
function pictureSize(data: Uint8Array): { width: number; height: number } {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const magic = String.fromCharCode(...data.subarray(0, 6));
  if (magic.startsWith('\x89PNG') && data.length > 24) {
    return { width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (!['GIF87a', 'GIF89a'].includes(magic) || data.length < 10) {
    throw new Error('in createImage: Image type is unsupported');
  }
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}
