/**
 * True renderings, and where a clip ranks among them. Nothing is left out: a rival is given up only once
 * its error exceeds that of the true rendering, which is mostly within a part of the first key frame, so
 * that its further poses need not be rendered.
 */

import { createSprite, renderFrame } from '../../../models/data/art/render';
import type { Affine } from '../../../worker/motion/maps';
import { type Clip, clipError, type Flat, isWithin, onGrey } from './pictures';
import type { Motion, World } from './world';

/** A picture in any pose, each rendered when it is first asked for. */
export type Poser = (pose: Affine) => Flat;

export interface Asked {
  subject: number;
  style: number;
  motion: number; // one with poses
}

/** A clip whose rank is wanted: how many rivals are as near as the true one or nearer. */
export interface Contest {
  clip: Clip;
  asked: Asked;
  most: number; // counting ends here
}

export async function createPoser(world: World, subject: number, style: number): Promise<Poser> {
  const sprite = createSprite(await world.draw(subject, style));
  const rendered = new Map<string, Flat>();
  return (pose) => {
    const key = pose.map((value) => value.toFixed(9)).join(); // many key frames share a pose
    const known = rendered.get(key);
    const flat = known ?? onGrey(renderFrame(sprite, world.frame, pose));
    if (!known) rendered.set(key, flat);
    return flat;
  };
}

/** The true rendering. */
export async function renderTruth(world: World, { subject, style, motion }: Asked): Promise<Clip> {
  const poser = await createPoser(world, subject, style);
  return posesOf(world, motion).map(poser);
}

/**
 * @param onSubject hears how many of how many pictures were looked at
 * @returns the rank of each clip among all subjects that there are pictures of in its style
 */
export async function rankSubjects(
  world: World,
  contests: Contest[],
  onSubject: (done: number, of: number) => void,
): Promise<number[]> {
  const limits: number[] = [];
  for (const { clip, asked } of contests)
    limits.push(clipError(clip, await renderTruth(world, asked)));
  const nearer = contests.map(() => 0);
  const styles = [...new Set(contests.map(({ asked }) => asked.style))];
  const pictures = styles.flatMap((style) =>
    world.subjects.flatMap((subject, index) =>
      subject.styles.includes(style) ? { subject: index, style } : [],
    ),
  );
  const posers = ahead(pictures, ({ subject, style }) => createPoser(world, subject, style));
  let done = 0;
  for await (const { item: rival, value: poser } of posers) {
    contests.forEach(({ clip, asked, most }, i) => {
      if (asked.style !== rival.style || asked.subject === rival.subject) return;
      if (nearer[i]! >= most) return;
      const poses = posesOf(world, asked.motion);
      if (isWithin(clip, (frame) => poser(poses[frame]!), limits[i]!)) nearer[i]!++;
    });
    onSubject(++done, pictures.length);
  }
  return nearer;
}

/** How many other motions are as near to each clip as the true one or nearer. */
export async function rankMotions(world: World, asked: Asked, clips: Clip[]): Promise<number[]> {
  const poser = await createPoser(world, asked.subject, asked.style);
  const poses = posesOf(world, asked.motion);
  const rivals = world.motions.filter((_, motion) => motion !== asked.motion);
  return clips.map((clip) => {
    const own = clipError(clip, poses.map(poser));
    const near = ({ poses: rival }: Motion) =>
      rival !== undefined && isWithin(clip, (frame) => poser(rival[frame]!), own);
    return rivals.filter(near).length;
  });
}

/** The pose at each key frame. */
export function posesOf({ motions }: World, motion: number): Affine[] {
  const { name, poses } = motions[motion]!;
  if (!poses) throw new Error(`The motion “${name}” should have poses, and has none.`);
  return poses;
}

const AHEAD = 8; // pictures that are decoded while others are looked at

/** The values of all items, in their order, a few of them awaited ahead of their use. */
async function* ahead<T, V>(items: T[], ask: (item: T) => Promise<V>) {
  const asked: Promise<V>[] = [];
  for (const [i, item] of items.entries()) {
    while (asked.length < Math.min(items.length, i + AHEAD)) asked.push(ask(items[asked.length]!));
    yield { item, value: await asked[i]! };
    delete asked[i];
  }
}
