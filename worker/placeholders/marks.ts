/** Small marks: ticks, arrows, stars, hearts. */
import type { Context } from './context';
import type { Pen, Point } from './pen';
import type { Paint } from './raster/paint';

/** The three points of a tick around (x, y). */
export const tick = (x: number, y: number, size: number): Point[] => [
  [x - 0.48 * size, y + 0.03 * size],
  [x - 0.13 * size, y + 0.36 * size],
  [x + 0.5 * size, y - 0.34 * size],
];

/** A chevron that points down; turned for other ways. */
export const chevron = (x: number, y: number, size: number): Point[] => [
  [x - size, y - size / 2],
  [x, y + size / 2],
  [x + size, y - size / 2],
];

/** A triangle that means play. */
export function play(pen: Pen, x: number, y: number, size: number, paint: Paint) {
  const points: Point[] = [
    [x - 0.3 * size, y - 0.42 * size],
    [x + 0.45 * size, y],
    [x - 0.3 * size, y + 0.42 * size],
  ];
  pen.polygon(points, paint);
  pen.stroke(points, 0.16 * size, paint, true);
}

export function star(pen: Pen, x: number, y: number, r: number, paint: Paint) {
  const points = Array.from({ length: 10 }, (_, i): Point => {
    const [reach, angle] = [i % 2 === 0 ? r : 0.5 * r, (i / 5) * Math.PI];
    return [x + reach * Math.sin(angle), y - reach * Math.cos(angle)];
  });
  pen.polygon(points, paint);
  pen.stroke(points, 0.22 * r, paint, true);
}

/** A heart that is about 2 units wide and high around (x, y) at size 1. */
export function heart(pen: Pen, x: number, y: number, size: number, paint: Paint) {
  pen.zoom(size, x, y, () =>
    pen.at(x, y, () =>
      pen.path(
        'M0 0.92C-0.68 0.44 -1 0.08 -1 -0.34C-1 -0.68 -0.74 -0.92 -0.46 -0.92C-0.26 -0.92 -0.1 -0.82 0 -0.64C0.1 -0.82 0.26 -0.92 0.46 -0.92C0.74 -0.92 1 -0.68 1 -0.34C1 0.08 0.68 0.44 0 0.92Z',
        paint,
      ),
    ),
  );
}

export function magnifier(pen: Pen, x: number, y: number, size: number, paint: Paint) {
  pen.ring(x - 0.12 * size, y - 0.12 * size, 0.34 * size, 0.15 * size, paint);
  pen.stroke(
    [
      [x + 0.14 * size, y + 0.14 * size],
      [x + 0.46 * size, y + 0.46 * size],
    ],
    0.17 * size,
    paint,
  );
}

/** An arrow pointer whose tip is at (x, y). */
export function pointer({ pen, colours }: Context, x: number, y: number, size = 1) {
  const data = 'M0 0L0 25L6.5 19.5L11 29.5L16 27.3L11.6 17.6L20 17Z';
  pen.move(x, y, () =>
    pen.zoom(size, 0, 0, () => {
      pen.stroke(data, 3.4, colours.surface);
      pen.path(data, colours.strong);
    }),
  );
}

/** Two strokes that cross in (x, y). */
export function cross(pen: Pen, x: number, y: number, size: number, weight: number, paint: Paint) {
  const h = size / 2;
  pen.stroke(
    [
      [x - h, y - h],
      [x + h, y + h],
    ],
    weight,
    paint,
  );
  pen.stroke(
    [
      [x + h, y - h],
      [x - h, y + h],
    ],
    weight,
    paint,
  );
}
