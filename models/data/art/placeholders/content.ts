/** Pieces of a page. */
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

/** The first message stays; the others pop up again, one after the other. */
function messages(phase: number): string {
  const pop = (i: number) =>
    track(phase, [0, 1], [0.02, 1], [0.2, 0], [0.1 + i * 0.22, 0], [0.28 + i * 0.28, 1]);
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
  const y = 3 - 9 * wave(phase) + 3 * Math.sin(2 * Math.PI * phase);
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

export const CONTENT: readonly Placeholder[] = [
  {
    names: ['content card', 'ui card', 'card', 'info card', 'article card', 'blog card'],
    draw: card,
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
];
