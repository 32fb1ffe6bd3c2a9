/** What shapes are filled with: a colour, or a gradient along a line. */

export type Colour = `#${string}`; // rrggbb

export interface Gradient {
  /** px; `offset` 0 is at (x0, y0), 1 at (x1, y1), and the outer stops go on beyond */
  line: readonly [x0: number, y0: number, x1: number, y1: number];
  stops: readonly (readonly [offset: number, colour: Colour])[]; // in order
  /** How many colours there are; as many as a channel can show when not told. */
  levels?: number;
}

export type Paint = Colour | Gradient;

/** `#rrggbb` → 0 to 255 each. */
export function channelsOf(colour: Colour): [red: number, green: number, blue: number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Between two colours: `a` at 0, `b` at 1. */
export function mix(a: Colour, b: Colour, t: number): Colour {
  const share = Math.min(1, Math.max(0, t));
  const to = channelsOf(b);
  const value = channelsOf(a).reduce(
    (packed, from, i) => packed * 256 + Math.round(from + (to[i]! - from) * share),
    0,
  );
  return `#${value.toString(16).padStart(6, '0')}`;
}

const STEPS = 256; // of a gradient: as many as a channel can show

/** Opaque, as 0xAABBGGRR: in memory R, G, B, A on every machine with WebAssembly. */
const pack = ([red, green, blue]: readonly number[]) =>
  (0xff000000 | (blue! << 16) | (green! << 8) | red!) >>> 0;

/** Packed colours, and which one a pixel takes. */
export interface Ink {
  table: Uint32Array; // [1] for a colour, [STEPS] along a gradient
  across: number; // steps per px
  down: number; // steps per px
  start: number; // steps, at the centre of the first pixel
}

const inks = new WeakMap<Gradient, Ink>(); // many shapes share one gradient

export function inkOf(paint: Paint): Ink {
  if (typeof paint === 'string') {
    return { table: Uint32Array.of(pack(channelsOf(paint))), across: 0, down: 0, start: 0 };
  }
  const known = inks.get(paint);
  if (known) return known;
  const [x0, y0, x1, y1] = paint.line;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const scale = (STEPS - 1) / (dx * dx + dy * dy);
  const apart = (paint.levels ?? STEPS) - 1;
  const level = (i: number) => Math.round((i / (STEPS - 1)) * apart) / apart;
  const ink: Ink = {
    table: Uint32Array.from({ length: STEPS }, (_, i) => colourAt(paint.stops, level(i))),
    across: dx * scale,
    down: dy * scale,
    start: ((0.5 - x0) * dx + (0.5 - y0) * dy) * scale,
  };
  inks.set(paint, ink);
  return ink;
}

function colourAt(stops: Gradient['stops'], offset: number): number {
  const next = stops.findIndex(([at]) => at > offset);
  if (next < 0) return pack(channelsOf(stops[stops.length - 1]![1]));
  if (next === 0) return pack(channelsOf(stops[0]![1]));
  const [[from, a], [to, b]] = [stops[next - 1]!, stops[next]!];
  const share = (offset - from) / (to - from);
  const end = channelsOf(b);
  return pack(channelsOf(a).map((value, i) => Math.round(value + (end[i]! - value) * share)));
}
