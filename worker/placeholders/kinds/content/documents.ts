/** Documents, tables, boards and calendars. */
import { card, columnsOf, inner, inset, lines, middle, person } from '../../furniture';
import { mix } from '../../raster/paint';
import type { Kinds, Stage } from '../../stage';
import { near, regrow, track, visit, wave } from '../../time';

function table(s: Stage) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  card(s, box, 8);
  const head = Math.min(22, box.height * 0.2);
  const count = s.count(Math.min(9, Math.floor((box.height - head) / 18)), 16);
  const pitch = (box.height - head) / count;
  const columns = columnsOf(inset(box, 9, 0), box.width > 180 ? 5 : 3, 10);
  const at = visit(s.phase, count);
  pen.clip(box.x + 1.4, box.y + 1.4, box.width - 2.8, box.height - 2.8, s.radius(7), () => {
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

function board(s: Stage) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  const count = s.count(Math.max(3, Math.round(box.width / 62)), 6);
  const columns = columnsOf(box, count, 6);
  const at = visit(s.phase, count);
  const [width, pitch] = [columns[0]!.width, Math.min(34, (box.height - 22) / 3)];
  const note = (x: number, y: number, i: number) => {
    card(s, { x, y, width: width - 8, height: pitch - 5 }, 5);
    pen.pill(x + 5, y + 5, (width - 18) * 0.5, 4, colours.hues[i % 5]!);
    pen.pill(x + 5, y + pitch * 0.46, (width - 18) * 0.86, 4, colours.faint);
  };
  for (const [i, column] of columns.entries()) {
    pen.rect(column.x, column.y, width, box.height, colours.track, 7);
    pen.pill(column.x + 6, column.y + 7, width * 0.5, 5, colours.ink);
    const held = Math.max(1, Math.min(4, Math.floor((box.height - 22) / pitch) - 1));
    for (let k = 1; k <= (i % 2 ? held - 1 : held); k++)
      note(column.x + 4, column.y + 18 + k * pitch, i + k);
  }
  const step = columns.length > 1 ? columns[1]!.x - columns[0]!.x : 0;
  const [x, y] = [columns[0]!.x + 4, box.y + 18];
  const lift = Math.abs(Math.sin(Math.PI * at));
  pen.move(step * at, -3 * lift, () =>
    pen.rotate(0.012 * lift, x + width / 2, y, () => {
      pen.rect(x, y, width - 8, pitch - 5, colours.accent, 5);
      pen.pill(x + 5, y + pitch * 0.3, (width - 18) * 0.8, 4, colours.onAccent);
    }),
  );
}

/** Weeks of seven days, or of five where there is little room; the chosen day goes from one to another. */
function month(s: Stage) {
  const { pen, colours } = s;
  const box = middle(inner(s, 8), 240, Math.min(s.height - 16, 190));
  card(s, box, 11);
  const head = Math.min(26, box.height * 0.22);
  pen.pill(box.x + 11, box.y + head / 2 - 1, box.width * 0.36, 7, colours.strong);
  const arrow = (x: number, sense: number) =>
    pen.stroke(
      [
        [x - 2 * sense, box.y + head / 2 - 1.4],
        [x + 2 * sense, box.y + head / 2 + 2.4],
        [x - 2 * sense, box.y + head / 2 + 6.2],
      ],
      2,
      colours.ink,
    );
  arrow(box.x + box.width - 26, -1);
  arrow(box.x + box.width - 13, 1);
  const area = {
    x: box.x + 7,
    y: box.y + head + 4,
    width: box.width - 14,
    height: box.height - head - 10,
  };
  const weeks = s.count(5, 6);
  const cell = { width: area.width / 7, height: area.height / weeks };
  const place = (day: number) =>
    [
      area.x + ((day % 7) + 0.5) * cell.width,
      area.y + (Math.floor(day / 7) + 0.5) * cell.height,
    ] as const;
  const r = Math.min(cell.width, cell.height) * 0.46;
  const chosen = [9, 12, 18, 15].map((day) => place(day % (7 * weeks)));
  const at = visit(s.phase, 4);
  const from = chosen[Math.floor(at)]!;
  const to = chosen[Math.min(3, Math.floor(at) + 1)]!;
  const t = at - Math.floor(at);
  pen.circle(from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t, r, colours.accent);
  const days = chosen.map(([x, y]) => [x, y].join());
  for (let day = 2; day < 7 * weeks - 2; day++) {
    const [x, y] = place(day);
    const on = near(at, days.indexOf([x, y].join()));
    pen.circle(
      x,
      y,
      r * 0.38,
      mix(
        day % 7 > 4 ? colours.faint : colours.ink,
        colours.onAccent,
        days.includes([x, y].join()) ? on : 0,
      ),
    );
  }
}

/** Days as columns with what happens in them. */
function schedule(s: Stage) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  card(s, box, 9);
  const count = s.count(box.width > 170 ? 7 : 5, 7);
  const head = 20;
  const columns = columnsOf(box, count, 0);
  const hours = Math.max(4, Math.round((box.height - head) / 18));
  const hour = (box.height - head) / hours;
  for (let i = 0; i < hours; i++)
    pen.rect(box.x + 1.4, box.y + head + i * hour, box.width - 2.8, 1, colours.track);
  for (const [i, { x, y, width }] of columns.entries()) {
    if (i > 0) pen.rect(x, y + head, 1, box.height - head - 1.4, colours.track);
    pen.pill(x + width * 0.25, y + 8, width * 0.5, 5, colours.ink);
    for (const k of [0, 1]) {
      const from = ((i * 3 + k * 5) % (hours - 1)) + (k ? 0 : 0.1);
      if (k === 1 && i % 2 === 0) continue;
      const long = Math.min(hours - from - 0.15, 1 + ((i + k) % 3) * 0.5) * regrow(s.phase, i, 0.2);
      pen.rect(
        x + 2,
        y + head + from * hour + 1,
        width - 4,
        hour * long - 2,
        (i + k) % 2 ? colours.soft : colours.accent,
        3,
      );
    }
  }
  const now = box.y + head + (box.height - head) * (0.1 + 0.8 * wave(s.phase));
  pen.rect(box.x + 1.4, now, box.width - 2.8, 1.4, colours.bad);
  pen.circle(box.x + 4, now + 0.7, 2.6, colours.bad);
}

function email(s: Stage) {
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

function invoice(s: Stage) {
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
  'kanban board': { draw: board },
  'date picker': { draw: month },
  'weekly schedule': { draw: schedule },
  'email message': { draw: email },
  'invoice document': { draw: invoice },
};
