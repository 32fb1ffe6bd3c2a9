/** The guides say what the product knows and says today. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readShippedModel, readTables } from '../../models/shipped';
import { pictures, promptGuide } from '../tools/docs/prompts';
import { troubleshooting } from '../tools/docs/troubles';

const AGAIN = 'npm run docs writes it anew';

test('the prompt guide is that of the shipped words', async () => {
  const guide = promptGuide(await readShippedModel(), await readTables(), pictures());
  assert.ok(readFileSync('docs/PROMPTS.md', 'utf8') === guide, AGAIN);
});

test('every sentence of the troubleshooting is one that the product says', () => {
  assert.ok(readFileSync('docs/TROUBLESHOOTING.md', 'utf8') === troubleshooting(), AGAIN);
});

test('links between the documents lead somewhere', () => {
  for (const path of [
    'README.md',
    'CONTRIBUTING.md',
    'docs/HOSTED.md',
    'docs/PROMPTS.md',
    'docs/TROUBLESHOOTING.md',
  ]) {
    const folder = path.includes('/') ? `${path.slice(0, path.lastIndexOf('/'))}/` : '';
    const links = readFileSync(path, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g);
    for (const [, to] of links) assert.ok(existsSync(folder + to), `${path}: ${to}`);
  }
});
