/** Pieces of a page: at rest at phase 0, then they leave and come back, or change places. */
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
  polar,
  rect,
  SKY,
  SLATE,
  type Stop,
  shape,
  stroke,
  surface,
  track,
  WHITE,
  wave,
  YELLOW,
  zoom,
} from './shapes';

/** A person's head and shoulders within a disc. */
const person = (id: string, x: number, y: number, r: number, ground: string, body: string) =>
  circle(x, y, r, ground) +
  clip(
    id,
    circle(x, y, r, WHITE),
    circle(x, y - 0.2 * r, 0.36 * r, body) + circle(x, y + 0.95 * r, 0.68 * r, body),
  );

function avatar(phase: number): string {
  const lean = 5 * Math.sin(2 * Math.PI * phase);
  const head =
    circle(64 + lean, 50 - 4 * wave(phase), 20, WHITE) + circle(64 + lean * 0.3, 118, 38, WHITE);
  const online = zoom(
    0.8 + 0.2 * Math.cos(2 * Math.PI * phase),
    101,
    101,
    circle(101, 101, 16, WHITE) + circle(101, 101, 11.5, GREEN),
  );
  return circle(64, 64, 53, BLUE) + clip('avatar', circle(64, 64, 53, WHITE), head) + online;
}

function group(phase: number): string {
  const spread = track(phase, [0, 1], [0.3, 0.7], [0.62, 0.75], [0.85, 1]);
  const colours = [BLUE, PINK, GREEN];
  return each(3, (i) => {
    const x = 64 + (i - 1) * 28.5 * spread;
    const up =
      9 *
      Math.max(0, Math.sin(2 * Math.PI * (phase + 0.1 - i * 0.2))) *
      Math.min(1, wave(phase) * 3);
    return circle(x, 66 - up, 25, WHITE) + person(`face${i}`, x, 66 - up, 21.5, colours[i]!, WHITE);
  });
}

function picture(phase: number): string {
  const [x, y] = polar(
    64,
    72,
    37,
    track(phase, [0, -0.1], [0.25, 0.09], [0.5, 0.25], [0.75, 0.75], [1, 0.9]),
  ); // sets and rises behind the mountains
  const scene =
    rect(10, 18, 108, 92, PALE) +
    circle(x, y, 12, YELLOW) +
    shape('M4 114L74 50L138 114Z', GREY) +
    shape('M-10 114L36 72L80 114Z', SLATE);
  return rect(10, 16, 108, 96, SLATE, 12) + clip('picture', rect(15, 21, 98, 86, WHITE, 8), scene);
}

function card(phase: number): string {
  const up = track(phase, [0, 0], [0.25, -3], [0.5, 0], [0.75, 3]);
  const hover = wave(phase);
  const button = rect(28, 93, 42, 15, mix(BLUE, '#0A6FBF', hover), 5);
  const body =
    surface(18, 13, 92, 102, 10, mix(GREY, BLUE, hover)) +
    clip(
      'cover',
      rect(20.5, 15.5, 87, 44, WHITE, 7),
      rect(20, 15, 88, 45, SKY) + circle(64 - 26 * Math.cos(2 * Math.PI * phase), 40, 13, BLUE),
    ) +
    pill(28, 68, 56, 8, DARK) +
    pill(28, 81, 72, 6, GREY) +
    button;
  return move(0, up, body);
}

/** Rows that leave to the right one after the other, and come back from the left. */
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

function messages(phase: number): string {
  const pop = (i: number) =>
    track(phase, [0, 1], [0.02, 1], [0.2, 0], [0.1 + i * 0.24, 0], [0.26 + i * 0.25, 1]);
  const left = (y: number, w: number) =>
    rect(10, y, w, 30, GREY, 12) +
    shape(`M10 ${y + 18}V${y + 33}L26 ${y + 26}Z`, GREY) +
    pill(20, y + 8, w - 26, 5.5, WHITE) +
    pill(20, y + 17, w - 38, 5.5, WHITE);
  const right = (y: number, w: number) =>
    rect(118 - w, y, w, 30, BLUE, 12) +
    shape(`M118 ${y + 18}V${y + 33}L102 ${y + 26}Z`, BLUE) +
    pill(128 - w, y + 8, w - 22, 5.5, WHITE) +
    pill(128 - w, y + 17, w - 36, 5.5, WHITE);
  return (
    left(13, 74) +
    zoom(Math.max(0.001, pop(1)), 118, 80, right(49, 80)) +
    zoom(Math.max(0.001, pop(2)), 10, 116, left(85, 58))
  );
}

