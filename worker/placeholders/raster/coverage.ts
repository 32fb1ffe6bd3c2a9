/**
 * How much of each pixel closed contours cover, exactly.
 *
 * Signed-area accumulation (as in font-rs and FreeType): every edge adds, where it passes, how much of
 * the area to its right begins there; a running sum along each row is the coverage. We rasterise
 * ourselves, for neither the worker of a null-origin iframe nor Node has the other's canvas, and the
 * same request must give the same bytes in both. No shape here needs more than filled polygons.
 */

/** Points x, y, x, y, … in px; the last one is joined to the first one. */
export type Contour = number[];

/** In whole px; `right` and `bottom` are the first ones outside. */
export interface Region {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const NOISE = 1e-4; // of a pixel: what rounding in float32 may leave

/** @returns the pixels that contours can touch within a region; empty ones have no width */
export function regionOf(contours: Contour[], within: Region): Region {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const contour of contours) {
    for (let i = 0; i < contour.length; i += 2) {
      left = Math.min(left, contour[i]!);
      right = Math.max(right, contour[i]!);
      top = Math.min(top, contour[i + 1]!);
      bottom = Math.max(bottom, contour[i + 1]!);
    }
  }
  return {
    left: Math.max(within.left, Math.floor(left)),
    top: Math.max(within.top, Math.floor(top)),
    right: Math.min(within.right, Math.ceil(right)),
    bottom: Math.min(within.bottom, Math.ceil(bottom)),
  };
}

/** Told of pixels `from` to `to` of row `y`, which are covered alike: more than 0, up to 1. */
export type OnRun = (y: number, from: number, to: number, covered: number) => void;

/**
 * A rasteriser for sheets of up to the given size. Contours of the same direction unite, those of
 * opposite directions cut holes into each other.
 *
 * @returns a function that calls `onRun` for all that contours cover within a region, row by row
 */
export function createCoverage(width: number, height: number) {
  const sums = new Float32Array((width + 2) * height); // [height, width + 2], zero between calls
  return (contours: Contour[], region: Region, onRun: OnRun) => {
    const across = region.right - region.left;
    const down = region.bottom - region.top;
    if (across <= 0 || down <= 0) return;
    const stride = across + 2;
    for (const contour of contours) {
      const n = contour.length;
      for (let i = 0; i < n; i += 2) {
        const j = i + 2 < n ? i + 2 : 0;
        const [x, y] = [contour[i]! - region.left, contour[i + 1]! - region.top];
        addEdge(sums, stride, down, x, y, contour[j]! - region.left, contour[j + 1]! - region.top);
      }
    }
    for (let y = 0; y < down; y++) {
      const begin = y * stride;
      let sum = 0;
      let x = 0;
      while (x < across) {
        const first = x;
        sum += sums[begin + x]!;
        do x++;
        while (x < across && sums[begin + x] === 0); // nothing begins or ends here
        const covered = Math.min(1, Math.abs(sum));
        if (covered < NOISE) continue;
        const exact = covered > 1 - NOISE ? 1 : covered;
        onRun(region.top + y, region.left + first, region.left + x, exact);
      }
      sums.fill(0, begin, begin + stride);
    }
  };
}

/** Splits an edge where it leaves the rows and columns, then adds its pieces. */
function addEdge(
  sums: Float32Array,
  stride: number,
  down: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
) {
  if (y0 === y1) return;
  const sign = y0 < y1 ? 1 : -1;
  const [fromX, fromY, toX, toY] = sign > 0 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (toX - fromX) / (toY - fromY); // px across in a row
  const end = Math.min(down, toY);
  let y = Math.max(0, fromY);
  let x = fromX + (y - fromY) * slope;
  const last = stride - 2; // the first column outside
  while (y < end) {
    const line = Math.floor(y);
    const nextY = Math.min(end, line + 1);
    const nextX = nextY === toY ? toX : fromX + (nextY - fromY) * slope;
    addPiece(sums, line * stride, last, x, nextX, sign * (nextY - y));
    [x, y] = [nextX, nextY];
  }
}

/** @param height of a piece of an edge within one row, negative where the edge goes up */
function addPiece(
  sums: Float32Array,
  begin: number,
  last: number,
  x0: number,
  x1: number,
  height: number,
) {
  const [from, to] = x0 < x1 ? [x0, x1] : [x1, x0];
  const first = Math.floor(from);
  if (to <= first + 1 || to <= 0 || from >= last) {
    addCell(sums, begin, last, first, (from + to) / 2, height);
    return;
  }
  const share = height / (to - from); // of the height in a px across
  const start = Math.max(from, 0); // what lies left of the region counts from its first column
  if (from < 0) addCell(sums, begin, last, -1, -1, share * -from);
  const stop = Math.min(to, last);
  if (to > last) addCell(sums, begin, last, last, last, share * (to - last));
  for (let x = start; x < stop; ) {
    const next = Math.min(stop, Math.floor(x) + 1);
    addCell(sums, begin, last, Math.floor(x), (x + next) / 2, share * (next - x));
    x = next;
  }
}

/** @param middle of the piece, in px: what is right of it in its pixel is covered */
function addCell(
  sums: Float32Array,
  begin: number,
  last: number,
  column: number,
  middle: number,
  height: number,
) {
  if (column < 0) {
    sums[begin]! += height;
  } else if (column < last) {
    const left = middle - column;
    sums[begin + column]! += height * (1 - left);
    sums[begin + column + 1]! += height * left;
  }
}
