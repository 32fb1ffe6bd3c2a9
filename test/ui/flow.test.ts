/** What runs without a panel always ends, and what it inserts is what was asked for. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type {
  Opening,
  SelectionSummary,
  Size,
  StoredRequest,
  ToPlugin,
} from '../../plugin/protocol';
import { createFlow } from '../../ui/flow';
import type { Client } from '../../ui/link/client';
import { createStore } from '../../ui/store';
import {
  BEST_GUESS,
  type Clip,
  type GenerateRequest,
  type Loaded,
  type Recipe,
  type Remark,
  type Unreadable,
  type Variation,
} from '../../worker/api';

/** What Insert would do with a new layer that follows these sizes. */
const selected = (...sizes: Size[]): SelectionSummary => ({
  name: null,
  new: { hint: 'Insert adds a layer.', nodeIds: [], sizes, matte: '#123456' },
  fill: null,
  replace: null,
});
const nothing = selected();
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
  variations: Variation[] = [],
) {
  const sent: ToPlugin[] = [];
  const redrawn: string[] = []; // ids of skeletons
  const asked: GenerateRequest[] = [];
  const loads: unknown[] = [];
  let cancelled = 0;
  let closed = () => {};
  const end = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const client: Client = {
    load: (engine, known) => loads.push([engine, known]),
    async generate(request, onProgress) {
      asked.push(request);
      await onProgress({ stage: 'tokens', fraction: 0, secondsLeft: null });
      const clip = await draw(request);
      await onProgress({ stage: 'encode', fraction: 1, secondsLeft: null });
      return clip;
    },
    skeleton: async () => null,
    variations: async () => variations,
    another: async (_, turn) => ({ style: `take ${turn}` }),
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
    thumbnailOf: async () => null,
    redraw: async ({ nodeId }) => void redrawn.push(nodeId),
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
  const select = (now: SelectionSummary) => flow.receive({ type: 'selection', selection: now });
  const cancels = () => cancelled;
  const { actions, remember, receive } = flow;
  return {
    sent,
    redrawn,
    asked,
    end,
    store,
    open,
    select,
    cancels,
    actions,
    remember,
    receive,
    loads,
  };
}

const loaded = { engine: 'wasm', reason: 'Runs on WASM.' } as Loaded;

/** Whatever was asked for is made and answered. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
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

  test('layers are drawn anew, otherwise and with nothing else changed', async () => {
    const { sent, asked, end, open } = played(clipOf);
    const targets = ['1:2', '1:3'].map((nodeId) => ({ nodeId, request: stored }));
    open({ kind: 'regenerate', targets });
    await end;
    assert.deepEqual(kinds(sent), ['insert', 'notify', 'insert', 'close']);
    assert.deepEqual(
      asked.map(({ seed, shape }) => [seed, shape]),
      [1, 2].map(() => [BEST_GUESS, { style: 'take 1' }]), // layers that were alike stay alike
    );
    const inserted = sent.filter((message) => message.type === 'insert');
    assert.deepEqual(
      inserted.map(({ target, clips }) => [
        target,
        clips.map(({ request: { shape: _, ...rest } }) => ({
          ...rest,
          seed: 7,
          model: stored.model,
        })),
      ]),
      targets.map(({ nodeId, request }) => [{ kind: 'replace', nodeIds: [nodeId] }, [request]]),
    );
  });

  test('skeletons are made of their layouts, and no prompt is drawn for them', async () => {
    const { redrawn, asked, end, open } = played(clipOf);
    const boxes = { boxes: [], more: 0, ground: null, nodeId: '1:9', name: 'Card' };
    const layout = { ...boxes, width: 9, height: 9 };
    const targets = [
      { nodeId: '1:2', request: stored, layout },
      { nodeId: '1:3', request: stored },
    ];
    open({ kind: 'regenerate', targets });
    await end;
    assert.deepEqual([redrawn, asked.length], [['1:2'], 1]);
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

  test('a known word takes the place of the very unknown one that it was offered for, and is drawn', async () => {
    const first: Remark = { ...rockt, from: 2, to: 7 };
    const second: Remark = { ...rockt, from: 12, to: 17 };
    const report = [first, second];
    const { asked, store, open, actions } = played(async () => ({ problem: 'Unknown.', report }));
    const still = async () => {
      while (store.get().job) await new Promise((resolve) => setImmediate(resolve));
    };
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a rockt and rockt' });
    actions.generate();
    await still();
    assert.deepEqual(store.get().remarks, report);
    actions.suggest(second, 'star');
    await still();
    actions.suggest(first, 'rocket');
    await still();
    const prompts = asked.map(({ prompt }) => prompt);
    assert.deepEqual(prompts, ['a rockt and rockt', 'a rockt and star', 'a rocket and star']);
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
    await new Promise((resolve) => setImmediate(resolve));
    const { width, height, seconds, fps, seed } = asked[0]!;
    assert.deepEqual([width, height, seconds, fps, seed], [256, 192, 0.8, 10, 7]);
    const insertion = sent.find((message) => message.type === 'insert');
    assert.deepEqual(insertion?.target, { kind: 'replace', nodeIds: ['1:2'] });
  });

  test('what is chosen is kept for the next time', () => {
    const { sent, store, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    const chosen = { ...canvas, follow: false, width: 300 };
    actions.edit({ background: '#ffffff', canvas: chosen });
    actions.edit({ fps: 25, padding: 10 });
    actions.edit({ best: true });
    actions.look({ ground: 'dark' });
    actions.choose('wasm');
    store.dispatch({ type: 'loaded', loaded });
    assert.deepEqual(sent.filter((message) => message.type === 'settings').at(-1)?.settings, {
      background: '#ffffff',
      canvas: chosen,
      fps: 25,
      padding: 10,
      best: true,
      look: { zoom: 'fit', ground: 'dark' },
      engine: 'wasm',
    });
  });

  test('a prompt’s own aspect is the clip’s, as it is stored, until a canvas is chosen for that prompt', async () => {
    const wide = async (request: GenerateRequest) => ({
      ...(await clipOf(request)),
      ...(request.free && { width: 455 }),
    });
    const { asked, sent, open, actions } = played(wide);
    open({ kind: 'menu' });
    const edges = () =>
      sent.flatMap((one) => (one.type === 'insert' ? one.clips[0]?.request.width : []));
    const make = async (act: () => void) => {
      act();
      await settled();
      actions.insert();
      await settled();
    };
    actions.edit({ prompt: 'a cat, 16:9' });
    await make(actions.generate);
    await make(() => actions.edit({ canvas: { ...canvas, width: 300 }, framed: true }));
    actions.edit({ prompt: 'a dog, 16:9' });
    await make(actions.generate);
    await make(() => actions.undo());
    assert.deepEqual(
      asked.map(({ free }) => free),
      [true, false, true, false],
    );
    assert.deepEqual(edges(), [455, 300, 455, 300]);
  });

  test('an engine that cannot run here is not kept, and gives way to the automatic choice', () => {
    const { sent, store, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.choose('webgpu');
    store.dispatch({ type: 'unloadable', message: 'There is no GPU here.' });
    assert.equal(store.get().choice, 'auto');
    assert.match(store.get().notice?.text ?? '', /^There is no GPU here\. The automatic/);
    actions.edit({ background: '#ffffff' });
    const saved = sent.flatMap((message) => (message.type === 'settings' ? message.settings : []));
    assert.deepEqual(
      saved.map(({ engine }) => engine),
      ['auto'],
    );
  });

  test('what is shaped shows at once with the words generated last; a newer change overtakes it', async () => {
    const { asked, store, cancels, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    actions.shape({ tint: '#ff8800' });
    assert.equal(asked.length, 0); // nothing is there to show it on
    actions.generate();
    await settled();
    actions.edit({ prompt: 'a cat and a d' });
    actions.shape({ speed: 2 });
    actions.shape({ speed: 3 });
    await settled();
    assert.equal(cancels(), 1);
    assert.deepEqual(
      asked.map(({ prompt, shape }) => [prompt, shape]),
      [
        ['a cat', { tint: '#ff8800' }],
        ['a cat', { tint: '#ff8800', speed: 2 }],
        ['a cat', { tint: '#ff8800', speed: 3 }],
      ],
    );
    const { shape } = store.get().result!.made[0].request;
    assert.deepEqual(shape, { tint: '#ff8800', speed: 3 });
  });

  test('what is shaped begins at the frame on show; a clip that was not there before, at its first', async () => {
    const { asked, store, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    actions.stopAt(3);
    actions.generate();
    await settled();
    const { result } = store.get();
    Object.assign(result!.reel, { of: 12, loopMs: 1000, pictures: Array(12).fill(null) });
    actions.shape({ tint: '#ff8800' });
    await settled();
    assert.deepEqual(
      asked.map(({ from }) => from),
      [0, 0.25],
    );
  });

  test('a prompt that goes on from the last keeps what its words do not say; another starts over', async () => {
    const { store, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a rocket bouncing' });
    actions.generate();
    actions.shape({ tint: '#ff8800', motion: 'swinging', count: 3 });
    for (const [prompt, shape] of [
      ['a rocket spinning', { tint: '#ff8800' }],
      ['a burning fire', {}],
    ] as const) {
      actions.edit({ prompt });
      actions.generate();
      await settled();
      assert.deepEqual(store.get().result?.made[0].request.shape, shape);
    }
  });

  test('a clip of the history is one step to undo', async () => {
    const { store, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    actions.generate();
    await settled();
    actions.revive({ ...stored, prompt: 'a dog', shape: { tint: '#ff8800' } });
    await settled();
    const { prompt, shape, seed } = store.get().result!.made[0].request;
    assert.deepEqual([prompt, shape, seed], ['a dog', { tint: '#ff8800' }, 7]);
    actions.undo();
    await settled();
    assert.deepEqual([store.get().form.prompt, store.get().form.seed], ['a cat', 0]);
  });

  test('a change during the first drawing waits for it', async () => {
    const { asked, cancels, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    actions.generate();
    actions.shape({ flip: true });
    await settled();
    assert.equal(cancels(), 0);
    assert.deepEqual(
      asked.map(({ shape }) => shape),
      [{}, { flip: true }],
    );
  });

  test('every step can be undone and redone, and shows its clip', async () => {
    const { store, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    actions.generate();
    await settled();
    actions.shape({ tint: '#ff8800' }, 'tint');
    actions.shape({ tint: '#ff8801' }, 'tint'); // the same slider
    actions.edit({ padding: 10 });
    await settled();
    const shown = () => {
      const { shape, padding, prompt } = store.get().result!.made[0].request;
      return [prompt, shape?.tint, padding];
    };
    assert.deepEqual(shown(), ['a cat', '#ff8801', 10]);
    const ways: [() => void, unknown[]][] = [
      [actions.undo, ['a cat', '#ff8801', 0]],
      [actions.undo, ['a cat', undefined, 0]],
      [actions.undo, ['a cat', undefined, 0]],
      [actions.redo, ['a cat', '#ff8801', 0]],
      [actions.redo, ['a cat', '#ff8801', 10]],
      [actions.redo, ['a cat', '#ff8801', 10]],
    ];
    for (const [go, there] of ways) {
      go();
      await settled();
      assert.deepEqual(shown(), there);
    }
    actions.edit({ prompt: 'a dog' });
    actions.generate();
    await settled();
    actions.undo();
    await settled();
    assert.deepEqual([store.get().form.prompt, ...shown()], ['a cat', 'a cat', '#ff8801', 10]);
  });

  test('Insert hands over the newest clip, however far it is', async () => {
    const { sent, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    actions.generate();
    await settled();
    actions.shape({ speed: 2 });
    actions.insert();
    actions.shape({ speed: 3 });
    await settled();
    const insertion = sent.find((message) => message.type === 'insert');
    assert.deepEqual(insertion?.clips[0]?.request.shape, { speed: 3 });
  });

  test('takes are drawn small, one after the other, and each is a way back', async () => {
    const variations = [{ speed: 2 }, { tint: '#ff8800' as const }].map((shape) => ({
      changes: shape,
      shape,
    }));
    const { asked, store, open, actions } = played(clipOf, 'inserted', selected(), variations);
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    actions.generate();
    await settled();
    actions.vary();
    await settled();
    assert.deepEqual(
      asked.slice(1).map(({ width, shape }) => [width, shape]),
      variations.map(({ shape }) => [96, shape]),
    );
    const { takes, taking } = store.get();
    assert.deepEqual([takes.length, taking], [3, false]);
    actions.take(2);
    await settled();
    assert.deepEqual(store.get().result?.made[0].request.shape, { tint: '#ff8800' });
    actions.take(0);
    await settled();
    assert.deepEqual(store.get().result?.made[0].request.shape, {});
    assert.equal(store.get().takes.length, 3);
  });
});

describe('what is selected', () => {
  const card = { width: 320, height: 240 };
  const story = { width: 90, height: 160 };
  const shapes = selected(card, story, { width: 160, height: 120 });
  const sizes = (list: { width: number; height: number }[]) =>
    list.map(({ width, height }) => [width, height]);

  test('decides the canvas, and the next selection the next one', () => {
    const { asked, open, select, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    for (const sizes of [[card], [story], []]) {
      select(selected(...sizes));
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

describe('what a trial of the GPU came to', () => {
  const verdict = { faster: 'webgpu', at: 5 } as const;

  test('is kept with the settings, and not before those are known', () => {
    const { sent, store, open, remember } = played(clipOf);
    remember(verdict);
    assert.deepEqual(sent, []);
    open({ kind: 'menu' });
    remember(verdict);
    const { look } = store.get();
    const kept = { ...settings, fps: 12, padding: 0, best: false, look, verdict };
    assert.deepEqual(sent.at(-1), { type: 'settings', settings: kept });
  });

  test('is told to the client of the next run', () => {
    const { receive, loads } = played(clipOf);
    const kept = { ...settings, verdict };
    const opening = { kind: 'menu' } as const;
    receive({ type: 'open', opening, settings: kept, selection: nothing, editor: 'figma' });
    assert.deepEqual(loads, [['auto', verdict]]);
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
    await actions.exportAs('sprites');
    assert.deepEqual(store.get().notice, { tone: 'bad', text: 'Sprites would be too large.' });
  });

  test('is nothing as long as there is no clip', async () => {
    const { sent, store, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    await actions.insertMotion();
    await actions.exportAs('apng');
    const motions = sent.filter(({ type }) => type === 'motion');
    assert.deepEqual([motions, store.get().notice], [[], null]);
  });
});
