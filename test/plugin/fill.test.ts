/** Filling a design: the panel's tool and the real main.js in QuickJS, with clips that a test draws. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { StoredRequest, ToPlugin } from '../../plugin/protocol';
import { amountOf, outcomeOf } from '../../ui/fill/fill';
import type { Client } from '../../ui/link/client';
import { createStore } from '../../ui/store';
import { createTools } from '../../ui/tools/tools';
import { BEST_GUESS, type Clip, type GenerateRequest, type PromptReading } from '../../worker/api';
import { gif, openStage, REQUEST, type Stage, turns } from './stage';

/** The tools of a panel, joined to a stage. `draw` makes the clips, which may wait, or fail. */
async function played(draw: (request: GenerateRequest, nth: number) => Promise<Clip | null>) {
  const stage = openStage();
  await stage.run('generate');
  const store = createStore();
  const asked: GenerateRequest[] = [];
  let cancel = () => {};
  const client: Client = {
    load: () => {},
    variations: async () => [],
    another: async ({ shape }, turn) => (turn === 0 ? (shape ?? {}) : { style: `take ${turn}` }),
    exportAs: async () => null,
    recipe: async () => null,
    skeleton: async () => null,
    generate: (request) => {
      asked.push(request);
      const cancelled = new Promise<null>((resolve) => {
        cancel = () => resolve(null);
      });
      return Promise.race([draw(request, asked.length - 1), cancelled]);
    },
    cancel: () => cancel(),
  };
  const tools = createTools({
    store,
    client,
    send: (message: ToPlugin) => stage.send(message),
    dataUrl: async () => 'data:,',
    read: async (prompt) => readingOf(prompt),
  });
  let heard = 0;
  /** Lets what the plugin says reach the tools, until `done`. */
  const until = (done: () => boolean, what: string) =>
    turns(() => {
      for (; heard < stage.toUi.length; heard++) tools.receive(stage.toUi[heard]!);
      return done();
    }, what);
  const rows = () => tools.fill.cell.get().rows ?? [];
  async function open(kind: 'fill' | 'clips') {
    stage.toUi.length = 0;
    heard = 0;
    tools.open(kind);
    await until(() => tools.fill.cell.get().rows !== null, 'the rows');
  }
  async function run() {
    void tools.fill.actions.run();
    await until(() => !tools.fill.cell.get().running, 'the end');
    await until(() => stage.document.undoSteps() >= 0, 'the commit');
  }
  return { stage, tools, asked, open, run, rows, until };
}

/** Every word but “nothing” is a thing. */
const readingOf = (prompt: string): PromptReading => ({
  layers: prompt === 'nothing' ? [] : [{ phrases: [], from: 0, to: prompt.length }],
  setting: [],
  report: [],
});

const clipOf = ({ width, height }: GenerateRequest) => ({ gif: gif(width, height) }) as Clip;

const draws = async (request: GenerateRequest) => clipOf(request);

function shapes(stage: Stage, names: string[]): string[] {
  return names.map((name, i) =>
    stage.add({ type: 'RECTANGLE', name, x: 120 * i, width: 64 + i, height: 48 }),
  );
}

const requestAt = (stage: Stage, id: string): StoredRequest | null =>
  JSON.parse(stage.node(id).pluginData.request ?? 'null');

