/** Sheets of what is drawn above what is true, at full size on white: one a style, and one of clips. */
import { join } from 'node:path';
import type { Picture } from '../../../../worker/api';
import { type Answer, ofKind } from '../score/answers';
import type { World } from '../truth/world';
import { type Spot, square, text, tile, writePng } from './sheet';

const EDGE = 256; // px
const [GAP, LABEL] = [8, 16]; // px
const COLUMNS = 8; // pictures side by side
const ROWS = 6; // at most
const WHITE = '#ffffff';

interface Beside {
  label: string;
  drawn: Picture[]; // side by side
  truth: Picture[]; // below
}

/** Writes `flat.png` and so on and `living.png` into a folder. */
export async function writeSheets(folder: string, world: World, answers: Answer[]) {
  const pictures = ofKind(answers, 'picture');
  for (const [style, { name }] of world.styles.entries()) {
    const some = pictures.filter(({ question }) => question.style === style);
    const cells: Beside[] = [];
    for (const { question, drawn } of some.slice(0, COLUMNS * ROWS)) {
      const truth = pictureOf(await world.draw(question.subject, style));
      cells.push({ label: question.prompt, drawn: drawn!.pictures, truth: [truth] });
    }
    await writeBeside(join(folder, `${name}.png`), cells, COLUMNS);
  }
  const clips: Beside[] = [];
  for (const { question, drawn } of ofKind(answers, 'clip').slice(0, ROWS)) {
    const frames = await world.clip(question.subject, question.style);
    const truth = world.phases.map((phase) => frames[Math.round(phase * frames.length)]!);
    const step = drawn!.pictures.length / world.phases.length;
    clips.push({
      label: question.prompt,
      drawn: drawn!.pictures.filter((_, i) => i % step === 0),
      truth: truth.map(pictureOf),
    });
  }
  await writeBeside(join(folder, 'living.png'), clips, 1);
}

const pictureOf = (rgba: Uint8Array): Picture => ({
  width: EDGE,
  height: EDGE,
  rgba: new Uint8ClampedArray(rgba),
});

async function writeBeside(file: string, cells: Beside[], columns: number) {
  if (cells.length === 0) return;
  const cell = { width: cells[0]!.drawn.length * EDGE + GAP, height: 2 * EDGE + LABEL + GAP };
  const place = (i: number): Spot => ({
    left: (i % columns) * cell.width,
    top: Math.floor(i / columns) * cell.height,
  });
  const spots = cells.flatMap(({ drawn, truth }, i) =>
    [drawn, truth].flatMap((row, below) =>
      row.map((picture, k) => {
        const { left, top } = place(i);
        return { picture, spot: { left: left + k * EDGE, top: top + LABEL + below * EDGE } };
      }),
    ),
  );
  const labels = cells.map(({ label }, i) => {
    const { left, top } = place(i);
    return text(label, { left: left + 4, top: top + LABEL - 4 });
  });
  const size = {
    width: Math.min(columns, cells.length) * cell.width,
    height: Math.ceil(cells.length / columns) * cell.height,
  };
  const grounds = spots.map(({ spot }) => square(spot, EDGE, WHITE));
  const tiles = spots.map(({ picture, spot }) => tile(picture, spot));
  await writePng(file, size, [...grounds, ...labels], tiles);
}
