/** What a hand sets: at phase 0 it is on or chosen; then it is put off and on again. */
import type { Context, Kinds } from '../../context';
import { card } from '../../furniture';
import { centred, inner, rowsOf } from '../../layout';
import { tick } from '../../marks';
import type { Pen } from '../../pen';
import { mix } from '../../raster/paint';
import { near, onOff, track, visit } from '../../time';

function switchAt(s: Context, x: number, y: number, width: number, on: number) {
  const height = width * 0.56;
  const r = height / 2;
  s.pen.pill(x, y - r, width, height, mix(s.colours.faint, s.colours.accent, on));
  const knob = r * 0.82;
  s.pen.circle(x + r + (width - height) * on, y, knob, on > 0.5 ? s.colours.onAccent : '#ffffff');
}

const toggle = (s: Context) => centred(s, () => switchAt(s, 12, 64, 104, onOff(s.phase)));

function settings(s: Context) {
  const box = inner(s, 9);
  card(s, box, 10);
  const rows = rowsOf(
    s,
    { ...box, x: box.x + 10, width: box.width - 20, y: box.y + 6, height: box.height - 12 },
    26,
    3,
    8,
  );
  for (const [i, { x, y, width, height }] of rows.entries()) {
    const on = i % 3 === 1 ? 1 - onOff(s.phase) : onOff(s.phase, i * 0.02);
    const centre = y + height / 2;
    const weight = Math.min(7, height * 0.28);
    if (i > 0) s.pen.rect(x, y - 2, width, 1, s.colours.track);
    s.pen.pill(x, centre - weight / 2, width * [0.5, 0.38, 0.56][i % 3]!, weight, s.colours.ink);
    const size = Math.min(28, height * 1.1);
    switchAt(s, x + width - size, centre, size, on);
  }
}

function box(pen: Pen, s: Context, x: number, y: number, size: number, on: number) {
  const corner = size * 0.26;
  const weight = Math.max(1.4, size * 0.07);
  pen.card(
    x,
    y,
    size,
    size,
    corner,
    s.colours.surface,
    mix(s.colours.ink, s.colours.accent, on),
    weight,
  );
  const [cx, cy] = [x + size / 2, y + size / 2];
  if (on > 0.02)
    pen.zoom(0.5 + 0.5 * on, cx, cy, () =>
      pen.rect(x, y, size, size, mix(s.colours.surface, s.colours.accent, on), corner),
    );
  pen.trim(tick(cx, cy, size * 0.5), 0, on, size * 0.11, s.colours.onAccent);
}

const checkbox = (s: Context) => centred(s, (pen) => box(pen, s, 20, 20, 88, onOff(s.phase)));

function tasks(s: Context) {
  const rows = rowsOf(s, inner(s, 10), 26, 7, 8);
  const count = rows.length;
  for (const [i, { x, y, width, height }] of rows.entries()) {
    const start = 0.3 + (0.5 * i) / count;
    const on =
      i === count - 1 && count > 2
        ? 0
        : track(s.phase, [0, 1], [0.12, 1], [0.24, 0], [start, 0], [start + 0.12, 1]);
    const size = Math.min(22, height);
    const centre = y + height / 2;
    box(s.pen, s, x, centre - size / 2, size, on);
    const length = Math.min(200, width - size - 10) * [0.92, 0.7, 0.82, 0.6][i % 4]!;
    s.pen.pill(x + size + 10, centre - 4, length, 8, mix(s.colours.ink, s.colours.faint, on));
  }
}

function radios(s: Context) {
  const rows = rowsOf(s, inner(s, 10), 28, 8, 8);
  const at = visit(s.phase, rows.length);
  for (const [i, { x, y, width, height }] of rows.entries()) {
    const on = near(at, i);
    const r = Math.min(13, height / 2);
    const centre = y + height / 2;
    const edge = mix(s.colours.ink, s.colours.accent, on);
    s.pen.circle(x + r, centre, r, edge);
    s.pen.circle(x + r, centre, r - 2, s.colours.surface);
    s.pen.circle(x + r, centre, r * 0.56 * on, s.colours.accent);
    const length = Math.min(200, width - 2 * r - 12) * [0.8, 0.6, 0.72][i % 3]!;
    s.pen.pill(x + 2 * r + 12, centre - 4, length, 8, mix(s.colours.faint, s.colours.ink, on));
  }
}

export const CONTROLS: Kinds = {
  'toggle switch': { draw: toggle },
  'settings list': { draw: settings, accent: '#14ae5c' },
  'checkbox tick': { draw: checkbox },
  'task list': { draw: tasks, accent: '#14ae5c' },
  'radio group': { draw: radios },
};
