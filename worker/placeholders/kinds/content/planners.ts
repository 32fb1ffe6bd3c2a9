/** Boards and calendars. */
import type { Context, Kinds } from '../../context';
import { card } from '../../furniture';
import { columnsOf, inner, middle } from '../../layout';
import { mix } from '../../raster/paint';
import { near, regrow, visit, wave } from '../../time';

function board(s: Context) {
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

/** Weeks of seven days; the chosen day goes from one to another. */
function month(s: Context) {
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
function schedule(s: Context) {
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

export const PLANNERS: Kinds = {
  'kanban board': { draw: board },
  'date picker': { draw: month },
  'weekly schedule': { draw: schedule },
};
