/** A picture to draw on: contours are filled with paint, one over the other. */
import { type Contour, createCoverage, type Region, regionOf } from './coverage';
import { type Paint, rampOf } from './paint';

export interface Sheet {
  width: number; // px
  height: number; // px
  /** Premultiplied RGBA, [height, width, 4]. */
  rgba: Uint8ClampedArray;
  /** @param opacity 0 to 1 */
  fill(contours: Contour[], paint: Paint, opacity?: number): void;
  /** What `draw` draws is seen only within the contours, and within those of an outer clip. */
  clip(contours: Contour[], draw: () => void): void;
}

interface Mask {
  region: Region;
  shares: Float32Array; // [height, width] of the region
}

export function createSheet(width: number, height: number): Sheet {
  const pixels = new Uint32Array(width * height); // [height, width], 0xAABBGGRR
  const cover = createCoverage(width, height);
  const whole: Region = { left: 0, top: 0, right: width, bottom: height };
  let mask: Mask | undefined;

  const fill = (contours: Contour[], paint: Paint, opacity = 1) => {
    const { table, across, down, start } = rampOf(paint);
    const last = table.length - 1;
    const solid = table[0]!;
    cover(contours, regionOf(contours, mask?.region ?? whole), (y, from, to, covered) => {
      const share = covered * opacity;
      const begin = y * width;
      if (!mask && share === 1 && last === 0) {
        pixels.fill(solid, begin + from, begin + to);
        return;
      }
      const shares = mask?.shares;
      const shift = mask ? offsetOf(mask, y) : 0;
      const step = start + y * down + 0.5; // rounds
      for (let x = from; x < to; x++) {
        const part = shares ? share * shares[shift + x]! : share;
        if (part === 0) continue;
        const at = Math.floor(step + x * across);
        const colour = table[Math.max(0, Math.min(at, last))]!;
        pixels[begin + x] = part === 1 ? colour : over(pixels[begin + x]!, colour, part);
      }
    });
  };

  const clip = (contours: Contour[], draw: () => void) => {
    const outer = mask;
    const region = regionOf(contours, outer?.region ?? whole);
    const across = Math.max(0, region.right - region.left);
    const shares = new Float32Array(across * Math.max(0, region.bottom - region.top));
    const inner: Mask = { region, shares };
    cover(contours, region, (y, from, to, covered) => {
      const shift = offsetOf(inner, y);
      const outside = outer ? offsetOf(outer, y) : 0;
      for (let x = from; x < to; x++) {
        shares[shift + x] = outer ? covered * outer.shares[outside + x]! : covered;
      }
    });
    mask = inner;
    try {
      draw();
    } finally {
      mask = outer;
    }
  };

  return { width, height, rgba: new Uint8ClampedArray(pixels.buffer), fill, clip };
}

/** What to add to x to find a pixel of row y among a mask's shares. */
const offsetOf = ({ region }: Mask, y: number) =>
  (y - region.top) * (region.right - region.left) - region.left;

/** Lays a share of an opaque colour over a premultiplied pixel. */
function over(below: number, colour: number, share: number): number {
  const rest = 1 - share;
  const red = share * (colour & 255) + rest * (below & 255) + 0.5;
  const green = share * ((colour >>> 8) & 255) + rest * ((below >>> 8) & 255) + 0.5;
  const blue = share * ((colour >>> 16) & 255) + rest * ((below >>> 16) & 255) + 0.5;
  const alpha = share * 255 + rest * (below >>> 24) + 0.5;
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
