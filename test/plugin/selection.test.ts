/** What the panel is told of the selection, with the real main.js in QuickJS. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Paint } from '@figma/plugin-typings/plugin-api-standalone';
import { openStage, turns } from './stage';

describe('the panel is told', () => {
  test('what is selected, how large it is, and what Insert then does', async () => {
    const stage = openStage();
    await stage.run('generate');
    await stage.ready();
    const red = { type: 'SOLID', color: { r: 1, g: 0, b: 0 } } as const;
    const shape = stage.add({ type: 'RECTANGLE', height: 60, fills: [red] });
    stage.document.select([shape]);
    const told = () => stage.toUi.flatMap((one) => (one.type === 'selection' ? [one] : []));
    await turns(() => told().length > 0, 'the new selection');
    const { selection } = told()[0] ?? {};
    assert.deepEqual(selection, {
      name: 'Rectangle 1',
      new: {
        hint: 'Insert adds a new layer beside “Rectangle 1”.',
        nodeIds: [],
        sizes: [],
        matte: null, // it may come to lie over the shape
      },
      fill: {
        hint: 'Insert fills “Rectangle 1”.',
        nodeIds: [shape],
        sizes: [{ width: 100, height: 60 }],
        matte: '#ff0000',
      },
      replace: null, // it shows no clip
    });
  });

  test('the page’s colour as the matte when nothing is selected', async () => {
    const stage = openStage();
    await stage.run('generate');
    const { selection } = await stage.ready();
    assert.deepEqual(selection, {
      name: null,
      new: {
        hint: 'Insert adds a new layer in the middle of the view.',
        nodeIds: [],
        sizes: [],
        matte: '#f5f5f5',
      },
      fill: null,
      replace: null,
    });
  });

  const solid = (r: number, opacity = 1): Paint => ({
    type: 'SOLID',
    color: { r, g: 0, b: 0 },
    opacity,
  });
  const gradient: Paint = {
    type: 'GRADIENT_LINEAR',
    gradientStops: [],
    gradientTransform: [
      [1, 0, 0],
      [0, 1, 0],
    ],
  };
  const image = { type: 'IMAGE', imageHash: 'x', scaleMode: 'FILL' } as const;

  /** The matte for shapes with these fills inside a red frame. */
  async function matteOf(...fills: Paint[][]): Promise<string | null | undefined> {
    const stage = openStage();
    const frame = stage.add({ type: 'FRAME', width: 900, fills: [solid(1)] });
    const ids = fills.map((own, i) =>
      stage.add({ type: 'RECTANGLE', parent: frame, x: 120 * i, fills: own }),
    );
    stage.document.select(ids);
    await stage.run('generate');
    return (await stage.ready()).selection.fill?.matte;
  }

  test('as the matte what certainly lies under the clip, and nothing else', async () => {
    assert.equal(await matteOf([solid(0.2)]), '#330000');
    assert.equal(await matteOf([]), '#ff0000'); // of the frame
    assert.equal(await matteOf([image]), '#ff0000'); // the clip takes the picture’s place
    assert.equal(await matteOf([solid(0.2), gradient]), null);
    assert.equal(await matteOf([solid(0.2, 0.5)]), null);
    assert.equal(await matteOf([], [solid(1)]), '#ff0000');
    assert.equal(await matteOf([], [solid(0.2)]), null); // two colours
  });

  test('no matte where another layer may lie between', async () => {
    const stage = openStage();
    const photo = stage.add({ type: 'RECTANGLE', width: 300, height: 300, fills: [image] });
    const shape = stage.add({ type: 'RECTANGLE', x: 250, y: 250, fills: [] });
    stage.document.select([shape]);
    await stage.run('generate');
    assert.equal((await stage.ready()).selection.fill?.matte, null);
    stage.node(photo).visible = false;
    stage.send({ type: 'look' });
    await turns(() => stage.toUi.some(({ type }) => type === 'selection'), 'the selection');
    const told = stage.toUi.flatMap((one) => (one.type === 'selection' ? [one.selection] : []));
    assert.equal(told.at(-1)?.fill?.matte, '#f5f5f5');
  });
});
