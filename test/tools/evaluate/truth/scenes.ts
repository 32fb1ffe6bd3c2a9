/** Scenes at rest, composed of true pictures as the plugin composes what its network draws. */
import { placeLayers } from '../../../../worker/picture/layout';
import { commonStyle } from '../../../../worker/scene';
import type { Count, Pair } from '../ask/questions';
import { type Clip, clipError, type Flat } from './pictures';
import type { Contest } from './references';
import { composeThings, readThing, type Thing } from './things';
import type { World } from './world';

const MOST = 4; // things that are counted

/** The true picture of several things. */
export function composeScene(
  things: { thing: Thing; count: number }[],
  relation: Pair['relation'],
): Flat {
  const placements = placeLayers(
    {
      layers: things.map(({ count }) => ({ count, size: null })),
      relations: things.slice(1).map((_, of) => ({ of, place: relation, to: of + 1 })),
    },
    things.map(({ thing }) => thing.actor.bounds),
  );
  return composeThings(things.map(({ thing }, i) => ({ thing, places: placements[i]! })));
}

export const usualThing = (world: World, subject: number) =>
  readThing(world, subject, world.subjects[subject]!.usual);

/** The true pictures of a pair, each in the style that it is drawn in. */
export function pairThings(world: World, { subjects }: Pair): Promise<Thing[]> {
  const styles = pairStyles(world, subjects);
  return Promise.all(subjects.map((subject, at) => readThing(world, subject, styles[at]!)));
}

function pairStyles({ subjects }: World, [one, other]: Pair['subjects']): [number, number] {
  const [first, second] = [subjects[one]!, subjects[other]!];
  const usualFirst = ({ usual, styles }: World['subjects'][number]) => [
    usual,
    ...styles.filter((style) => style !== usual),
  ];
  const common = commonStyle([usualFirst(first), usualFirst(second)]);
  return [common ?? first.usual, common ?? second.usual];
}

/**
 * Each thing of a pair against all others in its place. Things of a pair do not touch, so that errors of both add up: a
 * pair with two wrong things is nearer only where one with a single wrong thing is.
 */
export async function contestsOf(world: World, clip: Clip, pair: Pair): Promise<Contest[]> {
  const styles = pairStyles(world, pair.subjects);
  const things = await pairThings(world, pair);
  return pair.subjects.map((subject, at) => ({
    clip,
    subject,
    style: styles[at]!,
    show: (rival) => () =>
      composeScene(
        things.with(at, rival).map((thing) => ({ thing, count: 1 })),
        pair.relation,
      ),
    most: 1,
  }));
}

/** How many other numbers of the subject are as near as the true one or nearer, among one to four. */
export async function rankCount(
  world: World,
  [picture]: Clip,
  { subject, count: asked }: Count,
): Promise<number> {
  const thing = await usualThing(world, subject);
  const errors = Array.from({ length: MOST }, (_, i) =>
    clipError([picture!], [composeScene([{ thing, count: i + 1 }], 'beside')]),
  );
  return errors.filter((error, i) => i + 1 !== asked && error <= errors[asked - 1]!).length;
}
