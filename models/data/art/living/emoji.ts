/** Living motion of Microsoft's animated emoji, fetched when the data is built. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { ANIMATED_EMOJI, fetchPackage } from '../fetch';
import { checkLicence, plainHex, type Source } from '../sources';
import { CLIP_FRAMES, centreInk } from './frames';
import { coverage, findLoop, phasesOf, thumbnail } from './loop';

export const animationSource = (items: number): Source => ({
  package: '@lobehub/fluent-emoji-anim-1 … 4',
  version: ANIMATED_EMOJI[0]!.version,
  licence: checkLicence({ ...ANIMATED_EMOJI[0]!, license: 'MIT' }),
  attribution:
    'Animations by Microsoft Corporation (https://github.com/microsoft/fluentui-emoji-animated), packed by LobeHub',
  copyright: 'Copyright (c) Microsoft Corporation. Copyright (c) 2023 LobeHub.',
  items,
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
 * @returns 16 frames over its loop, straight RGBA [192, 192, 4], or why it is no loop
 * @throws when the file holds a single frame or nothing visible
 */
export async function sampleAnimation(file: string): Promise<Uint8Array[] | string> {
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
  const frames = Array.from({ length: pages }, (_, index) =>
    data.subarray(index * edge * edge * 4, (index + 1) * edge * edge * 4),
  );
  const loop = findLoop(
    frames.map((frame) => thumbnail(frame, edge)),
    coverage,
  );
  if ('fault' in loop) return loop.fault;
  return centreInk(
    phasesOf(loop, CLIP_FRAMES).map((index) => frames[index]!),
    edge,
    file,
  );
}
