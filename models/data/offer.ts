/**
 * `npm run offer`: measures what the shipped model draws of a pack, weights as stored, and leaves in its vocabulary
 * only what comes out well. What was held out of the training leaves too. Run it after each export.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import sharp from 'sharp';
import { loadModel } from '../../worker/model';
import { createDecoder, latentsOf } from '../../worker/network/decoder';
import { drawCodes } from '../../worker/network/retnet';
import type { Frame } from '../../worker/picture/raster';
import type { Vocabulary } from '../../worker/vocabulary';
import { readAssets, shippedFolder } from '../shipped';
import type { Index, Place } from './pack';

/** Least PSNR on white, dB, below which a designer sees another thing, or one that melts (a star of 22.4 melted, of the clips of 3.2 in 3d, 26.9 and more, none does). */
const LEAST = { picture: 24, clip: 26 };

/** A picture of a subject in a style, or its clip. */
interface Item {
  kind: 'picture' | 'clip';
  subject: number;
  style: number;
  place: Place;
}

const { values: flags } = parseArgs({
  options: { pack: { type: 'string', default: new URL('pack', import.meta.url).pathname } },
});
const index: Index = JSON.parse(readFileSync(`${flags.pack}/index.json`, 'utf8'));
const stores = {
  picture: readFileSync(`${flags.pack}/pictures.bin`),
  clip: readFileSync(`${flags.pack}/clips.bin`),
};
const vocabularyFile = new URL('vocabulary.json', shippedFolder);
const vocabulary: Vocabulary = JSON.parse(readFileSync(vocabularyFile, 'utf8'));
if (vocabulary.subjects.length !== index.subjects.length)
  throw new Error(
    `The vocabulary should hold the ${index.subjects.length} subjects of the pack, as it was exported, and holds ${vocabulary.subjects.length}.`,
  );
const measured = await measureAll(itemsOf(index));
const kept = offered(vocabulary, measured);
write('vocabulary.json', JSON.stringify(kept));
const clips = kept.subjects.flatMap(({ alive = [] }) => alive);
console.error(
  `${kept.subjects.length} of ${vocabulary.subjects.length} subjects, ${clips.length} clips of ${index.clips.length}`,
);
process.exit(0); // the runtime stays open

function itemsOf({ subjects, clips, heldOut }: Index): Item[] {
  const untrained = new Set(heldOut.map((pair) => pair.join()));
  const pictures = subjects.flatMap(({ pictures }, subject) =>
    pictures.flatMap((place, style): Item[] =>
      place && !untrained.has([subject, style].join())
        ? [{ kind: 'picture', subject, style, place }]
        : [],
    ),
  );
  const living = clips.map(({ subject, style, offset, length }): Item => {
    return { kind: 'clip', subject, style, place: { offset, length } };
  });
  return [...living, ...pictures];
}

/** Worst PSNR of each item, by its key. What was measured before, with the same weights, is remembered. */
async function measureAll(items: Item[]): Promise<ReadonlyMap<string, number>> {
  const weights = bytesToHex(sha256(readFileSync(new URL('weights.bin', shippedFolder))));
  const cache = new URL(`../../.cache/offer-${weights.slice(0, 12)}.jsonl`, import.meta.url);
  mkdirSync(new URL('.', cache), { recursive: true });
  const lines = existsSync(cache) ? readFileSync(cache, 'utf8').trimEnd().split('\n') : [];
  const known = new Map<string, number>(lines.map((line) => JSON.parse(line)));
  const measure = await openMeasure();
  for (const [i, item] of items.entries()) {
    if (known.has(keyOf(item))) continue;
    const worst = await measure(item);
    known.set(keyOf(item), worst);
    appendFileSync(cache, `${JSON.stringify([keyOf(item), worst])}\n`);
    if (i % 100 === 0) console.error(`${i} / ${items.length}`);
  }
  return known;
}

function keyOf({ kind, subject, style }: Pick<Item, 'kind' | 'subject' | 'style'>): string {
  return `${kind} ${subject} ${style}`;
}

