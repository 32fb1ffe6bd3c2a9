/** What a hand chooses from: a value, a range, a colour, some of many. */
import type { Hex } from '../../../scene';
import type { Context, Kinds } from '../../context';
import { card } from '../../furniture';
import { centred, inner, middle } from '../../layout';
import { mix } from '../../raster/paint';
import { clamp, near, onOff, track, visit } from '../../time';

function knob(s: Context, x: number, y: number, r = 13) {
  s.pen.circle(x, y, r, s.colours.accent);
  s.pen.circle(x, y, r * 0.72, s.colours.surface);
}

function slider(s: Context) {
  const y = s.height / 2;
  const share = s.progress(
    track(
      s.phase,
      [0, 0.74],
      [0.12, 0.74],
      [0.36, 0.24],
      [0.5, 0.24],
      [0.66, 0.5],
      [0.76, 0.5],
      [0.94, 0.74],
    ),
    0.74,
  );
  const x = 23 + (s.width - 46) * share;
  s.pen.pill(10, y - 4, s.width - 20, 8, s.colours.track);
  s.pen.pill(10, y - 4, x - 10, 8, s.colours.accent);
  knob(s, x, y, 14);
}

function range(s: Context) {
  const width = s.width - 24;
  const from =
    12 + width * track(s.phase, [0, 0.16], [0.12, 0.16], [0.4, 0.36], [0.6, 0.36], [0.9, 0.16]);
  const to =
    12 + width * track(s.phase, [0, 0.8], [0.2, 0.8], [0.5, 0.6], [0.66, 0.6], [0.94, 0.8]);
  const base = s.height / 2 + 24;
  const count = s.count(Math.round(width / 11), 24);
  const pitch = width / count;
  for (let i = 0; i < count; i++) {
    const t = (i + 0.5) / count;
    const height = 8 + 52 * Math.exp(-((t - 0.46) ** 2) / 0.06) * (0.82 + 0.18 * Math.cos(i * 2.4));
    const x = 12 + i * pitch;
    const inside = clamp(Math.min(x + pitch - from, to - x) / pitch);
    s.pen.rect(
      x + pitch * 0.12,
      base - 8 - height,
      pitch * 0.76,
      height,
      mix(s.colours.track, s.colours.soft, inside),
      2,
    );
  }
  s.pen.pill(12, base - 2.5, width, 5, s.colours.track);
  s.pen.rect(from, base - 2.5, to - from, 5, s.colours.accent);
  knob(s, from, base, 10);
  knob(s, to, base, 10);
}

function segments(s: Context) {
  const { x, y, width, height } = middle(inner(s, 10), 260, 38);
  const count = s.count(3, 6);
  const at = visit(s.phase, count);
  const cell = (width - 8) / count;
  const corner = s.radius(11);
  s.pen.rect(x, y, width, height, s.colours.track, corner);
  s.pen.card(
    x + 4 + cell * at,
    y + 4,
    cell,
    height - 8,
    corner - 3,
    s.colours.surface,
    s.colours.line,
    1,
  );
  for (let i = 0; i < count; i++) {
    const colour = mix(s.colours.ink, s.colours.accent, near(at, i));
    s.pen.pill(x + 4 + cell * (i + 0.24), y + height / 2 - 3.5, cell * 0.52, 7, colour);
  }
}

const counter = (s: Context) =>
  centred(s, (pen) => {
    const more = track(s.phase, [0, 0], [0.12, 0], [0.22, 1], [0.34, 0]);
    const less = track(s.phase, [0, 0], [0.58, 0], [0.68, 1], [0.8, 0]);
    const rolled = track(s.phase, [0, 0], [0.2, 0], [0.34, 1], [0.66, 1], [0.8, 0]);
    const key = (x: number, held: number) =>
      pen.zoom(1 - 0.12 * held, x, 64, () =>
        pen.rect(x - 16, 48, 32, 32, mix(s.colours.track, s.colours.soft, held), 9),
      );
    card(s, { x: 10, y: 39, width: 108, height: 50 }, 14);
    key(34, less);
    key(94, more);
    pen.pill(26, 62, 16, 4, s.colours.ink);
    pen.pill(86, 62, 16, 4, s.colours.accent);
    pen.pill(92, 56, 4, 16, s.colours.accent);
    pen.clip(53, 46, 22, 36, 0, () => {
      pen.move(0, -38 * rolled, () => {
        pen.stroke('M59 58L65 53V75', 5, s.colours.strong);
        pen.stroke('M58 96C58 88 71 88 71 96C71 101 64 106 58 112H71', 5, s.colours.strong);
      });
    });
  });

