/** Scenes, numbers, sizes and colours through the whole pipeline, with the shipped model on WASM. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { readAssets, readShippedModel } from '../../models/shipped';
import { type Clip, type Picture, type Progress, samplingOf } from '../../worker/api';
import { generate } from '../../worker/generate';
import { loadModel, type Model } from '../../worker/model';
import { ModelError } from '../../worker/network/config';
import type { Networks } from '../../worker/network/engine';
import { readModelFiles } from '../../worker/network/weights';
import { decodeGif, difference } from '../e2e/gif';

let model: Model;
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
});

const asked = (prompt: string, frames = 4) => ({
  ...{ prompt, frames, seed: 0, size: 128, fps: 12, ...samplingOf(0) },
  ...({ background: 'transparent', matte: '#ffffff' } as const),
});

/** Networks that count how many cells the token model draws. */
function counted() {
  let tokens = 0;
  const networks: Networks = {
    ...{ settled: model.networks.settled, engine: 'wasm', reason: '' },
    run(graph, feeds, spare) {
      if (graph === 'retnet') tokens += feeds.place!.dims[1]!;
      return model.networks.run(graph, feeds, spare);
    },
  };
  return { of: { ...model, networks }, tokens: () => tokens };
}

async function make(prompt: string, frames = 4) {
  const heard: Progress[] = [];
  const { of, tokens } = counted();
  const steps = generate(of, asked(prompt, frames));
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return { clip: value as Clip, heard, tokens: tokens() };
    heard.push(value);
  }
}

const keyFramesOf = (heard: Progress[]) => heard.flatMap(({ keyFrame }) => keyFrame ?? []);

/** Widths of what lies side by side in a picture, apart from each other, in units of its edge. */
function thingsAcross({ rgba, width }: Picture): number[] {
  const widths: number[] = [];
  let before = false;
  for (let x = 0; x < width; x++) {
    const column = Array.from({ length: width }, (_, y) => rgba[4 * (y * width + x) + 3]!);
    const inked = column.some((alpha) => alpha > 8);
    if (inked && !before) widths.push(0);
    if (inked) widths[widths.length - 1]! += 1 / width;
    before = inked;
  }
  return widths;
}

describe('a scene of two', () => {
  let made: Awaited<ReturnType<typeof make>>;
  before(async () => {
    made = await make('a cat and a balloon floating');
  });

  test('shows both, side by side, in every last key frame', () => {
    const shown = keyFramesOf(made.heard);
    const { keyPhases } = model.config.frame;
    assert.equal(shown.length, 3 * keyPhases.length, 'as each comes, and all of them at last');
    for (const { picture } of shown.slice(-keyPhases.length)) {
      const widths = thingsAcross(picture);
      assert.equal(widths.length, 2, `${widths}`);
      for (const width of widths) assert.ok(width > 0.25, `${widths}`);
    }
    assert.equal(thingsAcross(shown[0]!.picture).length, 1, 'the other is still to come');
  });

  test('tells how far it has come, never falling, to the end', () => {
    let last = 0;
    for (const { fraction } of made.heard) {
      assert.ok(fraction >= last && fraction <= 1, `${fraction} after ${last}`);
      last = fraction;
    }
    assert.equal(last, 1);
  });

  test('has the same first frame for any number of frames', async () => {
    const six = await make('a cat and a balloon floating', 6);
    const [a, b] = [made.clip, six.clip].map(({ gif }) => decodeGif(gif).frames[0]!);
    assert.ok(difference(a!, b!) < 4, 'only the palette may differ');
  });

  test('takes the network twice, and a number of things once', async () => {
    const [one, three, alike] = [
      await make('a star'),
      await make('three stars'),
      await make('a red star and a blue star'),
    ];
    assert.equal(made.tokens, 2 * one.tokens);
    assert.deepEqual([three.tokens, alike.tokens], [one.tokens, one.tokens]);
    assert.equal(made.clip.cells.total, 2 * one.clip.cells.total);
    for (const { clip } of [made, three]) assert.ok(clip.cells.computed <= clip.cells.total);
  });

  test('that is cancelled runs no further', async () => {
    for (const stopAt of [0.2, 0.6, 0.9]) {
      const { of, tokens } = counted();
      const steps = generate(of, asked('a cat and a balloon'));
      for (;;) {
        const { done, value } = await steps.next();
        assert.ok(!done);
        if (value.fraction >= stopAt) break;
      }
      const spent = tokens();
      await steps.return(undefined as never);
      assert.deepEqual([(await steps.next()).done, tokens()], [true, spent]);
    }
  });
});

describe('words beside the name', () => {
  test('make a thing small or big without another drawing', async () => {
    const [usual, small, big] = [
      await make('a star'),
      await make('a small star'),
      await make('a big star'),
    ];
    const widths = [usual, small, big].map(
      ({ heard }) => thingsAcross(keyFramesOf(heard).at(-1)!.picture).at(0)!,
    );
    assert.ok(Math.abs(widths[1]! / widths[0]! - 0.55) < 0.05, `${widths}`);
    assert.ok(widths[2]! / widths[0]! > 1.4 && widths[2]! <= 1, `${widths}`);
  });

  test('give it a colour in every frame', async () => {
    const { clip } = await make('a blue apple bouncing', 8);
    for (const rgba of decodeGif(clip.gif).frames) {
      let [blue, red] = [0, 0];
      for (let i = 0; i < rgba.length; i += 4) {
        if (rgba[i + 3] === 0) continue;
        if (rgba[i + 2]! > 1.5 * rgba[i]!) blue++;
        if (rgba[i]! > 1.5 * rgba[i + 2]!) red++;
      }
      assert.ok(blue > 20 * red, `${blue} blue, ${red} red`);
    }
  });
});

describe('a table of meanings', () => {
  const withMeanings = async (text: string) => {
    const files = await readShippedModel();
    const config = JSON.parse(new TextDecoder().decode(files['config.json']));
    config.checksums['meanings.txt'] = createHash('sha256').update(text).digest('hex');
    const bytes = { config: JSON.stringify(config), meanings: text };
    const encode = (value: string) => new TextEncoder().encode(value);
    return {
      ...{ ...files, 'config.json': encode(bytes.config) },
      'meanings.txt': encode(bytes.meanings),
    };
  };

  test('is read when the model comes with one', async () => {
    const { meanings } = await readModelFiles(await withMeanings('dog: mutt pooch\n'));
    assert.deepEqual(meanings?.meaningOf('pooch'), { name: 'dog', picture: true });
    assert.equal((await readModelFiles(await readShippedModel())).config.name, 'flashvideo');
  });

  test('that is damaged is named', async () => {
    const refused = (text: string) => (error: unknown) =>
      error instanceof ModelError && error.message.includes(text);
    const nonsense = await withMeanings('nonsense');
    await assert.rejects(readModelFiles(nonsense), refused('meanings.txt'));
    const cut = { ...(await withMeanings('dog: mutt\n')), 'meanings.txt': new Uint8Array(3) };
    await assert.rejects(readModelFiles(cut), refused('meanings.txt'));
  });
});
