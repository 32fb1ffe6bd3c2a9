/** Prompts as people type them, the first frame of each on one sheet: what reading and drawing come to by eye. */
import { readFileSync } from 'node:fs';
import { type Spot, TILE, text, tile, writePng } from './sheet';
import type { Result } from './studio';

const COLUMNS = 8;
const EDGE = 128; // px
const GAP = 6; // px
const LINE = 13; // px
const LINES = 3; // of a label
const WIDTH = 22; // characters of a line

/**
 * @param file tab-separated; the first column holds the prompts, below its head “prompt” if it has one
 * @throws when there is none
 */
export function readPrompts(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const column = lines
    .filter((line) => !line.startsWith('# '))
    .map((line) => line.split('\t')[0]!.trim())
    .filter((one) => one !== '');
  const prompts = column[0] === 'prompt' ? column.slice(1) : column;
  if (prompts.length > 0) return prompts;
  throw new Error(`The file ${file} should hold prompts, one a line, and holds none.`);
}

/** @param file a PNG; what was refused is an empty tile */
export async function writePrompts(file: string, prompts: string[], drawn: Result[]) {
  const cell = { width: EDGE + GAP, height: EDGE + LINES * LINE + 2 * GAP };
  const place = (i: number): Spot => ({
    left: GAP + (i % COLUMNS) * cell.width,
    top: GAP + Math.floor(i / COLUMNS) * cell.height,
  });
  const pictures = prompts.flatMap((_, i) => {
    const picture = drawn[i]?.[0];
    return picture ? tile(picture, place(i)) : [];
  });
  const shapes = prompts.flatMap((prompt, i) => {
    const { left, top } = place(i);
    const ground = `<rect x="${left}" y="${top}" width="${EDGE}" height="${EDGE}" fill="${TILE}"/>`;
    const refused = drawn[i] ? [] : [text('refused', left + 42, top + EDGE / 2)];
    const labels = linesOf(`${i + 1} ${prompt}`).map((line, row) =>
      text(line, left, top + EDGE + (row + 1) * LINE, 11),
    );
    return [ground, ...refused, ...labels];
  });
  const height = GAP + Math.ceil(prompts.length / COLUMNS) * cell.height;
  await writePng(file, { width: GAP + COLUMNS * cell.width, height }, shapes, pictures);
}

/** As many as a label has; what goes beyond them is cut off. */
function linesOf(label: string): string[] {
  const lines = [''];
  for (const word of label.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(word.slice(0, WIDTH));
  }
  return lines.filter((line) => line !== '').slice(0, LINES);
}
