/** What is shaped by hand shows before there is a GIF, and asks nothing of the network. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { readAssets } from '../../models/shipped';
import { WORDS } from '../../ui/words';
import type { PreviewFrame, Shape } from '../../worker/api';
import { createDrawings } from '../../worker/film/drawings';
import { loadModel, type Model } from '../../worker/model';
import { anotherTake, variationsOf } from '../../worker/variations';
import { decodeGif, difference } from '../e2e/gif';
import { ask, counting, make } from '../support/clips';

let model: Model;
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
});

/** The mean difference between two clips, in levels, over the frames that both have. */
function apart(a: Uint8Array[], b: Uint8Array[]): number {
  const common = Math.min(a.length, b.length);
  const all = Array.from({ length: common }, (_, i) => difference(a[i]!, b[i]!));
  return all.reduce((sum, one) => sum + one, 0) / common;
}

const SHAPES: Shape[] = [
  { motion: 'swinging' },
  { motion: 'spinning', direction: 'anticlockwise' },
  { motion: 'still' },
  { speed: 2 },
  { motion: 'bouncing', strength: 2 },
  { tint: '#7c5cff' },
  { flip: true },
  { count: 3, order: 'one after another', motion: 'bouncing' },
  { seconds: 1 },
];

for (const prompt of ['a rocket bouncing', 'a burning fire']) {
  test(`“${prompt}” is shaped without the RetNet, and each shape is another clip`, async () => {
    const drawings = createDrawings();
    const counted = counting(model);
    const plain = await make(counted.model, ask(prompt), { drawings });
    assert.ok(counted.count.cells > 0);
    counted.count.cells = 0;
    const gifs = new Set([Buffer.from(plain.clip.gif).toString('base64')]);
    for (const shape of SHAPES) {
      const { clip } = await make(counted.model, ask(prompt, { shape }), { drawings });
      assert.equal(counted.count.cells, 0, JSON.stringify(shape));
      gifs.add(Buffer.from(clip.gif).toString('base64'));
    }
    assert.ok(gifs.size >= SHAPES.length, `${gifs.size}`); // still is what a thing may be already
  });
}

test('another tint of what lives asks no network, flow included, and leaves where it is', async () => {
  const drawings = createDrawings();
  const counted = counting(model);
  const draw = async (shape: Shape) =>
    (await make(counted.model, ask('a burning fire', { shape }), { drawings })).heard.flatMap(
      ({ frame }) => (frame ? [Uint8Array.from(frame.picture.rgba)] : []),
    );
  const said = await draw({});
  counted.count.runs = 0;
  const blue = await draw({ tint: '#0d99ff' });
  assert.equal(counted.count.runs, 0);
  const alphas = (frames: Uint8Array[]) => frames.map((rgba) => rgba.filter((_, i) => i % 4 === 3));
  assert.deepEqual(alphas(blue), alphas(said));
  assert.ok(apart(blue, said) > 10);
});

describe('the frames of a preview', () => {
  test('come in order before the GIF is written, and show what it shows', async () => {
    const { clip, heard } = await make(model, ask('a rocket spinning', { background: '#ffffff' }));
    const frames = heard.flatMap(({ frame }): PreviewFrame[] => (frame ? [frame] : []));
    assert.deepEqual(
      frames.map(({ index, of, loopMs }) => [index, of, loopMs]),
      Array.from({ length: clip.frames }, (_, i) => [i, clip.frames, clip.loopMs]),
    );
    const last = heard.findLastIndex(({ frame }) => frame);
    assert.ok(heard.findIndex(({ stage }) => stage === 'encode') > last);
    const gif = decodeGif(clip.gif);
    for (const [i, { picture }] of frames.entries()) {
      assert.ok(difference(Uint8Array.from(picture.rgba), gif.frames[i]!) < 3); // the palette's share
    }
  });

  test('begin where somebody looks, and the clip is the same to the last byte', async () => {
    const request = ask('a burning fire', { seconds: 1 });
    const { clip } = await make(model, request);
    for (const from of [0.3, 0.99, 1]) {
      const looked = await make(model, { ...request, from });
      const indices = looked.heard.flatMap(({ frame }) => (frame ? [frame.index] : []));
      const first = Math.round(from * clip.frames) % clip.frames;
      assert.equal(indices[0], first);
      assert.deepEqual(
        indices,
        indices.map((_, i) => (first + i) % clip.frames),
      );
      assert.deepEqual(looked.clip.gif, clip.gif);
    }
  });

  test('tell what can be shaped of the clip', async () => {
    const { shapeable } = (await make(model, ask('two blue stars sliding'))).clip;
    const { thing, motion, several } = shapeable;
    assert.deepEqual([thing, motion, several], ['star', 'sliding', true]);
    assert.ok(shapeable.directions.includes('left') && shapeable.colour !== null);
  });
});

