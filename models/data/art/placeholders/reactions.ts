/** Likes, ratings, news and cheers. */
import {
  BLUE,
  circle,
  each,
  GREEN,
  GREY,
  mix,
  move,
  PINK,
  type Placeholder,
  pill,
  polar,
  RED,
  rect,
  rotate,
  SLATE,
  shape,
  TURN,
  through,
  track,
  WHITE,
  wave,
  YELLOW,
  zoom,
} from './shapes';

const HEART =
  'M64 110C30 86 14 68 14 46C14 28 27 18 41 18C51 18 59 23 64 32C69 23 77 18 87 18C101 18 114 28 114 46C114 68 98 86 64 110Z';

function like(phase: number): string {
  const on = track(phase, [0, 1], [0.08, 1], [0.3, 0], [0.38, 0], [0.7, 1]);
  const size = track(
    phase,
    [0, 0.97],
    [0.1, 0.97],
    [0.3, 0.76],
    [0.46, 0.7],
    [0.7, 1.03],
    [0.86, 0.95],
  );
  const outline = shape(HEART, SLATE) + zoom(0.78, 64, 61, shape(HEART, WHITE));
  return zoom(size, 64, 64, outline + zoom(on, 64, 62, shape(HEART, PINK)));
}

const starAt = (x: number, y: number, r: number, colour: string) => {
  const points = Array.from({ length: 10 }, (_, i) =>
    polar(x, y, i % 2 === 0 ? r : r * 0.47, i / 10),
  );
  return `<path d="${through(points)}Z" fill="${colour}" stroke="${colour}" stroke-width="2.5" stroke-linejoin="round"/>`;
};

function rating(phase: number): string {
  const lit = 5 * track(phase, [0, 1], [0.08, 1], [0.27, 0], [0.33, 0], [0.88, 1]);
  return each(5, (i) => {
    const on = Math.min(1, Math.max(0, lit - i));
    const pop = 1 + 0.12 * Math.sin(Math.PI * on);
    const [x, y] = [22 + i * 21, 64];
    return starAt(x, y, 10.2 * pop, mix(GREY, YELLOW, on));
  });
}

function badge(phase: number): string {
  const pop = track(
    phase,
    [0, 1],
    [0.1, 1],
    [0.28, 0],
    [0.45, 0],
    [0.62, 1.12],
    [0.78, 0.94],
    [0.9, 1],
  );
  const tilt = 0.02 * Math.sin(TURN * 3 * phase) * wave(phase);
  const bell = rotate(
    tilt,
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
      87,
      40,
      circle(87, 40, 26, WHITE) + circle(87, 40, 21, RED) + pill(83, 29, 8, 22, WHITE),
    )
  );
}

const COLOURS = [BLUE, PINK, YELLOW, GREEN, '#9747FF', '#FF7A2F'];

/** Scraps of paper on a disc: they fly out from the centre, turning, and are widespread at phase 0. */
function confetti(phase: number): string {
  const out = track(phase, [0, 1], [0.25, 0.4], [0.5, 0.66], [0.75, 0.86]);
  return each(26, (i) => {
    const angle = i * 0.381966; // the golden angle spreads them evenly
    const reach = 9 + 40 * Math.sqrt((i + 0.5) / 26);
    const [x, y] = polar(64, 64, reach * out, angle + 0.06 * wave(phase));
    const size = 0.45 + 0.55 * out;
    const scrap =
      i % 3 === 0
        ? circle(0, 0, 5, COLOURS[i % 6]!)
        : rect(-4.5, -6.5, 9, 13, COLOURS[i % 6]!, 1.5);
    const turn = i * 0.13 + (1 + (i % 2)) * phase; // whole turns in a loop
    return move(x, y, rotate(turn, 0, 0, zoom(size, 0, 0, scrap)));
  });
}

export const REACTIONS: readonly Placeholder[] = [
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
      'confetti burst',
      'confetti explosion',
      'celebration confetti',
      'falling confetti',
      'confetti pop',
    ],
    draw: confetti,
  },
];
