/** Cards: a picture, a few lines, and something to press. */
import type { Rectangle } from '../../../picture/rectangle';
import type { Context, Kinds } from '../../context';
import { card, landscape, lines, person } from '../../furniture';
import { columnsOf, inner, inset, middle } from '../../layout';
import { heart, star } from '../../marks';
import { mix } from '../../raster/paint';
import { doneOf, refill, swing, track, wave } from '../../time';

function button(s: Context, { x, y, width, height }: Rectangle, on = 0) {
  s.pen.rect(
    x,
    y,
    width,
    height,
    mix(s.colours.accent, '#101318', 0.16 * on),
    Math.min(6, height / 2),
  );
  s.pen.pill(x + width * 0.25, y + height / 2 - 2.5, width * 0.5, 5, s.colours.onAccent);
}

function contentCard(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 9);
  const hover = wave(s.phase);
  pen.move(0, -2.5 * swing(s.phase), () => {
    card(s, box, 10, mix(colours.line, colours.accent, hover));
    const side = box.width / box.height >= 1.45;
    const cover = side
      ? { ...box, width: box.width * 0.42 }
      : { ...box, height: box.height * 0.48 };
    const area = inset(cover, 6);
    pen.rect(area.x, area.y, area.width, area.height, colours.soft, 6);
    pen.clip(area.x, area.y, area.width, area.height, 6, () => {
      const [cx, cy] = [area.x + area.width / 2, area.y + area.height / 2];
      pen.circle(
        cx + area.width * 0.16 * Math.cos(2 * Math.PI * s.phase),
        cy,
        Math.min(area.width, area.height) * 0.22,
        colours.accent,
      );
    });
    const [x, y] = side
      ? [area.x + area.width + 14, box.y + 14]
      : [box.x + 11, area.y + area.height + 9];
    const width = box.x + box.width - x - 12;
    const bottom = box.y + box.height - 24;
    pen.pill(x, y, width * 0.7, 8, colours.strong);
    const count = s.count(Math.max(1, Math.floor((bottom - y - 20) / 11)), 9);
    lines(
      pen,
      { x, y: y + 15, width, height: Math.min((count - 1) * 12 + 5, bottom - y - 22) },
      count,
      5,
      colours.faint,
    );
    button(s, { x, y: bottom, width: Math.min(46, width), height: 15 }, hover);
  });
}

function productCard(s: Context) {
  const { pen, colours } = s;
  const whole = middle(inner(s, 8), Math.max(100, s.height * 0.84), s.height);
  card(s, whole, 10);
  const box = inset(whole, 7);
  const cover = box.height - 42;
  landscape(s, { ...box, height: cover }, 6);
  const beat = 1 + 0.14 * track(s.phase, [0, 0], [0.2, 1], [0.34, 0], [0.46, 1], [0.6, 0]);
  pen.circle(box.x + box.width - 13, box.y + 13, 9, colours.surface);
  heart(pen, box.x + box.width - 13, box.y + 13.5, 5 * beat, colours.bad);
  pen.pill(box.x + 2, box.y + cover + 8, box.width * 0.72, 7, colours.strong);
  pen.pill(box.x + 2, box.y + cover + 28, box.width * 0.32, 9, colours.accent);
  for (let i = 0; i < 5; i++)
    star(pen, box.x + 6 + 9 * i, box.y + cover + 20, 3, i < 4 ? '#ffc224' : colours.track);
  button(
    s,
    { x: box.x + box.width - 36, y: box.y + cover + 26, width: 36, height: 14 },
    wave(s.phase),
  );
}

function review(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 8), 300, Math.min(s.height - 16, 150));
  card(s, box, 10);
  const area = inset(box, 11);
  person(pen, area.x + 12, area.y + 12, 12, colours.accent, colours.onAccent);
  pen.pill(area.x + 31, area.y + 3, Math.min(60, area.width * 0.5), 7, colours.strong);
  const lit = 5 * refill(s.phase, 0);
  for (let i = 0; i < 5; i++)
    star(pen, area.x + 35 + 11 * i, area.y + 19, 4, mix(colours.track, '#ffc224', doneOf(lit, i)));
  const height = area.height - 36;
  const count = s.count(Math.max(2, Math.round(height / 14)), 8);
  lines(
    pen,
    { x: area.x, y: area.y + 36, width: area.width, height: height - 2 },
    count,
    6,
    colours.faint,
  );
}

