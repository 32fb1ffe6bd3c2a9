/** Which engine is the faster one: two workers timed, and how long the answer holds. */
import type { Verdict } from '../../plugin/protocol';
import type { Engine } from '../../worker/api';
import type { Body } from '../body';
import { WORDS } from '../words';

const DAY = 24 * 3600 * 1000; // ms

/** Whether a verdict still holds: drivers and machines change, though not by the hour. */
export const isFresh = (verdict: Verdict | null): verdict is Verdict =>
  verdict !== null && Math.abs(Date.now() - verdict.at) < DAY;

const SHADERS = 2_000; // ms in which a fast GPU compiles what it runs, and more
const KEY_FRAMES = 4; // of a clip that lives

/**
 * Times a key frame in either worker, in the second between its clips. A GPU whose first runs take longer than WASM
 * takes for a clip is not waited for.
 *
 * @param known whether the GPU has proved to be faster before, so that nothing needs to be timed
 */
export async function race(
  gpu: Body,
  wasm: Body,
  known: boolean,
): Promise<{ faster: Engine; reason: string }> {
  const rehearse = () => gpu.call((api) => api.rehearse());
  if (known) {
    await rehearse();
    return { faster: 'webgpu', reason: WORDS.runs.gpuWasFaster };
  }
  const wasmMs = await wasm.call((api) => api.time());
  const patience = SHADERS + KEY_FRAMES * wasmMs;
  const slow = { faster: 'wasm', reason: WORDS.runs.gpuIsSlow(patience / 1000) } as const;
  const late = new Promise<typeof slow>((resolve) => setTimeout(resolve, patience, slow));
  const given = await Promise.race([rehearse(), late]);
  if (given) return given;
  const gpuMs = await gpu.call((api) => api.time());
  return gpuMs < wasmMs
    ? { faster: 'webgpu', reason: WORDS.runs.gpuIsFaster(gpuMs, wasmMs) }
    : { faster: 'wasm', reason: WORDS.runs.wasmIsFaster(wasmMs, gpuMs) };
}

/** Settles as `work` does, or rejects when it takes too long. */
export function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`it took longer than ${patience / 1000} s`));
    const timer = setTimeout(late, patience);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
