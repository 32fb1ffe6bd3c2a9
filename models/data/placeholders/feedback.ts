/** What answers the user: done, failed, liked, new. */
import {
  arc,
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
  type Point,
  pill,
  polar,
  RED,
  rect,
  rotate,
  SLATE,
  shape,
  stroke,
  surface,
  TURN,
  through,
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
  const tilt = 0.045 * Math.sin(TURN * phase);
  const bump = 1 + 0.05 * wave(phase);
  const body = `<path d="M64 22L110 104H18Z" fill="${YELLOW}" stroke="${YELLOW}" stroke-width="14" stroke-linejoin="round"/>`;
  const mark = stroke(`M64 ${50 + 10 * wave(phase)}V76`, 11, DARK) + circle(64, 94, 6.5, DARK);
  return zoom(0.93 * bump, 64, 66, rotate(tilt, 64, 104, body + mark));
}

const COLOURS = [BLUE, PINK, YELLOW, GREEN, '#9747FF', '#FF7A2F'];
/** Scraps of paper on a disc: they fly out from the centre, turning, and are widespread at phase 0. */
function confetti(phase: number): string {
  const out = track(phase, [0, 1], [0.25, 0.4], [0.5, 0.66], [0.75, 0.86]);
  return each(26, (i) => {
    const angle = i * 0.381966;
    const reach = 9 + 40 * Math.sqrt((i + 0.5) / 26);
    const [x, y] = polar(64, 64, reach * out, angle + 0.06 * wave(phase));
    const size = 0.45 + 0.55 * out;
    const scrap =
      i % 3 === 0
        ? circle(0, 0, 5, COLOURS[i % 6]!)
        : rect(-4.5, -6.5, 9, 13, COLOURS[i % 6]!, 1.5);
    return `<g transform="translate(${x.toFixed(3)} ${y.toFixed(3)}) rotate(${(i * 47 + 180 * Math.round(1 + (i % 2)) * phase * 2).toFixed(2)}) scale(${size.toFixed(3)})">${scrap}</g>`;
  });
}

function badge(phase: number): string {
  const pop = track(
    phase,
    [0, 1],
    [0.1, 1],
    [0.28, 0],
    [0.45, 0],
    [0.62, 1.2],
    [0.78, 0.94],
    [0.9, 1],
  );
  const ring = 0.035 * Math.sin(TURN * 3 * phase) * wave(phase);
  const bell = rotate(
    ring,
    56,
    22,
    shape('M56 20C38 20 30 34 30 50V72L20 88H92L82 72V50C82 34 74 20 56 20Z', SLATE) +
      circle(56, 98, 11, SLATE) +
      rect(40, 86, 32, 4, SLATE),
  );
  return (
    bell +
    circle(56, 19, 7, SLATE) +
    zoom(
      Math.max(0.001, pop),
      90,
      36,
      circle(90, 36, 26, WHITE) + circle(90, 36, 21, RED) + pill(86, 25, 8, 22, WHITE),
    )
  );
}

const HEART =
  'M64 110C30 86 14 68 14 46C14 28 27 18 41 18C51 18 59 23 64 32C69 23 77 18 87 18C101 18 114 28 114 46C114 68 98 86 64 110Z';
function like(phase: number): string {
  const on = track(phase, [0, 1], [0.08, 1], [0.3, 0], [0.38, 0], [0.7, 1]);
  const size = track(
    phase,
    [0, 0.92],
    [0.12, 0.92],
    [0.3, 0.72],
    [0.46, 0.66],
    [0.66, 1.02],
    [0.84, 0.9],
  );
  const outline = shape(HEART, SLATE) + zoom(0.78, 64, 61, shape(HEART, WHITE));
  return zoom(size, 64, 64, outline + zoom(on, 64, 62, shape(HEART, PINK)));
}

const starAt = (x: number, y: number, r: number, colour: string) => {
  const points = Array.from({ length: 10 }, (_, i) =>
    polar(x, y, i % 2 === 0 ? r : r * 0.47, i / 10),
  );
  return `<path d="${through(points)}Z" fill="${colour}" stroke="${colour}" stroke-width="2.500" stroke-linejoin="round"/>`;
};
function rating(phase: number): string {
  const lit = 5 * track(phase, [0, 1], [0.08, 1], [0.27, 0], [0.33, 0], [0.88, 1]);
  return each(5, (i) => {
    const on = Math.min(1, Math.max(0, lit - i));
    const pop = 1 + 0.25 * Math.sin(Math.PI * on);
    const [x, y] = [21 + i * 21.5, 64];
    return starAt(x, y, 10.8 * pop, mix(GREY, YELLOW, on));
  });
}

