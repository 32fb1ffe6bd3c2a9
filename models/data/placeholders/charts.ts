/** Charts: complete at phase 0, then they are drawn again. */
import {
  arc,
  BLUE,
  circle,
  each,
  GREEN,
  GREY,
  PALE,
  type Placeholder,
  type Point,
  pill,
  polar,
  RED,
  rect,
  SKY,
  SLATE,
  shape,
  slice,
  stroke,
  surface,
  through,
  track,
  trim,
  WHITE,
  wave,
} from './shapes';

/** 1 at phase 0, `least` at a fifth to a third of the loop, 1 again; `i` counts items that follow. */
const regrow = (phase: number, i: number, least = 0.25) =>
  track(phase, [0, 1], [0.2 + 0.04 * i, least], [0.94 + 0.012 * i, 1]);

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

/** Angles of a pie's parts, turned and swept as one. */
function pie(phase: number): string {
  const whole = track(phase, [0, 1], [0.25, 0.22], [0.5, 0.52], [0.75, 0.82]);
  const ends = [0, 0.4, 0.66, 0.86, 1].map((end) => end * whole);
  const colours = [BLUE, GREY, SKY, SLATE];
  const parts = colours.map((colour, i) => slice(64, 64, 50, colour, ends[i]!, ends[i + 1]!));
  const cuts = ends.map((end) => stroke(through([[64, 64], polar(64, 64, 50, end)]), 3, WHITE));
  return circle(64, 64, 53, PALE) + parts.join('') + cuts.join('');
}

function donut(phase: number): string {
  const blue = track(phase, [0, 0.5], [0.25, 0.16], [0.5, 0.3], [0.75, 0.66]);
  const green = (1 - blue) * track(phase, [0, 0.5], [0.35, 0.7], [0.7, 0.3]);
  const [r, width] = [41, 22];
  const start = 0.04;
  const ends = [start, start + blue, start + blue + green, start + 1];
  const part = (i: number) => {
    const [from, to] = [ends[i]!, ends[i + 1]!];
    const inner = polar(64, 64, r - width / 2, from).join(' ');
    const outer = polar(64, 64, r + width / 2, from).join(' ');
    const [ox, oy] = polar(64, 64, r + width / 2, to);
    const [ix, iy] = polar(64, 64, r - width / 2, to);
    const large = to - from > 0.5 ? 1 : 0;
    const [far, near] = [r + width / 2, r - width / 2];
    const d = `M${inner}L${outer}A${far} ${far} 0 ${large} 1 ${ox} ${oy}L${ix} ${iy}A${near} ${near} 0 ${large} 0 ${inner}Z`;
    return `<path d="${d}" fill="${[BLUE, GREEN, GREY][i]}" stroke="${WHITE}" stroke-width="2.5"/>`;
  };
  return each(3, part);
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

function radar(phase: number): string {
  const corner = (i: number, r: number) => polar(64, 68, r, i / 5);
  const web = (r: number, colour: string, width: number) =>
    stroke(`${through([0, 1, 2, 3, 4].map((i) => corner(i, r)))}Z`, width, colour);
  const values = [44, 30, 40, 24, 38].map(
    (value, i) => value * (1 - 0.62 * wave(phase + i * 0.2) + 0.62 * wave(i * 0.2)),
  );
  const shown = values.map((value, i) => corner(i, Math.min(46, Math.max(12, value))));
  const spokes = each(5, (i) => stroke(through([[64, 68], corner(i, 50)]), 2.5, GREY));
  return (
    shape(`${through([0, 1, 2, 3, 4].map((i) => corner(i, 50)))}Z`, WHITE) +
    spokes +
    web(50, GREY, 4) +
    web(27, GREY, 2.5) +
    shape(`${through(shown)}Z`, SKY) +
    stroke(`${through(shown)}Z`, 5, BLUE)
  );
}

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

function rings(phase: number): string {
  return each(3, (i) => {
    const r = 47 - i * 15.5;
    const value = [0.84, 0.7, 0.9][i]! * regrow(phase, i, 0.16);
    const colour = [RED, GREEN, BLUE][i]!;
    return arc(64, 64, r, 11.5, PALE, 0, 1) + arc(64, 64, r, 11.5, colour, 0, value);
  });
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
    names: ['pie chart', 'pie graph', 'pie diagram', 'market share chart', 'pie slices'],
    draw: pie,
  },
  {
    names: ['donut chart', 'doughnut chart', 'ring chart', 'donut graph', 'budget chart'],
    draw: donut,
  },
  {
    names: ['scatter plot', 'bubble chart', 'scatter chart', 'dot plot', 'bubble plot'],
    draw: scatter,
  },
  {
    names: ['radar chart', 'spider chart', 'skill chart', 'radar graph', 'polygon chart'],
    draw: radar,
  },
  {
    names: ['candlestick chart', 'stock chart', 'trading chart', 'crypto chart', 'price chart'],
    draw: candles,
  },
  {
    names: ['stat card', 'metric card', 'kpi card', 'sparkline', 'stats widget', 'kpi'],
    draw: stat,
  },
  {
    names: [
      'activity rings',
      'fitness rings',
      'radial bar chart',
      'concentric rings',
      'health rings',
    ],
    draw: rings,
  },
];
