/** Parts of a canvas. */
import type { Size } from './raster';

/** A part of a canvas: in px, or in the units of who draws on it. */
export interface Rectangle extends Size {
  x: number; // its left edge
  y: number; // its top edge
}

/** The smallest rectangle around all pixels for which something holds between two pictures, [height, width]. */
export function rectangleAround(
  { width, height }: Size,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  holds: (a: number, b: number) => boolean,
): Rectangle | null {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0, row = 0; y < height; y++, row += width) {
    let x = 0;
    while (x < width && !holds(a[row + x]!, b[row + x]!)) x++;
    if (x === width) continue;
    if (x < left) left = x;
    if (top === height) top = y;
    bottom = y;
    let end = width - 1;
    while (end > right && !holds(a[row + end]!, b[row + end]!)) end--;
    right = end;
  }
  if (bottom < 0) return null;
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

export function union(a: Rectangle | null, b: Rectangle | null): Rectangle | null {
  if (!a || !b) return a ?? b;
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  const height = Math.max(a.y + a.height, b.y + b.height) - y;
  return { x, y, width, height };
}

/** A copy of a canvas, [height, width], that is 0 within a rectangle. */
export function cleared(canvas: Uint8Array, { x, y, width, height }: Rectangle, stride: number) {
  const left = canvas.slice();
  for (let row = y; row < y + height; row++) {
    left.fill(0, row * stride + x, row * stride + x + width);
  }
  return left;
}
