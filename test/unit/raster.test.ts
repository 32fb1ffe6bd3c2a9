/** The rasteriser: how much of each pixel a shape covers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createPen } from '../../worker/placeholders/pen';
import {
  ellipse,
  type Point,
  roundRect,
  strokeOutline,
} from '../../worker/placeholders/raster/outline';
import { parsePath } from '../../worker/placeholders/raster/path';
import { createSheet, type Sheet } from '../../worker/placeholders/raster/sheet';

const SIZE = 64;
const FLAT = 0.02; // px

const alphaAt = ({ rgba, width }: Sheet, x: number, y: number) => rgba[4 * (y * width + x) + 3]!;

/** Of a sheet, in px². */
function area({ rgba }: Sheet): number {
  let sum = 0;
  for (let i = 3; i < rgba.length; i += 4) sum += rgba[i]! / 255;
  return sum;
}

function filled(...contours: number[][]): Sheet {
  const sheet = createSheet(SIZE, SIZE);
  sheet.fill(contours, '#ff8000');
  return sheet;
}

const rect = (x: number, y: number, w: number, h: number) => roundRect(x, y, w, h, 0, FLAT);

test('a rectangle on whole pixels covers exactly these', () => {
  const sheet = filled(rect(10, 20, 30, 8));
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const inside = x >= 10 && x < 40 && y >= 20 && y < 28;
      assert.equal(alphaAt(sheet, x, y), inside ? 255 : 0);
    }
  }
  assert.deepEqual(
    [...sheet.rgba.subarray(4 * (20 * SIZE + 10)).subarray(0, 4)],
    [255, 128, 0, 255],
  );
});

test('half a pixel is half covered, and a quarter at corners', () => {
  const sheet = filled(rect(10.5, 20.5, 30, 8));
  assert.equal(alphaAt(sheet, 10, 20), 64);
  assert.equal(alphaAt(sheet, 40, 28), 64);
  assert.equal(alphaAt(sheet, 20, 20), 128);
  assert.equal(alphaAt(sheet, 10, 24), 128);
  assert.equal(alphaAt(sheet, 20, 24), 255);
  assert.equal(alphaAt(sheet, 41, 24), 0);
});

const ends = fc
  .tuple(
    fc.double({ min: -20, max: 84, noNaN: true }),
    fc.double({ min: -20, max: 84, noNaN: true }),
  )
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

test('any rectangle covers its area, whatever of it lies outside', () => {
  const seen = ([from, to]: readonly [number, number]) =>
    Math.max(0, Math.min(SIZE, to) - Math.max(0, from));
  fc.assert(
    fc.property(ends, ends, (x, y) => {
      const covered = area(filled(rect(x[0], y[0], x[1] - x[0], y[1] - y[0])));
      assert.ok(Math.abs(covered - seen(x) * seen(y)) < 0.6, `${covered}`);
    }),
  );
});

const corner = fc.tuple(
  fc.double({ min: 0, max: SIZE, noNaN: true }),
  fc.double({ min: 0, max: SIZE, noNaN: true }),
);

test('any triangle covers its area, in either direction', () => {
  fc.assert(
    fc.property(corner, corner, corner, (a, b, c) => {
      const expected = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
      const covered = area(filled([...a, ...b, ...c]));
      const back = area(filled([...c, ...b, ...a]));
      assert.ok(Math.abs(covered - expected) < 0.6, `${covered}, not ${expected}`);
      assert.ok(Math.abs(covered - back) < 0.05);
    }),
  );
});

test('a disc covers πr², and a ring what lies between its circles', () => {
  for (const r of [1, 3.3, 12, 30]) {
    const covered = area(filled(ellipse(32.2, 31.7, r, r, FLAT)));
    const error = Math.abs(covered / (Math.PI * r * r) - 1);
    assert.ok(error < (1.5 * FLAT) / r + 0.003, `r = ${r}: ${covered}`);
  }
  const sheet = createSheet(SIZE, SIZE);
  createPen(sheet, 1).ring(32, 32, 20, 6, '#000000');
  assert.ok(Math.abs(area(sheet) / (Math.PI * (23 * 23 - 17 * 17)) - 1) < 0.01);
  assert.equal(alphaAt(sheet, 32, 32), 0);
});

test('a stroke is as long as its line, as wide as told, and round at its ends', () => {
  const line: Point[] = [
    [10, 50],
    [30, 50],
    [30, 14],
  ];
  const covered = area(filled(...strokeOutline(line, 8, false, FLAT)));
  const corners = Math.PI * 16 * (1 + 1 / 4) - 16; // two half ends, a quarter outside, less the overlap
  assert.ok(Math.abs(covered - (8 * 56 + corners)) < 3, `${covered}`);
  const dot = area(filled(...strokeOutline([[20, 20]], 10, false, FLAT)));
  assert.ok(Math.abs(dot / (Math.PI * 25) - 1) < 0.02);
});

