/**
 * The first frame of each given prompt, numbered as in test/prompts/given.tsv, to be looked at:
 * `tsx test/tools/sheets/prompts.ts [docs/prompts.png]`. What names nothing to draw is left empty.
 */
import { readFileSync } from 'node:fs';
import sharp, { type OverlayOptions } from 'sharp';
import { readAssets } from '../../../models/shipped';
import { loadModel } from '../../../worker/model';
import { PromptError } from '../../../worker/request';
import { decodeGif } from '../../e2e/gif';
import { ask, make } from '../../support/clips';

const GIVEN = new URL('../../prompts/given.tsv', import.meta.url);
const COLUMNS = 10;
const EDGE = 128; // px of a picture on the sheet
const LABEL = 16; // px below it

const model = await loadModel(await readAssets(), 'wasm');
const size = model.config.frame.size;
const lines = readFileSync(GIVEN, 'utf8').split('\n');
const prompts = lines
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t')[0]!);
const tiles: OverlayOptions[] = [];
for (const [i, prompt] of prompts.entries()) {
  const left = EDGE * (i % COLUMNS);
  const top = (EDGE + LABEL) * Math.floor(i / COLUMNS);
  const picture = await draw(prompt.slice(0, 200));
  if (picture) tiles.push({ input: picture, left, top });
  tiles.push({ input: numbered(i + 1), left, top: top + EDGE });
}
const height = (EDGE + LABEL) * Math.ceil(prompts.length / COLUMNS);
await sharp({ create: { width: EDGE * COLUMNS, height, channels: 3, background: '#ffffff' } })
  .composite(tiles)
  .png({ palette: true })
  .toFile(process.argv[2] ?? 'docs/prompts.png');
process.exit(0); // the runtime stays open

async function draw(prompt: string): Promise<Buffer | null> {
  try {
    const look = { background: '#ffffff', width: size, height: size, seconds: 1, fps: 2 } as const;
    const { clip } = await make(model, ask(prompt, look));
    const raw = { width: clip.width, height: clip.height, channels: 4 } as const;
    const [frame] = decodeGif(clip.gif).frames;
    return await sharp(frame, { raw }).resize(EDGE, EDGE, { fit: 'inside' }).png().toBuffer();
  } catch (error) {
    if (error instanceof PromptError) return null;
    throw error;
  }
}

function numbered(number: number): Buffer {
  const text = `<text x="${EDGE / 2}" y="12" font-size="11" text-anchor="middle">${number}</text>`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${EDGE}" height="${LABEL}">${text}</svg>`,
  );
}
