/** Likes, ratings, news and cheers. */
import type { Context, Kinds } from '../../context';
import { centred } from '../../layout';
import { heart, star } from '../../marks';
import type { Pen } from '../../pen';
import { type Point, polar } from '../../raster/outline';
import { mix, type Paint } from '../../raster/paint';
import { doneOf, swing, track, wave } from '../../time';

const like = (s: Context) =>
  centred(s, (pen) => {
    const on = track(s.phase, [0, 1], [0.14, 1], [0.28, 0], [0.42, 0], [0.6, 1]);
    const size = track(
      s.phase,
      [0, 1],
      [0.14, 1],
      [0.28, 0.84],
      [0.42, 0.8],
      [0.58, 1.06],
      [0.72, 0.97],
      [0.84, 1],
    );
    const burst = track(s.phase, [0, 0], [0.5, 0], [0.51, 0.01], [0.82, 1]);
    if (burst > 0.02 && burst < 0.98) {
      for (let i = 0; i < 8; i++)
        pen.circle(
          ...polar(64, 64, 40 + 18 * burst, (i + 0.5) / 8),
          4 * (1 - burst),
          s.colours.accent,
        );
    }
    pen.zoom(size, 64, 66, () => {
      heart(pen, 64, 66, 46, mix(s.colours.ink, s.colours.accent, on));
      if (on < 1) heart(pen, 64, 66, 38 * (1 - on), s.colours.surface);
    });
  });

function rating(s: Context) {
  const count = s.count(5, 10);
  const pitch = Math.min(42, (s.width - 16) / count);
  const lit =
    count * s.progress(track(s.phase, [0, 1], [0.14, 1], [0.26, 0], [0.36, 0], [0.88, 1]));
  for (let i = 0; i < count; i++) {
    const on = doneOf(lit, i);
    const pop = 1 + 0.16 * Math.sin(Math.PI * on);
    const x = s.width / 2 + (i - (count - 1) / 2) * pitch;
    star(s.pen, x, s.height / 2 + 1, pitch * 0.4 * pop, mix(s.colours.faint, s.colours.accent, on));
  }
}

/** 0 to 9 and a plus, 12 units wide and 20 high around 88, 40. */
const CHARACTERS: Readonly<Record<string, string>> = {
  0: 'M88 31C80 31 80 50 88 50C96 50 96 31 88 31',
  1: 'M84 35L89 30.500V50',
  2: 'M82 34C83 29 94 29 94 35C94 40 83 44 82 50H94.500',
  3: 'M82 31H94L88 38C97 38 95 50 88 50C85 50 83 49 81.500 47',
  4: 'M91 50V30.500L81.500 45H95',
  5: 'M93 31H84L83 39C95 35 96 50 88 50C85 50 83 49 81.500 47',
  6: 'M92 31C85 33 82 39 82 44C82 52 94 52 94 44C94 37 84 37 82 44',
  7: 'M82 31H94L86 50',
  8: 'M88 40C81 40 81 31 88 31C95 31 95 40 88 40C79 40 79 50.500 88 50.500C97 50.500 97 40 88 40',
  9: 'M84 50C91 48 94 42 94 37C94 29 82 29 82 37C82 44 92 44 94 37',
  '+': 'M82 40.500H94M88 34.500V46.500',
};
const PITCH = 18; // units from one to the next
const MOST_TOLD = 99;

/** A number in the middle of the badge; the more characters, the smaller. */
function number(pen: Pen, value: number, paint: Paint) {
  const characters = value > MOST_TOLD ? `${MOST_TOLD}+` : `${value}`;
  const middle = (characters.length - 1) / 2;
  pen.zoom([1, 0.78, 0.58][characters.length - 1]!, 88, 40, () => {
    [...characters].forEach((character, i) => {
      pen.move(PITCH * (i - middle), 0, () => {
        pen.stroke(CHARACTERS[character]!, 5.4, paint);
      });
    });
  });
}

