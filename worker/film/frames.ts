/** Drawn layers → the frames of the clip: each thing in its pose, sampled once, at the canvas's size. */

import { poseAt } from '../motion/motion';
import { type Pose, REST } from '../motion/pose';
import { type Actor, type Canvas, createActor, renderPose, thingOf } from '../motion/render';
import { type Between, fillBetween } from '../network/keyframes';
import { type Box, measureBounds } from '../picture/bounds';
import { depthOrder } from '../picture/layout';
import type { Placement } from '../picture/pixels';
import {
  crop,
  layPatches,
  mirrorRaster,
  type Patch,
  type Raster,
  rasterOf,
  type Size,
} from '../picture/raster';
import { toneColour } from '../picture/recolour';
import { drawPlaceholder, isPlaceholder, type PicturePlace } from '../placeholders/draw';
import { paddingOf } from '../request';
import type { Scene } from '../scene';
import type { Job } from './job';
import type { DrawnLayer } from './layers';
import { isStaggered, type Schedule, staggeredPhase } from './timing';

/** One thing of a clip, as it shows in each frame. */
export interface Performer {
  patchesAt(frame: number): Patch[]; // the first one lowest
  still: Still | null; // null where a frame is more than one picture under a motion
}

/** One picture that a motion moves. */
export interface Still {
  actor: Actor;
  place: Placement;
  mirrored: boolean; // the canvas is seen from behind, once all is done
  poseAt(frame: number): Pose; // between frames, too
}

/** What shows of a layer at a frame. */
interface Shown {
  actor: () => Actor;
  place: Placement;
  patch?: Patch; // all of it where it does not move, pixel for pixel
}

/** What a layer shows over time. */
interface Show {
  at(frame: number, place: Placement): Shown;
  still: Actor | null; // what it shows in every frame, where that is one picture
}

const STILL = 'still';

/**
 * @param placements of the layers' things, in units of the canvas's shorter edge
 * @returns all things of the scene, the one farthest back first
 */
export async function createPerformers(
  job: Job,
  scene: Scene,
  layers: DrawnLayer[],
  placements: Placement[][],
  schedule: Schedule,
  canvas: Canvas,
): Promise<Performer[]> {
  const shows: Show[] = [];
  for (const [i, layer] of layers.entries()) {
    shows.push(await createShow(job, layer, schedule, schedule.cycles[i]!, canvas));
  }
  const flip = job.request.shape?.flip ?? false;
  return depthOrder(scene).flatMap((index) => {
    const staggered = isStaggered(layers[index]!.layer, scene.order);
    return placements[index]!.map((place, thing, all) => {
      const phaseAt = (frame: number) => {
        const phase = (frame * schedule.cycles[index]!) / schedule.frames;
        return staggered ? staggeredPhase(phase % 1, thing, all.length) : phase;
      };
      const performer = createPerformer(layers[index]!, shows[index]!, place, phaseAt, canvas);
      return flip ? mirrored(performer, canvas) : performer;
    });
  });
}

/** A frame of a clip, not yet on a ground. */
export const layFrame = (performers: readonly Performer[], frame: number, canvas: Size): Raster =>
  layPatches(
    performers.flatMap((performer) => performer.patchesAt(frame)),
    canvas,
  );

function createPerformer(
  { move: { motion, way } }: DrawnLayer,
  show: Show,
  place: Placement,
  phaseAt: (frame: number) => number,
  canvas: Canvas,
): Performer {
  const poseOf = (actor: Actor, at: Placement, frame: number) =>
    poseAt(motion, phaseAt(frame), way, thingOf(actor, at, canvas));
  const { still } = show;
  return {
    patchesAt(frame) {
      const shown = show.at(frame, place);
      if (shown.patch && motion.name === STILL) return [crop(shown.patch, canvas)];
      const actor = shown.actor();
      return renderPose(actor, shown.place, poseOf(actor, shown.place, frame), canvas);
    },
    still: still && {
      actor: still,
      place,
      mirrored: false,
      poseAt: (frame) => poseOf(still, place, frame),
    },
  };
}

