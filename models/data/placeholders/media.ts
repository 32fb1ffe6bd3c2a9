/** Players, and screens that move within themselves. */
import {
  BLUE,
  circle,
  clip,
  DARK,
  each,
  GREEN,
  GREY,
  mix,
  move,
  PALE,
  PINK,
  type Placeholder,
  pill,
  RED,
  rect,
  ring,
  SKY,
  SLATE,
  shape,
  stroke,
  surface,
  TURN,
  track,
  WHITE,
  wave,
  YELLOW,
  zoom,
} from './shapes';

/** How far the player is; the end at phase 0.999 is the beginning at 0, gone back in an instant's ease. */
const played = (phase: number) => track(phase, [0, 0.8], [0.2, 0.04], [0.5, 0.32], [0.75, 0.58]);

const triangle = (x: number, y: number, size: number, colour: string) =>
  `<path d="M${x - 0.35 * size} ${y - 0.5 * size}L${x + 0.5 * size} ${y}L${x - 0.35 * size} ${y + 0.5 * size}Z" fill="${colour}" stroke="${colour}" stroke-width="4" stroke-linejoin="round"/>`;

function video(phase: number): string {
  const width = 84 * played(phase);
  const beat = 1 - 0.22 * wave(phase);
  const button = zoom(beat, 64, 56, circle(64, 56, 22, WHITE) + triangle(65, 56, 20, BLUE));
  const bar =
    pill(22, 94, 84, 6, SLATE) +
    pill(22, 94, Math.max(6, width), 6, BLUE) +
    circle(22 + width, 97, 6.5, WHITE);
  return rect(10, 20, 108, 90, DARK, 12) + button + bar;
}

function equaliser(phase: number): string {
  return each(5, (i) => {
    const level =
      3.6 +
      3.4 *
        Math.sin(TURN * (phase + 0.25 + [0, 0.37, 0.12, 0.6, 0.2][i]!)) *
        [0.75, 1, 0.85, 0.9, 0.7][i]!;
    return each(7, (k) => {
      const lit = Math.min(1, Math.max(0, level - k));
      const colour = k > 5 ? RED : k > 3 ? YELLOW : GREEN;
      return rect(12 + i * 21.5, 103 - k * 15, 18, 11, mix(PALE, colour, lit), 3);
    });
  });
}

const LOUDNESS = [0.3, 0.55, 0.9, 0.5, 0.75, 1, 0.65, 0.85, 0.45, 0.6, 0.3];
const waveform = (phase: number) =>
  LOUDNESS.map((loud, i) => {
    const height =
      10 + 88 * loud * (0.55 + 0.45 * Math.cos(TURN * (phase - Math.abs(i - 5) * 0.06 * 2)));
    return pill(10 + i * 10.2, 64 - height / 2, 6, height, BLUE);
  }).join('');

function music(phase: number): string {
  const width = 84 * played(phase);
  const record = move(
    64,
    44,
    `<g transform="rotate(${360 * phase})">${circle(0, 0, 26, DARK)}${stroke('M0 -18A18 18 0 0 1 18 0', 4, SLATE)}${circle(0, 0, 10, PINK)}${circle(0, -5, 2.6, WHITE)}</g>`,
  );
  const keys =
    triangle(64, 103, 12, DARK) +
    triangle(92, 103, 9, SLATE) +
    `<g transform="translate(36 103) scale(-1 1)">${triangle(0, 0, 9, SLATE)}</g>`;
  return (
    surface(16, 10, 96, 108, 12) +
    record +
    pill(22, 79, 84, 6, PALE) +
    pill(22, 79, Math.max(6, width), 6, PINK) +
    circle(22 + width, 82, 6, PINK) +
    keys
  );
}

