/** What inserting does to the canvas, with the real main.js in QuickJS. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MadeClip, Settings } from '../../plugin/protocol';
import { gif, openStage, REQUEST, type Stage } from './stage';

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

const newest = (stage: Stage) => only(stage.document.state().selection);

describe('a selected shape', () => {
  test('is filled, named, and remembers its request', async () => {
    const stage = await openPanel();
    const shape = stage.add({ type: 'ELLIPSE' });
    stage.document.select([shape]);
    const answer = await stage.insert();
    assert.deepEqual([answer.type, answer.message], ['inserted', 'Filled “Ellipse 1”.']);
    const { name, pluginData, relaunch } = stage.node(shape);
    assert.equal(name, REQUEST.prompt);
    assert.deepEqual(JSON.parse(pluginData.request ?? ''), REQUEST);
    assert.deepEqual(Object.keys(relaunch), ['regenerate', 'edit']);
    assert.equal(pictures(stage, shape).length, 1);
    assert.deepEqual(stage.document.state().selection, [shape]);
    assert.equal(Object.keys(stage.document.state().nodes).length, 2); // nothing was added
  });

  test('keeps its colour under a transparent clip, and loses the picture it had', async () => {
    const stage = await openPanel();
    const shape = stage.add({ type: 'RECTANGLE' });
    stage.document.select([shape]);
    await stage.insert();
    await stage.insert({ gif: gif(64, 64) });
    const { fills } = stage.node(shape);
    assert.deepEqual(Array.isArray(fills) && fills.map(({ type }) => type), ['SOLID', 'IMAGE']);
  });

  test('is covered by the ground of an opaque clip, which goes with the clip', async () => {
    const stage = await openPanel();
    const shape = stage.add({ type: 'RECTANGLE' });
    stage.document.select([shape]);
    await stage.insert({ request: { ...REQUEST, background: '#ff8000' } });
    const [ground] = stage.node(shape).fills as { type: string; color?: { r: number } }[];
    assert.deepEqual([ground?.type, ground?.color?.r], ['SOLID', 1]);
    await stage.insert();
    assert.deepEqual(
      (stage.node(shape).fills as { type: string }[]).map(({ type }) => type),
      ['IMAGE'],
    );
  });

  test('inside an instance is filled without buttons, and keeps the name overrides hang on', async () => {
    const stage = await openPanel();
    const instance = stage.add({ type: 'INSTANCE' });
    const avatar = stage.add({ type: 'ELLIPSE', parent: instance, name: 'Avatar' });
    stage.document.select([avatar]);
    assert.equal((await stage.insert()).type, 'inserted');
    assert.deepEqual([stage.node(avatar).name, stage.node(avatar).relaunch], ['Avatar', {}]);
    assert.deepEqual(JSON.parse(stage.node(avatar).pluginData.request ?? ''), REQUEST);
    assert.equal(pictures(stage, avatar).length, 1);
  });

  test('in an auto-layout frame is filled where it is', async () => {
    const stage = await openPanel();
    const frame = stage.add({ type: 'FRAME', layoutMode: 'VERTICAL' });
    stage.add({ type: 'TEXT', parent: frame, height: 20 });
    const shape = stage.add({ type: 'RECTANGLE', parent: frame });
    stage.document.select([shape]);
    await stage.insert();
    assert.deepEqual([stage.node(shape).y, pictures(stage, shape).length], [20, 1]);
  });
});

describe('several selected layers', () => {
  test('are all filled that can be; locked ones and text stay as they are', async () => {
    const stage = await openPanel();
    const shapes = [stage.add({ type: 'RECTANGLE' }), stage.add({ type: 'STAR' })];
    const others = [stage.add({ type: 'RECTANGLE', locked: true }), stage.add({ type: 'TEXT' })];
    const before = others.map((id) => structuredClone(stage.node(id)));
    stage.document.select([...shapes, ...others]);
    const { message } = await stage.insert();
    assert.equal(message, 'Filled 2 layers and left the other 2 as they were.');
    assert.deepEqual(
      shapes.map((id) => pictures(stage, id).length),
      [1, 1],
    );
    assert.deepEqual(others.map(stage.node), before);
  });

  test('of which none takes an image lead to a new layer', async () => {
    const stage = await openPanel();
    stage.document.select([stage.add({ type: 'TEXT' }), stage.add({ type: 'GROUP' })]);
    assert.match((await stage.insert()).message, /none of the selected layers takes an image/);
    assert.equal(pictures(stage, newest(stage)).length, 1);
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
    stage.document.select(ids);
    stage.document.commitUndo();
    const before = stage.canvas();
    await stage.insert({ clips: [clipOf(200, 100), clipOf(150, 150), clipOf(50, 100)] });
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
    stage.document.select([stage.add({ type: 'RECTANGLE' })]);
    const before = stage.canvas();
    const broken = { gif: new Uint8Array(9), request: REQUEST };
    assert.equal((await stage.insert({ clips: [clipOf(9, 9), broken] })).type, 'refused');
    assert.deepEqual(stage.canvas(), before);
  });

  test('lead to one new layer, of the first, where nothing takes a fill', async () => {
    const stage = await openPanel();
    await stage.insert({ clips: [clipOf(200, 100), clipOf(50, 100)] });
    const layer = newest(stage);
    const { width, height } = stage.node(layer);
    assert.deepEqual([width, height, images(stage, layer)], [200, 100, [[200, 100, 'FILL']]]);
  });

  test('replace a layer by the one nearest to its aspect', async () => {
    const stage = await openPanel();
    const layer = stage.add({ type: 'RECTANGLE', width: 50, height: 100 });
    await stage.insert({ clips: [clipOf(200, 100), clipOf(50, 100)], nodeId: layer });
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

  const reasons = {
    GROUP: /a group takes no fill/,
    TEXT: /text keeps its own fill/,
    INSTANCE: /an instance takes no new layers/,
    LINE: /the selected layer takes no image/,
  };
  for (const [type, sentence] of Object.entries(reasons)) {
    test(`is added when ${type} is selected, with the reason`, async () => {
      const stage = await openPanel();
      const id = stage.add({ type });
      if (type === 'INSTANCE') stage.add({ type: 'RECTANGLE', parent: id });
      const before = structuredClone(stage.node(id));
      stage.document.select([id]);
      assert.match((await stage.insert()).message, sentence);
      assert.deepEqual(stage.node(id), before);
      assert.equal(stage.node(newest(stage)).parent, '0:1');
    });
  }

  test('is added when only locked layers are selected, and they stay as they are', async () => {
    const stage = await openPanel();
    const frame = stage.add({ type: 'FRAME', locked: true });
    const inside = stage.add({ type: 'RECTANGLE', parent: frame });
    stage.document.select([inside]);
    const before = structuredClone(stage.node(inside));
    assert.match((await stage.insert()).message, /the layer is locked/);
    assert.deepEqual(stage.node(inside), before);
  });

  test('goes into the middle of a selected section or frame', async () => {
    for (const type of ['SECTION', 'FRAME']) {
      const stage = await openPanel();
      const box = stage.add({ type, name: 'Card', width: 400, height: 300, x: 50, y: 60 });
      stage.add({ type: 'TEXT', parent: box });
      stage.document.select([box]);
      assert.equal((await stage.insert()).message, 'Added a new layer inside “Card”.');
      const { parent, x, y } = stage.node(newest(stage));
      assert.deepEqual([parent, x, y], [box, 136, 86]);
    }
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
    const { message } = await stage.insert({ gif: gif(64, 64), nodeId: first });
    assert.equal(message, `Replaced “${REQUEST.prompt}”.`);
    assert.equal(stage.document.has(first), false);
    const { type, x, y, width } = stage.node(newest(stage));
    assert.deepEqual([type, x, y, width], ['MEDIA', 10, 20, 300]);
  });

  test('Slides gets a rectangle on the slide in view', async () => {
    const stage = await openPanel('slides');
    await stage.insert();
    const { type, parent } = stage.node(newest(stage));
    assert.deepEqual([type, stage.node(parent ?? '').type], ['RECTANGLE', 'SLIDE']);
  });
});

describe('undo', () => {
  test('one step takes back one insertion, and only that', async () => {
    const stage = await openPanel();
    const shape = stage.add({ type: 'RECTANGLE' });
    stage.document.select([shape]);
    stage.document.commitUndo();
    const before = stage.canvas();
    await stage.insert();
    const between = stage.canvas();
    stage.document.select([]);
    await stage.insert();
    assert.equal(stage.document.undoSteps(), 3);
    stage.document.undo();
    assert.deepEqual(stage.canvas().nodes, between.nodes);
    stage.document.undo();
    assert.deepEqual(stage.canvas(), before);
  });
});

describe('nothing half done', () => {
  const scenes: Record<string, (stage: Stage) => string[]> = {
    'a new layer': () => [],
    'a new layer in a frame': (stage) => {
      const frame = stage.add({ type: 'FRAME', layoutMode: 'VERTICAL' });
      stage.add({ type: 'TEXT', parent: frame });
      return [frame];
    },
    'three filled layers': (stage) => [1, 2, 3].map(() => stage.add({ type: 'RECTANGLE' })),
  };
  for (const [what, prepare] of Object.entries(scenes)) {
    test(`${what}: whichever change fails, the canvas is as it was`, async () => {
      const stage = await openPanel();
      stage.document.select(prepare(stage));
      const before = stage.canvas();
      let refused = 0;
      for (let write = 1; ; write++) {
        stage.document.failures.write = write;
        const { type, message } = await stage.insert();
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
      if ((await stage.insert({ nodeId: target })).type === 'inserted') break;
      assert.deepEqual(stage.canvas(), before);
    }
  });

  test('a file that can only be viewed is left alone, with a sentence', async () => {
    const stage = await openPanel();
    stage.document.select([stage.add({ type: 'RECTANGLE' })]);
    const before = stage.canvas();
    stage.document.failures.readOnly = true;
    const { type, message } = await stage.insert();
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
    assert.match((await stage.insert({ nodeId: gone })).message, /deleted meanwhile/);
    assert.match((await stage.insert({ nodeId: locked })).message, /“Hero” is locked/);
    assert.match((await stage.insert({ nodeId: group })).message, /“Icons” takes no image fill/);
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
