/** The skeleton of a frame: from its layers, by the real main.js in QuickJS, to the pixels of the clip. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Layout, StoredRequest } from '../../plugin/protocol';
import type { Client } from '../../ui/link/client';
import { createStore } from '../../ui/store';
import { createTools } from '../../ui/tools/tools';
import { type LayoutBox, SHIMMERS, type SkeletonRequest } from '../../worker/api';
import { drawSkeletonClip } from '../../worker/skeleton';
import { decodeGif, type Gif } from '../e2e/gif';
import { type Bone, EXAMPLES, type Spec } from './layouts';
import { gif, openStage, REQUEST, replace, type Stage, turns } from './stage';

const LEAST_IOU = 0.95;

function build(stage: Stage, { holds = [], ...spec }: Spec, parent = '0:1'): string {
  const id = stage.add({ ...spec, parent });
  for (const one of holds) build(stage, one, id);
  return id;
}

async function measure(stage: Stage, nodeId: string | null) {
  const answer = () => stage.toUi.find(({ type }) => type === 'measured');
  stage.toUi.length = 0;
  stage.send({ type: 'measure', nodeId });
  await turns(() => answer() !== undefined, 'the layout');
  const measured = answer();
  assert.ok(measured?.type === 'measured');
  return measured;
}

async function layoutOf(stage: Stage, id: string): Promise<Layout> {
  const { layout, problem } = await measure(stage, id);
  assert.ok(layout, problem ?? '');
  return layout;
}

async function openPanel(): Promise<Stage> {
  const stage = openStage();
  await stage.run('generate');
  return stage;
}

const requestOf = ({ width, height, boxes }: Layout): SkeletonRequest => ({
  width,
  height,
  boxes,
  block: '#dce1e8',
  highlight: '#f6f8fa',
  direction: 'right',
  seconds: 0.5,
  fps: 8,
  background: 'transparent',
  matte: null,
});

async function draw(request: SkeletonRequest): Promise<Gif> {
  const steps = drawSkeletonClip(request);
  let last = 0;
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return decodeGif(value.gif);
    assert.ok(value.fraction >= last && value.fraction <= 1);
    last = value.fraction;
  }
}

/** The boxes around what hangs together in the first frame. */
function bonesIn({ width, height, frames: [rgba = new Uint8Array()] }: Gif): Bone[] {
  const seen = new Uint8Array(width * height);
  const bones: Bone[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] || rgba[4 * start + 3] === 0) continue;
    let [left, top, right, bottom] = [width, height, 0, 0];
    const queue = [start];
    seen[start] = 1;
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      const next = [
        x > 0 ? at - 1 : at,
        x < width - 1 ? at + 1 : at,
        y > 0 ? at - width : at,
        y < height - 1 ? at + width : at,
      ];
      for (const one of next) {
        if (seen[one] || rgba[4 * one + 3] === 0) continue;
        seen[one] = 1;
        queue.push(one);
      }
    }
    bones.push({ x: left, y: top, width: right - left + 1, height: bottom - top + 1 });
  }
  return bones;
}

/** Intersection over union. */
function iou(a: Bone, b: Bone): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const both = Math.max(0, across) * Math.max(0, down);
  return both / (a.width * a.height + b.width * b.height - both);
}

describe('the skeleton of a frame', () => {
  for (const { name, frame, bones } of EXAMPLES) {
    test(`of ${name} has its boxes, and no other`, async () => {
      const stage = await openPanel();
      const layout = await layoutOf(stage, build(stage, frame));
      assert.deepEqual([layout.width, layout.height, layout.more], [frame.width, frame.height, 0]);
      const gif = await draw(requestOf(layout));
      assert.deepEqual([gif.width, gif.height], [frame.width, frame.height]);
      const drawn = bonesIn(gif);
      assert.equal(drawn.length, bones.length);
      const best = bones.map((bone) => Math.max(...drawn.map((one) => iou(bone, one))));
      const mean = best.reduce((sum, one) => sum + one, 0) / best.length;
      assert.ok(mean >= LEAST_IOU, `IoU ${mean.toFixed(3)}, least ${Math.min(...best).toFixed(3)}`);
    });
  }
});

