/**
 * `weights.bin` through the page: its small integers apart from the float32 between them, which are scales.
 *
 * Together they share an entropy coder's tables, and neither fits: apart they are 1 % smaller. Of floats, signs and
 * exponents resemble each other and the rest does not, so they go byte plane by byte plane.
 */
import type { FloatRun } from '../api';

export interface Apart {
  integers: Uint8Array;
  planes: Uint8Array; // of the floats: all first bytes, all second ones, …
}

const FLOAT = 4; // bytes

/** @param runs where floats lie, in order and apart */
export function unweave(bytes: Uint8Array, runs: FloatRun[]): Apart {
  const size = sizeOf(runs);
  const planes = new Uint8Array(size);
  const integers = new Uint8Array(bytes.length - size);
  let taken = 0;
  walk(bytes.length, runs, {
    float(at, index) {
      for (let i = 0; i < FLOAT; i++) planes[(i * size) / FLOAT + index] = bytes[at + i]!;
    },
    integers(begin, end) {
      integers.set(bytes.subarray(begin, end), taken);
      taken += end - begin;
    },
  });
  return { integers, planes };
}

/** The bytes that `unweave` took apart. */
export function weave({ integers, planes }: Apart, runs: FloatRun[]): Uint8Array {
  const size = sizeOf(runs);
  const bytes = new Uint8Array(integers.length + size);
  let taken = 0;
  walk(bytes.length, runs, {
    float(at, index) {
      for (let i = 0; i < FLOAT; i++) bytes[at + i] = planes[(i * size) / FLOAT + index]!;
    },
    integers(begin, end) {
      bytes.set(integers.subarray(taken, taken + end - begin), begin);
      taken += end - begin;
    },
  });
  return bytes;
}

const sizeOf = (runs: FloatRun[]) => runs.reduce((sum, [, count]) => sum + FLOAT * count, 0);

interface Visitor {
  float(at: number, index: number): void;
  integers(begin: number, end: number): void;
}

function walk(length: number, runs: FloatRun[], { float, integers }: Visitor): void {
  let at = 0;
  let index = 0; // of the next float
  for (const [begin, count] of runs) {
    integers(at, begin);
    for (let i = 0; i < count; i++) float(begin + FLOAT * i, index++);
    at = begin + FLOAT * count;
  }
  integers(at, length);
}
