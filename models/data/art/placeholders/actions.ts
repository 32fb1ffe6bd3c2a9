/** What a hand opens, presses and sends. */
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
  pointer,
  polar,
  rect,
  rotate,
  SKY,
  SLATE,
  stroke,
  surface,
  through,
  track,
  trim,
  WHITE,
  YELLOW,
  zoom,
} from './shapes';

/** 1 while the button is held down. */
const press = (phase: number) => track(phase, [0, 0], [0.34, 0], [0.5, 1], [0.56, 1], [0.72, 0]);

function button(phase: number): string {
  const down = press(phase);
  const away = track(phase, [0, 1], [0.1, 1], [0.38, 0], [0.6, 0]);
  const body = pill(10, 30, 108, 46, mix(BLUE, '#0A6FBF', down)) + pill(34, 48, 60, 10, WHITE);
  return zoom(1 - 0.12 * down, 64, 53, body) + pointer(76 + 16 * away, 58 + 26 * away);
}

function click(phase: number): string {
  const down = track(phase, [0, 1], [0.25, 0.3], [0.42, 0], [0.5, 0], [0.75, 0.7]);
  const rays = each(5, (i) => {
    const at = -0.125 + (i - 2) * 0.13; // the middle ray points away from the arrow
    const ends = [polar(46, 46, 19, at), polar(46, 46, 19 + 13 * down, at)];
    return down < 0.05 ? '' : stroke(through(ends), 7 * Math.min(1, down * 2), BLUE);
  });
  const shift = 9 * track(phase, [0, 0], [0.25, 0.5], [0.5, 1], [0.75, 0.2]);
  return rays + pointer(46 + shift, 46 + shift, 2.05);
}

function dropdown(phase: number): string {
  const open = track(phase, [0, 1], [0.06, 1], [0.44, 0.02], [0.54, 0.02], [0.86, 1]);
  const chosen = track(phase, [0, 0], [0.06, 0], [0.25, 1], [0.45, 2], [0.55, 2]);
  const height = 70 * open;
  const lines = each(3, (i) => pill(20, 58 + i * 21, [52, 66, 44][i]!, 8, i === 0 ? BLUE : SLATE));
  const list =
    surface(10, 46, 108, Math.max(6, height), 8) +
    clip(
      'list',
      rect(12, 48, 104, Math.max(0, height - 5), WHITE, 6),
      rect(12.5, 50.5 + 21 * chosen, 103, 21, '#DCEFFF') + lines,
    );
  const chevron = zoom(1, 98, 25, stroke('M90 21L98 29L106 21', 5, SLATE), 1 - 2 * open);
  return (
    (open > 0.03 ? list : '') +
    surface(10, 10, 108, 30, 8, BLUE) +
    pill(20, 21, 50, 8, DARK) +
    chevron
  );
}

function tabs(phase: number): string {
  const at = track(phase, [0, 0], [0.06, 0], [0.25, 1], [0.34, 1], [0.5, 2], [0.68, 2]);
  const heads = each(3, (i) => pill(16 + i * 36, 24, 24, 8, mix(GREY, BLUE, 1 - Math.abs(at - i))));
  const text = (x: number, y: number, w: number) => pill(x, y, w, 8, GREY);
  const contents = [
    rect(10, 56, 46, 56, SKY, 6) + text(64, 58, 54) + text(64, 74, 44) + text(64, 90, 50),
    each(3, (k) => circle(19, 63 + k * 20, 8, SKY) + text(36, 59 + k * 20, 78 - k * 14)),
    each(4, (k) => rect(14 + k * 27, 112 - 16 - k * 12, 19, 16 + k * 12, SKY, 4)),
  ];
  const pages = clip(
    'pages',
    rect(10, 50, 108, 66, WHITE),
    each(3, (i) => move(124 * (i - at), 0, contents[i]!)),
  );
  return heads + rect(10, 40, 108, 3, GREY) + pill(12 + 36 * at, 38, 32, 7, BLUE) + pages;
}

function hamburger(phase: number): string {
  const cross = track(
    phase,
    [0, 0],
    [0.08, 0],
    [0.25, 0.3],
    [0.46, 1],
    [0.56, 1],
    [0.75, 0.7],
    [0.95, 0],
  );
  const near = Math.min(1, cross * 2); // the bars meet, and then they turn
  const turn = Math.max(0, cross * 2 - 1) / 8;
  const bar = (y: number, way: number) =>
    move(0, (64 - y) * near, rotate(way * turn, 64, y, pill(12, y - 7.5, 104, 15, SLATE)));
  const middle = near === 1 ? '' : pill(12 + 52 * near, 56.5, 104 * (1 - near), 15, SLATE);
  return middle + bar(28, 1) + bar(100, -1);
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

function plus(phase: number): string {
  const open = track(phase, [0, 1], [0.1, 1], [0.42, 0], [0.54, 0], [0.84, 1]);
  const options = [PINK, GREEN, YELLOW].map((colour, i) => {
    const [x, y] = polar(64, 86, 52 * open, (i - 1) * 0.15);
    return circle(x, y, 14, colour) + circle(x, y, 5, WHITE);
  });
  const sign = rotate(0.125 * open, 64, 86, stroke('M64 72V100M50 86H78', 9, WHITE));
  return options.join('') + circle(64, 86, 29, BLUE) + sign;
}

function side(phase: number): string {
  const out = track(phase, [0, 1], [0.1, 1], [0.36, 0], [0.54, 0], [0.86, 1]);
  const page =
    rect(56, 28, 52, 34, PALE, 5) +
    pill(56, 72, 52, 7, GREY) +
    pill(56, 86, 40, 7, GREY) +
    pill(56, 100, 46, 7, GREY);
  const menu = move(
    -44 * (1 - out),
    0,
    rect(10, 10, 46, 108, BLUE) +
      circle(28, 30, 8, WHITE) +
      each(4, (i) => pill(20, 50 + i * 15, [26, 20, 24, 16][i]!, 6, i === 0 ? WHITE : SKY)),
  );
  const body = rect(10, 12, 108, 104, WHITE) + move(-34 * (1 - out), 0, page) + menu;
  return surface(10, 14, 108, 100, 10) + clip('body', rect(12.5, 16.5, 103, 95, WHITE, 7), body);
}

export const ACTIONS: readonly Placeholder[] = [
  {
    names: [
      'button press',
      'button',
      'button click',
      'pressed button',
      'cta button',
      'call to action',
    ],
    draw: button,
  },
  {
    names: ['cursor click', 'mouse click', 'click', 'cursor', 'mouse pointer', 'pointer click'],
    draw: click,
  },
  {
    names: ['dropdown', 'dropdown menu', 'select menu', 'select field', 'combo box', 'drop down'],
    draw: dropdown,
  },
  { names: ['tabs', 'tab bar', 'tab menu', 'tab view', 'switching tabs'], draw: tabs },
  {
    names: [
      'hamburger menu',
      'menu button',
      'burger menu',
      'menu close',
      'hamburger button',
      'menu',
    ],
    draw: hamburger,
  },
  { names: ['speed dial', 'action button menu', 'fab', 'fab menu', 'add button'], draw: plus },
  {
    names: ['side menu', 'sidebar', 'navigation drawer', 'side bar', 'drawer menu', 'nav drawer'],
    draw: side,
  },
  {
    names: ['submit button', 'loading button', 'button loader', 'save button', 'button success'],
    draw: loadingButton,
  },
];