function carousel(phase: number): string {
  const at = track(phase, [0, 0], [0.08, 0], [0.25, 1], [0.41, 1], [0.58, 2], [0.75, 2], [1, 3]);
  const slide = (i: number) => {
    const colour = [SKY, '#FFD6E2', '#CDEEDC', SKY][i]!;
    const mark = [
      circle(64, 52, 17, BLUE),
      rect(47, 35, 34, 34, PINK, 6),
      shape('M64 33L84 69H44Z', GREEN),
      circle(64, 52, 17, BLUE),
    ][i]!;
    return move(100 * (i - at), 0, rect(18, 18, 92, 70, colour, 8) + mark);
  };
  const dots = each(3, (i) => {
    const near = Math.max(0, 1 - Math.min(Math.abs(at - i), Math.abs(at - i - 3)));
    return pill(64 - 5 - 6 * near + (i - 1) * 24, 101, 10 + 12 * near, 10, mix(GREY, BLUE, near));
  });
  return (
    surface(10, 12, 108, 82, 12) +
    clip('slides', rect(14, 16, 100, 74, WHITE, 9), each(4, slide)) +
    dots
  );
}

function pagination(phase: number): string {
  const at = track(
    phase,
    [0, 0],
    [0.1, 0],
    [0.26, 1],
    [0.36, 1],
    [0.52, 2],
    [0.62, 2],
    [0.76, 3],
    [0.8, 3],
  );
  const dots = each(4, (i) => circle(23 + i * 27.3, 64, 9, GREY));
  const [x, stretch] = [23 + 27.3 * at, 10 * Math.abs(Math.sin(Math.PI * at))];
  return dots + pill(x - 13 - stretch, 51, 26 + 2 * stretch, 26, BLUE);
}

function browser(phase: number): string {
  const shift = 46 * track(phase, [0, 0], [0.1, 0], [0.45, 1], [0.6, 1], [0.92, 0]);
  const page =
    rect(18, 42, 92, 34, SKY, 5) +
    pill(18, 84, 70, 8, SLATE) +
    pill(18, 98, 88, 6, GREY) +
    rect(18, 112, 42, 32, GREY, 5) +
    rect(68, 112, 42, 32, GREY, 5) +
    pill(18, 150, 90, 8, GREY);
  const lights = each(3, (i) => circle(22 + i * 11, 25, 3.8, [RED, YELLOW, GREEN][i]!));
  const bar = pill(99 + 8, 42 + 34 * (shift / 46), 5, 34, SLATE);
  return (
    surface(10, 14, 108, 102, 10) +
    rect(10, 34, 108, 2.5, GREY) +
    lights +
    pill(56, 20, 52, 10, PALE) +
    clip('page', rect(13, 37, 102, 76, WHITE, 6), move(0, -shift, page)) +
    bar
  );
}

function mouse(phase: number): string {
  const y = track(phase, [0, 0], [0.3, 16], [0.55, 26], [0.7, 4]);
  const body = rect(36, 10, 56, 84, SLATE, 28) + rect(42, 16, 44, 72, WHITE, 22);
  const chevron = move(0, 6 * wave(phase) - 1, stroke('M52 104L64 113L76 104', 6, BLUE));
  return body + pill(59, 27 + y, 10, 20, BLUE) + chevron;
}

function scanner(phase: number): string {
  const corners = stroke(
    'M13 36V22A9 9 0 0 1 22 13H36M92 13H106A9 9 0 0 1 115 22V36M115 92V106A9 9 0 0 1 106 115H92M36 115H22A9 9 0 0 1 13 106V92',
    6,
    DARK,
  );
  const eye = (x: number, y: number) =>
    rect(x, y, 24, 24, SLATE, 4) +
    rect(x + 5, y + 5, 14, 14, WHITE, 2) +
    rect(x + 8.5, y + 8.5, 7, 7, SLATE, 1);
  const bits = [
    [68, 68],
    [84, 68],
    [76, 76],
    [68, 84],
    [92, 84],
    [84, 92],
    [68, 94],
    [94, 70],
    [60, 36],
    [60, 58],
    [36, 60],
    [50, 62],
    [82, 56],
  ];
  const dots = bits.map(([x, y]) => rect(x! - 2, y! - 2, 8, 8, SLATE, 1)).join('');
  const at = 25 + 78 * wave(phase + 0.31);
  return corners + eye(27, 27) + eye(77, 27) + eye(27, 77) + dots + pill(18, at - 3.5, 92, 7, BLUE);
}

