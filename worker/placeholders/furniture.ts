/** The pieces that interfaces are built of: cards, lines of text, people, pictures. */
import type { Rectangle } from '../picture/rectangle';
import type { Context } from './context';
import type { Pen } from './pen';
import type { Paint } from './raster/paint';

/** A body with a border, in the context's colours. */
export function card(
  { pen, colours, radius }: Context,
  box: Rectangle,
  corner = 8,
  border?: Paint,
) {
  const { x, y, width, height } = box;
  pen.card(x, y, width, height, radius(corner), colours.surface, border ?? colours.line);
}

const LENGTHS = [1, 0.92, 0.97, 0.84, 0.95, 0.88]; // of lines of text, in widths

/** A paragraph of bars; its last line is short. */
export function lines(pen: Pen, box: Rectangle, count: number, weight: number, paint: Paint) {
  const pitch = count > 1 ? (box.height - weight) / (count - 1) : 0;
  for (let i = 0; i < count; i++) {
    const share = i === count - 1 && count > 1 ? 0.6 : LENGTHS[i % LENGTHS.length]!;
    pen.pill(box.x, box.y + i * pitch, box.width * share, weight, paint);
  }
}

/** A person's head and shoulders within a disc. */
export function person(pen: Pen, x: number, y: number, r: number, ground: Paint, body: Paint) {
  pen.circle(x, y, r, ground);
  pen.clipCircle(x, y, 0.88 * r, () => {
    pen.circle(x, y - 0.2 * r, 0.34 * r, body);
    pen.circle(x, y + 0.94 * r, 0.66 * r, body);
  });
}

/** Hills and a sun: what stands for a picture. */
export function landscape({ pen, colours }: Context, box: Rectangle, radius: number) {
  const { x, y, width, height } = box;
  const ground = colours.block;
  const far = colours.faint;
  const edge = Math.min(width, height);
  const [cx, base] = [x + width / 2, y + height];
  pen.rect(x, y, width, height, ground, radius);
  pen.clip(x, y, width, height, radius, () => {
    pen.circle(cx + 0.26 * edge, y + 0.3 * height, 0.1 * edge, colours.surface);
    const hill = (at: number, top: number, reach: number, paint: Paint) =>
      pen.polygon(
        [
          [at - reach, base + 1],
          [at, base - top],
          [at + reach, base + 1],
        ],
        paint,
      );
    hill(cx + 0.22 * edge, 0.38 * height, 0.5 * edge, far);
    hill(cx - 0.16 * edge, 0.58 * height, 0.56 * edge, colours.ink);
  });
}

/** Two lines of text in the middle of a row. */
export function pair(
  s: Context,
  x: number,
  { y, height }: Rectangle,
  width: number,
  i: number,
  head = s.colours.ink,
) {
  const weight = Math.min(7, height * 0.24);
  const middle = y + height / 2;
  s.pen.pill(x, middle - weight - 1.8, width * [0.86, 0.66, 0.78, 0.6][i % 4]!, weight, head);
  s.pen.pill(x, middle + 2.4, width * [0.5, 0.62, 0.42][i % 3]!, weight * 0.8, s.colours.faint);
}