describe('the layout of a frame', () => {
  test('leaves out what cannot be seen, and the smallest boxes of very many', async () => {
    const stage = await openPanel();
    const frame = stage.add({ type: 'FRAME', width: 1000, height: 1000 });
    const spec = { type: 'RECTANGLE', parent: frame, width: 10, height: 10 };
    stage.add({ ...spec, visible: false });
    stage.add({ ...spec, opacity: 0 });
    stage.add({ ...spec, fills: [] });
    stage.add({ ...spec, x: -50 });
    stage.add({ ...spec, height: 1 });
    for (let i = 0; i < 410; i++) {
      const [x, y] = [20 * (i % 40), 30 + 20 * Math.floor(i / 40)];
      stage.add({ ...spec, x, y, width: i < 10 ? 4 : 10 });
    }
    const { boxes, more } = await layoutOf(stage, frame);
    assert.deepEqual([boxes.length, more], [400, 10]);
    assert.ok(boxes.every(({ width }) => width === 10));
  });

  test('that cannot be had is a sentence', async () => {
    const stage = await openPanel();
    const problem = async (id: string | null) => (await measure(stage, id)).problem ?? '';
    assert.match(await problem(null), /^Select one frame/);
    assert.match(await problem('9:9'), /was deleted/);
    const text = stage.add({ type: 'TEXT', name: 'Title' });
    assert.match(await problem(text), /“Title” is no frame/);
    const empty = stage.add({ type: 'FRAME', name: 'Empty' });
    assert.match(await problem(empty), /“Empty” holds nothing/);
    const huge = stage.add({ type: 'FRAME', name: 'Huge', width: 5000 });
    assert.match(await problem(huge), /“Huge” is over 2048 px/);
    stage.document.select([empty, huge]);
    assert.match(await problem(null), /^Select one frame/);
    assert.deepEqual(stage.run$().errors, []);
  });

  test('of the selection comes with the menu command, or a sentence that says what to select', async () => {
    const stage = openStage();
    const run = await stage.run('skeleton');
    assert.deepEqual([run.open, stage.shown.length], [false, 0]);
    assert.match(run.toasts.at(-1)?.message ?? '', /^Select one frame/);
    const [{ frame }] = EXAMPLES as [(typeof EXAMPLES)[0]];
    const id = build(stage, { ...frame, name: 'Card' });
    stage.document.select([id]);
    await stage.run('skeleton');
    const { opening } = await stage.ready();
    assert.ok(opening.kind === 'skeleton');
    const { nodeId, name, ground, boxes } = opening.layout;
    assert.deepEqual([nodeId, name, ground, boxes.length], [id, 'Card', '#ffffff', 6]);
  });
});

describe('a skeleton on the canvas', () => {
  const styled = (of: string, width: number, height: number): StoredRequest => ({
    ...REQUEST,
    prompt: 'Skeleton of Card',
    width,
    height,
    skeleton: { of, block: '#dce1e8', highlight: '#f6f8fa', direction: 'diagonal' },
  });

  async function withSkeleton() {
    const stage = await openPanel();
    const screen = stage.add({ type: 'FRAME', width: 500, height: 500, layoutMode: 'VERTICAL' });
    const card = stage.add({ type: 'FRAME', parent: screen, name: 'Card', width: 300, height: 90 });
    stage.add({ type: 'RECTANGLE', parent: card, x: 10, y: 10, width: 50, height: 50 });
    const request = styled(card, 300, 90);
    await stage.insert({ gif: gif(300, 90), request, target: { kind: 'new', beside: card } });
    const [layer = ''] = stage.document.state().selection;
    return { stage, card, layer };
  }

  test('lies beside its frame, as large as that is, named', async () => {
    const { stage, layer } = await withSkeleton();
    const { parent, name, x, y, width, height } = stage.node(layer);
    assert.deepEqual([parent, name], ['0:1', 'Skeleton of Card']);
    assert.deepEqual([x, y, width, height], [524, 0, 300, 90]);
  });

  test('is made anew of what its frame holds by then, and grows with it', async () => {
    const { stage, card, layer } = await withSkeleton();
    stage.node(card).height = 160;
    stage.add({ type: 'RECTANGLE', parent: card, x: 10, y: 80, width: 80, height: 50 });
    stage.document.commitUndo();
    const before = stage.canvas();
    stage.run$().close();
    stage.toUi.length = 0;
    await stage.run('regenerate');
    const { opening } = await stage.ready();
    assert.ok(opening.kind === 'regenerate');
    const [target] = opening.targets;
    assert.deepEqual([target?.nodeId, target?.layout?.boxes.length], [layer, 2]);
    const request = styled(card, 300, 160);
    await stage.insert({ gif: gif(300, 160), request, target: replace(layer) });
    const { width, height } = stage.node(layer);
    assert.deepEqual([width, height], [300, 160]);
    stage.document.undo();
    assert.deepEqual(stage.canvas(), before);
  });

  test('whose frame was deleted is told, and edited it opens with its frame', async () => {
    const { stage, card, layer } = await withSkeleton();
    stage.run$().close();
    stage.toUi.length = 0;
    await stage.run('edit');
    const { opening } = await stage.ready();
    assert.ok(opening.kind === 'skeleton');
    assert.deepEqual([opening.layout.nodeId, opening.edited?.nodeId], [card, layer]);
    stage.run$().close();
    stage.document.remove(card);
    const run = await stage.run('regenerate');
    assert.equal(run.toasts.at(-1)?.message, 'The frame of this skeleton was deleted.');
    assert.equal(run.open, false);
  });
});