function pricing(s: Context) {
  const { pen, colours } = s;
  const count = s.count(Math.max(1, Math.min(4, Math.round(s.width / 62))), 5);
  const chosen = Math.floor(count / 2);
  const lift = wave(s.phase);
  for (const [i, column] of columnsOf(inner(s, 9), count, 8).entries()) {
    const on = i === chosen;
    const box = { ...column, y: column.y + (on ? 0 : 6), height: column.height - (on ? 0 : 12) };
    pen.move(0, on ? -1.5 * lift : 0, () => {
      card(s, box, 9, on ? colours.accent : colours.line);
      const { x, y, width, height } = inset(box, Math.min(9, box.width * 0.16), 9);
      pen.pill(x, y, width * 0.6, 6, on ? colours.accent : colours.ink);
      pen.rect(x, y + 13, width * 0.8, 12, colours.strong, 4);
      const rows = Math.max(2, Math.floor((height - 50) / 12));
      for (let k = 0; k < rows; k++) {
        pen.circle(x + 3, y + 38 + k * 12, 2.6, on ? colours.accent : colours.faint);
        pen.pill(
          x + 10,
          y + 35.8 + k * 12,
          (width - 10) * [0.9, 0.7, 0.8][k % 3]!,
          4.5,
          colours.faint,
        );
      }
      pen.rect(x, y + height - 14, width, 14, on ? colours.accent : colours.track, 5);
      pen.pill(
        x + width * 0.28,
        y + height - 9.2,
        width * 0.44,
        4.5,
        on ? colours.onAccent : colours.ink,
      );
    });
  }
}

function weather(s: Context) {
  const { pen, colours } = s;
  const sun = colours.onAccent === '#ffffff' ? '#ffd84d' : '#ffffff'; // seen on a light sky too
  const box = middle(inner(s, 8), 300, Math.min(s.height - 16, 170));
  const k = s.pen.unit;
  pen.rect(
    box.x,
    box.y,
    box.width,
    box.height,
    {
      line: [0, box.y * k, 0, (box.y + box.height) * k],
      stops: [
        [0, colours.accent],
        [1, mix(colours.accent, '#ffffff', 0.4)],
      ],
    },
    s.radius(14),
  );
  const [x, y] = [box.x + box.width - 34, box.y + 32];
  for (let i = 0; i < 8; i++) {
    pen.rotate((i + s.phase) / 8, x, y, () => pen.pill(x - 1.8, y - 21, 3.6, 6.5, sun));
  }
  pen.circle(x, y, 11, sun);
  pen.pill(box.x + 12, box.y + 14, 34, 6, colours.onAccent);
  pen.rect(box.x + 12, box.y + 27, 40, 17, colours.onAccent, 6);
  const count = s.count(Math.max(4, Math.round(box.width / 28)), 10);
  for (const [i, cell] of columnsOf(
    { ...box, x: box.x + 8, width: box.width - 16, y: box.y + box.height - 50, height: 42 },
    count,
    4,
  ).entries()) {
    const cx = cell.x + cell.width / 2;
    pen.fade(0.22, () => pen.rect(cell.x, cell.y, cell.width, cell.height, colours.onAccent, 7));
    pen.circle(cx, cell.y + 13, 4.4, i % 3 === 1 ? colours.onAccent : sun);
    pen.pill(
      cx - 5,
      cell.y + 27 - 4 * wave(i * 0.17 + s.phase) + 4 * wave(i * 0.17),
      10,
      4.5,
      colours.onAccent,
    );
  }
}

export const CARDS: Kinds = {
  'content card': { draw: contentCard },
  'product card': { draw: productCard },
  'review card': { draw: review },
  'pricing table': { draw: pricing },
  'weather widget': { draw: weather },
};
