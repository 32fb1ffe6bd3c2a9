/** Menu commands, quick actions and relaunch buttons, with the real main.js in QuickJS. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Editor } from '../tools/host/document';
import {
  gif,
  manifest,
  OLD_REQUEST,
  openStage,
  REQUEST,
  replace,
  type Stage,
  turns,
} from './stage';

const CANVAS = { follow: false, density: 2, width: 320, height: 240 } as const;

const LASTING = 'Drawing “a rocket bouncing”…';

/** A stage whose canvas shows one clip; its layer is selected. */
async function withClip(editor?: Editor): Promise<{ stage: Stage; layer: string }> {
  const stage = openStage(editor);
  await stage.run('generate');
  await stage.insert();
  stage.run$().close();
  const [layer] = stage.document.state().selection;
  fresh(stage);
  return { stage, layer: layer ?? '' };
}

/** Forgets what the UI of an earlier run was told. */
function fresh(stage: Stage): void {
  stage.toUi.length = 0;
  stage.shown.length = 0;
}

const lastWord = (stage: Stage) => stage.run$().toasts.at(-1)?.message;

describe('the manifest', () => {
  test('names the files, the commands and the realm that Figma asks for', () => {
    const { id, name, main, ui, api, documentAccess, editorType, permissions, networkAccess } =
      manifest as unknown as Record<string, unknown>;
    assert.deepEqual([id, name, api], ['1602471093385521964', 'FlashVideo', '1.0.0']);
    assert.deepEqual([main, ui, documentAccess], ['dist/main.js', 'dist/ui.html', 'dynamic-page']);
    assert.deepEqual(editorType, ['figma', 'figjam', 'slides', 'buzz']);
    assert.deepEqual(permissions, []);
    assert.deepEqual((networkAccess as { allowedDomains: string[] }).allowedDomains, ['none']);
    const names = [...manifest.menu, ...manifest.relaunchButtons].map((one) => one.name);
    assert.ok([name as string, ...names].every((one) => !/\bfig/i.test(one)));
  });

  test('holds no command that the plugin does not know', async () => {
    for (const { command } of [...manifest.menu, ...manifest.relaunchButtons]) {
      const { stage } = await withClip();
      await stage.run(command);
      if (['select-clips', 'skeleton'].includes(command)) continue; // these open no panel here
      const { opening } = await stage.ready();
      const kinds: Record<string, string> = {
        fill: 'fill',
        clips: 'clips',
        generate: 'menu',
        'quick-generate': 'menu', // without a prompt there is something to fill in
        'regenerate-last': 'regenerate',
        regenerate: 'regenerate',
        edit: 'edit',
      };
      assert.equal(opening.kind, kinds[command]);
    }
  });
});

describe('Generate GIF…', () => {
  test('opens a panel in the theme’s colours, with the stored settings', async () => {
    const stage = openStage('slides');
    const settings = { background: '#102030', canvas: CANVAS, engine: 'wasm' } as const;
    stage.storage.set('settings', settings);
    await stage.run('generate');
    const opened = await stage.ready();
    assert.deepEqual(
      [opened.opening, opened.settings, opened.editor],
      [{ kind: 'menu' }, settings, 'slides'],
    );
    const [shown] = stage.shown;
    assert.deepEqual(
      [shown?.html, shown?.visible, shown?.themeColors],
      ['<p>the UI</p>', true, true],
    );
  });

  test('starts with defaults when the stored settings make no sense', async () => {
    const stage = openStage();
    stage.storage.set('settings', { background: 'plaid', size: -1 });
    await stage.run('generate');
    const { settings } = await stage.ready();
    const canvas = { follow: true, density: 1, width: 256, height: 256 };
    assert.deepEqual(settings, { background: 'transparent', canvas, engine: 'auto' });
  });

  test('takes the size that an earlier version stored as the canvas', async () => {
    const stage = openStage();
    stage.storage.set('settings', { background: '#102030', size: 256, engine: 'wasm' });
    await stage.run('generate');
    const { settings } = await stage.ready();
    const canvas = { follow: true, density: 1, width: 256, height: 256 };
    assert.deepEqual(settings, { background: '#102030', canvas, engine: 'wasm' });
  });

  test('keeps settings for the next run, and the panel open after a refusal', async () => {
    const stage = openStage();
    await stage.run('generate');
    const settings = { background: '#102030', canvas: CANVAS, engine: 'webgpu' } as const;
    stage.send({ type: 'settings', settings });
    stage.document.failures.createImage = true;
    assert.equal((await stage.insert()).type, 'refused');
    assert.equal(stage.run$().open, true);
    assert.deepEqual(stage.storage.get('settings'), settings);
    stage.send({ type: 'close' });
    await turns(() => !stage.run$().open, 'the plugin to close');
  });

  test('notifications are cut to what Figma shows', async () => {
    const stage = openStage();
    await stage.run('generate');
    stage.send({ type: 'notify', message: 'x'.repeat(300), about: 'trouble' });
    await turns(() => stage.run$().toasts.length === 1, 'the notification');
    assert.deepEqual([lastWord(stage)?.length, stage.run$().errors], [100, []]);
    stage.send({ type: 'notify', message: `x${'🚀'.repeat(60)}`, about: 'trouble' });
    await turns(() => stage.run$().toasts.length === 2, 'the notification');
    assert.equal(lastWord(stage), `x${'🚀'.repeat(49)}…`); // no half of one
  });
});

