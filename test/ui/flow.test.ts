/** What runs without a panel always ends, and what it inserts is what was asked for. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Opening, SelectionSummary, StoredRequest, ToPlugin } from '../../plugin/protocol';
import type { Client } from '../../ui/client';
import { createFlow } from '../../ui/flow';
import { createStore } from '../../ui/state';
import type { Clip, GenerateRequest, Recipe, Remark, Unreadable } from '../../worker/api';

const nothing: SelectionSummary = { sizes: [], hint: 'Insert adds a layer.', matte: '#123456' };
const canvas = { follow: true, density: 1, width: 128, height: 128 } as const;
const settings = { background: 'transparent', canvas, engine: 'auto' } as const;
const stored: StoredRequest = {
  prompt: 'a cat',
  seed: 7,
  width: 256,
  height: 192,
  seconds: 0.8,
  fps: 10,
  background: '#ff8800',
  model: 'flashvideo 1',
};

const RECIPE: Recipe = {
  width: 128,
  height: 128,
  frames: 16,
  seconds: 4 / 3,
  ground: 'transparent',
  parts: [],
  report: [],
};

/** A flow whose clips come from `draw`, and whose insertions are answered as `answer` says. */
function played(
  draw: (request: GenerateRequest) => Promise<Clip | Unreadable | null>,
  answer: 'inserted' | 'refused' = 'inserted',
  selection = nothing,
) {
  const sent: ToPlugin[] = [];
  const asked: GenerateRequest[] = [];
  let cancelled = 0;
  let closed = () => {};
  const end = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const client: Client = {
    load: () => {},
    async generate(request, onProgress) {
      asked.push(request);
      await onProgress({ stage: 'tokens', fraction: 0, secondsLeft: null });
      const clip = await draw(request);
      await onProgress({ stage: 'encode', fraction: 1, secondsLeft: null });
      return clip;
    },
    exportAs: async () => ({ problem: 'Sprites would be too large.', report: [] }),
    recipe: async () => RECIPE,
    cancel: () => {
      cancelled += 1;
    },
  };
  const store = createStore();
  const flow = createFlow({
    store,
    client,
    dataUrl: async () => 'data:,',
    send: (message) => {
      sent.push(message);
      if (message.type === 'close') closed();
      if (message.type !== 'insert' && message.type !== 'motion') return;
      const { id } = message;
      queueMicrotask(() => flow.receive({ type: answer, id, message: 'So it is.' }));
    },
  });
  const open = (opening: Opening) =>
    flow.receive({ type: 'open', opening, settings, selection, editor: 'figma' });
  const select = (selected: SelectionSummary) =>
    flow.receive({ type: 'selection', selection: selected });
  const cancels = () => cancelled;
  return { sent, asked, end, store, open, select, cancels, actions: flow.actions };
}

const clipOf = async ({ width, height, seed }: GenerateRequest) =>
  ({
    gif: new Uint8Array([width & 255, height & 255]),
    width,
    height,
    seed,
    engine: 'wasm',
    report: [] as Remark[],
  }) as Clip;

const rockt = { words: 'rockt', why: 'unknown' as const, nearest: ['rocket', 'star'] };

const kinds = (sent: ToPlugin[]) => sent.map(({ type }) => type);

