/** What a realm tells of its start, where its code is text that a worker begins with. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { startOf, watchRealm } from './realm';

/** A module of nothing but a section that nobody reads, so many bytes long. */
function moduleOf(length: number): Uint8Array {
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0]; // magic, version, a custom section
  const size = [0, 7, 14, 21].map((shift) => ((length >> shift) & 127) | (shift < 21 ? 128 : 0));
  const module = new Uint8Array(header.length + size.length + length);
  module.set([...header, ...size]);
  return module;
}

test('as text it needs nothing around it, measures a runtime and no unpacker, and holds memories', async () => {
  const measured: string[] = [];
  const clock = { now: () => 0, measure: (name: string) => measured.push(name) };
  const realm = createContext({ performance: clock, bytes: [moduleOf(100), moduleOf(2 ** 20)] });
  runInContext(`(${watchRealm})()`, realm);
  const loaded: unknown = await runInContext(
    `(async () => {
      const memory = new WebAssembly.Memory({ initial: 3 });
      for (const one of bytes) await WebAssembly.instantiate(one, {});
      return [memory instanceof WebAssembly.Memory, memories.length, memories[0].buffer.byteLength];
    })()`,
    realm,
  );
  assert.deepEqual([...(loaded as unknown[])], [true, 1, 3 * 65_536]);
  assert.deepEqual(measured, ['compile']);
});

test('what was measured several times is summed up, and what the runtime took is told apart', () => {
  const measures = Object.entries({ runtime: 50, compile: 40, weights: 5, sessions: 7 });
  const twice = [...measures, ['sessions', 3], ['another', 9]] as [string, number][];
  assert.deepEqual(startOf(twice.map(([name, duration]) => ({ name, startTime: 0, duration }))), {
    runtimeCompile: 40,
    runtimeInit: 10,
    checksums: 0,
    reader: 0,
    weightsExpand: 5,
    sessions: 10,
  });
});
