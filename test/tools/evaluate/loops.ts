/** Whether loops close: the step from the last frame to the first, next to the other steps. */
import { createSprite, renderFrame } from '../../../models/data/art/render';
import { decodeGif } from '../../e2e/gif';
import { type Flat, flatten, onGrey, squaredError } from './pictures';
import type { Plain } from './questions';
import type { World } from './world';

export const framesOf = (gif: Uint8Array): Flat[] => decodeGif(gif).frames.map(flatten);

/** All frames of the true loop. */
export async function renderLoop(world: World, { subject, style, motion }: Plain): Promise<Flat[]> {
  const sprite = createSprite(await world.draw(subject, style));
  return world.motions[motion]!.loop!.map((pose) => onGrey(renderFrame(sprite, world.frame, pose)));
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
