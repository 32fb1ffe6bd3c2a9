/** A picture to draw on: contours are filled with paint, one over the other. */
import { type Contour, createCoverage, type Region, regionOf } from './coverage';
import { compile, type Paint } from './paint';

export interface Sheet {
  width: number; // px
  height: number; // px
  /** Premultiplied RGBA, [height, width, 4]. */
  rgba: Uint8ClampedArray;
  /** @param opacity 0 to 1 */
  fill(contours: Contour[], paint: Paint, opacity?: number): void;
  /** What `body` draws is seen only within the contours, and within those of an outer clip. */
  clip(contours: Contour[], body: () => void): void;
}

interface Mask {
  region: Region;
  shares: Float32Array; // [height, width] of the region
}

export function createSheet(width: number, height: number): Sheet {
  const rgba = new Uint8ClampedArray(4 * width * height);
  const pixels = new Uint32Array(rgba.buffer); // little-endian, as every machine with WebAssembly
  const cover = createCoverage(width, height);
  const whole: Region = { left: 0, top: 0, right: width, bottom: height };
  let mask: Mask | undefined;

  const fill = (contours: Contour[], paint: Paint, opacity = 1) => {
    const region = regionOf(contours, mask?.region ?? whole);
    const { table, stepAt } = compile(paint);
    const solid = packed(table);
    cover(contours, region, (y, row) => {
      const inMask = mask && maskRow(mask, y, region.left);
      for (let i = 0, x = region.left; x < region.right; i++, x++) {
        const share = row[i]! * opacity * (inMask ? inMask[i]! : 1);
        if (share === 0) continue;
        const at = y * width + x;
        if (share === 1 && !stepAt) {
          pixels[at] = solid;
          continue;
        }
        const entry = stepAt ? 3 * stepAt(x, y) : 0;
        const rest = 1 - share;
        for (let channel = 0; channel < 3; channel++) {
          rgba[4 * at + channel] = share * table[entry + channel]! + rest * rgba[4 * at + channel]!;
        }
        rgba[4 * at + 3] = 255 * share + rest * rgba[4 * at + 3]!;
      }
    });
  };

  const clip = (contours: Contour[], body: () => void) => {
    const outer = mask;
    const region = regionOf(contours, outer?.region ?? whole);
    const across = Math.max(0, region.right - region.left);
    const shares = new Float32Array(across * Math.max(0, region.bottom - region.top));
    cover(contours, region, (y, row) => {
      const inOuter = outer && maskRow(outer, y, region.left);
      const begin = (y - region.top) * across;
      for (let i = 0; i < across; i++) shares[begin + i] = row[i]! * (inOuter ? inOuter[i]! : 1);
    });
    mask = { region, shares };
    try {
      body();
    } finally {
      mask = outer;
    }
  };

  return { width, height, rgba, fill, clip };
}

const packed = ([red, green, blue]: number[]) =>
  (0xff000000 | (blue! << 16) | (green! << 8) | red!) >>> 0;

/** The shares of a mask's row from the pixel `left` on. */
function maskRow({ region, shares }: Mask, y: number, left: number): Float32Array {
  const across = region.right - region.left;
  return shares.subarray((y - region.top) * across + left - region.left);
}
