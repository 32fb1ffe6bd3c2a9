/** Where things lie: boxes in boxes, rows, columns and grids. All in units. */
import type { Rectangle } from '../picture/rectangle';
import { type Context, SHORT } from './context';
import type { Pen } from './pen';

/** The canvas less a margin, in units. */
export const inner = ({ width, height }: Context, margin = 10): Rectangle => ({
  x: margin,
  y: margin,
  width: width - 2 * margin,
  height: height - 2 * margin,
});

export const inset = (
  { x, y, width, height }: Rectangle,
  by: number,
  vertical = by,
): Rectangle => ({
  x: x + by,
  y: y + vertical,
  width: width - 2 * by,
  height: height - 2 * vertical,
});

/** A box of at most the given size in the middle of another one. */
export function middle(of: Rectangle, width: number, height: number): Rectangle {
  const [w, h] = [Math.min(width, of.width), Math.min(height, of.height)];
  return { x: of.x + (of.width - w) / 2, y: of.y + (of.height - h) / 2, width: w, height: h };
}

/** The largest box of a given width to height in the middle of another one. */
export function shaped(of: Rectangle, shape: number, width = Infinity): Rectangle {
  const across = Math.min(of.width, of.height * shape, width);
  return middle(of, across, across / shape);
}

/** Draws in the square of 128 × 128 units in the middle of the canvas. */
export function centred({ pen, width, height }: Context, draw: (pen: Pen) => void) {
  pen.at((width - SHORT) / 2, (height - SHORT) / 2, () => draw(pen));
}

/** As many rows as fit at an ideal height, or as many as asked for, over the whole of a box. */
export function rowsOf(
  context: Context,
  box: Rectangle,
  ideal: number,
  gap: number,
  most = 8,
): Rectangle[] {
  const fitting = Math.max(1, Math.floor((box.height + gap) / (ideal + gap) + 0.01));
  const count = context.count(Math.min(most, fitting));
  const space = count > fitting ? (gap * fitting) / count : gap;
  const height = Math.min(ideal * 1.35, (box.height - space * (count - 1)) / count);
  const between = count > 1 ? Math.min(space * 2, (box.height - height * count) / (count - 1)) : 0;
  const top = box.y + (box.height - height * count - between * (count - 1)) / 2;
  return Array.from({ length: count }, (_, i) => ({
    x: box.x,
    y: top + i * (height + between),
    width: box.width,
    height,
  }));
}

/** Equal columns of a box. */
export function columnsOf(box: Rectangle, count: number, gap: number): Rectangle[] {
  const width = (box.width - gap * (count - 1)) / count;
  return Array.from({ length: count }, (_, i) => ({
    x: box.x + i * (width + gap),
    y: box.y,
    width,
    height: box.height,
  }));
}

/** A grid of nearly square cells that fills a box: as many as asked for, else as fit. */
export function gridOf(context: Context, box: Rectangle, ideal: number, gap: number): Rectangle[] {
  const fit = (length: number) => Math.max(1, Math.round((length + gap) / (ideal + gap)));
  const count = context.count(Math.min(12, fit(box.width) * fit(box.height)));
  const shape = box.width / box.height;
  const across = Math.min(count, Math.max(1, Math.round(Math.sqrt(count * shape))));
  const down = Math.ceil(count / across);
  const height = (box.height - gap * (down - 1)) / down;
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / across);
    const inRow = row === down - 1 ? count - across * (down - 1) : across;
    const column = columnsOf(box, inRow, gap)[i - row * across]!;
    return { x: column.x, y: box.y + row * (height + gap), width: column.width, height };
  });
}
