/** What of a box is seen within the frames that clip it. */
import type { LayoutBox } from '../protocol';

const LEAST = 3; // px: what is thinner is a line

export type Corners = [number, number, number, number]; // px, clockwise from the upper left

export const NO_CORNERS: Corners = [0, 0, 0, 0];

/** Part of the page, and its corners. */
export interface Clip extends Rect {
  radius: Corners;
}

/** What of a box is seen within the clip; what is too thin is left out. */
export function cut(box: LayoutBox, clip: Clip): LayoutBox[] {
  const radius = box.radius ?? NO_CORNERS;
  const part = meet({ ...box, radius }, clip);
  if (!part || part.width < LEAST || part.height < LEAST) return [];
  const { x, y, width, height } = part;
  const whole = width === box.width && height === box.height;
  if (box.kind === 'avatar') return [whole ? box : { kind: 'block', ...part }];
  return [
    box.kind === 'text'
      ? { ...box, x, y, width, height }
      : { ...box, ...part, radius: part.radius },
  ];
}

/** Where both are; a corner that both have is as round as the rounder one. */
export function meet(a: Clip, b: Clip): Clip | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  if (width <= 0 || height <= 0) return null;
  const box = { x, y, width, height };
  const [a0, a1, a2, a3] = cornersAt(a, box);
  const [b0, b1, b2, b3] = cornersAt(b, box);
  return {
    ...box,
    radius: [Math.max(a0, b0), Math.max(a1, b1), Math.max(a2, b2), Math.max(a3, b3)],
  };
}

/** The radii of those corners that a part still has. */
function cornersAt({ x, y, width, height, radius }: Clip, part: Rect): Corners {
  const near = (one: number, other: number) => Math.abs(one - other) < 0.5;
  const left = near(x, part.x);
  const top = near(y, part.y);
  const right = near(x + width, part.x + part.width);
  const bottom = near(y + height, part.y + part.height);
  const [a, b, c, d] = radius;
  return [
    left && top ? a : 0,
    right && top ? b : 0,
    right && bottom ? c : 0,
    left && bottom ? d : 0,
  ];
}
