/** What the plugin thread lets in: properties of its readers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { insertionId, readMessage, readRequest, readSettings } from '../../plugin/messages';
import {
  GROUNDS,
  type MadeClip,
  MEMORY,
  type Settings,
  type StoredRequest,
  type Target,
  type ToPlugin,
  type Verdict,
  ZOOMS,
} from '../../plugin/protocol';
import { OLD_REQUEST, REQUEST } from './stage';

const background = fc.oneof(
  fc.constant('transparent'),
  fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`),
);
const fast: fc.Arbitrary<StoredRequest> = fc.record({
  prompt: fc.string({ minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== ''),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  width: fc.integer({ min: 16, max: 1024 }),
  height: fc.integer({ min: 16, max: 1024 }),
  seconds: fc.double({ min: 0.3, max: 6, noNaN: true }),
  fps: fc.integer({ min: 1, max: 50 }),
  background,
  model: fc.string({ maxLength: 200 }),
});
const request = fc.oneof(
  fast,
  fast.map((one): StoredRequest => ({ ...one, best: true })),
  fc.tuple(fast, fc.string()).map(
    ([one, of]): StoredRequest => ({
      ...one,
      skeleton: { of, block: '#123456', highlight: '#abcdef', direction: 'up' },
    }),
  ),
);
const verdict: fc.Arbitrary<Verdict> = fc.record({
  faster: fc.constantFrom('wasm', 'webgpu'),
  at: fc.nat(),
});
const settings: fc.Arbitrary<Settings> = fc.record(
  {
    background,
    canvas: fc.record({
      follow: fc.boolean(),
      density: fc.constantFrom(1, 2),
      width: fc.integer({ min: 16, max: 1024 }),
      height: fc.integer({ min: 16, max: 1024 }),
    }),
    engine: fc.constantFrom('auto', 'wasm', 'webgpu'),
    fps: fc.integer({ min: 1, max: 100 }),
    padding: fc.integer({ min: 0, max: 49 }),
    best: fc.boolean(),
    look: fc.record({
      zoom: fc.constantFrom(...ZOOMS),
      ground: fc.constantFrom(...GROUNDS),
    }),
    verdict,
  },
  { requiredKeys: ['background', 'canvas', 'engine'] },
);
const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constant<Target>({ kind: 'new' }),
  fc.record({ kind: fc.constant('new' as const), beside: fc.string() }),
  fc.record({
    kind: fc.constantFrom('fill', 'replace'),
    nodeIds: fc.array(fc.string(), { minLength: 1 }),
  }),
);
const thumbnail = fc
  .tuple(fc.constantFrom('\x89PNG', 'GIF89a', 'RIFF....WEBP'), fc.uint8Array({ maxLength: 100 }))
  .map(([head, rest]) => Uint8Array.from([...[...head].map((one) => one.charCodeAt(0)), ...rest]));
const colour = background.filter((one) => one !== 'transparent');
const message: fc.Arbitrary<ToPlugin> = fc.oneof(
  fc.constantFrom<ToPlugin>(
    { type: 'ready' },
    { type: 'look' },
    { type: 'recall' },
    { type: 'commit' },
    { type: 'swatches' },
    { type: 'close' },
  ),
  fc.record({ type: fc.constant('remember' as const), request, thumbnail }),
  fc.record({
    type: fc.constant('favour' as const),
    id: fc.string(),
    favourite: fc.boolean(),
  }),
  fc.record({ type: fc.constant('forget' as const), id: fc.option(fc.string()) }),
  fc.record({ type: fc.constant('use' as const), colour }),
  fc.record({ type: fc.constant('measure' as const), nodeId: fc.option(fc.string()) }),
  fc.record({ type: fc.constant('select' as const), nodeIds: fc.array(fc.string()) }),
  fc.record({
    type: fc.constant('find' as const),
    kind: fc.constantFrom('fillable' as const, 'clips' as const),
    scope: fc.constantFrom('selection' as const, 'children' as const, 'page' as const),
  }),
  settings.map((one): ToPlugin => ({ type: 'settings', settings: one })),
  fc.record({
    type: fc.constant('notify' as const),
    message: fc.string(),
    about: fc.constantFrom('progress', 'remark', 'trouble'),
  }),
  fc.record(
    {
      type: fc.constant('insert' as const),
      id: fc.nat(),
      clips: fc.array(fc.record({ gif: fc.uint8Array(), request }), { minLength: 1, maxLength: 3 }),
      target,
      hold: fc.constant(true as const),
    },
    { requiredKeys: ['type', 'id', 'clips', 'target'] },
  ),
);

/** The same message with one field, at any depth, replaced. */
const broken = fc.tuple(message, fc.anything(), fc.nat()).map(([one, junk, at]) => {
  const copy = structuredClone(one) as Record<string, unknown> & { clips?: MadeClip[] };
  const [clip] = copy.clips ?? [];
  const places = [copy, clip, clip?.request, copy.settings, copy.target].flatMap((owner) =>
    owner ? Object.keys(owner).map((key) => [owner as Record<string, unknown>, key] as const) : [],
  );
  const [owner, key] = places[at % places.length] as (typeof places)[number];
  owner[key] = junk;
  return copy;
});

