/** Filling many layers from their names, and drawing many clips anew: what is so, and what can be done. */
import type { Found, Kind, MadeClip, Scope, ToUi } from '../../plugin/protocol';
import { BEST_GUESS, type GenerateRequest } from '../../worker/api';
import type { Send } from '../link/channel';
import type { Client } from '../link/client';
import { formOf, requestsOf, storedOf } from '../request';
import type { Store } from '../store';
import { createCell } from '../tools/cell';
import type { Hand } from '../tools/hand';
import { WORDS } from '../words';
import { doubtOf, planFill, planRedraw, type Read, type Row } from './plan';

/** How clips of one prompt for all differ. */
export type Vary = 'takes' | 'colours' | 'nothing';

export interface FillState {
  kind: Kind;
  scope: Scope;
  rows: Row[] | null; // null while they are looked for
  more: number; // layers that the list left out
  one: string; // a prompt for all of them; empty for one each
  vary: Vary;
  running: boolean;
  secondsEach: number; // as the last clips took
}

export interface FillOptions {
  store: Store;
  client: Client;
  send: Send;
  hand: Hand;
  read: Read;
}

const COLOURS = [
  '#f24822',
  '#ff8a00',
  '#ffcd29',
  '#14ae5c',
  '#0d99ff',
  '#9747ff',
  '#ff6fb5',
] as const;
const FIRST_GUESS = 1.2; // s for a clip, until one was timed

export type Fill = ReturnType<typeof createFill>;

