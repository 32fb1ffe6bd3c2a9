/** An engine's first runs, which are its slow ones, done before a clip is waited for; and how fast it is then. */
import { createDecoder, latentsOf } from './decoder';
import { createInputs, join } from './inputs';
import { predictFields } from './interpolate';
import type { Drawer } from './keyframes';
import { createRecurrence } from './recurrence';
import { usualBlock } from './retnet';

const TIMES = 3; // that a key frame is timed: what else the machine does counts least in the best
const AT_ONCE = 32; // cells of one run on WASM: whoever wants to draw meanwhile does not wait for more

/**
 * Runs each graph once, as a clip does.
 *
 * @yields ms that the cells of a key frame would take, then ms for its pixels, then for a field between two of them
 */
export async function* rehearse({
  networks,
  config,
  codebook,
}: Drawer): AsyncGenerator<number, void> {
  const grid = config.frame.cells;
  const block = usualBlock(networks.engine, config.retnet);
  const stride = networks.engine === 'wasm' ? Math.min(block, AT_ONCE) : block;
  const codes = new Uint16Array(grid ** 2 * codebook.groups).fill(codebook.blank);
  const usual = usualCells(grid);
  for (const cell of usual) codes.fill(0, cell * codebook.groups, (cell + 1) * codebook.groups);

  const inputs = createInputs(config, codebook, codes, block);
  const recurrence = createRecurrence(networks, config.retnet, 'codes');
  const count = Math.min(stride, usual.length);
  const tokens = join(inputs.prompt([]), inputs.cells(0, usual, 0, count));
  const drawn = await timed(() => recurrence.advance(tokens));
  recurrence.release();
  yield (drawn * usual.length) / count;

  const latents = latentsOf(codes, codebook);
  const decode = createDecoder(networks, config, codebook);
  const begin = performance.now();
  const frame = await decode(codes, latents);
  yield performance.now() - begin;

  const keyFrame = { codes, latents, frame, changed: usual.length };
  const halfway = { after: 0, towards: 0.5 };
  yield timed(() => predictFields(networks, [keyFrame, keyFrame], [halfway], grid));
}

/** What a picture fills of its frame: the middle, without three cells on each side. */
function usualCells(grid: number): number[] {
  const within = (at: number) => at >= 3 && at < grid - 3;
  const cells = Array.from({ length: grid ** 2 }, (_, cell) => cell);
  return cells.filter((cell) => within(cell % grid) && within(Math.floor(cell / grid)));
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
