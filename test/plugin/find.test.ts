/** Layers that are found, the words at them, and many insertions as one step, with the real main.js in QuickJS. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Found, Kind, Scope } from '../../plugin/protocol';
import { fill, gif, openStage, REQUEST, type Stage, turns } from './stage';

async function openPanel(): Promise<Stage> {
  const stage = openStage();
  await stage.run('fill');
  assert.equal((await stage.ready()).opening.kind, 'fill');
  return stage;
}

async function find(stage: Stage, kind: Kind, scope: Scope): Promise<Found> {
  const found = () => stage.toUi.find(({ type }) => type === 'found');
  stage.toUi.length = 0;
  stage.send({ type: 'find', kind, scope });
  await turns(() => found() !== undefined, 'the layers');
  const answer = found();
  assert.ok(answer?.type === 'found');
  assert.deepEqual([answer.found.kind, answer.found.scope], [kind, scope]);
  return answer.found;
}

const namesOf = ({ layers }: Found) => layers.map(({ name }) => name);

/** A screen with a list of drinks, each a picture and a title, upon a background. */
function screenOf(stage: Stage, drinks: string[]) {
  const screen = stage.add({ type: 'FRAME', name: 'Drinks', width: 390, height: 844 });
  stage.add({ type: 'RECTANGLE', name: 'Background', parent: screen, width: 390, height: 844 });
  return {
    screen,
    cards: drinks.map((drink, i) => {
      const card = stage.add({ type: 'FRAME', parent: screen, y: 90 * i, width: 390, height: 80 });
      const spec = { parent: card, width: 64, height: 64, y: 8 };
      stage.add({ type: 'RECTANGLE', name: `Photo of ${drink}`, ...spec });
      stage.add({ type: 'TEXT', name: 'Title', characters: drink, ...spec, x: 80 });
      return card;
    }),
  };
}

describe('layers to fill', () => {
  test('are those of the scope that take a fill: the selection, all within it, or the page', async () => {
    const stage = await openPanel();
    const { cards } = screenOf(stage, ['Coffee', 'Tea']);
    stage.add({ type: 'ELLIPSE', name: 'Avatar' });
    const [first = ''] = cards;
    stage.document.select([first]);
    assert.deepEqual(namesOf(await find(stage, 'fillable', 'selection')), []); // a frame with content
    assert.deepEqual(namesOf(await find(stage, 'fillable', 'children')), ['Photo of Coffee']);
    const page = ['Photo of Coffee', 'Photo of Tea', 'Avatar'];
    assert.deepEqual(namesOf(await find(stage, 'fillable', 'page')), page);
  });

  test('are each found once, however the selection nests', async () => {
    const stage = await openPanel();
    const { screen, cards } = screenOf(stage, ['Coffee', 'Tea']);
    stage.document.select([screen, ...cards]);
    const { layers } = await find(stage, 'fillable', 'children');
    assert.equal(new Set(layers.map(({ nodeId }) => nodeId)).size, layers.length);
  });

  test('are neither hidden, locked, specks, backgrounds nor drawings, unless selected themselves', async () => {
    const stage = await openPanel();
    const frame = stage.add({ type: 'FRAME', name: 'Card', width: 300, height: 300 });
    const hidden = stage.add({ type: 'GROUP', parent: frame, visible: false });
    stage.add({ type: 'RECTANGLE', name: 'In hidden', parent: hidden });
    stage.add({ type: 'RECTANGLE', name: 'Locked', parent: frame, locked: true });
    stage.add({ type: 'RECTANGLE', name: 'Divider', parent: frame, height: 1 });
    const vector = stage.add({ type: 'VECTOR', name: 'Path', parent: frame });
    stage.add({ type: 'RECTANGLE', name: 'Button', parent: frame, width: 200, height: 40 });
    stage.add({ type: 'TEXT', characters: 'Buy', parent: frame, width: 60, height: 20 });
    stage.add({ type: 'RECTANGLE', name: 'Picture', parent: frame, y: 100 });
    assert.deepEqual(namesOf(await find(stage, 'fillable', 'page')), ['Picture']);
    stage.document.select([vector]);
    assert.deepEqual(namesOf(await find(stage, 'fillable', 'selection')), ['Path']);
  });

  test('come with the words near them, the likeliest first, without names that nobody chose', async () => {
    const stage = await openPanel();
    const set = stage.add({ type: 'COMPONENT_SET', name: 'Avatar', x: 2000 });
    const variant = stage.add({ type: 'COMPONENT', name: 'Size=Large', parent: set });
    stage.add({ type: 'ELLIPSE', parent: variant });
    const screen = stage.add({ type: 'FRAME', name: 'Home', width: 390, height: 844 });
    const row = stage.add({ type: 'GROUP', name: 'Weather today', parent: screen });
    const spec = { parent: row, width: 40, height: 20 };
    stage.add({ type: 'RECTANGLE', parent: row });
    stage.add({ type: 'TEXT', characters: 'Tomorrow', ...spec, y: 400 });
    stage.add({ type: 'TEXT', characters: 'Sunny', ...spec, y: 110 });
    stage.add({ type: 'TEXT', characters: 'x'.repeat(200), ...spec, y: 120 });
    const instance = { type: 'INSTANCE', name: 'Person', component: variant };
    const person = stage.add({ ...instance, parent: screen, y: 500 });
    stage.add({ type: 'ELLIPSE', name: 'Face', parent: person });
    stage.document.select([screen]);
    const { layers } = await find(stage, 'fillable', 'children');
    assert.deepEqual(
      layers.map(({ words }) => words),
      [
        ['Sunny', 'Tomorrow', 'Weather today'],
        ['Face', 'Avatar', 'Person'],
      ],
    );
  });

  test('over five hundred are cut, and said to be', async () => {
    const stage = await openPanel();
    for (let i = 0; i < 503; i++) stage.add({ type: 'RECTANGLE', x: 200 * i });
    const { layers, more } = await find(stage, 'fillable', 'page');
    assert.deepEqual([layers.length, more], [500, 3]);
  });
});