describe('filling from names', () => {
  test('gives each layer what its name asks for, at its size, as one undo step; one that is off stays', async () => {
    const { stage, tools, asked, open, run, rows } = await played(draws);
    const ids = shapes(stage, ['Cat', 'Nothing', 'Dog', 'Fish']);
    stage.document.select(ids);
    stage.document.commitUndo();
    const before = stage.canvas();
    const steps = stage.document.undoSteps();
    await open('fill');
    assert.deepEqual(
      rows().map(({ prompt, on }) => [prompt, on]),
      [
        ['cat', true],
        ['', false],
        ['dog', true],
        ['fish', true],
      ],
    );
    const left = () => amountOf(tools.fill.cell.get()).layers;
    tools.fill.actions.toggleAll(false);
    assert.equal(left(), 0);
    tools.fill.actions.toggleAll(true); // but for what says nothing
    assert.equal(left(), 3);
    tools.fill.actions.toggle(3);
    assert.equal(left(), 2);
    await run();
    assert.deepEqual(
      asked.map(({ prompt, width, height }) => [prompt, width, height]),
      [
        ['cat', 64, 48],
        ['dog', 66, 48],
      ],
    );
    assert.deepEqual(
      ids.map((id) => requestAt(stage, id)?.prompt),
      ['cat', undefined, 'dog', undefined],
    );
    assert.equal(stage.document.undoSteps(), steps + 1);
    assert.match(outcomeOf(tools.fill.cell.get()) ?? '', /^2 layers show their clips\./);
    stage.document.undo();
    assert.deepEqual(stage.canvas(), before);
  });

  test('looks again where it is told to, at what is selected by then', async () => {
    const { stage, tools, open, rows, until } = await played(draws);
    const [cat = '', dog = ''] = shapes(stage, ['Cat', 'Dog']);
    stage.document.select([cat]);
    await open('fill');
    const names = () => rows().map(({ layer }) => layer.name);
    assert.deepEqual(names(), ['Cat']);
    stage.document.select([dog]);
    tools.fill.actions.scope('children');
    await until(() => names()[0] === 'Dog', 'the other layer');
    tools.fill.actions.scope('page');
    await until(() => rows().length === 2, 'the page');
  });

  test('takes a prompt that is typed, and says when nothing can be drawn of it', async () => {
    const { stage, tools, open, run, rows } = await played(draws);
    const [id = ''] = shapes(stage, ['Cat']);
    stage.document.select([id]);
    await open('fill');
    await tools.fill.actions.edit(0, 'nothing');
    assert.equal(rows()[0]?.doubt, 'FlashVideo does not know how to draw this.');
    await tools.fill.actions.edit(0, 'a fish swimming');
    assert.equal(rows()[0]?.doubt, null);
    await run();
    assert.equal(requestAt(stage, id)?.prompt, 'a fish swimming');
  });

  test('with one prompt for all differs by take or colour, in the order of the layers', async () => {
    const { stage, tools, asked, open, run } = await played(draws);
    const ids = shapes(stage, ['Cat', 'Nothing', 'Fish']);
    for (const vary of ['takes', 'colours', 'nothing'] as const) {
      stage.document.select(ids);
      await open('fill');
      tools.fill.actions.one('a star');
      tools.fill.actions.vary(vary);
      asked.length = 0;
      await run();
      const facts = asked.map(({ prompt, shape }) => [prompt, shape?.style, shape?.tint]);
      assert.equal(facts.length, 3);
      assert.ok(facts.every(([prompt]) => prompt === 'a star'));
      assert.equal(new Set(facts.map(([, style]) => style)).size, vary === 'takes' ? 3 : 1);
      assert.equal(new Set(facts.map(([, , tint]) => tint)).size, vary === 'colours' ? 3 : 1);
    }
  });

  test('goes on after a clip that cannot be drawn, a layer that was locked, one that was deleted', async () => {
    const { stage, open, run, rows } = await played(async (request, nth) => {
      if (nth === 0) throw new Error('Out of memory.');
      if (nth === 1) stage.node(ids[1] ?? '').locked = true;
      if (nth === 2) stage.document.remove(ids[2] ?? '');
      return clipOf(request);
    });
    const ids = shapes(stage, ['Cat', 'Dog', 'Fish', 'Bird']);
    stage.document.select(ids);
    await open('fill');
    await run();
    assert.deepEqual(
      rows().map(({ state, note }) => [state, note]),
      [
        ['failed', 'Out of memory.'],
        ['failed', '“Dog” is locked: unlock it and try again.'],
        ['failed', rows()[2]?.note],
        ['done', null],
      ],
    );
    assert.match(rows()[2]?.note ?? '', /deleted meanwhile/);
    assert.equal(requestAt(stage, ids[3] ?? '')?.prompt, 'bird');
    assert.deepEqual(stage.run$().errors, []);
  });

  test('of fifty layers, cancelled at whatever moment, leaves whole layers only', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 49 }), fc.boolean(), async (at, early) => {
        const { stage, tools, open, run, rows } = await played(async (request, nth) => {
          if (nth === at && early) return new Promise(() => {}); // it is being drawn when it is cancelled
          if (nth === at) queueMicrotask(tools.fill.actions.cancel); // it is just there
          return clipOf(request);
        });
        const ids = shapes(
          stage,
          Array.from({ length: 50 }, () => 'Cat'),
        );
        stage.document.select(ids);
        stage.document.commitUndo();
        const before = stage.canvas();
        await open('fill');
        const stopped = run();
        if (early) {
          await turns(() => rows()[at]?.state === 'drawing', 'the clip to be cancelled');
          tools.fill.actions.cancel();
        }
        await stopped;
        const filled = ids.filter((id) => requestAt(stage, id) !== null);
        const pictures = ids.filter((id) =>
          (stage.node(id).fills as { type: string }[]).some(({ type }) => type === 'IMAGE'),
        );
        assert.deepEqual(filled, pictures);
        assert.deepEqual(filled, ids.slice(0, filled.length));
        assert.ok(filled.length === at || (!early && filled.length === at + 1));
        assert.ok(rows().every(({ state }) => state === 'done' || state === 'waiting'));
        if (filled.length > 0) stage.document.undo();
        assert.deepEqual(stage.canvas(), before);
      }),
      { numRuns: 6 },
    );
  });
});

describe('the list of clips', () => {
  test('redraws those that are chosen, otherwise or as was typed, keeping place and size', async () => {
    const { stage, tools, asked, open, run, rows } = await played(draws);
    const ids = shapes(stage, ['Hero', 'Side', 'Foot']);
    for (const id of ids) stage.node(id).pluginData = { request: JSON.stringify(REQUEST) };
    const sizes = ids.map((id) => [stage.node(id).x, stage.node(id).width]);
    await open('clips');
    assert.deepEqual(
      rows().map(({ prompt, on }) => [prompt, on]),
      ids.map(() => [REQUEST.prompt, false]),
    );
    tools.fill.actions.toggle(0);
    await tools.fill.actions.edit(2, 'a fish');
    await run();
    assert.deepEqual(
      asked.map(({ prompt }) => prompt),
      [REQUEST.prompt, 'a fish'],
    );
    assert.deepEqual([asked[0]?.seed, asked[0]?.shape], [BEST_GUESS, { style: 'take 1' }]);
    assert.deepEqual(
      ids.map((id) => requestAt(stage, id)?.prompt),
      [REQUEST.prompt, REQUEST.prompt, 'a fish'],
    );
    assert.deepEqual(
      ids.map((id) => [stage.node(id).x, stage.node(id).width]),
      sizes,
    );
    tools.fill.actions.selectAll();
    await turns(() => stage.document.state().selection.length === 3, 'the selection');
  });
});
