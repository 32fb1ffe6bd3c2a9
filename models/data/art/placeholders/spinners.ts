/** Loaders that go round. None repeats within a loop, so that four key frames show its way. */
import {
  arc,
  BLUE,
  circle,
  each,
  GREY,
  mix,
  PALE,
  type Placeholder,
  type Point,
  polar,
  ring,
  rotate,
  SKY,
  SLATE,
  stroke,
  TURN,
  through,
  wrap,
} from './shapes';

/** 1 where the light is, fading behind it, for the `i`-th of `count` items on a circle. */
function tail(phase: number, i: number, count: number): number {
  const behind = wrap(phase - i / count + 1e-9);
  const ahead = Math.max(0, 1 - (1 - behind) * count); // lights up while the head arrives
  return Math.max(Math.max(0, 1 - behind * 1.25), ahead);
}

const dotsCircle = (phase: number) =>
  each(8, (i) => {
    const [x, y] = polar(64, 64, 41, i / 8);
    const light = tail(phase, i, 8);
    return circle(x, y, 6.5 + 6 * light, mix(GREY, BLUE, light));
  });

const spokes = (phase: number) =>
  each(12, (i) => {
    const light = tail(phase, i, 12);
    const ends = [polar(64, 64, 26, i / 12), polar(64, 64, 48, i / 12)];
    return stroke(through(ends), 10, mix('#D3D8DF', '#4B5563', light));
  });

/** A ring whose tail is thin and pale. */
const comet = (phase: number) =>
  rotate(
    phase,
    64,
    64,
    each(80, (i) => {
      const [x, y] = polar(64, 64, 43, (i - 79) / 100);
      return circle(x, y, 2.5 + (8 * i) / 79, mix(SKY, BLUE, i / 79));
    }),
  );

const dual = (phase: number) =>
  arc(64, 64, 47, 11, BLUE, phase - 0.3, phase + 0.3) +
  arc(64, 64, 28, 11, SLATE, 0.3 - phase, 0.8 - phase);

/** The part of a closed line that a runner of the given length covers. */
function runner(at: (share: number) => Point, phase: number, length: number): string {
  const points = Array.from({ length: 41 }, (_, i) => at(wrap(phase + (length * i) / 40)));
  return through(points);
}

const eight = (share: number): Point => {
  const t = TURN * share;
  const scale = 1 + Math.sin(t) ** 2;
  return [64 + (47 * Math.cos(t)) / scale, 64 + (66 * Math.sin(t) * Math.cos(t)) / scale];
};

function infinity(phase: number): string {
  const whole = runner(eight, 0, 1);
  return stroke(whole, 12, GREY) + stroke(runner(eight, phase, 0.3), 12, BLUE);
}

const side = (share: number): Point => {
  const [along, edge] = [(share * 4) % 1, Math.floor(share * 4)];
  const [x, y] = [-42 + 84 * along, -42];
  const turned: Point[] = [
    [x, y],
    [-y, x],
    [-x, -y],
    [y, -x],
  ];
  const [dx, dy] = turned[edge % 4]!;
  return [64 + dx, 64 + dy];
};

const boxed = (phase: number) =>
  stroke(`${runner(side, 0, 1)}Z`, 13, GREY) + stroke(runner(side, phase, 0.3), 13, BLUE);

const planets = (phase: number) => {
  const [ax, ay] = polar(64, 64, 45, phase);
  const [bx, by] = polar(64, 64, 27, 0.4 - phase);
  const paths = ring(64, 64, 45, 4.5, GREY) + ring(64, 64, 27, 4.5, GREY);
  return paths + circle(64, 64, 13, SLATE) + circle(ax, ay, 9, BLUE) + circle(bx, by, 8, SKY);
};

export const SPINNERS: readonly Placeholder[] = [
  {
    names: [
      ...[
        'loading spinner',
        'spinner',
        'loader',
        'loading',
        'ring spinner',
        'circle spinner',
        'spinner ring',
        'loading circle',
      ],
      ...['circular loader', 'loading ring', 'loading indicator'],
    ],
    draw: (phase) =>
      ring(64, 64, 44, 13, PALE) + arc(64, 64, 44, 13, BLUE, phase - 0.02, phase + 0.28),
  },
  {
    names: ['dots spinner', 'spinner dots', 'dotted spinner', 'circle dots', 'dot circle loader'],
    draw: dotsCircle,
  },
  {
    names: [
      'activity indicator',
      'spoke spinner',
      'ios spinner',
      'system spinner',
      'spokes loader',
    ],
    draw: spokes,
  },
  {
    names: [
      'dual ring spinner',
      'dual ring',
      'double ring spinner',
      'double spinner',
      'two ring loader',
    ],
    draw: dual,
  },
  {
    names: [
      'gradient spinner',
      'comet spinner',
      'tapered spinner',
      'gradient ring',
      'tail spinner',
    ],
    draw: comet,
  },
  {
    names: ['infinity loader', 'infinity spinner', 'figure eight loader', 'infinite loader'],
    draw: infinity,
  },
  {
    names: ['square spinner', 'square loader', 'box loader', 'box spinner', 'square loading'],
    draw: boxed,
  },
  {
    names: [
      'planet loader',
      'planet spinner',
      'satellite loader',
      'atom loader',
      'circle paths loader',
    ],
    draw: planets,
  },
];
