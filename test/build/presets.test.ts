/** A team's presets: what they change, and what is said of broken ones. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readPresets, withPresets } from '../../build/presets';
import { readShippedModel, readTables } from '../../models/shipped';
import { obeysOf } from '../../worker/moves';
import { parseConfig } from '../../worker/network/config';
import { createPromptReader } from '../../worker/prompt/read';
import { tellAll } from '../support/reading';

const folder = mkdtempSync(join(tmpdir(), 'flashvideo-'));
after(() => rmSync(folder, { recursive: true }));

let assets: { model: Record<string, Uint8Array>; tables: Record<string, Uint8Array> };
before(async () => {
  assets = { model: await readShippedModel(), tables: await readTables() };
});

function presetsOf(value: unknown) {
  const path = join(folder, 'presets.json');
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return withPresets(assets, readPresets(path), path);
}

test('a team’s words are read like all others, and its prompts are offered first', () => {
  const prompts = ['an acme violet rocket acme hopping', 'a star on acme violet'];
  const { model, tables } = presetsOf({
    prompts,
    colours: { 'Acme violet': '#7C3AED' },
    motions: { 'acme hopping': 'hopping', 'acme life': 'alive' },
  });
  const read = createPromptReader(model, tables, obeysOf);
  assert.deepEqual(tellAll(read(prompts[0]!)), ['rocket hopping #7c3aed']);
  assert.equal(read(prompts[1]!).canvas.ground, '#7c3aed');
  const { examples } = parseConfig(model['config.json']!);
  assert.deepEqual(examples.slice(0, 2), prompts);
  assert.ok(examples.includes('a rocket bouncing'));
});

test('nothing but what they say is changed', () => {
  const { model, tables } = presetsOf({});
  for (const [name, bytes] of Object.entries(assets.model)) {
    if (name !== 'config.json') assert.equal(model[name], bytes);
  }
  assert.deepEqual(parseConfig(model['config.json']!), parseConfig(assets.model['config.json']!));
  assert.deepEqual(Object.keys(tables), Object.keys(assets.tables));
});

test('a broken file is refused in a sentence that names file and field', () => {
  for (const [value, sentence] of [
    ['{', /presets\.json cannot be read: .+/],
    [[], /presets\.json should hold an object with prompts, colours, motions\.$/],
    [{ colors: {} }, /: colors should be one of prompts, colours, motions, and is \{\}\.$/],
    [{ prompts: 'a cat' }, /: prompts should be a list of prompts, and is "a cat"\.$/],
    [{ prompts: ['a cat', 3] }, /: prompts\[1\] should be a text, and is 3\.$/],
    [
      { prompts: ['a qqqqq'] },
      /: prompts\[0\] should be drawn as it stands, and “qqqqq” is not drawn: “a qqqqq”\.$/,
    ],
    [{ prompts: ['slowly'] }, /: prompts\[0\] should be drawn as it stands, and .+\.$/],
    [
      { colours: { brand: 'purple' } },
      /: colours\.brand should be a colour like #7c3aed, and is "purple"\.$/,
    ],
    [
      { colours: { 'a:b': '#000000' } },
      /: colours, “a:b”, should be named by words, and is "a:b"\.$/,
    ],
    [
      { motions: { zip: 'zipping' } },
      /: motions\.zip should be a movement \(alive, still, .+\), and is "zipping"\.$/,
    ],
    [{ motions: [] }, /: motions should be an object, and is \[\]\.$/],
  ] as const) {
    assert.throws(() => presetsOf(value), sentence);
  }
});
