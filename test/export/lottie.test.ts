/** Lottie files as lottie-web plays them in a real browser, against the frames that they were written from. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { readAssets } from '../../models/shipped';
import type { GenerateRequest, Picture } from '../../worker/api';
import { exportAs } from '../../worker/export/export';
import { createPainter } from '../../worker/export/pictures';
import { play, shoot } from '../../worker/generate';
import { loadModel, type Model } from '../../worker/model';
import { launch } from '../e2e/browser';
import { ask } from '../support/clips';

const MEAN = 2; // of 255
const SHEETS = process.env.SHEETS; // a folder for pictures to look at: truth above, lottie-web below

let model: Model;
let browser: Browser;
let page: Page;
before(async () => {
  [model, browser] = await Promise.all([
    readAssets().then((assets) => loadModel(assets, 'wasm')),
    launch(),
  ]);
  page = await browser.newPage();
  await page.setContent('<body style="margin:0"><div id="stage"></div>');
  await page.addScriptTag({ path: 'node_modules/lottie-web/build/player/lottie.js' });
});
after(() => browser?.close());

async function end<T>(steps: AsyncGenerator<unknown, T>): Promise<T> {
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value as T;
  }
}

async function framesOf(request: GenerateRequest): Promise<Picture[]> {
  const film = await end(shoot(model, request, 'whole'));
  const paint = createPainter(film.ground);
  const frames: Picture[] = [];
  for await (const { frame } of play(film)) frames.push(paint(frame));
  return frames;
}

/** Each whole frame of a file as the player draws it, RGBA. */
async function played(json: string, width: number, height: number): Promise<Uint8Array[]> {
  await page.setViewportSize({ width, height });
  const count = await page.evaluate(async (text) => {
    const stage = document.getElementById('stage')!;
    const data = JSON.parse(text);
    stage.replaceChildren();
    Object.assign(stage.style, { width: `${data.w}px`, height: `${data.h}px` });
    const { lottie } = globalThis as unknown as { lottie: { loadAnimation(o: object): Player } };
    interface Player {
      totalFrames: number;
      addEventListener(name: string, then: () => void): void;
      goToAndStop(frame: number, isFrame: boolean): void;
    }
    const options = { container: stage, renderer: 'svg', autoplay: false, animationData: data };
    const player = lottie.loadAnimation(options);
    await new Promise<void>((done) => player.addEventListener('DOMLoaded', done));
    Object.assign(globalThis, { player });
    return player.totalFrames;
  }, json);
  const frames: Uint8Array[] = [];
  for (let frame = 0; frame < count; frame++) {
    await page.evaluate(async (at) => {
      const { player } = globalThis as unknown as {
        player: { goToAndStop(frame: number, isFrame: boolean): void };
      };
      player.goToAndStop(at, true);
      const images = [...document.querySelectorAll('image')];
      await Promise.all(
        images.map(async (image) => {
          const copy = new Image();
          copy.src = image.getAttribute('href') ?? '';
          await copy.decode();
        }),
      );
    }, frame);
    const png = await page.screenshot({ omitBackground: true });
    frames.push(new Uint8Array(await sharp(png).ensureAlpha().raw().toBuffer()));
  }
  return frames;
}

/** Mean difference of two frames on grey, 0 to 255: what is not seen does not count. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 4) {
    for (let channel = at; channel < at + 3; channel++) {
      const on = (one: ArrayLike<number>) => 128 + (one[at + 3]! / 255) * (one[channel]! - 128);
      sum += Math.abs(on(a) - on(b));
    }
  }
  return sum / ((3 * a.length) / 4);
}

async function look(name: string, truth: Picture[], shown: Uint8Array[]) {
  if (!SHEETS) return;
  const { width, height } = truth[0]!;
  const raw = { width, height, channels: 4 } as const;
  const tiles = [...truth.map(({ rgba }) => rgba), ...shown].map((rgba, i) => ({
    input: Buffer.from(rgba),
    raw,
    left: (i % truth.length) * width,
    top: Math.floor(i / truth.length) * height,
  }));
  const size = { width: width * truth.length, height: 2 * height };
  mkdirSync(SHEETS, { recursive: true });
  await sharp({ create: { ...size, channels: 4, background: '#888888' } })
    .composite(tiles)
    .png()
    .toFile(`${SHEETS}/${name.replaceAll(' ', '-')}.png`);
}

const size = { width: 160, height: 120, matte: null, seconds: 1 } as const;

describe('a Lottie file plays as the frames are', () => {
  for (const [prompt, changes, moved] of [
    ['a ghost floating', {}, 1],
    ['a rocket spinning', {}, 1],
    ['two stars bouncing', {}, 2],
    ['a gift popping in', {}, 1],
    ['a heart fading', {}, 1],
    ['a rocket flying away', {}, 1],
    ['a star and three hearts beating', {}, 4],
    ['a tree swaying', {}, 0], // leans
    ['burning fire', {}, 0], // lives
    ['a star spinning in 3d', { background: '#204060' }, 0],
    ['a progress bar', {}, 0], // a formula
  ] as const) {
    test(`“${prompt}”`, async () => {
      const request = ask(prompt, { ...size, ...changes });
      const file = await end(exportAs(model, request, 'lottie'));
      const json = Buffer.from(file.bytes).toString();
      const { w, h, fr, op, layers } = JSON.parse(json);
      const { clip } = file;
      assert.deepEqual([w, h, op], [160, 120, clip.frames]);
      assert.ok(Math.abs(op / fr - clip.loopMs / 1000) < 1e-4, 'it lasts as long as the GIF');
      const whole = layers.filter((one: { ip: number; op: number; ty: number }) => {
        return one.ty === 2 && one.ip === 0 && one.op === op;
      });
      assert.equal(whole.length, moved, 'layers that move');
      assert.equal(file.note === null, moved > 0, 'says what is a sequence of images');
      const truth = await framesOf(request);
      const shown = await played(json, 160, 120);
      await look(prompt, truth, shown);
      assert.equal(shown.length, truth.length);
      for (const [i, frame] of truth.entries()) {
        const off = difference(frame.rgba, shown[i]!);
        assert.ok(off <= MEAN, `frame ${i} is ${off} off`);
      }
    });
  }
});
