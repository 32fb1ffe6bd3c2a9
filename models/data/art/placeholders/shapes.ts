/** What placeholders are drawn with: SVG elements on a 128 × 128 view box, colours, and time. */

export interface Placeholder {
  /** Canonical first, then synonyms: 1 to 5 words each, lower case. */
  names: readonly string[];
  /**
   * SVG elements on a 128 × 128 view box with a transparent ground; complete at phase 0.
   *
   * @param phase in [0, 1), periodic
   */
  draw(phase: number): string;
}

export type Point = readonly [x: number, y: number];

export const WHITE = '#FFFFFF';
export const PALE = '#E6E9EE'; // tracks, and what is still empty
export const GREY = '#C4CAD3'; // bodies and borders: visible on white and on black
export const SLATE = '#9AA3B0'; // what stands for text
export const DARK = '#4B5563'; // pointers and the strongest lines
export const BLUE = '#0D99FF';
export const SKY = '#9ED6FF'; // BLUE's lighter sibling
export const GREEN = '#14AE5C';
export const RED = '#F24822';
export const PINK = '#FF4D7E';
export const YELLOW = '#FFC224';

export const TURN = 2 * Math.PI; // rad

/** Thousandths of a unit are finer than any pixel, and keep the text short. */
const n = (value: number) => String(Math.round(value * 1000) / 1000);

export const rect = (x: number, y: number, w: number, h: number, fill: string, r = 0) =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(Math.max(0, w))}" height="${n(Math.max(0, h))}" rx="${n(Math.max(0, Math.min(r, w / 2, h / 2)))}" fill="${fill}"/>`;

/** A rectangle with round ends. */
export const pill = (x: number, y: number, w: number, h: number, fill: string) =>
  rect(x, y, w, h, fill, Math.min(w, h) / 2);

export const circle = (x: number, y: number, r: number, fill: string) =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(Math.max(0, r))}" fill="${fill}"/>`;

export const ring = (x: number, y: number, r: number, width: number, stroke: string) =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(Math.max(0, r))}" fill="none" stroke="${stroke}" stroke-width="${n(width)}"/>`;

export const shape = (d: string, fill: string) => `<path d="${d}" fill="${fill}"/>`;

/** A stroke with round ends and corners along SVG path data. */
export const stroke = (d: string, width: number, colour: string) =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"/>`;

/** A white body with a grey border, drawn inside the given box. */
export const surface = (x: number, y: number, w: number, h: number, r = 8, border = GREY) =>
  rect(x, y, w, h, border, r) + rect(x + 2.5, y + 2.5, w - 5, h - 5, WHITE, r - 2.5);

/** `at` in turns, clockwise from the top. */
export const polar = (x: number, y: number, r: number, at: number): Point => [
  x + r * Math.sin(TURN * at),
  y - r * Math.cos(TURN * at),
];

const curve = (x: number, y: number, r: number, from: number, to: number) => {
  const [[ax, ay], [bx, by]] = [polar(x, y, r, from), polar(x, y, r, to)];
  return `${n(ax)} ${n(ay)}A${n(r)} ${n(r)} 0 ${to - from > 0.5 ? 1 : 0} 1 ${n(bx)} ${n(by)}`;
};

/** Part of a ring from one angle to a later one, in turns clockwise from the top. */
export function arc(
  ...[x, y, r, width, colour, from, to]: [number, number, number, number, string, number, number]
): string {
  if (to - from >= 0.9999) return ring(x, y, r, width, colour);
  return to - from < 0.002 ? '' : stroke(`M${curve(x, y, r, from, to)}`, width, colour);
}

/** A slice of a pie, angles as in `arc`. */
export function slice(
  ...[x, y, r, fill, from, to]: [number, number, number, string, number, number]
): string {
  if (to - from >= 0.9999) return circle(x, y, r, fill);
  return to - from < 0.002 ? '' : shape(`M${n(x)} ${n(y)}L${curve(x, y, r, from, to)}Z`, fill);
}

