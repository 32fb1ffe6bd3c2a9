import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const FORMAT = '1'; // count up when drawings are made otherwise

/** Drawings of one model, by the checksums of its files. */
export function openCache(checksums: Record<string, string>) {
  const key = hash(FORMAT + JSON.stringify(checksums));
  const folder = `.cache/thumbnails/${key}`;
  mkdirSync(folder, { recursive: true });
  const pathOf = (thing: string) => `${folder}/${hash(thing)}.png`;
  return {
    get: (thing: string): Uint8Array | null =>
      existsSync(pathOf(thing)) ? readFileSync(pathOf(thing)) : null,
    set(thing: string, png: Uint8Array): void {
      writeFileSync(`${pathOf(thing)}.part`, png);
      renameSync(`${pathOf(thing)}.part`, pathOf(thing)); // a run that is stopped leaves no half file behind
    },
  };
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24);
