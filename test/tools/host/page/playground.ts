/** What the page holds: a document, a plugin that may be running on it, and the switches. */
import { newQuickJSWASMModule, newVariant, RELEASE_SYNC } from 'quickjs-emscripten';
import { createDocument, type Editor } from '../document';
import type { Toast } from '../figma';
import { type Manifest, type Run, runCommand } from '../host';
import type { Stack } from '../stacks';
import type { Theme } from '../theme';
import { createFrame } from './frame';

export interface Plugin {
  manifest: Manifest;
  code: string;
  html: string;
}

export interface PluginWindow {
  frame: HTMLIFrameElement;
  title: string;
  visible: boolean;
  width: number; // px
  height: number;
}

export interface Switches {
  editor: Editor;
  stack: Stack;
  theme: Theme;
}

export type Playground = ReturnType<typeof createPlayground>;

const TOAST_TIME = 4000; // ms
const variant = newVariant(RELEASE_SYNC, { wasmLocation: '/quickjs.wasm' });

/** `redraw` is called after every change. */
export function createPlayground(load: () => Promise<Plugin>, redraw: () => void) {
  const switches: Switches = { editor: 'figma', stack: 'srcdoc', theme: 'light' };
  const storage = new Map<string, unknown>();
  const toasts = new Set<Toast>();
  const log: string[] = []; // console words, refused messages, uncaught errors
  const urls = new Map<string, string>();
  let document = newDocument();
  let run: Run | null = null;
  let frame: ReturnType<typeof createFrame> | null = null;
  let window: PluginWindow | null = null;

  function newDocument() {
    const made = createDocument(switches.editor);
    made.onChange(() => queueMicrotask(redraw));
    return made;
  }

  function note(line: string): void {
    log.push(line);
    redraw();
  }

  function showToast(toast: Toast): () => void {
    const takeDown = () => {
      toasts.delete(toast);
      redraw();
    };
    toasts.add(toast);
    if (!toast.lasting) setTimeout(takeDown, TOAST_TIME);
    redraw();
    return takeDown;
  }

  /** Runs a command of the manifest; a plugin that still runs is closed first, as in Figma. */
  async function start(command: string, parameters?: Record<string, string>): Promise<void> {
    run?.close();
    const plugin = await load();
    const opened = createFrame({
      ...switches,
      manifest: plugin.manifest,
      place(iframe, how) {
        const { title = '', visible = true, width = 300, height = 200 } = how;
        window = { frame: iframe, title, visible, width, height };
        redraw();
      },
      onMessage: (message, origin) => run?.fromUi(message, origin),
      onRefused: (error) => note(String(error)),
      onResize(width, height) {
        if (window) window = { ...window, width, height };
        redraw();
      },
      onClose() {
        window = null;
        redraw();
      },
    });
    frame = opened;
    run = await runCommand(
      {
        ...plugin,
        document,
        storage,
        ui: opened,
        newModule: () => newQuickJSWASMModule(variant),
        onToast: showToast,
        onConsole: (level, words) => note(`${level}: ${words.join(' ')}`),
      },
      command,
      parameters,
    );
    redraw();
  }

  return {
    switches,
    toasts,
    log,
    start,
    get document() {
      return document;
    },
    get window() {
      return window;
    },
    get run() {
      return run;
    },
    close: () => run?.close(),
    setTheme(theme: Theme) {
      switches.theme = theme;
      frame?.setTheme(theme);
      redraw();
    },
    /** Takes effect when the plugin runs next. */
    setStack(stack: Stack) {
      switches.stack = stack;
      redraw();
    },
    setEditor(editor: Editor) {
      run?.close();
      switches.editor = editor;
      document = newDocument();
      redraw();
    },
    select(ids: string[]) {
      document.select(ids);
    },
    pan({ deltaX, deltaY }: WheelEvent) {
      const { center, zoom } = document.state();
      center.x += deltaX / zoom;
      center.y += deltaY / zoom;
      redraw();
    },
    /** The stored bytes of an image, as an address that an <img> plays. */
    urlOf(hash: string): string {
      const data = document.images.get(hash) ?? new Uint8Array();
      const url = urls.get(hash) ?? URL.createObjectURL(new Blob([data.slice()]));
      urls.set(hash, url);
      return url;
    },
  };
}
