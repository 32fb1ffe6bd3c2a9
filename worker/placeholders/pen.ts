/**
 * Draws shapes on a sheet in units of its own: x to the right, y down, angles in turns clockwise from
 * the top. Edges of rectangles fall on whole pixels where they rest, so that what stands still is crisp
 * at every size; what moves is moved from there, so that nothing jumps when it starts.
 */
import { type Affine, composeAffine } from '../picture/plane';
import type { Contour } from './raster/coverage';
import {
  along,
  type Corners,
  ellipse,
  type Point,
  roundRect,
  slice,
  strokeOutline,
} from './raster/outline';
import type { Paint } from './raster/paint';
import { parsePath } from './raster/path';
import type { Sheet } from './raster/sheet';
import { clamp } from './time';

export type { Point } from './raster/outline';

const FLATNESS = 0.03; // px that a chord may leave its curve

export type Pen = ReturnType<typeof createPen>;

const BORDER = 1.2; // units, of a card
const STILL: Affine = [1, 0, 0, 1, 0, 0];

/** @param unit px */
export function createPen(sheet: Sheet, unit: number) {
  let [left, top] = [0, 0]; // px, where the origin rests
  let motion = STILL; // of px
  let opacity = 1;
  const scale = () => Math.sqrt(Math.abs(motion[0] * motion[3] - motion[1] * motion[2]));
  const tolerance = () => FLATNESS / (unit * Math.max(scale(), 1e-3));

  const moved = (contour: Contour): Contour => {
    if (motion === STILL) return contour;
    const [a, b, c, d, e, f] = motion;
    const placed: Contour = new Array(contour.length);
    for (let i = 0; i < contour.length; i += 2) {
      const [x, y] = [contour[i]!, contour[i + 1]!];
      placed[i] = a * x + c * y + e;
      placed[i + 1] = b * x + d * y + f;
    }
    return placed;
  };
  const toPixels = (contour: Contour) =>
    moved(contour.map((value, i) => value * unit + (i % 2 === 0 ? left : top)));
  const fill = (contours: Contour[], paint: Paint) =>
    sheet.fill(contours.map(toPixels), paint, opacity);

  /** A rectangle's place in px; thin ones keep one px, those that are nearly gone vanish. */
  const snap = (x: number, y: number, w: number, h: number) => {
    const size = (length: number) => (length < 0.25 ? 0 : Math.max(1, Math.round(length)));
    const [px, py] = [Math.round(unit * x + left), Math.round(unit * y + top)];
    return [px, py, size(unit * w), size(unit * h)] as const;
  };
  const rectContours = (
    x: number,
    y: number,
    w: number,
    h: number,
    radius: number | Corners,
  ): Contour[] => {
    const [px, py, pw, ph] = snap(x, y, w, h);
    if (pw === 0 || ph === 0) return [];
    const corners: number | Corners =
      typeof radius === 'number'
        ? radius * unit
        : [radius[0] * unit, radius[1] * unit, radius[2] * unit, radius[3] * unit];
    return [moved(roundRect(px, py, pw, ph, corners, FLATNESS))];
  };

  /** What is within the border of a card. */
  const bodyOf = (x: number, y: number, w: number, h: number, radius: number, weight: number) => {
    const [px, py, pw, ph] = snap(x, y, w, h);
    const edge = Math.max(1, Math.round(weight * unit));
    if (pw <= 2 * edge || ph <= 2 * edge) return [];
    const r = Math.max(0, radius * unit - edge);
    const inner = roundRect(px + edge, py + edge, pw - 2 * edge, ph - 2 * edge, r, FLATNESS);
    return [moved(inner)];
  };

  /** @param next in units, about the origin where it rests */
  const within = (next: Affine, draw: () => void) => {
    const before = motion;
    const [p, q, r, s, t, u] = next;
    const x = unit * t + left - p * left - r * top;
    const y = unit * u + top - q * left - s * top;
    motion = composeAffine(before, [p, q, r, s, x, y]);
    draw();
    motion = before;
  };

  const pen = {
    /** px */
    unit,
    /** The size of a pixel, in units. */
    pixel: 1 / unit,

    rect(x: number, y: number, w: number, h: number, paint: Paint, radius: number | Corners = 0) {
      sheet.fill(rectContours(x, y, w, h, radius), paint, opacity);
    },
    /** A rectangle with round ends. */
    pill(x: number, y: number, w: number, h: number, paint: Paint) {
      pen.rect(x, y, w, h, paint, Math.min(w, h) / 2);
    },
    /** A body with a border of equal width on all sides. */
    card(
      x: number,
      y: number,
      w: number,
      h: number,
      radius: number,
      surface: Paint,
      border: Paint,
      weight = BORDER,
    ) {
      pen.rect(x, y, w, h, border, radius);
      sheet.fill(bodyOf(x, y, w, h, radius, weight), surface, opacity);
    },
    /** Shows what `what` draws only within the border of a card of this size. */
    inside(x: number, y: number, w: number, h: number, radius: number, what: () => void) {
      sheet.clip(bodyOf(x, y, w, h, radius, BORDER), what);
    },
    circle(x: number, y: number, r: number, paint: Paint) {
      fill([ellipse(x, y, r, r, tolerance())], paint);
    },
    ellipse(x: number, y: number, rx: number, ry: number, paint: Paint) {
      fill([ellipse(x, y, rx, ry, tolerance())], paint);
    },
    ring(x: number, y: number, r: number, weight: number, paint: Paint) {
      const [outer, inner] = [r + weight / 2, Math.max(0, r - weight / 2)];
      if (weight <= 0 || outer <= 0) return;
      fill([slice([x, y], [inner, outer], [0, 1], tolerance())], paint);
    },
    /** Part of a ring from one angle to a later one, with round ends. */
    arc(x: number, y: number, r: number, weight: number, paint: Paint, from: number, to: number) {
      if (to - from >= 0.9999) pen.ring(x, y, r, weight, paint);
      else if (to - from >= 0.002) pen.stroke(along(x, y, r, from, to), weight, paint);
    },
    /** A slice of a pie, or of a ring where `inner` is not 0. */
    slice(x: number, y: number, r: number, paint: Paint, from: number, to: number, inner = 0) {
      if (to - from < 0.001) return;
      fill([slice([x, y], [inner, r], [from, Math.min(to, from + 1)], tolerance())], paint);
    },
    polygon(points: readonly Point[], paint: Paint) {
      fill([points.flat()], paint);
    },
    /** @param data as SVG has it; see raster/path.ts */
    path(data: string, paint: Paint) {
      fill(
        parsePath(data).map(({ points }) => points.flat()),
        paint,
      );
    },
    /** A line with round ends and corners, through points or along path data. */
    stroke(line: readonly Point[] | string, weight: number, paint: Paint, closed = false) {
      const lines = typeof line === 'string' ? parsePath(line) : [{ points: line, closed }];
      for (const { points, closed: isClosed } of lines) {
        fill(strokeOutline(points, weight, isClosed, tolerance()), paint);
      }
    },
    /** The part of a line between two shares of its length; nothing when empty. */
    trim(line: readonly Point[], from: number, to: number, weight: number, paint: Paint) {
      const kept = part(line, from, to);
      if (kept.length > 1) pen.stroke(kept, weight, paint);
    },
    move(x: number, y: number, draw: () => void) {
      within([1, 0, 0, 1, x, y], draw);
    },
    /** To another place where things rest, so that edges stay on pixels. */
    at(x: number, y: number, draw: () => void) {
      const before = [left, top] as const;
      [left, top] = [left + unit * x, top + unit * y];
      draw();
      [left, top] = before;
    },
    /** Scales about (x, y); what has no size is left out. */
    zoom(factor: number, x: number, y: number, draw: () => void, vertical = factor) {
      if (Math.abs(factor * vertical) < 1e-6) return;
      within([factor, 0, 0, vertical, x - factor * x, y - vertical * y], draw);
    },
    /** @param turn clockwise, in turns, about (x, y) */
    rotate(turn: number, x: number, y: number, draw: () => void) {
      const [cos, sin] = [Math.cos(2 * Math.PI * turn), Math.sin(2 * Math.PI * turn)];
      within([cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y], draw);
    },
    /** Shows `draw` only within a rounded rectangle. */
    clip(x: number, y: number, w: number, h: number, radius: number, draw: () => void) {
      if (w > 0 && h > 0) sheet.clip(rectContours(x, y, w, h, radius), draw);
    },
    clipCircle(x: number, y: number, r: number, draw: () => void) {
      sheet.clip([toPixels(ellipse(x, y, r, r, tolerance()))], draw);
    },
    /** Makes each shape of `draw` see-through. */
    fade(share: number, draw: () => void) {
      const before = opacity;
      opacity = before * clamp(share);
      if (opacity > 0) draw();
      opacity = before;
    },
  };
  return pen;
}

/** The part of a line between two shares of its length. */
export function part(line: readonly Point[], from: number, to: number): Point[] {
  const lengths = line.slice(1).map(([x, y], i) => Math.hypot(x - line[i]![0], y - line[i]![1]));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  const kept: Point[] = [];
  let at = 0;
  lengths.forEach((length, i) => {
    const share = (of: number) => clamp((of * whole - at) / length);
    const [start, end] = [share(from), share(to)];
    at += length;
    if (end - start < 1e-4) return;
    const [[ax, ay], [bx, by]] = [line[i]!, line[i + 1]!];
    const between = (t: number): Point => [ax + (bx - ax) * t, ay + (by - ay) * t];
    if (kept.length === 0) kept.push(between(start));
    kept.push(between(end));
  });
  return kept;
}
