/** Screens that move within themselves. */
import {
  card,
  centred,
  chevron,
  columnsOf,
  inner,
  inset,
  landscape,
  lines,
  middle,
  person,
} from '../../furniture';
import { mix } from '../../raster/paint';
import type { Kinds, Stage } from '../../stage';
import { near, swing, track, visit, wave } from '../../time';

function carousel(s: Stage) {
  const { pen, colours } = s;
  const box = inner(s, 9);
  const count = s.count(3, 8);
  const at = track(
    s.phase,
    ...Array.from(
      { length: count },
      (_, i) =>
        [
          [i / count, i],
          [(i + 0.5) / count, i],
        ] as const,
    ).flat(),
    [1, count],
  );
  const frame = { ...box, height: box.height - 20 };
  card(s, frame, 11);
  const view = inset(frame, 5);
  pen.clip(view.x, view.y, view.width, view.height, 7, () => {
    for (let i = 0; i <= count; i++) {
      if (Math.abs(i - at) >= 1) continue;
      pen.move((view.width + 5) * (i - at), 0, () => {
        const hue = colours.hues[(i % count) % 5]!;
        pen.rect(view.x, view.y, view.width, view.height, mix(colours.surface, hue, 0.28), 7);
        const [cx, cy, r] = [s.width / 2, view.y + view.height / 2, view.height * 0.2];
        if ((i % count) % 3 === 0) pen.circle(cx, cy, r, hue);
        else if ((i % count) % 3 === 1) pen.rect(cx - r, cy - r, 2 * r, 2 * r, hue, r * 0.3);
        else
          pen.polygon(
            [
              [cx, cy - r * 1.1],
              [cx + r * 1.2, cy + r],
              [cx - r * 1.2, cy + r],
            ],
            hue,
          );
      });
    }
  });
  const y = box.y + box.height - 7;
  for (let i = 0; i < count; i++) {
    const on = Math.max(near(at, i), near(at - count, i));
    const x = s.width / 2 + (i - (count - 1) / 2) * 15;
    pen.move(x, y, () =>
      pen.pill(-3.5 - 4 * on, -3.5, 7 + 8 * on, 7, mix(colours.faint, colours.accent, on)),
    );
  }
}

function pagination(s: Stage) {
  const { pen, colours, width, height } = s;
  const count = s.count(Math.min(7, Math.max(4, Math.round(width / 34))));
  const pitch = Math.min(27, (width - 24) / count);
  const at = visit(s.phase, count);
  const left = width / 2 - ((count - 1) / 2) * pitch;
  for (let i = 0; i < count; i++)
    pen.circle(left + i * pitch, height / 2, pitch * 0.28, colours.faint);
  const stretch = 0.36 * pitch * Math.abs(Math.sin(Math.PI * at));
  const r = pitch * 0.38;
  pen.move(left + at * pitch, height / 2, () =>
    pen.pill(-r - stretch, -r, 2 * (r + stretch), 2 * r, colours.accent),
  );
}

/** The bar of a window, with its three lights. */
function windowBar({ pen, colours }: Stage, x: number, y: number, width: number) {
  (['#f2604a', '#ffc94d', '#3cc47c'] as const).forEach((light, i) => {
    pen.circle(x + 12 + i * 10, y + 11, 3.2, light);
  });
  pen.pill(x + 46, y + 6.5, width - 56, 9, colours.track);
  pen.rect(x + 1.4, y + 21, width - 2.8, 1, colours.line);
}

function browser(s: Stage) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  card(s, box, 9);
  windowBar(s, box.x, box.y, box.width);
  const view = { x: box.x + 2, y: box.y + 23, width: box.width - 4, height: box.height - 26 };
  const down = track(s.phase, [0, 0], [0.12, 0], [0.46, 1], [0.6, 1], [0.94, 0]);
  const [x, width] = [view.x + 8, view.width - 22];
  pen.clip(view.x, view.y, view.width, view.height, 6, () =>
    pen.move(0, -down * view.height * 0.6, () => {
      const hero = view.height * 0.44;
      pen.rect(x, view.y + 7, width, hero, colours.soft, 6);
      pen.pill(x + 8, view.y + 16, width * 0.44, 7, colours.accent);
      pen.rect(x + 8, view.y + hero - 10, 28, 10, colours.accent, 4);
      pen.pill(x, view.y + hero + 16, width * 0.6, 7, colours.strong);
      lines(pen, { x, y: view.y + hero + 30, width, height: 16 }, 2, 5, colours.faint);
      const top = view.y + hero + 56;
      for (const cell of columnsOf(
        { x, y: top, width, height: view.height * 0.46 },
        width > 150 ? 3 : 2,
        7,
      ))
        landscape(s, cell, 5);
      lines(pen, { x, y: top + view.height * 0.46 + 10, width, height: 28 }, 3, 5, colours.faint);
    }),
  );
  const bar = view.height * 0.34;
  pen.pill(box.x + box.width - 9, view.y + 4 + (view.height - bar - 8) * down, 4, bar, colours.ink);
}

