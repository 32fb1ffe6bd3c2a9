/** Loaders that come and go in place; `parts` says how many bars, dots or squares there are. */
import type { Context, Kinds } from '../../context';
import { card, person } from '../../furniture';
import { centred } from '../../layout';
import { mix } from '../../raster/paint';
import { wave, wrap } from '../../time';

/** Where the `i`-th of a row in the middle of the square lies. */
const across = (i: number, count: number, pitch: number) => 64 + (i - (count - 1) / 2) * pitch;

const bars = (s: Context) =>
  centred(s, (pen) => {
    const count = s.count(5);
    const pitch = Math.min(22, 112 / count);
    for (let i = 0; i < count; i++) {
      const light = wave(s.phase + 0.76 - i * 0.13);
      const height = 32 + 62 * light;
      const x = across(i, count, pitch) - pitch * 0.27;
      pen.pill(
        x,
        64 - height / 2,
        pitch * 0.54,
        height,
        mix(s.colours.soft, s.colours.accent, light),
      );
    }
  });

/** How high the `i`-th of some things that jump one after the other is, 0 to 1. */
const hop = (phase: number, i: number, lag = 0.15) =>
  Math.max(0, Math.sin(2 * Math.PI * (phase + 0.3 - i * lag))) ** 1.2;

const jumping = (s: Context) =>
  centred(s, (pen) => {
    const count = s.count(3, 8);
    const pitch = Math.min(37, 112 / count);
    const r = pitch * 0.36;
    for (let i = 0; i < count; i++) {
      const x = across(i, count, pitch);
      const up = hop(s.phase, i);
      pen.ellipse(x, 100, r * (1 - 0.4 * up), 2.6, s.colours.track);
      pen.circle(x, 96 - r - 50 * up, r, s.colours.accent);
    }
  });

const pulsing = (s: Context) =>
  centred(s, (pen) => {
    const count = s.count(3, 8);
    const pitch = Math.min(37, 112 / count);
    for (let i = 0; i < count; i++) {
      const light = wave(s.phase + 0.66 - i * 0.18);
      const colour = mix(s.colours.soft, s.colours.accent, light);
      pen.circle(across(i, count, pitch), 64, pitch * (0.24 + 0.19 * light), colour);
    }
  });

const ripple = (s: Context) =>
  centred(s, (pen) => {
    const count = s.count(3, 5);
    for (let i = 0; i < count; i++) {
      const at = wrap(s.phase + 0.88 - i / count);
      const fade = Math.min(1, at / 0.15, (1 - at) / 0.5);
      const colour = mix(s.colours.soft, s.colours.accent, 1 - at);
      pen.ring(64, 64, 10 + 44 * at, 6 * fade, colour);
    }
    pen.circle(64, 64, 11, s.colours.accent);
  });

const squares = (s: Context) =>
  centred(s, (pen) => {
    for (let i = 0; i < 9; i++) {
      const [column, row] = [i % 3, Math.floor(i / 3)];
      const light = wave(s.phase + 0.78 - (column + row) * 0.14);
      const edge = 18 + 14 * light;
      const [x, y] = [28 + column * 36 - edge / 2, 28 + row * 36 - edge / 2];
      pen.rect(x, y, edge, edge, mix(s.colours.soft, s.colours.accent, light), 6);
    }
  });

const handover = (s: Context) =>
  centred(s, (pen) => {
    const angle = 2 * Math.PI * s.phase;
    const [dx, depth] = [30 * Math.cos(angle), Math.sin(angle)]; // one passes in front of the other
    const first = () => pen.circle(64 - dx, 64 + 16 * depth, 22 + 4 * depth, s.colours.accent);
    const second = () => pen.circle(64 + dx, 64 - 16 * depth, 22 - 4 * depth, s.colours.soft);
    const [behind, before] = depth > 0 ? [second, first] : [first, second];
    behind();
    before();
  });

/** Three dots in a bubble whose lower left corner is sharp. */
function bubble(s: Context, x: number, y: number, width: number, height: number) {
  const { pen, colours } = s;
  const r = height / 2;
  pen.rect(x, y, width, height, colours.track, [r, r, r, 4]);
  const count = s.count(3, 6);
  const pitch = (width * 0.62) / count;
  for (let i = 0; i < count; i++) {
    const up = hop(s.phase - 0.1, i, 0.13);
    const cx = x + width / 2 + (i - (count - 1) / 2) * pitch;
    const colour = mix(colours.ink, colours.strong, up);
    pen.circle(cx, y + r - 0.16 * height * up, Math.min(0.14 * height, pitch * 0.36), colour);
  }
}

const typing = (s: Context) => centred(s, () => bubble(s, 14, 36, 100, 56));

const typingAvatar = (s: Context) =>
  centred(s, (pen) => {
    person(pen, 25, 78, 17, s.colours.accent, s.colours.onAccent);
    bubble(s, 48, 49, 72, 44);
  });

const splash = (s: Context) => {
  const { pen, colours, width, height } = s;
  card(s, { x: 8, y: 8, width: width - 16, height: height - 16 }, 12);
  const [x, y] = [width / 2, height / 2 - 8];
  const beat = 1 - 0.08 * wave(s.phase);
  pen.zoom(beat, x, y, () => {
    pen.rect(x - 19, y - 19, 38, 38, colours.accent, 11);
    pen.circle(x, y, 9, colours.onAccent);
  });
  for (let i = 0; i < 3; i++) {
    const light = wave(s.phase + 0.66 - i * 0.18);
    pen.circle(x - 12 + 12 * i, y + 40, 3.4, mix(colours.faint, colours.accent, light));
  }
};

export const LOADERS: Kinds = {
  'bar loader': { draw: bars },
  'loading dots': { draw: jumping },
  'ellipsis loader': { draw: pulsing },
  'ripple loader': { draw: ripple },
  'grid loader': { draw: squares },
  'two dot loader': { draw: handover },
  'typing dots': { draw: typing },
  'typing avatar': { draw: typingAvatar },
  'splash screen': { draw: splash },
};
