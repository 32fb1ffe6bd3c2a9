/** The built page: complete, self-contained, under the cap, and packed without loss. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { parse } from 'acorn';
import fc from 'fast-check';
import { leanOf } from '../../build/lean';
import { type Budget, CAP } from '../../build/page';
import { sha256 } from '../../build/release';
import { readRuntime, readShippedModel, readTables } from '../../models/shipped';
import type { Assets, Engine, FloatRun, Packed, PackedAssets } from '../../worker/api';
import { decode91, encode91, pieces91 } from '../../worker/page/base91';
import { hollow, restore } from '../../worker/page/bodies';
import { unpack } from '../../worker/page/unpack';
import { unweave, weave } from '../../worker/page/weave';

const html = readFileSync('dist/ui.html', 'utf8');

/** The page's assets, as the worker is sent them. */
function packedOf(page: string): PackedAssets {
  const first = /data-asset="([^"]+)" data-coding="(xz|gzip)" data-parts="([^"]+)">/g;
  const packs = [...page.matchAll(first)].map(([, name, coding, parts]) => {
    const sizes = parts!.split(' ').map((part) => part.split(':'));
    const tags = page.matchAll(new RegExp(`data-asset="${name}"[^>]*>([^<]*)</template>`, 'g'));
    const pack: Packed = {
      coding: coding as Packed['coding'],
      parts: sizes.map(([part, bytes]) => [part!, Number(bytes)]),
      texts: [...tags].map(([, text]) => text!),
    };
    return [name, pack];
  });
  return Object.fromEntries(packs);
}

/** All that an engine is given, once all of it is there. */
async function whole(
  assets: Assets | (PackedAssets & { whole?: boolean }),
  engine: Engine,
): Promise<Assets> {
  const { runtime, gpuRuntime, model, tables } = unpack(assets, Promise.resolve(assets), engine);
  const files = { runtime: await runtime, model: await model, tables: await tables };
  return { ...files, gpuRuntime: await gpuRuntime };
}

describe('the page', () => {
  test('stays under the size that Figma publishes, counted as Figma counts', () => {
    const { cap, total, parts }: Budget = JSON.parse(readFileSync('dist/budget.json', 'utf8'));
    const plugin = readFileSync('dist/main.js');
    const counted = Buffer.byteLength(`const __html__=${JSON.stringify(html)};`) + plugin.length;
    assert.equal(total, counted);
    assert.equal(
      Object.values(parts).reduce((sum, bytes) => sum + bytes, 0),
      total,
    );
    assert.equal(cap, CAP);
    assert.ok(total <= 15_728_640);
  });

  test('is all ASCII: one character beyond Latin-1 would double it in memory', () => {
    const other = /[^\0-\x7f]/.exec(html);
    assert.equal(other && html.slice(other.index - 40, other.index + 10), null);
  });

  test('has no piece that takes a parser long', () => {
    const pieces = [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)];
    const longest = Math.max(...pieces.map(([, text]) => text!.length));
    assert.ok(longest <= 2 ** 19, `a tag holds ${longest} characters`);
  });

  test('asks for nothing from outside', () => {
    const markup = html.replace(/(<(script|template)[^>]*>)[\s\S]*?<\/\2>/g, '$1');
    assert.doesNotMatch(markup, /<link|<iframe|<img|\ssrc=|\shref=|@import|url\(/i);
  });

  test('holds both runtimes and every shipped model file, byte for byte', async () => {
    const { runtime, gpuRuntime, model, tables } = await whole(packedOf(html), 'webgpu');
    const wasm = (build: string) =>
      sha256(readFileSync(`node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded${build}.wasm`));
    assert.equal(sha256(runtime), wasm(''));
    assert.equal(sha256(gpuRuntime!), wasm('.jspi'));
    const checked = JSON.parse(Buffer.from(model['config.json']!).toString()).checksums;
    const pictures = ['thumbnails.txt', 'thumbnails.webp']; // for the panel alone
    const expected = ['config.json', ...Object.keys(checked), ...pictures];
    assert.deepEqual(Object.keys(model).sort(), expected.sort());
    assert.deepEqual(model, await readShippedModel());
    assert.deepEqual(tables, await readTables());
  });

  test('gives WASM its lean runtime without what lies behind it, and the whole one when asked to', async () => {
    const packed = packedOf(html);
    const { runtime, gpuRuntime } = await whole(packed, 'wasm');
    assert.ok(WebAssembly.validate(runtime as BufferSource));
    assert.equal(gpuRuntime, undefined);
    const complete = await readRuntime();
    assert.ok(runtime.length < complete.length / 2);
    assert.deepEqual((await whole({ ...packed, whole: true }, 'wasm')).runtime, complete);
  });

  test('is not built with a list of functions that is another runtime’s', () => {
    assert.throws(() => leanOf(new Uint8Array(8)), /called\.json should list functions.+record/);
  });

  test('holds the code of the worker', () => {
    const [, text] = /<script type="text\/plain" id="worker">([^<]*)<\/script>/.exec(html)!;
    const code = inflateRawSync(Buffer.from(text!, 'base64')).toString();
    assert.ok(parse(code, { ecmaVersion: 2022, sourceType: 'script' }).body.length > 0);
  });

  test('a damaged or truncated asset is refused by name', async () => {
    const packed = packedOf(html);
    const named = { runtimes: 'the runtime', weights: 'the weights', files: 'the model' } as const;
    for (const [name, what] of Object.entries(named) as [keyof PackedAssets, string][]) {
      const { texts } = packed[name];
      const within = texts[texts.length >> 4]!; // of the runtimes, of the one that WASM takes
      const one = within.length >> 1;
      const other = within[one] === '0' ? '1' : '0'; // a character as good as the one before: only a checksum can tell
      const changed = within.slice(0, one) + other + within.slice(one + 1);
      const faults = [
        texts.slice(0, 1),
        [`&${texts[0]!.slice(1)}`, ...texts.slice(1)],
        texts.map((text) => (text === within ? changed : text)),
      ];
      for (const torn of faults) {
        const damaged = { ...packed, [name]: { ...packed[name], texts: torn } };
        const sentence = `The plugin's copy of ${what} is damaged; install the plugin again.`;
        await assert.rejects(whole(damaged, 'wasm'), { name: 'AssetError', message: sentence });
      }
    }
    const plain = { runtime: new Uint8Array(), model: {}, tables: {} };
    assert.deepEqual(await whole(plain, 'wasm'), { ...plain, gpuRuntime: undefined }); // bytes pass through
  });
});

test('a module comes apart and together as it was, whichever functions are kept', async () => {
  const wasm = await readRuntime();
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 50 }), (kept) => {
      const parts = hollow(wasm, (index) => kept[index % kept.length]!);
      assert.ok(WebAssembly.validate(parts.lean as BufferSource));
      assert.ok(Buffer.from(wasm).equals(restore(parts)));
    }),
    { numRuns: 5 },
  );
});

