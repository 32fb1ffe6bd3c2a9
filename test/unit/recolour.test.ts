/** Colours on the real pictures of subjects: coloured, grey, white and dark ones, and placeholders. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { readCatalogue } from '../../models/data/names/catalogue';
import { fromLch, inGamut, toColour, toLab, toLch } from '../../worker/picture/oklab';
import { type Frame, planesOf, type Raster } from '../../worker/picture/raster';
import { createRecolour, type Tint } from '../../worker/picture/recolour';
import { drawPlaceholder } from '../../worker/placeholders/draw';
import { shrink } from '../support/pictures';
import { openReader } from '../support/reading';

/** Degrees, as HSL counts them. */
const HUES: Record<string, number> = {
  red: 0,
  orange: 30,
  yellow: 55,
  green: 130,
  teal: 175,
  blue: 220,
  purple: 275,
  pink: 330,
};
const WITHIN = 30; // degrees
const SUBJECTS = [
  'apple',
  'ghost',
  'cloud',
  'panda',
  'black cat',
  'bomb',
  'star',
  'rainbow',
  'butterfly',
  'car',
  'rocket',
  'loading spinner',
  'skeleton card',
  'stat card',
];
const EDGE = 64; // px

const { read } = await openReader();
const tintOf = (words: string): Tint => read(`${words} umbrella`).layers[0]!;

const isCard = (name: string) => /spinner|card/.test(name);
function drawFormula(name: string): Raster {
  const size = { width: EDGE, height: EDGE };
  const { rgba } = drawPlaceholder(name, { ...size, phase: 0 });
  return { ...size, rgba: Float32Array.from(rgba, (value) => value / 255) };
}

const pictures = new Map<string, Frame>();
before(async () => {
  const catalogue = readCatalogue();
  for (const name of SUBJECTS) {
    const subject = catalogue.subjects.find((one) => one.name === name);
    assert.ok(subject, name);
    pictures.set(
      name,
      planesOf(isCard(name) ? drawFormula(name) : shrink(await catalogue.draw(subject, 0), EDGE)),
    );
  }
});

const recolour = (name: string, colour: string) =>
  createRecolour(tintOf(colour), pictures.get(name)!, isCard(name))(pictures.get(name)!);

interface Hsl {
  hue: number; // degrees
  saturation: number;
  lightness: number;
}

/** Opaque pixels. */
function pixelsOf(frame: Frame): Hsl[] {
  const area = frame.length / 4;
  const pixels: Hsl[] = [];
  for (let i = 0; i < area; i++) {
    if (frame[3 * area + i]! > 0.9) {
      pixels.push(toHsl([0, 1, 2].map((plane) => frame[plane * area + i]! / frame[3 * area + i]!)));
    }
  }
  return pixels;
}

function toHsl([r = 0, g = 0, b = 0]: number[]): Hsl {
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const [lightness, spread] = [(most + least) / 2, most - least];
  if (spread < 1e-6) return { hue: 0, saturation: 0, lightness };
  const saturation = spread / (1 - Math.abs(2 * lightness - 1));
  const turns =
    most === r ? (g - b) / spread : most === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
  return { hue: (60 * turns + 360) % 360, saturation, lightness };
}

const isColoured = ({ saturation, lightness }: Hsl) =>
  saturation > 0.2 && lightness > 0.08 && lightness < 0.95;

/** −180 to 180 degrees */
const turn = (degrees: number) => ((((degrees + 180) % 360) + 360) % 360) - 180;

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1];
const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