describe('without a panel', () => {
  test('a quick prompt is drawn with the last settings, inserted, and over', async () => {
    const { sent, asked, end, open } = played(clipOf);
    open({ kind: 'quick', prompt: 'a heart pulsing' });
    await end;
    assert.deepEqual(kinds(sent), ['insert', 'close']);
    const { prompt, width, height, matte } = asked[0]!;
    assert.deepEqual([prompt, width, height, matte], ['a heart pulsing', 128, 128, '#123456']);
  });

  test('layers are drawn anew with other seeds and nothing else changed', async () => {
    const { sent, asked, end, open } = played(clipOf);
    const targets = ['1:2', '1:3'].map((nodeId) => ({ nodeId, request: stored }));
    open({ kind: 'regenerate', targets });
    await end;
    assert.deepEqual(kinds(sent), ['insert', 'notify', 'insert', 'close']);
    assert.ok(asked[0]!.seed !== 7 && asked[0]!.seed !== asked[1]!.seed);
    const inserted = sent.filter((message) => message.type === 'insert');
    assert.deepEqual(
      inserted.map(({ nodeId, clips }) => [
        nodeId,
        clips.map(({ request }) => ({ ...request, seed: 7, model: stored.model })),
      ]),
      targets.map(({ nodeId, request }) => [nodeId, [request]]),
    );
  });

  test('a clip that fails is told, and the others are still made', async () => {
    let count = 0;
    const { sent, end, open } = played((request) =>
      count++ === 0 ? Promise.reject(new Error('No such thing.')) : clipOf(request),
    );
    open({ kind: 'regenerate', targets: [1, 2].map((i) => ({ nodeId: `${i}`, request: stored })) });
    await end;
    assert.deepEqual(sent[0], { type: 'notify', message: 'No such thing.', about: 'trouble' });
    assert.deepEqual(kinds(sent), ['notify', 'notify', 'insert', 'close']);
  });

  test('a prompt that cannot be drawn is told, and nothing is inserted', async () => {
    const problem = 'The model does not know “rockt”. Did you mean rocket?';
    const { sent, end, open } = played(async () => ({
      problem,
      report: [{ ...rockt, from: 0, to: 5 }],
    }));
    open({ kind: 'quick', prompt: 'rockt' });
    await end;
    const trouble = { type: 'notify', message: problem, about: 'trouble' };
    assert.deepEqual(sent, [trouble, { type: 'close' }]);
  });

  test('what is not drawn as typed is told in a sentence, but only of a clip that is there', async () => {
    const cute: Remark = { words: 'cute', from: 0, to: 4, why: 'not drawn' };
    const draw = async (request: GenerateRequest) => ({
      ...(await clipOf(request)),
      report: [cute],
    });
    const { sent, end, open } = played(draw);
    open({ kind: 'quick', prompt: 'cute cat' });
    await end;
    assert.deepEqual(kinds(sent), ['insert', 'notify', 'close']);
    assert.deepEqual(sent[1], { type: 'notify', message: 'Not drawn: cute.', about: 'remark' });
    const refused = played(draw, 'refused');
    refused.open({ kind: 'quick', prompt: 'cute cat' });
    await refused.end;
    assert.deepEqual(kinds(refused.sent), ['insert', 'close']);
  });

  test('it ends when the clip is cancelled or the insertion refused', async () => {
    for (const [play, said] of [
      [played(async () => null), ['close']],
      [played(clipOf, 'refused'), ['insert', 'close']],
    ] as const) {
      play.open({ kind: 'quick', prompt: 'a cat' });
      await play.end;
      assert.deepEqual(kinds(play.sent), said);
    }
  });
});

