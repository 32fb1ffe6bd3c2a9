/** Round charts, in the square in the middle: complete at phase 0, then their shares change. */
import type { Context, Kinds } from '../../context';
import { centred } from '../../layout';
import type { Point } from '../../pen';
import { polar } from '../../raster/outline';
import { mix } from '../../raster/paint';
import { refill, regrow, track, wave } from '../../time';

/** Colours of the parts of a whole, the first one the strongest. */
const shades = ({ colours }: Context, count: number) =>
  Array.from({ length: count }, (_, i) =>
    mix(colours.accent, colours.soft, count > 1 ? (i / (count - 1)) ** 0.8 : 0),
  );

/** Where the parts of a whole end, 0 to 1. */
function endsOf(count: number): number[] {
  const sizes = Array.from({ length: count }, (_, i) => 0.62 ** i + 0.12);
  const sum = sizes.reduce((total, size) => total + size, 0);
  let end = 0;
  return sizes.map((size) => {
    end += size / sum;
    return end;
  });
}

const pie = (s: Context) =>
  centred(s, (pen) => {
    const whole = refill(s.phase, 0.1);
    const count = s.count(4, 8);
    const ends = [0, ...endsOf(count)].map((end) => end * whole);
    pen.circle(64, 64, 52, s.colours.track);
    for (const [i, colour] of shades(s, count).entries()) {
      pen.slice(64, 64, 52, colour, ends[i]!, ends[i + 1]!);
    }
    if (count === 1) return;
    for (const end of ends) pen.stroke([[64, 64], polar(64, 64, 53, end)], 2, s.colours.surface);
  });

const donut = (s: Context) =>
  centred(s, (pen) => {
    const count = s.count(3, 8);
    const sway = 0.14 * wave(s.phase);
    const ends = [
      0,
      ...endsOf(count).map((end, i) => (i === count - 1 ? 1 : end - sway * (1 - i / count))),
    ];
    const turn = 0.04;
    for (const [i, colour] of shades(s, count).entries()) {
      const gap = count > 1 ? 0.008 : 0;
      pen.slice(64, 64, 52, colour, turn + ends[i]! + gap, turn + ends[i + 1]! - gap, 32);
    }
  });

const radar = (s: Context) =>
  centred(s, (pen) => {
    const { accent, soft, line, surface } = s.colours;
    const count = Math.max(3, s.count(5, 8));
    const corners = (r: number) =>
      Array.from({ length: count }, (_, i) => polar(64, 66, r, i / count));
    pen.polygon(corners(52), surface);
    for (const corner of corners(52)) pen.stroke([[64, 66], corner], 1.6, line);
    for (const r of [52, 35, 18]) pen.stroke(corners(r), 1.8, line, true);
    const shown = Array.from({ length: count }, (_, i): Point => {
      const value = [46, 30, 42, 27, 38, 33, 44, 29][i]!;
      return polar(64, 66, value - 14 * wave(s.phase + i * 0.2) + 14 * wave(i * 0.2), i / count);
    });
    pen.fade(0.7, () => pen.polygon(shown, soft));
    pen.stroke(shown, 4, accent, true);
  });

const rings = (s: Context) =>
  centred(s, (pen) => {
    const count = s.count(3, 5);
    const pitch = 46 / count;
    const weight = pitch * 0.74;
    const [blue, , green, , violet] = s.colours.hues;
    const colours = [s.colours.bad, green!, blue!, s.colours.warn, violet!];
    for (let i = 0; i < count; i++) {
      const r = 53 - weight / 2 - i * pitch;
      const value = [0.84, 0.7, 0.78, 0.6, 0.72][i]! * regrow(s.phase, i, 0.16);
      pen.ring(64, 64, r, weight, mix(s.colours.track, colours[i]!, 0.16));
      pen.arc(64, 64, r, weight, colours[i]!, 0, value);
    }
  });

const gauge = (s: Context) =>
  centred(s, (pen) => {
    const { accent, track: empty, strong, faint } = s.colours;
    const value = s.progress(
      track(s.phase, [0, 0.8], [0.1, 0.8], [0.3, 0.12], [0.6, 0.5], [0.9, 0.8]),
      0.8,
    );
    const from = -0.32;
    const at = from + 0.64 * value;
    pen.arc(64, 72, 48, 12, empty, from, -from);
    pen.arc(64, 72, 48, 12, accent, from, at);
    pen.stroke([[64, 72], polar(64, 72, 30, at)], 5, strong);
    pen.circle(64, 72, 7, strong);
    pen.pill(48, 98, 32, 7, faint);
  });

export const DIALS: Kinds = {
  'pie chart': { draw: pie },
  'donut chart': { draw: donut },
  'radar chart': { draw: radar },
  'activity rings': { draw: rings },
  gauge: { draw: gauge },
};
