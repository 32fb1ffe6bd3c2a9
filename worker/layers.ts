/** A scene → the key frames of its layers, recoloured, and where each thing lies. */
import type { Picture, Progress } from './api';
import type { Job } from './job';
import type { KeyFrame } from './network/interpolate';
import { drawKeyFrames, fillBetween, type Tuning } from './network/keyframes';
import { createComposer, measureInk } from './picture/compose';
import { type Ink, isWhole, placeLayers, USUAL_INK } from './picture/layout';
import { type Frame, type Placement, toPicture } from './picture/pixels';
import { createRecolour } from './picture/recolour';
import type { Layer, Scene } from './scene';

interface DrawnLayer {
  layer: Layer;
  keyFrames: KeyFrame[]; // so far
  ink: Ink;
}

export interface Drawn {
  layers: DrawnLayer[];
  placements: Placement[][]; // [layers][things]
}

/** Layers of the same words are one drawing, whatever is then done to them. */
const drawingOf = ({ words }: Layer) => words.join();

/** How often the network draws for a scene. */
export const countDrawings = ({ layers }: Scene) => new Set(layers.map(drawingOf)).size;

/** @yields each key frame of the scene, as far as its layers are drawn; the last of each shows all */
export async function* drawScene(
  job: Job,
  scene: Scene,
  tuning: Tuning,
): AsyncGenerator<Progress, Drawn> {
  const layers = scene.layers.map(
    (layer): DrawnLayer => ({ layer, keyFrames: [], ink: USUAL_INK }),
  );
  const { size, keyPhases } = job.model.config.frame;
  const drawings = new Set(scene.layers.map(drawingOf));
  let done = 0;
  for (const drawing of drawings) {
    const alike = layers.filter(({ layer }) => drawingOf(layer) === drawing);
    const collectors = alike.map(createCollector);
    for await (const { drawn, keyFrame } of drawKeyFrames(job, alike[0]!.layer.words, tuning)) {
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
  for (const drawn of layers) drawn.ink = await measureLoop(job, drawn);
  for (let index = 0; index < keyPhases.length; index++) {
    yield job.progress('decode', 1, { index, picture: showKeyFrame(scene, layers, index, size) });
  }
  return { layers, placements: placeOf(scene, layers) };
}

/** Takes a layer's key frames in, as they are drawn, and gives them its colour. */
function createCollector(drawn: DrawnLayer) {
  const { tint, accented } = drawn.layer;
  const painted = new Map<Frame, Frame>(); // those of a thing that stands still are one
  let recolour = (frame: Frame) => frame;
  return (keyFrame: KeyFrame) => {
    if (tint && painted.size === 0) recolour = createRecolour(tint, keyFrame.frame, accented);
    const frame = painted.get(keyFrame.frame) ?? recolour(keyFrame.frame);
    painted.set(keyFrame.frame, frame);
    drawn.keyFrames.push({ ...keyFrame, frame });
    drawn.ink = measureInk(drawn.keyFrames.map((one) => one.frame));
  };
}

const placeOf = (scene: Scene, layers: DrawnLayer[]) =>
  placeLayers(
    scene,
    layers.map(({ ink }) => ink),
  );

/** A key frame of those layers that have come so far. */
function showKeyFrame(scene: Scene, layers: DrawnLayer[], index: number, size: number): Picture {
  const here = layers.map(({ keyFrames }) => keyFrames[index] !== undefined);
  const placements = placeOf(scene, layers).filter((_, layer) => here[layer]);
  const frames = layers.flatMap(({ keyFrames }) => keyFrames[index]?.frame ?? []);
  return toPicture(createComposer(size, size, placements)(frames));
}

/** The ink of a loop, between the key frames too: a square is widest halfway through a quarter turn. */
async function measureLoop(job: Job, { keyFrames, layer }: DrawnLayer): Promise<Ink> {
  const moments = 2 * keyFrames.length;
  const fill = await fillBetween(job, keyFrames, layer.motion, moments);
  return job.timed('interpolate', () =>
    measureInk(Array.from({ length: moments }, (_, index) => fill(index).frame)),
  );
}