test('numbers among integers come apart and together as they were', () => {
  const gaps = fc.array(fc.tuple(fc.nat(20), fc.nat(6)), { maxLength: 8 });
  fc.assert(
    fc.property(gaps, fc.nat(20), (pairs, rest) => {
      let at = 0;
      const runs = pairs.map(([gap, count]): FloatRun => {
        const begin = at + gap;
        at = begin + 4 * count;
        return [begin, count];
      });
      const bytes = Uint8Array.from({ length: at + rest }, (_, i) => (i * 37) % 251);
      assert.deepEqual(weave(unweave(bytes, runs), runs), bytes);
    }),
  );
});

test('the plugin thread is written in ES2017, and newer syntax would be noticed', () => {
  const parses = (code: string) => parse(code, { ecmaVersion: 2017, sourceType: 'script' });
  assert.ok(parses(readFileSync('dist/main.js', 'utf8')).body.length > 0);
  for (const newer of ['({ ...a })', 'a?.b', 'a ?? b', 'try {} catch {}', '1n']) {
    assert.throws(() => parses(newer), SyntaxError, newer);
  }
});

describe('bytes as text', () => {
  const bytes = fc.uint8Array({ maxLength: 200, size: 'max' });

  test('come back as they were', () => {
    fc.assert(fc.property(bytes, (some) => assert.deepEqual(decode91(encode91(some)), some)));
  });

  test('come back piece by piece', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 4 }), (some, groups) => {
        const pieces = pieces91(encode91(some), groups);
        assert.deepEqual(Buffer.concat(pieces.map(decode91)), Buffer.from(some));
      }),
    );
  });

  test('cost 16 characters for 13 bytes, and none more in JSON, HTML or UTF-8', () => {
    fc.assert(
      fc.property(bytes, (some) => {
        const text = encode91(some);
        assert.ok(text.length <= Math.ceil((some.length * 16) / 13));
        assert.equal(JSON.stringify(text).length, text.length + 2);
        assert.equal(Buffer.byteLength(text), text.length);
        assert.doesNotMatch(text, /[<&]/);
      }),
    );
  });

  test('are refused when a character was never written', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.nat(),
        fc.constantFrom('"', '\\', '<', '&', '\n', 'é'),
        (some, at, odd) => {
          const text = encode91(some);
          const place = at % (text.length + 1);
          const damaged = text.slice(0, place) + odd + text.slice(place + 1);
          assert.throws(() => decode91(damaged), /damaged/);
        },
      ),
    );
  });
});
