/** Charts with axes: complete at phase 0, then they are drawn again. */
import {
  BLUE,
  circle,
  each,
  GREEN,
  GREY,
  PALE,
  type Placeholder,
  type Point,
  pill,
  RED,
  rect,
  regrow,
  SKY,
  SLATE,
  shape,
  stroke,
  surface,
  through,
  track,
  trim,
  WHITE,
} from './shapes';

/** Which share of a line is seen. */
const drawn = (phase: number) =>
  track(phase, [0, 1], [0.04, 1], [0.25, 0.16], [0.5, 0.52], [0.75, 0.84]);

const axes = stroke('M14 14V112H116', 5, SLATE);

const columns = (phase: number) =>
  each(4, (i) => {
    const height = [44, 66, 54, 88][i]! * regrow(phase, i);
    return rect(23 + i * 24, 109 - height, 18, height, i === 3 ? BLUE : GREY, 4);
  }) + axes;

const RANKS = [92, 74, 58, 40];

const ranks = (phase: number) =>
  each(4, (i) => {
    const width = RANKS[i]! * regrow(phase, i);
    return rect(22, 14 + i * 26, Math.max(9, width), 18, i === 0 ? BLUE : SKY, 5);
  }) + stroke('M15 12V114', 5, SLATE);

const LINE: readonly Point[] = [
  [22, 92],
  [42, 66],
  [60, 78],
  [82, 42],
  [108, 24],
];

const REACHED = [0, 0.256, 0.425, 0.754, 0.965]; // shares of its length at its points

function line(phase: number): string {
  const to = drawn(phase);
  const rules = each(3, (i) => rect(18, 30 + i * 26, 98, 3, PALE));
  const dots = LINE.map(([x, y], i) => {
    const shown = Math.min(1, Math.max(0, (to - REACHED[i]!) * 33));
    return shown === 0 ? '' : circle(x, y, 7 * shown, BLUE) + circle(x, y, 3.2 * shown, WHITE);
  }).join('');
  return rules + axes + trim(LINE, 0, to, 6, BLUE) + dots;
}

function area(phase: number): string {
  const heights = [30, 52, 40, 72, 56, 86].map(
    (height, i) => height * track(phase, [0, 1], [0.2 + i * 0.03, 0.25], [0.55 + i * 0.07, 1]),
  );
  const edge = heights.map((height, i): Point => [15 + i * 19.6, 106 - height]);
  const outline = `${through(edge)}L113 110L15 110Z`;
  return shape(outline, SKY) + stroke(through(edge), 6, BLUE) + stroke('M13 112H115', 5, SLATE);
}

const BUBBLES: readonly (readonly [x: number, y: number, r: number])[] = [
  [36, 88, 9],
  [52, 54, 13],
  [74, 80, 8],
  [88, 38, 19],
  [103, 74, 10],
];

const scatter = (phase: number) =>
  axes +
  BUBBLES.map(([x, y, r], i) =>
    circle(x, y, r * regrow(phase, i, 0.4), i % 2 === 1 ? BLUE : SKY),
  ).join('');

/** Opening, closing, lowest and highest price. */
const CANDLES: readonly (readonly [number, number, number, number])[] = [
  [96, 72, 104, 60],
  [66, 88, 98, 54],
  [82, 52, 92, 42],
  [60, 34, 70, 24],
  [44, 20, 54, 11],
];

const candles = (phase: number) =>
  CANDLES.map(([open, close, low, high], i) => {
    const size = regrow(phase, i, 0.3);
    const [x, middle] = [20 + i * 22, (open + close) / 2];
    const [body, wick] = [(Math.abs(open - close) / 2) * size, ((low - high) / 2) * size];
    const colour = close < open ? GREEN : RED;
    return (
      rect(x - 2, middle - wick, 4, wick * 2, colour) +
      rect(x - 8, middle - body, 16, body * 2, colour, 3)
    );
  }).join('') + pill(10, 112, 108, 5, GREY);

function stat(phase: number): string {
  const points: Point[] = [
    [22, 98],
    [40, 86],
    [56, 92],
    [76, 70],
    [88, 76],
    [106, 54],
  ];
  return (
    surface(10, 14, 108, 100, 12) +
    pill(22, 26, 34, 7, SLATE) +
    rect(22, 40, 46, 16, '#4B5563', 5) +
    pill(82, 26, 26, 13, GREEN) +
    trim(points, 0, drawn(phase), 6, GREEN)
  );
}

export const CHARTS: readonly Placeholder[] = [
  {
    names: [
      'column chart',
      'bar graph',
      'vertical bar chart',
      'histogram',
      'sales chart',
      'bars chart',
    ],
    draw: columns,
  },
  {
    names: ['horizontal bar chart', 'ranking chart', 'horizontal bars', 'leaderboard', 'bar race'],
    draw: ranks,
  },
  {
    names: ['line graph', 'trend line', 'line plot', 'time series', 'trend chart', 'graph line'],
    draw: line,
  },
  {
    names: ['area chart', 'area graph', 'filled line chart', 'traffic chart', 'mountain chart'],
    draw: area,
  },
  {
    names: ['scatter plot', 'bubble chart', 'scatter chart', 'dot plot', 'bubble plot'],
    draw: scatter,
  },
  {
    names: ['candlestick chart', 'stock chart', 'trading chart', 'crypto chart', 'price chart'],
    draw: candles,
  },
  {
    names: ['stat card', 'metric card', 'kpi card', 'sparkline', 'stats widget', 'kpi'],
    draw: stat,
  },
];
