/** The hosted panel's line to Figma: who is heard, and who may hear it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineFor } from '../../ui/hosted/line';

const FIGMA = 'https://www.figma.com';

const posted: unknown[][] = [];
const frame = { postMessage: (...given: unknown[]) => posted.push(given) };
Object.assign(globalThis, { parent: frame });

const line = lineFor('123');

test('what is said names its plugin, and reaches Figma’s page alone', () => {
  line.post({ pluginMessage: { type: 'ready' } });
  assert.deepEqual(posted, [[{ pluginMessage: { type: 'ready' }, pluginId: '123' }, FIGMA]]);
});

test('what comes is heard from Figma’s page, for this plugin', () => {
  const heard = { source: frame, origin: FIGMA, data: { pluginMessage: {}, pluginId: '123' } };
  const carried = (part: object) => line.carried({ ...heard, ...part } as unknown as MessageEvent);
  assert.ok(carried({}));
  assert.ok(carried({ data: { pluginMessage: {} } }), 'Figma need not say for which plugin');
  for (const part of [
    { source: {} }, // another frame
    { origin: 'https://design.example.com' },
    { origin: 'https://www.figma.com.example.com' },
    { origin: 'null' },
    { data: { pluginMessage: {}, pluginId: '124' } },
    { data: 'text' },
    { data: null },
  ]) {
    assert.ok(!carried(part), JSON.stringify(part));
  }
});
