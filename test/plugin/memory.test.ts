/** What is remembered between runs, with the real main.js in QuickJS. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type History, MEMORY, type StoredRequest, type ToPlugin } from '../../plugin/protocol';
import { openStage, REQUEST, type Stage, turns } from './stage';

async function openPanel(storage?: Map<string, unknown>): Promise<Stage> {
  const stage = openStage();
  for (const [key, value] of storage ?? []) stage.storage.set(key, value);
  await stage.run('generate');
  return stage;
}

/** Sends what is answered by the history, and waits for it. */
async function ask(stage: Stage, message: ToPlugin): Promise<History> {
  stage.toUi.length = 0;
  stage.send(message);
  await turns(() => stage.toUi.length > 0, 'the history');
  const [answer] = stage.toUi;
  assert.ok(answer?.type === 'history');
  return answer.history;
}

const png = (bytes = 200) => Uint8Array.of(137, 80, 78, 71, ...new Array(bytes - 4).fill(7));
const requestOf = (prompt: string): StoredRequest => ({ ...REQUEST, prompt });
const remember = (prompt: string, bytes?: number): ToPlugin => ({
  type: 'remember',
  request: requestOf(prompt),
  thumbnail: png(bytes),
});
const promptsOf = ({ clips }: History) => clips.map(({ request }) => request.prompt);

describe('the history', () => {
  test('is empty at first, and holds what was remembered after a restart, the latest first', async () => {
    const stage = await openPanel();
    const before = await ask(stage, { type: 'recall' });
    assert.deepEqual(before, { clips: [], colours: [], bytes: 0 });
    for (const prompt of ['a cat', 'a fish', 'a bird']) await ask(stage, remember(prompt));
    stage.run$().close();
    const again = await openPanel(stage.storage);
    const { clips, bytes } = await ask(again, { type: 'recall' });
    assert.deepEqual(
      clips.map(({ request, thumbnail, favourite }) => [request, thumbnail, favourite]),
      ['a bird', 'a fish', 'a cat'].map((prompt) => [requestOf(prompt), png(), false]),
    );
    assert.ok(bytes > 3 * 200 && bytes < 3 * 1000, `${bytes} bytes`);
  });

  test('keeps one of the same request, which comes first again and stays a favourite', async () => {
    const stage = await openPanel();
    const { clips } = await ask(stage, remember('a cat'));
    await ask(stage, { type: 'favour', id: clips[0]?.id ?? '', favourite: true });
    await ask(stage, remember('a fish'));
    const history = await ask(stage, remember('a cat'));
    assert.deepEqual(promptsOf(history), ['a cat', 'a fish']);
    assert.deepEqual(
      history.clips.map(({ favourite }) => favourite),
      [true, false],
    );
  });

  test('holds the last fifty, and favourites beside them', async () => {
    const stage = await openPanel();
    const { clips } = await ask(stage, remember('the first'));
    await ask(stage, { type: 'favour', id: clips[0]?.id ?? '', favourite: true });
    let last = await ask(stage, { type: 'recall' });
    for (let i = 0; i < MEMORY.clips + 5; i++) last = await ask(stage, remember(`number ${i}`));
    const expected = Array.from({ length: MEMORY.clips }, (_, i) => `number ${i + 5}`).reverse();
    assert.deepEqual(promptsOf(last), [...expected, 'the first']);
  });

  test('forgets one clip, or all of them and the colours, but never the settings', async () => {
    const stage = await openPanel();
    const settings = {
      background: '#102030',
      canvas: { follow: true, density: 1, width: 64, height: 64 },
      engine: 'wasm',
    } as const;
    stage.send({ type: 'settings', settings });
    await ask(stage, { type: 'use', colour: '#ff0000' });
    await ask(stage, remember('a cat'));
    const { clips } = await ask(stage, remember('a fish'));
    const one = await ask(stage, { type: 'forget', id: clips[0]?.id ?? '' });
    assert.deepEqual(promptsOf(one), ['a cat']);
    const none = await ask(stage, { type: 'forget', id: null });
    assert.deepEqual([none.clips, none.colours], [[], []]);
    assert.deepEqual(stage.storage.get('settings'), settings);
  });

  test('keeps the colours used last, each once', async () => {
    const stage = await openPanel();
    const hex = (i: number) => `#0000${i.toString(16).padStart(2, '0')}`;
    for (let i = 0; i < 15; i++) await ask(stage, { type: 'use', colour: hex(i) });
    const { colours } = await ask(stage, { type: 'use', colour: hex(10).toUpperCase() });
    const expected = [10, 14, 13, 12, 11, 9, 8, 7, 6, 5, 4, 3].map(hex);
    assert.deepEqual(colours, expected);
  });
});

describe('a storage that is full, or holds nonsense', () => {
  test('stays under four megabytes in all: the oldest go, favourites last', async () => {
    const stage = await openPanel();
    stage.storage.set('of another version', new Uint8Array(2_850_000)); // 3.8 MB as base64
    const { clips } = await ask(stage, remember('the favourite', MEMORY.thumbnail));
    await ask(stage, { type: 'favour', id: clips[0]?.id ?? '', favourite: true });
    let last = await ask(stage, { type: 'recall' });
    for (let i = 0; i < 12; i++) {
      last = await ask(stage, remember(`number ${i}`, MEMORY.thumbnail));
      assert.ok(last.bytes <= MEMORY.bytes);
    }
    const prompts = promptsOf(last);
    assert.ok(prompts.length > 4 && prompts.length < 12, `${prompts.length} clips`);
    assert.equal(prompts[0], 'number 11');
    assert.ok(prompts.includes('the favourite'));
  });

  test('drops corrupt entries and keeps the rest', async () => {
    const stage = await openPanel();
    await ask(stage, remember('a cat'));
    await ask(stage, remember('a fish'));
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (junk) => {
        stage.storage.set('clip:broken', typeof junk === 'bigint' ? null : plain(junk));
        stage.storage.set('colours', plain(junk));
        assert.deepEqual(promptsOf(await ask(stage, { type: 'recall' })), ['a fish', 'a cat']);
        assert.equal(stage.storage.has('clip:broken'), false);
      }),
      { numRuns: 30 },
    );
    assert.deepEqual(stage.run$().errors, []);
  });

  test('that takes nothing more costs a few old clips at most, and the plugin goes on', async () => {
    const stage = await openPanel();
    for (let i = 0; i < 8; i++) await ask(stage, remember(`number ${i}`));
    stage.document.failures.storageFull = true;
    const history = await ask(stage, remember('a fish'));
    assert.deepEqual(promptsOf(history), ['number 7', 'number 6', 'number 5']);
    assert.equal((await stage.insert()).type, 'inserted');
    assert.deepEqual(stage.run$().errors, []);
  });
});

/** What clientStorage can hold of a value. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null) ?? 'null');