/** An open, empty box above which a dashed sheet rises and sinks. */
function empty(phase: number): string {
  const y = -9 * wave(phase) + 4 * Math.sin(4 * Math.PI * phase);
  const sheet = move(
    0,
    y,
    `<rect x="44" y="20" width="40" height="48" rx="5" fill="${WHITE}" stroke="${GREY}" stroke-width="4" stroke-dasharray="8 6"/>${pill(54, 34, 20, 5, GREY)}${pill(54, 44, 13, 5, GREY)}`,
  );
  const lid = 5 * Math.sin(2 * Math.PI * phase);
  return (
    shape('M30 58H98L106 72H22Z', SLATE) +
    sheet +
    shape(`M22 72L64 72L54 ${90 + lid}L10 ${88 + lid}Z`, PALE) +
    shape(`M106 72L64 72L74 ${90 + lid}L118 ${88 + lid}Z`, PALE) +
    shape('M22 72H106V112Q106 116 102 116H26Q22 116 22 112Z', GREY) +
    shape(`M22 72H64L56 ${86 + lid}L12 ${85 + lid}Z`, PALE) +
    shape(`M106 72H64L72 ${86 + lid}L116 ${85 + lid}Z`, PALE) +
    pill(50, 100, 28, 7, WHITE)
  );
}

/** The chosen day goes from cell to cell. */
function month(phase: number): string {
  const cell = (i: number): [number, number] => [25 + (i % 5) * 19.5, 57 + Math.floor(i / 5) * 18];
  const days = each(15, (i) => {
    const [x, y] = cell(i);
    return circle(x, y, 5.2, GREY);
  });
  const chosen = [6, 9, 13, 1].map(cell); // one for each quarter of the loop
  const stops = (axis: 0 | 1) =>
    chosen.flatMap((day, i): Stop[] => [
      [i / 4, day[axis]],
      [i / 4 + 0.08, day[axis]],
    ]);
  const [x, y] = [track(phase, ...stops(0)), track(phase, ...stops(1))];
  return (
    surface(10, 16, 108, 100, 12) +
    clip('head', rect(10, 16, 108, 100, WHITE, 12), rect(10, 16, 108, 26, BLUE)) +
    rect(32, 10, 7, 16, SLATE, 3.5) +
    rect(89, 10, 7, 16, SLATE, 3.5) +
    days +
    circle(x, y, 9.5, BLUE)
  );
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

export const CONTENT: readonly Placeholder[] = [
  {
    names: ['content card', 'ui card', 'card', 'info card', 'article card', 'blog card'],
    draw: card,
  },
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
      'user avatar',
      'profile picture',
      'avatar placeholder',
      'online status',
      'profile photo',
      'user photo',
    ],
    draw: avatar,
  },
  {
    names: ['avatar group', 'avatar stack', 'team avatars', 'user group', 'avatars', 'members'],
    draw: group,
  },
  {
    names: [
      'photo placeholder',
      'picture placeholder',
      'image placeholder',
      'thumbnail',
      'media placeholder',
    ],
    draw: picture,
  },
  {
    names: [
      'chat bubbles',
      'chat messages',
      'chat conversation',
      'message bubbles',
      'messages',
      'chat screen',
    ],
    draw: messages,
  },
  {
    names: ['empty state', 'empty box', 'no results', 'no data', 'empty list', 'nothing found'],
    draw: empty,
  },
  {
    names: [
      'date picker',
      'calendar view',
      'month view',
      'calendar widget',
      'date field',
      'calendar month',
    ],
    draw: month,
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
];
