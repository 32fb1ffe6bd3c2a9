/** Screens that move within themselves, and what lies above them. */
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
  SKY,
  SLATE,
  shape,
  stroke,
  surface,
  track,
  WHITE,
  wave,
  YELLOW,
  zoom,
} from './shapes';

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
  const bar = pill(107, 42 + 34 * (shift / 46), 5, 34, SLATE);
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
  const y = track(phase, [0, 0], [0.3, 14], [0.5, 22], [0.75, 8]);
  const body = rect(37, 11, 54, 78, SLATE, 27) + rect(43, 17, 42, 66, WHITE, 21);
  const chevron = move(0, 6 * wave(phase), stroke('M51 98L64 107L77 98', 7, BLUE));
  return body + pill(59, 25 + y, 10, 20, BLUE) + chevron;
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

function phone(phase: number): string {
  const at = track(phase, [0, 0], [0.08, 0], [0.25, 1], [0.41, 1], [0.58, 2], [0.72, 2]);
  const page = (i: number) =>
    move(
      58 * (i - at),
      0,
      circle(64, 44, 14, [BLUE, GREEN, PINK][i]!) +
        pill(44, 68, 40, 7, SLATE) +
        pill(48, 80, 32, 6, GREY),
    );
  const dots = each(3, (i) =>
    circle(54 + i * 10, 98, 3.2, mix(GREY, BLUE, Math.max(0, 1 - Math.abs(at - i)))),
  );
  const shell = rect(30, 10, 68, 108, DARK, 14) + rect(35, 15, 58, 98, WHITE, 9);
  return (
    shell +
    clip('phone', rect(35, 15, 58, 98, WHITE, 9), each(3, page)) +
    pill(54, 19, 20, 5, DARK) +
    dots
  );
}

export const PAGES: readonly Placeholder[] = [
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
    names: [
      'app onboarding',
      'onboarding',
      'onboarding screens',
      'phone mockup',
      'app screen',
      'app mockup',
    ],
    draw: phone,
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
];
