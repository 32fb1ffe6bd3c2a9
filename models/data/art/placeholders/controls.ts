/** What a hand sets: at phase 0 it is on or chosen; then it is put off and on again. */
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
  type Placeholder,
  pill,
  rect,
  SKY,
  SLATE,
  stroke,
  surface,
  track,
  trim,
  WHITE,
  zoom,
} from './shapes';

/** On at first, off in the middle of the loop; on the way at the quarters. */
const onOff = (phase: number, lag = 0) =>
  track(phase, [0, 1], [0.08 + lag, 1], [0.36 + lag, 0], [0.58 + lag, 0], [0.84 + lag, 1]);

function toggle(phase: number): string {
  const on = onOff(phase);
  const body = pill(10, 34, 108, 60, mix(GREY, BLUE, on));
  return body + circle(40 + 48 * on, 64, 24, WHITE);
}

function setting(phase: number): string {
  return each(3, (i) => {
    const on = i === 1 ? 1 - onOff(phase) : onOff(phase, (i - 1) * 0.05 + 0.05);
    const y = 30 + i * 34;
    const control =
      pill(78, y - 12, 40, 24, mix(GREY, GREEN, on)) + circle(90 + 16 * on, y, 9, WHITE);
    return pill(10, y - 9, [52, 40, 56][i]!, 8, SLATE) + pill(10, y + 4, 34, 6, GREY) + control;
  });
}

const tickOf = (x: number, y: number, size: number) =>
  [
    [x - 0.5 * size, y + 0.02 * size],
    [x - 0.14 * size, y + 0.38 * size],
    [x + 0.52 * size, y - 0.36 * size],
  ] as const;

function checkbox(phase: number): string {
  const on = onOff(phase);
  const tick = trim(tickOf(64, 64, 46), 0, 1, 13, WHITE);
  const fill = zoom(on, 64, 64, rect(17, 17, 94, 94, BLUE, 22) + tick);
  const box = rect(17, 17, 94, 94, SLATE, 22) + rect(24, 24, 80, 80, WHITE, 16);
  return box + fill;
}

function todo(phase: number): string {
  return each(3, (i) => {
    const on = track(phase, [0, 1], [0.2, 0], [0.28 + i * 0.2, 0], [0.44 + i * 0.2, 1]);
    const y = 30 + i * 34;
    const box =
      rect(10, y - 13, 26, 26, mix(GREY, GREEN, on), 7) +
      rect(13.5, y - 9.5, 19, 19, mix(WHITE, GREEN, on), 4);
    const length = [72, 58, 66][i]!;
    const strike = pill(46, y - 5, length, 10, mix(SLATE, GREY, on));
    return box + trim(tickOf(23, y, 13), 0, on, 4.5, WHITE) + strike;
  });
}

function radio(phase: number): string {
  const at = track(phase, [0, 0], [0.08, 0], [0.25, 1], [0.42, 1], [0.58, 2], [0.8, 2]);
  return each(3, (i) => {
    const on = Math.max(0, 1 - Math.abs(at - i));
    const y = 28 + i * 36;
    const dot =
      circle(26, y, 16, mix(GREY, BLUE, on)) +
      circle(26, y, 11.5, WHITE) +
      circle(26, y, 7.5 * on, BLUE);
    return dot + pill(52, y - 5.5, [64, 46, 56][i]!, 11, mix(GREY, SLATE, on));
  });
}

function slider(phase: number): string {
  const x = 27 + 74 * track(phase, [0, 0.85], [0.25, 0.3], [0.5, 0], [0.75, 0.5]);
  const body = pill(10, 58, 108, 12, GREY) + pill(10, 58, x - 10, 12, BLUE);
  return body + circle(x, 64, 17, BLUE) + circle(x, 64, 11, WHITE);
}

function range(phase: number): string {
  const from = track(phase, [0, 24], [0.25, 46], [0.5, 32], [0.75, 36]);
  const to = track(phase, [0, 104], [0.25, 86], [0.5, 64], [0.75, 98]);
  const bars = each(9, (i) => {
    const [x, height] = [14 + i * 12, [12, 22, 34, 48, 56, 44, 32, 20, 12][i]!];
    const inside = Math.min(1, Math.max(0, Math.min(x - from + 8, to - x) / 8));
    return rect(x - 1, 84 - height, 9, height, mix(GREY, SKY, inside), 2.5);
  });
  const knob = (x: number) => circle(x, 92, 13, BLUE) + circle(x, 92, 8, WHITE);
  return (
    bars + pill(10, 88, 108, 8, GREY) + rect(from, 88, to - from, 8, BLUE) + knob(from) + knob(to)
  );
}

function segments(phase: number): string {
  const at = track(phase, [0, 0], [0.06, 0], [0.23, 1], [0.31, 1], [0.48, 2], [0.62, 2]);
  const words = each(3, (i) =>
    pill(19 + i * 35, 60, 20, 8, mix(SLATE, WHITE, 1 - Math.abs(at - i))),
  );
  return rect(10, 42, 108, 44, PALE, 13) + rect(14 + 35 * at, 46, 30, 36, BLUE, 10) + words;
}

function counter(phase: number): string {
  const more = track(phase, [0, 0], [0.06, 0], [0.25, 1], [0.4, 0]);
  const less = track(phase, [0, 0], [0.55, 0], [0.74, 1], [0.9, 0]);
  const key = (x: number, held: number, body: string) =>
    zoom(1 - 0.14 * held, x, 64, rect(x - 17, 47, 34, 34, mix(PALE, SKY, held), 9) + body);
  const roll = 41 * track(phase, [0, 0], [0.08, 0], [0.28, 1], [0.6, 1], [0.86, 0]);
  const figures = clip(
    'figure',
    rect(47, 44, 34, 40, WHITE),
    move(
      0,
      -roll,
      stroke('M58 57L65 51V77', 6, DARK) + stroke('M56 98A8.5 8.5 0 1 1 71 104L56 118H73', 6, DARK),
    ),
  );
  return (
    surface(10, 38, 108, 52, 14) +
    key(32, less, stroke('M25 64H39', 5, SLATE)) +
    key(96, more, stroke('M89 64H103M96 57V71', 5, BLUE)) +
    figures
  );
}

export const CONTROLS: readonly Placeholder[] = [
  {
    names: ['toggle switch', 'toggle', 'switch', 'toggle button', 'on off switch', 'switch button'],
    draw: toggle,
  },
  { names: ['settings list', 'settings screen', 'settings page', 'toggle list'], draw: setting },
  {
    names: [
      'checkbox tick',
      'checkbox control',
      'tick box',
      'checkbox field',
      'ticking checkbox',
      'checkbox input',
    ],
    draw: checkbox,
  },
  {
    names: ['task list', 'checkbox list', 'todo list', 'to do list', 'tasks', 'to dos'],
    draw: todo,
  },
  {
    names: [
      'radio group',
      'radio options',
      'radio choice',
      'single choice',
      'option list',
      'radio input',
    ],
    draw: radio,
  },
  {
    names: ['slider', 'range input', 'slider control', 'volume slider', 'value slider'],
    draw: slider,
  },
  {
    names: ['range slider', 'price filter', 'price range', 'double slider', 'range filter'],
    draw: range,
  },
  {
    names: [
      'segmented control',
      'segment control',
      'segmented button',
      'button group',
      'view switcher',
    ],
    draw: segments,
  },
  {
    names: [
      'number stepper',
      'quantity stepper',
      'quantity selector',
      'counter',
      'plus minus control',
    ],
    draw: counter,
  },
];
