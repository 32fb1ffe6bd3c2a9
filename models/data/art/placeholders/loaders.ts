/** Loaders that come and go in place, each at another moment of its way at each quarter of the loop. */
import {
  BLUE,
  circle,
  each,
  GREY,
  mix,
  type Placeholder,
  pill,
  rect,
  ring,
  SKY,
  SLATE,
  shape,
  surface,
  TURN,
  WHITE,
  wave,
  wrap,
} from './shapes';

const bars = (phase: number) =>
  each(5, (i) => {
    const height = 34 + 62 * wave(phase + 0.76 - i * 0.13);
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
    const light = wave(phase + 0.66 - i * 0.2);
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
    const light = wave(phase + 0.78 - (column + row) * 0.14);
    const edge = 16 + 16 * light;
    const [x, y] = [27 + column * 37, 27 + row * 37];
    return rect(x - edge / 2, y - edge / 2, edge, edge, mix(SKY, BLUE, light), 5);
  });

function chat(phase: number): string {
  const dots = each(3, (i) => {
    const up = Math.max(0, Math.sin(TURN * (phase + 0.14 - i * 0.16)));
    return circle(38 + i * 26, 59 - 15 * up, 9, mix(SLATE, '#4B5563', up));
  });
  return (
    surface(10, 20, 108, 72, 30) +
    shape('M26 82L18 110L56 91Z', GREY) +
    shape('M28.5 83L22.5 105L54 88Z', WHITE) +
    dots
  );
}

function handover(phase: number): string {
  const depth = Math.sin(TURN * phase); // one passes in front of the other
  const [dx, dy] = [30 * Math.cos(TURN * phase), 20 * depth];
  const first = circle(64 - dx, 64 + dy, 22 + 5 * depth, BLUE);
  const second = circle(64 + dx, 64 - dy, 22 - 5 * depth, SLATE);
  return depth > 0 ? second + first : first + second;
}

export const LOADERS: readonly Placeholder[] = [
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
    names: [
      'two dot loader',
      'dot pair loader',
      'swapping dots',
      'swap loader',
      'two balls loader',
    ],
    draw: handover,
  },
  {
    names: ['typing dots', 'typing indicator', 'typing bubble', 'chat typing', 'someone typing'],
    draw: chat,
  },
];
