/** Which colours of the document the panel is told, with the real main.js in QuickJS. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Paint } from '@figma/plugin-typings/plugin-api-standalone';
import { EDITORS, SWATCHES, type Swatches } from '../../plugin/protocol';
import { openStage, type Stage, turns } from './stage';

const RED = { r: 1, g: 0, b: 0 };
const GREEN = { r: 0, g: 1, b: 0 };
const BLUE = { r: 0, g: 0, b: 1 };
const WHITE = { r: 1, g: 1, b: 1 };
const solid = (color: typeof RED, more: Partial<Paint> = {}) =>
  ({ type: 'SOLID', color, ...more }) as Paint;
const gradient: Paint = {
  type: 'GRADIENT_LINEAR',
  gradientStops: [],
  gradientTransform: [
    [1, 0, 0],
    [0, 1, 0],
  ],
};

async function openPanel(editor: Parameters<typeof openStage>[0] = 'figma'): Promise<Stage> {
  const stage = openStage(editor);
  await stage.run('generate');
  return stage;
}

async function ask(stage: Stage): Promise<Swatches> {
  stage.toUi.length = 0;
  stage.send({ type: 'swatches' });
  const answer = () => stage.toUi.find((message) => message.type === 'swatches');
  await turns(() => answer() !== undefined, 'the swatches');
  assert.deepEqual(stage.run$().errors, []);
  return (answer() as { swatches: Swatches }).swatches;
}

const linesOf = ({ list }: Swatches) =>
  list.map(({ hex, from, names }) => [hex, from, names.join()]);

describe('colours of the selection', () => {
  test('are those of fills and strokes that show, of what is selected and in it, each once', async () => {
    const stage = await openPanel();
    const card = stage.add({
      type: 'FRAME',
      fills: [gradient, solid(WHITE)],
      strokes: [solid(BLUE, { opacity: 0.5 })],
    });
    stage.add({ type: 'RECTANGLE', parent: card, fills: [solid(RED), solid(WHITE)] });
    stage.add({ type: 'RECTANGLE', parent: card, fills: [solid(GREEN, { visible: false })] });
    stage.add({ type: 'RECTANGLE', parent: card, fills: [solid(GREEN)], visible: false });
    stage.add({ type: 'TEXT', parent: card, fills: 'mixed' });
    stage.add({ type: 'RECTANGLE', fills: [solid(GREEN)] }); // not selected
    stage.document.select([card]);
    assert.deepEqual(linesOf(await ask(stage)), [
      ['#ffffff', 'selection', ''],
      ['#0000ff', 'selection', ''],
      ['#ff0000', 'selection', ''],
    ]);
  });

  test('go by the names that the file has for them', async () => {
    const stage = await openPanel();
    stage.document.select([stage.add({ type: 'RECTANGLE', fills: [solid(RED)] })]);
    stage.document.colours.styles.push({ name: 'Brand/<b>Red</b>', paints: [solid(RED)] });
    stage.document.colours.styles.push({ name: 'Danger', paints: [solid(RED)] });
    assert.deepEqual(linesOf(await ask(stage)), [
      ['#ff0000', 'selection', 'Brand/<b>Red</b>,Danger'],
    ]);
  });
});

describe('colours of the file', () => {
  test('are styles of one plain colour', async () => {
    const stage = await openPanel();
    stage.document.colours.styles.push(
      { name: 'Green', paints: [solid(GREEN)] },
      { name: 'Sunset', paints: [gradient] },
      { name: 'Two', paints: [solid(RED), solid(BLUE)] },
      { name: 'None', paints: [] },
    );
    assert.deepEqual(linesOf(await ask(stage)), [['#00ff00', 'styles', 'Green']]);
  });

  test('are variables as they are in the mode of the selection, of the page, or usually', async () => {
    const stage = await openPanel();
    const { colours, state } = stage.document;
    colours.collections.push(
      { id: 'base', defaultModeId: 'only' },
      { id: 'theme', defaultModeId: 'light' },
    );
    colours.variables.push(
      { id: 'b', name: 'blue', collection: 'base', values: { only: { ...BLUE, a: 1 } } },
      {
        id: 't',
        name: 'ground',
        collection: 'theme',
        values: { light: { ...WHITE, a: 1 }, dark: { alias: 'r' } },
      },
      { id: 'r', name: 'red', collection: 'base', values: { only: { ...RED, a: 1 } } },
    );
    const groundNow = async () =>
      (await ask(stage)).list.find(({ names }) => names.includes('ground'))?.hex;
    assert.equal(await groundNow(), '#ffffff');
    const frame = stage.add({ type: 'FRAME', fills: [], modes: { theme: 'dark' } });
    stage.document.select([stage.add({ type: 'RECTANGLE', parent: frame, fills: [] })]);
    assert.deepEqual(linesOf(await ask(stage)), [
      ['#0000ff', 'variables', 'blue'],
      ['#ff0000', 'variables', 'ground,red'], // the alias is followed, and one colour is one swatch
    ]);
    stage.document.select([]);
    stage.document.get(state().page).modes = { theme: 'dark' };
    assert.equal(await groundNow(), '#ff0000');
  });

  test('leave out aliases that go round in a circle or lead nowhere', async () => {
    const stage = await openPanel();
    const { colours } = stage.document;
    colours.collections.push({ id: 'base', defaultModeId: 'only' });
    for (const [id, alias] of [
      ['a', 'b'],
      ['b', 'a'],
      ['c', 'gone'],
    ] as const)
      colours.variables.push({ id, name: id, collection: 'base', values: { only: { alias } } });
    assert.deepEqual(await ask(stage), { list: [], more: 0 });
  });

  test('are bounded, and how many are left out is told', async () => {
    const stage = await openPanel();
    for (let i = 0; i < SWATCHES.most + 20; i++) {
      const color = { r: (i >> 5) / 255, g: (i & 31) / 255, b: 0 };
      stage.document.colours.styles.push({ name: `${i} `.repeat(100), paints: [solid(color)] });
      stage.document.colours.styles.push({ name: `${i}`, paints: [solid(RED)] });
    }
    const { list, more } = await ask(stage);
    assert.deepEqual([list.length, more], [SWATCHES.most, 21]);
    const most = (numbers: number[]) => Math.max(...numbers);
    assert.equal(most(list.map(({ names }) => names.length)), SWATCHES.names);
    assert.equal(
      most(list.flatMap(({ names }) => names.map((one) => one.length))),
      SWATCHES.nameLength,
    );
  });

  test('are none where an editor has no styles and variables, or refuses to tell; the selection’s stay', async () => {
    for (const editor of EDITORS.filter((one) => one !== 'figma')) {
      const stage = await openPanel(editor);
      stage.document.colours.styles.push({ name: 'Green', paints: [solid(GREEN)] });
      const parent = Object.values(stage.document.state().nodes).find(
        ({ type }) => type === 'SLIDE',
      )?.id;
      const spec = { type: 'RECTANGLE', fills: [solid(RED)], ...(parent && { parent }) };
      stage.document.select([stage.add(spec)]);
      assert.deepEqual(linesOf(await ask(stage)), [['#ff0000', 'selection', '']], editor);
    }
  });
});
