/** Parts of a canvas. */

export interface Canvas {
  width: number; // px
  height: number; // px
}

/** A part of the canvas. */
export interface Rectangle extends Canvas {
  x: number; // its left edge
  y: number; // its top edge
}

/** The smallest rectangle around all pixels of which something holds. */
export function bounds(
  { width, height }: Canvas,
  holds: (at: number) => boolean,
): Rectangle | null {
  const inRow = (y: number, from: number, to: number) => {
    for (let at = y * width + from; at < y * width + to; at++) if (holds(at)) return at - y * width;
    return -1;
  };
  let [top, bottom] = [0, height - 1];
  while (top < height && inRow(top, 0, width) < 0) top++;
  if (top === height) return null;
  while (inRow(bottom, 0, width) < 0) bottom--;
  let [left, right] = [width, 0]; // right: one past the last
  for (let y = top; y <= bottom; y++) {
    const x = inRow(y, 0, left);
    if (x >= 0) left = x;
    let end = width;
    while (end > right && !holds(y * width + end - 1)) end--;
    right = end;
  }
  return { x: left, y: top, width: right - left, height: bottom - top + 1 };
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