export function createFill({ store, client, send, hand, read }: FillOptions) {
  const cell = createCell<FillState>({
    kind: 'fillable',
    scope: 'children',
    rows: null,
    more: 0,
    one: '',
    vary: 'nothing',
    running: false,
    secondsEach: FIRST_GUESS,
  });
  const { get } = cell;
  const change = (part: Partial<FillState>) => cell.set({ ...get(), ...part });
  let stopped = false;
  let planning = 0; // the number of the last plan; earlier ones are out of date

  function look(kind: Kind, scope: Scope): void {
    planning += 1;
    change({ kind, scope, rows: null, more: 0 });
    send({ type: 'find', kind, scope });
  }

  async function take({ kind, scope, layers, more }: Found): Promise<void> {
    if (kind !== get().kind || scope !== get().scope || get().running) return;
    const own = ++planning;
    const rows: Row[] = [];
    for (const layer of layers) {
      rows.push(kind === 'clips' ? planRedraw(layer) : await planFill(layer, read));
      if (own !== planning) return;
    }
    change({ rows, more });
  }

  const update = (index: number, part: Partial<Row>) =>
    change({ rows: (get().rows ?? []).map((row, i) => (i === index ? { ...row, ...part } : row)) });

  const actions = {
    look,

    scope: (scope: Scope) => look(get().kind, scope),

    async edit(index: number, prompt: string): Promise<void> {
      update(index, { prompt, on: prompt.trim() !== '', state: 'waiting', note: null });
      const reading = await read(prompt);
      if (get().rows?.[index]?.prompt !== prompt) return; // typed on meanwhile
      update(index, { doubt: reading ? doubtOf(reading) : null });
    },

    toggle(index: number): void {
      const row = get().rows?.[index];
      if (row && promptFor(row, get().one) !== '') update(index, { on: !row.on });
    },

    toggleAll(on: boolean): void {
      const { rows, one } = get();
      change({
        rows: (rows ?? []).map((row) => ({ ...row, on: on && isDrawable(row, one) })),
      });
    },

    /** One prompt for all layers, or one each again. */
    one(one: string): void {
      const rows = (get().rows ?? []).map((row) => ({ ...row, on: isDrawable(row, one) }));
      change({ one, rows });
    },

    vary: (vary: Vary) => change({ vary }),

    select: (index: number) => {
      const row = get().rows?.[index];
      if (row) send({ type: 'select', nodeIds: [row.layer.nodeId] });
    },

    selectAll: () => {
      const nodeIds = (get().rows ?? []).map(({ layer }) => layer.nodeId);
      send({ type: 'select', nodeIds });
    },

    run,

    /** Those that are done stay. */
    cancel(): void {
      if (!get().running) return;
      stopped = true;
      client.cancel();
    },
  };

  /** Draws and inserts one after the other, as one undo step. */
  async function run(): Promise<void> {
    if (get().running) return;
    stopped = false;
    change({ running: true });
    let drawn = 0;
    let inserted = Promise.resolve(); // one clip goes onto the canvas while the next is drawn
    for (const [index, row] of (get().rows ?? []).entries()) {
      if (stopped) break;
      if (!row.on || row.state === 'done' || !isDrawable(row, get().one)) continue;
      update(index, { state: 'drawing', fraction: 0, note: null });
      const began = performance.now();
      const clip = await drawOne(row, drawn, (fraction) => update(index, { fraction }));
      await inserted;
      if ('state' in clip) update(index, clip);
      else inserted = insertOne(row, clip).then((outcome) => update(index, outcome));
      drawn += 1;
      const seconds = (performance.now() - began) / 1000;
      change({ secondsEach: drawn === 1 ? seconds : 0.7 * get().secondsEach + 0.3 * seconds });
    }
    await inserted;
    send({ type: 'commit' });
    change({ running: false });
  }

  /** @param order among those that are drawn */
  async function drawOne(
    row: Row,
    order: number,
    tell: (fraction: number) => void,
  ): Promise<MadeClip | Outcome> {
    try {
      const request = await requestFor(row, order);
      const clip = await client.generate(request, ({ fraction }) => tell(fraction));
      if (!clip) return { state: 'waiting', note: null };
      if ('problem' in clip) return { state: 'failed', note: clip.problem };
      return { gif: clip.gif, request: storedOf(request, modelName()) };
    } catch (error) {
      return failure(error);
    }
  }

  async function insertOne({ layer }: Row, made: MadeClip): Promise<Outcome> {
    const kind = get().kind === 'clips' ? 'replace' : 'fill';
    try {
      const { done, message } = await hand.give(made, { kind, nodeIds: [layer.nodeId] }, true);
      return { state: done ? 'done' : 'failed', note: done ? null : message };
    } catch (error) {
      return failure(error);
    }
  }

  async function requestFor(row: Row, order: number): Promise<GenerateRequest> {
    const { one, vary, kind } = get();
    const { layer } = row;
    const prompt = promptFor(row, one);
    const stored = kind === 'clips' ? layer.request : null;
    const before = stored ? formOf(stored) : store.get().form;
    const canvas = { ...before.canvas, follow: true, density: 1 } as const;
    const again = one === '' && prompt === stored?.prompt;
    const form = { ...before, prompt, canvas, seed: BEST_GUESS };
    const turn = again ? 1 : one !== '' && vary === 'takes' ? order : 0;
    if (one !== '' && vary === 'colours') {
      form.shape = { ...form.shape, tint: COLOURS[order % COLOURS.length] ?? COLOURS[0] };
    }
    const [request] = requestsOf(form, { sizes: [layer], matte: layer.matte });
    return turn === 0 ? request : { ...request, shape: await client.another(request, turn) };
  }

  function modelName(): string {
    const { engine } = store.get();
    if (engine.kind !== 'ready') return '';
    return `${engine.loaded.model.name} ${engine.loaded.model.version}`;
  }

  function receive(message: ToUi): void {
    if (message.type === 'found') void take(message.found);
  }

  return { cell, actions, receive };
}

/** What became of a row. */
type Outcome = Pick<Row, 'state' | 'note'>;

const failure = (error: unknown): Outcome => ({
  state: 'failed',
  note: error instanceof Error ? error.message : String(error),
});

/** What a row shows: the prompt for all where there is one. */
export const promptFor = (row: Row, one: string): string =>
  row.layer.request?.skeleton ? '' : one.trim() || row.prompt.trim();

const isDrawable = (row: Row, one: string) => promptFor(row, one) !== '';

/** “12 layers, about 7 s”; what is left to do. */
export function amountOf({ rows, one, secondsEach }: FillState): {
  layers: number;
  seconds: number;
} {
  const left = (rows ?? []).filter(
    (row) => row.on && row.state !== 'done' && isDrawable(row, one),
  ).length;
  return { layers: left, seconds: Math.max(1, Math.round(left * secondsEach)) };
}

/** What became of it, once all is done. */
export function outcomeOf({ rows, running }: FillState): string | null {
  const done = (rows ?? []).filter(({ state }) => state === 'done').length;
  const failed = (rows ?? []).filter(({ state }) => state === 'failed').length;
  if (running || done + failed === 0) return null;
  return WORDS.fill.outcome(done, failed);
}
