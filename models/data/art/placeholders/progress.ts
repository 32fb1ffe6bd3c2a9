/** What tells how far something is. Full at phase 0: it empties fast, and fills up again. */
import {
  arc,
  BLUE,
  circle,
  clip,
  each,
  GREEN,
  GREY,
  PALE,
  type Placeholder,
  type Point,
  pill,
  polar,
  rect,
  ring,
  SKY,
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
  wrap,
} from './shapes';

/** From 1 at phase 0 down to `least`, and up again for most of the loop. */
const refill = (phase: number, least = 0.06) =>
  track(phase, [0, 1], [0.22, least], [0.5, 0.42], [0.75, 0.72]);

/** A bar's outline and what is within it. */
const bar = (y: number, h: number, inner: string) =>
  pill(10, y, 108, h, PALE) + clip('bar', pill(10, y, 108, h, WHITE), inner);

/** Slanted stripes that repeat after 28 units. */
const stripes = (shift: number, y: number, h: number, colour: string) =>
  each(7, (i) => {
    const x = -24 + i * 28 + shift;
    return shape(`M${x} ${y + h}l${h * 0.8} ${-h}h13l${-h * 0.8} ${h}z`, colour);
  });

function steps(phase: number): string {
  const done = track(phase, [0, 2], [0.2, 0], [0.28, 0], [0.48, 1], [0.54, 1], [0.88, 2]);
  const step = (i: number) => {
    const x = 26 + i * 38;
    const reached = Math.min(1, Math.max(0, (done - i + 0.5) / 0.5)); // grows as the line arrives
    const tick: Point[] = [
      [x - 6.5, 60],
      [x - 2, 65],
      [x + 7, 55],
    ];
    const body = circle(x, 60, 17, GREY) + circle(x, 60, 17 * reached, BLUE);
    return body + trim(tick, 0, reached, 4, WHITE);
  };
  const line = rect(26, 57, 76, 6, GREY) + rect(26, 57, 38 * done, 6, BLUE);
  return line + each(3, step) + each(3, (i) => pill(14 + i * 38, 86, 24, 7, SLATE));
}

function gauge(phase: number): string {
  const value = track(phase, [0, 0.86], [0.25, 0.12], [0.5, 0.48], [0.75, 0.66]);
  const [x, y] = [64, 76];
  const from = -0.32;
  const at = from + 0.64 * value;
  const needle = stroke(through([[x, y], polar(x, y, 29, at)]), 6, SLATE);
  const dial = arc(x, y, 46, 14, GREY, from, -from) + arc(x, y, 46, 14, BLUE, from, at);
  return dial + needle + circle(x, y, 8, SLATE) + pill(46, 104, 36, 8, GREY);
}

/** A circle that fills up with a liquid whose surface rolls. */
function liquid(phase: number): string {
  const level = 108 - 84 * track(phase, [0, 0.86], [0.25, 0.16], [0.5, 0.4], [0.75, 0.62]);
  const surfaceAt = (x: number, lag: number) =>
    level + 5 * Math.sin(TURN * ((x - 16) / 72 + lag - phase));
  const body = (lag: number, colour: string) => {
    const edge = Array.from(
      { length: 25 },
      (_, i): Point => [16 + i * 4, surfaceAt(16 + i * 4, lag)],
    );
    return shape(`${through(edge)}L112 114L16 114Z`, colour);
  };
  const inner = body(0.5, SKY) + body(0, BLUE);
  return (
    circle(64, 64, 53, GREY) +
    circle(64, 64, 49, WHITE) +
    clip('round', circle(64, 64, 44, WHITE), inner)
  );
}

function files(phase: number): string {
  const row = (i: number) => {
    const y = 14 + i * 35;
    const share = track(phase - i * 0.07, [0, 1], [0.2, 0.08], [0.85, 1]);
    const first = i === 0 ? GREEN : BLUE;
    return (
      surface(10, y, 30, 30, 6) +
      rect(18, y + 9, 14, 3.5, SLATE) +
      rect(18, y + 16, 10, 3.5, SLATE) +
      pill(48, y + 4, [52, 40, 58][i]!, 7, SLATE) +
      pill(48, y + 18, 70, 8, PALE) +
      pill(48, y + 18, Math.max(8, 70 * share), 8, first)
    );
  };
  return each(3, row);
}

