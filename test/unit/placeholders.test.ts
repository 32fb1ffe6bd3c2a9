/** Placeholders drawn by formula: on any canvas, in any colour, at any moment. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  drawPlaceholder,
  PLACEHOLDER_NAMES,
  type PlaceholderFrame,
  type PlaceholderOptions,
} from '../../worker/placeholders/draw';
import { drawSkeleton } from '../../worker/placeholders/skeleton';
import { readTable } from '../../worker/prompt/table';

const TABLES = new URL('../../worker/prompt/tables/', import.meta.url);
const CANVASES = [
  { width: 96, height: 96 },
  { width: 160, height: 90 },
  { width: 63, height: 112 },
  { width: 128, height: 16 },
  { width: 16, height: 16 },
] as const;

const draw = (name: string, options: Partial<PlaceholderOptions> = {}) =>
  drawPlaceholder(name, { width: 128, height: 128, phase: 0, ...options });

/** The mean difference of two pictures, in levels. */
function distance(a: PlaceholderFrame, b: PlaceholderFrame): number {
  let sum = 0;
  for (let i = 0; i < a.rgba.length; i++) sum += Math.abs(a.rgba[i]! - b.rgba[i]!);
  return sum / a.rgba.length;
}

const hex = (rgba: ArrayLike<number>, at: number) =>
  `#${[0, 1, 2].map((k) => rgba[4 * at + k]!.toString(16).padStart(2, '0')).join('')}`;

