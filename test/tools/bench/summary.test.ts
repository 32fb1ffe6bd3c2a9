/** A benchmark that is cut short, or whose parts fail, still says what it knows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createParts } from './parts';
import { type Measured, slopes, summarise } from './summary';

const LENGTHS = [1024, 2048];
const PREFIXES = [1, 512, 1024, 2048];
const step = (ms: number) => ({ all: ms, compute: ms / 2 });
const whole: Measured = {
  step: [[100], [200]],
  block: [[11, 10, 30], [20]],
  sizes: {},
  cached: PREFIXES.map(() => [step(2)]),
  uncached: PREFIXES.map(() => [3]),
  whole: [5000, undefined],
  masked: [[7], [15]],
};
const summed = (measured: Measured) => summarise(measured, LENGTHS, PREFIXES, 16);

test('steps are summed up to a clip, a step of refinement counts twelve times, medians are taken', () => {
  const [first, second] = summed(whole);
  assert.deepEqual(first, {
    L: 1024,
    retnetStep: 100,
    retnetBlock: 11,
    masked: 84,
    transformerKv: { all: 2048, compute: 1024 },
    transformerNoCache: { all: 5000, estimated: false },
  });
  assert.deepEqual(second!.transformerNoCache, { all: 6144, estimated: true });
  assert.equal(slopes(summed(whole)).retnetStep, 1);
});

test('what was not measured is null, and a cache is not extended beyond its longest step', () => {
  const cut = { ...whole, step: [[100], []], cached: [[step(2)], [step(2)], [step(2)], []] };
  const [first, second] = summed({ ...cut, uncached: PREFIXES.map(() => []), masked: [[], []] });
  assert.deepEqual(first!.transformerKv, { all: 2048, compute: 1024 });
  assert.deepEqual([second!.retnetStep, second!.transformerKv], [null, null]);
  assert.deepEqual([second!.transformerNoCache, second!.masked], [null, null]);
  assert.equal(slopes(summed(cut)).retnetStep, null);
});

test('a part that fails ends no other, and none begins when the time is over', async (t) => {
  let now = 0; // ms
  t.mock.method(performance, 'now', () => now);
  const { part } = createParts(0.2);
  assert.equal(await part('broken', () => Promise.reject(new Error('lost'))), null);
  now = 199;
  assert.equal(await part('whole', async () => 7), 7);
  now = 200;
  assert.equal(await part('late', async () => 7), null);
});
