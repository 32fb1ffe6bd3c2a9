/** A contact sheet: the key frames of each clip in a row, with its prompt under them. */
import sharp from 'sharp';
import type { Clip } from './references';

const COLUMNS = 3; // clips side by side
const CAPTION = 18; // px
const GAP = 8; // px

/**
 * @param clips key frames on mid-grey
 * @param captions one for each clip
 */
export async function writeSheet(file: string, clips: Clip[], captions: string[], edge: number) {
  const cell = { width: (clips[0]?.length ?? 0) * edge + GAP, height: edge + CAPTION };
  const width = COLUMNS * cell.width;
  const height = Math.ceil(clips.length / COLUMNS) * cell.height;
  const place = (i: number) => ({
    left: (i % COLUMNS) * cell.width,
    top: Math.floor(i / COLUMNS) * cell.height,
  });
  const pictures = clips.flatMap((clip, i) =>
    clip.map((frame, k) => ({
      input: Buffer.from(Uint8Array.from(frame, (value) => Math.round(value * 255))),
      raw: { width: edge, height: edge, channels: 3 as const },
      left: place(i).left + k * edge,
      top: place(i).top,
    })),
  );
  const texts = captions.map((caption, i) => {
    const { left, top } = place(i);
    const attributes = `x="${left + 4}" y="${top + edge + 13}" font-size="12" font-family="sans-serif"`;
    return `<text ${attributes}>${escapeXml(caption)}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${texts.join('')}</svg>`;
  await sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite([...pictures, { input: Buffer.from(svg), left: 0, top: 0 }])
    .png()
    .toFile(file);
}

const escapeXml = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`);
