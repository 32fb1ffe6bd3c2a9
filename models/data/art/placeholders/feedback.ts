/** What answers the user: done, failed, careful, found, opened. */
import {
  BLUE,
  circle,
  DARK,
  GREEN,
  GREY,
  move,
  type Placeholder,
  type Point,
  pill,
  RED,
  rect,
  rotate,
  SLATE,
  shape,
  stroke,
  TURN,
  track,
  trim,
  WHITE,
  wave,
  YELLOW,
  zoom,
} from './shapes';

/** Which part of a line is drawn: it goes where it came from, then is drawn anew. */
const redrawn = (phase: number): [number, number] =>
  phase < 0.34
    ? [track(phase, [0, 0], [0.08, 0], [0.34, 1]), 1]
    : [0, track(phase, [0, 1], [0.34, 0], [0.5, 0.35], [0.75, 0.76], [0.92, 1])];

const TICK: Point[] = [
  [38, 66],
  [56, 84],
  [92, 46],
];

function check(phase: number): string {
  const [from, to] = redrawn(phase);
  const bump = 1 - 0.1 * track(phase, [0, 0], [0.36, 1], [0.8, 0.2]);
  return zoom(bump, 64, 64, circle(64, 64, 53, GREEN)) + trim(TICK, from, to, 13, WHITE);
}

function cross(phase: number): string {
  const first = track(phase, [0, 1], [0.2, 0], [0.36, 0], [0.58, 1]);
  const second = track(phase, [0, 1], [0.1, 1], [0.3, 0], [0.6, 0], [0.84, 1]);
  const body = zoom(1 - 0.1 * wave(phase), 64, 64, circle(64, 64, 53, RED));
  return (
    body +
    trim(
      [
        [43, 43],
        [85, 85],
      ],
      0,
      first,
      13,
      WHITE,
    ) +
    trim(
      [
        [85, 43],
        [43, 85],
      ],
      0,
      second,
      13,
      WHITE,
    )
  );
}

function alert(phase: number): string {
  const tilt = 0.04 * Math.sin(TURN * phase);
  const bump = 1 + 0.05 * wave(phase);
  const body = `<path d="M64 22L110 104H18Z" fill="${YELLOW}" stroke="${YELLOW}" stroke-width="14" stroke-linejoin="round"/>`;
  const mark = stroke(`M64 ${50 + 10 * wave(phase)}V76`, 11, DARK) + circle(64, 94, 6.5, DARK);
  return zoom(0.88 * bump, 64, 66, rotate(tilt, 64, 104, body + mark));
}

const PIN = 'M64 108C48 84 34 70 34 48A30 30 0 0 1 94 48C94 70 80 84 64 108Z';

function drop(phase: number): string {
  const up = track(phase, [0, 0], [0.25, 1], [0.32, 1], [0.56, 0], [0.75, 0.3], [0.92, 0]);
  const landed = 1 - up;
  const ground = `<ellipse cx="64" cy="108" rx="${16 + 18 * landed}" ry="${4 + 5 * landed}" fill="${GREY}"/>`;
  const pin = shape(PIN, RED) + circle(64, 48, 12, WHITE);
  return ground + move(0, -2 - 5 * up, zoom(1 - 0.3 * up, 64, 18, pin));
}

function lock(phase: number): string {
  const open = track(phase, [0, 0], [0.06, 0], [0.4, 1], [0.52, 1], [0.88, 0]);
  const shackle = `<g transform="translate(0 ${-9 * open}) rotate(${-32 * open} 88 58)">${stroke('M40 64V42A24 24 0 0 1 88 42V64', 12, SLATE)}</g>`;
  return (
    shackle + rect(24, 56, 80, 60, BLUE, 14) + circle(64, 82, 9, WHITE) + pill(60, 84, 8, 18, WHITE)
  );
}

export const FEEDBACK: readonly Placeholder[] = [
  {
    names: [
      'success check',
      'success checkmark',
      'check mark drawing',
      'success state',
      'payment successful',
      'confirmation',
    ],
    draw: check,
  },
  {
    names: ['error cross', 'error state', 'failed state', 'payment failed', 'failure', 'declined'],
    draw: cross,
  },
  {
    names: [
      'warning alert',
      'warning banner',
      'warning state',
      'alert triangle',
      'warning triangle',
    ],
    draw: alert,
  },
  { names: ['pin drop', 'map pin drop', 'location drop', 'dropped pin', 'map marker'], draw: drop },
  { names: ['lock unlock', 'unlocking', 'unlock', 'lock opening', 'padlock opening'], draw: lock },
];
