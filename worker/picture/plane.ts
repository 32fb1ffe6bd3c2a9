/** Maps of the plane: homographies, so that what turns in space is mapped like what moves on paper; and the affine ones. */

/**
 * A 3×3 matrix row by row: (x, y) goes to (ax + by + c, dx + ey + f) / (gx + hy + i). x points right and
 * y down, so that positive angles are clockwise.
 */
export type Plane = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
];

export const IDENTITY: Plane = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export const DEGREE = Math.PI / 180; // rad

export const move = (x: number, y: number): Plane => [1, 0, x, 0, 1, y, 0, 0, 1];

export const scale = (x: number, y = x): Plane => [x, 0, 0, 0, y, 0, 0, 0, 1];

/** @param x, y how far a point goes to the right for each step down, and down for each step to the right */
export const shear = (x: number, y = 0): Plane => [1, x, 0, y, 1, 0, 0, 0, 1];

/** @param angle rad, clockwise */
export function rotate(angle: number): Plane {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos, -sin, 0, sin, cos, 0, 0, 0, 1];
}

const THINNEST = 0.09; // of its width: what shows of a picture seen edge-on, so that it never vanishes

/**
 * Turns the plane in space about its upright axis; beyond a quarter turn its mirrored back side shows.
 *
 * @param angle rad; the right side goes away first
 * @param distance of the eye from the plane, in the units of x and y
 */
export function yaw(angle: number, distance: number): Plane {
  return [foreshortened(angle), 0, 0, 0, 1, 0, Math.sin(angle) / distance, 0, 1];
}

/** The same about the level axis: the upper side goes away first. */
export function pitch(angle: number, distance: number): Plane {
  return [1, 0, 0, 0, foreshortened(angle), 0, 0, -Math.sin(angle) / distance, 1];
}

function foreshortened(angle: number): number {
  const cos = Math.cos(angle);
  return Math.abs(cos) < THINNEST ? (cos < 0 ? -THINNEST : THINNEST) : cos;
}

/** First the last one, at last the first one, as matrices are multiplied. */
export function compose(...maps: Plane[]): Plane {
  return maps.reduce(multiply);
}

function multiply(p: Plane, q: Plane): Plane {
  const entry = (row: number, column: number) =>
    p[3 * row]! * q[column]! + p[3 * row + 1]! * q[3 + column]! + p[3 * row + 2]! * q[6 + column]!;
  return [
    entry(0, 0),
    entry(0, 1),
    entry(0, 2),
    entry(1, 0),
    entry(1, 1),
    entry(1, 2),
    entry(2, 0),
    entry(2, 1),
    entry(2, 2),
  ];
}

/** `map`, with the point (x, y) where the origin was. */
export const about = (x: number, y: number, map: Plane) => compose(move(x, y), map, move(-x, -y));

export function apply([a, b, c, d, e, f, g, h, i]: Plane, x: number, y: number): [number, number] {
  const w = g * x + h * y + i;
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
}

/** @returns `undefined` for a map that flattens the plane to a line */
export function invert([a, b, c, d, e, f, g, h, i]: Plane): Plane | undefined {
  const [p, q, r] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const determinant = a * p + b * q + c * r;
  if (Math.abs(determinant) < 1e-9) return undefined;
  const by = 1 / determinant;
  return [
    p * by,
    (c * h - b * i) * by,
    (b * f - c * e) * by,
    q * by,
    (a * i - c * g) * by,
    (c * d - a * f) * by,
    r * by,
    (b * g - a * h) * by,
    (a * e - b * d) * by,
  ];
}

/** A map that keeps parallels: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** First `inner`, then `outer`. */
export function composeAffine(outer: Affine, inner: Affine): Affine {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [
    a * p + c * q,
    b * p + d * q,
    a * r + c * s,
    b * r + d * s,
    a * t + c * u + e,
    b * t + d * u + f,
  ];
}