const plain = (value: unknown) => structuredClone(value); // fast-check makes objects without prototype

test('every message of the contract is read as it is', () => {
  fc.assert(fc.property(message, (one) => assert.deepEqual(readMessage(one), plain(one))));
});

test('whatever comes, reading answers with a message of the contract or null', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), broken), (value) => {
      const read = readMessage(value);
      if (read !== null) assert.deepEqual(readMessage(read), read);
    }),
    { numRuns: 500 },
  );
});

test('fields that the contract does not know are dropped', () => {
  fc.assert(
    fc.property(message, fc.string(), fc.anything(), (one, key, junk) => {
      fc.pre(!(key in one) && !['__proto__', 'hold'].includes(key));
      assert.deepEqual(readMessage({ ...one, [key]: junk }), plain(one));
    }),
  );
});

test('stored requests and settings survive JSON, and nothing impossible is read', () => {
  const throughJson = (value: unknown) => JSON.parse(JSON.stringify(value));
  fc.assert(
    fc.property(request, settings, (asked, chosen) => {
      assert.deepEqual(readRequest(throughJson(asked)), plain(asked));
      assert.deepEqual(readSettings(throughJson(chosen)), plain(chosen));
    }),
  );
  const impossible: Partial<Record<keyof StoredRequest, unknown>>[] = [
    { prompt: ' ' },
    { seed: -1 },
    { seed: 2 ** 32 },
    { seed: 0.5 },
    { width: Number.NaN },
    { width: 5000 },
    { height: 0.5 },
    { seconds: 0 },
    { seconds: Number.POSITIVE_INFINITY },
    { padding: -1 },
    { padding: 50 },
    { best: 'yes' },
    { fps: 0 },
    { fps: Number.POSITIVE_INFINITY },
    { background: 'red' },
    { background: '#12345' },
    { model: undefined },
  ];
  for (const wrong of impossible) {
    assert.equal(readRequest({ ...REQUEST, ...wrong }), null, JSON.stringify(wrong));
  }
});

test('requests and settings of earlier versions are read', () => {
  const old = fc.record({
    size: fc.integer({ min: 64, max: 512 }),
    frames: fc.integer({ min: 4, max: 32 }),
    fps: fc.integer({ min: 1, max: 50 }),
    best: fc.boolean(),
  });
  fc.assert(
    fc.property(old, ({ size, frames, fps, best }) => {
      const read = readRequest({ ...OLD_REQUEST, size, frames, fps, best });
      const seconds = frames / fps;
      const now = { ...REQUEST, width: size, height: size, seconds, fps };
      assert.deepEqual(read, best ? { ...now, best } : now);
      const { canvas } = readSettings({ background: '#ffffff', size, engine: 'auto' }) ?? {};
      assert.deepEqual(canvas, { follow: true, density: 1, width: size, height: size });
    }),
  );
  for (const wrong of [{ frames: 0 }, { frames: '16' }, { size: 0 }, { size: null }, { fps: 0 }]) {
    assert.equal(readRequest({ ...OLD_REQUEST, ...wrong }), null, JSON.stringify(wrong));
  }
});

test('a thumbnail that is no picture, or a large one, is not remembered', () => {
  const remember = (thumbnail: unknown) =>
    readMessage({ type: 'remember', request: REQUEST, thumbnail });
  const png = (length: number) => Uint8Array.of(137, 80, 78, 71, ...new Array(length - 4).fill(0));
  assert.notEqual(remember(png(MEMORY.thumbnail)), null);
  for (const wrong of [png(MEMORY.thumbnail + 1), new Uint8Array(100), 'data:,', null]) {
    assert.equal(remember(wrong), null);
  }
});

test('an insertion that is broken still has an id to be refused by', () => {
  assert.equal(insertionId({ type: 'insert', id: 3, gif: 'not bytes' }), 3);
  assert.equal(insertionId({ type: 'insert', id: 'three' }), null);
  assert.equal(insertionId({ type: 'ready', id: 3 }), null);
});
