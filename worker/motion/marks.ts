/** Draws what surrounds a thing: rings and papers, with the exact share of a pixel along their edges. */
import { crop, type Patch, type Size } from '../picture/raster';
import type { Mark } from './pose';

type Rgb = readonly [red: number, green: number, blue: number];

/** Of confetti, 0 to 1: none so light or so dark that it is lost on white or on black. */
export const PAPER_COLOURS: readonly Rgb[] = [
  [0.96, 0.3, 0.37],
  [1, 0.72, 0.16],
  [0.2, 0.74, 0.45],
  [0.2, 0.6, 0.95],
  [0.62, 0.38, 0.9],
  [1, 0.5, 0.75],
];

/** Where the middle of the thing is, and how long its unit. */
export interface Spot {
  x: number; // px
  y: number; // px
  unit: number; // px
}

/** How much of a pixel lies within `half` of a line whose distance is given; what is thinner covers less. */
const band = (distance: number, half: number) =>
  clamp(half - distance + 0.5) - clamp(-half - distance + 0.5);

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** @param own the colour of the thing, 0 to 1, for rings */
export function drawMark(mark: Mark, { x, y, unit }: Spot, own: Rgb, canvas: Size): Patch {
  switch (mark.shape) {
    case 'ring': {
      const [radius, half] = [mark.radius * unit, (mark.width * unit) / 2];
      const cover = (dx: number, dy: number) => band(Math.hypot(dx, dy) - radius, half);
      return fill(cover, { x, y, reach: radius + half }, own, canvas);
    }
    case 'paper': {
      const [u, v] = [x + mark.x * unit, y + mark.y * unit];
      const [cos, sin] = [Math.cos(mark.angle), Math.sin(mark.angle)];
      const half = (mark.size * unit) / 2;
      const cover = (dx: number, dy: number) =>
        band(cos * dx + sin * dy, half) * band(cos * dy - sin * dx, 0.6 * half);
      return fill(cover, { x: u, y: v, reach: 1.2 * half }, PAPER_COLOURS[mark.colour]!, canvas);
    }
    case 'drop':
    case 'flake':
    case 'pellet':
    case 'bolt': {
      const [u, v] = [x + mark.x * unit, y + mark.y * unit];
      const [cos, sin] = [Math.cos(mark.angle), Math.sin(mark.angle)];
      const size = mark.size * unit;
      const { colour, cover } = FALLING[mark.shape];
      const turned = (dx: number, dy: number) =>
        cover(cos * dx + sin * dy, cos * dy - sin * dx, size);
      return fill(turned, { x: u, y: v, reach: size / 2 }, colour, canvas);
    }
    default:
      return mark satisfies never;
  }
}

/** How much of a pixel, its middle's px from that of the shape, is covered; size: px, from end to end. */
type Shape = (dx: number, dy: number, size: number) => number;

/** Within a line with round ends, upright, whose length and width are shares of the size. */
const stroke =
  (length: number, width: number): Shape =>
  (dx, dy, size) => {
    const half = ((length - width) * size) / 2;
    return band(Math.hypot(dx, Math.max(0, Math.abs(dy) - half)), (width * size) / 2);
  };

/** Three lines that cross, and a tip at each of their ends. */
const flake: Shape = (dx, dy, size) => {
  const line = stroke(1, 0.15);
  const sixth = Math.PI / 3;
  const covers = [0, 1, 2].map((i) => {
    const [cos, sin] = [Math.cos(i * sixth), Math.sin(i * sixth)];
    return line(cos * dx + sin * dy, cos * dy - sin * dx, size);
  });
  return Math.max(...covers);
};

/** Corners around a convex shape, clockwise as seen, in shares of the size. */
const within =
  (corners: readonly (readonly [x: number, y: number])[]): Shape =>
  (dx, dy, size) => {
    const shares = corners.map(([x, y], i) => {
      const [u, v] = corners[(i + 1) % corners.length]!;
      const [along, down] = [u - x, v - y];
      return clamp(
        (along * (dy - y * size) - down * (dx - x * size)) / Math.hypot(along, down) + 0.5,
      );
    });
    return Math.min(...shares);
  };

const upper = within([
  [-0.02, -0.5],
  [0.2, -0.5],
  [0.08, -0.1],
  [-0.02, 0.1],
  [-0.2, 0.1],
]);
const lower = within([
  [0.02, -0.12],
  [0.24, -0.12],
  [-0.12, 0.5],
]);

const FALLING: Record<'drop' | 'flake' | 'pellet' | 'bolt', { colour: Rgb; cover: Shape }> = {
  drop: { colour: [0.16, 0.55, 0.93], cover: stroke(1, 0.34) },
  flake: { colour: [0.42, 0.72, 0.96], cover: flake },
  pellet: { colour: [0.55, 0.68, 0.8], cover: stroke(1, 1) },
  bolt: { colour: [1, 0.7, 0.16], cover: (...at) => Math.max(upper(...at), lower(...at)) },
};

/** @param cover how much of a pixel is covered, by its middle's px from that of the shape */
function fill(
  cover: (dx: number, dy: number) => number,
  { x, y, reach }: { x: number; y: number; reach: number },
  [red, green, blue]: Rgb,
  canvas: Size,
): Patch {
  const [left, top] = [Math.floor(x - reach - 1), Math.floor(y - reach - 1)];
  const edge = Math.ceil(2 * reach + 3);
  const empty = { left, top, width: edge, height: edge, rgba: new Float32Array(4 * edge * edge) };
  const patch = crop(empty, canvas);
  for (let i = 0; i < patch.width * patch.height; i++) {
    const [u, v] = [patch.left + (i % patch.width), patch.top + Math.floor(i / patch.width)];
    const share = cover(u + 0.5 - x, v + 0.5 - y);
    if (share > 0) patch.rgba.set([share * red, share * green, share * blue, share], 4 * i);
  }
  return patch;
}
