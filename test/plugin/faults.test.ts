/** What goes wrong around the plugin thread: it answers with a sentence, and leaves the canvas whole. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Target, ToPlugin } from '../../plugin/protocol';
import type { Editor, NodeRecord } from '../tools/host/document';
import { fill, gif, openStage, REQUEST, replace, type Stage, turns } from './stage';

async function openPanel(editor?: Editor): Promise<Stage> {
  const stage = openStage(editor);
  await stage.run('generate');
  await stage.ready();
  return stage;
}

const insertion = (id: number, target: Target, size = 64): ToPlugin => ({
  type: 'insert',
  id,
  clips: [{ gif: gif(size, size), request: REQUEST }],
  target,
});

const answersTo = (stage: Stage, id: number) =>
  stage.toUi.filter((one) => 'id' in one && one.id === id).map(({ type }) => type);

const showsImage = ({ fills, media }: NodeRecord) =>
  media !== undefined || (Array.isArray(fills) && fills.some(({ type }) => type === 'IMAGE'));

/** Every layer shows its clip and knows its request, or neither; the tree is one. */
function assertWhole(stage: Stage): void {
  const { nodes, selection } = stage.document.state();
  for (const node of Object.values(nodes)) {
    assert.equal(showsImage(node), node.pluginData.request !== undefined, node.name);
    for (const child of node.children) assert.equal(nodes[child]?.parent, node.id);
    if (node.parent !== null) assert.ok(nodes[node.parent]?.children.includes(node.id));
  }
  assert.ok(selection.every((id) => id in nodes));
}

describe('two jobs at once', () => {
  test('are done one after the other, each answered once and each an undo step', async () => {
    const stage = await openPanel();
    const shape = stage.add({ type: 'RECTANGLE' });
    stage.document.commitUndo();
    const before = stage.canvas();
    const steps = stage.document.undoSteps();
    for (const [id, target] of [
      [1, fill(shape)],
      [2, { kind: 'new' }],
      [3, replace(shape)],
    ] as const) {
      stage.send(insertion(id, target));
    }
    await turns(() => answersTo(stage, 3).length > 0, 'the answers');
    assert.deepEqual(
      [1, 2].map((id) => answersTo(stage, id)),
      [['inserted'], ['inserted']],
    );
    assertWhole(stage);
    const made = stage.document.undoSteps() - steps;
    assert.ok(made >= 2);
    for (let i = 0; i < made; i++) stage.document.undo();
    assert.deepEqual(stage.canvas(), before);
  });

  test('of one window each, with one document and one storage, do not mix', async () => {
    const stage = await openPanel();
    const other = await openPanel();
    const ids = [stage, other].map((one) => one.add({ type: 'RECTANGLE' }));
    stage.send(insertion(1, fill(ids[0] ?? '')));
    other.send(insertion(1, fill(ids[1] ?? '')));
    await turns(() => answersTo(stage, 1).length + answersTo(other, 1).length === 2, 'both');
    for (const one of [stage, other]) assertWhole(one);
  });
});

describe('closed in the middle', () => {
  test('whenever that is, the canvas is as before or whole', async () => {
    for (let turn = 0; turn < 12; turn++) {
      const stage = await openPanel();
      const ids = [1, 2, 3].map(() => stage.add({ type: 'RECTANGLE' }));
      stage.send(insertion(1, fill(...ids)));
      for (let i = 0; i < turn; i++) await new Promise((resolve) => setImmediate(resolve));
      stage.run$().close();
      await new Promise((resolve) => setImmediate(resolve));
      assertWhole(stage);
      const filled = ids.filter((id) => showsImage(stage.node(id))).length;
      assert.ok(filled === 0 || filled === 3, `${filled} of 3 in turn ${turn}`);
      assert.deepEqual(stage.run$().errors, []);
    }
  });
});

