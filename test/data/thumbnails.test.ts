/** The sheet of thumbnails: laid out, kept under its size, and found again by the reader. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import sharp from 'sharp';
import { readShippedModel, readTables } from '../../models/shipped';
import { layOut } from '../../models/thumbnails/atlas';
import { EDGE } from '../../models/thumbnails/draw';
import type { Assets } from '../../worker/api';
import { openReader } from '../../worker/reader';
import { COLUMNS, groupsOf } from '../tools/docs/groups';
import { thingSheets } from '../tools/docs/things';

const square = (red: number, blue: number) =>
  sharp({
    create: {
      width: EDGE,
      height: EDGE,
      channels: 4,
      background: { r: red, g: 0, b: blue, alpha: 1 },
    },
  })
    .png()
    .toBuffer();

/** More than a row, each of a colour of its own. */
const drawAll = (count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, i) => ({
      thing: `thing ${i}`,
      png: await square(2 * i, 255 - 2 * i),
    })),
  );

/** Speckles, which no encoder makes small. */
async function noise(thing: string) {
  const pixels = Uint8Array.from({ length: 3 * EDGE * EDGE }, (_, i) => (i * 2_654_435_761) >>> 24);
  const raw = { width: EDGE, height: EDGE, channels: 3 } as const;
  return { thing, png: await sharp(pixels, { raw }).png().toBuffer() };
}

describe('a sheet of thumbnails', () => {
  let texts: Pick<Assets, 'model' | 'tables'>;
  before(async () => {
    const [model, tables] = await Promise.all([readShippedModel(), readTables()]);
    texts = { model, tables };
  });

  test('holds each thing where the reader says that it is', async () => {
    const { image, list } = await layOut(await drawAll(90));
    const files = { 'thumbnails.webp': image, 'thumbnails.txt': new TextEncoder().encode(list) };
    const reader = await openReader({ ...texts, model: { ...texts.model, ...files } });
    const sheet = reader.thumbnails();
    assert.ok(sheet);
    const { edge, columns, things } = sheet;
    const { data, info } = await sharp(sheet.image).raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height], [edge * columns, 3 * edge]);
    things.forEach((thing, i) => {
      assert.equal(thing, `thing ${i}`);
      const [x, y] = [(i % columns) + 0.5, Math.floor(i / columns) + 0.5].map(
        (cell) => cell * edge,
      );
      const red = data[info.channels * (y! * info.width + x!)]!;
      assert.ok(Math.abs(red - 2 * i) < 12, `${thing}: ${red}`);
    });
  });

  test('is as good as its size allows, and refuses a size that none allows', async () => {
    const speckled = await Promise.all(['a', 'b', 'c'].map(noise));
    const whole = await layOut(speckled);
    const least = Math.round(whole.image.length / 2);
    const small = await layOut(speckled, least);
    assert.ok(small.image.length <= least && small.quality < whole.quality);
    await assert.rejects(layOut(speckled, 100), /take \d+ bytes at least, over the 100 there are/);
  });

  test('has each thing of the shipped model that its name asks for', async () => {
    const reader = await openReader(texts);
    const drawn = new Set(reader.thumbnails()?.things);
    const { things } = reader.names();
    const missing = things.filter(({ name }) => !drawn.has(name)).map(({ name }) => name);
    assert.ok(missing.length < things.length / 50, missing.join(', '));
  });

  test('may be missing', async () => {
    const { 'thumbnails.webp': _, ...model } = texts.model;
    assert.equal((await openReader({ ...texts, model })).thumbnails(), null);
  });

  test('is taken apart for the prompt guide: a sheet for each group, in the order of its names', async () => {
    const { image, list } = await layOut(await drawAll(90));
    const subjects = Array.from({ length: 91 }, (_, i) => ({
      name: `thing ${i}`, // the last has no thumbnail
      group: i % 2 === 0 ? 'animals' : 'a group of tomorrow',
    }));
    const bytesOf = (text: string) => new TextEncoder().encode(text);
    const model = {
      'thumbnails.webp': image,
      'thumbnails.txt': bytesOf(list),
      'vocabulary.json': bytesOf(JSON.stringify({ subjects })),
    };
    const most = 20_000;
    const sheets = await thingSheets(model, most);
    assert.deepEqual([...sheets.keys()], ['animals', 'a group of tomorrow']);
    assert.ok([...sheets.values()].reduce((sum, { length }) => sum + length, 0) <= most);
    const groups = groupsOf(JSON.parse(JSON.stringify({ subjects })));
    for (const { group, names } of groups) {
      const sheet = sharp(sheets.get(group));
      const { data, info } = await sheet.raw().toBuffer({ resolveWithObject: true });
      for (const [at, name] of names.entries()) {
        const [x, y] = [at % COLUMNS, Math.floor(at / COLUMNS)].map((cell) => (cell + 0.5) * EDGE);
        const red = data[info.channels * (y! * info.width + x!)]!;
        const drawn = 2 * Number(name.slice('thing '.length));
        const expected = drawn < 180 ? drawn : 255; // the ground, where there is no thumbnail
        assert.ok(Math.abs(red - expected) < 16, `${name} in ${group}: ${red}`);
      }
    }
    await assert.rejects(thingSheets(model, 100), /sheets of things take more than the 100 bytes/);
  });
});
