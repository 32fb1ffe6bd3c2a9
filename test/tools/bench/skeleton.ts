/** A skeleton card by formula: rounded bars of one grey, over which a light band slides. */
import type { Pixels } from '../../../worker/picture/pixels';

const GROUND = 255; // greys, 0 to 255
const BAR = 226;
const SHIMMER = 22; // brighter in the middle of the band
const WIDTH = 0.12; // of the band, as a share of the edge
const SLANT = 0.35;

/** [x, y, width, height, radius], as shares of the edge */
const BARS = [
  [0.08, 0.08, 0.84, 0.39, 0.047],
  [0.08, 0.53, 0.74, 0.07, 0.035],
  [0.08, 0.64, 0.59, 0.07, 0.035],
  [0.08, 0.75, 0.66, 0.07, 0.035],
  [0.08, 0.86, 0.39, 0.063, 0.031],
] as const;

/** @returns opaque pixels, [edge, edge] */
export function skeletonCard(edge: number, phase: number): Pixels {
  return Uint32Array.from({ length: edge * edge }, (_, i) => {
    const [x, y] = [(i % edge) + 0.5, Math.floor(i / edge) + 0.5];
    const far = (x + SLANT * y) / edge - (1.9 * phase - 0.45);
    const bar = BAR + SHIMMER * Math.exp(-(far ** 2) / (2 * WIDTH ** 2));
    const covered = Math.max(...BARS.map((shares) => coverage(x, y, edge, shares)));
    const grey = Math.round(GROUND + covered * (bar - GROUND));
    return (0xff000000 | (grey << 16) | (grey << 8) | grey) >>> 0;
  });
}

/** Of a pixel by a rounded bar: its distance to the outline, cut to 0 to 1. */
function coverage(x: number, y: number, edge: number, bar: (typeof BARS)[number]): number {
  const [left, top, width, height, radius] = bar.map((share) => share * edge) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const dx = Math.max(left + radius - x, 0, x - (left + width - radius));
  const dy = Math.max(top + radius - y, 0, y - (top + height - radius));
  return Math.min(1, Math.max(0, radius - Math.hypot(dx, dy) + 0.5));
}
