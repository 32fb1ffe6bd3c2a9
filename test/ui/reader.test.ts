/** The panel's end of the reader, against workers that answer, crash and never start; real comlink between them. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { expose } from 'comlink';
import { readShippedModel, readTables } from '../../models/shipped';
import { createReader } from '../../ui/prompt/reader';
import type { PromptReading } from '../../worker/api';
import { createReaderApi } from '../../worker/reader';

const ports: MessagePort[] = [];
after(() => {
  for (const port of ports) port.close();
});

/** A worker whose other end is in this realm. */
function scripted(api: object) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  expose(api, port2);
  return Object.assign(port1, { terminate: () => port1.close() }) as unknown as Worker;
}

const [model, tables] = await Promise.all([readShippedModel(), readTables()]);
const open = (start: () => Promise<Worker>) =>
  createReader({ start, model: async () => ({ model, tables }) });

test('what is typed is read, completed and found by the real reader', async () => {
  const reader = open(async () => scripted(createReaderApi()));
  const reading = await reader.read('a blue cat');
  assert.deepEqual(
    reading?.layers[0]?.phrases.map(({ words }) => words),
    ['blue', 'cat'],
  );
  assert.ok((await reader.complete('a ca', 4)).some(({ text }) => text === 'cat'));
  assert.ok((await reader.find('mutt')).includes('dog'));
  assert.ok((await reader.names())!.things.length > 1000);
  assert.equal(await reader.names(), await reader.names()); // sent once
});

test('what its worker unpacked goes to the first who asks, with the weights of a first clip expanded', async () => {
  const expanded = { retnet: new Uint8Array(8) };
  const files = { model: { 'weights.bin': new Uint8Array([1, 2]) }, tables: {}, expanded };
  const reader = open(async () => scripted({ ...createReaderApi(), open: async () => files }));
  const handed = await reader.unpacked();
  assert.deepEqual(handed, files);
  assert.equal(await reader.unpacked(), null);
});

test('a worker that does not start keeps nobody waiting for the model', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const handed = open(() => new Promise(() => {})).unpacked();
  t.mock.timers.tick(5_000);
  assert.equal(await handed, null);
});

/** Runs with the console quiet, which is told why there is no reading. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { error } = console;
  console.error = () => {};
  return work().finally(() => {
    console.error = error;
  });
}

test('where nothing reads, all that is asked is answered with nothing, and each question looks again', async () => {
  await quietly(async () => {
    let started = 0;
    const unable = open(() => {
      started += 1;
      return Promise.reject(new Error('no workers here'));
    });
    assert.deepEqual(
      [await unable.read('a cat'), await unable.complete('a', 1), await unable.names()],
      [null, [], null],
    );
    assert.equal(started, 3);
  });
});

const never = new Promise<never>(() => {});
const mute = { open: async () => {}, read: () => never, beat: () => {} };

/** Readers out of workers that come one after the other, the last of them a real one. */
function readerOf(...scripts: object[]) {
  const workers: ReturnType<typeof scripted>[] = [];
  const reader = open(async () => {
    const worker = scripted(scripts[workers.length] ?? createReaderApi());
    workers.push(worker);
    return worker;
  });
  return { reader, workers };
}

const wordsOf = (reading: PromptReading | null) =>
  reading?.layers[0]?.phrases.map(({ words }) => words);

test('a question that a worker dies of is answered by a fresh one', async () => {
  await quietly(async () => {
    const dying = () => {
      workers[0]!.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
      return never;
    };
    const { reader, workers } = readerOf({ ...mute, read: dying });
    const reading = reader.read('a blue cat');
    assert.deepEqual(wordsOf(await reading), ['blue', 'cat']);
    assert.equal(workers.length, 2);
  });
});

test('a worker that says nothing, once open or from the start, is replaced as well', async (t) => {
  for (const script of [mute, { ...mute, open: () => never }]) {
    await quietly(async () => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const { reader, workers } = readerOf(script);
      const asked = reader.read('a blue cat');
      await aMoment();
      t.mock.timers.tick(40_000);
      t.mock.timers.reset();
      const reading = (await asked) ?? (await reader.read('a blue cat')); // as at the next key press
      assert.deepEqual(wordsOf(reading), ['blue', 'cat']);
      assert.equal(workers.length, 2);
      assert.ok((await reader.names())!.things.length > 1000);
    });
  }
});

test('a reader that finds no words for a question goes on with the next', async () => {
  let asked = 0;
  const { reader, workers } = readerOf({
    open: async () => {},
    read: async () => {
      asked += 1;
      throw new Error('a prompt that it cannot cope with');
    },
    find: async () => ['cat'],
  });
  assert.equal(await reader.read('?'), null);
  assert.deepEqual(await reader.find('cat'), ['cat']);
  assert.deepEqual([asked, workers.length], [2, 1]);
});

/** Long enough for messages to go to and fro. */
async function aMoment(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
}
