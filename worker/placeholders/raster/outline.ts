/** Outlines of round shapes and strokes, as contours. Angles are in turns, clockwise from the top. */
import type { Contour } from './coverage';

export type Point = readonly [x: number, y: number];

const TURN = 2 * Math.PI; // rad

export const polar = (x: number, y: number, r: number, at: number): Point => [
  x + r * Math.sin(TURN * at),
  y - r * Math.cos(TURN * at),
];

/** How many chords keep within `tolerance` of an arc of `angle` rad. */
const chords = (r: number, angle: number, tolerance: number) =>
  Math.max(2, Math.ceil(Math.abs(angle) / (2 * Math.acos(1 - Math.min(0.5, tolerance / r)))));

/** Appends an arc's points, from one angle (rad, clockwise from the right) over `sweep`. */
function bend(
  to: Contour,
  [x, y]: Point,
  [rx, ry]: Point,
  [from, sweep]: readonly [number, number],
  tolerance: number,
) {
  const count = chords(Math.max(rx, ry, 1e-9), sweep, tolerance);
  for (let i = 0; i <= count; i++) {
    const angle = from + (sweep * i) / count;
    to.push(x + rx * Math.cos(angle), y + ry * Math.sin(angle));
  }
}

export function ellipse(x: number, y: number, rx: number, ry: number, tolerance: number): Contour {
  const contour: Contour = [];
  if (rx > 0 && ry > 0) bend(contour, [x, y], [rx, ry], [0, TURN], tolerance);
  return contour;
}

/** Radii of a rectangle's corners, clockwise from the upper left one. */
export type Corners = readonly [number, number, number, number];

export function roundRect(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number | Corners,
  tolerance: number,
): Contour {
  const corners = typeof radius === 'number' ? [radius, radius, radius, radius] : radius;
  const contour: Contour = [];
  for (const [i, asked] of corners.entries()) {
    const r = Math.max(0, Math.min(asked, width / 2, height / 2));
    const cx = i === 0 || i === 3 ? x + r : x + width - r;
    const cy = i < 2 ? y + r : y + height - r;
    if (r === 0) contour.push(cx, cy);
    else bend(contour, [cx, cy], [r, r], [(0.5 + i / 4) * TURN, TURN / 4], tolerance);
  }
  return contour;
}

/** A slice of a pie from one angle to a later one, less what lies nearer than `inner`. */
export function slice(
  [x, y]: Point,
  [inner, outer]: readonly [number, number],
  [from, to]: readonly [number, number],
  tolerance: number,
): Contour {
  const contour: Contour = [];
  const [start, sweep] = [(from - 0.25) * TURN, (to - from) * TURN];
  bend(contour, [x, y], [outer, outer], [start, sweep], tolerance);
  if (inner > 0) bend(contour, [x, y], [inner, inner], [start + sweep, -sweep], tolerance);
  else contour.push(x, y);
  return contour;
}

/** Points along an arc, to be stroked. */
export function along(x: number, y: number, r: number, from: number, to: number): Point[] {
  const count = Math.max(2, Math.ceil(Math.abs(to - from) * 96));
  return Array.from({ length: count + 1 }, (_, i) =>
    polar(x, y, r, from + ((to - from) * i) / count),
  );
}

/**
 * The outline of a line with round ends and corners: once along its one side and back along the other.
 * A closed line has two contours, the inner one a hole.
 */
export function strokeOutline(
  line: readonly Point[],
  width: number,
  closed: boolean,
  tolerance: number,
): Contour[] {
  const points = line.filter(
    ([x, y], i) => i === 0 || Math.hypot(x - line[i - 1]![0], y - line[i - 1]![1]) > 1e-6,
  );
  const first = points[0];
  if (!first || width <= 0) return [];
  const last = points[points.length - 1]!;
  if (closed && points.length > 2 && Math.hypot(last[0] - first[0], last[1] - first[1]) < 1e-6) {
    points.pop();
  }
  if (points.length === 1) return [ellipse(first[0], first[1], width / 2, width / 2, tolerance)];
  const back = points.slice().reverse();
  if (closed) return [walk(points, width / 2, tolerance), walk(back, width / 2, tolerance)];
  return [walk([...points, ...back.slice(1, -1)], width / 2, tolerance)];
}

/** The contour `reach` to the left of a closed way; it bends round outer corners. */
function walk(way: readonly Point[], reach: number, tolerance: number): Contour {
  const contour: Contour = [];
  const count = way.length;
  const steps = way.map(([x, y], i) => {
    const [nextX, nextY] = way[(i + 1) % count]!;
    return Math.atan2(nextY - y, nextX - x); // rad
  });
  for (let i = 0; i < count; i++) {
    const [before, after] = [steps[(i + count - 1) % count]!, steps[i]!];
    let turned = (after - before) % TURN;
    if (turned <= -Math.PI + 1e-6) turned += TURN; // a way straight back is an end, and round
    if (turned > Math.PI + 1e-6) turned -= TURN;
    const from = before - TURN / 4; // of the side, as seen from the point
    const [x, y] = way[i]!;
    if (turned > 0.02) {
      bend(contour, way[i]!, [reach, reach], [from, turned], tolerance);
      continue;
    }
    contour.push(x + reach * Math.cos(from), y + reach * Math.sin(from));
    if (turned < -0.3) contour.push(x, y); // within the stroke, so that no loop turns inside out
    contour.push(x + reach * Math.cos(from + turned), y + reach * Math.sin(from + turned));
  }
  return contour;
}
