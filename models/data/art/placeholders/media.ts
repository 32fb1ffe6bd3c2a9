/** Players and sound. */
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
  SLATE,
  stroke,
  surface,
  TURN,
  track,
  WHITE,
  wave,
  YELLOW,
  zoom,
} from './shapes';

/** How far the player is, as a share: it goes back once a loop. */
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
      10 + 88 * loud * (0.55 + 0.45 * Math.cos(TURN * (phase + 0.22 - Math.abs(i - 5) * 0.12)));
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

function call(phase: number): string {
  const wavefront = (lag: number) => {
    const t = (phase + lag) % 1;
    const fade = Math.min(1, t / 0.15, (1 - t) / 0.35);
    return ring(64, 64, 30 + 20 * t, 6 * Math.max(0.02, fade), mix(GREEN, '#BFE8D0', t));
  };
  const swing = 12 * Math.sin(TURN * phase);
  const handset = `<g transform="rotate(${swing} 64 64) translate(64 64) scale(1.25)"><path d="M-14 -9Q-14 -14 -9 -14L-6 -14Q-4.5 -14 -4 -12L-3 -7Q-2.7 -5.5 -4 -4.5L-6 -3Q-3 3 3 6L4.5 4Q5.5 2.700 7 3L12 4Q14 4.5 14 6L14 9Q14 14 9 14Q-14 13 -14 -9Z" fill="${WHITE}"/></g>`;
  return wavefront(0.72) + wavefront(0.3) + circle(64, 64, 31, GREEN) + handset;
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
