/** Loaders without an end in sight. None repeats within a loop, so that four key frames show its way. */
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
  pill,
  polar,
  rect,
  ring,
  rotate,
  SKY,
  SLATE,
  shape,
  stroke,
  surface,
  TURN,
  through,
  WHITE,
  wave,
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

const bars = (phase: number) =>
  each(5, (i) => {
    const height = 34 + 62 * wave(phase + 0.42 - i * 0.13);
    return pill(14 + i * 22, 64 - height / 2, 12, height, mix(SKY, BLUE, (height - 34) / 62));
  });

/** Three balls that jump one after the other; they are in the air at different heights at phase 0. */
const jumping = (phase: number) =>
  each(3, (i) => {
    const x = 27 + i * 37;
    const up = Math.max(0, Math.sin(TURN * (phase + 0.3 - i * 0.17))) ** 1.2;
    const shadow = pill(x - 13 + 5 * up, 100, 26 - 10 * up, 6, GREY);
    return shadow + circle(x, 82 - 54 * up, 14, BLUE);
  });

const pulsing = (phase: number) =>
  each(3, (i) => {
    const light = wave(phase + 0.5 - i * 0.2);
    return circle(27 + i * 37, 64, 7 + 10 * light, mix(SKY, BLUE, light));
  });

function ripple(phase: number): string {
  const wavefront = (lag: number) => {
    const at = wrap(phase + lag);
    const fade = Math.min(1, at / 0.15, (1 - at) / 0.4);
    return ring(64, 64, 10 + 40 * at, 7 * Math.max(0.02, fade), mix(SKY, BLUE, 1 - at));
  };
  return wavefront(0.88) + wavefront(0.55) + wavefront(0.22) + circle(64, 64, 11, BLUE);
}

const squares = (phase: number) =>
  each(9, (i) => {
    const [column, row] = [i % 3, Math.floor(i / 3)];
    const light = wave(phase + 0.5 - (column + row) * 0.14);
    const edge = 16 + 16 * light;
    const [x, y] = [27 + column * 37, 27 + row * 37];
    return rect(x - edge / 2, y - edge / 2, edge, edge, mix(SKY, BLUE, light), 5);
  });

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

function chat(phase: number): string {
  const dots = each(3, (i) => {
    const up = Math.max(0, Math.sin(TURN * (phase + 0.14 - i * 0.16)));
    return circle(38 + i * 26, 59 - 15 * up, 9, mix(SLATE, '#4B5563', up));
  });
  return (
    surface(10, 20, 108, 72, 30) +
    shape('M26 82L18 110L56 91Z', GREY) +
    shape('M28.500 83L22.500 105L54 88Z', WHITE) +
    dots
  );
}

const planets = (phase: number) => {
  const [ax, ay] = polar(64, 64, 46, phase);
  const [bx, by] = polar(64, 64, 27, 0.4 - phase);
  const paths = ring(64, 64, 46, 3, GREY) + ring(64, 64, 27, 3, GREY);
  return paths + circle(64, 64, 13, SLATE) + circle(ax, ay, 8, BLUE) + circle(bx, by, 7, SKY);
};

function handover(phase: number): string {
  const depth = Math.sin(TURN * phase); // one passes in front of the other
  const [dx, dy] = [30 * Math.cos(TURN * phase), 20 * depth];
  const first = circle(64 - dx, 64 + dy, 22 + 5 * depth, BLUE);
  const second = circle(64 + dx, 64 - dy, 22 - 5 * depth, SLATE);
  return depth > 0 ? second + first : first + second;
}

export const SPINNERS: readonly Placeholder[] = [
  {
    names: [
      ...['loading spinner', 'ring spinner', 'circle spinner', 'spinner ring', 'loading circle'],
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
    names: [
      'bar loader',
      'bars loader',
      'loading bars',
      'bar spinner',
      'bars spinner',
      'audio loader',
    ],
    draw: bars,
  },
  {
    names: ['loading dots', 'dots loader', 'three dots loader', 'ball loader', 'loading balls'],
    draw: jumping,
  },
  {
    names: [
      'ellipsis loader',
      'ellipsis',
      'dot loader',
      'fading dots',
      'loading ellipsis',
      'fading dot loader',
    ],
    draw: pulsing,
  },
  {
    names: ['ripple loader', 'ripple', 'ripples', 'radar', 'ping', 'sonar', 'radar loader'],
    draw: ripple,
  },
  {
    names: ['grid loader', 'square grid loader', 'grid spinner', 'squares loader', 'tile loader'],
    draw: squares,
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
  {
    names: ['two dot loader', 'two dots', 'swapping dots', 'swap loader', 'two balls loader'],
    draw: handover,
  },
  {
    names: ['typing dots', 'typing indicator', 'typing bubble', 'chat typing', 'someone typing'],
    draw: chat,
  },
];
