/** Model files: what is damaged is refused by name, and weights come out as they went in. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readShippedModel } from '../../models/shipped';
import { createCodebook } from '../../worker/network/codebook';
import { GRAPHS, ModelError, parseConfig, type TensorPlace } from '../../worker/network/config';
import { expandWeights, readModelFiles } from '../../worker/network/weights';

const shipped = await readShippedModel();
const graphs = GRAPHS.map((graph) => `${graph}.onnx`);
const checked = ['vocabulary.json', ...graphs, 'weights.bin'];
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const config = () => JSON.parse(new TextDecoder().decode(shipped['config.json']));

async function refuses(files: Record<string, Uint8Array>, name: string) {
  await assert.rejects(
    readModelFiles(files),
    (error) => error instanceof ModelError && error.message.includes(name),
    `${name} should be refused by name`,
  );
}

describe('a model folder', () => {
  test('is read when whole', async () => {
    const { config, vocabulary, storage } = await readModelFiles(shipped);
    assert.equal(config.retnet.logDecay.length, config.retnet.heads);
    assert.ok(vocabulary.words.length > 1);
    assert.equal(storage, shipped['weights.bin']);
  });

  test('is refused by name when a file is missing, cut short, grown or changed in one bit', async () => {
    for (const name of checked) {
      const bytes = shipped[name]!;
      const { [name]: _, ...rest } = shipped;
      await refuses(rest, name);
      await refuses({ ...shipped, [name]: bytes.subarray(0, -1) }, name);
      await refuses({ ...shipped, [name]: new Uint8Array(0) }, name);
      await refuses({ ...shipped, [name]: Uint8Array.of(...bytes.subarray(0, 100)) }, name);
      const flipped = bytes.slice();
      flipped[Math.floor(bytes.length / 3)]! ^= 4;
      await refuses({ ...shipped, [name]: flipped }, name);
    }
  });

  test('is refused when its config is cut anywhere', async () => {
    const bytes = shipped['config.json']!;
    const end = bytes.lastIndexOf('}'.charCodeAt(0));
    await fc.assert(
      fc.asyncProperty(fc.nat(end), (length) =>
        refuses({ ...shipped, 'config.json': bytes.subarray(0, length) }, 'config.json'),
      ),
      { numRuns: 30 },
    );
  });

  test('is refused when an entry of its config is missing or of the wrong kind', () => {
    const paths = [
      'frame.cells',
      'codebook.levels',
      'retnet.logDecay',
      'retnet.defaultBlock',
      'checksums',
    ];
    for (const path of paths) {
      for (const value of [undefined, null, 'x', -1, []]) {
        const broken = config();
        const keys = path.split('.');
        const last = keys.pop()!;
        keys.reduce((object, key) => object[key], broken)[last] = value;
        assert.throws(
          () => parseConfig(text(broken)),
          new RegExp(`“${path}”`),
          `${path}: ${value}`,
        );
      }
    }
  });

  test('is refused when a file has no checksum', async () => {
    const broken = config();
    delete broken.checksums['weights.bin'];
    await refuses({ ...shipped, 'config.json': text(broken) }, 'weights.bin');
  });

  test('is checked where the host has no SHA-256 of its own, as in insecure contexts', async () => {
    const { crypto } = globalThis;
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    try {
      assert.equal((await readModelFiles(shipped)).storage, shipped['weights.bin']);
      const cut = shipped['weights.bin']!.subarray(0, -1);
      await refuses({ ...shipped, 'weights.bin': cut }, 'weights.bin');
    } finally {
      Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
    }
  });

  test('has checksums that another implementation of SHA-256 agrees with', () => {
    for (const name of checked) {
      const sum = createHash('sha256').update(shipped[name]!).digest('hex');
      assert.equal(config().checksums[name], sum);
    }
  });
});

describe('weights', () => {
  test('come out as int8 × scale along any axis, at any place of the storage', () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.nat(), fc.nat(7), fc.nat(3), (shape, seed, gap, words) => {
        const axis = seed % shape.length;
        const count = shape.reduce((product, edge) => product * edge, 1);
        const packed = Int8Array.from({ length: count }, (_, i) => (i * 37 + seed) % 256);
        const scales = Float32Array.from({ length: shape[axis]! }, (_, i) => 0.01 * (i + 1));
        const storage = new Uint8Array(gap + count + gap + scales.byteLength);
        storage.set(new Uint8Array(packed.buffer), gap);
        storage.set(new Uint8Array(scales.buffer), gap + count + gap);
        const place: TensorPlace = {
          name: 'w',
          shape,
          at: 4 * words,
          bytes: 4 * count,
          offset: gap,
          scales: gap + count + gap,
          axis,
        };
        const values = new Float32Array(expandWeights([place], storage).buffer, 4 * words);
        const inner = shape.slice(axis + 1).reduce((product, edge) => product * edge, 1);
        values.forEach((value, i) => {
          const scale = scales[Math.floor(i / inner) % scales.length]!;
          assert.equal(value, Math.fround(packed[i]! * scale));
        });
      }),
    );
  });

  test('that are not quantised come out as they are', () => {
    const values = Float32Array.of(1, -2.5, 1e-20);
    const storage = new Uint8Array(3 + values.byteLength);
    storage.set(new Uint8Array(values.buffer), 3);
    const place = { name: 'w', shape: [3], at: 0, bytes: 12, offset: 3 };
    assert.deepEqual(new Float32Array(expandWeights([place], storage).buffer), values);
  });

  test('of the rotary embedding are computed, not stored', () => {
    const places: TensorPlace[] = (['cos', 'sin'] as const).map((rotary, i) => ({
      name: rotary,
      shape: [3, 2],
      at: 24 * i,
      bytes: 24,
      rotary,
    }));
    const tables = new Float32Array(expandWeights(places, new Uint8Array(0)).buffer);
    const angles = [0, 0, 1, 0.01, 2, 0.02]; // position · 10000^(−i / 2)
    const expected = [...angles.map(Math.cos), ...angles.map(Math.sin)];
    assert.deepEqual([...tables], expected.map(Math.fround));
  });

  test('outside of the storage are refused', () => {
    const place = { name: 'layer0.up', shape: [8], at: 0, bytes: 32, offset: 0 };
    assert.throws(() => expandWeights([place], new Uint8Array(31)), /weights\.bin.*layer0\.up/);
    const quantised = { ...place, scales: 8, axis: 0 };
    assert.throws(() => expandWeights([quantised], new Uint8Array(39)), /weights\.bin/);
    assert.throws(
      () => expandWeights([{ ...place, bytes: 28 }], new Uint8Array(32)),
      /config\.json/,
    );
  });
});

test('a code is its digits in mixed radix, each a value from −1 to 1', () => {
  const book = createCodebook({
    levels: [8, 5, 5, 5],
    groups: 2,
    blank: 4 + 8 * (2 + 5 * (2 + 5 * 2)),
  });
  assert.deepEqual([book.codes, book.dims], [1000, 8]);
  const latent = new Float32Array(8);
  book.latent([0, 999], 0, latent, 0, 1);
  assert.deepEqual([...latent], [-1, -1, -1, -1, 0.75, 1, 1, 1]);
  book.latent([0, 0, 4 + 8 * (2 + 5 * (2 + 5 * 2)), 5 + 8 * 3], 1, latent, 0, 1);
  assert.deepEqual([...latent], [0, 0, 0, 0, 0.25, 0.5, -1, -1]);
});
