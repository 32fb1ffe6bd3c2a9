/** Scenes at rest, composed of true pictures as the plugin composes what its network draws. */
import { placeLayers } from '../../../worker/picture/layout';
import { type Clip, clipError, type Flat } from './pictures';
import type { Count, Pair } from './questions';
import { composeThings, readThing, type Thing } from './things';
import type { World } from './world';

const MOST = 4; // things that are counted

/** The true picture of several things. */
export function composeTruth(
  world: World,
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
  const placed = things.map(({ thing }, i) => ({ thing, places: placements[i]! }));
  return composeThings(world, placed);
}

/** How many other numbers of the subject are as near as the true one or nearer, among one to four. */
export async function rankCount(world: World, clip: Clip, question: Count): Promise<number> {
  const thing = await readThing(world, question.subject);
  const errors = Array.from({ length: MOST }, (_, i) => {
    const truth = composeTruth(world, [{ thing, count: i + 1 }], 'beside');
    return clipError(
      clip,
      clip.map(() => truth),
    );
  });
  const own = errors[question.count - 1]!;
  return errors.filter((error, i) => i !== question.count - 1 && error <= own).length;
}
