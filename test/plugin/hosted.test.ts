/** The plugin of a team that hosts the panel, in QuickJS: which messages count, and who may hear it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bundlePlugin } from '../../build/bundle';
import { CORNER, gif, openStage, REQUEST, turns } from './stage';

const TEAM = 'https://design.example.com';
const plugin = bundlePlugin([], TEAM);

async function openHosted() {
  const stage = openStage('figma', plugin);
  await stage.run('generate');
  return stage;
}

/** What was sent before has had its turn. */
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe('a plugin whose panel is hosted', () => {
  test('listens to its host alone, and speaks to it alone', async () => {
    const stage = await openHosted();
    for (const origin of ['null', 'https://www.figma.com', 'https://design.example.com.evil.com']) {
      stage.send({ type: 'ready' }, origin);
    }
    await settled();
    assert.equal(stage.toUi.length, 0);
    stage.send({ type: 'ready' }, TEAM);
    await turns(() => stage.toUi.length > 0, 'the opening');
    await settled();
    assert.equal(stage.toUi[0]!.type, 'open');
    assert.deepEqual([...stage.hearers], [TEAM]);
  });

  test('asks for no theme, which Figma gives to no page from elsewhere', async () => {
    const stage = await openHosted();
    assert.equal(stage.shown[0]!.themeColors, false);
  });

  test('says so when the host does not answer', async () => {
    const stage = await openHosted();
    stage.clock.pass(60_000);
    await settled();
    const [toast] = stage.run$().toasts;
    assert.equal(toast?.message, 'design.example.com does not answer: are you online?');
  });

  test('says nothing of it once the panel is there', async () => {
    const stage = await openHosted();
    stage.send({ type: 'ready' }, TEAM);
    await turns(() => stage.toUi.length > 0, 'the opening');
    stage.clock.pass(60_000);
    assert.deepEqual(stage.run$().toasts, []);
  });

  test('tells the panel where its corner is when a clip is dragged out of it', async () => {
    const stage = await openHosted();
    stage.send({ type: 'drag', clip: { gif: gif(), request: REQUEST } }, TEAM);
    await turns(() => stage.toUi.length > 0, 'an answer');
    assert.deepEqual(stage.toUi, [{ type: 'corner', ...CORNER }]);
  });
});

test('a plugin that carries its panel is heard by a page without an origin', async () => {
  const stage = openStage();
  await stage.run('generate');
  await stage.ready();
  assert.deepEqual([[...stage.hearers], stage.shown[0]!.themeColors], [['*'], true]);
});
