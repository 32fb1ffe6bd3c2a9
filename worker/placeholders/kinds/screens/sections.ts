/** Sections of a page. */
import type { Context, Kinds } from '../../context';
import { card, lines } from '../../furniture';
import { columnsOf, inner, inset, middle, rowsOf } from '../../layout';
import { mix } from '../../raster/paint';
import { near, swing, track, visit, wave, wrap } from '../../time';

function hero(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  const k = pen.unit;
  const light = mix(colours.accent, colours.surface, 0.72);
  pen.rect(
    box.x,
    box.y,
    box.width,
    box.height,
    {
      line: [box.x * k, box.y * k, (box.x + box.width) * k, (box.y + box.height) * k],
      stops: [
        [0, light],
        [1, mix(colours.accent, colours.surface, 0.45)],
      ],
    },
    s.radius(11),
  );
  const aside = box.width / box.height > 1.2;
  const area = inset(box, 13);
  const width = aside ? area.width * 0.54 : area.width;
  const y = aside ? s.height / 2 - 32 : area.y + 2;
  pen.pill(area.x, y, width * 0.94, 10, colours.strong);
  pen.pill(area.x, y + 14, width * 0.62, 10, colours.strong);
  lines(pen, { x: area.x, y: y + 32, width, height: 14 }, 2, 5, mix(colours.ink, light, 0.3));
  pen.rect(area.x, y + 52, 44, 15, colours.accent, 6);
  pen.pill(area.x + 11, y + 57, 22, 5, colours.onAccent);
  const r = aside
    ? Math.min(area.height * 0.42, area.width * 0.2)
    : Math.max(12, Math.min(area.width * 0.44, (area.height - 72) * 0.5));
  const [cx, cy] = aside
    ? [area.x + area.width - r - 2, s.height / 2]
    : [Math.max(s.width / 2, area.x + area.width - r - 8), area.y + area.height - r];
  pen.circle(cx, cy + 4 * swing(s.phase), r, colours.surface);
  pen.circle(cx - r * 0.2, cy + 4 * swing(s.phase), r * 0.5, colours.accent);
  pen.circle(cx + r * 0.72, cy - r * 0.62 - 5 * swing(s.phase), r * 0.26, colours.hues[1]!);
}

function orderSummary(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 8), Math.max(112, s.height), s.height);
  card(s, box, 10);
  const area = inset(box, 9);
  const foot = 40;
  const rows = rowsOf(s, { ...area, height: area.height - foot }, 24, 5, 6);
  for (const [i, row] of rows.entries()) {
    const edge = Math.min(22, row.height);
    pen.rect(
      row.x,
      row.y + (row.height - edge) / 2,
      edge,
      edge,
      mix(colours.surface, colours.hues[i % 5]!, 0.35),
      5,
    );
    const y = row.y + row.height / 2;
    pen.pill(
      row.x + edge + 8,
      y - 7,
      (row.width - edge - 36) * [0.9, 0.7, 0.8][i % 3]!,
      5.5,
      colours.ink,
    );
    pen.pill(row.x + edge + 8, y + 2, (row.width - edge - 36) * 0.5, 4.5, colours.faint);
    pen.pill(row.x + row.width - 18, y - 3, 18, 6, colours.strong);
  }
  const y = area.y + area.height - foot + 5;
  pen.rect(area.x, y, area.width, 1.2, colours.line);
  pen.pill(area.x, y + 6, 26, 6, colours.ink);
  pen.pill(area.x + area.width - 28, y + 5, 28, 8, colours.strong);
  const push = track(s.phase, [0, 0], [0.4, 0], [0.5, 1], [0.62, 0]);
  pen.zoom(1 - 0.04 * push, s.width / 2, y + 26, () => {
    pen.rect(area.x, y + 18, area.width, 17, mix(colours.accent, '#101318', 0.14 * push), 6);
    pen.pill(s.width / 2 - 16, y + 24, 32, 5, colours.onAccent);
  });
}

/** Two digits on a card for each unit of time; the last ones turn. */
function countdownClock(s: Context) {
  const { pen, colours } = s;
  const count = s.count(s.width > 170 ? 4 : 3, 4);
  const gap = 9;
  const width = Math.min(58, (s.width - 16 - gap * (count - 1)) / count);
  const height = width * 1.05;
  const left = s.width / 2 - (width * count + gap * (count - 1)) / 2;
  const y = s.height / 2 - height / 2 - 5;
  for (let i = 0; i < count; i++) {
    const x = left + i * (width + gap);
    const turning =
      i === count - 1 ? wrap(2 * s.phase + 0.35) : i === count - 2 ? wrap(s.phase + 0.5) : 0;
    const flip = Math.abs(1 - 2 * track(turning, [0, 0], [0.7, 0], [1, 1]));
    pen.rect(x, y, width, height, colours.accent, width * 0.18);
    pen.zoom(
      1,
      x,
      y + height / 2,
      () => {
        for (const side of [0, 1])
          pen.rect(
            x + width * (0.18 + 0.34 * side),
            y + height * 0.24,
            width * 0.3,
            height * 0.52,
            colours.onAccent,
            width * 0.08,
          );
        for (const side of [0, 1])
          pen.rect(
            x + width * (0.25 + 0.34 * side),
            y + height * 0.34,
            width * 0.16,
            height * 0.32,
            colours.accent,
            width * 0.04,
          );
      },
      i >= count - 2 ? flip : 1,
    );
    pen.rect(x, y + height / 2 - 0.7, width, 1.4, mix(colours.accent, '#101318', 0.25));
    pen.pill(x + width * 0.22, y + height + 7, width * 0.56, 5, colours.faint);
    if (i < count - 1)
      for (const dy of [-5, 5])
        pen.circle(x + width + gap / 2, y + height / 2 + dy, 1.8, colours.ink);
  }
}

function footer(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 8), s.width, Math.min(s.height - 16, 110));
  pen.rect(box.x, box.y, box.width, box.height, '#2b323c', s.radius(9));
  const area = inset(box, 12);
  const count = s.count(Math.max(2, Math.min(5, Math.round(area.width / 52))), 6);
  const at = visit(s.phase, count);
  for (const [i, { x, y, width, height }] of columnsOf(area, count, 12).entries()) {
    pen.pill(x, y, width * 0.7, 6, mix('#c3cad4', colours.accent, near(at, i)));
    const rows = Math.max(2, Math.floor((height - 30) / 12));
    for (let k = 0; k < rows; k++)
      pen.pill(x, y + 14 + k * 12, width * [0.9, 0.6, 0.76][(k + i) % 3]!, 4.5, '#5f6b7a');
  }
  pen.rect(area.x, area.y + area.height - 12, area.width, 1, '#46505e');
  pen.pill(area.x, area.y + area.height - 5, area.width * 0.4, 4, '#5f6b7a');
  for (let i = 0; i < 3; i++)
    pen.circle(
      area.x + area.width - 4 - 12 * i,
      area.y + area.height - 3,
      3.6,
      mix('#5f6b7a', colours.accent, wave(s.phase + i * 0.2) * 0.6),
    );
}

export const SECTIONS: Kinds = {
  'hero section': { draw: hero },
  'order summary': { draw: orderSummary },
  'countdown clock': { draw: countdownClock },
  'page footer': { draw: footer },
};
