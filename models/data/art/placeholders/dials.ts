/** Round charts: complete at phase 0, then their shares change. */
import {
  arc,
  BLUE,
  circle,
  each,
  GREEN,
  GREY,
  PALE,
  type Placeholder,
  polar,
  RED,
  regrow,
  SKY,
  SLATE,
  shape,
  slice,
  stroke,
  through,
  track,
  WHITE,
  wave,
} from './shapes';

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

function rings(phase: number): string {
  return each(3, (i) => {
    const r = 47 - i * 15.5;
    const value = [0.84, 0.7, 0.9][i]! * regrow(phase, i, 0.16);
    const colour = [RED, GREEN, BLUE][i]!;
    return arc(64, 64, r, 11.5, PALE, 0, 1) + arc(64, 64, r, 11.5, colour, 0, value);
  });
}

export const DIALS: readonly Placeholder[] = [
  {
    names: ['pie chart', 'pie graph', 'pie diagram', 'market share chart', 'pie slices'],
    draw: pie,
  },
  {
    names: ['donut chart', 'doughnut chart', 'ring chart', 'donut graph', 'budget chart'],
    draw: donut,
  },
  {
    names: ['radar chart', 'spider chart', 'skill chart', 'radar graph', 'polygon chart'],
    draw: radar,
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