describe('variations', () => {
  test('of a thing, a living one and a placeholder differ at least as two colours do', async () => {
    const drawings = createDrawings();
    const still = async (prompt: string, shape: Shape) => {
      const { clip } = await make(model, ask(prompt, { shape }), { drawings });
      return decodeGif(clip.gif).frames;
    };
    for (const prompt of ['a cat', 'a rocket bouncing', 'a progress bar']) {
      const colours = ['#e5322e', '#0d99ff'] as const;
      const [red, blue] = [
        await still(prompt, { tint: colours[0] }),
        await still(prompt, { tint: colours[1] }),
      ];
      const least = Math.min(apart(red, blue), 4);
      const takes = variationsOf(model, ask(prompt), 0);
      assert.equal(new Set(takes.map(({ changes }) => WORDS.takeWith(changes))).size, 4);
      const clips = [await still(prompt, {})];
      for (const { shape } of takes) clips.push(await still(prompt, shape));
      clips.forEach((one, i) => {
        for (const [j, other] of clips.slice(0, i).entries()) {
          assert.ok(
            apart(one, other) >= least,
            `${prompt}: takes ${j} and ${i}, ${apart(one, other)}`,
          );
        }
      });
    }
  });

  test('of another round are others, and build on the take that was picked', () => {
    const [first, second] = [0, 1].map((round) => variationsOf(model, ask('a cat'), round));
    assert.notDeepEqual(first, second);
    const shape: Shape = { tint: '#ff8800', flip: true };
    for (const take of variationsOf(model, ask('a cat', { shape }), 0)) assert.ok(take.shape.flip);
  });
});

describe('what is drawn anew', () => {
  const turned = (prompt: string, shape: Shape, turn: number) =>
    anotherTake(model, ask(prompt, { shape }), turn);

  test('is another picture at each turn, and what was asked for again once round', async () => {
    const drawings = createDrawings();
    const picture = async (prompt: string, shape: Shape) =>
      decodeGif((await make(model, ask(prompt, { shape }), { drawings })).clip.gif).frames;
    for (const prompt of ['a rocket bouncing', 'a cat', 'a 3d bell', 'a progress bar']) {
      let shape: Shape = {};
      let before = await picture(prompt, shape);
      const seen = new Set<string>();
      for (let round = 0; round < 60 && !seen.has(JSON.stringify(shape)); round++) {
        seen.add(JSON.stringify(shape));
        shape = turned(prompt, shape, 1);
        const now = await picture(prompt, shape);
        assert.ok(apart(before, now) > 3, `${prompt}: ${JSON.stringify(shape)}`);
        before = now;
      }
      assert.deepEqual(shape, {}, prompt);
      assert.ok(seen.size >= 3, `${prompt}: ${seen.size}`);
    }
  });

  test('keeps what was shaped by hand, and never is what it was', () => {
    const hand: Shape = { motion: 'swinging', speed: 2, flip: true, seconds: 2 };
    for (const prompt of ['a rocket bouncing', 'a cat', 'a fire', 'a green progress ring']) {
      for (let turn = 1; turn < 30; turn++) {
        const { style: _, thing: __, tint: ___, ...kept } = turned(prompt, hand, turn);
        assert.deepEqual(kept, hand, prompt);
        assert.notDeepEqual(turned(prompt, hand, turn), hand, `${prompt}, ${turn}`);
      }
      assert.deepEqual(turned(prompt, hand, 0), hand);
    }
  });

  test('stays of the prompt’s words, and leaves things and styles of other models', () => {
    for (let turn = 1; turn < 60; turn++) {
      const { thing = 'bell' } = turned('a bell', {}, turn);
      assert.match(thing, /\bbell$/); // no bell pepper
      const { style = '3d', thing: cat = 'cat' } = turned('a 3d cat', {}, turn);
      assert.ok(model.stylesOf(cat).includes(style));
    }
    const stale = turned('a rocket', { thing: 'zeppelin', style: 'woodcut', flip: true }, 1);
    assert.ok(stale.flip && stale.thing === undefined && model.styles.includes(stale.style!));
  });
});