/** Opaque colours by how many pixels have them. */
function coloursOf({ rgba }: { rgba: ArrayLike<number> }): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i < rgba.length / 4; i++) {
    if (rgba[4 * i + 3] !== 255) continue;
    const colour = hex(rgba, i);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

/** How many separate stretches of a line through a picture satisfy a test. */
function stretches(
  { width, height, rgba }: PlaceholderFrame,
  line: { x: number } | { y: number },
  isIn: (colour: string, alpha: number) => boolean,
): number {
  const length = 'x' in line ? height : width;
  let count = 0;
  let before = false;
  for (let i = 0; i < length; i++) {
    const at = 'x' in line ? i * width + line.x : line.y * width + i;
    const now = isIn(hex(rgba, at), rgba[4 * at + 3]!);
    if (now && !before) count++;
    before = now;
  }
  return count;
}

const visible = (_: string, alpha: number) => alpha > 127;

test('the table of phrases and the drawings have the same names, and no phrase means two', () => {
  const lines = readFileSync(new URL('placeholders.txt', TABLES), 'utf8').trim().split('\n');
  const names = lines.map((line) => line.slice(0, line.indexOf(':')));
  assert.deepEqual([...names].sort(), [...PLACEHOLDER_NAMES].sort());
  const phrases = lines.flatMap((line) => line.slice(line.indexOf(': ') + 2).split(', '));
  const twice = phrases.filter((phrase, i) => phrases.indexOf(phrase) !== i);
  assert.deepEqual(twice, []);
  for (const phrase of phrases) assert.match(phrase, /^[a-z0-9]+([ -][a-z0-9]+)*$/);
});

test('every placeholder is seen at phase 0 on every canvas, premultiplied', () => {
  for (const name of PLACEHOLDER_NAMES) {
    for (const canvas of CANVASES) {
      const { rgba } = draw(name, canvas);
      assert.equal(rgba.length, 4 * canvas.width * canvas.height);
      let ink = 0;
      for (let i = 0; i < rgba.length; i += 4) {
        const alpha = rgba[i + 3]!;
        ink += alpha / 255;
        if (Math.max(rgba[i]!, rgba[i + 1]!, rgba[i + 2]!) > alpha) {
          assert.fail(`${name} at ${canvas.width}: a colour exceeds its alpha`);
        }
      }
      const share = ink / Math.min(canvas.width, canvas.height) ** 2;
      assert.ok(share > 0.02, `${name} at ${canvas.width}×${canvas.height} covers ${share}`);
    }
  }
});

test('every placeholder moves, and ends where it begins', () => {
  for (const name of PLACEHOLDER_NAMES) {
    const first = draw(name);
    const moments = [0.2, 0.35, 0.5, 0.65, 0.8].map((phase) => draw(name, { phase }));
    const most = Math.max(...moments.map((moment) => distance(first, moment)));
    assert.ok(most > 0.1, `${name} moves by ${most} levels at most`);
    assert.deepEqual(draw(name, { phase: 1 }).rgba, first.rgba, name);
    const closing = distance(first, draw(name, { phase: 0.9999 }));
    assert.ok(closing < 0.3, `${name} jumps by ${closing} levels where its loop closes`);
  }
});

test('the step that closes a loop is hardly longer than the longest one between', () => {
  const frames = 16;
  for (const name of PLACEHOLDER_NAMES) {
    const all = Array.from({ length: frames + 1 }, (_, i) => draw(name, { phase: i / frames }));
    const steps = all.slice(1).map((frame, i) => distance(all[i]!, frame));
    const closing = steps.pop()!;
    assert.ok(closing <= 1.3 * Math.max(...steps), `${name}: ${closing}`);
  }
});

test('the same request gives the same bytes, whatever was drawn before', () => {
  const options = { width: 150, height: 84, phase: 0.3, dark: true, tint: '#8844cc' } as const;
  const before = PLACEHOLDER_NAMES.map((name) => drawPlaceholder(name, options).rgba);
  for (const [i, name] of [...PLACEHOLDER_NAMES].reverse().entries()) {
    assert.deepEqual(drawPlaceholder(name, options).rgba, before[before.length - 1 - i], name);
  }
});

test('lists have as many rows, charts as many bars as asked for', () => {
  for (const parts of [2, 3, 5, 8]) {
    const has = (name: string, line: { x: number } | { y: number }) => {
      const frame = draw(name, { width: 256, height: 256, parts });
      assert.equal(stretches(frame, line, visible), parts, `${name} with ${parts}`);
    };
    for (const name of ['skeleton list', 'list rows']) has(name, { x: 36 });
    for (const name of ['notification list', 'file list', 'poll']) has(name, { x: 210 });
    has('skeleton chart', { y: 200 });
    for (const name of ['bar loader', 'segmented progress bar', 'star rating'])
      has(name, { y: 128 });
  }
});

test('a table with five rows has five rows, and a rule above each', () => {
  const block = '#dce1e8';
  for (const parts of [3, 5, 9]) {
    const table = draw('skeleton table', { width: 512, height: 512, parts });
    const bars = stretches(table, { x: 90 }, (colour) => colour === block);
    assert.equal(bars, parts + 1, 'its head counts too');
    const rules = stretches(table, { x: 40 }, (colour) => colour === '#d9dee5');
    assert.equal(rules, parts + 2, 'the card has an upper and a lower edge');
  }
});

test('lists have more rows where there is more room', () => {
  for (const name of ['skeleton list', 'list rows', 'file list', 'notification list']) {
    const rows = (height: number) =>
      stretches(draw(name, { width: 256, height }), { x: 40 }, visible);
    assert.ok(rows(480) > rows(256), name);
  }
});

test('bars are as wide as their canvas, and show what was asked for', () => {
  for (const width of [128, 300, 512]) {
    const frame = draw('progress bar', { width, progress: 0.5 });
    assert.equal(stretches(frame, { y: 64 }, visible), 1);
    const row = Array.from({ length: width }, (_, x) => frame.rgba[4 * (64 * width + x) + 3]! > 0);
    assert.deepEqual([row.indexOf(true), row.lastIndexOf(true)], [10, width - 11]);
    const filled = Array.from({ length: width }, (_, x) => hex(frame.rgba, 64 * width + x));
    const share = filled.filter((colour) => colour === '#0d99ff').length / (width - 20);
    assert.ok(Math.abs(share - 0.5) < 0.03, `${share} at ${width} px`);
  }
});

test('whatever measures shows the less of its accent, the less there is', () => {
  const table = readFileSync(new URL('measured.txt', TABLES), 'utf8');
  const measured = [...readTable(table)].map(({ meaning }) => meaning);
  assert.ok(measured.length > 10);
  for (const name of measured) {
    const tint = '#7c3aed';
    const painted = (progress: number) => {
      const { rgba } = draw(name, { width: 256, height: 256, tint, progress });
      const all = Array.from({ length: 256 * 256 }, (_, at) => hex(rgba, at));
      return all.filter((colour) => colour === tint).length;
    };
    const [none, some, all] = [0, 2 / 3, 1].map(painted) as [number, number, number];
    assert.ok(none < some && some < all, `${name}: ${none}, ${some}, ${all}`);
  }
});

test('spinners and avatars stay round and in the middle of any canvas', () => {
  for (const name of ['loading spinner', 'user avatar', 'progress ring', 'success check']) {
    const square = draw(name);
    const wide = draw(name, { width: 228 });
    for (let y = 0; y < 128; y++) {
      const part = wide.rgba.subarray(4 * (228 * y + 50), 4 * (228 * y + 178));
      assert.deepEqual(part, square.rgba.subarray(512 * y, 512 * (y + 1)), name);
    }
  }
});

test('a tint is exact, and leaves greys alone', () => {
  const tinted = coloursOf(draw('progress bar', { tint: '#7c3aed' }));
  assert.deepEqual([...tinted.keys()].filter((colour) => tinted.get(colour)! > 20).sort(), [
    '#7c3aed',
    '#e3e7ec',
  ]);
  for (const name of ['success check', 'loading dots', 'like button', 'column chart']) {
    assert.ok(coloursOf(draw(name, { tint: '#7c3aed' })).get('#7c3aed')! > 100, name);
  }
});

test('dark ones have dark bodies', () => {
  for (const name of ['skeleton card', 'content card', 'dropdown', 'data table']) {
    const [light, dark] = [coloursOf(draw(name)), coloursOf(draw(name, { dark: true }))];
    assert.ok(light.get('#ffffff')! > 1000, name);
    assert.ok(dark.get('#1e2228')! > 1000, name);
    assert.ok((dark.get('#ffffff') ?? 0) < 300, name); // marks on the accent stay white
  }
});

test('a radius of its body is obeyed in px', () => {
  const corner = (radius: number) => {
    const { rgba } = draw('skeleton card', { width: 256, height: 256, radius });
    return rgba[4 * (18 * 256 + 18) + 3]!;
  };
  assert.equal(corner(0), 255);
  assert.equal(corner(40), 0);
});

test('empty states leave a square within the canvas for a picture, and say of what', () => {
  const withPicture = PLACEHOLDER_NAMES.filter((name) => draw(name).picture);
  for (const name of ['no results', 'no internet', 'empty cart', 'page not found']) {
    assert.ok(withPicture.includes(name), name);
  }
  for (const name of withPicture) {
    for (const canvas of CANVASES.slice(0, 3)) {
      const { picture } = draw(name, canvas);
      assert.ok(picture && picture.name.length > 2);
      assert.equal(picture.width, picture.height);
      assert.ok(picture.width >= 0.25 * Math.min(canvas.width, canvas.height), name);
      assert.ok(picture.x >= 0 && picture.x + picture.width <= canvas.width, name);
      assert.ok(picture.y >= 0 && picture.y + picture.height <= canvas.height, name);
    }
  }
});

test('what cannot be drawn is refused in a sentence', () => {
  assert.throws(() => draw('unicorn field'), /no placeholder named "unicorn field"/);
  assert.throws(() => draw('toString'), /no placeholder named/);
  assert.throws(() => draw('slider', { width: 12.5 }), /width is 1 to 4096, not 12.5/);
  assert.throws(() => draw('slider', { phase: Number.NaN }), /phase is a finite number, not NaN/);
  assert.throws(() => draw('slider', { progress: 2 }), /progress is 0 to 1, not 2/);
  assert.throws(() => draw('slider', { tint: '#red' }), /colour #rrggbb, not #red/);
});

test('any canvas, moment and number of parts can be drawn', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PLACEHOLDER_NAMES),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.integer({ min: 1, max: 40 }),
      (name, width, height, phase, parts) => {
        const { rgba } = drawPlaceholder(name, { width, height, phase, parts });
        assert.equal(rgba.length, 4 * width * height);
      },
    ),
    { numRuns: 150 },
  );
});

