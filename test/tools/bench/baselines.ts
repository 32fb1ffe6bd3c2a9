/** The graphs that models/train/baselines.py writes: their weights are made up here, for only time is compared. */
import { readFileSync } from 'node:fs';
import type { Engine } from '../../../worker/api';
import { createRandom } from '../../../worker/network/random';
import { createSession, type Session } from '../../../worker/network/session';

export type Baseline = 'kv' | 'append' | 'prefix' | 'masked' | 'matmul' | 'chain';

const FOLDER = new URL('baselines/', import.meta.url);

/** float32 bytes of weights, and nodes of a run; `retnet` is the shipped graph. */
export const INDEX: Record<Baseline | 'retnet', { bytes: number; nodes: number }> = JSON.parse(
  readFileSync(new URL('index.json', FOLDER), 'utf8'),
);

/** @param onGpu names of outputs that stay on the GPU */
export function openBaseline(name: Baseline, engine: Engine, onGpu?: string[]): Promise<Session> {
  const weights = randomFloats(INDEX[name].bytes / 4);
  return createSession(name, readBaseline(name), new Uint8Array(weights.buffer), engine, onGpu);
}

export const readBaseline = (name: Baseline) =>
  new Uint8Array(readFileSync(new URL(`${name}.onnx`, FOLDER)));

/** Small numbers around 0, so that no activation overflows or fades into denormals. */
export function randomFloats(count: number): Float32Array {
  const random = createRandom(1);
  return new Float32Array(count).map(() => (random() - 0.5) / 8);
}
