/** What shapes are filled with: a colour, or a gradient along a line. */

export type Colour = `#${string}`; // rrggbb

export interface Gradient {
  /** px; `offset` 0 is at (x0, y0), 1 at (x1, y1), and the outer stops go on beyond */
  line: readonly [x0: number, y0: number, x1: number, y1: number];
  stops: readonly (readonly [offset: number, colour: Colour])[]; // in order
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

/** A colour's bytes, or those of a gradient by its steps, and which step a pixel takes. */
export function compile(paint: Paint) {
  if (typeof paint === 'string') return { table: channelsOf(paint), stepAt: undefined };
  const [x0, y0, x1, y1] = paint.line;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const scale = (STEPS - 1) / (dx * dx + dy * dy);
  const table = Array.from({ length: STEPS }, (_, i) =>
    channelsOf(colourAt(paint.stops, i / (STEPS - 1))),
  ).flat();
  const stepAt = (x: number, y: number) => {
    const step = Math.round(((x + 0.5 - x0) * dx + (y + 0.5 - y0) * dy) * scale);
    return step < 0 ? 0 : step >= STEPS ? STEPS - 1 : step;
  };
  return { table, stepAt };
}

function colourAt(stops: Gradient['stops'], offset: number): Colour {
  const next = stops.findIndex(([at]) => at > offset);
  if (next < 0) return stops[stops.length - 1]![1];
  if (next === 0) return stops[0]![1];
  const [[from, a], [to, b]] = [stops[next - 1]!, stops[next]!];
  return mix(a, b, (offset - from) / (to - from));
}