const LAYOUT = [
  { kind: 'avatar', x: 8, y: 8, width: 24, height: 24 },
  { kind: 'text', x: 40, y: 8, width: 80, height: 24, lineHeight: 12 },
  { kind: 'image', x: 8, y: 40, width: 112, height: 60, radius: 4 },
  { kind: 'block', x: 8, y: 108, width: 40, height: 12 },
] as const;

test('a skeleton of a layout shimmers within its boxes only', () => {
  const at = (phase: number) => drawSkeleton(LAYOUT, { width: 128, height: 128, phase });
  assert.deepEqual(coloursOf({ rgba: at(0) }).size, 1);
  assert.deepEqual(at(1), at(0));
  const lit = at(0.5);
  assert.ok(coloursOf({ rgba: lit }).size > 5);
  for (let i = 0; i < lit.length / 4; i++) {
    const [x, y] = [i % 128, Math.floor(i / 128)];
    const inside = LAYOUT.some(
      (box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height,
    );
    if (!inside) assert.equal(lit[4 * i + 3], 0, `pixel ${x}, ${y}`);
  }
});

test('text has as many lines as its height allows, and the light follows its direction', () => {
  const paragraph = [{ kind: 'text', x: 0, y: 0, width: 60, height: 60, lineHeight: 12 }] as const;
  const rgba = drawSkeleton(paragraph, { width: 60, height: 60, phase: 0 });
  const frame = { width: 60, height: 60, rgba };
  assert.equal(stretches(frame, { x: 10 }, visible), 5);
  const bar = [{ kind: 'block', x: 0, y: 0, width: 64, height: 64, radius: 0 }] as const;
  const colour = (direction: 'right' | 'left', x: number) =>
    hex(drawSkeleton(bar, { width: 64, height: 64, phase: 0.4, direction }), 32 * 64 + x);
  assert.notEqual(colour('right', 8), colour('right', 60));
  for (const x of [2, 20, 40]) assert.equal(colour('left', 63 - x), colour('right', x));
});
