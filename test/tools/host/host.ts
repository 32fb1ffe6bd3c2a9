/**
 * The stand-in host: runs the built plugin on a document, as Figma would. It knows no page and no
 * browser; `ui` is whatever shows the HTML and carries messages.
 */
import type { ShowUIOptions } from '@figma/plugin-typings/plugin-api-standalone';
import type { QuickJSWASMModule } from 'quickjs-emscripten';
import type { HostDocument } from './document';
import { createFigma, type Toast } from './figma';
import { type Clock, createSandbox } from './sandbox';

export interface Manifest {
  id: string;
  main: string; // path beside the manifest
  ui: string;
  networkAccess: { allowedDomains: string[] };
  menu: { name: string; command: string; parameters?: { key: string; name: string }[] }[];
  relaunchButtons: { command: string; name: string; multipleSelection?: boolean }[];
}

/** Where the UI is shown. */
export interface UiFrame {
  show(html: string, options: ShowUIOptions): void;
  post(message: unknown, origin: string): void; // plugin → UI, to a page of this origin; `*` is any
  resize(width: number, height: number): void;
  corner(): { x: number; y: number }; // px of the window
  close(): void;
}

export interface HostOptions {
  document: HostDocument;
  manifest: Manifest;
  code: string; // dist/main.js
  html: string; // dist/ui.html
  newModule(): Promise<QuickJSWASMModule>;
  ui: UiFrame;
  storage?: Map<string, unknown>;
  clock?: Clock;
  onToast?(toast: Toast): () => void;
  onConsole?(level: string, words: string[]): void;
}

export interface Run {
  readonly open: boolean;
  readonly errors: string[]; // what the plugin did not catch
  readonly toasts: Toast[]; // every notification, and closePlugin's last word
  fromUi(message: unknown, origin?: string): void; // `null` is that of a page without one
  suggest(key: string, query: string): Promise<string[]>;
  drop: ReturnType<typeof createFigma>['drop'];
  close(): void; // as the designer closes the window
}

/** Starts one command of the manifest; `parameters` come from quick actions. */
export async function runCommand(
  options: HostOptions,
  command: string,
  parameters?: Record<string, string>,
): Promise<Run> {
  const { document, ui, manifest, storage = new Map() } = options;
  const errors: string[] = [];
  const toasts: Toast[] = [];
  const lasting = new Set<() => void>();
  let open = true;

  function toast(one: Toast): () => void {
    toasts.push(one);
    const takeDown = options.onToast?.(one) ?? (() => undefined);
    if (one.lasting) lasting.add(takeDown);
    return takeDown;
  }

  function close(message?: string): void {
    if (!open) return;
    open = false;
    if (message) toast({ message, error: false, lasting: false });
    document.commitUndo();
    stopListening();
    for (const takeDown of lasting) takeDown();
    ui.close();
    sandbox.stop();
  }

  const api = createFigma({
    document,
    storage,
    command,
    relaunchCommands: manifest.relaunchButtons.map((button) => button.command),
    events: {
      showUi: (html, how) => ui.show(html, how),
      toUi: (message, origin) => ui.post(message, origin),
      resize: (width, height) => ui.resize(width, height),
      corner: () => ui.corner(),
      toast,
      close,
    },
  });
  const sandbox = createSandbox({
    module: await options.newModule(),
    code: options.code,
    globals: { figma: api.figma, __html__: options.html },
    clock: options.clock ?? globalThis,
    onError: (message) => errors.push(message),
    onConsole: options.onConsole ?? (() => undefined),
  });
  const stopListening = document.onChange((what) => {
    if (what === 'selection') queueMicrotask(() => open && api.emit('selectionchange'));
  });

  sandbox.start();
  api.run({ command, parameters });
  return {
    get open() {
      return open;
    },
    errors,
    toasts,
    fromUi: (message, origin = 'null') => open && api.fromUi(message, origin),
    suggest: api.suggest,
    drop: api.drop,
    close: () => close(),
  };
}
