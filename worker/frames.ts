/** Drawn layers → the frames of the clip: each thing in its pose, sampled once, at the canvas's size. */
import type { Job } from './job';
import type { DrawnLayer } from './layers';
import { poseAt } from './motion/motion';
import { REST } from './motion/pose';
import { type Actor, type Canvas, createActor, renderPose, thingOf } from './motion/render';
import { type Between, fillBetween } from './network/keyframes';
import { measureBounds } from './picture/bounds';
import { depthOrder } from './picture/layout';
import type { Placement } from './picture/pixels';
import { layPatches, type Patch, type Raster, rasterOf } from './picture/raster';
import { drawPlaceholder, isPlaceholder } from './placeholders/draw';
import type { Scene } from './scene';
import { isStaggered, type Schedule, staggeredPhase } from './timing';

/** A layer at a frame: what shows, and whether it is as the network or the formula gives it. */
type Performer = (frame: number, place: Placement) => { actor: Actor; place: Placement };

/**
 * @param placements of the layers' things, in units of the canvas's shorter edge
 * @returns a function from the number of a frame to the frame
 */
export async function createFrames(
  job: Job,
  scene: Scene,
  layers: DrawnLayer[],
  placements: Placement[][],
  schedule: Schedule,
  canvas: Canvas,
): Promise<(frame: number) => Raster> {
  const performers: Performer[] = [];
  for (const [i, layer] of layers.entries()) {
    performers.push(await createPerformer(job, layer, schedule, schedule.cycles[i]!, canvas));
  }
  const backToFront = depthOrder(scene);
  return (frame) => {
    const patches = backToFront.flatMap((index): Patch[] => {
      const { layer, move } = layers[index]!;
      const { motion, way } = move;
      const phase = (frame * schedule.cycles[index]!) / schedule.frames;
      const staggered = isStaggered(layer, scene.order);
      return placements[index]!.flatMap((place, thing, all) => {
        const own = staggered ? staggeredPhase(phase % 1, thing, all.length) : phase;
        const shown = performers[index]!(frame, place);
        const pose = poseAt(motion, own, way, thingOf(shown.actor, shown.place, canvas));
        return renderPose(shown.actor, shown.place, pose, canvas);
      });
    });
    return layPatches(patches, canvas);
  };
}

async function createPerformer(
  job: Job,
  drawn: DrawnLayer,
  { frames }: Schedule,
  cycles: number,
  canvas: Canvas,
): Promise<Performer> {
  const { keyFrames, bounds, move } = drawn;
  const phases = Array.from({ length: frames }, (_, i) => ((i * cycles) / frames) % 1);
  if (isPlaceholder(drawn.layer.thing)) return createFormula(drawn, phases, canvas);
  const first = rasterOf(keyFrames[0]!.frame);
  const still = createActor(first, bounds);
  if (keyFrames.length === 1) return (_, place) => ({ actor: still, place });
  const between: Between = await fillBetween(
    job.model,
    keyFrames,
    drawn.interpolation,
    phases,
    job.timed,
  );
  const { width, height } = first;
  const plain = move.motion.name === 'still' && canvas.width === width && canvas.height === height;
  return (frame, place) => {
    const { x, y, scale } = place;
    if (plain && x === 0 && y === 0 && scale === 1) {
      return { actor: createActor(rasterOf(between.frameAt(frame).frame), bounds), place };
    }
    const { colour } = still;
    return { actor: { width, height, bounds, fetch: between.fetchAt(frame), colour }, place };
  };
}

/** A placeholder is drawn anew for each frame, at the size at which it is shown. */
function createFormula(drawn: DrawnLayer, phases: number[], canvas: Canvas): Performer {
  const { layer, keyFrames, bounds } = drawn;
  const short = Math.min(canvas.width, canvas.height);
  const frame = keyFrames[0]?.frame;
  const inner = frame && createActor(rasterOf(frame), measureBounds([frame]));
  return (index, place) => {
    const whole = place.scale === 1;
    const width = whole ? canvas.width : Math.max(1, Math.round(place.scale * short));
    const height = whole ? canvas.height : width;
    const { rgba, picture } = drawPlaceholder(layer.thing, {
      width,
      height,
      phase: phases[index]!,
      tint: layer.colour ?? undefined,
      dark: layer.tone === 'dark',
      parts: layer.parts ?? undefined,
    });
    const floats = Float32Array.from(rgba, (value) => value / 255);
    let raster: Raster = { width, height, rgba: floats };
    if (inner && picture) {
      const at = { x: picture.x, y: picture.y, scale: Math.min(picture.width, picture.height) };
      const unit = Math.min(width, height);
      const inside = { x: at.x / unit, y: at.y / unit, scale: at.scale / unit };
      const shown = renderPose(inner, inside, REST, { width, height, solid: canvas.solid });
      raster = layPatches([{ left: 0, top: 0, ...raster }, ...shown], { width, height });
    }
    const long = Math.max(width, height) / Math.min(width, height);
    const actor = createActor(raster, bounds);
    return { actor, place: whole ? { x: 0, y: 0, scale: long } : place };
  };
}
