/** Surfaces that are written, drawn or dropped on. */
import type { Rectangle } from '../../../picture/rectangle';
import type { Context, Kinds } from '../../context';
import { card } from '../../furniture';
import { inner, middle } from '../../layout';
import { type Point, part } from '../../pen';
import { along } from '../../raster/outline';
import { mix } from '../../raster/paint';
import { doneOf, track, typed, wrap } from '../../time';

/** Indents and lengths of lines of code, as shares, and which hue they have. */
const CODE = [
  [0, 0.36, 4],
  [0.08, 0.62, 0],
  [0.16, 0.44, 2],
  [0.16, 0.56, 3],
  [0.08, 0.3, 0],
  [0, 0.2, 4],
] as const;

function editor(s: Context) {
  const { pen, colours } = s;
  const { x, y, width, height } = inner(s, 9);
  pen.rect(x, y, width, height, '#262c35', s.radius(9));
  (['#f2604a', '#ffc94d', '#3cc47c'] as const).forEach((light, i) => {
    pen.circle(x + 12 + i * 10, y + 11, 3.4, light);
  });
  pen.rect(x, y + 21, width, 1.2, '#3a424e');
  const count = s.count(Math.max(4, Math.round((height - 30) / 13)), 16);
  const pitch = (height - 30) / count;
  const share = count * typed(s.phase);
  for (let i = 0; i < count; i++) {
    const [indent, length, hue] = CODE[i % CODE.length]!;
    const on = doneOf(share, i);
    const left = x + 11 + indent * width;
    const weight = Math.min(6, pitch * 0.5);
    const top = y + 25 + (i + 0.5) * pitch - weight / 2;
    if (on > 0)
      pen.pill(
        left,
        top,
        Math.max(weight, (width - 22) * length * on),
        weight,
        mix(colours.hues[hue]!, '#ffffff', 0.15),
      );
  }
}

function keyboard(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 8), 330, Math.max(86, Math.min(s.height - 16, 120)));
  pen.rect(box.x, box.y, box.width, box.height, colours.track, s.radius(10));
  const most = box.width > 180 ? 10 : 6;
  const gap = 3.5;
  const cell = (box.width - 14 + gap) / most;
  const row = (box.height - 12 + gap) / 4;
  const order = [3, 8, 12, 5, 15, 1, 10];
  const now = wrap(s.phase + 0.07) * order.length;
  let key = 0;
  for (const [line, missing] of [0, 1, 2].entries()) {
    const count = most - missing;
    for (let i = 0; i < count; i++) {
      const turn = order.indexOf(key++);
      const held = turn < 0 ? 0 : Math.max(0, 1 - Math.abs(now - turn - 0.5) * 1.1);
      const x = box.x + 7 + (i + missing / 2) * cell;
      pen.rect(
        x,
        box.y + 6 + line * row,
        cell - gap,
        row - gap,
        mix(colours.surface, colours.accent, held),
        3.5,
      );
    }
  }
  const y = box.y + 6 + 3 * row;
  pen.rect(
    box.x + 7 + cell * 1.5,
    y,
    box.width - 14 - cell * 3 - gap,
    row - gap,
    colours.surface,
    3.5,
  );
  pen.rect(box.x + 7, y, cell * 1.5 - gap, row - gap, colours.faint, 3.5);
  pen.rect(
    box.x + box.width - 7 - cell * 1.5,
    y,
    cell * 1.5 - gap * 0.3,
    row - gap,
    colours.accent,
    3.5,
  );
}

function signature(s: Context) {
  const box = middle(inner(s, 10), 240, Math.min(s.height - 20, 96));
  card(s, box, 10);
  const [left, base] = [box.x + 16, box.y + box.height - 22];
  const width = box.width - 40;
  const tall = box.height * 0.3;
  const ink = Array.from({ length: 240 }, (_, i): Point => {
    const t = i / 239;
    return [
      left + width * (t - 0.07 * Math.sin(t * 26)) + 4,
      base - 8 - tall * 0.5 - tall * (1 - 0.55 * t) * Math.cos(t * 26 + Math.PI),
    ];
  });
  s.pen.pill(left - 4, base + 4, box.width - 24, 1.8, s.colours.line);
  s.pen.trim(ink, 0, typed(s.phase), 3.2, s.colours.accent);
}

/** A dashed rounded frame whose dashes march. */
function dashes(s: Context, { x, y, width, height }: Rectangle, r: number, march: number) {
  const [right, bottom] = [x + width, y + height];
  const frame: Point[] = [
    [x + r, y],
    ...along(right - r, y + r, r, 0, 0.25),
    ...along(right - r, bottom - r, r, 0.25, 0.5),
    ...along(x + r, bottom - r, r, 0.5, 0.75),
    ...along(x + r, y + r, r, 0.75, 1),
  ];
  const count = Math.round((width + height) / 8);
  const twice = [...frame, ...frame.slice(1)];
  for (let i = 0; i < count; i++) {
    const from = (i + march) / count;
    s.pen.stroke(part(twice, from / 2, (from + 0.5 / count) / 2), 2.6, s.colours.ink);
  }
}

function dropzone(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 11);
  pen.rect(box.x, box.y, box.width, box.height, colours.surface, s.radius(12));
  dashes(s, box, s.radius(12), wrap(2 * s.phase));
  const up = track(s.phase, [0, 0], [0.25, 5], [0.5, 0], [0.75, 5]);
  const [x, y] = [s.width / 2, s.height / 2 - 6];
  pen.move(x, y - up, () => {
    pen.path(
      'M-22 14C-36 14 -36 -6 -22 -7C-20 -26 12 -28 18 -9C34 -11 36 14 20 14Z',
      colours.accent,
    );
    pen.stroke('M0 9V-7M-8 0L0 -8L8 0', 4.4, colours.onAccent);
  });
  pen.pill(x - 26, y + 28, 52, 6, colours.faint);
}

export const SURFACES: Kinds = {
  'code editor': { draw: editor },
  'onscreen keyboard': { draw: keyboard },
  'signature field': { draw: signature },
  'file dropzone': { draw: dropzone },
};
