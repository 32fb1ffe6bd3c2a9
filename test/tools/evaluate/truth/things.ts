/** True pictures as things that can be placed and moved, by the worker's own sampling and poses. */
import { type Motion as Moved, poseAt } from '../../../../worker/motion/motion';
import { type Pose, REST, USUAL_WAY } from '../../../../worker/motion/pose';
import { reachOf } from '../../../../worker/motion/reach';
import { type Actor, createActor, renderPose, thingOf } from '../../../../worker/motion/render';
import { measureBounds } from '../../../../worker/picture/bounds';
import { placeLayers } from '../../../../worker/picture/layout';
import { type Placement, WHOLE } from '../../../../worker/picture/pixels';
import { layPatches, planesOf } from '../../../../worker/picture/raster';
import { shrink } from '../../../support/pictures';
import { type Flat, LOOK, onGrey } from './pictures';
import type { World } from './world';

const CANVAS = { width: LOOK, height: LOOK, solid: true };
const SIZE = 256; // px: bounds are measured as finely as the worker measures those of what is drawn

/** A picture that can be placed, and moved: each pose is rendered when it is first asked for. */
export interface Thing {
  actor: Actor;
  pose(motion: Moved, phase: number): Flat;
}

/** @param style that the subject has a true picture in */
export async function readThing(world: World, subject: number, style: number): Promise<Thing> {
  const straight = await world.draw(subject, style);
  const bounds = measureBounds([planesOf(shrink(straight, SIZE))]);
  const actor = createActor(shrink(straight, LOOK), bounds);
  return { actor, pose: createPoser(actor) };
}

/** The picture of things at their places. */
export function composeThings(things: { thing: Thing; places: Placement[] }[]): Flat {
  const patches = things.flatMap(({ thing, places }) =>
    places.flatMap((place) => renderPose(thing.actor, place, REST, CANVAS)),
  );
  return onGrey(layPatches(patches, CANVAS).rgba);
}

/** A thing as the network draws it, before anything is placed. */
export const showWhole = (thing: Thing): Flat => composeThings([{ thing, places: [WHOLE] }]);

function createPoser(actor: Actor): Thing['pose'] {
  const places = new Map<Moved, Placement>();
  const rendered = new Map<string, Flat>();
  return (motion, phase) => {
    const place = places.get(motion) ?? placeFor(motion, actor);
    places.set(motion, place);
    const pose = poseAt(motion, phase, USUAL_WAY, thingOf(actor, place, CANVAS));
    const key = keyOf(pose, place);
    const known = rendered.get(key);
    if (known) return known;
    const flat = onGrey(layPatches(renderPose(actor, place, pose, CANVAS), CANVAS).rgba);
    rendered.set(key, flat);
    return flat;
  };
}

/** Where one thing lies, with room for how it moves. */
function placeFor(motion: Moved, { bounds }: Actor): Placement {
  const reach = reachOf(motion, USUAL_WAY, bounds);
  return placeLayers({ layers: [{ count: 1, size: null }] }, [
    { rest: bounds.rest, reach },
  ])[0]![0]!;
}

/** Many moments share a pose, but for errors of rounding. */
const keyOf = (pose: Pose, place: Placement) =>
  JSON.stringify([pose, place], (_, value) =>
    typeof value === 'number' ? value.toFixed(9) : value,
  );
