/** Lists of messages and files: one after the other is chosen, or comes in. */
import type { Context, Kinds } from '../../context';
import { card, pair, person } from '../../furniture';
import { inner, inset, rowsOf } from '../../layout';
import { chevron } from '../../marks';
import { mix } from '../../raster/paint';
import { near, onOff, track, visit } from '../../time';

function inbox(s: Context) {
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

function comments(s: Context) {
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
function fileList(s: Context) {
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

function tree(s: Context) {
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

export const THREADS: Kinds = {
  inbox: { draw: inbox },
  'comment thread': { draw: comments },
  'file list': { draw: fileList },
  'folder tree': { draw: tree },
};
