/** What runs without a panel always ends, and what it inserts is what was asked for. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Opening, StoredRequest, ToPlugin } from '../../plugin/protocol';
import type { Client } from '../../ui/client';
import { createFlow } from '../../ui/flow';
import { createStore } from '../../ui/state';
import type { Clip, GenerateRequest, Unreadable } from '../../worker/api';

const selection = { fillable: 0, hint: 'Insert adds a layer.', matte: '#123456' };
const settings = { background: 'transparent', size: 128, engine: 'auto' } as const;
const stored: StoredRequest = {
  ...{ prompt: 'a cat', seed: 7, size: 256, frames: 8, fps: 10 },
  ...{ background: '#ff8800', model: 'flashvideo 1' },
};

/** A flow whose clips come from `draw`, and whose insertions are answered as `answer` says. */
function played(
  draw: (request: GenerateRequest) => Promise<Clip | Unreadable | null>,
  answer: 'inserted' | 'refused' = 'inserted',
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
    generate: (request) => {
      asked.push(request);
      return draw(request);
    },
    cancel: () => {
      cancelled += 1;
    },
  };
  const store = createStore();
  const flow = createFlow({
    ...{ store, client },
    dataUrl: async () => 'data:,',
    send: (message) => {
      sent.push(message);
      if (message.type === 'close') closed();
      if (message.type !== 'insert') return;
      const { id } = message;
      queueMicrotask(() => flow.receive({ type: answer, id, message: 'So it is.' }));
    },
  });
  const open = (opening: Opening) =>
    flow.receive({ type: 'open', opening, settings, selection, editor: 'figma' });
  const cancels = () => cancelled;
  return { ...{ sent, asked, end, store, open, cancels }, actions: flow.actions };
}

const clipOf = async ({ size, seed }: GenerateRequest) =>
  ({
    ...{ gif: new Uint8Array([71]), width: size, height: size, seed, engine: 'wasm' },
    unknownWords: [] as Clip['unknownWords'],
  }) as Clip;

const kinds = (sent: ToPlugin[]) => sent.map(({ type }) => type);

describe('without a panel', () => {
  test('a quick prompt is drawn with the last settings, inserted, and over', async () => {
    const { sent, asked, end, open } = played(clipOf);
    open({ kind: 'quick', prompt: 'a heart pulsing' });
    await end;
    assert.deepEqual(kinds(sent), ['insert', 'close']);
    const { prompt, size, matte } = asked[0]!;
    assert.deepEqual([prompt, size, matte], ['a heart pulsing', 128, '#123456']);
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
      inserted.map(({ nodeId, request }) => ({ nodeId, ...request, seed: 7, model: stored.model })),
      targets.map(({ nodeId, request }) => ({ nodeId, ...request })),
    );
  });

  test('a clip that fails is told, and the others are still made', async () => {
    let count = 0;
    const { sent, end, open } = played((request) =>
      count++ === 0 ? Promise.reject(new Error('No such thing.')) : clipOf(request),
    );
    open({ kind: 'regenerate', targets: [1, 2].map((i) => ({ nodeId: `${i}`, request: stored })) });
    await end;
    assert.deepEqual(sent[0], { type: 'notify', message: 'No such thing.', error: true });
    assert.deepEqual(kinds(sent), ['notify', 'notify', 'insert', 'close']);
  });

  test('a prompt that cannot be drawn is told, and nothing is inserted', async () => {
    const problem = 'The model does not know “rockt”. Did you mean rocket?';
    const unknownWords = [{ word: 'rockt', nearest: ['rocket'] }];
    const { sent, end, open } = played(async () => ({ problem, unknownWords }));
    open({ kind: 'quick', prompt: 'rockt' });
    await end;
    assert.deepEqual(sent, [{ type: 'notify', message: problem, error: true }, { type: 'close' }]);
  });

  test('it ends when the clip is cancelled or the insertion refused', async () => {
    for (const play of [played(async () => null), played(clipOf, 'refused')]) {
      play.open({ kind: 'quick', prompt: 'a cat' });
      await play.end;
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

  test('a word that the model knows takes the place of one that it does not, with a click', async () => {
    const unknownWords = [{ word: 'rockt', nearest: ['rocket'] }];
    const { store, open, actions } = played(async () => ({ problem: 'Unknown.', unknownWords }));
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a Rockt' });
    actions.generate();
    while (store.get().job) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(store.get().unknownWords, unknownWords);
    actions.suggest('rockt', 'rocket');
    assert.deepEqual([store.get().form.prompt, store.get().unknownWords], ['a rocket', []]);
  });

  test('cancelling leaves the panel idle in the same breath', () => {
    const { store, cancels, open, actions } = played(() => new Promise(() => {}));
    open({ kind: 'menu' });
    actions.edit({ prompt: 'a cat' });
    actions.generate();
    actions.cancel();
    assert.deepEqual([store.get().job, store.get().notice, cancels()], [null, null, 1]);
  });

  test('an edited layer is updated in place, with its own frames and rate', async () => {
    const { sent, asked, store, open, actions } = played(clipOf);
    open({ kind: 'edit', nodeId: '1:2', request: stored });
    actions.generate();
    while (!store.get().result) await new Promise((resolve) => setImmediate(resolve));
    actions.insert();
    assert.deepEqual([asked[0]!.frames, asked[0]!.fps, asked[0]!.seed], [8, 10, 7]);
    const insertion = sent.find((message) => message.type === 'insert');
    assert.equal(insertion?.nodeId, '1:2');
  });

  test('what is chosen is kept for the next time', () => {
    const { sent, open, actions } = played(clipOf);
    open({ kind: 'menu' });
    actions.edit({ background: '#ffffff', size: 256 });
    actions.choose('wasm');
    assert.deepEqual(sent.filter((message) => message.type === 'settings').at(-1)?.settings, {
      background: '#ffffff',
      size: 256,
      engine: 'wasm',
    });
  });
});