const scroll = (s: Stage) =>
  centred(s, (pen) => {
    const { accent, ink, surface } = s.colours;
    const down = track(s.phase, [0, 0], [0.1, 0], [0.5, 20], [0.9, 0]);
    pen.card(40, 12, 48, 76, 24, surface, ink, 5);
    pen.move(0, down, () => pen.pill(60, 26, 8, 17, accent));
    for (const i of [0, 1]) {
      const colour = mix(s.colours.faint, accent, wave(s.phase + 0.5 - 0.2 * i));
      pen.move(0, 2.5 * swing(s.phase), () =>
        pen.stroke(chevron(64, 100 + 11 * i, 8), 4.4, colour),
      );
    }
  });

function onboarding(s: Stage) {
  const { pen, colours } = s;
  const tall = s.height - 16;
  const box = middle(inner(s, 8), Math.min(s.width - 16, tall * 0.62), tall);
  pen.card(box.x, box.y, box.width, box.height, s.radius(13), colours.surface, colours.strong, 3);
  pen.pill(s.width / 2 - 10, box.y + 6, 20, 3.6, colours.strong);
  const count = s.count(3, 6);
  const at = visit(s.phase, count);
  const view = inset(box, 5);
  const middleY = box.y + box.height * 0.38;
  pen.clip(view.x, view.y, view.width, view.height, 9, () => {
    for (let i = 0; i < count; i++) {
      if (Math.abs(i - at) >= 1) continue;
      pen.move(view.width * (i - at), 0, () => {
        const hue = colours.hues[[0, 2, 1, 4, 3][i % 5]!]!;
        const r = view.width * 0.3;
        pen.circle(s.width / 2, middleY, r, mix(colours.surface, hue, 0.25));
        pen.circle(s.width / 2, middleY, r * 0.52, hue);
        pen.pill(
          s.width / 2 - view.width * 0.3,
          middleY + r + 10,
          view.width * 0.6,
          7,
          colours.strong,
        );
        pen.pill(
          s.width / 2 - view.width * 0.23,
          middleY + r + 21,
          view.width * 0.46,
          5,
          colours.faint,
        );
      });
    }
  });
  for (let i = 0; i < count; i++) {
    const x = s.width / 2 + (i - (count - 1) / 2) * 10;
    pen.circle(x, box.y + box.height - 11, 2.8, mix(colours.faint, colours.accent, near(at, i)));
  }
}

/** What a screen shows where that does not matter: quiet, so that what lies above it is seen. */
function backdrop(s: Stage) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  card(s, box, 10);
  const { x, y, width, height } = inset(box, 10);
  pen.pill(x, y, width * 0.5, 7, colours.track);
  pen.rect(x, y + 14, width, height * 0.4, colours.track, 6);
  const top = y + height * 0.4 + 24;
  const count = Math.max(1, Math.floor((box.y + box.height - top) / 14));
  for (let i = 0; i < count; i++)
    pen.pill(x, top + i * 13, width * [0.94, 0.7, 0.84][i % 3]!, 6, colours.track);
  return box;
}

/** Something that comes in over a screen from its lower edge; it is there at phase 0. */
function sheetOver(
  s: Stage,
  height: number,
  body: (x: number, y: number, width: number) => void,
  margin = 7,
) {
  const box = backdrop(s);
  const down = track(s.phase, [0, 0], [0.16, 0], [0.4, 1], [0.54, 1], [0.82, 0]);
  s.pen.clip(box.x + 1.4, box.y + 1.4, box.width - 2.8, box.height - 2.8, s.radius(9), () =>
    s.pen.move(0, (height + margin + 4) * down, () => {
      const width = Math.min(box.width - 2 * margin, margin > 0 ? 230 : box.width);
      body(s.width / 2 - width / 2, box.y + box.height - height - margin, width);
    }),
  );
}

const toast = (s: Stage) =>
  sheetOver(s, 28, (x, y, width) => {
    s.pen.rect(x, y, width, 28, '#2b323c', 8);
    s.pen.circle(x + 15, y + 14, 6.5, s.colours.good);
    s.pen.stroke(
      [
        [x + 12, y + 14.3],
        [x + 14.2, y + 16.4],
        [x + 18.2, y + 11.8],
      ],
      1.8,
      '#ffffff',
    );
    s.pen.pill(x + 28, y + 11, (width - 40) * 0.66, 6, '#ffffff');
  });

const cookies = (s: Stage) =>
  sheetOver(s, 52, (x, y, width) => {
    const { pen, colours } = s;
    pen.card(x, y, width, 52, 9, colours.surface, colours.line, 1.4);
    pen.circle(x + 16, y + 17, 9, '#d9a066');
    [
      [13, 14],
      [18.5, 15.5],
      [15, 21],
    ].forEach(([cx, cy]) => {
      pen.circle(x + cx!, y + cy!, 1.7, '#8a5a33');
    });
    pen.pill(x + 31, y + 10, (width - 42) * 0.95, 5, colours.ink);
    pen.pill(x + 31, y + 19, (width - 42) * 0.66, 5, colours.faint);
    pen.rect(x + 9, y + 33, (width - 24) / 2, 13, colours.track, 5);
    pen.rect(x + 15 + (width - 24) / 2, y + 33, (width - 24) / 2, 13, colours.accent, 5);
    pen.pill(x + 15 + (width - 24) * 0.65, y + 37.5, (width - 24) * 0.2, 4, colours.onAccent);
  });

