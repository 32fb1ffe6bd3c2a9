/** A contact sheet: the key frames of each clip in a row, with its prompt under them. */
import sharp from 'sharp';
import type { Picture } from '../../../worker/api';
import type { Answer } from './answers';

const COLUMNS = 3; // clips side by side
const CAPTION = 18; // px
const GAP = 8; // px
const GROUND = '#f1f3f5';

/** Below a clip: black and white things are both seen on it. */
export const TILE = '#d9dde3';

/** Where something lies on a sheet, px. */
export interface Spot {
  left: number;
  top: number;
}

export async function writeSheet(file: string, answers: Answer[]) {
  const drawn = answers.flatMap(({ question, pictures = [] }) =>
    pictures.length > 0 ? { prompt: question.prompt, pictures } : [],
  );
  const frames = Math.max(0, ...drawn.map(({ pictures }) => pictures.length));
  const edge = drawn[0]?.pictures[0]?.width ?? 0;
  const cell = { width: frames * edge + GAP, height: edge + CAPTION };
  const place = (i: number): Spot => ({
    left: (i % COLUMNS) * cell.width,
    top: Math.floor(i / COLUMNS) * cell.height,
  });
  const pictures = drawn.flatMap((clip, i) =>
    clip.pictures.map((picture, k) =>
      tile(picture, { ...place(i), left: place(i).left + k * edge }),
    ),
  );
  const texts = drawn.map(({ prompt }, i) =>
    text(prompt, place(i).left + 4, place(i).top + edge + 13),
  );
  const height = Math.ceil(drawn.length / COLUMNS) * cell.height;
  await writePng(file, { width: COLUMNS * cell.width, height }, texts, pictures);
}

export const tile = ({ rgba, width, height }: Picture, spot: Spot) => ({
  input: Buffer.from(rgba),
  raw: { width, height, channels: 4 as const },
  ...spot,
});

/** @returns SVG */
export const text = (words: string, x: number, y: number, size = 12) =>
  `<text x="${x}" y="${y}" font-size="${size}" font-family="sans-serif">${escapeXml(words)}</text>`;

const escapeXml = (words: string) => words.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** @param shapes SVG, below the pictures */
export async function writePng(
  file: string,
  { width, height }: { width: number; height: number },
  shapes: string[],
  pictures: ReturnType<typeof tile>[],
) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${GROUND}"/>${shapes.join('')}</svg>`;
  await sharp(Buffer.from(svg)).composite(pictures).png({ compressionLevel: 9 }).toFile(file);
}