describe('a subject in another colour', () => {
  test('that is drawn in lines is of that very colour all over, however unsteady its black was', () => {
    const cast = fc.integer({ min: 0, max: 10 }); // of 255
    const grey = fc.integer({ min: 0, max: 25 }); // the network's blacks are as far apart
    const alpha = fc.double({ min: 0.02, max: 1, noNaN: true });
    const pixel = fc
      .tuple(grey, cast, cast, cast, alpha)
      .map(([l, r, g, b, a]) => [l + r, l + g, l + b, a] as const);
    fc.assert(
      fc.property(fc.array(pixel, { minLength: 64, maxLength: 64 }), (pixels) => {
        const planes = [0, 1, 2].map((c) => pixels.map((one) => (one[c]! * one[3]) / 255));
        const lines = Float32Array.from([...planes, pixels.map((one) => one[3])].flat());
        const tinted = createRecolour({ colour: '#e5322e', tone: null }, lines)(lines);
        pixels.forEach(([, , , a], i) => {
          const straight = [0, 1, 2].map((c) => Math.round((255 * tinted[64 * c + i]!) / a));
          assert.deepEqual(straight, [0xe5, 0x32, 0x2e]);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('has its hue: the median of what is saturated, on whatever thing', () => {
    const missed: string[] = [];
    for (const name of SUBJECTS) {
      for (const [colour, hue] of Object.entries(HUES)) {
        const coloured = pixelsOf(recolour(name, colour)).filter(isColoured);
        const off = median(coloured.map((pixel) => turn(pixel.hue - hue)));
        if (off === undefined || Math.abs(off) > WITHIN) missed.push(`${colour} ${name}: ${off}`);
      }
    }
    const asked = SUBJECTS.length * Object.keys(HUES).length;
    assert.ok(missed.length <= 0.05 * asked, missed.join(', '));
  });

  test('is coloured though it was white, grey or black', () => {
    for (const name of ['ghost', 'cloud', 'panda', 'bomb', 'skeleton card']) {
      const pixels = pixelsOf(recolour(name, 'blue'));
      const share = pixels.filter(isColoured).length / pixels.length;
      assert.ok(share > 0.4, `${name}: ${share}`);
    }
  });

  test('that is black, white or grey has that lightness and no hue', () => {
    const expected = { black: [0.1, 0.3], white: [0.85, 1], grey: [0.45, 0.7] } as const;
    for (const [colour, [darkest, lightest]] of Object.entries(expected)) {
      for (const name of ['apple', 'star', 'black cat', 'ghost']) {
        const pixels = pixelsOf(recolour(name, colour));
        const lightness = median(pixels.map((pixel) => pixel.lightness))!;
        assert.ok(lightness > darkest && lightness < lightest, `${colour} ${name}: ${lightness}`);
      }
    }
  });

  test('is lighter, darker or paler as the tone says', () => {
    const look = (colour: string) => {
      const pixels = pixelsOf(recolour('star', colour));
      return {
        lightness: mean(pixels.map((pixel) => pixel.lightness)),
        hue: median(pixels.filter(isColoured).map(({ hue }) => turn(hue - HUES.blue!)))!,
      };
    };
    const [dark, plain, light, pale] = ['dark blue', 'blue', 'light blue', 'pale blue'].map(look);
    assert.ok(dark!.lightness < plain!.lightness - 0.1);
    assert.ok(plain!.lightness < light!.lightness - 0.1);
    assert.ok(light!.lightness < pale!.lightness);
    for (const { hue } of [dark!, light!, pale!]) assert.ok(Math.abs(hue) < WITHIN, `${hue}`);
  });

  test('keeps its outline, its alpha, its small parts of another hue, and its shades apart', () => {
    const [before, after] = [pictures.get('apple')!, recolour('apple', 'blue')];
    assert.deepEqual(after.subarray(3 * EDGE ** 2), before.subarray(3 * EDGE ** 2));
    const leaf = (frame: Frame) =>
      pixelsOf(frame).filter((pixel) => isColoured(pixel) && Math.abs(turn(pixel.hue - 145)) < 25);
    assert.ok(leaf(after).length >= 0.9 * leaf(before).length, 'a leaf stays green');
    const panda = pixelsOf(recolour('panda', 'pink')).filter(({ lightness }) => lightness < 0.35);
    assert.ok(panda.length > 100, 'a panda keeps its dark parts');
  });

  test('is mapped alike in every frame: equal pixels stay equal, whatever is around them', () => {
    const first = pictures.get('car')!;
    const paint = createRecolour(tintOf('green'), first);
    const moved = new Float32Array(first.length);
    const area = EDGE ** 2;
    for (let i = 0; i < first.length; i++) {
      const plane = Math.floor(i / area) * area;
      moved[i] = first[plane + ((i - plane + 5 * EDGE + 7) % area)]!;
    }
    const [still, shifted] = [paint(first), paint(moved)];
    for (let i = 0; i < first.length; i++) {
      const plane = Math.floor(i / area) * area;
      assert.equal(shifted[i], still[plane + ((i - plane + 5 * EDGE + 7) % area)]);
    }
  });
});

describe('OKLab', () => {
  const byte = fc.integer({ min: 0, max: 255 });

  test('and its polar form lead back to the same bytes', () => {
    fc.assert(
      fc.property(byte, byte, byte, (r, g, b) => {
        assert.deepEqual(toColour(fromLch(toLch(toLab([r, g, b])))), [r, g, b]);
      }),
    );
  });

  test('loses only chroma where sRGB cannot show a colour', () => {
    const unit = fc.double({ min: 0.2, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(unit, unit, (l, turns) => {
        const wild = { l, c: 0.5, h: 2 * Math.PI * turns };
        const shown = inGamut(wild);
        assert.deepEqual([shown.l, shown.h], [wild.l, wild.h]);
        const again = toLch(toLab(toColour(fromLch(shown))));
        assert.ok(Math.abs(again.l - l) < 0.02, `${again.l} for ${l}`);
      }),
    );
  });
});