const bottomSheet = (s: Stage) => {
  const count = s.count(3, 6);
  const height = Math.min(s.height * 0.8, 20 + count * 19);
  const pitch = (height - 16) / count;
  sheetOver(
    s,
    height,
    (x, y, width) => {
      const { pen, colours } = s;
      pen.card(x, y, width, height + 14, 12, colours.surface, colours.line, 1.4);
      pen.pill(s.width / 2 - 12, y + 5, 24, 3.4, colours.faint);
      for (let i = 0; i < count; i++) {
        const row = y + 15 + i * pitch;
        pen.circle(
          x + 17,
          row + pitch / 2 - 2,
          Math.min(6, pitch * 0.36),
          i === 0 ? colours.accent : colours.soft,
        );
        pen.pill(
          x + 31,
          row + pitch / 2 - 5,
          (width - 44) * [0.6, 0.76, 0.5][i % 3]!,
          6,
          colours.ink,
        );
      }
    },
    0,
  );
};

const tooltip = (s: Stage) =>
  centred(s, (pen) => {
    const size = track(s.phase, [0, 1], [0.16, 1], [0.4, 0], [0.54, 0], [0.74, 1.05], [0.84, 1]);
    pen.zoom(size, 64, 76, () => {
      pen.rect(14, 22, 100, 42, '#2b323c', 9);
      pen.polygon(
        [
          [56, 63],
          [72, 63],
          [64, 73],
        ],
        '#2b323c',
      );
      pen.pill(25, 33, 78, 6, '#ffffff');
      pen.pill(25, 46, 50, 6, '#8b95a3');
    });
    pen.circle(64, 97, 17, mix(s.colours.faint, s.colours.accent, size));
    pen.circle(64, 89.5, 2.8, s.colours.onAccent);
    pen.pill(61.4, 94.5, 5.2, 12, s.colours.onAccent);
  });

function dialog(s: Stage) {
  const { pen, colours } = s;
  const page = inner(s, 8);
  pen.rect(
    page.x,
    page.y,
    page.width,
    page.height,
    mix(colours.surface, '#5a6472', 0.62),
    s.radius(10),
  );
  const size = track(s.phase, [0, 1], [0.16, 1], [0.38, 0], [0.5, 0], [0.72, 1.04], [0.82, 1]);
  const box = middle(page, 150, 78);
  const { x, y, width, height } = middle(page, Math.min(box.width, page.width - 16), 78);
  pen.zoom(size, s.width / 2, s.height / 2, () => {
    pen.rect(x, y, width, height, colours.surface, s.radius(10));
    pen.pill(x + 12, y + 13, width * 0.46, 8, colours.strong);
    pen.pill(x + 12, y + 29, width - 26, 5, colours.faint);
    pen.pill(x + 12, y + 38, width * 0.62, 5, colours.faint);
    const key = (width - 30) / 2;
    pen.rect(x + 12, y + height - 24, key, 15, colours.track, 5);
    pen.pill(x + 12 + key * 0.3, y + height - 19, key * 0.4, 5, colours.ink);
    pen.rect(x + 18 + key, y + height - 24, key, 15, colours.accent, 5);
    pen.pill(x + 18 + key * 1.3, y + height - 19, key * 0.4, 5, colours.onAccent);
  });
}

/** The first message stays; the others pop up again, one after the other. */
function chat(s: Stage) {
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

function pullToRefresh(s: Stage) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  const pulled = track(s.phase, [0, 1], [0.36, 1], [0.56, 0], [0.66, 0], [0.9, 1]);
  card(s, box, 10);
  pen.clip(box.x + 1.4, box.y + 1.4, box.width - 2.8, box.height - 2.8, s.radius(9), () => {
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

function mapView(s: Stage) {
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

function dashboard(s: Stage) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  card(s, box, 9);
  const side = Math.min(38, box.width * 0.22);
  pen.clip(box.x + 1.4, box.y + 1.4, box.width - 2.8, box.height - 2.8, s.radius(8), () =>
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

export const SCREENS: Kinds = {
  'picture carousel': { draw: carousel },
  'pagination dots': { draw: pagination },
  'browser window': { draw: browser },
  'scroll indicator': { draw: scroll },
  'app onboarding': { draw: onboarding },
  'toast message': { draw: toast },
  'cookie banner': { draw: cookies },
  'bottom sheet': { draw: bottomSheet },
  tooltip: { draw: tooltip },
  'modal dialog': { draw: dialog },
  'chat bubbles': { draw: chat },
  'pull to refresh': { draw: pullToRefresh },
  'map view': { draw: mapView },
  'dashboard page': { draw: dashboard },
};
