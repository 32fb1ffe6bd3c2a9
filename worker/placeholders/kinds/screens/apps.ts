/** Whole screens of an app. */
import type { Context, Kinds } from '../../context';
import { card, person } from '../../furniture';
import { columnsOf, inner, inset } from '../../layout';
import { mix } from '../../raster/paint';
import { track, wave } from '../../time';

/** The first message stays; the others pop up again, one after the other. */
function chat(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 9);
  const count = s.count(Math.max(3, Math.min(6, Math.round(box.height / 36))), 8);
  const gap = 7;
  const height = Math.min(32, (box.height - gap * (count - 1)) / count);
  const top = s.height / 2 - (count * (height + gap) - gap) / 2;
  for (let i = 0; i < count; i++) {
    const mine = i % 3 === 1;
    const start = 0.3 + (0.5 * (i - 1)) / count;
    const pop =
      i === 0 ? 1 : track(s.phase, [0, 1], [0.12, 1], [0.24, 0], [start, 0], [start + 0.12, 1]);
    const width = Math.min(170, box.width * [0.72, 0.66, 0.54, 0.62][i % 4]!);
    const x = mine ? box.x + box.width - width : box.x;
    const y = top + i * (height + gap);
    const [ground, ink] = mine ? [colours.accent, colours.onAccent] : [colours.track, colours.ink];
    const r = Math.min(11, height / 2);
    pen.zoom(pop, mine ? x + width : x, y + height, () => {
      pen.rect(x, y, width, height, ground, mine ? [r, r, 2.5, r] : [r, r, r, 2.5]);
      const weight = Math.min(5, height * 0.18);
      pen.pill(x + 10, y + height * 0.28, width - 24, weight, ink);
      pen.pill(
        x + 10,
        y + height * 0.58,
        (width - 20) * 0.56,
        weight,
        mine ? mix(ground, ink, 0.7) : colours.faint,
      );
    });
  }
}

function pullToRefresh(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  const pulled = track(s.phase, [0, 1], [0.36, 1], [0.56, 0], [0.66, 0], [0.9, 1]);
  card(s, box, 10);
  pen.inside(box.x, box.y, box.width, box.height, s.radius(10), () => {
    const [x, y] = [s.width / 2, box.y + 20];
    pen.zoom(pulled, x, y, () =>
      pen.arc(x, y, 9, 3.4, colours.accent, 2 * s.phase, 2 * s.phase + 0.72),
    );
    pen.move(0, 30 * pulled, () => {
      const count = s.count(Math.max(3, Math.floor(box.height / 28)), 9);
      for (let i = 0; i < count; i++) {
        const row = box.y + 9 + i * 28;
        pen.rect(box.x + 9, row, 20, 20, colours.block, 6);
        pen.pill(
          box.x + 37,
          row + 3,
          (box.width - 54) * [0.84, 0.66, 0.76][i % 3]!,
          6,
          colours.ink,
        );
        pen.pill(box.x + 37, row + 13, (box.width - 54) * 0.46, 5, colours.faint);
      }
    });
  });
}

function mapView(s: Context) {
  const { pen, colours, width, height } = s;
  const box = inner(s, 8);
  const dark = colours.surface !== '#ffffff';
  const [land, park, water] = dark
    ? (['#2a3038', '#26392f', '#213548'] as const)
    : (['#eef0f3', '#d6ecd9', '#cfe6f7'] as const);
  pen.clip(box.x, box.y, box.width, box.height, s.radius(10), () => {
    pen.rect(box.x, box.y, box.width, box.height, land);
    pen.polygon(
      [
        [width * 0.6, 0],
        [width, 0],
        [width, height * 0.5],
      ],
      water,
    );
    pen.rect(width * 0.14, height * 0.56, width * 0.24, height * 0.24, park, 8);
    const road = (points: [number, number][], weight: number) =>
      pen.stroke(points, weight, colours.surface);
    road(
      [
        [0, height * 0.46],
        [width * 0.5, height * 0.46],
        [width, height * 0.76],
      ],
      9,
    );
    road(
      [
        [width * 0.46, 0],
        [width * 0.46, height],
      ],
      7,
    );
    road(
      [
        [width * 0.12, 0],
        [width * 0.12, height],
      ],
      5,
    );
    road(
      [
        [width * 0.72, height],
        [width * 0.72, height * 0.4],
        [width * 0.5, 0],
      ],
      5,
    );
    const route: [number, number][] = [
      [width * 0.12, height * 0.88],
      [width * 0.12, height * 0.46],
      [width * 0.46, height * 0.46],
      [width * 0.72, height * 0.59],
      [width * 0.72, height * 0.36],
    ];
    const seen = track(s.phase, [0, 1], [0.14, 1], [0.28, 0], [0.86, 1]);
    pen.trim(route, 0, seen, 4.4, colours.accent);
    pen.circle(width * 0.12, height * 0.88, 5, colours.surface);
    pen.circle(width * 0.12, height * 0.88, 3.4, colours.accent);
  });
  const up = 3 * wave(2 * s.phase);
  pen.move(width * 0.72, height * 0.36 - up, () => {
    pen.path('M0 0C-6 -9 -12 -14 -12 -22C-12 -38 12 -38 12 -22C12 -14 6 -9 0 0Z', colours.bad);
    pen.circle(0, -22, 4.6, '#ffffff');
  });
}

