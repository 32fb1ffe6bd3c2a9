/** Documents and tables. */
import type { Context, Kinds } from '../../context';
import { card, lines, person } from '../../furniture';
import { columnsOf, inner, inset, middle } from '../../layout';
import { mix } from '../../raster/paint';
import { near, track, visit } from '../../time';

function table(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  card(s, box, 8);
  const head = Math.min(22, box.height * 0.2);
  const count = s.count(Math.min(9, Math.floor((box.height - head) / 18)), 16);
  const pitch = (box.height - head) / count;
  const columns = columnsOf(inset(box, 9, 0), box.width > 180 ? 5 : 3, 10);
  const at = visit(s.phase, count);
  pen.inside(box.x, box.y, box.width, box.height, s.radius(8), () => {
    pen.rect(box.x, box.y, box.width, head, colours.track);
    pen.rect(
      box.x,
      box.y + head + pitch * at,
      box.width,
      pitch,
      mix(colours.surface, colours.soft, 0.6),
    );
  });
  for (const { x, width } of columns)
    pen.pill(x, box.y + head / 2 - 3, width * 0.6, 6, colours.ink);
  const weight = Math.min(6, pitch * 0.4);
  for (let row = 0; row < count; row++) {
    const y = box.y + head + row * pitch;
    if (row > 0) pen.rect(box.x + 1.4, y, box.width - 2.8, 1, colours.track);
    for (const [i, { x, width }] of columns.entries()) {
      const middleY = y + (pitch - weight) / 2;
      const on = near(at, row);
      if (i === columns.length - 1) {
        const paint = row % 3 === 1 ? colours.faint : colours.accent;
        pen.pill(
          x + width * 0.3,
          y + pitch * 0.26,
          width * 0.7,
          pitch * 0.5,
          mix(colours.surface, paint, 0.3 + 0.4 * on),
        );
      } else
        pen.pill(
          x,
          middleY,
          width * [0.95, 0.7, 0.84, 0.6][(i + 2 * row) % 4]!,
          weight,
          i === 0 ? colours.ink : colours.faint,
        );
    }
  }
}

function email(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  card(s, box, 9);
  const { x, y, width, height } = inset(box, 11);
  pen.pill(x, y, width * 0.62, 9, colours.strong);
  person(pen, x + 9, y + 27, 9, colours.accent, colours.onAccent);
  pen.pill(x + 25, y + 20, Math.min(64, width * 0.4), 6, colours.ink);
  pen.pill(x + 25, y + 30, Math.min(44, width * 0.28), 5, colours.faint);
  pen.rect(x, y + 42, width, 1, colours.line);
  const space = height - 50 - 22;
  const count = s.count(Math.max(2, Math.floor(space / 11)), 12);
  const shown = track(s.phase, [0, 1], [0.14, 1], [0.28, 0], [0.86, 1]);
  pen.clip(x, y + 46, width * shown, space + 6, 0, () =>
    lines(pen, { x, y: y + 50, width, height: space - 3 }, count, 5, colours.faint),
  );
  const push = track(s.phase, [0, 0], [0.86, 0], [0.92, 1], [0.98, 0]);
  pen.zoom(1 - 0.06 * push, x + 24, y + height - 8, () => {
    pen.rect(x, y + height - 16, 48, 16, colours.accent, 6);
    pen.pill(x + 13, y + height - 10.5, 22, 5, colours.onAccent);
  });
}

function invoice(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 8), Math.max(96, s.height * 0.8), s.height);
  card(s, box, 7);
  const { x, y, width, height } = inset(box, 10);
  pen.rect(x, y, 15, 15, colours.accent, 4);
  pen.pill(x + width - 34, y + 1, 34, 6, colours.strong);
  pen.pill(x + width - 24, y + 10, 24, 4.5, colours.faint);
  const top = y + 25;
  const space = height - 25 - 24;
  const count = s.count(Math.max(3, Math.floor(space / 13)), 12);
  const pitch = space / count;
  const weight = Math.min(5, pitch * 0.5);
  const seen = track(s.phase, [0, 1.2], [0.12, 1.2], [0.26, 0], [0.84, 1.2]) * count;
  for (let i = 0; i < count; i++) {
    const at = top + i * pitch;
    if (i > 0) pen.rect(x, at - pitch * 0.24, width, 0.8, colours.track);
    if (seen < i + 0.3) continue;
    pen.pill(x, at, width * [0.52, 0.42, 0.58][i % 3]!, weight, colours.faint);
    pen.pill(x + width - 18, at, 18, weight, colours.ink);
  }
  const foot = y + height - 15;
  pen.rect(x, foot - 5, width, 1.2, colours.line);
  pen.pill(x, foot + 3, 28, 7, colours.ink);
  const beat = 1 + 0.06 * track(s.phase, [0, 0], [0.84, 0], [0.9, 1], [0.97, 0]);
  pen.zoom(beat, x + width - 20, foot + 7, () =>
    pen.rect(x + width - 40, foot, 40, 13, colours.accent, 4),
  );
}

export const DOCUMENTS: Kinds = {
  'data table': { draw: table },
  'email message': { draw: email },
  'invoice document': { draw: invoice },
};
