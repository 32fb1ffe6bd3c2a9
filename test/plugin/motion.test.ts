/** “Insert as Motion”: what it puts on the canvas, and that the stand-in host plays it as the frames are. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import sharp from 'sharp';
import { readAssets } from '../../models/shipped';
import { readMessage } from '../../plugin/messages';
import type { Recipe, ToUi } from '../../plugin/protocol';
import { makeRecipe } from '../../worker/export/export';
import { clearPicture } from '../../worker/export/pictures';
import { play, shoot } from '../../worker/generate';
import { loadModel, type Model } from '../../worker/model';
import { layPatches, type Raster, type Size } from '../../worker/picture/raster';
import { createFetch, sample } from '../../worker/picture/sample';
import { ask } from '../support/clips';
import { playMotion, type ShownPicture } from '../tools/host/motion';
import { openStage, type Stage, turns } from './stage';

const MEAN = 2; // of 255

let model: Model;
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
});

async function end<T>(steps: AsyncGenerator<unknown, T>): Promise<T> {
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value as T;
  }
}

const request = (prompt: string, changes = {}) =>
  ask(prompt, { width: 160, height: 120, matte: null, seconds: 1, ...changes });

async function recipeOf(prompt: string, changes = {}): Promise<Recipe> {
  const made = await end(makeRecipe(model, request(prompt, changes)));
  const { width, height, frames, seconds, ground, parts } = made;
  return { width, height, frames, seconds, ground, parts };
}

async function insert(recipe: Recipe, stage: Stage): Promise<ToUi & { type: string }> {
  await stage.run('generate');
  await stage.ready();
  stage.send({ type: 'motion', id: 1, name: 'the clip', recipe });
  const answer = () => stage.toUi.find(({ type }) => type === 'inserted' || type === 'refused');
  await turns(() => answer() !== undefined, 'an answer');
  return answer()!;
}

/** What the host shows, rastered. */
async function shownFrame(stage: Stage, pictures: ShownPicture[], canvas: Size): Promise<Raster> {
  const patches = [];
  for (const { hash, width, height, map, opacity } of pictures) {
    const png = sharp(stage.document.images.get(hash));
    const { data, info } = await png.raw().toBuffer({ resolveWithObject: true });
    const rgba = Float32Array.from(data, (value, i) =>
      i % 4 === 3 ? (opacity * value) / 255 : (((opacity * value) / 255) * data[i | 3]!) / 255,
    );
    const fetch = createFetch({ width: info.width, height: info.height, rgba });
    const [a, b, c, d, e, f] = map;
    const [x, y] = [width / info.width, height / info.height];
    const plane = [a * x, b * y, c, d * x, e * y, f, 0, 0, 1] as const;
    const box = { left: 0, top: 0, right: info.width, bottom: info.height };
    patches.push(sample(fetch, plane, box, canvas));
  }
  return layPatches(patches, canvas);
}

/** Mean difference, 0 to 255, of premultiplied channels. */
const difference = (a: Raster, b: Raster) =>
  (255 * a.rgba.reduce((sum, value, i) => sum + Math.abs(value - b.rgba[i]!), 0)) / a.rgba.length;

describe('a clip as Motion', () => {
  for (const [prompt, layers, changes = {}] of [
    ['a rocket bouncing', 1],
    ['a rocket flying to the left', 1, { shape: { flip: true } }], // seen from behind
    ['two stars spinning', 2],
    ['a heart fading', 1],
    ['an airplane flying across', 1],
    ['a tree swaying', 12], // leans: a page for each frame
    ['burning fire', 12],
  ] as const) {
    test(`“${prompt}” plays as the frames are`, async () => {
      const stage = openStage();
      const recipe = await recipeOf(prompt, changes);
      const answer = await insert(recipe, stage);
      assert.deepEqual(answer, {
        type: 'inserted',
        id: 1,
        message: 'Added “the clip” as Motion in the middle of the view (beta).',
      });
      const [frameId] = stage.document.state().selection as [string];
      const frame = stage.node(frameId);
      assert.deepEqual(
        [frame.type, frame.name, frame.width, frame.height, frame.fills, frame.clipsContent],
        ['FRAME', 'the clip', 160, 120, [], true],
      );
      assert.equal(frame.children.length, layers);
      assert.equal(frame.timeline, recipe.seconds);
      const film = await end(shoot(model, request(prompt, changes), 'whole'));
      let index = 0;
      for await (const { frame: truth } of play(film)) {
        const second = (index * recipe.seconds) / recipe.frames;
        const pictures = playMotion(stage.document, frameId, second);
        const shown = await shownFrame(stage, pictures, recipe);
        const off = difference(shown, asDrawn(truth));
        assert.ok(off <= MEAN, `frame ${index} is ${off} off`);
        index++;
      }
      assert.equal(index, recipe.frames);
    });
  }

  test('is one undo step, and on its ground', async () => {
    const stage = openStage();
    const before = stage.canvas();
    await insert(await recipeOf('a star bouncing', { background: '#ff8000' }), stage);
    const [frameId] = stage.document.state().selection as [string];
    const [fill] = stage.node(frameId).fills as { type: string; color: { r: number } }[];
    assert.deepEqual([fill?.type, fill?.color.r], ['SOLID', 1]);
    stage.document.undo();
    assert.deepEqual(stage.canvas().nodes, before.nodes);
  });

  test('is refused in a sentence where the editor has no Motion, and leaves nothing behind', async () => {
    const stage = openStage();
    stage.document.failures.noMotion = true;
    const before = stage.canvas();
    const answer = await insert(await recipeOf('a star bouncing'), stage);
    assert.deepEqual(answer, {
      type: 'refused',
      id: 1,
      message:
        'This editor offers plugins no Motion yet, so nothing was inserted. Insert it as a GIF instead.',
    });
    assert.deepEqual(stage.canvas(), before);
  });

  test('whose recipe is broken is not read', async () => {
    const recipe = await recipeOf('a star bouncing');
    const message = (changes: object) =>
      readMessage({ type: 'motion', id: 1, name: 'x', recipe: { ...recipe, ...changes } });
    assert.notEqual(message({}), null);
    const [part] = recipe.parts as [Extract<Recipe['parts'][0], { kind: 'moved' }>];
    const track = [{ at: 0, value: [1, 2], ease: 'hold' }]; // two numbers where there is one
    for (const changes of [
      { width: Number.NaN },
      { seconds: 0 },
      { ground: 'red' },
      { parts: [] },
      { parts: [{ ...part, kind: 'other' }] },
      { parts: [{ ...part, picture: { ...part.picture, png: Uint8Array.of(1, 2, 3) } }] },
      { parts: [{ ...part, tracks: { ...part.tracks, x: track } }] },
      { parts: [{ ...part, tracks: { ...part.tracks, x: [] } }] },
    ]) {
      assert.equal(message(changes), null, JSON.stringify(changes).slice(0, 80));
    }
  });
});

/** A frame in 8 bits, as pictures are written. */
function asDrawn(truth: Raster): Raster {
  const { width, height, rgba } = clearPicture(truth);
  const premultiplied = Float32Array.from(rgba, (value, i) =>
    i % 4 === 3 ? value / 255 : (value * rgba[i | 3]!) / 255 / 255,
  );
  return { width, height, rgba: premultiplied };
}