describe('with the panel', () => {
  test('nothing is drawn until it is asked for, and an empty prompt only gets a sentence', () => {
    const { asked, store, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.edit({ prompt: '  ' });
    actions.generate();
    assert.equal(asked.length, 0);
    assert.equal(store.get().notice?.tone, 'bad');
  });

  test('asking for the same again goes on; asking for something else starts over', () => {
    const { asked, cancels, open, actions } = played(() => new Promise(() => {}));
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    actions.generate();
    actions.generate();
    assert.deepEqual([asked.length, cancels()], [1, 0]);
    actions.edit({ prompt: 'a dog' });
    actions.generate();
    assert.deepEqual([asked.length, cancels()], [2, 1]);
  });

  test('a known word takes the place of the very unknown one that it was offered for, with a click', async () => {
    const first: Remark = { ...rockt, from: 2, to: 7 };
    const second: Remark = { ...rockt, from: 12, to: 17 };
    const report = [first, second];
    const { store, open, actions } = played(async () => ({ problem: 'Unknown.', report }));
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a rockt and rockt' });
    actions.generate();
    while (store.get().job) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(store.get().remarks, report);
    actions.suggest(first, 'rocket');
    const { form, remarks } = store.get();
    const moved = { ...second, from: 13, to: 18 };
    assert.deepEqual([form.prompt, remarks], ['a rocket and rockt', [moved]]);
    actions.suggest(moved, 'star');
    assert.deepEqual([store.get().form.prompt, store.get().remarks], ['a rocket and star', []]);
  });

  test('cancelling leaves the panel idle in the same breath', () => {
    const { store, cancels, open, actions } = played(() => new Promise(() => {}));
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    actions.generate();
    actions.cancel();
    assert.deepEqual([store.get().job, store.get().notice, cancels()], [null, null, 1]);
  });

  test('an edited layer is updated in place, with its own canvas, length and rate', async () => {
    const { sent, asked, store, open, actions } = played(clipOf);
    open({ kind: 'edit', nodeId: '1:2', request: stored });
    actions.generate();
    while (!store.get().result) await new Promise((resolve) => setImmediate(resolve));
    actions.insert();
    const { width, height, seconds, fps, seed } = asked[0]!;
    assert.deepEqual([width, height, seconds, fps, seed], [256, 192, 0.8, 10, 7]);
    const insertion = sent.find((message) => message.type === 'insert');
    assert.equal(insertion?.nodeId, '1:2');
  });

  test('what is chosen is kept for the next time', () => {
    const { sent, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    const chosen = { ...canvas, follow: false, width: 300 };
    actions.edit({ background: '#ffffff', canvas: chosen });
    actions.choose('wasm');
    assert.deepEqual(sent.filter((message) => message.type === 'settings').at(-1)?.settings, {
      background: '#ffffff',
      canvas: chosen,
      engine: 'wasm',
    });
  });
});

describe('what is selected', () => {
  const card = { width: 320, height: 240 };
  const story = { width: 90, height: 160 };
  const shapes = { ...nothing, sizes: [card, story, { width: 160, height: 120 }] };
  const sizes = (list: { width: number; height: number }[]) =>
    list.map(({ width, height }) => [width, height]);

  test('decides the canvas, and the next selection the next one', () => {
    const { asked, open, select, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    for (const selected of [[card], [story], []]) {
      select({ ...nothing, sizes: selected });
      actions.generate();
    }
    assert.deepEqual(sizes(asked), [
      [320, 240],
      [90, 160],
      [128, 128],
    ]);
  });

  test('in several aspects is drawn once for each, and inserted all at once', async () => {
    const { sent, asked, end, open } = played(clipOf, 'inserted', shapes);
    open({ kind: 'quick', prompt: 'a cat' });
    await end;
    assert.deepEqual(sizes(asked), [
      [320, 240],
      [90, 160],
    ]);
    const [{ prompt, seed }] = asked as [GenerateRequest];
    assert.ok(asked.every((one) => one.prompt === prompt && one.seed === seed)); // one drawing
    assert.deepEqual(kinds(sent), ['insert', 'close']);
    const [insertion] = sent;
    assert.ok(insertion?.type === 'insert');
    assert.deepEqual(
      insertion.clips.map(({ gif, request }) => [[...gif], request.width, request.height]),
      [
        [[64, 240], 320, 240], // 320 as a byte
        [[90, 160], 90, 160],
      ],
    );
  });

  test('in several aspects is one job, whose progress never falls', async () => {
    const { store, open, actions } = played(clipOf, 'inserted', shapes);
    const fractions: number[] = [];
    store.subscribe(() => fractions.push(store.get().job?.progress?.fraction ?? 0));
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    actions.generate();
    while (!store.get().result) await new Promise((resolve) => setImmediate(resolve));
    const made = fractions.pop(); // the job is over
    assert.deepEqual(
      fractions,
      [...fractions].sort((a, b) => a - b),
    );
    assert.deepEqual([made, fractions.at(-1)], [0, 1]);
  });

  test('in several aspects is given up as a whole', async () => {
    let count = 0;
    const draw = async (request: GenerateRequest) => (count++ === 0 ? clipOf(request) : null);
    const { sent, asked, end, open } = played(draw, 'inserted', shapes);
    open({ kind: 'quick', prompt: 'a cat' });
    await end;
    assert.deepEqual([asked.length, kinds(sent)], [2, ['close']]);
  });
});

describe('a clip in other forms', () => {
  async function made() {
    const flow = played(clipOf);
    flow.open({ kind: 'menu' });
    flow.actions.edit({ prompt: 'a cat' });
    flow.actions.generate();
    while (!flow.store.get().result) await new Promise((resolve) => setImmediate(resolve));
    return flow;
  }

  test('as Motion goes to the plugin thread with its recipe, and its answer is told', async () => {
    const { sent, store, actions } = await made();
    await actions.insertMotion();
    const motion = sent.find(({ type }) => type === 'motion');
    assert.ok(motion?.type === 'motion');
    const { report: _, ...recipe } = RECIPE;
    assert.deepEqual([motion.name, motion.recipe], ['a cat', recipe]);
    assert.deepEqual(store.get().notice, { tone: 'good', text: 'So it is.' });
  });

  test('that cannot be written says why', async () => {
    const { store, actions } = await made();
    await actions.exportAs('sprites', 'a sprite sheet');
    assert.deepEqual(store.get().notice, { tone: 'bad', text: 'Sprites would be too large.' });
  });

  test('is nothing as long as there is no clip', async () => {
    const { sent, store, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    await actions.insertMotion();
    await actions.exportAs('apng', 'APNG');
    assert.deepEqual([sent, store.get().notice], [[], null]);
  });
});
