/** Prompts as people type them, the first frame of each on one sheet: what reading and drawing come to by eye. */
import type { Result } from '../draw/studio';
import { type Spot, square, text, tile, writePng } from './sheet';

const COLUMNS = 8;
const EDGE = 256; // px
const GAP = 8; // px
const LINE = 16; // px
const LINES = 2; // of a label
const WIDTH = 36; // characters of a line

/** @param file a PNG; what was refused is an empty tile */
export async function writePrompts(file: string, prompts: string[], drawn: Result[]) {
  const cell = { width: EDGE + GAP, height: EDGE + LINES * LINE + 2 * GAP };
  const place = (i: number): Spot => ({
    left: GAP + (i % COLUMNS) * cell.width,
    top: GAP + Math.floor(i / COLUMNS) * cell.height,
  });
  const pictures = prompts.flatMap((_, i) => {
    const picture = drawn[i]?.pictures[0];
    return picture ? tile(picture, place(i)) : [];
  });
  const shapes = prompts.flatMap((prompt, i) => {
    const { left, top } = place(i);
    const middle = { left: left + EDGE / 3, top: top + EDGE / 2 };
    const refused = drawn[i] ? [] : [text('refused', middle, 14)];
    const labels = linesOf(`${i + 1} ${prompt}`).map((line, row) =>
      text(line, { left, top: top + EDGE + (row + 1) * LINE }, 13),
    );
    return [square(place(i), EDGE), ...refused, ...labels];
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