function dashboard(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  card(s, box, 9);
  const side = Math.min(38, box.width * 0.22);
  pen.inside(box.x, box.y, box.width, box.height, s.radius(9), () =>
    pen.rect(box.x, box.y, side, box.height, colours.track),
  );
  person(
    pen,
    box.x + side / 2,
    box.y + 15,
    Math.min(8, side * 0.28),
    colours.accent,
    colours.onAccent,
  );
  for (let i = 0; i < Math.min(7, Math.floor((box.height - 36) / 14)); i++)
    pen.pill(
      box.x + side * 0.22,
      box.y + 34 + i * 14,
      side * 0.56,
      5,
      i === 0 ? colours.accent : colours.faint,
    );
  const page = inset({ ...box, x: box.x + side, width: box.width - side }, 8);
  const tiles = s.count(page.width > 150 ? 4 : page.width > 70 ? 3 : 2, 6);
  const tile = Math.min(28, page.height * 0.26);
  for (const [i, cell] of columnsOf({ ...page, height: tile }, tiles, 6).entries()) {
    card(s, cell, 5);
    pen.pill(cell.x + 5, cell.y + 6, (cell.width - 10) * 0.6, 4, colours.faint);
    pen.pill(
      cell.x + 5,
      cell.y + tile - 12,
      (cell.width - 10) * [0.8, 0.6, 0.9][i % 3]!,
      6,
      i === 0 ? colours.accent : colours.strong,
    );
  }
  const tallOnes = page.height > page.width * 1.1;
  const rest = { ...page, y: page.y + tile + 7, height: page.height - tile - 7 };
  const chart = tallOnes
    ? { ...rest, height: rest.height * 0.55 }
    : { ...rest, width: rest.width * 0.62 };
  const other = tallOnes
    ? { ...rest, y: rest.y + chart.height + 7, height: rest.height - chart.height - 7 }
    : { ...rest, x: rest.x + chart.width + 7, width: rest.width - chart.width - 7 };
  card(s, chart, 6);
  card(s, other, 6);
  const area = inset(chart, 7);
  for (const [i, { x, width, y, height }] of columnsOf(
    area,
    Math.max(4, Math.round(area.width / 12)),
    3,
  ).entries()) {
    const tall =
      height *
      [0.4, 0.66, 0.5, 0.86, 0.6, 1, 0.74][i % 7]! *
      track(s.phase, [0, 1], [0.1 + 0.02 * i, 1], [0.3 + 0.02 * i, 0.25], [0.7 + 0.02 * i, 1]);
    pen.rect(x, y + height - tall, width, tall, i % 7 === 5 ? colours.accent : colours.soft, 2);
  }
  const r = Math.min(other.width, other.height) * 0.32;
  const [cx, cy] = [other.x + other.width / 2, other.y + other.height / 2];
  pen.ring(cx, cy, r, r * 0.44, colours.track);
  pen.arc(
    cx,
    cy,
    r,
    r * 0.44,
    colours.accent,
    0,
    track(s.phase, [0, 0.68], [0.14, 0.68], [0.34, 0.1], [0.86, 0.68]),
  );
}

export const APPS: Kinds = {
  'chat bubbles': { draw: chat },
  'pull to refresh': { draw: pullToRefresh },
  'map view': { draw: mapView },
  'dashboard page': { draw: dashboard },
};