const badge = (s: Context) =>
  centred(s, (pen) => {
    const pop = track(
      s.phase,
      [0, 1],
      [0.14, 1],
      [0.28, 0],
      [0.5, 0],
      [0.66, 1.14],
      [0.78, 0.95],
      [0.88, 1],
    );
    const tilt = 0.03 * swing(3 * s.phase) * wave(s.phase);
    pen.rotate(tilt, 58, 22, () => {
      pen.circle(58, 22, 6.5, s.colours.ink);
      pen.path(
        'M58 22C38 22 31 36 31 54V72L21 88C20 91 21 93 24 93H92C95 93 96 91 95 88L85 72V54C85 36 78 22 58 22Z',
        s.colours.ink,
      );
      pen.path('M46 99H70C70 115 46 115 46 99Z', s.colours.ink);
    });
    pen.zoom(pop, 88, 40, () => {
      pen.circle(88, 40, 24, s.colours.surface);
      pen.circle(88, 40, 20, s.colours.accent);
      number(pen, s.count(1, MOST_TOLD + 1), s.colours.onAccent);
    });
  });

/** Scraps of paper on a disc: they fly out from the middle, turning, and are widespread at phase 0. */
function confetti(s: Context) {
  const { pen, colours } = s;
  const count = s.count(Math.round(26 * Math.sqrt((s.width * s.height) / 16384)), 60);
  const out = track(s.phase, [0, 1], [0.1, 1], [0.22, 0.12], [0.6, 0.86], [0.9, 1]);
  for (let i = 0; i < count; i++) {
    const angle = i * 0.381966; // the golden angle spreads them evenly
    const reach = 0.15 + 0.76 * Math.sqrt((i + 0.5) / count);
    const [dx, dy] = polar(0, 0, reach * out, angle + 0.04 * wave(s.phase));
    const [x, y] = [s.width * (0.5 + dx / 2), s.height * (0.5 + dy / 2) + 4 * wave(s.phase)];
    const colour = colours.hues[i % 5]!;
    pen.move(x, y, () =>
      pen.rotate(i * 0.13 + (1 + (i % 2)) * s.phase, 0, 0, () => {
        const size = 0.5 + 0.5 * out;
        if (i % 3 === 0) pen.circle(0, 0, 3.6 * size, colour);
        else pen.rect(-3.2 * size, -5 * size, 6.4 * size, 10 * size, colour, 1.4);
      }),
    );
  }
}

/** Reactions below a message: hearts, thumbs and the like as coloured discs that hop up in turn. */
function bar(s: Context) {
  const { pen, colours } = s;
  const count = s.count(5, 6);
  const width = Math.min(s.width - 16, 32 * count + 12);
  const [x, y] = [s.width / 2 - width / 2, s.height / 2 - 21];
  pen.card(x, y, width, 42, 21, colours.surface, colours.line, 1.4);
  const pitch = (width - 12) / count;
  for (let i = 0; i < count; i++) {
    const up = Math.max(0, swing(s.phase - i * 0.11));
    const cx = x + 6 + (i + 0.5) * pitch;
    const r = Math.min(12, pitch * 0.4) * (1 + 0.22 * up);
    const cy = y + 21 - 8 * up;
    if (i === 0) heart(pen, cx, cy, r, '#ff4d7e');
    else if (i === 3) star(pen, cx, cy, r * 0.95, '#ffc224');
    else {
      pen.circle(cx, cy, r, '#ffd24d');
      for (const side of [-1, 1])
        pen.ellipse(cx + side * r * 0.36, cy - r * 0.16, r * 0.12, r * 0.18, '#5d3b00');
      const mouth = (corners: number, middle: number) => {
        const line: Point[] = [
          [cx - r * 0.4, cy + r * corners],
          [cx, cy + r * middle],
          [cx + r * 0.4, cy + r * corners],
        ];
        pen.stroke(line, r * 0.15, '#5d3b00');
      };
      if (i === 1) mouth(0.28, 0.52);
      else if (i === 2) pen.ellipse(cx, cy + r * 0.42, r * 0.2, r * 0.26, '#5d3b00');
      else mouth(0.5, 0.3);
    }
  }
}

export const REACTIONS: Kinds = {
  'like button': { draw: like, accent: '#ff4d7e' },
  'star rating': { draw: rating, accent: '#ffc224' },
  'notification badge': { draw: badge, accent: '#f24822' },
  'confetti burst': { draw: confetti },
  'reaction bar': { draw: bar },
};
