/** How much of a clip a network has to draw. */
import { CLIP_SIZE } from './frames';

const CELL = 16; // px; these three are the tokeniser's (models/train/config.py)
const SAME = (4 / 255) ** 2; // mean squared difference up to which a cell is not drawn again
const KEY_FRAMES = 8;

/**
 * Cells that its key frames draw, each over those before it: a cell is drawn where it no longer looks as it did when
 * it was drawn last, and the canvas is blank at first.
 *
 * @param frames straight RGBA [CLIP_SIZE, CLIP_SIZE, 4] of one loop
 */
export function countDrawn(frames: readonly Uint8Array[]): number {
  const edge = CLIP_SIZE / CELL;
  const shown = new Float32Array(4 * CLIP_SIZE * CLIP_SIZE);
  let drawn = 0;
  for (let k = 0; k < KEY_FRAMES; k++) {
    const now = premultiplied(frames[(k * frames.length) / KEY_FRAMES]!);
    for (let cell = 0; cell < edge * edge; cell++) {
      const left = CELL * (cell % edge);
      const top = CELL * Math.floor(cell / edge);
      if (difference(now, shown, left, top) <= SAME) continue;
      drawn++;
      copyCell(now, shown, left, top);
    }
  }
  return drawn;
}

/** 0..1 */
function premultiplied(rgba: Uint8Array): Float32Array {
  return Float32Array.from(rgba, (value, i) => {
    const alpha = rgba[i | 3]!;
    return (i % 4 === 3 ? alpha : Math.round((value * alpha) / 255)) / 255;
  });
}

function difference(a: Float32Array, b: Float32Array, left: number, top: number): number {
  let sum = 0;
  for (let y = top; y < top + CELL; y++) {
    const row = 4 * (y * CLIP_SIZE + left);
    for (let i = row; i < row + 4 * CELL; i++) sum += (a[i]! - b[i]!) ** 2;
  }
  return sum / (4 * CELL * CELL);
}

function copyCell(from: Float32Array, to: Float32Array, left: number, top: number) {
  for (let y = top; y < top + CELL; y++) {
    const row = 4 * (y * CLIP_SIZE + left);
    to.set(from.subarray(row, row + 4 * CELL), row);
  }
}
