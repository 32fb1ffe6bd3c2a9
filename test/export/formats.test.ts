/** Each format as another program reads it, against the frames that it was written from. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { before, describe, test } from 'node:test';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { readAssets } from '../../models/shipped';
import type { ClipFile, Format, GenerateRequest, Picture } from '../../worker/api';
import { exportAs } from '../../worker/export/export';
import { clearPicture } from '../../worker/export/pictures';
import { encodeApng } from '../../worker/export/png';
import { play, shoot } from '../../worker/generate';
import { loadModel, type Model } from '../../worker/model';
import { frameDelays } from '../../worker/picture/gif';
import type { Raster } from '../../worker/picture/raster';
import { RequestError } from '../../worker/request';
import { decodeGif } from '../e2e/gif';
import { ask } from '../support/clips';

interface Decoded {
  width: number;
  height: number;
  tabs: { acTL?: { num_frames: number; num_plays: number } };
  frames: { delay: number }[];
}

/** upng-js, which shares no code with the encoder. */
const UPNG = createRequire(import.meta.url)('upng-js') as {
  decode(bytes: Uint8Array): Decoded;
  toRGBA8(image: Decoded): ArrayBuffer[];
};

const GHOST = 'a ghost floating';

let model: Model;
before(async () => {
  model = await loadModel(await readAssets(), 'wasm');
});

async function exported(format: Format, request: GenerateRequest): Promise<ClipFile> {
  const steps = exportAs(model, request, format);
  let last = 0;
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    assert.ok(value.fraction >= last, 'progress never falls');
    last = value.fraction;
  }
}

/** The frames themselves, with their whole alpha. */
async function framesOf(request: GenerateRequest): Promise<Raster[]> {
  const steps = shoot(model, request, 'whole');
  for (;;) {
    const { done, value } = await steps.next();
    if (!done) continue;
    const frames: Raster[] = [];
    for await (const { frame } of play(value)) frames.push(frame);
    return frames;
  }
}

const bytesOf = ({ rgba }: Picture) => Buffer.from(rgba);

describe('a clip on no ground', () => {
  const request = ask(GHOST, { seconds: 1, width: 160, height: 96, matte: null });
  let rasters: Raster[];
  let frames: Picture[];
  before(async () => {
    rasters = await framesOf(request);
    frames = rasters.map(clearPicture);
  });

  test('as APNG: every frame bit for bit, the delays of the GIF, for ever', async () => {
    const { name, type, bytes, clip } = await exported('apng', request);
    const image = UPNG.decode(bytes);
    assert.deepEqual([name, type], ['a-ghost-floating.apng', 'image/apng']);
    assert.deepEqual([image.width, image.height, clip.frames], [160, 96, 12]);
    assert.deepEqual(image.tabs.acTL, { num_frames: 12, num_plays: 0 });
    const { gif } = { gif: decodeGif((await exported('gif', request)).bytes) };
    assert.deepEqual(
      image.frames.map(({ delay }) => delay / 10),
      gif.delays,
    );
    for (const [i, frame] of UPNG.toRGBA8(image).entries()) {
      assert.ok(Buffer.from(frame).equals(bytesOf(frames[i]!)), `frame ${i}`);
    }
    const alphas = new Set(frames[0]!.rgba.filter((_, i) => i % 4 === 3));
    assert.ok(alphas.size > 16, 'what is half seen is half seen');
  });

  test('as APNG lies on black and on white as the drawing does, without the rim of a GIF', async () => {
    const shown = UPNG.toRGBA8(UPNG.decode((await exported('apng', request)).bytes));
    const gif = decodeGif((await exported('gif', request)).bytes).frames;
    for (const [i, exact] of rasters.entries()) {
      for (const ground of [0, 255]) {
        const off = worst(new Uint8Array(shown[i]!), exact, ground);
        assert.ok(off <= 3, `frame ${i} is ${off} off on ${ground}`);
        assert.ok(worst(gif[i]!, exact, ground) > 50, 'which a GIF is not');
      }
    }
  });

  test('as PNG: the first frame', async () => {
    const { name, bytes } = await exported('png', request);
    assert.equal(name, 'a-ghost-floating.png');
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height, info.channels], [160, 96, 4]);
    assert.ok(data.equals(bytesOf(frames[0]!)));
  });

  test('as frames: a PNG for each, in the order of their names', async () => {
    const { name, bytes } = await exported('frames', request);
    assert.equal(name, 'a-ghost-floating-frames.zip');
    const files = Object.entries(unzipSync(bytes));
    assert.deepEqual(
      files.map(([file]) => file),
      frames.map((_, i) => `a-ghost-floating-${String(i + 1).padStart(2, '0')}.png`),
    );
    for (const [i, [, png]] of files.entries()) {
      assert.ok((await sharp(png).raw().toBuffer()).equals(bytesOf(frames[i]!)), `frame ${i}`);
    }
  });

  test('as sprites: all frames in a grid that its CSS walks through', async () => {
    const { name, bytes } = await exported('sprites', request);
    assert.equal(name, 'a-ghost-floating-sprites.zip');
    const files = unzipSync(bytes);
    const sheet = sharp(files['a-ghost-floating.png']);
    const { width, height } = await sheet.metadata();
    assert.equal(width * height, 160 * 96 * 12);
    const columns = width / 160;
    for (const [i, frame] of frames.entries()) {
      const [left, top] = [160 * (i % columns), 96 * Math.floor(i / columns)];
      const cut = await sheet.clone().extract({ left, top, width: 160, height: 96 }).raw();
      assert.ok((await cut.toBuffer()).equals(bytesOf(frame)), `frame ${i}`);
    }
    const css = Buffer.from(files['a-ghost-floating.css']!).toString();
    assert.match(css, /url\("a-ghost-floating\.png"\)/);
    assert.match(css, new RegExp(`steps\\(${columns}\\) infinite`));
    assert.match(css, new RegExp(`1s steps\\(${height / 96}\\) infinite`));
  });
});

