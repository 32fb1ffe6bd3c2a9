/** Pictograms with a motion of their own. */
import type { Context, Kinds } from '../../context';
import { centred } from '../../layout';
import { play } from '../../marks';
import type { Point } from '../../pen';
import { mix } from '../../raster/paint';
import { doneOf, track } from '../../time';

/** A sun that loses its rays and becomes a crescent: a disc less another one that moves in. */
const theme = (s: Context) =>
  centred(s, (pen) => {
    const night = track(s.phase, [0, 0], [0.12, 0], [0.44, 1], [0.58, 1], [0.9, 0]);
    const { accent } = s.colours;
    for (let i = 0; i < 8 && night < 0.98; i++) {
      pen.rotate(i / 8 + 0.12 * night, 64, 64, () =>
        pen.stroke(
          [
            [64, 27 + 10 * night],
            [64, 18 + 20 * night],
          ],
          8 * (1 - night),
          accent,
        ),
      );
    }
    pen.polygon(crescent(24 + 12 * night, night), accent);
  });

/** The outline of a disc around the middle, less a disc that comes in from the upper right. */
function crescent(r: number, night: number): Point[] {
  const shadow = 0.86 * r;
  const away = r + shadow - night * 1.24 * r; // between the centres
  const circle = (cx: number, cy: number, of: number, from: number, to: number) =>
    Array.from({ length: 49 }, (_, i): Point => {
      const angle = from + ((to - from) * i) / 48;
      return [cx + of * Math.cos(angle), cy + of * Math.sin(angle)];
    });
  const towards = -Math.PI / 4;
  if (night <= 0) return circle(64, 64, r, 0, 2 * Math.PI);
  const half = Math.acos(Math.min(1, (away * away + r * r - shadow * shadow) / (2 * away * r)));
  const back = Math.acos(
    Math.max(-1, Math.min(1, (away * away + shadow * shadow - r * r) / (2 * away * shadow))),
  );
  const [sx, sy] = [64 + away * Math.cos(towards), 64 + away * Math.sin(towards)];
  const outer = circle(64, 64, r, towards + half, towards + 2 * Math.PI - half);
  const inner = circle(sx, sy, shadow, towards + Math.PI + back, towards + Math.PI - back);
  return [...outer, ...inner];
}

/** A triangle in two halves, which become two bars. */
const playPause = (s: Context) =>
  centred(s, (pen) => {
    const at = track(s.phase, [0, 0], [0.12, 0], [0.42, 1], [0.58, 1], [0.88, 0]);
    const between = (a: number, b: number) => a + (b - a) * at;
    const { accent, onAccent } = s.colours;
    pen.circle(64, 64, 52, accent);
    if (at < 0.01) {
      play(pen, 65, 64, 46, onAccent);
      return;
    }
    const left: Point[] = [
      [between(48, 44), between(38, 42)],
      [between(67, 57), between(50, 42)],
      [between(67, 57), between(78, 86)],
      [between(48, 44), between(90, 86)],
    ];
    const right: Point[] = [
      [between(66, 71), between(49.4, 42)],
      [between(88, 84), between(63.5, 42)],
      [between(88, 84), between(64.5, 86)],
      [between(66, 71), between(78.6, 86)],
    ];
    for (const half of [left, right]) {
      pen.polygon(half, onAccent);
      pen.stroke(half, 3, onAccent, true);
    }
  });

/** An arrow that leaves through one side of a window and comes in again from the other. */
const passing = (s: Context, sense: 1 | -1) =>
  centred(s, (pen) => {
    const way = track(
      s.phase,
      [0, 0],
      [0.16, 0],
      [0.26, -8],
      [0.46, 90],
      [0.461, -90],
      [0.76, 6],
      [0.9, 0],
    );
    pen.stroke('M20 86V100C20 108 24 112 32 112H96C104 112 108 108 108 100V86', 9, s.colours.ink);
    pen.clip(10, 8, 108, 84, 0, () =>
      pen.move(0, sense * way, () => {
        if (sense > 0) pen.stroke('M64 18V80M40 57L64 81L88 57', 10, s.colours.accent);
        else pen.stroke('M64 82V20M40 43L64 19L88 43', 10, s.colours.accent);
      }),
    );
  });

/** How many of some lights are on: all, none, and one after the other. */
const lights = (phase: number, count: number) =>
  count * track(phase, [0, 1], [0.16, 1], [0.28, 0], [0.36, 0], [0.88, 1]);

const wifi = (s: Context) =>
  centred(s, (pen) => {
    const lit = lights(s.phase, 4);
    const on = (i: number) => mix(s.colours.track, s.colours.accent, doneOf(lit, i));
    pen.circle(64, 98, 9, on(0));
    for (const i of [0, 1, 2]) pen.arc(64, 98, 25 + 20 * i, 9.5, on(i + 1), -0.125, 0.125);
  });

const cellular = (s: Context) =>
  centred(s, (pen) => {
    const count = s.count(4, 6);
    const lit = lights(s.phase, count);
    const pitch = 108 / count;
    for (let i = 0; i < count; i++) {
      const height = 26 + (72 * i) / Math.max(1, count - 1);
      pen.rect(
        10 + pitch * (i + 0.12),
        112 - height,
        pitch * 0.76,
        height,
        mix(s.colours.track, s.colours.accent, doneOf(lit, i)),
        6,
      );
    }
  });

const cart = (s: Context) =>
  centred(s, (pen) => {
    const fall = track(s.phase, [0, 0], [0.14, 0], [0.3, -1], [0.46, -1], [0.64, 0.22], [0.76, 0]);
    const { accent, onAccent, ink } = s.colours;
    pen.move(0, 24 * fall, () => {
      pen.rect(48, 24, 44, 36, accent, 7);
      pen.rect(64, 24, 12, 13, mix(accent, onAccent, 0.8), 0);
    });
    pen.path(
      'M30 46H110C112 46 113 47 112.500 49L105 79C104 82 102 84 99 84H40C38 84 36 82 36 80Z',
      ink,
    );
    pen.stroke('M12 26H22C24 26 26 27 26.500 30L38 90C38.500 93 40 94 43 94H100', 6, ink);
    pen.circle(48, 107, 7.5, ink);
    pen.circle(92, 107, 7.5, ink);
  });

export const SIGNALS: Kinds = {
  'upload arrow': { draw: (s) => passing(s, -1) },
  'download arrow': { draw: (s) => passing(s, 1) },
  'wifi signal': { draw: wifi },
  'signal strength': { draw: cellular, accent: '#14ae5c' },
  'add to cart': { draw: cart },
  'theme switch': { draw: theme, accent: '#ffc224' },
  'play pause button': { draw: playPause },
};