/** Within the box, or a pixel beside it: edges are rounded to whole ones. */
const near = ({ x, y, width, height }: LayoutBox, px: number, py: number) =>
  px >= x - 1 && px <= x + width + 1 && py >= y - 1 && py <= y + height + 1;

describe('the clip of a skeleton', () => {
  const box = fc.record({
    kind: fc.constantFrom('text', 'image', 'avatar', 'block'),
    x: fc.double({ min: -20, max: 120, noNaN: true }),
    y: fc.double({ min: -20, max: 120, noNaN: true }),
    width: fc.double({ min: 0.5, max: 150, noNaN: true }),
    height: fc.double({ min: 0.5, max: 150, noNaN: true }),
    radius: fc.double({ min: 0, max: 80, noNaN: true }),
    lineHeight: fc.double({ min: 1, max: 40, noNaN: true }),
  });
  const request: fc.Arbitrary<SkeletonRequest> = fc.record({
    width: fc.integer({ min: 1, max: 60 }),
    height: fc.integer({ min: 1, max: 60 }),
    boxes: fc.array(box as fc.Arbitrary<LayoutBox>, { maxLength: 6 }),
    block: fc.constant('#204060' as const),
    highlight: fc.constant('#80a0c0' as const),
    direction: fc.constantFrom(...SHIMMERS),
    seconds: fc.double({ min: 0.3, max: 0.6, noNaN: true }),
    fps: fc.integer({ min: 4, max: 12 }),
    background: fc.constantFrom('transparent' as const, '#ffffff' as const),
    matte: fc.constantFrom(null, '#ffffff' as const),
  });

  test('of any boxes lies within them, between its two colours, and is one loop', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const clip = await draw(asked);
        assert.deepEqual([clip.width, clip.height, clip.loops], [asked.width, asked.height, 0]);
        const time = clip.delays.reduce((sum, delay) => sum + delay, 0);
        assert.ok(Math.abs(time - 100 * asked.seconds) <= 1);
        const inside = Array.from({ length: asked.width * asked.height }, (_, i) =>
          asked.boxes.some((one) => near(one, i % asked.width, Math.floor(i / asked.width))),
        );
        const wrong = clip.frames.flatMap((rgba) => inside.filter((_, i) => !isRight(rgba, i)));
        assert.equal(wrong.length, 0);

        function isRight(rgba: Uint8Array, i: number): boolean {
          const at = 4 * i;
          const [red, blue] = [rgba[at] ?? 0, rgba[at + 2] ?? 0];
          if (rgba[at + 3] === 0) return asked.background === 'transparent';
          if (!inside[i]) return red === 255 && asked.background === '#ffffff';
          return red >= 31 && red <= blue;
        }
      }),
      { numRuns: 40 },
    );
  });

  test('shines the way it is told, and rests in its first frame', async () => {
    const bar: LayoutBox = { kind: 'block', x: 0, y: 0, width: 60, height: 60, radius: 0 };
    for (const [direction, opposite] of [
      ['right', 'left'],
      ['down', 'up'],
    ] as const) {
      const asked = { ...requestOf({ width: 60, height: 60, boxes: [bar] } as Layout), fps: 12 };
      const [one, other] = [
        await draw({ ...asked, direction }),
        await draw({ ...asked, direction: opposite }),
      ];
      const first = new Set(new Uint32Array(one.frames[0]?.slice().buffer ?? new ArrayBuffer(0)));
      assert.equal(first.size, 1);
      const mirror = (x: number, y: number) => (direction === 'right' ? [59 - x, y] : [x, 59 - y]);
      one.frames.forEach((rgba, at) => {
        for (const [x, y] of [
          [5, 8],
          [30, 44],
          [50, 20],
        ] as const) {
          const [mx = 0, my = 0] = mirror(x, y);
          assert.equal(rgba[4 * (60 * y + x)], other.frames[at]?.[4 * (60 * my + mx)]);
        }
      });
    }
  });

  test('that is asked for wrongly is refused with a sentence', async () => {
    const right = requestOf({ width: 60, height: 60, boxes: [] as LayoutBox[] } as Layout);
    const wrong: [Partial<SkeletonRequest>, RegExp][] = [
      [{ width: 0 }, /1 to 2048 px wide and high, not 0 × 60/],
      [{ height: 9.5 }, /not 60 × 9.5/],
      [{ block: '#12' }, /colour is #rrggbb, not #12/],
      [{ seconds: 60 }, /lasts 0.3 to 6 s, not 60/],
      [{ fps: 90 }, /1 to 50 frames a second, not 90/],
    ];
    for (const [part, sentence] of wrong) {
      await assert.rejects(draw({ ...right, ...part }), {
        name: 'RequestError',
        message: sentence,
      });
    }
  });
});