describe('Quick generate', () => {
  test('works unseen, says so, inserts, and closes with a sentence', async () => {
    const stage = openStage();
    await stage.run('quick-generate', { prompt: ' a rocket bouncing ' });
    assert.equal(stage.shown[0]?.visible, false);
    assert.equal(lastWord(stage), LASTING);
    const { opening } = await stage.ready();
    assert.deepEqual(opening, { kind: 'quick', prompt: 'a rocket bouncing' });
    await stage.insert();
    stage.send({ type: 'close' });
    await turns(() => !stage.run$().open, 'the plugin to close');
    assert.equal(lastWord(stage), 'Added a new layer in the middle of the view.');
    assert.deepEqual(stage.run$().errors, []);
  });

  test('goes where the selection was when it was asked for', async () => {
    const stage = openStage();
    const asked = stage.add({ type: 'FRAME', width: 400, height: 400 });
    const other = stage.add({ type: 'FRAME', x: 500, width: 400, height: 400 });
    stage.document.select([asked]);
    await stage.run('quick-generate', { prompt: 'a rocket bouncing' });
    stage.document.select([other]);
    await stage.insert();
    assert.deepEqual([stage.node(asked).children.length, stage.node(other).children], [1, []]);
    stage.document.remove(asked);
    assert.equal((await stage.insert()).message, 'Added a new layer in the middle of the view.');
  });

  test('twice gives two layers, side by side, and changes no third', async () => {
    const stage = openStage();
    const shape = stage.add({ type: 'RECTANGLE' });
    stage.document.select([shape]);
    const before = structuredClone(stage.node(shape));
    const added: string[] = [];
    for (const prompt of ['a fish', 'a bird']) {
      fresh(stage);
      await stage.run('quick-generate', { prompt });
      await stage.insert({ request: { ...REQUEST, prompt } });
      stage.run$().close();
      added.push(...stage.document.state().selection);
    }
    const [first, second] = added.map(stage.node);
    assert.deepEqual([first?.name, second?.name], ['a fish', 'a bird']);
    assert.ok((second?.x ?? 0) >= (first?.x ?? 0) + 128);
    assert.deepEqual(stage.node(shape), before);
  });

  test('can be cancelled from its notification', async () => {
    const stage = openStage();
    const before = stage.canvas();
    await stage.run('quick-generate', { prompt: 'a rocket bouncing' });
    stage.run$().toasts.at(-1)?.button?.action();
    assert.deepEqual([stage.run$().open, lastWord(stage)], [false, 'Cancelled.']);
    assert.deepEqual(stage.canvas(), before);
  });

  test('never stays running silently: an unseen UI that says nothing is closed', async () => {
    const stage = openStage();
    await stage.run('quick-generate', { prompt: 'a rocket bouncing' });
    await stage.ready();
    stage.clock.pass(299_000);
    await stage.insert();
    stage.clock.pass(299_000);
    assert.equal(stage.run$().open, true); // the insertion was a sign of life
    stage.clock.pass(2_000);
    assert.equal(stage.run$().open, false);
    assert.equal(lastWord(stage), 'FlashVideo got stuck and was closed.');
  });

  test('shows what was refused, since no panel can', async () => {
    const stage = openStage();
    await stage.run('quick-generate', { prompt: 'a rocket bouncing' });
    stage.document.failures.readOnly = true;
    await stage.insert();
    stage.send({ type: 'close' });
    await turns(() => !stage.run$().open, 'the plugin to close');
    const { message, error } = stage.run$().toasts.at(-1) ?? {};
    assert.deepEqual([error, message?.startsWith('This file can only be viewed')], [true, true]);
  });

  test('tells a remark on the prompt, which is no error, before its last word', async () => {
    const stage = openStage();
    await stage.run('quick-generate', { prompt: 'a cute rocket' });
    await stage.ready();
    await stage.insert();
    stage.send({ type: 'notify', message: 'Not drawn: cute.', about: 'remark' });
    stage.send({ type: 'close' });
    await turns(() => !stage.run$().open, 'the plugin to close');
    const [remark, last] = stage.run$().toasts.slice(-2);
    assert.deepEqual([remark?.message, remark?.error], ['Not drawn: cute.', false]);
    assert.equal(last?.message, 'Added a new layer in the middle of the view.');
  });

  test('suggests the last prompt while one is typed', async () => {
    const { stage } = await withClip();
    const run = await stage.run('quick-generate', { prompt: 'a rocket bouncing' });
    assert.equal((await run.suggest('prompt', 'A ROCK'))[0], REQUEST.prompt);
    assert.deepEqual(await run.suggest('prompt', 'a fish'), []);
  });
});

