/** What colour a picture has. */
import type { Picture } from '../../../../worker/api';

/** Degrees of the hues that are asked for. */
export const HUES: Record<string, number> = {
  red: 0,
  orange: 30,
  yellow: 55,
  green: 125,
  cyan: 188,
  blue: 222,
  purple: 280,
  pink: 330,
};

const WITHIN = 30; // degrees
const OPAQUE = 0.9;
const COLOURFUL = 0.2; // saturation
const [DARK, BRIGHT] = [0.08, 0.95]; // lightness of what looks black or white

export interface Look {
  hue: number | undefined; // degrees, the median; none when nothing has a colour
  colourful: number; // share of the opaque pixels that have a colour
}

export function lookOf({ rgba }: Pick<Picture, 'rgba'>): Look {
  const hues: number[] = [];
  let opaque = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    if (rgba[i + 3]! <= OPAQUE * 255) continue;
    opaque++;
    const hue = hueOf(rgba[i]! / 255, rgba[i + 1]! / 255, rgba[i + 2]! / 255);
    if (hue !== undefined) hues.push(hue);
  }
  return { hue: median(hues), colourful: opaque === 0 ? 0 : hues.length / opaque };
}

export const isNear = (hue: number | undefined, wanted: number): boolean =>
  hue !== undefined && between(hue, wanted) <= WITHIN;

/** Degrees between two hues, 0 to 180. */
export const between = (a: number, b: number): number => Math.abs(turn(a - b));

/** −180 to 180 */
const turn = (degrees: number) => ((((degrees + 180) % 360) + 360) % 360) - 180;

/** HSL; none where it cannot be told. */
function hueOf(r: number, g: number, b: number): number | undefined {
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const lightness = (most + least) / 2;
  const spread = most - least;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * lightness - 1));
  if (saturation <= COLOURFUL || lightness < DARK || lightness > BRIGHT) return undefined;
  if (most === r) return (60 * ((g - b) / spread) + 360) % 360;
  return most === g ? 60 * ((b - r) / spread) + 120 : 60 * ((r - g) / spread) + 240;
}

/** Of angles: about their mean direction, so that 359 and 1 lie side by side. */
function median(hues: number[]): number | undefined {
  if (hues.length === 0) return undefined;
  const sum = (of: (angle: number) => number) =>
    hues.reduce((total, hue) => total + of((hue * Math.PI) / 180), 0);
  const mean = (Math.atan2(sum(Math.sin), sum(Math.cos)) * 180) / Math.PI;
  const offsets = hues.map((hue) => turn(hue - mean)).sort((a, b) => a - b);
  return (mean + offsets[Math.floor(offsets.length / 2)]! + 360) % 360;
}