describe('layers that show a clip', () => {
  test('are found with their request, wherever they came from, and selected on demand', async () => {
    const stage = await openPanel();
    const shape = stage.add({ type: 'RECTANGLE', name: 'Hero', x: 3000 });
    stage.add({ type: 'RECTANGLE' });
    await stage.insert({ target: fill(shape) });
    const copy = stage.add({ ...structuredClone(stage.node(shape)), id: '9:9', parent: '0:1' });
    const { layers } = await find(stage, 'clips', 'page');
    assert.deepEqual(
      layers.map(({ nodeId, request }) => [nodeId, request]),
      [shape, copy].map((id) => [id, REQUEST]),
    );
    stage.document.remove(copy);
    stage.send({ type: 'select', nodeIds: [shape, copy] });
    await turns(() => stage.document.state().selection.length > 0, 'the selection');
    assert.deepEqual(stage.document.state().selection, [shape]);
    assert.equal(stage.document.state().center.x, 3050);
  });

  test('are all selected by the menu, which says how many there are', async () => {
    const stage = openStage();
    await stage.run('select-clips');
    assert.match(stage.run$().toasts.at(-1)?.message ?? '', /^No layer of this page shows/);
    const pluginData = { request: JSON.stringify(REQUEST) };
    const frame = stage.add({ type: 'FRAME' });
    const clips = [frame, '0:1'].map((parent) =>
      stage.add({ type: 'RECTANGLE', parent, pluginData }),
    );
    const run = await stage.run('select-clips');
    assert.deepEqual(stage.document.state().selection, clips);
    assert.equal(run.toasts.at(-1)?.message, 'Selected 2 FlashVideo layers of this page.');
    assert.deepEqual([run.open, stage.shown.length], [false, 0]);
  });
});

describe('many insertions', () => {
  test('that are held together are one undo step, and what fails among them costs no other', async () => {
    const stage = await openPanel();
    const ids = Array.from({ length: 5 }, () => stage.add({ type: 'RECTANGLE' }));
    stage.document.commitUndo();
    const before = stage.canvas();
    const steps = stage.document.undoSteps();
    for (const [i, id] of ids.entries()) {
      stage.node(id).locked = i === 2;
      const { type } = await stage.insert({ target: fill(id), hold: true, gif: gif(9 + i, 9) });
      stage.node(id).locked = false;
      assert.equal(type, i === 2 ? 'refused' : 'inserted');
    }
    stage.send({ type: 'commit' });
    await turns(() => stage.document.undoSteps() > steps, 'the step');
    assert.equal(stage.document.undoSteps(), steps + 1);
    const filled = ids.filter((id) => stage.node(id).pluginData.request !== undefined);
    assert.deepEqual(
      filled,
      [0, 1, 3, 4].map((i) => ids[i]),
    );
    stage.document.undo();
    assert.deepEqual(stage.canvas(), before);
  });
});

describe('a new layer beside another', () => {
  test('lies in the nearest container that leaves room, whatever is selected', async () => {
    const stage = await openPanel();
    const list = { type: 'FRAME', name: 'List', layoutMode: 'VERTICAL', width: 300 } as const;
    const outer = stage.add({ type: 'FRAME', width: 900, height: 900 });
    const inner = stage.add({ ...list, parent: outer, x: 20, y: 30 });
    const card = stage.add({ type: 'FRAME', name: 'Card', parent: inner });
    stage.document.select([card]);
    await stage.insert({ target: { kind: 'new', beside: card } });
    const [layer = ''] = stage.document.state().selection;
    const { parent, x, y } = stage.node(layer);
    assert.deepEqual([parent, x, y], [outer, 344, 30]);
  });
});
