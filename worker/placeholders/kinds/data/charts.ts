/** Charts with axes, as large as the canvas: complete at phase 0, then they are drawn again. */
import type { Rectangle } from '../../../picture/rectangle';
import type { Context, Kinds } from '../../context';
import { card } from '../../furniture';
import { columnsOf, inner, inset } from '../../layout';
import type { Point } from '../../pen';
import { mix } from '../../raster/paint';
import { clamp, regrow, track } from '../../time';

/** Which share of a line is seen. */
const drawn = (phase: number) => track(phase, [0, 1], [0.14, 1], [0.3, 0.1], [0.86, 1]);

/** Faint rules and a base line; the box is what lies above it. */
function grid({ pen, colours }: Context, box: Rectangle, rules = 3) {
  for (let i = 0; i < rules; i++) {
    pen.rect(box.x, box.y + (i * box.height) / rules, box.width, 1.2, colours.track);
  }
  pen.pill(box.x, box.y + box.height - 1.5, box.width, 3, colours.faint);
}

const HEIGHTS = [0.46, 0.7, 0.56, 0.94, 0.64, 0.82, 0.5, 0.76, 0.6, 0.88, 0.68, 1];

function columns(s: Context) {
  const box = inner(s, 11);
  grid(s, box);
  const count = s.count(Math.min(10, Math.round(box.width / 26)));
  const most = count > 3 ? 3 : count - 1;
  for (const [i, { x, width }] of columnsOf(inset(box, 5, 0), count, 8).entries()) {
    const height = box.height * 0.96 * HEIGHTS[i % 12]! * regrow(s.phase, i * 0.7);
    const colour = i === most ? s.colours.accent : s.colours.soft;
    s.pen.rect(x, box.y + box.height - 1.5 - height, width, height, colour, Math.min(4, width / 3));
  }
}

function ranks(s: Context) {
  const box = inner(s, 11);
  const { pen, colours } = s;
  const count = s.count(Math.min(8, Math.round(box.height / 25)));
  const pitch = box.height / count;
  const weight = Math.min(18, pitch * 0.66);
  for (let i = 0; i < count; i++) {
    const width = (box.width - 8) * (0.95 - (0.6 * i) / Math.max(3, count)) * regrow(s.phase, i);
    const y = box.y + (i + 0.5) * pitch - weight / 2;
    pen.rect(
      box.x + 6,
      y,
      Math.max(weight / 2, width),
      weight,
      i ? colours.soft : colours.accent,
      4,
    );
  }
  pen.pill(box.x, box.y, 3, box.height, colours.faint);
}

const VALUES = [0.18, 0.46, 0.34, 0.66, 0.56, 0.92];

/** The values of a chart as points in a box. */
const pointsIn = ({ x, y, width, height }: Rectangle, values: readonly number[]): Point[] =>
  values.map((value, i) => [x + (i * width) / (values.length - 1), y + height * (1 - value)]);

function line(s: Context) {
  const box = inner(s, 11);
  const { pen, colours } = s;
  grid(s, box);
  const points = pointsIn(inset(box, 8, 6), VALUES);
  const seen = drawn(s.phase);
  pen.trim(points, 0, seen, 4.5, colours.accent);
  for (const [i, [x, y]] of points.entries()) {
    const shown = clamp((seen - i / (points.length - 1)) * 12 + (seen > 0.999 ? 1 : 0));
    pen.circle(x, y, 5.5 * shown, colours.accent);
    pen.circle(x, y, 2.8 * shown, colours.surface);
  }
}

function area(s: Context) {
  const box = inner(s, 11);
  const { pen, colours } = s;
  grid(s, box);
  const values = VALUES.map((value, i) => value * regrow(s.phase, i));
  const edge = pointsIn(inset(box, 1, 6), values);
  const base = box.y + box.height - 2;
  pen.polygon([...edge, [box.x + box.width - 1, base], [box.x + 1, base]], colours.soft);
  pen.stroke(edge, 4.5, colours.accent);
}

const BUBBLES = [
  [0.12, 0.3, 8],
  [0.3, 0.56, 12],
  [0.46, 0.26, 7],
  [0.62, 0.74, 16],
  [0.78, 0.42, 9],
  [0.92, 0.82, 6],
] as const;

function scatter(s: Context) {
  const box = inner(s, 11);
  grid(s, box);
  for (const [i, [x, y, r]] of BUBBLES.slice(0, s.count(6, 6)).entries()) {
    const place = [
      box.x + box.width * (0.06 + 0.88 * x),
      box.y + box.height * (0.96 - 0.9 * y),
    ] as const;
    const size = r * regrow(s.phase, i, 0.4);
    s.pen.circle(
      ...place,
      size,
      i % 2 ? s.colours.accent : mix(s.colours.soft, s.colours.accent, 0.3),
    );
  }
}

/** Opening, closing, lowest and highest price, as shares of the height. */
const CANDLES = [
  [0.2, 0.42, 0.12, 0.5],
  [0.46, 0.28, 0.2, 0.56],
  [0.3, 0.58, 0.24, 0.66],
  [0.52, 0.7, 0.44, 0.8],
  [0.72, 0.6, 0.52, 0.78],
  [0.62, 0.9, 0.58, 0.98],
] as const;

function candles(s: Context) {
  const box = inner(s, 11);
  grid(s, box);
  const count = s.count(Math.min(12, Math.round(box.width / 19)));
  for (const [i, { x, width }] of columnsOf(inset(box, 4, 0), count, 6).entries()) {
    const [open, close, low, high] = CANDLES[i % 6]!;
    const size = regrow(s.phase, i * 0.6, 0.3);
    const colour = close > open ? s.colours.good : s.colours.bad;
    const middle = box.y + box.height * (0.97 - 0.92 * ((open + close) / 2));
    const tall = box.height * 0.92 * Math.abs(open - close) * size;
    const wick = box.height * 0.92 * (high - low) * size;
    s.pen.rect(x + width / 2 - 1, middle - wick / 2, 2, wick, colour);
    s.pen.rect(x, middle - tall / 2, width, tall, colour, 2.5);
  }
}

function stat(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 9);
  card(s, box, 10);
  const { x, y, width, height } = inset(box, 11);
  pen.pill(x, y, Math.min(48, width * 0.42), 6, colours.ink);
  pen.rect(x, y + 14, Math.min(66, width * 0.56), 15, colours.strong, 5);
  pen.pill(x + width - 27, y - 2, 27, 12, mix(colours.surface, colours.accent, 0.2));
  pen.stroke(
    [
      [x + width - 18, y + 6],
      [x + width - 13.5, y + 1.5],
      [x + width - 9, y + 6],
    ],
    2.4,
    colours.accent,
  );
  const chart = { x: x + 2, y: y + 42, width: width - 4, height: height - 44 };
  const points = pointsIn(chart, [0.1, 0.36, 0.22, 0.62, 0.5, 0.94]);
  const base = chart.y + chart.height;
  pen.polygon(
    [...points, [x + width - 2, base], [x + 2, base]],
    mix(colours.surface, colours.accent, 0.14),
  );
  pen.trim(points, 0, drawn(s.phase), 4, colours.accent);
}

export const CHARTS: Kinds = {
  'column chart': { draw: columns },
  'horizontal bar chart': { draw: ranks },
  'line graph': { draw: line },
  'area chart': { draw: area },
  'scatter plot': { draw: scatter },
  'candlestick chart': { draw: candles },
  'stat card': { draw: stat, accent: '#14ae5c' },
};
