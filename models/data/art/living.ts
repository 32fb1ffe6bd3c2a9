/**
 * Living motion: clips of real animation, 16 frames over one loop. Microsoft's animated emoji are fetched
 * when the data is built; their key frames are kept here, small, for the evaluation to compare with.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { ANIMATED_EMOJI, fetchPackage } from './fetch';
import { checkLicence, plainHex, type Source } from './sources';

export const CLIP_FRAMES = 16; // over one loop
export const KEY_FRAMES = [0, 4, 8, 12]; // of them
export const SMALL = 64; // px: the edge of a kept key frame
const INK = 100; // px of the 128 px frame that a clip's largest extent spans
const FRAME = 128; // px
const VISIBLE = 12; // alpha

const LIST = new URL('living.txt', import.meta.url);
const KEPT = new URL('living.webp', import.meta.url); // [clips / 2, 2 × 4 key frames] of 64 px

/** Subject → words for what it does in its animation, in the order of the list. */
export function readLiving(): Map<string, string[]> {
  const lines = readFileSync(LIST, 'utf8').split('\n');
  const entries = lines.filter((line) => line.includes(':') && !line.startsWith('#'));
  return new Map(
    entries.map((line) => {
      const [name = '', words = ''] = line.split(':').map((part) => part.trim());
      return [name, words === '' ? [] : words.split(',').map((word) => word.trim())];
    }),
  );
}

export const animationSource = (): Source => ({
  package: '@lobehub/fluent-emoji-anim-1 … 4',
  version: ANIMATED_EMOJI[0]!.version,
  licence: checkLicence({ ...ANIMATED_EMOJI[0]!, license: 'MIT' }),
  attribution:
    'Animations by Microsoft Corporation (https://github.com/microsoft/fluentui-emoji-animated), packed by LobeHub',
  copyright: 'Copyright (c) Microsoft Corporation. Copyright (c) 2023 LobeHub.',
  items: readLiving().size,
});

/** Fetches the animated emoji. @returns code points → file */
export async function fetchAnimations(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const wanted of ANIMATED_EMOJI) {
    const folder = await fetchPackage(wanted);
    checkLicence(createRequire(import.meta.url)(`${folder}/package.json`));
    for (const file of readdirSync(`${folder}/assets`)) {
      files.set(plainHex(file.replace(/\.webp$/, '')), `${folder}/assets/${file}`);
    }
  }
  return files;
}

/**
 * @param file an animated WebP
 * @returns 16 frames over its loop, straight RGBA [128, 128, 4], the ink of all of them centred
 * @throws when the file holds a single frame or nothing visible
 */
export async function sampleAnimation(file: string): Promise<Uint8Array[]> {
  const { data, info } = await sharp(file, { pages: -1 })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const edge = info.width;
  const pages = info.height / edge; // libvips lays them below each other
  if (pages < 2 || !Number.isInteger(pages)) {
    throw new Error(
      `${file} should hold several square frames, and is ${edge} × ${info.height} px in all.`,
    );
  }
  const page = (index: number) =>
    data.subarray(index * edge * edge * 4, (index + 1) * edge * edge * 4);
  const chosen = Array.from({ length: CLIP_FRAMES }, (_, i) =>
    page(Math.round((i * pages) / CLIP_FRAMES) % pages),
  );
  return centreInk(chosen, edge, file);
}

/**
 * @param frames straight RGBA [edge, edge, 4]
 * @param name what an error calls them
 * @returns straight RGBA [128, 128, 4], the ink of all frames together centred
 * @throws when there is nothing visible
 */
export async function centreInk(
  frames: Uint8Array[],
  edge: number,
  name: string,
): Promise<Uint8Array[]> {
  const box = inkOf(frames, edge);
  if (box.side === 0) throw new Error(`${name} should show something, and is empty.`);
  return Promise.all(frames.map((rgba) => cut(rgba, edge, box)));
}

interface Square {
  left: number; // px, may lie outside of the picture
  top: number;
  side: number;
}

