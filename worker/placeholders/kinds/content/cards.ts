/** Cards, pictures and people. */
import {
  card,
  centred,
  columnsOf,
  gridOf,
  heart,
  inner,
  inset,
  landscape,
  lines,
  middle,
  person,
  star,
} from '../../furniture';
import { polar } from '../../raster/outline';
import { mix } from '../../raster/paint';
import type { Box, Kinds, Stage } from '../../stage';
import { doneOf, near, onOff, refill, regrow, swing, track, visit, wave } from '../../time';

function button(s: Stage, { x, y, width, height }: Box, on = 0) {
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

function contentCard(s: Stage) {
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

const avatar = (s: Stage) =>
  centred(s, (pen) => {
    const sway = 2.5 * swing(s.phase);
    pen.circle(64, 64, 54, s.colours.accent);
    pen.clipCircle(64, 64, 48, () => {
      pen.circle(64 + sway, 52 - 2 * wave(s.phase), 19, s.colours.onAccent);
      pen.circle(64 + sway * 0.3, 117, 37, s.colours.onAccent);
    });
    pen.circle(102, 102, 16, s.colours.surface);
    pen.circle(102, 102, 11 + 1.5 * Math.cos(2 * Math.PI * s.phase) - 1.5, '#14ae5c');
  });

function group(s: Stage) {
  const count = s.count(Math.min(5, Math.round(s.width / 40)), 8);
  const pitch = Math.min(30, (s.width - 64) / Math.max(1, count - 1));
  const r = Math.min(24, pitch * 0.8 + (count === 1 ? 20 : 0));
  for (let i = 0; i < count; i++) {
    const x = s.width / 2 + (i - (count - 1) / 2) * pitch * 1.05;
    const up = 7 * Math.max(0, Math.sin(2 * Math.PI * (s.phase - i * 0.12)));
    const y = s.height / 2 - up;
    s.pen.circle(x, y, r + 2.4, s.colours.surface);
    person(s.pen, x, y, r, s.colours.hues[i % 5]!, '#ffffff');
  }
}

function photo(s: Stage) {
  const { pen, colours, width, height } = s;
  const box = inner(s, 8);
  const corner = s.radius(10);
  pen.rect(box.x, box.y, box.width, box.height, colours.block, corner);
  pen.clip(box.x, box.y, box.width, box.height, corner, () => {
    const base = box.y + box.height + 1;
    const edge = Math.min(box.width, box.height * 1.3);
    const lift = 5 * wave(s.phase);
    pen.circle(width / 2 + edge * 0.24, height * 0.34 - lift, 10, colours.accent);
    const far = width / 2 + edge * 0.22;
    const close = width / 2 - edge * 0.16;
    pen.polygon(
      [
        [far - edge * 0.46, base],
        [far, base - box.height * 0.4],
        [far + edge * 0.46, base],
      ],
      colours.faint,
    );
    pen.polygon(
      [
        [close - edge * 0.5, base],
        [close, base - box.height * 0.6],
        [close + edge * 0.5, base],
      ],
      colours.ink,
    );
  });
}

const storyRing = (s: Stage) =>
  centred(s, (pen) => {
    const { hues, surface, block } = s.colours;
    const parts = s.count(1, 24); // as many stories, with gaps between them
    const steps = 96;
    for (let i = 0; i < steps; i++) {
      const at = 2 * Math.abs(i / steps - 0.5);
      const colour =
        at < 0.5 ? mix(hues[4]!, hues[1]!, 2 * at) : mix(hues[1]!, hues[3]!, 2 * at - 1);
      const from = i / steps + s.phase;
      pen.slice(64, 64, 56, colour, from, from + 1.06 / steps, 50);
    }
    for (let i = 0; i < parts && parts > 1; i++) {
      pen.stroke([polar(64, 64, 49, i / parts), polar(64, 64, 57, i / parts)], 3.4, surface);
    }
    person(pen, 64, 64, 44 + 1.5 * wave(s.phase), block, surface);
  });

function profile(s: Stage) {
  const { pen, colours } = s;
  const whole = middle(inner(s, 8), Math.max(112, s.height), s.height);
  card(s, whole, 11);
  const cover = Math.min(46, whole.height * 0.32);
  pen.clip(whole.x + 1.4, whole.y + 1.4, whole.width - 2.8, whole.height - 2.8, s.radius(10), () =>
    pen.rect(whole.x, whole.y, whole.width, cover, colours.soft),
  );
  const [cx, top] = [whole.x + whole.width / 2, whole.y + cover];
  pen.circle(cx, top, 19, colours.surface);
  person(pen, cx, top, 16.5, colours.accent, colours.onAccent);
  pen.pill(cx - 28, top + 25, 56, 8, colours.strong);
  pen.pill(cx - 20, top + 37, 40, 5, colours.faint);
  const followed = onOff(s.phase);
  const rest = whole.y + whole.height - top - 50;
  const cells = gridOf(
    s,
    { x: whole.x + 9, y: top + 68, width: whole.width - 18, height: Math.max(0, rest - 27) },
    34,
    5,
  );
  const buttonY = rest > 60 ? top + 48 : whole.y + whole.height - 22;
  pen.rect(cx - 24, buttonY, 48, 14, mix(colours.track, colours.accent, followed), 7);
  pen.pill(cx - 12, buttonY + 4.8, 24, 4.5, mix(colours.ink, colours.onAccent, followed));
  if (rest > 60)
    for (const { x, y, width, height } of cells) pen.rect(x, y, width, height, colours.block, 5);
}

function productCard(s: Stage) {
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

function review(s: Stage) {
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

function pricing(s: Stage) {
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

function weather(s: Stage) {
  const { pen, colours } = s;
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
    pen.rotate((i + s.phase) / 8, x, y, () => pen.pill(x - 1.8, y - 21, 3.6, 6.5, '#ffd84d'));
  }
  pen.circle(x, y, 11, '#ffd84d');
  pen.pill(box.x + 12, box.y + 14, 34, 6, '#ffffff');
  pen.rect(box.x + 12, box.y + 27, 40, 17, '#ffffff', 6);
  const count = s.count(Math.max(4, Math.round(box.width / 28)), 10);
  for (const [i, cell] of columnsOf(
    { ...box, x: box.x + 8, width: box.width - 16, y: box.y + box.height - 50, height: 42 },
    count,
    4,
  ).entries()) {
    const cx = cell.x + cell.width / 2;
    pen.fade(0.22, () => pen.rect(cell.x, cell.y, cell.width, cell.height, '#ffffff', 7));
    pen.circle(cx, cell.y + 13, 4.4, i % 3 === 1 ? '#ffffff' : '#ffd84d');
    pen.pill(
      cx - 5,
      cell.y + 27 - 4 * wave(i * 0.17 + s.phase) + 4 * wave(i * 0.17),
      10,
      4.5,
      '#ffffff',
    );
  }
}

function gallery(s: Stage) {
  const { pen, colours } = s;
  const cells = gridOf(s, inner(s, 9), 36, 6);
  const at = visit(s.phase, cells.length);
  for (const [i, cell] of cells.entries()) {
    const on = near(at, i);
    landscape(s, cell, 6);
    if (on > 0.02)
      pen.stroke(
        [
          [cell.x, cell.y],
          [cell.x + cell.width, cell.y],
          [cell.x + cell.width, cell.y + cell.height],
          [cell.x, cell.y + cell.height],
        ],
        3 * on,
        colours.accent,
        true,
      );
  }
}

/** Two or more columns of pictures of different heights, which grow in one after the other. */
function masonry(s: Stage) {
  const box = inner(s, 9);
  const count = s.count(Math.max(2, Math.round(box.width / 48)), 6);
  for (const [i, { x, y, width, height }] of columnsOf(box, count, 6).entries()) {
    const shares = [
      [0.44, 0.3, 0.26],
      [0.28, 0.42, 0.3],
      [0.36, 0.24, 0.4],
    ][i % 3]!;
    let top = y;
    for (const [k, share] of shares.entries()) {
      const tall = share * (height - 12);
      const grown = regrow(s.phase, i + k, 0.5);
      const colour = [s.colours.soft, s.colours.block, s.colours.faint][(i + k) % 3]!;
      s.pen.rect(x, top, width, tall, s.colours.track, 6);
      s.pen.zoom(grown, x + width / 2, top + tall / 2, () =>
        s.pen.rect(x, top, width, tall, colour, 6),
      );
      top += tall + 6;
    }
  }
}

export const CARDS: Kinds = {
  'content card': { draw: contentCard },
  'user avatar': { draw: avatar },
  'avatar group': { draw: group },
  'photo placeholder': { draw: photo },
  'story ring': { draw: storyRing },
  'profile page': { draw: profile },
  'product card': { draw: productCard },
  'review card': { draw: review },
  'pricing table': { draw: pricing },
  'weather widget': { draw: weather },
  'photo grid': { draw: gallery },
  'masonry grid': { draw: masonry },
};