test('a closed stroke leaves its inside free, and a sharp turn leaves no hole', () => {
  const square: Point[] = [
    [12, 12],
    [52, 12],
    [52, 52],
    [12, 52],
  ];
  const frame = filled(...strokeOutline(square, 6, true, FLAT));
  assert.equal(alphaAt(frame, 32, 32), 0);
  for (const [x, y] of square) assert.equal(alphaAt(frame, x, y), 255);
  const turn: Point[] = [
    [10, 20],
    [50, 26],
    [12, 32],
  ];
  const sharp = filled(...strokeOutline(turn, 7, false, FLAT));
  for (const x of [14, 20, 30, 44, 50]) {
    assert.equal(alphaAt(sharp, x, Math.floor(20 + ((x - 10) * 6) / 40)), 255, `at ${x}`);
  }
});

test('what is clipped is seen within both of two clips only', () => {
  const sheet = createSheet(SIZE, SIZE);
  sheet.clip([rect(10, 10, 30, 30)], () => {
    sheet.clip([rect(25.5, 0, 30, 64)], () => sheet.fill([rect(0, 0, 64, 64)], '#123456'));
    sheet.fill([rect(10, 38, 4, 20)], '#123456');
  });
  sheet.fill([rect(60, 60, 2, 2)], '#123456');
  assert.equal(alphaAt(sheet, 24, 20), 0);
  assert.equal(alphaAt(sheet, 25, 20), 128);
  assert.equal(alphaAt(sheet, 39, 20), 255);
  assert.equal(alphaAt(sheet, 40, 20), 0);
  assert.ok(Math.abs(area(sheet) - (14.5 * 30 + 8 + 4)) < 0.2);
});

test('a gradient goes from its first colour to its last, and on beyond', () => {
  const sheet = createSheet(SIZE, 4);
  const stops = [
    [0, '#000000'],
    [1, '#c86432'],
  ] as const;
  sheet.fill([rect(0, 0, SIZE, 4)], { line: [16, 0, 48, 0], stops });
  const at = (x: number) => [...sheet.rgba.subarray(4 * x, 4 * x + 3)];
  assert.deepEqual(at(2), [0, 0, 0]);
  assert.deepEqual(at(60), [200, 100, 50]);
  for (let x = 17; x < 47; x++) {
    assert.ok(Math.abs(at(x)[0]! - (200 * (x + 0.5 - 16)) / 32) < 1.5, `at ${x}`);
  }
});

test('layers of any opacity keep colours within their alpha', () => {
  const colour = fc.constantFrom('#ffffff', '#0d99ff', '#000000', '#f24822');
  const layer = fc.tuple(ends, ends, colour, fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(fc.array(layer, { maxLength: 12 }), (layers) => {
      const sheet = createSheet(SIZE, SIZE);
      for (const [x, y, paint, opacity] of layers) {
        const contour = roundRect(x[0], y[0], x[1] - x[0], y[1] - y[0], 9, FLAT);
        sheet.fill([contour], paint as `#${string}`, opacity);
      }
      for (let i = 0; i < sheet.rgba.length; i += 4) {
        const [red, green, blue, alpha] = sheet.rgba.subarray(i, i + 4);
        assert.ok(Math.max(red!, green!, blue!) <= alpha!);
      }
    }),
    { numRuns: 40 },
  );
});

test('what stands still falls on whole pixels, and thin lines do not vanish', () => {
  const sheet = createSheet(50, 50);
  const pen = createPen(sheet, 0.39);
  pen.rect(10, 10, 60, 1, '#000000');
  pen.rect(10, 40, 33.3, 20.7, '#000000');
  const partial = sheet.rgba.filter((value, i) => i % 4 === 3 && value !== 0 && value !== 255);
  assert.equal(partial.length, 0);
  assert.equal(alphaAt(sheet, 10, 4), 255);
});

test('path data says what it cannot hold', () => {
  assert.equal(parsePath('M0 0H10V10Z')[0]!.closed, true);
  assert.deepEqual(parsePath('M1 2L3 4M5 6Q7 8 9 10').length, 2);
  assert.throws(() => parsePath('M0 0A1 1 0 0 1 2 2'), /not A/);
  assert.throws(() => parsePath('L1 1'), /starts with M/);
});
