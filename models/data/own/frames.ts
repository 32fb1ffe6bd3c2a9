/** A team's animation → the still picture and the clip that a pack holds. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { CLIP_FRAMES, centreInk } from '../art/living/frames';
import { drawSprite } from '../art/sprite';
import { messageOf } from './problems';

const SIDE = { min: 16, max: 4096 }; // px
const FRAMES = { min: 2, max: 1000 };
const WORKING = 512; // px: more than twice the frame that is trained, however large the file is
const DEFAULT_DELAY = 100; // ms: what browsers take a shorter delay than SHORTEST_DELAY for
const SHORTEST_DELAY = 20; // ms

/** A checked animation of which nothing is decoded yet. */
interface Animation {
  name: string;
  edge: number; // px: of the square that a frame is put in
  delays: number[]; // ms, one a frame
  frame(index: number): Sharp;
}

/**
 * @param path an animated GIF or WebP, or a folder of numbered PNGs
 * @returns its first frame as the still picture, straight RGBA [256, 256, 4]
 * @throws when the file is no animation, or its first frame shows nothing
 */
export async function drawStill(path: string): Promise<Uint8Array> {
  const animation = await open(path);
  const { name, edge } = animation;
  const rgba = await square(animation, 0);
  if (rgba.every((value, i) => i % 4 < 3 || value === 0)) {
    throw new Error(`${name} should show the whole subject in its first frame, and that is empty.`);
  }
  const png = await sharp(rgba, { raw: { width: edge, height: edge, channels: 4 } })
    .png()
    .toBuffer();
  const href = `data:image/png;base64,${png.toString('base64')}`;
  return drawSprite(`<image width="${edge}" height="${edge}" xlink:href="${href}"/>`, edge);
}

/**
 * @returns 16 frames over its loop, straight RGBA [192, 192, 4], their ink centred
 * @throws when the file is no animation, shows nothing or does not move
 */
export async function drawClip(path: string): Promise<Uint8Array[]> {
  const animation = await open(path);
  const frames: Uint8Array[] = [];
  for (const index of shownFrames(animation.delays)) frames.push(await square(animation, index));
  const clip = await centreInk(frames, animation.edge, animation.name);
  const first = Buffer.from(frames[0]!);
  if (frames.every((frame) => first.equals(frame))) {
    throw new Error(`${animation.name} should move, and all its frames are alike.`);
  }
  return clip;
}

/** Which frame shows at each of the 16 instants of the loop. @param delays ms */
export function shownFrames(delays: number[]): number[] {
  let time = 0;
  const ends = delays.map((delay) => {
    time += delay < SHORTEST_DELAY ? DEFAULT_DELAY : delay;
    return time;
  });
  return Array.from({ length: CLIP_FRAMES }, (_, i) =>
    ends.findIndex((end) => end > (i / CLIP_FRAMES) * time),
  );
}

function open(path: string): Promise<Animation> {
  if (!existsSync(path)) throw new Error(`${path} should be a file or a folder, and is missing.`);
  return statSync(path).isDirectory() ? openSequence(path) : openFile(path);
}

async function openFile(path: string): Promise<Animation> {
  const info = await inspect(path);
  const { pages = 1, delay, format } = info;
  const size = { width: info.width, height: info.pageHeight ?? info.height };
  const hint =
    format === 'png'
      ? ' Of an animated PNG only the first frame can be read: save it as WebP.'
      : '';
  check(path, size, pages, hint);
  return {
    name: path,
    edge: edgeOf(size),
    delays: delay?.length === pages ? delay : Array(pages).fill(DEFAULT_DELAY),
    frame: (page) => sharp(path, { page }),
  };
}

async function openSequence(folder: string): Promise<Animation> {
  const files = readdirSync(folder).filter((file) => /^[^.].*\.png$/i.test(file));
  const stray = files.find((file) => !/\d/.test(file));
  if (stray) {
    throw new Error(`${join(folder, stray)} should have a number like 001.png, and has none.`);
  }
  files.sort(new Intl.Collator('en', { numeric: true }).compare);
  const paths = files.map((file) => join(folder, file));
  checkCount(folder, paths.length, ' PNGs make the frames.');
  const size = await inspect(paths[0]!);
  for (const path of paths) {
    const other = await inspect(path);
    check(path, other, paths.length);
    if (spoken(other) !== spoken(size)) {
      throw new Error(
        `${path} should be ${spoken(size)} like ${paths[0]}, and is ${spoken(other)}.`,
      );
    }
  }
  return {
    name: folder,
    edge: edgeOf(size),
    delays: paths.map(() => DEFAULT_DELAY),
    frame: (index) => sharp(paths[index]!),
  };
}

async function inspect(path: string): Promise<Metadata> {
  try {
    return await sharp(path).metadata();
  } catch (error) {
    throw undecodable(path, error);
  }
}

const undecodable = (path: string, error: unknown) =>
  new Error(
    `${path} should be a GIF, a WebP or a PNG, and cannot be decoded: ${messageOf(error)}.`,
  );

interface Size {
  width: number; // px
  height: number;
}

const spoken = ({ width, height }: Size) => `${width} × ${height} px`;
const edgeOf = ({ width, height }: Size) => Math.min(WORKING, Math.max(width, height));

function check(path: string, size: Size, frames: number, hint = '') {
  checkCount(path, frames, hint);
  if (
    Math.min(size.width, size.height) < SIDE.min ||
    Math.max(size.width, size.height) > SIDE.max
  ) {
    throw new Error(
      `${path} should be ${SIDE.min} to ${SIDE.max} px a side, and is ${spoken(size)}.`,
    );
  }
}

function checkCount(path: string, frames: number, hint: string) {
  if (frames < FRAMES.min || frames > FRAMES.max) {
    throw new Error(
      `${path} should have ${FRAMES.min} to ${FRAMES.max} frames, and has ${frames}.${hint}`,
    );
  }
}

/** A frame in the middle of a clear square, straight RGBA [edge, edge, 4]. */
async function square({ name, edge, frame }: Animation, index: number): Promise<Uint8Array> {
  try {
    return await frame(index)
      .toColourspace('srgb')
      .ensureAlpha()
      .resize({ width: edge, height: edge, fit: 'contain', background: '#0000' })
      .raw()
      .toBuffer();
  } catch (error) {
    throw undecodable(`frame ${index + 1} of ${name}`, error);
  }
}
