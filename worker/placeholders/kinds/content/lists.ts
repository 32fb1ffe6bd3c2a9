/** Lists: in order at phase 0, then rows leave, open or change places. As many rows as fit. */
import { card, chevron, inner, inset, lines, person, rowsOf } from '../../furniture';
import { mix } from '../../raster/paint';
import type { Box, Kinds, Stage } from '../../stage';
import { clamp, near, onOff, track, visit } from '../../time';

/** Two lines of text in the middle of a row. */
function pair(
  s: Stage,
  x: number,
  { y, height }: Box,
  width: number,
  i: number,
  head = s.colours.ink,
) {
  const weight = Math.min(7, height * 0.24);
  const middle = y + height / 2;
  s.pen.pill(x, middle - weight - 1.8, width * [0.86, 0.66, 0.78, 0.6][i % 4]!, weight, head);
  s.pen.pill(x, middle + 2.4, width * [0.5, 0.62, 0.42][i % 3]!, weight * 0.8, s.colours.faint);
}

/** Rows that slide out one after the other, and back in. */
function rows(s: Stage) {
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

function sorting(s: Stage) {
  const all = rowsOf(s, inner(s, 11), 30, 7, 7);
  const [first, second] = [all[0]!, all[1] ?? all[0]!];
  const pitch = second.y - first.y;
  const swap = track(s.phase, [0, 0], [0.14, 0], [0.4, 1], [0.62, 1], [0.88, 0]);
  const lift = Math.max(
    track(s.phase, [0, 0], [0.1, 1], [0.4, 1], [0.48, 0]),
    track(s.phase, [0, 0], [0.56, 0], [0.64, 1], [0.88, 1], [0.96, 0]),
  );
  const row = (box: Box, dy: number, raised: number, i: number) =>
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

function accordion(s: Stage) {
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

function timeline(s: Stage) {
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
function notifications(s: Stage) {
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

function inbox(s: Stage) {
  const { pen, colours } = s;
  const whole = inner(s, 8);
  card(s, whole, 9);
  const all = rowsOf(s, inset(whole, 9, 5), 28, 2, 9);
  const at = visit(s.phase, all.length);
  for (const [i, row] of all.entries()) {
    const on = near(at, i);
    if (i > 0) pen.rect(row.x, row.y - 1.4, row.width, 1, colours.track);
    const r = Math.min(9, row.height * 0.34);
    const middle = row.y + row.height / 2;
    person(pen, row.x + r, middle, r, mix(colours.block, colours.accent, on), colours.surface);
    pair(
      s,
      row.x + 2 * r + 8,
      row,
      row.width - 2 * r - 24,
      i,
      mix(colours.ink, colours.strong, on),
    );
    pen.circle(row.x + row.width - 4, middle - 4, 2.6 * on, colours.accent);
  }
}

function comments(s: Stage) {
  const { pen, colours } = s;
  const box = inner(s, 10);
  const count = s.count(Math.max(2, Math.round(box.height / 38)), 7);
  const pitch = box.height / count;
  for (let i = 0; i < count; i++) {
    const shown =
      i === 0
        ? 1
        : track(
            s.phase,
            [0, 1],
            [0.12, 1],
            [0.24, 0],
            [0.24 + (0.5 * i) / count, 0],
            [0.4 + (0.5 * i) / count, 1],
          );
    const indent = i % 3 === 1 ? 18 : 0;
    const [x, y] = [box.x + indent, box.y + i * pitch];
    const r = Math.min(9, pitch * 0.26);
    pen.zoom(shown, x + r, y + r, () => {
      person(pen, x + r, y + r, r, colours.hues[i % 5]!, '#ffffff');
      const left = x + 2 * r + 7;
      const width = Math.min(220, box.x + box.width - left);
      pen.rect(left, y, width, pitch - 8, colours.track, 8);
      pen.pill(left + 8, y + pitch * 0.16, width * 0.36, Math.min(5.5, pitch * 0.15), colours.ink);
      pen.pill(
        left + 8,
        y + pitch * 0.4,
        width * [0.8, 0.66, 0.74][i % 3]!,
        Math.min(5, pitch * 0.14),
        colours.faint,
      );
    });
  }
}

/** Files or folders, chosen one after the other. */
function fileList(s: Stage) {
  const { pen, colours } = s;
  const all = rowsOf(s, inner(s, 9), 23, 4, 9);
  const at = visit(s.phase, all.length);
  for (const [i, row] of all.entries()) {
    const on = near(at, i);
    pen.rect(row.x, row.y, row.width, row.height, mix(colours.track, colours.soft, on), 6);
    const edge = Math.min(15, row.height * 0.7);
    const [x, y] = [row.x + 7, row.y + (row.height - edge) / 2];
    if (i % 3 === 2) pen.rect(x + edge * 0.1, y, edge * 0.8, edge, colours.surface, 2.5);
    else {
      pen.rect(x, y + edge * 0.08, edge * 0.5, edge * 0.4, colours.accent, 2);
      pen.rect(x, y + edge * 0.22, edge, edge * 0.7, colours.accent, 2.5);
    }
    const weight = Math.min(6, row.height * 0.3);
    const middle = row.y + (row.height - weight) / 2;
    pen.pill(
      x + edge + 8,
      middle,
      (row.width - edge - 42) * [0.74, 0.56, 0.9][i % 3]!,
      weight,
      colours.ink,
    );
    pen.pill(
      row.x + row.width - 26,
      middle,
      18,
      weight * 0.85,
      mix(colours.faint, colours.ink, on),
    );
  }
}

const DEPTHS = [0, 1, 1, 2, 2, 1, 0, 1, 2];

function tree(s: Stage) {
  const { pen, colours } = s;
  const all = rowsOf(s, inner(s, 11), 16, 4, 9);
  const open = onOff(s.phase);
  for (const [i, row] of all.entries()) {
    const depth = DEPTHS[i % 9]!;
    const nested = depth > 0;
    const shown = i > 0 && i < 6 && nested ? open : 1;
    if (shown < 0.04) continue;
    const x = row.x + depth * 15;
    const middle = row.y + row.height / 2;
    pen.zoom(shown, row.x, middle, () => {
      if ((DEPTHS[(i + 1) % 9] ?? 0) > depth) {
        pen.rotate(-0.25 * (i === 0 ? 1 - open : 0), x + 4, middle, () =>
          pen.stroke(chevron(x + 4, middle, 3.2), 2.2, colours.ink),
        );
        pen.rect(x + 13, middle - 5, 12, 10, colours.accent, 3);
      } else pen.rect(x + 14, middle - 5.5, 9, 11, colours.faint, 2);
      pen.pill(
        x + 31,
        middle - 3,
        Math.min(150, row.width - depth * 15 - 33) * [0.7, 0.6, 0.84][i % 3]!,
        6,
        nested ? colours.faint : colours.ink,
      );
    });
  }
}

export const LISTS: Kinds = {
  'list rows': { draw: rows },
  'sortable list': { draw: sorting },
  'accordion menu': { draw: accordion },
  timeline: { draw: timeline },
  'notification list': { draw: notifications },
  inbox: { draw: inbox },
  'comment thread': { draw: comments },
  'file list': { draw: fileList },
  'folder tree': { draw: tree },
};
