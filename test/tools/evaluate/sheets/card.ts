/**
 * The sheet that goes with the model card: clips of given prompts, two frames of each, numbered and without their
 * prompts, so that somebody who was not shown them can say what they see. The prompts lie beside it.
 */
import { writeFile } from 'node:fs/promises';
import type { Result } from '../draw/studio';
import { type Spot, square, text, tile, writePng } from './sheet';

export const CARD = 64; // clips
export const CARD_PHASES = [0, 0.25, 0.5, 0.75]; // that are drawn
const SHOWN = 2; // of them: at rest, and a quarter of the loop later

const COLUMNS = 8;
const EDGE = 256; // px
const [GAP, INNER, HEAD] = [20, 4, 26]; // px: around clips, between their frames, above them

/** @param file a PNG; the prompts are written beside it as JSON */
export async function writeCard(file: string, prompts: string[], drawn: Result[]) {
  const cell = { width: SHOWN * (EDGE + INNER) + GAP, height: EDGE + HEAD };
  const place = (i: number): Spot => ({
    left: (i % COLUMNS) * cell.width + GAP,
    top: Math.floor(i / COLUMNS) * cell.height,
  });
  const spots = prompts.flatMap((_, i) =>
    Array.from({ length: SHOWN }, (_, k): { spot: Spot; i: number; k: number } => {
      const { left, top } = place(i);
      return { spot: { left: left + k * (EDGE + INNER), top: top + HEAD }, i, k };
    }),
  );
  const pictures = spots.flatMap(({ spot, i, k }) => {
    const picture = drawn[i]?.pictures[k];
    return picture ? tile(picture, spot) : [];
  });
  const numbers = prompts.map((_, i) => {
    const { left, top } = place(i);
    return text(`${i + 1}`, { left, top: top + 18 }, 16);
  });
  const grounds = spots.map(({ spot }) => square(spot, EDGE));
  const height = Math.ceil(prompts.length / COLUMNS) * cell.height + GAP;
  const size = { width: COLUMNS * cell.width + GAP, height };
  await writePng(file, size, [...grounds, ...numbers], pictures);
  const list = prompts.map((prompt, i) => ({ number: i + 1, prompt }));
  await writeFile(file.replace(/(\.png)?$/, '.json'), `${JSON.stringify(list, null, 2)}\n`);
}
