/**
 * How near moved pictures are to the truth: each frame of a mapped motion against the same map applied to the
 * true picture, beside the first key frame alone. `tsx test/tools/bench/exactness.ts [subjects]`
 */
import { readCatalogue } from '../../../models/data/names/catalogue';
import { readAssets } from '../../../models/shipped';
import { loadModel } from '../../../worker/model';
import { poseAt } from '../../../worker/motion/motion';
import { motionNamed } from '../../../worker/motion/motions';
import { USUAL_WAY } from '../../../worker/motion/pose';
import { type Actor, createActor, renderPose, thingOf } from '../../../worker/motion/render';
import { drawKeyFrames } from '../../../worker/network/keyframes';
import { measureBounds } from '../../../worker/picture/bounds';
import { layPatches, planesOf, type Raster, rasterOf } from '../../../worker/picture/raster';
import { shrink } from '../../support/pictures';

/** The motions that the network drew until 0.2. */
const MOTIONS =
  'spinning bouncing pulsing sliding shaking floating swinging rolling zooming squashing wobbling flipping orbiting nodding stretching'.split(
    ' ',
  );
const FRAMES = 8;
const PLACE = { x: 0, y: 0, scale: 1 };
const STRIDE = 31; // subjects from all over the list
const EDGES = [128, 256]; // px of the output

const model = await loadModel(await readAssets(), 'wasm');
const catalogue = readCatalogue();
const subjects = catalogue.subjects
  .filter(
    ({ name, group, styles }) =>
      group !== 'interface' &&
      styles.includes(0) &&
      model.captionOf({ thing: name, style: null, alive: false }).length > 0,
  )
  .filter((_, i) => i % STRIDE === 0)
  .slice(0, Number(process.argv[2] ?? 40));

const { size } = model.config.frame;
const rows: number[][] = EDGES.map(() => []);
const first: number[] = [];
for (const subject of subjects) {
  const drawn = rasterOf(await drawFirst(subject.name));
  const truth = shrink(await catalogue.draw(subject, 0), size);
  const bounds = measureBounds([planesOf(truth)]);
  const [network, art] = [createActor(drawn, bounds), createActor(truth, bounds)];
  first.push(psnr(show(network, 'still', 0, size), show(art, 'still', 0, size)));
  EDGES.forEach((edge, i) => {
    for (const motion of MOTIONS) {
      const errors = Array.from({ length: FRAMES }, (_, frame) =>
        psnr(show(network, motion, frame / FRAMES, edge), show(art, motion, frame / FRAMES, edge)),
      );
      rows[i]!.push(mean(errors));
    }
  });
}
console.log(
  `${subjects.length} subjects × ${MOTIONS.length} motions × ${FRAMES} frames, PSNR on white`,
);
console.log(`first key frame at ${size} px: ${mean(first).toFixed(2)} dB`);
for (const [i, edge] of EDGES.entries()) {
  console.log(`moved, at ${edge} px: ${mean(rows[i]!).toFixed(2)} dB`);
}
process.exit(0);

async function drawFirst(thing: string) {
  const words = model.captionOf({ thing, style: null, alive: false });
  const steps = drawKeyFrames(model, words, { keyFrames: 1, seed: 0 }, async (_, work) => work());
  for await (const { keyFrame } of steps) if (keyFrame) return keyFrame.frame;
  throw new Error(`No key frame of ${thing} was drawn.`);
}

function show(actor: Actor, name: string, phase: number, edge: number): Raster {
  const canvas = { width: edge, height: edge, solid: true };
  const pose = poseAt(motionNamed(name), phase, USUAL_WAY, thingOf(actor, PLACE, canvas));
  return layPatches(renderPose(actor, PLACE, pose, canvas), canvas);
}

/** Composited on white, 0 to 1. */
function psnr(a: Raster, b: Raster): number {
  let sum = 0;
  for (let i = 0; i < a.rgba.length; i++) {
    if (i % 4 === 3) continue;
    const onWhite = ({ rgba }: Raster) => rgba[i]! + 1 - rgba[i | 3]!;
    sum += (onWhite(a) - onWhite(b)) ** 2;
  }
  return -10 * Math.log10(Math.max(1e-10, sum / (0.75 * a.rgba.length)));
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
