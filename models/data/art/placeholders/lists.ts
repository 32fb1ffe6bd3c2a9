/** Lists and boards: in order at phase 0, then rows leave, open or change places. */
import {
  BLUE,
  circle,
  clip,
  each,
  GREEN,
  GREY,
  mix,
  move,
  PALE,
  PINK,
  type Placeholder,
  pill,
  rect,
  SLATE,
  stroke,
  surface,
  track,
  WHITE,
  YELLOW,
  zoom,
} from './shapes';

/** Rows that shrink to nothing one after the other, and grow back. */
function rows(phase: number): string {
  const row = (i: number) => {
    const gone = track(
      phase,
      [0, 0],
      [0.02 + i * 0.2, 0],
      [0.16 + i * 0.2, 1],
      [0.2 + i * 0.2, 1],
      [0.42 + i * 0.2, 0],
    );
    const y = 13 + i * 35;
    const width = 108 * (1 - gone);
    const inner =
      circle(28, y + 16, 9, BLUE) +
      pill(44, y + 8, 52 - i * 7, 7, SLATE) +
      pill(44, y + 19, 34, 6, GREY) +
      stroke(`M103 ${y + 11}L108 ${y + 16}L103 ${y + 21}`, 3.5, SLATE);
    return width < 8
      ? ''
      : surface(10, y, width, 32, 8) + clip(`row${i}`, rect(10, y, width - 3, 32, WHITE, 8), inner);
  };
  return each(3, row);
}

function sorting(phase: number): string {
  const lift = track(phase, [0, 0], [0.12, 1], [0.4, 1], [0.5, 0], [0.62, 1], [0.9, 1]);
  const swap = track(phase, [0, 0], [0.08, 0], [0.4, 1], [0.56, 1], [0.84, 0]);
  const slot = (y: number, colour: string, grow: number) => {
    const grip = each(6, (i) =>
      circle(24 + (i % 2) * 8, y + 8 + Math.floor(i / 2) * 7, 2.4, SLATE),
    );
    return zoom(
      1 + 0.05 * grow,
      64,
      y + 15,
      surface(12, y, 104, 30, 8, grow > 0 ? mix(GREY, BLUE, grow) : GREY) +
        grip +
        pill(44, y + 11, 58, 8, colour),
    );
  };
  return slot(49 - 35 * swap, GREY, 0) + slot(84, GREY, 0) + slot(14 + 35 * swap, BLUE, lift);
}

function accordion(phase: number): string {
  const open = track(phase, [0, 1], [0.08, 1], [0.36, 0], [0.56, 0], [0.86, 1]);
  const second = 1 - open;
  const row = (y: number, share: number) => {
    const turned = zoom(
      1,
      102,
      y + 12,
      stroke(`M96 ${y + 9}L102 ${y + 15}L108 ${y + 9}`, 4, SLATE),
      1 - 2 * share,
    );
    const inner = pill(20, y + 27, 84, 6.5, GREY) + pill(20, y + 38, 64, 6.5, GREY);
    const height = 24 + 28 * share;
    return (
      surface(10, y, 108, height, 7, mix(GREY, BLUE, share)) +
      pill(20, y + 8, 52, 8, mix(SLATE, BLUE, share)) +
      turned +
      clip(`fold${Math.round(y)}`, rect(12, y + 21, 104, Math.max(0, height - 24), WHITE), inner)
    );
  };
  return row(10, open) + row(38 + 28 * open, second) + row(94, 0);
}

function board(phase: number): string {
  const at = track(phase, [0, 0], [0.1, 0], [0.3, 1], [0.42, 1], [0.6, 2], [0.72, 2]);
  const columns = each(
    3,
    (i) => rect(10 + i * 37, 14, 34, 100, PALE, 7) + pill(16 + i * 37, 21, 20, 6, SLATE),
  );
  const note = (x: number, y: number, colour: string) =>
    surface(x, y, 26, 22, 4, GREY) + pill(x + 5, y + 8, 15, 6, colour);
  const fixed =
    note(14, 61, GREEN) + note(51, 61, GREY) + note(51, 87, PINK) + note(88, 61, YELLOW);
  const held = move(
    37 * at,
    6 * Math.abs(Math.sin(Math.PI * at)),
    rect(14, 33, 26, 24, BLUE, 4) + pill(19, 42, 16, 6, WHITE),
  );
  return columns + fixed + held;
}

function timeline(phase: number): string {
  const done = track(phase, [0, 3], [0.22, 0], [0.3, 0], [0.9, 3]);
  const stop = (i: number) => {
    const y = 20 + i * 29.3;
    const on = Math.min(1, Math.max(0, done - i + 0.4) / 0.4);
    return (
      circle(24, y, 10, mix(GREY, BLUE, on)) +
      circle(24, y, 4.5, WHITE) +
      pill(46, y - 8, [64, 50, 70, 44][i]!, 7, mix(GREY, SLATE, on)) +
      pill(46, y + 3, 36, 5.5, GREY)
    );
  };
  return rect(21, 20, 6, 88, GREY) + rect(21, 20, 6, 29.3 * done, BLUE) + each(4, stop);
}

function banner(phase: number): string {
  const away = track(phase, [0, 0], [0.06, 0], [0.4, 1], [0.52, 1], [0.94, 0]);
  const note = (y: number, colour: string, w: number) =>
    surface(12, y, 104, 32, 9) +
    rect(20, y + 7, 18, 18, colour, 5) +
    pill(46, y + 8, w, 6.5, SLATE) +
    pill(46, y + 18, w * 0.6, 6, GREY);
  const first = zoom(1 - 0.98 * away, 64, 14, note(12, BLUE, 60));
  return note(48 - 33 * away, GREEN, 50) + note(84 - 33 * away, PINK, 56) + first;
}

export const LISTS: readonly Placeholder[] = [
  { names: ['list rows', 'list items', 'list view', 'rows', 'list item', 'menu list'], draw: rows },
  {
    names: [
      'sortable list',
      'drag drop list',
      'reorder list',
      'drag and drop',
      'reordering',
      'drag handle',
    ],
    draw: sorting,
  },
  {
    names: [
      'accordion menu',
      'accordion list',
      'collapsible list',
      'expandable list',
      'faq list',
      'expand collapse',
      'disclosure',
    ],
    draw: accordion,
  },
  {
    names: ['kanban board', 'kanban', 'task board', 'board view', 'trello board', 'sprint board'],
    draw: board,
  },
  {
    names: [
      'timeline',
      'activity feed',
      'vertical timeline',
      'order tracking',
      'history list',
      'roadmap',
    ],
    draw: timeline,
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
];
