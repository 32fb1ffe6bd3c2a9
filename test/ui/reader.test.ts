/** The panel's end of the reader, against workers that answer, crash and never start; real comlink between them. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { expose } from 'comlink';
import { readShippedModel, readTables } from '../../models/shipped';
import { createReader } from '../../ui/prompt/reader';
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
const texts = async () => ({ model, tables });
const open = (start: () => Promise<Worker>) => createReader({ start, texts });

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

test('where nothing reads, all that is asked is answered with nothing', async () => {
  const { error } = console;
  console.error = () => {};
  const hung = { open: async () => {}, read: () => new Promise(() => {}) };
  const worker = scripted(hung);
  const crashing = open(async () => worker);
  const reading = crashing.read('a cat');
  await new Promise((resolve) => setTimeout(resolve, 20)); // it is on its way
  worker.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  const unable = open(() => Promise.reject(new Error('no workers here')));
  assert.deepEqual(
    [
      await reading,
      await unable.read('a cat'),
      await unable.complete('a', 1),
      await unable.names(),
    ],
    [null, null, [], null],
  );
  console.error = error;
});
