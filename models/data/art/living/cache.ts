/**
 * Clips that were sampled before: decoding 730 MB of animations and drawing in a browser takes half an
 * hour. The folder is ignored by git; what is there holds for the very code that made it.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { CLIP_FRAMES, CLIP_SIZE } from './frames';

type Sampled = Uint8Array[] | string; // frames, or why there are none

const HERE = new URL('./', import.meta.url);
const FOLDER = fileURLToPath(new URL('../../packages/clips/', import.meta.url));

/**
 * @param files of this folder that a clip depends on
 * @returns what samples a clip unless it is there; `name` says all that it depends on besides
 */
export function createCache(files: string[]) {
  const code = createHash('sha256');
  for (const file of files) code.update(readFileSync(new URL(file, HERE)));
  const maker = code.digest('hex');
  return async (name: string, sample: () => Promise<Sampled>): Promise<Sampled> => {
    const key = createHash('sha256').update(`${maker} ${name}`).digest('hex').slice(0, 32);
    const [frames, fault] = [`${FOLDER}${key}.webp`, `${FOLDER}${key}.txt`];
    if (existsSync(fault)) return readFileSync(fault, 'utf8');
    if (existsSync(frames)) return load(frames);
    const sampled = await sample();
    mkdirSync(FOLDER, { recursive: true });
    if (typeof sampled === 'string') writeFileSync(fault, sampled);
    else await save(sampled, frames);
    return sampled;
  };
}

export const cachedEmoji = createCache(['loop.ts', 'frames.ts', 'emoji.ts']);
export const cachedDrawing = createCache(['loop.ts', 'frames.ts', 'drawings.ts', 'studio.ts']);

async function load(file: string): Promise<Uint8Array[]> {
  const all = await sharp(file).ensureAlpha().raw().toBuffer();
  const length = all.length / CLIP_FRAMES;
  return Array.from({ length: CLIP_FRAMES }, (_, i) => all.subarray(i * length, (i + 1) * length));
}

async function save(frames: Uint8Array[], file: string) {
  const raw = { width: CLIP_SIZE, height: CLIP_SIZE * CLIP_FRAMES, channels: 4 } as const;
  const strip = sharp(Buffer.concat(frames), { raw }).webp({ lossless: true, effort: 0 });
  await strip.toFile(`${file}.partial`);
  renameSync(`${file}.partial`, file);
}
