/**
 * True renderings, and where a clip ranks among them. Nothing is left out: a rival is given up only once
 * its error exceeds that of the true rendering, which is mostly within a part of the first key frame, so
 * that its further poses need not be rendered.
 */
import { type Clip, clipError, isWithin } from './pictures';
import { createPoser } from './things';
import type { World } from './world';

export interface Asked {
  subject: number;
  style: number;
  motion: number; // one that is a map
}

/** A clip whose rank is wanted: how many rivals are as near as the true one or nearer. */
export interface Contest {
  clip: Clip;
  asked: Asked;
  most: number; // counting ends here
}

/** The true rendering, at the key phases. */
export async function renderTruth(world: World, asked: Asked): Promise<Clip> {
  const poser = await createPoser(world, asked.subject, asked.style);
  return world.phases.map((phase) => poser(world.motions[asked.motion]!, phase));
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
  const { motions, phases } = world;
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
      const truth = (frame: number) => poser(motions[asked.motion]!, phases[frame]!);
      if (isWithin(clip, truth, limits[i]!)) nearer[i]!++;
    });
    onSubject(++done, pictures.length);
  }
  return nearer;
}

/** How many other motions are as near to each clip as the true one or nearer. */
export async function rankMotions(world: World, asked: Asked, clips: Clip[]): Promise<number[]> {
  const { motions, phases } = world;
  const poser = await createPoser(world, asked.subject, asked.style);
  const truth = phases.map((phase) => poser(motions[asked.motion]!, phase));
  const rivals = motions.filter(({ map }, motion) => map && motion !== asked.motion);
  return clips.map((clip) => {
    const own = clipError(clip, truth);
    return rivals.filter((rival) => isWithin(clip, (i) => poser(rival, phases[i]!), own)).length;
  });
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
