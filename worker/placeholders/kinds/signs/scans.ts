/** What is scanned. */
import type { Context, Kinds } from '../../context';
import { centred } from '../../layout';
import type { Point } from '../../pen';
import { track, wave } from '../../time';

const BITS: readonly Point[] = [
  [72, 72],
  [86, 72],
  [79, 79],
  [72, 86],
  [93, 86],
  [86, 93],
  [72, 100],
  [100, 72],
  [100, 100],
  [93, 72],
  [62, 28],
  [62, 42],
  [62, 49],
  [28, 62],
  [42, 62],
  [49, 62],
  [62, 62],
  [86, 62],
  [100, 62],
  [62, 79],
  [62, 93],
];

const scanner = (s: Context) =>
  centred(s, (pen) => {
    const { accent, strong, ink, surface } = s.colours;
    pen.rect(12, 12, 104, 104, surface, 16);
    pen.stroke(
      'M13 36V24C13 16 16 13 24 13H36M92 13H104C112 13 115 16 115 24V36M115 92V104C115 112 112 115 104 115H92M36 115H24C16 115 13 112 13 104V92',
      5,
      strong,
    );
    for (const [x, y] of [
      [27, 27],
      [77, 27],
      [27, 77],
    ] as const) {
      pen.rect(x, y, 25, 25, ink, 5);
      pen.rect(x + 4.5, y + 4.5, 16, 16, surface, 3);
      pen.rect(x + 8.5, y + 8.5, 8, 8, ink, 2);
    }
    for (const [x, y] of BITS) pen.rect(x - 2, y - 2, 6, 6, ink, 1.4);
    const at = 25 + 78 * wave(s.phase + 0.31);
    pen.move(0, at, () => pen.pill(18, -2.5, 92, 5, accent));
  });

const RIDGES =
  'M30 52C36 32 48 22 64 22C82 22 96 36 98 56C99 70 98 80 96 92M34 90C38 80 36 70 38 60C40 46 50 38 64 38C78 38 84 48 84 62C84 80 82 92 78 104M52 104C56 92 54 76 54 66C54 58 58 54 64 54C70 54 70 60 70 66C70 82 68 96 64 112';

const finger = (s: Context) =>
  centred(s, (pen) => {
    const on = track(s.phase, [0, 1], [0.16, 1], [0.28, 0], [0.88, 1]);
    pen.stroke(RIDGES, 6, s.colours.faint);
    pen.clip(10, 118 - 106 * on, 108, 106 * on, 0, () => pen.stroke(RIDGES, 6, s.colours.accent));
  });

const face = (s: Context) =>
  centred(s, (pen) => {
    const { accent, ink, strong } = s.colours;
    pen.stroke(
      'M14 38V26C14 18 18 14 26 14H38M90 14H102C110 14 114 18 114 26V38M114 90V102C114 110 110 114 102 114H90M38 114H26C18 114 14 110 14 102V90',
      6,
      strong,
    );
    pen.stroke('M46 48V56M82 48V56M66 50V68H60', 5.5, ink);
    pen.stroke('M46 80C52 90 76 90 82 80', 5.5, ink);
    const at = 24 + 80 * wave(s.phase + 0.5);
    pen.move(0, at, () => pen.pill(20, -2.5, 88, 5, accent));
  });

export const SCANS: Kinds = {
  fingerprint: { draw: finger },
  'qr code': { draw: scanner },
  'face scan': { draw: face },
};