/** The square about the ink of all frames that a frame of 128 px shows. */
function inkOf(frames: Uint8Array[], edge: number): Square {
  let [left, top, right, bottom] = [edge, edge, -1, -1];
  for (const rgba of frames) {
    for (let i = 0; i < edge * edge; i++) {
      if (rgba[4 * i + 3]! < VISIBLE) continue;
      const [x, y] = [i % edge, Math.floor(i / edge)];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return { left: 0, top: 0, side: 0 };
  const side = Math.round((Math.max(right - left, bottom - top) + 1) * (FRAME / INK));
  return {
    left: Math.round((left + right + 1 - side) / 2),
    top: Math.round((top + bottom + 1 - side) / 2),
    side,
  };
}

async function cut(rgba: Uint8Array, edge: number, box: Square): Promise<Uint8Array> {
  const margin = edge; // clear on all sides, so that the square lies inside
  const raw = { width: edge, height: edge, channels: 4 } as const;
  const wide = await sharp(rgba, { raw })
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background: '#0000' })
    .raw()
    .toBuffer();
  const data = await sharp(wide, { raw: { ...raw, width: 3 * edge, height: 3 * edge } })
    .extract({ left: box.left + margin, top: box.top + margin, width: box.side, height: box.side })
    .resize(FRAME, FRAME)
    .raw()
    .toBuffer();
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 0) data.fill(0, i, i + 3);
  return data;
}

/** Frames below each other, as one WebP. */
export function encodeStrip(frames: Uint8Array[], edge = FRAME): Promise<Buffer> {
  const raw = { width: edge, height: edge * frames.length, channels: 4 } as const;
  return sharp(Buffer.concat(frames), { raw })
    .webp({ quality: 92, alphaQuality: 100, effort: 4 })
    .toBuffer();
}

/** Keeps the key frames of all clips, in the order of the list. @param clips 16 frames each */
export async function keepKeyFrames(clips: Uint8Array[][]) {
  const rows = Math.ceil(clips.length / 2);
  const tiles = await Promise.all(
    clips.flatMap((frames, clip) =>
      KEY_FRAMES.map(async (frame, k) => ({
        input: await shrink(frames[frame]!),
        raw: { width: SMALL, height: SMALL, channels: 4 as const },
        left: ((clip % 2) * KEY_FRAMES.length + k) * SMALL,
        top: Math.floor(clip / 2) * SMALL,
      })),
    ),
  );
  const size = { width: 2 * KEY_FRAMES.length * SMALL, height: rows * SMALL };
  await sharp({ create: { ...size, channels: 4, background: '#0000' } })
    .composite(tiles)
    .webp({ quality: 70, alphaQuality: 80, effort: 6 })
    .toFile(fileURLToPath(KEPT));
}

export const shrink = (rgba: Uint8Array): Promise<Buffer> =>
  sharp(rgba, { raw: { width: FRAME, height: FRAME, channels: 4 } })
    .resize(SMALL, SMALL)
    .raw()
    .toBuffer();

let kept: Promise<Buffer> | undefined;

/** The kept key frames of one clip, straight RGBA [64, 64, 4]. @param clip its place in the list */
export async function keptKeyFrames(clip: number): Promise<Uint8Array[]> {
  kept ??= sharp(fileURLToPath(KEPT)).ensureAlpha().raw().toBuffer();
  const all = await kept;
  const width = 2 * KEY_FRAMES.length * SMALL;
  return KEY_FRAMES.map((_, k) => {
    const [left, top] = [
      ((clip % 2) * KEY_FRAMES.length + k) * SMALL,
      Math.floor(clip / 2) * SMALL,
    ];
    const frame = new Uint8Array(SMALL * SMALL * 4);
    for (let y = 0; y < SMALL; y++) {
      const from = ((top + y) * width + left) * 4;
      frame.set(all.subarray(from, from + SMALL * 4), y * SMALL * 4);
    }
    return frame;
  });
}
