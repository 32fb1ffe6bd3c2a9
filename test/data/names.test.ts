/** Names in other languages, drawn by a seed, are read as the things that they name. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { LANGUAGES } from '../../models/data/languages/build';
import { shippedFolder } from '../../models/shipped';
import { createRandom } from '../../worker/network/random';
import { openReader } from '../support/reading';

const SEED = 2401_00869; // the paper's number
const DRAWN = 100; // names of each language
const RIGHT = 0.95;

const { read } = await openReader();
const [header = '', ...rows] = readFileSync(new URL('languages.txt', shippedFolder), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split('\t'));

describe('of a hundred names', () => {
  for (const language of LANGUAGES) {
    test(`in ${language}, 95 lead to their thing`, () => {
      const column = header.indexOf(language);
      const named = rows.flatMap((row) => {
        const [name] = (row[column] ?? '').split(';');
        return name ? [{ thing: row[0]!, name }] : [];
      });
      const random = createRandom(SEED);
      const drawn = Array.from({ length: DRAWN }, () => {
        const at = Math.floor(random() * named.length);
        return named.splice(at, 1)[0]!;
      });
      const wrong = drawn.filter(({ thing, name }) => {
        const { layers } = read(name);
        return layers.length !== 1 || layers[0]!.thing !== thing;
      });
      const share = 1 - wrong.length / DRAWN;
      const told = wrong.map(({ thing, name }) => `${name} (${thing})`);
      assert.ok(share >= RIGHT, `${share}: ${told.join(', ')}`);
    });
  }
});
