/** What inserting does to the canvas, with the real main.js in QuickJS. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MadeClip, Settings, Target } from '../../plugin/protocol';
import { fill, gif, openStage, REQUEST, replace, type Stage } from './stage';

async function openPanel(editor?: Parameters<typeof openStage>[0]): Promise<Stage> {
  const stage = openStage(editor);
  await stage.run('generate');
  await stage.ready();
  return stage;
}

/** The image fills of a layer. */
function pictures(stage: Stage, id: string) {
  const { fills } = stage.node(id);
  return Array.isArray(fills) ? fills.filter((paint) => paint.type === 'IMAGE') : [];
}

function only<T>(list: T[]): T {
  assert.equal(list.length, 1);
  return list[0] as T;
}

const SETTINGS: Settings = {
  background: '#000000',
  canvas: { follow: true, density: 1, width: 64, height: 64 },
  engine: 'auto',
};

/** A clip of one drawing, in this size. */
const clipOf = (width: number, height: number): MadeClip => ({
  gif: gif(width, height),
  request: { ...REQUEST, width, height },
});

/** Nothing worth seeing of the box below is left. */
function covers(above: Box, below: Box): boolean {
  const across =
    Math.min(above.x + above.width, below.x + below.width) - Math.max(above.x, below.x);
  const down =
    Math.min(above.y + above.height, below.y + below.height) - Math.max(above.y, below.y);
  return across > 0 && down > 0 && across * down > 0.8 * below.width * below.height;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const newest = (stage: Stage) => only(stage.document.state().selection);

describe('a shape that is to be filled', () => {
  test('shows the clip, keeps its name, and remembers its request', async () => {
    const stage = await openPanel();
    const shape = stage.add({ type: 'ELLIPSE', name: 'Avatar' });
    stage.document.select([shape]);
    const answer = await stage.insert({ target: fill(shape) });
    assert.deepEqual([answer.type, answer.message], ['inserted', 'Filled “Avatar”.']);
    const { name, pluginData, relaunch } = stage.node(shape);
    assert.equal(name, 'Avatar');
    assert.deepEqual(JSON.parse(pluginData.request ?? ''), REQUEST);
    assert.deepEqual(Object.keys(relaunch), ['regenerate', 'edit']);
    assert.equal(pictures(stage, shape).length, 1);
    assert.deepEqual(stage.document.state().selection, [shape]);
    assert.equal(Object.keys(stage.document.state().nodes).length, 2); // nothing was added
  });

  test('keeps its colour under a transparent clip, and loses the picture it had', async () => {
    const stage = await openPanel();
    const shape = stage.add({ type: 'RECTANGLE' });
    await stage.insert({ target: fill(shape) });
    await stage.insert({ target: replace(shape), gif: gif(64, 64) });
    const { fills } = stage.node(shape);
    assert.deepEqual(Array.isArray(fills) && fills.map(({ type }) => type), ['SOLID', 'IMAGE']);
  });

  test('is covered by the ground of an opaque clip, which goes with the clip', async () => {
    const stage = await openPanel();
    const shape = stage.add({ type: 'RECTANGLE' });
    const target = fill(shape);
    await stage.insert({ target, request: { ...REQUEST, background: '#ff8000' } });
    const [ground] = stage.node(shape).fills as { type: string; color?: { r: number } }[];
    assert.deepEqual([ground?.type, ground?.color?.r], ['SOLID', 1]);
    await stage.insert({ target });
    assert.deepEqual(
      (stage.node(shape).fills as { type: string }[]).map(({ type }) => type),
      ['IMAGE'],
    );
  });

  test('inside an instance is filled without buttons, and keeps the name overrides hang on', async () => {
    const stage = await openPanel();
    const instance = stage.add({ type: 'INSTANCE' });
    const avatar = stage.add({ type: 'ELLIPSE', parent: instance, name: REQUEST.prompt });
    assert.equal((await stage.insert({ target: fill(avatar) })).type, 'inserted');
    const request = { ...REQUEST, prompt: 'a fish' };
    await stage.insert({ target: replace(avatar), request });
    assert.deepEqual([stage.node(avatar).name, stage.node(avatar).relaunch], [REQUEST.prompt, {}]);
    assert.deepEqual(JSON.parse(stage.node(avatar).pluginData.request ?? ''), request);
    assert.equal(pictures(stage, avatar).length, 1);
  });

  test('in an auto-layout frame is filled where it is', async () => {
    const stage = await openPanel();
    const frame = stage.add({ type: 'FRAME', layoutMode: 'VERTICAL' });
    stage.add({ type: 'TEXT', parent: frame, height: 20 });
    const shape = stage.add({ type: 'RECTANGLE', parent: frame });
    await stage.insert({ target: fill(shape) });
    assert.deepEqual([stage.node(shape).y, pictures(stage, shape).length], [20, 1]);
  });

  test('may be a frame without content, and never one whose content it would hide behind', async () => {
    const stage = await openPanel();
    const empty = stage.add({ type: 'FRAME' });
    assert.equal((await stage.insert({ target: fill(empty) })).type, 'inserted');
    assert.equal(pictures(stage, empty).length, 1);
    const card = stage.add({ type: 'FRAME', name: 'Card' });
    stage.add({ type: 'TEXT', parent: card });
    assert.match(
      (await stage.insert({ target: fill(card) })).message,
      /“Card” takes no image fill/,
    );
  });

  test('is only ever what was chosen, whatever is selected by then', async () => {
    const stage = await openPanel();
    const [chosen, other] = [stage.add({ type: 'STAR' }), stage.add({ type: 'STAR' })];
    stage.document.select([other]);
    const before = structuredClone(stage.node(other));
    await stage.insert({ target: fill(chosen) });
    assert.equal(pictures(stage, chosen).length, 1);
    assert.deepEqual(stage.node(other), before);
  });
});

describe('several chosen layers', () => {
  test('are all filled that can be; locked ones and text stay as they are', async () => {
    const stage = await openPanel();
    const shapes = [stage.add({ type: 'RECTANGLE' }), stage.add({ type: 'STAR' })];
    const others = [stage.add({ type: 'RECTANGLE', locked: true }), stage.add({ type: 'TEXT' })];
    const before = others.map((id) => structuredClone(stage.node(id)));
    const { message } = await stage.insert({ target: fill(...shapes, ...others) });
    assert.equal(message, 'Filled 2 layers and left the other 2 as they were.');
    assert.deepEqual(
      shapes.map((id) => pictures(stage, id).length),
      [1, 1],
    );
    assert.deepEqual(others.map(stage.node), before);
  });

  test('of which none takes an image are refused by name, and nothing is added', async () => {
    const stage = await openPanel();
    const ids = [stage.add({ type: 'TEXT', name: 'Title' }), stage.add({ type: 'GROUP' })];
    const before = stage.canvas();
    assert.match((await stage.insert({ target: fill(...ids) })).message, /“Title” takes no image/);
    assert.deepEqual(stage.canvas(), before);
  });

  test('swap their clips, each keeping its place and size', async () => {
    const stage = await openPanel();
    const ids = [40, 90].map((x) => stage.add({ type: 'RECTANGLE', x, width: x, height: 30 }));
    await stage.insert({ target: fill(...ids) });
    const before = ids.map((id) => structuredClone(stage.node(id)));
    const request = { ...REQUEST, prompt: 'a fish' };
    const { message } = await stage.insert({
      target: replace(...ids),
      gif: gif(64, 64),
      request,
    });
    assert.equal(message, 'Replaced the clip of 2 layers.');
    for (const { id, x, width, height, name } of before) {
      const now = stage.node(id);
      assert.deepEqual([now.x, now.width, now.height, now.name], [x, width, height, name]);
      assert.equal(JSON.parse(now.pluginData.request ?? '').prompt, 'a fish');
    }
  });
});

describe('names', () => {
  test('that a prompt gave follow the prompt; a layer’s own name stays', async () => {
    const stage = await openPanel();
    await stage.insert();
    const layer = newest(stage);
    const request = { ...REQUEST, prompt: 'a fish' };
    await stage.insert({ target: replace(layer), request });
    assert.equal(stage.node(layer).name, 'a fish');
    stage.node(layer).name = 'Hero picture';
    await stage.insert({ target: replace(layer) });
    assert.equal(stage.node(layer).name, 'Hero picture');
  });

  test('in sentences are cut, and no emoji is torn', async () => {
    const stage = await openPanel();
    const name = '🚀'.repeat(60);
    const shape = stage.add({ type: 'RECTANGLE', name });
    const { message } = await stage.insert({ target: fill(shape) });
    assert.equal(message, `Filled “${'🚀'.repeat(39)}…”.`);
  });
});

describe('clips of several sizes', () => {
  const images = (stage: Stage, id: string) =>
    pictures(stage, id).map(({ imageHash, scaleMode }) => {
      const bytes = stage.document.images.get(imageHash ?? '');
      return [bytes?.[6], bytes?.[8], scaleMode]; // width and height are under 256
    });
  const shapes: [width: number, height: number][] = [
    [200, 100],
    [100, 200],
    [150, 150],
    [402, 200],
    [240, 100],
  ];

  test('go each to the layers of its aspect: whole ones fill, the nearest fits', async () => {
    const stage = await openPanel();
    const ids = shapes.map(([width, height]) => stage.add({ type: 'RECTANGLE', width, height }));
    stage.document.commitUndo();
    const before = stage.canvas();
    await stage.insert({
      clips: [clipOf(200, 100), clipOf(150, 150), clipOf(50, 100)],
      target: fill(...ids),
    });
    assert.deepEqual(
      ids.map((id) => images(stage, id)),
      [
        [[200, 100, 'FILL']],
        [[50, 100, 'FILL']],
        [[150, 150, 'FILL']],
        [[200, 100, 'FILL']], // half a percent wider
        [[200, 100, 'FIT']],
      ],
    );
    const sizes = ids.map((id) => JSON.parse(stage.node(id).pluginData.request ?? '').width);
    assert.deepEqual(sizes, [200, 50, 150, 200, 200]);
    stage.document.undo();
    assert.deepEqual(stage.canvas(), before); // all of it was one step
  });

  test('are none inserted when one of them is no GIF', async () => {
    const stage = await openPanel();
    const target = fill(stage.add({ type: 'RECTANGLE' }));
    const before = stage.canvas();
    const broken = { gif: new Uint8Array(9), request: REQUEST };
    assert.equal((await stage.insert({ clips: [clipOf(9, 9), broken], target })).type, 'refused');
    assert.deepEqual(stage.canvas(), before);
  });

  test('lead to one new layer, of the first', async () => {
    const stage = await openPanel();
    await stage.insert({ clips: [clipOf(200, 100), clipOf(50, 100)] });
    const layer = newest(stage);
    const { width, height } = stage.node(layer);
    assert.deepEqual([width, height, images(stage, layer)], [200, 100, [[200, 100, 'FILL']]]);
  });

  test('replace a layer by the one nearest to its aspect', async () => {
    const stage = await openPanel();
    const layer = stage.add({ type: 'RECTANGLE', width: 50, height: 100 });
    await stage.insert({ target: fill(layer) });
    await stage.insert({ clips: [clipOf(200, 100), clipOf(50, 100)], target: replace(layer) });
    assert.deepEqual(images(stage, layer), [[50, 100, 'FILL']]);
  });
});

describe('a new layer', () => {
  test('lies in the middle of the view, selected, at the size of the clip', async () => {
    const stage = await openPanel();
    stage.document.state().center = { x: 1000, y: 500 };
    const { message } = await stage.insert();
    assert.equal(message, 'Added a new layer in the middle of the view.');
    const { x, y, width, height, name, type } = stage.node(newest(stage));
    assert.deepEqual(
      [type, name, x, y, width, height],
      ['RECTANGLE', REQUEST.prompt, 936, 436, 128, 128],
    );
  });

  for (const type of ['GROUP', 'TEXT', 'RECTANGLE', 'INSTANCE', 'LINE']) {
    test(`lies beside a selected ${type} of the page, which stays as it is`, async () => {
      const stage = await openPanel();
      const id = stage.add({ type, name: 'Thing', x: 40, y: 60 });
      if (type === 'INSTANCE') stage.add({ type: 'RECTANGLE', parent: id });
      const before = structuredClone(stage.node(id));
      stage.document.select([id]);
      assert.equal((await stage.insert()).message, 'Added a new layer beside “Thing”.');
      assert.deepEqual(stage.node(id), before);
      const { parent, x, y } = stage.node(newest(stage));
      assert.deepEqual([parent, x, y], ['0:1', 164, 60]);
    });
  }

  test('leaves locked frames and instances alone: it goes to the next one around them', async () => {
    for (const [type, locked] of [
      ['FRAME', true],
      ['INSTANCE', false],
    ] as const) {
      const stage = await openPanel();
      const screen = stage.add({ type: 'FRAME', name: 'Screen', width: 800, height: 600 });
      const around = stage.add({ type, locked, parent: screen });
      const inside = stage.add({ type: 'RECTANGLE', parent: around });
      stage.document.select([inside]);
      const before = structuredClone(stage.node(around));
      assert.equal((await stage.insert()).message, 'Added a new layer inside “Screen”.');
      assert.deepEqual(stage.node(around), before);
      assert.equal(stage.node(newest(stage)).parent, screen);
    }
  });

  test('goes into the middle of a selected section or frame, empty ones too', async () => {
    for (const type of ['SECTION', 'FRAME']) {
      for (const holds of [true, false]) {
        const stage = await openPanel();
        const box = stage.add({ type, name: 'Card', width: 400, height: 300, x: 50, y: 60 });
        if (holds) stage.add({ type: 'TEXT', parent: box });
        stage.document.select([box]);
        assert.equal((await stage.insert()).message, 'Added a new layer inside “Card”.');
        const { parent, x, y } = stage.node(newest(stage));
        assert.deepEqual([parent, x, y], [box, 136, 86]);
        assert.equal(pictures(stage, box).length, 0);
      }
    }
  });

  test('goes into the top-level frame under the view’s middle, also one in a section', async () => {
    for (const inSection of [false, true]) {
      const stage = await openPanel();
      const parent = inSection
        ? stage.add({ type: 'SECTION', x: -500, y: -500, width: 2000, height: 2000 })
        : '0:1';
      const at = inSection ? 500 : 0; // relative to the section
      const spec = { type: 'FRAME', parent, x: at - 50, y: at - 100, width: 390, height: 844 };
      stage.add({ ...spec, name: 'Below' });
      const screen = stage.add({ ...spec, name: 'Phone' });
      stage.add({ ...spec, name: 'Hidden', visible: false });
      stage.add({ ...spec, name: 'Locked', locked: true });
      stage.add({ ...spec, x: 700, name: 'Elsewhere' });
      assert.equal((await stage.insert()).message, 'Added a new layer inside “Phone”.');
      const { parent: there, x, y } = stage.node(newest(stage));
      assert.deepEqual([there, x, y], [screen, 0, 36]); // the view shows only a part of it
    }
  });

  test('lies beside its neighbour where the frame has room, else in the middle', async () => {
    const places = [];
    for (const width of [400, 200, 100]) {
      const stage = await openPanel();
      const card = stage.add({ type: 'FRAME', width, height: 2 * width });
      const shape = stage.add({ type: 'RECTANGLE', parent: card, width: 90 });
      stage.document.select([shape]);
      await stage.insert();
      const { x, y } = stage.node(newest(stage));
      places.push([x, y]);
    }
    assert.deepEqual(places, [
      [114, 0],
      [0, 124],
      [0, 50], // shrunk to the frame's width
    ]);
  });

  for (const editor of ['figma', 'figjam', 'slides'] as const) {
    test(`repeated in ${editor} never hides another, wherever it goes`, async () => {
      for (const around of ['page', 'frame', 'selection']) {
        const stage = await openPanel(editor);
        const box = stage.add({ type: 'SECTION', x: -200, y: -200, width: 500, height: 500 });
        if (around === 'page') stage.document.remove(box);
        const added: string[] = [];
        for (let i = 0; i < 8; i++) {
          if (around !== 'selection') stage.document.select([]);
          await stage.insert();
          added.push(newest(stage));
        }
        const boxes = added.map((id) => stage.document.absolute(id));
        boxes.forEach((one, i) => {
          for (const above of boxes.slice(i + 1))
            assert.ok(!covers(above, one), `${i} in ${around}`);
        });
      }
    });
  }

  test('never is a layer to be filled by mistake: what was just added is not offered', async () => {
    const stage = await openPanel();
    await stage.insert();
    const layer = newest(stage);
    const told = () =>
      stage.toUi.flatMap((one) => (one.type === 'selection' ? [one.selection] : []));
    assert.equal(told().at(-1)?.fill, null);
    assert.deepEqual(told().at(-1)?.replace?.nodeIds, [layer]);
    await stage.insert();
    assert.notEqual(newest(stage), layer);
  });

  test('is laid out by a selected auto-layout frame, and shrunk to fit it', async () => {
    const stage = await openPanel();
    const frame = stage.add({ type: 'FRAME', name: 'List', layoutMode: 'VERTICAL', width: 64 });
    stage.add({ type: 'TEXT', parent: frame, height: 20 });
    stage.document.select([frame]);
    assert.equal((await stage.insert()).message, 'Added a new layer at the end of “List”.');
    const { y, width, height } = stage.node(newest(stage));
    assert.deepEqual([y, width, height], [20, 64, 64]);
  });

  test('comes after its neighbour in an auto-layout frame', async () => {
    const stage = await openPanel();
    const list = stage.add({ type: 'FRAME', name: 'List', layoutMode: 'VERTICAL', width: 300 });
    const ids = ['One', 'Two'].map((name) => stage.add({ type: 'TEXT', name, parent: list }));
    stage.document.select(ids.slice(0, 1));
    assert.equal((await stage.insert()).message, 'Added a new layer behind “One” in “List”.');
    assert.equal(stage.node(list).children.indexOf(newest(stage)), 1);
  });

  test('out of view is brought into view without changing the zoom', async () => {
    const stage = await openPanel();
    const frame = stage.add({ type: 'FRAME', x: 9000, width: 400, height: 400 });
    stage.add({ type: 'TEXT', parent: frame });
    stage.document.select([frame]);
    await stage.insert();
    assert.deepEqual(stage.document.state().center, { x: 9200, y: 200 });
    assert.equal(stage.document.state().zoom, 1);
  });
});

describe('FigJam and Slides', () => {
  test('FigJam gets a media layer that plays, and replacing it keeps its place', async () => {
    const stage = await openPanel('figjam');
    await stage.insert();
    const first = newest(stage);
    assert.equal(stage.node(first).type, 'MEDIA');
    Object.assign(stage.node(first), { x: 10, y: 20, width: 300, height: 300 });
    const { message } = await stage.insert({ gif: gif(64, 64), target: replace(first) });
    assert.equal(message, `Replaced the clip of “${REQUEST.prompt}”.`);
    assert.equal(stage.document.has(first), false);
    const { type, x, y, width } = stage.node(newest(stage));
    assert.deepEqual([type, x, y, width], ['MEDIA', 10, 20, 300]);
  });

  test('Slides gets a rectangle on the slide in view, half as high as the slide', async () => {
    const stage = await openPanel('slides');
    const { selection } = await stage.ready();
    assert.deepEqual(selection.new.sizes, [{ width: 540, height: 540 }]);
    await stage.insert();
    const { type, parent, width, height, x, y } = stage.node(newest(stage));
    assert.deepEqual([type, stage.node(parent ?? '').type], ['RECTANGLE', 'SLIDE']);
    assert.deepEqual([x, y, width, height], [690, 270, 540, 540]);
  });

  test('a wide clip is no wider than its slide', async () => {
    const stage = await openPanel('slides');
    await stage.insert({ clips: [clipOf(1000, 100)] });
    const { width, height } = stage.node(newest(stage));
    assert.deepEqual([width, height], [1920, 192]);
  });
});

describe('undo', () => {
  test('one step takes back one insertion, and only that', async () => {
    const stage = await openPanel();
    const target = fill(stage.add({ type: 'RECTANGLE' }));
    stage.document.commitUndo();
    const before = stage.canvas();
    await stage.insert({ target });
    const between = stage.canvas();
    await stage.insert();
    assert.equal(stage.document.undoSteps(), 3);
    stage.document.undo();
    assert.deepEqual(stage.canvas().nodes, between.nodes);
    stage.document.undo();
    assert.deepEqual(stage.canvas(), before);
  });
});

describe('nothing half done', () => {
  const scenes: Record<string, (stage: Stage) => Target> = {
    'a new layer': () => ({ kind: 'new' }),
    'a new layer in a frame': (stage) => {
      const frame = stage.add({ type: 'FRAME', layoutMode: 'VERTICAL' });
      stage.add({ type: 'TEXT', parent: frame });
      stage.document.select([frame]);
      return { kind: 'new' };
    },
    'three filled layers': (stage) =>
      fill(...[1, 2, 3].map(() => stage.add({ type: 'RECTANGLE' }))),
    'a clip and the name it gave': (stage) => {
      const pluginData = { request: JSON.stringify({ ...REQUEST, prompt: 'a fish' }) };
      return replace(stage.add({ type: 'RECTANGLE', name: 'a fish', pluginData }));
    },
  };
  for (const [what, prepare] of Object.entries(scenes)) {
    test(`${what}: whichever change fails, the canvas is as it was`, async () => {
      const stage = await openPanel();
      const target = prepare(stage);
      const before = stage.canvas();
      let refused = 0;
      for (let write = 1; ; write++) {
        stage.document.failures.write = write;
        const { type, message } = await stage.insert({ target });
        if (type === 'inserted') break;
        refused++;
        assert.match(message, /^Nothing was inserted; the canvas is as it was \(.+\)\.$/);
        assert.deepEqual(stage.canvas(), before);
      }
      assert.ok(refused >= 4, `only ${refused} changes were made to fail`);
      assert.deepEqual(stage.run$().errors, []);
    });
  }

  test('replacing a media layer: whichever change fails, the canvas is as it was', async () => {
    const stage = await openPanel('figjam');
    await stage.insert();
    const target = newest(stage);
    const before = stage.canvas();
    for (let write = 1; ; write++) {
      stage.document.failures.write = write;
      if ((await stage.insert({ target: replace(target) })).type === 'inserted') break;
      assert.deepEqual(stage.canvas(), before);
    }
  });

  test('a file that can only be viewed is left alone, with a sentence', async () => {
    const stage = await openPanel();
    const target = fill(stage.add({ type: 'RECTANGLE' }));
    const before = stage.canvas();
    stage.document.failures.readOnly = true;
    const { type, message } = await stage.insert({ target });
    assert.deepEqual(
      [type, message],
      ['refused', 'This file can only be viewed: ask for edit access to insert GIFs.'],
    );
    assert.deepEqual(stage.canvas(), before);
  });

  test('an image that Figma refuses changes nothing', async () => {
    const stage = await openPanel();
    const before = stage.canvas();
    stage.document.failures.createImage = true;
    const { type, message } = await stage.insert();
    assert.equal(type, 'refused');
    assert.match(message, /^The GIF was refused as an image/);
    assert.deepEqual(stage.canvas(), before);
  });

  test('what is no GIF, or a GIF over 4096 px, is refused before anything changes', async () => {
    const stage = await openPanel();
    const before = stage.canvas();
    const png = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
    assert.match((await stage.insert({ gif: png })).message, /not a GIF/);
    assert.match((await stage.insert({ gif: new Uint8Array() })).message, /not a GIF/);
    assert.match((await stage.insert({ gif: gif(5000, 10) })).message, /too large/);
    const huge = { ...REQUEST, width: 5000 };
    assert.match((await stage.insert({ request: huge })).message, /did not arrive whole/);
    assert.match((await stage.insert({ clips: [] })).message, /did not arrive whole/);
    assert.deepEqual(stage.canvas(), before);
  });

  test('a layer deleted or locked meanwhile is refused by name', async () => {
    const stage = await openPanel();
    const gone = stage.add({ type: 'RECTANGLE' });
    stage.document.remove(gone);
    const locked = stage.add({ type: 'RECTANGLE', name: 'Hero', locked: true });
    const group = stage.add({ type: 'GROUP', name: 'Icons' });
    const before = stage.canvas();
    const refusal = async (target: Target) => (await stage.insert({ target })).message;
    for (const kind of [fill, replace])
      assert.match(await refusal(kind(locked)), /“Hero” is locked/);
    assert.match(await refusal(fill(group)), /“Icons” takes no image fill/);
    assert.match(await refusal(replace(group)), /“Icons” shows no clip/);
    assert.match(await refusal(fill(gone)), /deleted meanwhile/);
    assert.deepEqual(stage.canvas(), before);
  });

  test('a full clientStorage forgets the settings but not the clip', async () => {
    const stage = await openPanel();
    stage.document.failures.storageFull = true;
    stage.send({ type: 'settings', settings: SETTINGS });
    assert.equal((await stage.insert()).type, 'inserted');
    assert.deepEqual([stage.run$().errors, stage.storage.size], [[], 0]);
  });
});
