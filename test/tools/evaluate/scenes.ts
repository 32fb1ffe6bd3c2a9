/** Scenes at rest, composed of true renderings as the plugin composes what its network draws. */
import { createSprite, renderFrame } from '../../../models/data/art/render';
import { createComposer, measureBounds } from '../../../worker/picture/compose';
import { type Bounds, placeLayers } from '../../../worker/picture/layout';
import type { Frame } from '../../../worker/picture/pixels';
import { type Clip, clipError, type Flat, GREY } from './pictures';
import type { Count, Pair } from './questions';
import { posesOf } from './references';
import type { World } from './world';

export interface Thing {
  frame: Frame; // the still picture, premultiplied planes, 0 to 1
  ink: Bounds;
}

const STILL = 0; // the first motion
const MOST = 4; // things that are counted

/** @param style that the subject has a picture in */
export async function readThing(world: World, subject: number, style = 0): Promise<Thing> {
  const sprite = createSprite(await world.draw(subject, style));
  const rgba = renderFrame(sprite, world.frame, posesOf(world, STILL)[0]!);
  const area = rgba.length / 4;
  const frame = rgba.map((_, i) => rgba[4 * (i % area) + Math.floor(i / area)]!);
  return { frame, ink: measureBounds([frame]) };
}

/** The true picture of several things. */
export function composeTruth(
  things: { thing: Thing; count: number }[],
  relation: Pair['relation'],
): Flat {
  const placements = placeLayers(
    {
      layers: things.map(({ count }) => ({ count, size: null })),
      relations: things.slice(1).map((_, of) => ({ of, place: relation, to: of + 1 })),
    },
    things.map(({ thing }) => thing.ink),
  );
  const edge = Math.sqrt(things[0]!.thing.frame.length / 4);
  return flattenFrame(
    createComposer(edge, edge, placements)(things.map(({ thing }) => thing.frame)),
  );
}

/** @param frame premultiplied planes, 0 to 1, [4, edge, edge] */
export function flattenFrame(frame: Frame): Flat {
  const area = frame.length / 4;
  const flat = new Uint8ClampedArray(3 * area);
  for (let i = 0; i < flat.length; i++) {
    const pixel = Math.floor(i / 3);
    flat[i] = 255 * frame[(i % 3) * area + pixel]! + GREY * (1 - frame[3 * area + pixel]!);
  }
  return flat;
}

/** How many other numbers of the subject are as near as the true one or nearer, among one to four. */
export async function rankCount(world: World, clip: Clip, question: Count): Promise<number> {
  const thing = await readThing(world, question.subject);
  const errors = Array.from({ length: MOST }, (_, i) => {
    const truth = composeTruth([{ thing, count: i + 1 }], 'beside');
    return clipError(
      clip,
      clip.map(() => truth),
    );
  });
  const own = errors[question.count - 1]!;
  return errors.filter((error, i) => i !== question.count - 1 && error <= own).length;
}