async function openMeasure(): Promise<(item: Item) => Promise<number>> {
  const { networks, config, codebook } = await loadModel(await readAssets(), 'wasm');
  const decode = createDecoder(networks, config, codebook);
  const size = config.frame.cells ** 2 * codebook.groups; // codes of a key frame
  const { retnet, frame } = config;

  return async function measure({ kind, subject, style, place }) {
    const named = vocabulary.subjects[subject]!.caption;
    const life = kind === 'clip' ? vocabulary.alive.caption : [];
    const words = [...vocabulary.styles[style]!.caption, ...named, ...life];
    const keyFrames = kind === 'clip' ? frame.keyPhases.length : 1;
    const order = { keyFrames, block: retnet.defaultBlock, sampling: 'greedy' } as const;
    let codes: Uint16Array = new Uint16Array();
    for await (const drawn of drawCodes(networks, config, codebook, words, order))
      codes = drawn.codes;
    const truth = await readTruth(stores[kind], place);
    const errors: number[] = [];
    for (let k = 0; k < keyFrames; k++) {
      const own = codes.slice(k * size, (k + 1) * size);
      const made = await decode(own, latentsOf(own, codebook));
      const at = (k * truth.frames) / keyFrames;
      errors.push(psnr(made, frame.size, truth, at));
    }
    return Math.min(...errors);
  };
}

/** A picture, or the frames of a clip below each other, straight RGBA. */
interface Strip {
  edge: number; // px
  frames: number;
  rgba: Buffer; // [frames, edge, edge, 4]
}

async function readTruth(store: Buffer, { offset, length }: Place): Promise<Strip> {
  const webp = sharp(store.subarray(offset, offset + length)).ensureAlpha();
  const { data, info } = await webp.raw().toBuffer({ resolveWithObject: true });
  return { edge: info.width, frames: info.height / info.width, rgba: data };
}

/** On white, dB, 60 at most. Frames that are smaller lie in the middle of an empty one. */
function psnr(made: Frame, size: number, { edge, rgba }: Strip, frame: number): number {
  const margin = (size - edge) / 2;
  const area = size ** 2;
  let sum = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [u, v] = [x - margin, y - margin];
      const inside = u >= 0 && v >= 0 && u < edge && v < edge;
      const at = 4 * ((frame * edge + v) * edge + u);
      const alpha = inside ? rgba[at + 3]! / 255 : 0;
      for (let c = 0; c < 3; c++) {
        const truth = inside ? (alpha * rgba[at + c]!) / 255 + 1 - alpha : 1;
        sum += (made[c * area + y * size + x]! + 1 - made[3 * area + y * size + x]! - truth) ** 2;
      }
    }
  }
  return -10 * Math.log10(Math.max(1e-6, sum / (3 * area)));
}

/** The vocabulary without what does not come out, and without subjects that nothing is left of. */
function offered(whole: Vocabulary, worst: ReadonlyMap<string, number>): Vocabulary {
  const worstOf = (kind: Item['kind'], subject: number, style: number) =>
    worst.get(keyOf({ kind, subject, style })) ?? 0;
  const comesOut = (kind: Item['kind'], subject: number, style: number) =>
    worstOf(kind, subject, style) >= LEAST[kind];
  /** What moves as a whole goes before lines that draw themselves, however well these come out. */
  const rank = (subject: number, style: number) =>
    worstOf('clip', subject, style) - (whole.styles[style]!.name === 'outline' ? 100 : 0);
  const subjects = whole.subjects.flatMap(({ alive, styles, ...subject }, i) => {
    const drawn = styles.filter((style) => comesOut('picture', i, style));
    const living = (alive ?? [])
      .filter(({ style }) => comesOut('clip', i, style))
      .toSorted((a, b) => rank(i, b.style) - rank(i, a.style)); // the first is usual
    if (drawn.length === 0) return [];
    return [{ ...subject, styles: drawn, ...(living.length > 0 && { alive: living }) }];
  });
  return { ...whole, subjects };
}

/** Writes a file of the model, and its checksum into config.json. */
function write(name: string, text: string) {
  const config = new URL('config.json', shippedFolder);
  const described = JSON.parse(readFileSync(config, 'utf8'));
  described.checksums[name] = bytesToHex(sha256(new TextEncoder().encode(text)));
  writeFileSync(new URL(name, shippedFolder), text);
  writeFileSync(config, JSON.stringify(described, null, 1));
}
