/** Editors, drops and quick actions: each surface with its way of insertion, in the real main.js. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { commonThings } from '../../build/common';
import { readShippedModel } from '../../models/shipped';
import { EDITORS } from '../../plugin/protocol';
import { PROMPTS, STYLES } from '../../plugin/suggest';
import { openReader } from '../support/reading';
import { gif, manifest, openStage, REQUEST, type Stage, turns } from './stage';

async function openPanel(editor: Parameters<typeof openStage>[0]): Promise<Stage> {
  const stage = openStage(editor);
  await stage.run('generate');
  await stage.ready();
  return stage;
}

const newest = (stage: Stage) => stage.node(stage.document.state().selection[0] ?? '');

describe('editors', () => {
  test('are those of the manifest', () => {
    const { editorType } = manifest as unknown as { editorType: string[] };
    assert.deepEqual(editorType, [...EDITORS]);
  });

  for (const [editor, type] of [
    ['figma', 'RECTANGLE'],
    ['figjam', 'MEDIA'], // plays on the board
    ['slides', 'RECTANGLE'], // names createGif and refuses it
    ['buzz', 'RECTANGLE'],
  ] as const) {
    test(`${editor}: is told to the panel, and a new clip is a ${type} there`, async () => {
      const stage = await openPanel(editor);
      assert.equal((await stage.ready()).editor, editor);
      const answer = await stage.insert();
      assert.equal(answer.type, 'inserted', answer.message);
      assert.equal(newest(stage).type, type);
    });
  }
});

describe('a clip that is dragged out of the panel', () => {
  const drag = {
    type: 'drag',
    clip: { gif: gif(64, 32), request: { ...REQUEST, width: 64, height: 32 } },
  } as const;
  const at = { x: 40, y: 30, absoluteX: 140, absoluteY: 130, items: [], files: [] };

  async function dragged(editor: Parameters<typeof openStage>[0] = 'figma') {
    const stage = await openPanel(editor);
    stage.send(drag);
    await turns(() => true, 'nothing');
    await new Promise((resolve) => setImmediate(resolve));
    return stage;
  }

  test('lies where it was dropped, by its middle, in the frame there', async () => {
    const stage = await dragged();
    const frame = stage.add({
      type: 'FRAME',
      name: 'Card',
      x: 100,
      y: 100,
      width: 200,
      height: 200,
    });
    assert.equal(stage.run$().drop({ ...at, dropMetadata: 'flashvideo' }, frame), false);
    const layer = newest(stage);
    assert.deepEqual(
      [layer.parent, layer.x, layer.y, layer.width, layer.height, layer.name],
      [frame, 8, 14, 64, 32, REQUEST.prompt],
    );
    assert.deepEqual(Object.keys(layer.relaunch), ['regenerate', 'edit']);
    assert.equal(stage.run$().toasts.at(-1)?.message, 'Dropped “a rocket bouncing” inside “Card”.');
    stage.document.undo();
    assert.equal(stage.document.has(layer.id), false, 'one undo step');
  });

  test('lies on the page where no frame is, and beside a locked one', async () => {
    for (const spec of [null, { type: 'FRAME', locked: true }]) {
      const stage = await dragged('figjam');
      const { page } = stage.document.state();
      const onto = spec ? stage.add(spec) : page;
      stage.run$().drop({ ...at, dropMetadata: 'flashvideo' }, onto);
      const { parent, x, y, type } = newest(stage);
      assert.deepEqual([parent, type], [page, 'MEDIA']);
      assert.deepEqual([x, y], spec ? [108, 114] : [8, 14]);
    }
  });

  test('is one drop, and what others drop is theirs', async () => {
    const stage = await dragged();
    const { page } = stage.document.state();
    assert.equal(stage.run$().drop(at, page), true);
    assert.equal(stage.run$().drop({ ...at, dropMetadata: 'flashvideo' }, page), false);
    assert.equal(stage.run$().drop({ ...at, dropMetadata: 'flashvideo' }, page), true);
    assert.equal(stage.document.state().selection.length, 1);
  });

  test('that is refused leaves the canvas as it was, and says so', async () => {
    const stage = await dragged();
    stage.document.failures.createImage = true;
    const before = stage.canvas();
    stage.run$().drop({ ...at, dropMetadata: 'flashvideo' }, stage.document.state().page);
    assert.deepEqual(stage.canvas(), before);
    assert.equal(stage.run$().toasts.at(-1)?.error, true);
  });
});

describe('quick actions', () => {
  const suggest = async (key: string, query: string) => {
    const stage = openStage();
    const run = await stage.run('generate');
    return run.suggest(key, query);
  };

  test('offer prompts, styles and sizes that hold what was typed', async () => {
    assert.equal((await suggest('prompt', 'rocket'))[0], 'a rocket bouncing');
    assert.deepEqual(await suggest('prompt', ''), PROMPTS);
    assert.deepEqual(await suggest('style', '3'), ['3d']);
    assert.deepEqual(await suggest('size', 'card'), ['Card, 320 × 180']);
    assert.deepEqual((await suggest('size', '48'))[0], '48 × 48');
    assert.deepEqual((await suggest('size', '300x200'))[0], '300 × 200');
    assert.deepEqual(await suggest('size', '5000'), []);
  });

  test('offer things by what is begun of their names, the plainest first, then how they may move', async () => {
    assert.deepEqual(await suggest('prompt', 'two blue sta'), [
      'two blue star',
      'two blue starfish',
    ]);
    assert.deepEqual((await suggest('prompt', 'a red cof'))[0], 'a red coffee');
    assert.deepEqual((await suggest('prompt', 'a car sp'))[0], 'a car spinning');
    assert.deepEqual((await suggest('prompt', 'a robot'))[0], 'a robot bouncing');
    assert.deepEqual(await suggest('prompt', 'qqxz'), []);
  });

  test('begin with what the selected layer is called, then favourites and what was made before', async () => {
    const stage = openStage();
    const thumbnail = gif();
    const remember = (prompt: string, favourite: boolean, at: number) =>
      stage.storage.set(`clip:${at}`, {
        request: { ...REQUEST, prompt },
        thumbnail,
        favourite,
        at,
      });
    remember('a bee', true, 1);
    remember('a fox', false, 2);
    const layer = stage.add({ type: 'RECTANGLE', name: 'icon/Coffee_02' });
    stage.document.select([layer]);
    const run = await stage.run('generate');
    const offered = await run.suggest('prompt', '');
    assert.deepEqual(offered, ['coffee', 'a bee', 'a fox', ...PROMPTS]);
  });

  for (const [parameters, opening] of [
    [{ prompt: ' a cat ' }, { kind: 'quick', prompt: 'a cat' }],
    [
      { prompt: 'a cat', style: '3d' },
      { kind: 'quick', prompt: 'a cat, 3d' },
    ],
    [
      { prompt: 'a cat', size: 'Card, 320 × 180' },
      { kind: 'quick', prompt: 'a cat', size: { width: 320, height: 180 } },
    ],
    [{ prompt: ' ' }, { kind: 'menu' }],
  ] as const) {
    test(`open for ${JSON.stringify(parameters)}`, async () => {
      const stage = openStage();
      await stage.run('quick-generate', parameters);
      assert.deepEqual((await stage.ready()).opening, opening);
    });
  }

  test('offer no prompt that is not drawn as it stands, and every style that is drawn', async () => {
    const { read, vocabulary } = await openReader();
    for (const prompt of PROMPTS) assert.deepEqual(read(prompt).report, [], prompt);
    for (const thing of commonThings(await readShippedModel())) {
      const { layers, report } = read(`a ${thing} bouncing`);
      assert.deepEqual([layers[0]?.thing, report], [thing, []]);
    }
    assert.deepEqual(
      STYLES,
      vocabulary.styles.map(({ name }) => name),
    );
    for (const style of STYLES) {
      const { layers, report } = read(`a cat, ${style}`);
      assert.deepEqual([layers[0]?.style, report], [style, []]);
    }
  });
});