export const PROGRESS: readonly Placeholder[] = [
  {
    names: ['progress bar', 'loading bar', 'progress', 'progress indicator', 'linear progress bar'],
    draw: (phase) => bar(54, 20, pill(10, 54, Math.max(20, 108 * refill(phase)), 20, BLUE)),
  },
  {
    names: ['striped progress bar', 'striped loading bar', 'striped bar', 'candy stripe bar'],
    draw: (phase) => bar(47, 34, rect(10, 47, 108, 34, BLUE) + stripes(28 * phase, 47, 34, SKY)),
  },
  {
    names: [
      'indeterminate progress bar',
      'indeterminate bar',
      'indeterminate loader',
      'line loader',
    ],
    draw: (phase) => {
      const x = 10 + 70 * wave(phase + 0.05);
      return bar(57, 14, pill(x, 57, 38, 14, BLUE));
    },
  },
  {
    names: ['segmented progress bar', 'segmented bar', 'story progress', 'level bar', 'power bar'],
    draw: (phase) => {
      const lit = 6 * refill(phase, 0);
      return each(6, (i) => {
        const x = 10 + i * 18.4;
        const share = Math.min(1, Math.max(0, lit - i));
        return rect(x, 48, 16, 32, GREY, 4) + rect(x, 80 - 32 * share, 16, 32 * share, GREEN, 4);
      });
    },
  },
  {
    names: [
      'progress ring',
      'circular progress bar',
      'radial progress',
      'progress donut',
      'percentage ring',
    ],
    draw: (phase) =>
      ring(64, 64, 44, 14, PALE) +
      arc(64, 64, 44, 14, BLUE, 0, track(phase, [0, 0.82], [0.25, 0.1], [0.5, 0.36], [0.75, 0.6])) +
      pill(44, 57, 28, 14, SLATE) +
      circle(80, 60, 4, SLATE),
  },
  {
    names: [
      'liquid progress',
      'progress circle',
      'fill level',
      'liquid loader',
      'percentage circle',
    ],
    draw: liquid,
  },
  {
    names: [
      'progress steps',
      'stepper',
      'step indicator',
      'wizard steps',
      'onboarding steps',
      'checkout steps',
    ],
    draw: steps,
  },
  {
    names: [
      'gauge',
      'speedometer',
      'meter',
      'gauge chart',
      'speed test',
      'performance score',
      'dial',
    ],
    draw: gauge,
  },
  {
    names: [
      'file upload progress',
      'upload list',
      'upload progress',
      'uploading files',
      'download progress',
    ],
    draw: files,
  },
  {
    names: [
      'battery charging',
      'charging',
      'charging battery',
      'battery indicator',
      'battery level',
    ],
    draw: (phase) => {
      const width = 78 * refill(phase, 0.14);
      const bolt = `<path d="M63 44L45 68H57L52 85L71 60H59Z" fill="${WHITE}" stroke="${SLATE}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"/>`;
      const shell = rect(10, 36, 98, 56, SLATE, 14) + rect(15, 41, 88, 46, WHITE, 10);
      return shell + rect(111, 54, 7, 20, SLATE, 3.5) + rect(20, 46, width, 36, GREEN, 6) + bolt;
    },
  },
  {
    names: ['countdown ring', 'countdown', 'countdown timer', 'timer ring'],
    draw: (phase) => {
      const left = 1 - track(phase, [0, 0], [0.92, 0.97]);
      const hand = stroke(through([[64, 64], polar(64, 64, 26, wrap(phase))]), 7, BLUE);
      const ticks = each(12, (i) =>
        stroke(through([polar(64, 64, 35, i / 12), polar(64, 64, 35.5, i / 12)]), 4, GREY),
      );
      return `${circle(64, 64, 52, PALE)}${circle(64, 64, 43, WHITE)}${ticks}${arc(64, 64, 47.5, 9, BLUE, 1 - left, 1)}${hand}${circle(64, 64, 7, BLUE)}`;
    },
  },
];
