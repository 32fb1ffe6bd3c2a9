/**
 * Where a clip ranks among true renderings. Nothing is left out: a rival is given up only once its error exceeds that
 * of the true rendering, which is mostly within a part of the first key frame, so that its further poses need not be
 * rendered.
 */
import { type Clip, clipError, type Flat, isWithin } from './pictures';
import { readThing, type Thing } from './things';
import type { World } from './world';

/** What would be seen at each key frame. */
export type Show = (frame: number) => Flat;

/** A clip whose rank is wanted: how many rivals are as near as the true thing or nearer. */
export interface Contest {
  clip: Clip;
  subject: number;
  style: number;
  show(thing: Thing): Show; // with a thing in the place of the true one
  most: number; // counting ends here
}

export const renderClip = (show: Show, clip: { length: number }): Clip =>
  Array.from({ length: clip.length }, (_, frame) => show(frame));

/**
 * @param onPicture hears how many of how many pictures were looked at
 * @returns the rank of each clip among all subjects that there are pictures of in its style
 */
export async function rank(
  world: World,
  contests: Contest[],
  onPicture: (done: number, of: number) => void,
): Promise<number[]> {
  const limits: number[] = [];
  for (const { clip, subject, style, show } of contests) {
    const truth = show(await readThing(world, subject, style));
    limits.push(clipError(clip, renderClip(truth, clip)));
  }
  const nearer = contests.map(() => 0);
  const styles = [...new Set(contests.map(({ style }) => style))];
  const pictures = styles.flatMap((style) =>
    world.subjects.flatMap(({ pictures }, subject) =>
      pictures.includes(style) ? { subject, style } : [],
    ),
  );
  const things = ahead(pictures, ({ subject, style }) => readThing(world, subject, style));
  let done = 0;
  for await (const { item: rival, value: thing } of things) {
    contests.forEach(({ clip, subject, style, show, most }, i) => {
      if (style !== rival.style || subject === rival.subject || nearer[i]! >= most) return;
      if (isWithin(clip, show(thing), limits[i]!)) nearer[i]!++;
    });
    onPicture(++done, pictures.length);
  }
  return nearer;
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
