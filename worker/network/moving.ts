/** Which cells of a frame between two key frames have something to show of their own, and which are copied. */
import type { Frame } from '../picture/raster';

/** Planes [5, grid, grid]: flow to the earlier key frame (x, y), to the later one (x, y), logit of their shares. */
export type Field = Float32Array;

const LEVEL = 1 / 255; // largest difference of premultiplied values that does not count
const FAINT = 6 / 255; // alpha below which there is nothing
const SAME = 6 / 255; // root mean square difference below which a cell looks the same
const REACH = 1.5 / 16; // cells: how far beyond its middle and its edge a pixel is read bilinearly

/** Visits each row of each cell in each plane of a frame: the cell, and where its values begin and end. */
function visitRows(
  frame: Frame,
  grid: number,
  visit: (cell: number, at: number, end: number) => void,
) {
  const size = Math.sqrt(frame.length / 4); // px
  const edge = size / grid; // px of a cell
  for (let row = 0; row < 4 * size; row++) {
    const first = Math.floor((row % size) / edge) * grid;
    for (let x = 0; x < grid; x++) {
      const at = row * size + x * edge;
      visit(first + x, at, at + edge);
    }
  }
}

/**
 * Takes the noise out of a frame: what is all but transparent becomes nothing, and cells that look as in
 * `first` become the same, for what stands still must not flicker though the codes of later key frames
 * may be a shade off.
 */
export function denoise(frame: Frame, first: Frame | undefined, grid: number) {
  const area = frame.length / 4;
  for (let i = 0; i < area; i++) {
    if (frame[3 * area + i]! >= FAINT) continue;
    for (let plane = 0; plane < 4; plane++) frame[plane * area + i] = 0;
  }
  if (!first) return;
  const error = new Float32Array(grid ** 2); // sum of squares
  visitRows(frame, grid, (cell, at, end) => {
    for (let i = at; i < end; i++) error[cell]! += (frame[i]! - first[i]!) ** 2;
  });
  const most = (frame.length / grid ** 2) * SAME ** 2;
  visitRows(frame, grid, (cell, at, end) => {
    if (error[cell]! < most) frame.set(first.subarray(at, end), at);
  });
}

/**
 * 1 where the pixels of a cell differ, [cells]. Codes would not tell: they describe a cell and what lies
 * around it, so that those of an empty cell differ when its neighbours do.
 */
export function changedCells(from: Frame, to: Frame, grid: number): Uint8Array {
  const changed = new Uint8Array(grid ** 2);
  visitRows(from, grid, (cell, at, end) => {
    for (let i = at; i < end && !changed[cell]; i++) {
      if (Math.abs(from[i]! - to[i]!) > LEVEL) changed[cell] = 1;
    }
  });
  return changed;
}

/** 1 where there is anything in a cell, [cells]. */
function drawnCells(frame: Frame, grid: number): Uint8Array {
  const drawn = new Uint8Array(grid ** 2);
  visitRows(frame, grid, (cell, at, end) => {
    for (let i = at; i < end && !drawn[cell]; i++) if (frame[i] !== 0) drawn[cell] = 1;
  });
  return drawn;
}

/**
 * 1 where a cell changes from one key frame to the next, or where something passes: its flow leads to what
 * is drawn in one key frame and no longer, or not yet, in the other, [cells].
 */
export function movingCells(from: Frame, to: Frame, field: Field, grid: number): Uint8Array {
  const changed = changedCells(from, to, grid);
  const drawn = [drawnCells(from, grid), drawnCells(to, grid)] as const;
  const leaving = drawn.map((cells) => cells.map((one, cell) => one & changed[cell]!)) as [
    Uint8Array,
    Uint8Array,
  ];
  return changed.map((one, cell) => {
    if (one) return 1;
    const empty = !drawn[0][cell];
    const leads = (end: 0 | 1) =>
      leadsTo(empty ? leaving[end] : changed, cell, field, 2 * end, grid);
    return leads(0) || leads(1) ? 1 : 0;
  });
}

/** Whether any pixel of a cell may be fetched from a marked one, by the flow in a plane and the next. */
function leadsTo(marked: Uint8Array, cell: number, field: Field, plane: number, grid: number) {
  const [column, row] = [cell % grid, Math.floor(cell / grid)];
  const within = (value: number) => Math.min(grid - 1, Math.max(0, value));
  let [left, right, top, bottom] = [grid, -grid, grid, -grid]; // cells: the flow here and around
  for (let y = within(row - 1); y <= within(row + 1); y++) {
    for (let x = within(column - 1); x <= within(column + 1); x++) {
      const at = plane * grid ** 2 + y * grid + x;
      const [u, v] = [(field[at]! * grid) / 2, (field[at + grid ** 2]! * grid) / 2];
      [left, right] = [Math.min(left, u), Math.max(right, u)];
      [top, bottom] = [Math.min(top, v), Math.max(bottom, v)];
    }
  }
  const last = [column + 1 + right + REACH, row + 1 + bottom + REACH].map((edge) =>
    Math.min(grid - 1, Math.ceil(edge) - 1),
  );
  for (let y = Math.max(0, Math.floor(row + top - REACH)); y <= last[1]!; y++) {
    for (let x = Math.max(0, Math.floor(column + left - REACH)); x <= last[0]!; x++) {
      if (marked[y * grid + x]) return true;
    }
  }
  return false;
}

/** The field where something moves; elsewhere it says that nothing does. */
export function stillElsewhere(field: Field, moving: Uint8Array): Field {
  const cells = moving.length;
  return field.map((value, i) => (i >= 4 * cells || moving[i % cells] ? value : 0));
}

/** Marks every cell at most `by` cells away, diagonals included, from a marked one. */
export function dilate(mask: Uint8Array, grid: number, by: number): Uint8Array {
  const wide = new Uint8Array(mask.length);
  const within = (value: number) => Math.min(grid - 1, Math.max(0, value));
  mask.forEach((marked, cell) => {
    if (!marked) return;
    const [x, y] = [cell % grid, Math.floor(cell / grid)];
    for (let row = within(y - by); row <= within(y + by); row++) {
      wide.fill(1, row * grid + within(x - by), row * grid + within(x + by) + 1);
    }
  });
  return wide;
}
