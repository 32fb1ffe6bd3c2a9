/** Pixels → GIF, read back by an independent decoder. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createRandom } from '../../worker/network/random';
import { encodeGif, frameDelays, type GifOptions } from '../../worker/picture/gif';
import { choosePalette } from '../../worker/picture/palette';
import { createCompositor, type Pixels } from '../../worker/picture/pixels';
import type { Raster } from '../../worker/picture/raster';
import { drawPlaceholder } from '../../worker/placeholders/draw';
import { decodeGif } from '../e2e/gif';
import { meanRims } from '../tools/bench/rim';

function encode(frames: Pixels[], options: GifOptions): Uint8Array {
  const steps = encodeGif(frames, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const bytesOf = (pixels: Pixels) => new Uint8Array(pixels.buffer.slice(0));
const opaque = (rgb: number) => (0xff000000 | rgb) >>> 0;

describe('frame delays', () => {
  test('are whole hundredths that sum to the true time, spread evenly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 32 }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        (frames, fps) => {
          const delays = frameDelays(frames, fps);
          assert.equal(delays.length, frames);
          const [least, most] = [Math.min(...delays), Math.max(...delays)];
          assert.ok(most - least <= 1 && least >= 2); // browsers slow down what is below 2
          const sum = delays.reduce((total, delay) => total + delay, 0);
          assert.ok(Math.abs(sum - (100 * frames) / fps) <= 0.5);
        },
      ),
    );
    assert.deepEqual(frameDelays(6, 12), [8, 9, 8, 8, 9, 8]);
  });
});

describe('a GIF', () => {
  const size = 8;
  const pixel = fc.oneof(
    fc.constant(0), // see-through
    fc.constantFrom(0x0000ff, 0x00ff00, 0xff0000, 0x123456).map(opaque),
    fc.nat(0xffffff).map(opaque),
  );
  const delays = (frames: Pixels[]) => frameDelays(frames.length, 12);
  const same = (a: Uint8Array, b: Uint8Array) => a.every((value, i) => value === b[i]);
  /** What is on show in each hundredth of a second. */
  const onTime = (frames: Uint8Array[], times: number[]) =>
    frames.flatMap((frame, i) => Array.from({ length: times[i]! }, () => frame));
  /** Frames that share most of their pixels, as the frames of a clip do. */
  const clip = fc
    .tuple(
      fc.array(pixel, { minLength: size * size, maxLength: size * size }),
      fc.array(fc.array(fc.tuple(fc.nat(size * size - 1), pixel), { maxLength: 8 }), {
        minLength: 1,
        maxLength: 8,
      }),
    )
    .map(([first, changes]) =>
      changes.map((change) => {
        for (const [at, value] of change) first[at] = value;
        return Uint32Array.from(first);
      }),
    );

  test('of few colours shows every frame exactly, see-through pixels too, and loops for ever', () => {
    fc.assert(
      fc.property(clip, (frames) => {
        const gif = decodeGif(encode(frames, { width: size, height: size, fps: 12 }));
        assert.equal(gif.loops, 0);
        assert.deepEqual([gif.width, gif.height], [size, size]);
        assert.deepEqual(
          onTime(gif.frames, gif.delays),
          onTime(frames.map(bytesOf), delays(frames)),
        );
      }),
    );
  });

  test('shows every frame exactly in later rounds too, whether the viewer clears its canvas or keeps it', () => {
    fc.assert(
      fc.property(clip, fc.boolean(), (frames, clears) => {
        const gif = decodeGif(
          encode(frames, { width: size, height: size, fps: 12 }),
          clears ? 'clear' : 'keep',
        );
        assert.deepEqual(
          onTime(gif.frames, gif.delays),
          onTime(frames.map(bytesOf), delays(frames)),
        );
      }),
    );
  });

  test('holds equal neighbours once, with the delay of both', () => {
    fc.assert(
      fc.property(clip, fc.integer({ min: 1, max: 5 }), (frames, times) => {
        const options = { width: size, height: size, fps: 10 };
        const held = decodeGif(
          encode(
            frames.flatMap((frame) => Array(times).fill(frame)),
            options,
          ),
        );
        const once = decodeGif(encode(frames, options));
        assert.deepEqual(
          held.delays,
          once.delays.map((delay) => times * delay),
        );
        assert.deepEqual(held.frames, once.frames);
        assert.ok(once.frames.every((frame, i) => i === 0 || !same(frame, once.frames[i - 1]!)));
      }),
    );
  });

  test('draws no more than what changes, and may be wider than high', () => {
    const [width, height] = [40, 10];
    const still = new Uint32Array(width * height).fill(opaque(0x808080));
    const moved = still.slice();
    moved[3 * width + 20] = opaque(0x00ff00);
    moved[5 * width + 22] = opaque(0x00ff00);
    const gif = decodeGif(encode([still, moved], { width, height, fps: 10 }));
    assert.deepEqual([gif.width, gif.height], [width, height]);
    assert.deepEqual(gif.places, [
      { x: 0, y: 0, width, height },
      { x: 20, y: 3, width: 3, height: 3 },
    ]);
    assert.deepEqual(gif.frames, [still, moved].map(bytesOf));
  });

  test('survives full dictionaries, long strings and every size of the colour table', () => {
    const edge = 100;
    const random = createRandom(3);
    for (const colours of [1, 2, 3, 4, 7, 8, 17, 120, 255]) {
      const noise = () =>
        Uint32Array.from({ length: edge ** 2 }, (_, i) =>
          opaque(i < edge ** 2 / 2 ? 0 : Math.floor(random() * colours)),
        );
      const frames = [noise(), noise(), noise()];
      const gif = decodeGif(encode(frames, { width: edge, height: edge, fps: 10 }));
      const shown = gif.frames.map((frame) => Buffer.from(frame).toString('base64'));
      const drawn = frames.map((frame) => Buffer.from(bytesOf(frame)).toString('base64'));
      assert.deepEqual([...new Set(shown)], [...new Set(drawn)], `${colours} colours`);
    }
  });

  test('of one colour or nothing at all is a GIF too', () => {
    for (const value of [0, opaque(0x336699)]) {
      const frame = new Uint32Array(size * size).fill(value);
      assert.deepEqual(decodeGif(encode([frame], { width: size, height: size, fps: 1 })).frames, [
        bytesOf(frame),
      ]);
    }
  });

  test('of many colours keeps the shape exactly and comes close to every colour', () => {
    const edge = 64;
    const frames = [0, 1, 2].map((turn) =>
      Uint32Array.from({ length: edge * edge }, (_, i) => {
        const [x, y] = [i % edge, Math.floor(i / edge)];
        return (x - 32) ** 2 + (y - 32) ** 2 > 900
          ? 0
          : opaque((4 * x) | ((4 * y) << 8) | ((40 * turn) << 16));
      }),
    );
    const gif = decodeGif(encode(frames, { width: edge, height: edge, fps: 12 }));
    gif.frames.forEach((frame, at) => {
      const expected = bytesOf(frames[at]!);
      let error = 0;
      frame.forEach((value, i) => {
        if (i % 4 === 3) assert.equal(value, expected[i]);
        error += (value - expected[i]!) ** 2;
      });
      const off = Math.sqrt(error / frame.length);
      assert.ok(off < 12, `${off} of 255`); // 85 colours for each plane of 256²
    });
  });

  test('leaves out pixels that stay, unless the whole frame is smaller', () => {
    const [edge, few] = [32, 100]; // px, bytes
    const random = createRandom(1);
    const noise = Uint32Array.from({ length: edge ** 2 }, () =>
      opaque(random() < 0.5 ? 0x0000ff : 0x00ff00),
    );
    const flat = new Uint32Array(edge ** 2).fill(opaque(0x00ff00)); // equal to the noise here and there
    const moved = noise.slice();
    moved[100] = opaque(0xff0000);
    const bytes = (...frames: Pixels[]) =>
      encode(frames, { width: edge, height: edge, fps: 12 }).length;
    assert.ok(bytes(noise, moved) < bytes(noise) + few);
    assert.ok(bytes(noise, flat) < bytes(noise) + few);
  });

  test('of a skeleton card with a shimmer, 16 frames at 512 px, is exact and takes at most 120 kB', () => {
    const edge = 512;
    const composite = createCompositor('#ffffff', null);
    const frames = Array.from({ length: 16 }, (_, i) => {
      const size = { width: edge, height: edge };
      const { rgba } = drawPlaceholder('skeleton card', { ...size, phase: i / 16 });
      return composite({ ...size, rgba: Float32Array.from(rgba, (value) => value / 255) });
    });
    const bytes = encode(frames, { width: edge, height: edge, fps: 12 });
    assert.ok(bytes.length <= 120_000, `${bytes.length} bytes`);
    const gif = decodeGif(bytes);
    const shown = onTime(gif.frames, gif.delays);
    const drawn = onTime(frames.map(bytesOf), delays(frames));
    assert.equal(shown.length, drawn.length);
    assert.ok(shown.every((frame, i) => Buffer.compare(frame, drawn[i]!) === 0));
  });

  test('of the same pixels is the same bytes', () => {
    const frame = Uint32Array.from({ length: size * size }, (_, i) => opaque(i * 12345));
    const once = encode([frame, frame], { width: size, height: size, fps: 12 });
    assert.deepEqual(encode([frame, frame], { width: size, height: size, fps: 12 }), once);
  });
});

