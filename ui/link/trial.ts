/** Which engine is the faster one: two workers timed, and how long the answer holds. */
import type { Verdict } from '../../plugin/protocol';
import type { Engine } from '../../worker/api';
import type { Body } from '../body';

const DAY = 24 * 3600 * 1000; // ms

/** Whether a verdict still holds: drivers and machines change, though not by the hour. */
export const isFresh = (verdict: Verdict | null): verdict is Verdict =>
  verdict !== null && Math.abs(Date.now() - verdict.at) < DAY;

/**
 * Times a key frame in either worker, in the second between its clips.
 *
 * @param known whether the GPU has proved to be faster before, so that nothing needs to be timed
 */
export async function race(
  gpu: Body,
  wasm: Body,
  known: boolean,
): Promise<{ faster: Engine; reason: string }> {
  if (known) {
    const reason = 'Runs on WebGPU, which was faster than WASM when both were tried today.';
    return { faster: 'webgpu', reason };
  }
  const gpuMs = await gpu.call((api) => api.time());
  const wasmMs = await wasm.call((api) => api.time());
  if (gpuMs < wasmMs) {
    const times = `a key frame takes ${gpuMs} ms against ${wasmMs} ms on WASM`;
    return { faster: 'webgpu', reason: `Runs on WebGPU, the faster one: ${times}.` };
  }
  const times = `a key frame takes ${wasmMs} ms against ${gpuMs} ms on WebGPU`;
  return { faster: 'wasm', reason: `Runs on WASM, the faster one: ${times}.` };
}

/** Settles as `work` does, or rejects when it takes too long. */
export function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`it took longer than ${patience / 1000} s`));
    const timer = setTimeout(late, patience);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