describe('the panel’s tool', () => {
  const [{ frame }] = EXAMPLES as [(typeof EXAMPLES)[0]];

  /** The tool joined to a stage, with the worker's own skeletons. */
  function joined(stage: Stage) {
    const client: Client = {
      skeleton: (request) => made(drawSkeletonClip(request)),
      load: () => {},
      generate: async () => null,
      variations: async () => [],
      another: async () => ({}),
      exportAs: async () => null,
      recipe: async () => null,
      cancel: () => {},
    };
    const tools = createTools({
      store: createStore(),
      client,
      send: (message) => stage.send(message),
      dataUrl: async () => 'data:,',
      read: async () => null,
    });
    let heard = 0;
    const until = (done: () => boolean, what: string) =>
      turns(() => {
        for (; heard < stage.toUi.length; heard++) tools.receive(stage.toUi[heard]!);
        return done();
      }, what);
    return { tools, until };
  }

  test('inserts the skeleton of the selection in the style that was chosen', async () => {
    const stage = await openPanel();
    const id = build(stage, { ...frame, name: 'Card' });
    stage.document.select([id]);
    const { tools, until } = joined(stage);
    const { cell, actions } = tools.skeleton;
    tools.open('skeleton');
    await until(() => cell.get().clip !== null, 'the skeleton');
    actions.style({ block: '#204060', direction: 'up', seconds: 0.9 });
    await until(() => cell.get().clip?.loopMs === 900, 'the other style');
    void actions.insert();
    await until(() => cell.get().notice !== null, 'the answer');
    assert.deepEqual(cell.get().notice, { tone: 'good', text: 'Added a new layer beside “Card”.' });
    const [layer = ''] = stage.document.state().selection;
    const { skeleton, seconds } = JSON.parse(stage.node(layer).pluginData.request ?? '');
    const highlight = '#f6f8fa';
    assert.deepEqual(skeleton, { of: id, block: '#204060', highlight, direction: 'up' });
    assert.equal(seconds, 0.9);
  });

  test('makes it anew, as large as its frame is by then', async () => {
    const stage = await openPanel();
    const id = build(stage, { ...frame, name: 'Card' });
    stage.document.select([id]);
    const { tools, until } = joined(stage);
    tools.open('skeleton');
    await until(() => tools.skeleton.cell.get().clip !== null, 'the skeleton');
    void tools.skeleton.actions.insert();
    await until(() => tools.skeleton.cell.get().notice !== null, 'the answer');
    const [layer = ''] = stage.document.state().selection;
    stage.node(id).height = 400;
    stage.run$().close();
    stage.toUi.length = 0;
    await stage.run('regenerate');
    const { opening } = await stage.ready();
    assert.ok(opening.kind === 'regenerate');
    const again = joined(stage);
    void again.tools.skeleton.redraw(opening.targets[0]!);
    await again.until(() => stage.node(layer).height === 400, 'the skeleton to grow');
  });

  test('says why there is none', async () => {
    const stage = await openPanel();
    const { tools, until } = joined(stage);
    tools.open('skeleton');
    await until(() => tools.skeleton.cell.get().notice !== null, 'the reason');
    assert.match(tools.skeleton.cell.get().notice?.text ?? '', /^Select one frame/);
  });
});

async function made(steps: ReturnType<typeof drawSkeletonClip>) {
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
  }
}