describe('a palette', () => {
  test('holds every colour when they are few, and no more than asked when they are many', () => {
    const colours = fc.uniqueArray(fc.nat(0xffffff).map(opaque), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(colours, fc.integer({ min: 2, max: 40 }), (values, limit) => {
        const palette = choosePalette([Uint32Array.from(values)], limit);
        assert.ok(palette.colours.length <= limit);
        assert.equal(palette.exact, values.length <= limit);
        for (const value of values) {
          const [red, green, blue] = palette.colours[palette.indexOf(value)]!;
          if (palette.exact) assert.equal(opaque(red | (green << 8) | (blue << 16)), value);
        }
      }),
    );
  });
});

describe('a frame', () => {
  const edge = 16; // px
  /** A disc with a soft edge, premultiplied. */
  const disc = (colour: number[]): Raster => ({
    width: edge,
    height: edge,
    rgba: Float32Array.from({ length: 4 * edge * edge }, (_, i) => {
      const [channel, at] = [i % 4, i >> 2];
      const far = Math.hypot((at % edge) - 7.5, Math.floor(at / edge) - 7.5);
      return Math.min(1, Math.max(0, 6 - far)) * (channel === 3 ? 1 : colour[channel]!);
    }),
  });

  test('on a colour is opaque everywhere and composited exactly', () => {
    const pixels = createCompositor('#204060', '#ffffff')(disc([1, 1, 1]));
    assert.equal(pixels[0], opaque(0x604020));
    assert.equal(pixels[edge * 8 + 8], opaque(0xffffff));
    assert.ok(pixels.every((value) => value >>> 24 === 255));
  });

  test('over an unknown ground is cut at half alpha and keeps its own colour', () => {
    const frame = disc([1, 0, 0]);
    createCompositor(
      'transparent',
      null,
    )(frame).forEach((value, i) => {
      assert.equal(value, frame.rgba[4 * i + 3]! >= 0.5 ? opaque(0x0000ff) : 0);
    });
  });

  test('over a known ground looks as it does on that colour, save for what is all but invisible', () => {
    const frame = disc([1, 0, 0]);
    const onColour = createCompositor('#204060', null)(frame);
    createCompositor(
      'transparent',
      '#204060',
    )(frame).forEach((value, i) => {
      const alpha = frame.rgba[4 * i + 3]!;
      assert.equal(value, alpha >= 0.1 ? onColour[i] : 0);
    });
  });

  test('over an unknown ground has no rim, neither on black nor on white', async () => {
    const unknown = await meanRims(null, 128);
    const white = await meanRims('#ffffff', 128);
    assert.ok(unknown.black < 0.002 && unknown.white < 0.002, JSON.stringify(unknown));
    assert.ok(white.black > 0.02, 'the measure sees the halo of a white matte on black');
    assert.ok(white.white < 0.002, 'and none on white');
  });
});
