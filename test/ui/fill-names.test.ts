/** What layers' names and texts are read as, by the shipped reader. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { readShippedModel, readTables } from '../../models/shipped';
import type { FoundLayer } from '../../plugin/protocol';
import { planFill, planRedraw, type Read } from '../../ui/fill/plan';
import { promptOf, promptsFrom } from '../../ui/fill/words';
import { openReader } from '../../worker/reader';
import { REQUEST } from '../plugin/stage';

const RIGHT = 0.95; // of the layers

const layerOf = (name: string, words: string[]): FoundLayer => ({
  nodeId: '1:1',
  name,
  words,
  width: 64,
  height: 64,
  request: null,
  matte: null,
});

describe('names of layers', () => {
  let read: Read;
  before(async () => {
    const [model, tables] = await Promise.all([readShippedModel(), readTables()]);
    const reader = await openReader({ model, tables });
    read = async (prompt) => reader.read(prompt);
  });

  const thingsOf = async (prompt: string) => {
    const { layers = [] } = (await read(prompt)) ?? {};
    return layers.flatMap(({ phrases }) =>
      phrases.filter(({ kind }) => kind === 'thing').map(({ value }) => value),
    );
  };

  test('ask for the things of the list', async () => {
    const lines = readFileSync('test/ui/layer-names.tsv', 'utf8').trim().split('\n');
    const wrong: string[] = [];
    for (const line of lines) {
      const [expected = '', name = '', near] = line.split('\t');
      const { prompt } = await planFill(layerOf(name, near ? [near] : [name]), read);
      const things = await thingsOf(prompt);
      const right = things.length === 1 && expected.split('|').includes(things[0] ?? '');
      if (!right) wrong.push(`${line}: “${prompt}” is ${things.join(' and ') || 'nothing'}`);
    }
    assert.equal(lines.length, 50);
    assert.ok(wrong.length <= (1 - RIGHT) * lines.length, wrong.join('\n'));
  });

  test('that are sure are not in doubt; guesses and unknown words are', async () => {
    const sure = await planFill(layerOf('Rocket', ['Rocket', 'Our mission']), read);
    assert.deepEqual([sure.prompt, sure.doubt, sure.on], ['rocket', null, true]);
    const near = await planFill(layerOf('Rectangle 3', ['Coffee']), read);
    assert.equal(near.doubt, 'Guessed from “coffee”, which stands near it.');
    const partly = await planFill(layerOf('qqxzzy cat', ['qqxzzy cat']), read);
    assert.match(partly.doubt ?? '', /^Not understood: qqxzzy/);
    const nothing = await planFill(layerOf('Rectangle 3', []), read);
    assert.deepEqual([nothing.prompt, nothing.on], ['', false]);
  });

  test('of whatever kind give prompts that can be asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 400, unit: 'grapheme' })), (words) => {
        for (const prompt of promptsFrom(words)) {
          assert.ok(prompt.trim() !== '' && prompt.length <= 200);
        }
      }),
    );
  });

  test('keep how many there are, and lose the number of a copy', () => {
    assert.equal(promptOf('3 stars'), '3 stars');
    assert.equal(promptOf('Star 3'), 'star');
    assert.equal(promptOf('Icon'), 'icon'); // nothing else is left
  });
});

test('a skeleton is not drawn from a prompt', () => {
  const skeleton = { of: '1:2', block: '#dce1e8', highlight: '#f6f8fa', direction: 'up' } as const;
  const row = planRedraw({ ...layerOf('A', []), request: { ...REQUEST, skeleton } });
  assert.deepEqual([row.on, row.doubt?.startsWith('A skeleton')], [false, true]);
});