function toast(phase: number): string {
  const y = 30 * track(phase, [0, 0], [0.12, 0], [0.36, 1], [0.52, 1], [0.8, 0]);
  const screen =
    surface(22, 10, 84, 108, 12) + pill(32, 22, 40, 7, GREY) + rect(32, 36, 64, 34, PALE, 5);
  const note = move(
    0,
    y,
    rect(28, 82, 72, 26, DARK, 8) + circle(42, 95, 7, GREEN) + pill(54, 91, 36, 7, WHITE),
  );
  return screen + clip('screen', rect(25, 13, 78, 102, WHITE, 9), note);
}

function tooltip(phase: number): string {
  const size = track(phase, [0, 1], [0.1, 1], [0.44, 0.02], [0.54, 0.02], [0.8, 1.05], [0.9, 1]);
  const hint =
    rect(12, 20, 104, 44, DARK, 10) +
    shape('M52 62H76L64 76Z', DARK) +
    pill(24, 32, 80, 7, WHITE) +
    pill(24, 45, 52, 7, GREY);
  return (
    zoom(size, 64, 76, hint) +
    circle(64, 98, 18, mix(GREY, BLUE, size)) +
    circle(64, 90, 3.4, WHITE) +
    pill(60.5, 95.5, 7, 14, WHITE)
  );
}

function dialog(phase: number): string {
  const size = track(phase, [0, 1], [0.12, 1], [0.36, 0.2], [0.5, 0.2], [0.74, 1.04], [0.86, 1]);
  const box =
    surface(22, 30, 84, 68, 9) +
    pill(42, 42, 44, 8, DARK) +
    pill(34, 56, 60, 6, GREY) +
    pill(42, 66, 44, 6, GREY) +
    rect(30, 78, 32, 13, GREY, 4) +
    rect(66, 78, 32, 13, BLUE, 4);
  const page =
    rect(10, 12, 108, 104, SLATE, 10) + pill(20, 20, 46, 6, GREY) + pill(20, 103, 70, 6, GREY);
  return page + zoom(size, 64, 64, box);
}

function banner(phase: number): string {
  const away = track(phase, [0, 0], [0.14, 0], [0.36, 1], [0.5, 1], [0.76, 0]);
  const note = (y: number, colour: string, w: number) =>
    surface(12, y, 104, 32, 9) +
    rect(20, y + 7, 18, 18, colour, 5) +
    pill(46, y + 8, w, 6.5, SLATE) +
    pill(46, y + 18, w * 0.6, 6, GREY);
  const first = zoom(1 - 0.98 * away, 64, 14, note(12, BLUE, 60));
  return note(48 - 33 * away, GREEN, 50) + note(84 - 33 * away, PINK, 56) + first;
}

const SMALL_TICK: Point[] = [
  [53, 65],
  [61, 73],
  [77, 56],
];
function loadingButton(phase: number): string {
  const narrow = track(phase, [0, 0], [0.1, 0], [0.28, 1], [0.72, 1], [0.92, 0]);
  const width = 108 - 62 * narrow;
  const body = rect(64 - width / 2, 41, width, 46, mix(GREEN, BLUE, narrow), 23);
  const tick = trim(SMALL_TICK, 0, 1 - 2 * narrow, 7, WHITE);
  const turning = rotate(
    phase,
    64,
    64,
    arc(64, 64, 13, 6, WHITE, 0, 1.4 * Math.max(0, narrow - 0.5)),
  );
  return body + tick + turning;
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
  {
    names: [
      'confetti burst',
      'confetti explosion',
      'celebration confetti',
      'falling confetti',
      'confetti pop',
    ],
    draw: confetti,
  },
  {
    names: [
      'notification badge',
      'badge count',
      'unread badge',
      'bell notification',
      'notification bell',
      'new notification',
    ],
    draw: badge,
  },
  {
    names: [
      'like button',
      'heart button',
      'favorite button',
      'favourite button',
      'like heart',
      'heart like',
    ],
    draw: like,
  },
  {
    names: [
      'star rating',
      'five star rating',
      'five stars',
      'review stars',
      'rating stars',
      'reviews',
    ],
    draw: rating,
  },
  {
    names: ['toast message', 'snackbar', 'toast notification', 'snack bar', 'toast popup'],
    draw: toast,
  },
  {
    names: ['tooltip', 'info tooltip', 'hint bubble', 'popover', 'hint', 'tool tip'],
    draw: tooltip,
  },
  {
    names: ['modal dialog', 'modal', 'dialog', 'popup', 'pop up', 'dialog box', 'modal window'],
    draw: dialog,
  },
  {
    names: [
      'notification list',
      'notification stack',
      'push notifications',
      'notification center',
      'push notification',
    ],
    draw: banner,
  },
  {
    names: ['submit button', 'loading button', 'button loader', 'save button', 'button success'],
    draw: loadingButton,
  },
];
