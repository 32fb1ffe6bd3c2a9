/** What shapes are filled with: a colour, or a gradient along a line. */
import { channelsOf, packPixel } from '../../picture/pixels';
import type { Hex } from '../../scene';

export interface Gradient {
  /** px; `offset` 0 is at (x0, y0), 1 at (x1, y1), and the outer stops go on beyond */
  line: readonly [x0: number, y0: number, x1: number, y1: number];
  stops: readonly (readonly [offset: number, colour: Hex])[]; // in order
  /** How many colours there are; as many as a channel can show when not told. */
  levels?: number;
}

export type Paint = Hex | Gradient;

/** Between two colours: `a` at 0, `b` at 1. */
export function mix(a: Hex, b: Hex, t: number): Hex {
  const share = Math.min(1, Math.max(0, t));
  const to = channelsOf(b);
  const value = channelsOf(a).reduce(
    (packed, from, i) => packed * 256 + Math.round(from + (to[i]! - from) * share),
    0,
  );
  return `#${value.toString(16).padStart(6, '0')}`;
}

const STEPS = 256; // of a gradient: as many as a channel can show

/** Packed colours, and which one a pixel takes. */
export interface Ramp {
  table: Uint32Array; // [1] for a colour, [STEPS] along a gradient
  across: number; // steps per px
  down: number; // steps per px
  start: number; // steps, at the centre of the first pixel
}

const ramps = new WeakMap<Gradient, Ramp>(); // many shapes share one gradient

export function rampOf(paint: Paint): Ramp {
  if (typeof paint === 'string') {
    return { table: Uint32Array.of(packPixel(...channelsOf(paint))), across: 0, down: 0, start: 0 };
  }
  const known = ramps.get(paint);
  if (known) return known;
  const [x0, y0, x1, y1] = paint.line;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const scale = (STEPS - 1) / (dx * dx + dy * dy);
  const apart = (paint.levels ?? STEPS) - 1;
  const level = (i: number) => Math.round((i / (STEPS - 1)) * apart) / apart;
  const ramp: Ramp = {
    table: Uint32Array.from({ length: STEPS }, (_, i) => colourAt(paint.stops, level(i))),
    across: dx * scale,
    down: dy * scale,
    start: ((0.5 - x0) * dx + (0.5 - y0) * dy) * scale,
  };
  ramps.set(paint, ramp);
  return ramp;
}

function colourAt(stops: Gradient['stops'], offset: number): number {
  const next = stops.findIndex(([at]) => at > offset);
  if (next < 0) return packPixel(...channelsOf(stops[stops.length - 1]![1]));
  if (next === 0) return packPixel(...channelsOf(stops[0]![1]));
  const [[from, a], [to, b]] = [stops[next - 1]!, stops[next]!];
  const share = (offset - from) / (to - from);
  const [start, end] = [channelsOf(a), channelsOf(b)];
  const between = (i: 0 | 1 | 2) => Math.round(start[i] + (end[i] - start[i]) * share);
  return packPixel(between(0), between(1), between(2));
}