test('a coloured ground is part of every format', async () => {
  const request = ask('a star', { background: '#204060', width: 64, height: 64 });
  const { bytes } = await exported('apng', request);
  const [first] = UPNG.toRGBA8(UPNG.decode(bytes));
  const rgba = new Uint8Array(first!);
  assert.deepEqual([...rgba.subarray(0, 4)], [0x20, 0x40, 0x60, 255]);
  assert.ok(rgba.every((value, i) => i % 4 < 3 || value === 255));
});

test('frames that are equal become one APNG frame with the delay of all', () => {
  const plain = (value: number): Picture => ({
    width: 3,
    height: 2,
    rgba: new Uint8ClampedArray(24).fill(value),
  });
  const steps = encodeApng([plain(9), plain(9), plain(200), plain(9)], frameDelays(4, 12));
  for (let step = steps.next(); ; step = steps.next()) {
    if (!step.done) continue;
    const image = UPNG.decode(step.value);
    assert.deepEqual(
      image.frames.map(({ delay }) => delay),
      [170, 80, 80],
    );
    assert.deepEqual(
      UPNG.toRGBA8(image).map((frame) => new Uint8Array(frame)[5]),
      [9, 200, 9],
    );
    break;
  }
});

test('a sheet that no browser paints is refused in a sentence', async () => {
  const huge = ask(GHOST, { width: 1024, height: 1024, seconds: 17 / 12 });
  await assert.rejects(exported('sprites', huge), (error) => {
    assert.ok(error instanceof RequestError);
    assert.match(error.message, /^A sprite sheet of 17 frames would be 17408 px long, .*\.$/);
    return true;
  });
});

/** How far a decoded frame on a ground is from the drawing itself on it, 0 to 255, at the worst pixel. */
function worst(rgba: Uint8Array, exact: Raster, ground: number): number {
  let most = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]! / 255;
    for (let channel = at; channel < at + 3; channel++) {
      const shown = alpha * rgba[channel]! + (1 - alpha) * ground;
      const truth = 255 * exact.rgba[channel]! + (1 - exact.rgba[at + 3]!) * ground;
      most = Math.max(most, Math.abs(shown - truth));
    }
  }
  return most;
}