/** All that a thing shows, as on a canvas seen from behind. */
const mirrored = ({ patchesAt, still }: Performer, canvas: Size): Performer => ({
  patchesAt: (frame) =>
    patchesAt(frame).map((patch) => ({
      ...mirrorRaster(patch),
      left: canvas.width - patch.left - patch.width,
      top: patch.top,
    })),
  still: still && { ...still, mirrored: true },
});

async function createShow(
  job: Job,
  drawn: DrawnLayer,
  { frames }: Schedule,
  cycles: number,
  canvas: Canvas,
): Promise<Show> {
  const { keyFrames, bounds } = drawn;
  const phases = Array.from({ length: frames }, (_, i) => ((i * cycles) / frames) % 1);
  if (isPlaceholder(drawn.layer.thing)) {
    return {
      at: createFormula(drawn, phases, canvas, paddingOf(job.request, canvas)),
      still: null,
    };
  }
  const first = rasterOf(keyFrames[0]!.frame);
  const still = createActor(first, bounds);
  if (keyFrames.length === 1) return { at: (_, place) => ({ actor: () => still, place }), still };
  const between: Between = await fillBetween(job.model, keyFrames, phases, job.timed);
  const { width, height } = first;
  const native = canvas.width === width && canvas.height === height;
  return { at: living, still: null };

  function living(frame: number, place: Placement): Shown {
    const { x, y, scale } = place;
    const { colour } = still;
    const actor = () => ({ width, height, bounds, fetch: between.fetchAt(frame), colour });
    if (!native || x !== 0 || y !== 0 || scale !== 1) return { actor, place };
    const raster = rasterOf(between.frameAt(frame).frame); // sparse: what nothing moves through is copied
    return { actor, place, patch: { left: 0, top: 0, ...raster } };
  }
}

/** A placeholder is drawn anew for each frame, at the size at which it is shown. */
function createFormula(
  drawn: DrawnLayer,
  phases: number[],
  canvas: Canvas,
  padding: number,
): Show['at'] {
  const { layer, keyFrames, bounds } = drawn;
  const short = Math.min(canvas.width, canvas.height);
  const frame = keyFrames[0]?.frame;
  const inner = frame && createActor(rasterOf(frame), measureBounds([frame]));
  return (index, place) => {
    const whole = place.scale === (short - 2 * padding) / short;
    const square = Math.max(1, Math.round(place.scale * short));
    const width = whole ? canvas.width - 2 * padding : square;
    const height = whole ? canvas.height - 2 * padding : square;
    const { rgba, picture } = drawPlaceholder(layer.thing, {
      width,
      height,
      phase: phases[index]!,
      tint: layer.colour ? toneColour(layer.colour, layer.tone) : undefined,
      dark: layer.colour === null && layer.tone === 'dark',
      parts: layer.parts ?? undefined,
      progress: layer.share ?? undefined,
    });
    const floats = new Float32Array(rgba.length);
    for (let i = 0; i < rgba.length; i++) floats[i] = rgba[i]! / 255;
    let raster: Raster = { width, height, rgba: floats };
    if (inner && picture) {
      const inside = fitInto(picture, inner.bounds.rest, Math.min(width, height));
      const shown = renderPose(inner, inside, REST, { width, height, solid: canvas.solid });
      raster = layPatches([{ left: 0, top: 0, ...raster }, ...shown], { width, height });
    }
    const long = Math.max(width, height) / short;
    const at = whole ? { x: padding / short, y: padding / short, scale: long } : place;
    const [left, top] = [Math.round(at.x * short), Math.round(at.y * short)];
    const actor = () => createActor(raster, bounds);
    return { actor, place: at, patch: { left, top, ...raster } };
  };
}

const FILLED = 0.95; // of the place that a picture is given

/** Where a picture lies so that what is visible of it fills a place. @param unit px */
function fitInto(place: PicturePlace, { left, top, right, bottom }: Box, unit: number): Placement {
  const edge = (FILLED * Math.min(place.width, place.height)) / unit;
  const scale = edge / Math.max(right - left, bottom - top);
  const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
  return {
    x: x / unit - (scale * (left + right)) / 2,
    y: y / unit - (scale * (top + bottom)) / 2,
    scale,
  };
}
