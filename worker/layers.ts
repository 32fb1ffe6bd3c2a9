/** A scene → the key frames of its layers, recoloured, and where each thing lies. */
import type { Picture, Progress } from './api';
import type { Job } from './job';
import type { KeyFrame } from './network/interpolate';
import { drawKeyFrames, fillBetween, type Tuning } from './network/keyframes';
import { createComposer, measureBounds } from './picture/compose';
import { type Bounds, depthOrder, isWhole, placeLayers, USUAL_BOUNDS } from './picture/layout';
import { type Frame, type Placement, toPicture } from './picture/pixels';
import { createRecolour } from './picture/recolour';
import type { Layer, Scene } from './scene';

export interface DrawnLayer {
  layer: Layer;
  motion: number; // 1 + index among the model's movements, 0 for none
  keyFrames: KeyFrame[]; // so far
  bounds: Bounds;
}

export interface Drawn {
  layers: DrawnLayer[];
  placements: Placement[][]; // [layers][things]
}

/** Layers of the same caption are one drawing, whatever is then done to them. */
const drawingOf = ({ model }: Job, layer: Layer) => model.captionOf(layer).words.join();

/** How often the network draws for a scene. */
export const countDrawings = (model: Job['model'], { layers }: Scene) =>
  new Set(layers.map((layer) => model.captionOf(layer).words.join())).size;

/** @yields each key frame of the scene, as far as its layers are drawn; the last of each shows all */
export async function* drawScene(
  job: Job,
  scene: Scene,
  tuning: Tuning,
): AsyncGenerator<Progress, Drawn> {
  const layers = scene.layers.map((layer): DrawnLayer => {
    const { motion } = job.model.captionOf(layer);
    return { layer, motion, keyFrames: [], bounds: USUAL_BOUNDS };
  });
  const { size, keyPhases } = job.model.config.frame;
  const drawings = new Set(scene.layers.map((layer) => drawingOf(job, layer)));
  let done = 0;
  for (const drawing of drawings) {
    const alike = layers.filter(({ layer }) => drawingOf(job, layer) === drawing);
    const collectors = alike.map((layer) => createCollector(job, layer));
    const { words } = job.model.captionOf(alike[0]!.layer);
    for await (const { drawn, keyFrame } of drawKeyFrames(job, words, tuning)) {
      yield job.progress('tokens', (done + drawn) / drawings.size);
      if (!keyFrame) continue;
      for (const collect of collectors) collect(keyFrame);
      const index = alike[0]!.keyFrames.length - 1;
      const share = (index + 1) / keyPhases.length;
      const picture = showKeyFrame(scene, layers, index, size);
      yield job.progress('decode', (done + share) / drawings.size, { index, picture });
    }
    done++;
  }
  if (isWhole(scene)) return { layers, placements: placeLayers(scene, []) };
  for (const drawn of layers) drawn.bounds = await measureLoop(job, drawn);
  for (let index = 0; index < keyPhases.length; index++) {
    yield job.progress('decode', 1, { index, picture: showKeyFrame(scene, layers, index, size) });
  }
  return { layers, placements: placeOf(scene, layers) };
}

/** Takes a layer's key frames in, as they are drawn, and gives them its colour. */
function createCollector({ model }: Job, drawn: DrawnLayer) {
  const { colour, tone, thing } = drawn.layer;
  const painted = new Map<Frame, Frame>(); // those of a thing that stands still are one
  let recolour = (frame: Frame) => frame;
  return (keyFrame: KeyFrame) => {
    if ((colour || tone) && painted.size === 0) {
      recolour = createRecolour({ colour, tone }, keyFrame.frame, model.isInterface(thing));
    }
    const frame = painted.get(keyFrame.frame) ?? recolour(keyFrame.frame);
    painted.set(keyFrame.frame, frame);
    drawn.keyFrames.push({ ...keyFrame, frame });
    drawn.bounds = measureBounds(drawn.keyFrames.map((one) => one.frame));
  };
}

const placeOf = (scene: Scene, layers: DrawnLayer[]) =>
  placeLayers(
    scene,
    layers.map(({ bounds }) => bounds),
  );

/** A key frame of those layers that have come so far. */
function showKeyFrame(scene: Scene, layers: DrawnLayer[], index: number, size: number): Picture {
  const placements = placeOf(scene, layers);
  const compose = createComposer(size, size, placements, depthOrder(scene));
  return toPicture(compose(layers.map(({ keyFrames }) => keyFrames[index]?.frame)));
}

/** The bounds of a loop, between the key frames too: a square is widest halfway through a quarter turn. */
async function measureLoop(job: Job, { keyFrames, motion }: DrawnLayer): Promise<Bounds> {
  const moments = 2 * keyFrames.length;
  const fill = await fillBetween(job, keyFrames, motion, moments);
  return job.timed('interpolate', () =>
    measureBounds(Array.from({ length: moments }, (_, index) => fill(index).frame)),
  );
}
