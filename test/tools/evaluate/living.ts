/** Real animation: a clip is compared with the kept key frames, at their size, among those of its kind. */
import { type Clip, clipError, flatten, halve, isWithin } from './pictures';
import { createPoser } from './things';
import type { World } from './world';

export interface Living {
  clip: Clip; // at the model's size
  subject: number;
}

/** The true key frames of all animated subjects, at 64 px. */
export async function readTruths(world: World): Promise<Map<number, Clip>> {
  const truths = new Map<number, Clip>();
  for (const [subject, { alive }] of world.subjects.entries()) {
    if (alive) truths.set(subject, (await world.living(subject)).map(flatten));
  }
  return truths;
}

/** How many others are as near as the true one or nearer. */
export function rankLiving(truths: Map<number, Clip>, { clip, subject }: Living): number {
  const small = clip.map(halve);
  const own = clipError(small, truths.get(subject)!);
  return [...truths].filter(
    ([rival, truth]) => rival !== subject && isWithin(small, (frame) => truth[frame]!, own),
  ).length;
}

/** How many motions that are no real animation are as near as it or nearer. */
export async function rankAlive(
  world: World,
  truths: Map<number, Clip>,
  { clip, subject }: Living,
): Promise<number> {
  const small = clip.map(halve);
  const own = clipError(small, truths.get(subject)!);
  const posers = await Promise.all(
    world.subjects[subject]!.styles.map((style) => createPoser(world, subject, style)),
  );
  return world.motions.filter(
    (motion) =>
      motion.map &&
      posers.some((poser) => isWithin(small, (i) => halve(poser(motion, world.phases[i]!)), own)),
  ).length;
}