describe('Regenerate and Edit', () => {
  test('regenerate takes every selected clip, and each is one undo step', async () => {
    const { stage, layer } = await withClip();
    const second = stage.add({ ...structuredClone(stage.node(layer)), id: '9:9', parent: '0:1' });
    const plain = stage.add({ type: 'RECTANGLE' });
    stage.document.select([layer, plain, second]);
    await stage.run('regenerate');
    assert.equal(lastWord(stage), 'Drawing 2 layers anew…');
    const { opening } = await stage.ready();
    assert.deepEqual(opening, {
      kind: 'regenerate',
      targets: [layer, second].map((nodeId) => ({ nodeId, request: REQUEST })),
    });
    stage.document.commitUndo(); // what was added by hand
    const steps = stage.document.undoSteps();
    const request = { ...REQUEST, seed: 8 };
    for (const nodeId of [layer, second]) {
      await stage.insert({ target: replace(nodeId), gif: gif(9, 9), request });
    }
    stage.send({ type: 'close' });
    await turns(() => !stage.run$().open, 'the plugin to close');
    assert.equal(lastWord(stage), 'Regenerated 2 layers.');
    assert.equal(JSON.parse(stage.node(second).pluginData.request ?? '').seed, 8);
    assert.equal(stage.document.undoSteps() - steps, 2);
  });

  test('a layer of an earlier version is regenerated and edited', async () => {
    const { stage, layer } = await withClip();
    stage.node(layer).pluginData = { request: JSON.stringify(OLD_REQUEST) };
    for (const command of ['regenerate', 'edit']) {
      fresh(stage);
      await stage.run(command);
      const { opening } = await stage.ready();
      const target = { nodeId: layer, request: REQUEST };
      assert.deepEqual(
        opening,
        command === 'edit'
          ? { kind: 'edit', ...target }
          : { kind: 'regenerate', targets: [target] },
      );
      assert.equal((await stage.insert({ target: replace(layer) })).type, 'inserted');
    }
  });

  test('edit brings the layer’s request, and insertion fills that very layer', async () => {
    const { stage, layer } = await withClip();
    await stage.run('edit');
    const { opening } = await stage.ready();
    assert.deepEqual(opening, { kind: 'edit', nodeId: layer, request: REQUEST });
    stage.document.select([]);
    const request = { ...REQUEST, prompt: 'a fish swimming' };
    await stage.insert({ target: replace(layer), request });
    assert.equal(stage.node(layer).name, 'a fish swimming');
    assert.equal(Object.keys(stage.document.state().nodes).length, 2);
  });

  test('editing a layer that was deleted refuses once, then adds a new layer', async () => {
    const { stage, layer } = await withClip();
    await stage.run('edit');
    await stage.ready();
    stage.document.remove(layer);
    const before = stage.canvas();
    const refused = await stage.insert({ target: replace(layer) });
    assert.equal(refused.type, 'refused');
    assert.match(refused.message, /deleted meanwhile.+next try adds a new layer/);
    assert.deepEqual(stage.canvas(), before);
    assert.equal((await stage.insert({ target: replace(layer) })).type, 'inserted');
    const [added] = stage.document.state().selection;
    await stage.insert({ target: replace(layer), request: { ...REQUEST, prompt: 'a fish' } });
    assert.equal(stage.node(added ?? '').name, 'a fish'); // and goes on with that one
  });

  test('editing a FigJam media layer twice replaces the replacement', async () => {
    const { stage, layer } = await withClip('figjam');
    await stage.run('edit');
    await stage.ready();
    for (const prompt of ['a fish', 'a bird']) {
      const request = { ...REQUEST, prompt };
      assert.equal((await stage.insert({ target: replace(layer), request })).type, 'inserted');
    }
    const names = Object.values(stage.document.state().nodes).map(({ name }) => name);
    assert.deepEqual(names, ['Page 1', 'a bird']);
  });

  for (const command of ['regenerate', 'edit']) {
    test(`${command} without a clip selected says what to select, and closes`, async () => {
      const stage = openStage();
      const tampered = stage.add({ type: 'RECTANGLE', pluginData: { request: '{"prompt":1' } });
      stage.document.select([tampered]);
      const run = await stage.run(command);
      assert.equal(run.open, false);
      assert.equal(lastWord(stage), 'Select a layer that FlashVideo made, then try again.');
      assert.equal(stage.shown.length, 0);
    });
  }

  test('Regenerate last finds the last layer again, or draws its prompt anew', async () => {
    const { stage, layer } = await withClip();
    stage.document.select([]);
    await stage.run('regenerate-last');
    assert.deepEqual((await stage.ready()).opening, {
      kind: 'regenerate',
      targets: [{ nodeId: layer, request: REQUEST }],
    });
    stage.run$().close();
    fresh(stage);
    stage.node(layer).pluginData = {}; // another file, where the id belongs to another layer
    await stage.run('regenerate-last');
    assert.deepEqual((await stage.ready()).opening, { kind: 'quick', prompt: REQUEST.prompt });
  });

  test('Regenerate last says so when there is no last clip', async () => {
    const stage = openStage();
    const run = await stage.run('regenerate-last');
    assert.equal(run.open, false);
    assert.match(lastWord(stage) ?? '', /^Nothing was generated yet/);
  });
});