function chips(s: Context) {
  const area = inner(s, 10);
  const { pen, colours } = s;
  const widths = [46, 55, 60, 41, 38, 63, 52, 49, 44, 57, 62, 39];
  const count = s.count(Math.round((area.width * Math.min(area.height, 140)) / 2100), 12);
  const rows: number[][] = [[]];
  let filled = 0;
  for (let i = 0; i < count; i++) {
    const width = Math.min(widths[i]!, area.width);
    if (filled + width > area.width + 0.5 && filled > 0) {
      rows.push([]);
      filled = 0;
    }
    rows[rows.length - 1]!.push(i);
    filled += width + 7;
  }
  const pitch = Math.min(30, (area.height + 6) / rows.length);
  const top = s.height / 2 - (pitch * rows.length - 7) / 2;
  rows.forEach((row, line) => {
    let x = area.x;
    for (const i of row) {
      const width = Math.min(widths[i]!, area.width);
      const on =
        i % 3 === 0 ? onOff(s.phase, (i % 4) * 0.03) : i % 3 === 1 ? 1 - onOff(s.phase, 0.04) : 0;
      const [y, height] = [top + line * pitch, pitch - 7];
      pen.card(
        x,
        y,
        width,
        height,
        height / 2,
        mix(colours.surface, colours.accent, on),
        mix(colours.line, colours.accent, on),
      );
      pen.pill(
        x + width * 0.2,
        y + height / 2 - 3,
        width * 0.6,
        6,
        mix(colours.ink, colours.onAccent, on),
      );
      x += width + 7;
    }
  });
}

const colourPicker = (s: Context) => {
  const { pen, colours, height } = s;
  const whole = middle(inner(s, 8), Math.max(112, height - 16) * 1.25, height - 16);
  card(s, whole, 10);
  const [x, y, across] = [whole.x + 8, whole.y + 8, whole.width - 16];
  const field = whole.height - 54;
  const scale = pen.unit;
  const rows = Math.min(96, Math.ceil(field * scale)); // the field shades both ways
  pen.clip(x, y, across, field, 6, () => {
    for (let i = 0; i < rows; i++) {
      const shade = (colour: Hex) => mix(colour, '#101318', 0.92 * (i / rows) ** 1.4);
      const line = [x * scale, 0, (x + across) * scale, 0] as const;
      const stops = [
        [0, shade('#ffffff')],
        [1, shade(colours.accent)],
      ] as const;
      pen.rect(x, y + (i * field) / rows, across, field / rows + pen.pixel, { line, stops });
    }
  });
  const at = [
    x + across * track(s.phase, [0, 0.7], [0.3, 0.24], [0.6, 0.5]),
    y + field * track(s.phase, [0, 0.3], [0.3, 0.6], [0.6, 0.2]),
  ] as const;
  pen.circle(...at, 7, '#ffffff');
  pen.circle(...at, 4.6, colours.accent);
  const rainbow = [
    '#f24822',
    '#ffc224',
    '#14ae5c',
    '#0d99ff',
    '#9747ff',
    '#ff4d7e',
    '#f24822',
  ] as const;
  pen.rect(
    x,
    y + field + 8,
    across,
    8,
    {
      line: [x * scale, 0, (x + across) * scale, 0],
      stops: rainbow.map((colour, i) => [i / 6, colour] as const),
    },
    4,
  );
  pen.circle(x + across * 0.55, y + field + 12, 6.5, '#ffffff');
  pen.circle(x + across * 0.55, y + field + 12, 4.4, colours.accent);
  pen.rect(x, y + field + 24, 16, 14, colours.accent, 4);
  pen.pill(x + 24, y + field + 28, across * 0.44, 6, colours.faint);
};

export const CHOOSERS: Kinds = {
  slider: { draw: slider },
  'range slider': { draw: range },
  'segmented control': { draw: segments },
  'number stepper': { draw: counter },
  'filter chips': { draw: chips },
  'color picker': { draw: colourPicker },
};
