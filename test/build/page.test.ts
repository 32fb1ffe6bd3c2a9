/** The built page: complete, self-contained, under the cap, and packed without loss. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parse } from 'acorn';
import fc from 'fast-check';
import { type Budget, CAP } from '../../build/page';
import { sha256 } from '../../build/release';
import { readShippedModel, readTables } from '../../models/shipped';
import type { Packed, PackedAssets } from '../../worker/api';
import { decode91, encode91 } from '../../worker/page/base91';
import { unpack } from '../../worker/page/unpack';

const html = readFileSync('dist/ui.html', 'utf8');

/** The page's assets, by the names in their tags. */
function assetsOf(page: string): Record<string, Packed> {
  const tag =
    /data-asset="([^"]+)" data-coding="(xz|deflate)" data-bytes="(\d+)">([^<]*)<\/script>/g;
  return Object.fromEntries(
    [...page.matchAll(tag)].map(([, name, coding, bytes, text]) => [
      name!,
      { coding: coding as Packed['coding'], bytes: Number(bytes), text: text! },
    ]),
  );
}

/** `runtime` and the files of `model` and `tables`, as the worker is sent them. */
function packedOf(page: string): PackedAssets {
  const { runtime, ...files } = assetsOf(page);
  const folder = (path: string) =>
    Object.entries(files)
      .filter(([name]) => name.startsWith(path))
      .map(([name, file]) => [name.slice(path.length), file] as const);
  return {
    runtime: runtime!,
    model: Object.fromEntries(folder('model/')),
    tables: Object.fromEntries(folder('tables/')),
  };
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

  test('asks for nothing from outside', () => {
    const markup = html.replace(/(<script[^>]*>)[\s\S]*?<\/script>/g, '$1');
    assert.doesNotMatch(markup, /<link|<iframe|<img|\ssrc=|\shref=|@import|url\(/i);
  });

  test('holds the runtime and every shipped model file, byte for byte', async () => {
    const { runtime, model, tables } = await unpack(packedOf(html));
    const wasm = 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm';
    assert.equal(sha256(runtime), sha256(readFileSync(wasm)));
    const checked = JSON.parse(Buffer.from(model['config.json']!).toString()).checksums;
    assert.deepEqual(Object.keys(model).sort(), ['config.json', ...Object.keys(checked)].sort());
    assert.deepEqual(model, await readShippedModel());
    assert.deepEqual(tables, await readTables());
  });

  test('a damaged or truncated asset is refused by name', async () => {
    const { runtime, model } = packedOf(html);
    const [name, file] = Object.entries(model).find(([, { coding }]) => coding === 'deflate')!;
    const plain = { runtime: new Uint8Array(), model: {}, tables: {} };
    for (const text of [file.text.slice(0, -20), `&${file.text.slice(1)}`]) {
      const damaged = { ...packedOf(html), model: { [name]: { ...file, text } } };
      await assert.rejects(
        unpack({ ...damaged, runtime }),
        ({ message }: Error) => message.includes(name) && message.includes('damaged'),
      );
    }
    assert.deepEqual(await unpack(plain), plain); // bytes pass through
  });
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