describe('messages from strangers', () => {
  const stranger = fc.oneof(
    fc.jsonValue(),
    fc.record({ type: fc.string(), id: fc.jsonValue() }),
    fc.record({
      type: fc.constantFrom('insert', 'find', 'measure', 'select', 'favour', 'forget', 'use'),
      id: fc.jsonValue(),
      clips: fc.jsonValue(),
      target: fc.jsonValue(),
      scope: fc.jsonValue(),
      nodeIds: fc.jsonValue(),
      colour: fc.jsonValue(),
    }),
  );

  test('change nothing, and the panel goes on', async () => {
    const stage = await openPanel();
    stage.document.select([stage.add({ type: 'RECTANGLE' })]);
    const before = JSON.stringify(stage.document.state().nodes);
    const stored = JSON.stringify([...stage.storage]);
    await fc.assert(
      fc.asyncProperty(stranger, async (message) => {
        fc.pre(!(isForgetAll(message) || isSelect(message)));
        stage.send(message as ToPlugin);
        await new Promise((resolve) => setImmediate(resolve));
        assert.equal(JSON.stringify(stage.document.state().nodes), before);
        assert.equal(JSON.stringify([...stage.storage]), stored);
      }),
      { numRuns: 200 },
    );
    assert.equal((await stage.insert()).type, 'inserted');
    assert.deepEqual(stage.run$().errors, []);
  });

  const typeOf = (value: unknown) => (value as { type?: unknown } | null)?.type;
  const isForgetAll = (value: unknown) => typeOf(value) === 'forget'; // what it says may make sense
  const isSelect = (value: unknown) => ['select', 'use'].includes(String(typeOf(value)));
});

/** What a designer, another plugin, a full disk or a bug may do next. */
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('new' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('fill' as const), at: fc.nat() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('replace' as const), at: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('select' as const), at: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      at: fc.nat(),
      type: fc.constantFrom('RECTANGLE', 'FRAME', 'TEXT', 'GROUP', 'INSTANCE', 'SECTION'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lock' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fail' as const),
      what: fc.constantFrom('readOnly', 'storageFull', 'createImage', 'write', 'nothing'),
      at: fc.integer({ min: 1, max: 8 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      message: fc.constantFrom<ToPlugin>(
        { type: 'look' },
        { type: 'recall' },
        { type: 'commit' },
        { type: 'use', colour: '#ff0000' },
        { type: 'forget', id: null },
        { type: 'find', kind: 'fillable', scope: 'page' },
        { type: 'find', kind: 'clips', scope: 'children' },
        { type: 'measure', nodeId: null },
        { type: 'remember', request: REQUEST, thumbnail: gif() },
        { type: 'insert', id: -1, clips: [], target: { kind: 'new' } },
      ),
    }),
  },
);

describe('whatever happens', () => {
  for (const editor of ['figma', 'figjam', 'slides'] as const) {
    test(`in ${editor}, five hundred actions end sane: each insertion answered, no layer half changed, the next one works`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(action, { minLength: 500, maxLength: 500 }), async (actions) => {
          const stage = await openPanel(editor);
          const { failures } = stage.document;
          const any = (at: number): string => {
            const ids = Object.keys(stage.document.state().nodes).filter((id) => id !== '0:1');
            return ids[at % Math.max(1, ids.length)] ?? 'none';
          };
          for (const one of actions) {
            switch (one.do) {
              case 'new':
                await stage.insert();
                assertWhole(stage);
                break;
              case 'fill':
              case 'replace':
                await stage.insert({
                  target: { kind: one.do, nodeIds: [any(one.at), any(one.at + 1)] },
                });
                assertWhole(stage);
                break;
              case 'select':
                if (stage.document.has(any(one.at))) stage.document.select([any(one.at)]);
                break;
              case 'add':
                stage.add({ type: one.type, x: one.at % 900, ...parentOf(stage, any(one.at)) });
                break;
              case 'remove':
                if (stage.document.has(any(one.at))) stage.document.remove(any(one.at));
                break;
              case 'lock':
                if (stage.document.has(any(one.at)))
                  stage.node(any(one.at)).locked = one.at % 2 > 0;
                break;
              case 'undo':
                stage.document.undo();
                break;
              case 'fail':
                Object.assign(failures, NO_FAILURES);
                if (one.what === 'write') failures.write = one.at;
                else if (one.what !== 'nothing') failures[one.what as 'readOnly'] = true;
                break;
              case 'say':
                stage.send(one.message);
                break;
              default:
                one satisfies never;
            }
          }
          Object.assign(failures, NO_FAILURES);
          assert.equal((await stage.insert()).type, 'inserted');
          assertWhole(stage);
          assert.deepEqual(stage.run$().errors, []);
        }),
        { numRuns: 1 },
      );
    });
  }
});

const NO_FAILURES = { readOnly: false, storageFull: false, createImage: false, write: 0 };

const parentOf = (stage: Stage, id: string): { parent?: string } =>
  stage.document.has(id) && ['FRAME', 'GROUP', 'SECTION'].includes(stage.node(id).type)
    ? { parent: id }
    : {};
