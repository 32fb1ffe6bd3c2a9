/** The pieces that interfaces are built of: cards, lines of text, avatars, pictures, marks. */
import type { Pen, Point } from './pen';
import type { Paint } from './raster/paint';
import { type Box, SHORT, type Stage } from './stage';

/** The canvas less a margin, in units. */
export const inner = ({ width, height }: Stage, margin = 10): Box => ({
  x: margin,
  y: margin,
  width: width - 2 * margin,
  height: height - 2 * margin,
});

export const inset = ({ x, y, width, height }: Box, by: number, vertical = by): Box => ({
  x: x + by,
  y: y + vertical,
  width: width - 2 * by,
  height: height - 2 * vertical,
});

/** A box of at most the given size in the middle of another one. */
export function middle(of: Box, width: number, height: number): Box {
  const [w, h] = [Math.min(width, of.width), Math.min(height, of.height)];
  return { x: of.x + (of.width - w) / 2, y: of.y + (of.height - h) / 2, width: w, height: h };
}

/** The largest box of a given width to height in the middle of another one. */
export function shaped(of: Box, shape: number, width = Infinity): Box {
  const across = Math.min(of.width, of.height * shape, width);
  return middle(of, across, across / shape);
}

/** Draws in the square of 128 × 128 units in the middle of the canvas. */
export function centred({ pen, width, height }: Stage, body: (pen: Pen) => void) {
  pen.at((width - SHORT) / 2, (height - SHORT) / 2, () => body(pen));
}

/** A body with a border, in the stage's colours. */
export function card({ pen, colours, radius }: Stage, box: Box, corner = 8, border?: Paint) {
  const { x, y, width, height } = box;
  pen.card(x, y, width, height, radius(corner), colours.surface, border ?? colours.line);
}

/** As many rows as fit at an ideal height, or as many as asked for, over the whole of a box. */
export function rowsOf(stage: Stage, box: Box, ideal: number, gap: number, most = 8): Box[] {
  const fitting = Math.max(1, Math.floor((box.height + gap) / (ideal + gap) + 0.01));
  const count = stage.count(Math.min(most, fitting));
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
export function columnsOf(box: Box, count: number, gap: number): Box[] {
  const width = (box.width - gap * (count - 1)) / count;
  return Array.from({ length: count }, (_, i) => ({
    x: box.x + i * (width + gap),
    y: box.y,
    width,
    height: box.height,
  }));
}

/** A grid of nearly square cells that fills a box: as many as asked for, else as fit. */
export function gridOf(stage: Stage, box: Box, ideal: number, gap: number): Box[] {
  const fit = (length: number) => Math.max(1, Math.round((length + gap) / (ideal + gap)));
  const count = stage.count(Math.min(12, fit(box.width) * fit(box.height)));
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

const LENGTHS = [1, 0.92, 0.97, 0.84, 0.95, 0.88]; // of lines of text, in widths

/** A paragraph of bars; its last line is short. */
export function lines(pen: Pen, box: Box, count: number, weight: number, paint: Paint) {
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
export function landscape({ pen, colours }: Stage, box: Box, radius: number) {
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
export function pointer({ pen, colours }: Stage, x: number, y: number, size = 1) {
  const data = 'M0 0L0 25L6.5 19.5L11 29.5L16 27.3L11.6 17.6L20 17Z';
  pen.move(x, y, () =>
    pen.zoom(size, 0, 0, () => {
      pen.stroke(data, 3.4, colours.surface);
      pen.path(data, colours.strong);
    }),
  );
}

/** A round key with a drawn mark on it. */
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
