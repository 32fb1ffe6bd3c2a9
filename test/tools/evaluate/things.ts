/** True pictures as things that can be placed and moved, by the worker's own sampling and poses. */
import { createSprite, renderFrame } from '../../../models/data/art/render';
import { type Motion as Moved, poseAt } from '../../../worker/motion/motion';
import { type Pose, REST, USUAL_WAY } from '../../../worker/motion/pose';
import { reachOf } from '../../../worker/motion/reach';
import { type Actor, createActor, renderPose, thingOf } from '../../../worker/motion/render';
import { measureBounds } from '../../../worker/picture/bounds';
import { placeLayers } from '../../../worker/picture/layout';
import type { Placement } from '../../../worker/picture/pixels';
import { layPatches, planesOf, type Raster } from '../../../worker/picture/raster';
import { type Flat, onGrey } from './pictures';
import type { Motion, World } from './world';

export const FINE = 256; // px, of a true picture: twice the network's, so that it stays true when moved

const IDENTITY = [1, 0, 0, 1, 0, 0] as const;

export interface Thing {
  actor: Actor;
  picture: Raster; // [FINE, FINE, 4]
}

/** @param style that the subject has a picture in */
export async function readThing(world: World, subject: number, style = 0): Promise<Thing> {
  const sprite = createSprite(await world.draw(subject, style));
  const render = (edge: number): Raster => ({
    width: edge,
    height: edge,
    rgba: renderFrame(sprite, edge, IDENTITY),
  });
  const picture = render(FINE);
  const bounds = measureBounds([planesOf(render(world.frame))]); // as the worker measures what is drawn
  return { actor: createActor(picture, bounds), picture };
}

const canvasOf = ({ frame }: World) => ({ width: frame, height: frame, solid: true });

/** The true picture of several things at rest. */
export function composeThings(world: World, things: { thing: Thing; places: Placement[] }[]): Flat {
  const canvas = canvasOf(world);
  const patches = things.flatMap(({ thing, places }) =>
    places.flatMap((place) => renderPose(thing.actor, place, REST, canvas)),
  );
  return onGrey(layPatches(patches, canvas).rgba);
}

/** A thing at any phase of any movement, each pose rendered when it is first asked for. */
export type Poser = (motion: Motion, phase: number) => Flat;

export async function createPoser(world: World, subject: number, style: number): Promise<Poser> {
  const { actor } = await readThing(world, subject, style);
  const canvas = canvasOf(world);
  const places = new Map<Moved, Placement>();
  const rendered = new Map<string, Flat>();
  return ({ name, map }, phase) => {
    if (!map) throw new Error(`The motion “${name}” should be a map, and is none.`);
    const place = places.get(map) ?? placeFor(map, actor);
    places.set(map, place);
    const pose = poseAt(map, phase, USUAL_WAY, thingOf(actor, place, canvas));
    const key = keyOf(pose, place);
    const known = rendered.get(key);
    if (known) return known;
    const flat = onGrey(layPatches(renderPose(actor, place, pose, canvas), canvas).rgba);
    rendered.set(key, flat);
    return flat;
  };
}

/** Where one thing lies, with room for how it moves. */
function placeFor(map: Moved, { bounds }: Actor): Placement {
  const reach = reachOf(map, USUAL_WAY, bounds);
  return placeLayers({ layers: [{ count: 1, size: null }] }, [
    { rest: bounds.rest, reach },
  ])[0]![0]!;
}

/** Many moments share a pose, but for errors of rounding. */
const keyOf = (pose: Pose, place: Placement) =>
  JSON.stringify([pose, place], (_, value) =>
    typeof value === 'number' ? value.toFixed(9) : value,
  );
