/** An engine's first runs, which are its slow ones, done before a clip is waited for; and how fast it is then. */
import { createDecoder, latentsOf } from './decoder';
import { predictFields } from './interpolate';
import type { Drawer } from './keyframes';
import { drawCodes, usualBlock } from './retnet';

const TIMES = 3; // that a key frame is timed: what else the machine does counts least in the best
const AT_ONCE = 32; // cells of one run on WASM: whoever wants to draw meanwhile does not wait for more

/**
 * Runs each graph once, as a clip does.
 *
 * @yields ms that all cells of a key frame would take, then ms for its pixels, then for a field between two of them
 */
export async function* rehearse(drawer: Drawer): AsyncGenerator<number, void> {
  const { networks, config, codebook } = drawer;
  const grid = config.frame.cells;
  const block = usualBlock(networks.engine, config.retnet);
  const stride = networks.engine === 'wasm' ? Math.min(block, AT_ONCE) : block;
  const steps = drawCodes(networks, config, codebook, [], {
    keyFrames: 1,
    block,
    stride,
    sampling: 'greedy',
  });
  const { value: before } = await steps.next(); // nothing is drawn yet
  if (!before) return;
  yield ((await timed(() => steps.next())) * grid ** 2) / stride;
  await steps.return();
  const { codes } = before;
  const latents = latentsOf(codes, codebook);
  const decode = createDecoder(networks, codebook.dims);
  const begin = performance.now();
  const frame = await decode(latents);
  yield performance.now() - begin;
  const keyFrame = { codes, latents, frame };
  const halfway = { after: 0, towards: 0.5 };
  yield timed(() => predictFields(networks, [keyFrame, keyFrame], [halfway], 0, grid));
}

/**
 * @param hurry whether somebody waits: then once will do
 * @returns ms that a key frame takes, once an engine is warm: the best of a few
 */
export async function timeKeyFrame(drawer: Drawer, hurry = () => false): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TIMES && !(i > 0 && hurry()); i++) {
    const steps = rehearse(drawer);
    const { value: cells } = await steps.next();
    const { value: pixels } = await steps.next();
    await steps.return();
    best = Math.min(best, (cells ?? 0) + (pixels ?? 0));
    await new Promise((resolve) => setTimeout(resolve)); // lets a message in
  }
  return Math.round(best);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
