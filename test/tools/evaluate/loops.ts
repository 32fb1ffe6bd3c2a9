/** Whether loops close: the step from the last frame to the first, next to the other steps. */
import { type Flat, squaredError } from './pictures';
import type { Plain } from './questions';
import { createPoser } from './things';
import type { World } from './world';

export const LOOP = 16; // frames

/** All frames of the true loop. */
export async function renderLoop(world: World, { subject, style, motion }: Plain): Promise<Flat[]> {
  const poser = await createPoser(world, subject, style);
  return Array.from({ length: LOOP }, (_, i) => poser(world.motions[motion]!, i / LOOP));
}

/**
 * The mean over all loops of the closing step over the median step; null where nothing moves. A motion
 * that is fast where the loop closes, as one that follows a sine is, has more than 1 by nature.
 */
export function loopError(loops: Flat[][]): number | null {
  const ratios = loops.flatMap((frames) => {
    const steps = frames.map((frame, i) => {
      return Math.sqrt(squaredError(frame, frames[(i + 1) % frames.length]!));
    });
    const typical = steps.slice(0, -1).sort((a, b) => a - b)[Math.floor(steps.length / 2)]!;
    return typical > 0 ? steps.at(-1)! / typical : [];
  });
  if (ratios.length === 0) return null;
  return Math.round((ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length) * 1e3) / 1e3;
}
