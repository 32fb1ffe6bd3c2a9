/** A stage for the real, bundled plugin: the stand-in host with a UI that the test plays. */
import { readFileSync } from 'node:fs';
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import { bundlePlugin } from '../../build/bundle';
import type { MadeClip, StoredRequest, Target, ToPlugin, ToUi } from '../../plugin/protocol';
import { createDocument, type Editor, type NodeRecord } from '../tools/host/document';
import { type Manifest, type Run, runCommand } from '../tools/host/host';
import type { Clock } from '../tools/host/sandbox';

export const manifest: Manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));
export const THINGS = ['cat', 'star', 'heart', 'coffee', 'car', 'rocket', 'starfish', 'robot'];
const plugin = bundlePlugin(THINGS);

export const CORNER = { x: 30, y: 40 }; // of the UI, px of Figma's window

export const REQUEST: StoredRequest = {
  prompt: 'a rocket bouncing',
  seed: 7,
  width: 128,
  height: 128,
  seconds: 1.25,
  fps: 12,
  background: 'transparent',
  model: 'flashvideo 1',
};

/** The smallest GIF of one transparent frame. */
export function gif(width = 128, height = 128): Uint8Array {
  const size = [width & 255, width >> 8, height & 255, height >> 8];
  const head = [...'GIF89a'].map((letter) => letter.charCodeAt(0));
  const screen = [...size, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
  const control = [0x21, 0xf9, 4, 1, 0, 0, 0, 0];
  const image = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b];
  return Uint8Array.from([...head, ...screen, ...control, ...image]);
}

/** What an earlier version stored for the like of `REQUEST`. */
export const OLD_REQUEST = {
  prompt: 'a rocket bouncing',
  seed: 7,
  size: 128,
  frames: 15,
  fps: 12,
  background: 'transparent',
  model: 'flashvideo 1',
};

export const fill = (...nodeIds: string[]): Target => ({ kind: 'fill', nodeIds });
export const replace = (...nodeIds: string[]): Target => ({ kind: 'replace', nodeIds });

/** One clip of `REQUEST`, but for what is said. */
export interface Insertion {
  gif?: Uint8Array;
  request?: StoredRequest;
  clips?: MadeClip[]; // in place of the one clip
  target?: Target; // a new layer without
  hold?: boolean;
}

export type Stage = ReturnType<typeof openStage>;

/**
 * A document in `editor`, a storage that outlives runs, and everything that reached the UI.
 *
 * @param bundle the plugin; the shipped one without
 */
export function openStage(editor: Editor = 'figma', bundle = plugin) {
  const document = createDocument(editor);
  const storage = new Map<string, unknown>();
  const toUi: ToUi[] = [];
  const hearers = new Set<string>(); // origins that messages to the UI were for
  const shown: { html: string; visible?: boolean; themeColors?: boolean }[] = [];
  const clock = createClock();
  let current: Run | undefined;
  let nextId = 1;

  async function run(command: string, parameters?: Record<string, string>): Promise<Run> {
    const { code } = await bundle;
    current = await runCommand(
      {
        document,
        manifest,
        code,
        storage,
        clock,
        html: '<p>the UI</p>',
        newModule: () => newQuickJSWASMModule(),
        ui: {
          show: (html, how) => shown.push({ html, ...how }),
          post: (message, origin) => {
            toUi.push(message as ToUi);
            hearers.add(origin);
          },
          resize: () => undefined,
          corner: () => CORNER,
          close: () => undefined,
        },
      },
      command,
      parameters,
    );
    await turns(() => current?.open === false || shown.length > 0, 'the plugin to open or close');
    return current;
  }

  const send = (message: ToPlugin, origin?: string) => current?.fromUi(message, origin);

  /** The UI says that it listens; the plugin says why it was opened. */
  async function ready() {
    send({ type: 'ready' });
    const opened = () => toUi.find((message) => message.type === 'open');
    await turns(() => opened() !== undefined, 'the opening');
    return opened() as ToUi & { type: 'open' };
  }

  /** Sends clips and waits for the answer. */
  async function insert({
    gif: bytes = gif(),
    request = REQUEST,
    clips = [{ gif: bytes, request }],
    target = { kind: 'new' },
    hold = false,
  }: Insertion = {}) {
    const id = nextId++;
    send({ type: 'insert', id, clips, target, hold });
    const answer = () =>
      toUi.find(
        (message) =>
          (message.type === 'inserted' || message.type === 'refused') && message.id === id,
      );
    await turns(() => answer() !== undefined, 'an answer to the insertion');
    return answer() as ToUi & { type: 'inserted' | 'refused' };
  }

  return {
    document,
    storage,
    toUi,
    hearers,
    shown,
    clock,
    run,
    ready,
    send,
    insert,
    run$: () => current as Run,
    add: (spec: Partial<NodeRecord> & { type: string }) => document.add(spec),
    node: (id: string) => document.get(id),
    /** What is on the canvas, selection included: what a refusal must leave alone. */
    canvas: () => structuredClone({ ...document.state(), center: undefined }),
  };
}

/** Lets the event loop turn until `done`; the tests know no time. */
export async function turns(done: () => boolean, what: string): Promise<void> {
  for (let turn = 0; turn < 1000; turn++) {
    if (done()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`Waited in vain for ${what}`);
}

/** Time that passes when told to. */
function createClock(): Clock & { pass(ms: number): void } {
  const timers = new Map<object, { at: number; callback: () => void }>();
  let now = 0; // ms
  return {
    setTimeout(callback, ms) {
      const timer = {};
      timers.set(timer, { at: now + ms, callback });
      return timer;
    },
    clearTimeout: (timer) => void timers.delete(timer as object),
    pass(ms) {
      now += ms;
      for (const [timer, { at, callback }] of timers) {
        if (at > now) continue;
        timers.delete(timer);
        callback();
      }
    },
  };
}
