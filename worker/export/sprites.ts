/** Frames → one sheet of all, and the CSS that plays it: for the web, without a script. */
import type { Picture } from '../api';
import type { Size } from '../picture/raster';
import { RequestError } from '../request';
import { encodePng } from './png';

const LONGEST = 16_384; // px: browsers paint no longer edge

export interface Sprites {
  png: Uint8Array;
  css: string;
  html: string; // shows it
}

/**
 * @param name of the files and of the CSS class
 * @param seconds of the loop
 * @throws {RequestError} when the sheet would be larger than browsers paint
 */
export function writeSprites(frames: readonly Picture[], name: string, seconds: number): Sprites {
  const { width, height } = frames[0]!;
  const grid = gridOf(frames.length, { width, height });
  return {
    png: encodePng(sheetOf(frames, grid.columns)),
    css: cssOf(name, { width, height }, grid, seconds),
    html: htmlOf(name),
  };
}

interface Grid {
  columns: number;
  rows: number;
}

/** As near to a square as whole rows allow, because `steps()` knows no row that is half full. */
function gridOf(count: number, { width, height }: Size): Grid {
  const grids = Array.from({ length: count }, (_, i) => i + 1)
    .filter((rows) => count % rows === 0)
    .map((rows): Grid => ({ rows, columns: count / rows }));
  const edge = ({ columns, rows }: Grid) => Math.max(columns * width, rows * height);
  const best = grids.reduce((a, b) => (edge(b) < edge(a) ? b : a));
  if (edge(best) <= LONGEST) return best;
  throw new RequestError(
    `A sprite sheet of ${count} frames would be ${edge(best)} px long, and browsers paint ${LONGEST} px at ` +
      'most: choose a smaller canvas or fewer frames.',
  );
}

function sheetOf(frames: readonly Picture[], columns: number): Picture {
  const { width, height } = frames[0]!;
  const sheet = { width: columns * width, height: (frames.length / columns) * height };
  const rgba = new Uint8ClampedArray(4 * sheet.width * sheet.height);
  for (const [i, frame] of frames.entries()) {
    const [left, top] = [(i % columns) * width, Math.floor(i / columns) * height];
    for (let y = 0; y < height; y++) {
      const row = frame.rgba.subarray(4 * y * width, 4 * (y + 1) * width);
      rgba.set(row, 4 * ((top + y) * sheet.width + left));
    }
  }
  return { ...sheet, rgba };
}

function cssOf(name: string, { width, height }: Size, { columns, rows }: Grid, seconds: number) {
  const across = `${name}-across calc(${seconds}s / ${rows}) steps(${columns}) infinite`; // in step for ever
  const down = `${name}-down ${seconds}s steps(${rows}) infinite`;
  return `/* ${columns * rows} frames, ${columns} in a row, made by FlashVideo */
.${name} {
  width: ${width}px;
  height: ${height}px;
  background: url("${name}.png") 0 0 no-repeat;
  animation: ${across}, ${down};
}

@keyframes ${name}-across {
  to { background-position-x: -${columns * width}px; }
}

@keyframes ${name}-down {
  to { background-position-y: -${rows * height}px; }
}

@media (prefers-reduced-motion: reduce) {
  .${name} { animation: none; }
}
`;
}

const htmlOf = (name: string) => `<!doctype html>
<meta charset="utf-8">
<title>${name}</title>
<link rel="stylesheet" href="${name}.css">
<div class="${name}"></div>
`;