/** Path data through points. */
export const through = (points: readonly Point[]) =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('');

/** The part of a polyline between two shares of its length, as a round stroke; nothing when empty. */
export function trim(
  ...[points, from, to, width, colour]: [readonly Point[], number, number, number, string]
): string {
  const lengths = points.slice(1).map(([x, y], i) => {
    const [px, py] = points[i]!;
    return Math.hypot(x - px, y - py);
  });
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  const kept: Point[] = [];
  let at = 0;
  lengths.forEach((length, i) => {
    const clip = (share: number) => Math.min(1, Math.max(0, (share * whole - at) / length));
    const [start, end] = [clip(from), clip(to)];
    at += length;
    if (end - start < 1e-4) return;
    const [[ax, ay], [bx, by]] = [points[i]!, points[i + 1]!];
    const between = (t: number): Point => [ax + (bx - ax) * t, ay + (by - ay) * t];
    if (kept.length === 0) kept.push(between(start));
    kept.push(between(end));
  });
  return kept.length === 0 ? '' : stroke(through(kept), width, colour);
}

export const move = (x: number, y: number, body: string) =>
  `<g transform="translate(${n(x)} ${n(y)})">${body}</g>`;

/** @param turn clockwise, in turns, about (x, y) */
export const rotate = (turn: number, x: number, y: number, body: string) =>
  `<g transform="rotate(${n(turn * 360)} ${n(x)} ${n(y)})">${body}</g>`;

/** Scales about (x, y). */
export const zoom = (scale: number, x: number, y: number, body: string, vertical = scale) =>
  `<g transform="translate(${n(x)} ${n(y)}) scale(${n(scale)} ${n(vertical)}) translate(${n(-x)} ${n(-y)})">${body}</g>`;

/** Shows `body` only within `outline`; ids are unique in a picture. */
export const clip = (id: string, outline: string, body: string) =>
  `<clipPath id="${id}">${outline}</clipPath><g clip-path="url(#${id})">${body}</g>`;

/** An arrow pointer whose tip is at (x, y). */
export const pointer = (x: number, y: number, size = 1) =>
  move(
    x,
    y,
    `<path transform="scale(${n(size)})" d="M0 0L0 25L6.5 19.5L11 29.5L16 27.3L11.6 17.6L20 17Z" fill="${DARK}" stroke="${WHITE}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"/>`,
  );

/** Between two colours `#rrggbb`: `a` at 0, `b` at 1. */
export function mix(a: string, b: string, t: number): string {
  const channel = (at: number) => {
    const [p, q] = [a, b].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round(p! + (q! - p!) * Math.min(1, Math.max(0, t)))
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** `phase` without whole loops. */
export const wrap = (phase: number) => phase - Math.floor(phase);

/** 0 at phase 0, 1 half a loop later, smooth. */
export const wave = (phase: number) => 0.5 - 0.5 * Math.cos(TURN * phase);

export type Stop = readonly [phase: number, value: number];

/**
 * Eases from stop to stop, and from the last one back to the first, which is at phase 0. A last stop at
 * phase 1 says where to instead: the same picture as at phase 0, such as a whole turn further.
 */
export function track(phase: number, ...stops: readonly Stop[]): number {
  const at = wrap(phase);
  let next = stops.findIndex(([start]) => start > at);
  if (next < 0) next = stops.length;
  const [from, a] = stops[next - 1]!;
  const [to, b] = stops[next] ?? [1, stops[0]![1]];
  const t = (at - from) / (to - from);
  return a + (b - a) * t * t * (3 - 2 * t);
}

/** 1 at phase 0, `least` soon after, then 1 again; the `i`-th item of a row follows the one before it. */
export const regrow = (phase: number, i: number, least = 0.25) =>
  track(phase, [0, 1], [0.2 + 0.04 * i, least], [0.94 + 0.012 * i, 1]);

/** Items of a row or a circle, drawn in order. */
export const each = (count: number, body: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => body(i)).join('');