function call(phase: number): string {
  const wavefront = (lag: number) => {
    const t = (phase + lag) % 1;
    const fade = Math.min(1, t / 0.15, (1 - t) / 0.35);
    return ring(64, 64, 30 + 20 * t, 6 * Math.max(0.02, fade), mix(GREEN, '#BFE8D0', t));
  };
  const swing = 16 * Math.sin(TURN * 2 * phase) * wave(phase);
  const handset = `<g transform="rotate(${swing} 64 64) translate(64 64) scale(1.25)"><path d="M-14 -9Q-14 -14 -9 -14L-6 -14Q-4.500 -14 -4 -12L-3 -7Q-2.700 -5.500 -4 -4.500L-6 -3Q-3 3 3 6L4.500 4Q5.500 2.700 7 3L12 4Q14 4.500 14 6L14 9Q14 14 9 14Q-14 13 -14 -9Z" fill="${WHITE}"/></g>`;
  return wavefront(0.7) + wavefront(0.2) + circle(64, 64, 31, GREEN) + handset;
}

function recording(phase: number): string {
  const level = 30 * (0.5 + 0.5 * Math.sin(TURN * (phase + 0.2)));
  const capsule = rect(46, 12, 36, 60, GREY, 18);
  const filled = clip(
    'capsule',
    rect(46, 12, 36, 60, WHITE, 18),
    rect(46, 72 - 22 - level, 36, 60, RED),
  );
  const stand = stroke('M32 56V60A32 30 0 0 0 96 60V56M64 90V112M46 114H82', 7, SLATE);
  const sound = each(2, (i) => {
    const size = level / 30;
    const x = i === 0 ? 1 : -1;
    return stroke(
      `M${64 - x * 46} ${36 - 10 * size}V${36 + 10 * size}`,
      7,
      mix('#FFC9BC', RED, size),
    );
  });
  return capsule + filled + stand + sound;
}

export const MEDIA: readonly Placeholder[] = [
  {
    names: ['video player', 'media player', 'video placeholder', 'movie player', 'video embed'],
    draw: video,
  },
  {
    names: [
      'equalizer',
      'equaliser',
      'audio equalizer',
      'music equalizer',
      'audio levels',
      'level meter',
    ],
    draw: equaliser,
  },
  {
    names: [
      'audio waveform',
      'waveform',
      'sound waveform',
      'voice message',
      'audio visualizer',
      'voice waveform',
    ],
    draw: waveform,
  },
  {
    names: ['music player', 'audio player', 'song player', 'now playing', 'mp3 player'],
    draw: music,
  },
  {
    names: ['picture carousel', 'slideshow', 'photo carousel', 'carousel view', 'hero carousel'],
    draw: carousel,
  },
  {
    names: ['pagination dots', 'page dots', 'pagination', 'carousel dots', 'page indicator'],
    draw: pagination,
  },
  {
    names: [
      'browser window',
      'web page',
      'webpage',
      'website mockup',
      'scrolling page',
      'landing page',
    ],
    draw: browser,
  },
  {
    names: [
      'scroll indicator',
      'scroll down',
      'scroll mouse',
      'mouse scroll',
      'scroll hint',
      'scrolling',
    ],
    draw: mouse,
  },
  {
    names: ['qr code', 'qr scanner', 'qr code scan', 'scan code', 'scanning code', 'scanner'],
    draw: scanner,
  },
  { names: ['incoming call', 'call button', 'phone call', 'voice call', 'calling'], draw: call },
  {
    names: [
      'voice recording',
      'voice input',
      'microphone level',
      'voice recorder',
      'voice search',
      'dictation',
    ],
    draw: recording,
  },
];
