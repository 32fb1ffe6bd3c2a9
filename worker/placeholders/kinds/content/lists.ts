/** Lists: in order at phase 0, then rows leave, open or change places. As many rows as fit. */
import type { Rectangle } from '../../../picture/rectangle';
import type { Context, Kinds } from '../../context';
import { card, lines, pair } from '../../furniture';
import { inner, rowsOf } from '../../layout';
import { chevron } from '../../marks';
import { mix } from '../../raster/paint';
import { clamp, onOff, track } from '../../time';

/** Rows that slide out one after the other, and back in. */
function rows(s: Context) {
  const all = rowsOf(s, inner(s, 9), 30, 7, 7);
  for (const [i, row] of all.entries()) {
    const start = 0.08 + (0.5 * i) / all.length;
    const gone = track(
      s.phase,
      [0, 0],
      [start, 0],
      [start + 0.12, 1],
      [start + 0.2, 1],
      [start + 0.4, 0],
    );
    s.pen.move(-gone * s.width, 0, () => {
      card(s, row, 8);
      const r = Math.min(9, row.height * 0.32);
      const middle = row.y + row.height / 2;
      s.pen.circle(row.x + 8 + r, middle, r, i === 0 ? s.colours.accent : s.colours.soft);
      pair(s, row.x + 2 * r + 16, row, row.width - 2 * r - 36, i);
      const x = row.x + row.width - 12;
      s.pen.rotate(-0.25, x, middle, () =>
        s.pen.stroke(chevron(x, middle, 3.6), 2.2, s.colours.ink),
      );
    });
  }
}

function sorting(s: Context) {
  const all = rowsOf(s, inner(s, 11), 30, 7, 7);
  const [first, second] = [all[0]!, all[1] ?? all[0]!];
  const pitch = second.y - first.y;
  const swap = track(s.phase, [0, 0], [0.14, 0], [0.4, 1], [0.62, 1], [0.88, 0]);
  const lift = Math.max(
    track(s.phase, [0, 0], [0.1, 1], [0.4, 1], [0.48, 0]),
    track(s.phase, [0, 0], [0.56, 0], [0.64, 1], [0.88, 1], [0.96, 0]),
  );
  const row = (box: Rectangle, dy: number, raised: number, i: number) =>
    s.pen.move(0, dy, () =>
      s.pen.zoom(1 + 0.035 * raised, box.x + box.width / 2, box.y + box.height / 2, () => {
        card(s, box, 8, mix(s.colours.line, s.colours.accent, raised));
        const middle = box.y + box.height / 2;
        for (let k = 0; k < 6; k++)
          s.pen.circle(
            box.x + 12 + (k % 2) * 6,
            middle + (Math.floor(k / 2) - 1) * 6,
            1.7,
            s.colours.ink,
          );
        s.pen.pill(
          box.x + 28,
          middle - 3.5,
          (box.width - 42) * [0.86, 0.64, 0.74][i % 3]!,
          7,
          i === 0 ? s.colours.accent : s.colours.faint,
        );
      }),
    );
  for (const [i, box] of all.slice(2).entries()) row(box, 0, 0, i + 2);
  if (all.length > 1) row(second, -pitch * swap, 0, 1);
  row(first, pitch * swap, lift, 0);
}

function accordion(s: Context) {
  const box = inner(s, 9);
  const count = s.count(Math.max(3, Math.min(6, Math.floor(box.height / 36))), 8);
  const gap = 6;
  const closed = Math.min(26, (box.height - gap * (count - 1)) / (count + 1.3));
  const extra = box.height - closed * count - gap * (count - 1);
  const open = onOff(s.phase);
  let y = box.y;
  for (let i = 0; i < count; i++) {
    const share = i === 0 ? open : i === 1 ? 1 - open : 0;
    const row = { x: box.x, y, width: box.width, height: closed + extra * share };
    y += row.height + gap;
    card(s, row, 8, mix(s.colours.line, s.colours.accent, share));
    const middle = row.y + closed / 2;
    s.pen.pill(
      row.x + 10,
      middle - 3.5,
      row.width * [0.46, 0.56, 0.4][i % 3]!,
      7,
      mix(s.colours.ink, s.colours.accent, share),
    );
    const x = row.x + row.width - 15;
    s.pen.zoom(
      1,
      x,
      middle,
      () => s.pen.stroke(chevron(x, middle, 4), 2.6, s.colours.ink),
      1 - 2 * share,
    );
    if (share < 0.05) continue;
    s.pen.clip(row.x + 2, row.y + closed, row.width - 4, row.height - closed - 2, 0, () => {
      const count = Math.max(1, Math.floor((extra - 4) / 12));
      lines(
        s.pen,
        {
          x: row.x + 10,
          y: row.y + closed + 1,
          width: row.width - 22,
          height: (count - 1) * 11 + 5,
        },
        count,
        5,
        s.colours.faint,
      );
    });
  }
}

function timeline(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 12);
  const count = s.count(Math.max(3, Math.min(7, Math.floor(box.height / 27))), 9);
  const pitch = box.height / count;
  const r = Math.min(8, pitch * 0.3);
  const at = (i: number) => box.y + (i + 0.5) * pitch;
  const done = (count - 1) * track(s.phase, [0, 1], [0.12, 1], [0.26, 0], [0.34, 0], [0.9, 1]);
  pen.rect(box.x + r - 1.5, at(0), 3, pitch * (count - 1), colours.track);
  pen.rect(box.x + r - 1.5, at(0), 3, pitch * done, colours.accent);
  for (let i = 0; i < count; i++) {
    const on = clamp((done - i + 0.4) / 0.4);
    pen.circle(box.x + r, at(i), r, mix(colours.line, colours.accent, on));
    pen.circle(box.x + r, at(i), r * 0.42, colours.surface);
    const row = { x: 0, y: at(i) - Math.min(15, pitch / 2), width: 0, height: Math.min(30, pitch) };
    pair(
      s,
      box.x + 2 * r + 12,
      row,
      Math.min(200, box.width - 2 * r - 14),
      i,
      mix(colours.faint, colours.ink, on),
    );
  }
}

/** The first one leaves, the others move up; then it comes back. */
function notifications(s: Context) {
  const all = rowsOf(s, inner(s, 9), 32, 6, 6);
  const away = track(s.phase, [0, 0], [0.14, 0], [0.4, 1], [0.58, 1], [0.9, 0]);
  const pitch = all.length > 1 ? all[1]!.y - all[0]!.y : 0;
  for (const [i, row] of all.entries()) {
    s.pen.move(i === 0 ? away * s.width : 0, i === 0 ? 0 : -pitch * away, () => {
      card(s, row, 9);
      const edge = Math.min(18, row.height * 0.6);
      s.pen.rect(
        row.x + 8,
        row.y + (row.height - edge) / 2,
        edge,
        edge,
        s.colours.hues[[0, 2, 1, 3, 4][i % 5]!]!,
        5,
      );
      pair(s, row.x + edge + 16, row, row.width - edge - 28, i);
    });
  }
}

export const LISTS: Kinds = {
  'list rows': { draw: rows },
  'sortable list': { draw: sorting },
  'accordion menu': { draw: accordion },
  timeline: { draw: timeline },
  'notification list': { draw: notifications },
};
