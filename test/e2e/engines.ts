/**
 * Runs in the browser: the worker's own modules on one engine, one realm each. What lies on a GPU is
 * compared with WASM by the test.
 */
import * as ort from 'onnxruntime-web/webgpu';
import { type Assets, BEST_GUESS, type Engine } from '../../worker/api';
import { loadModel, type Model } from '../../worker/model';
import { createInputs } from '../../worker/network/inputs';
import { createRecurrence } from '../../worker/network/recurrence';
import { type Drawing, drawCodes } from '../../worker/network/retnet';
import { samplingOf } from '../../worker/network/sampler';

export interface Drawn {
  engine: Engine;
  reason: string;
  codes: number[]; // of the cells that were drawn, [cells, groups]
}

const BLOCK = 64; // cells: a software adapter takes seconds for them
const SAMPLE = 8; // one logit of so many is looked at

let opened: Promise<Model>;

/** Reads the files that the test serves beside the page. */
export async function open(engine: Engine, names: string[]): Promise<string> {
  const read = async (name: string) =>
    new Uint8Array(await (await fetch(`/assets/${encodeURIComponent(name)}`)).arrayBuffer());
  const folder = async (path: string) => {
    const inside = names.filter((name) => name.startsWith(path));
    const files = inside.map(async (name) => [name.slice(path.length), await read(name)] as const);
    return Object.fromEntries(await Promise.all(files));
  };
  const assets: Assets = {
    runtime: await read('runtime'),
    gpuRuntime: await read('gpuRuntime'),
    model: await folder('model/'),
    tables: await folder('tables/'),
  };
  opened = loadModel(assets, engine);
  const { networks } = await opened;
  return networks.reason;
}

/** What the network is told of the first example. */
function wordsOf({ read, captionOf, config }: Model): number[] {
  const [layer] = read(config.examples[0] ?? '').layers;
  if (!layer) throw new Error('The first example should name a thing, and names none.');
  return captionOf({ thing: layer.thing, style: layer.style, alive: false });
}

/**
 * Draws the first cells of a key frame, by the codes that the graph finds.
 *
 * @param cells drawn at least, where so many change
 * @param loseAt cells after which the GPU's device is lost; none when 0
 */
export async function draw(cells: number, loseAt = 0, seed = BEST_GUESS): Promise<Drawn> {
  const { networks, config, codebook } = await opened;
  const words = wordsOf(await opened);
  const drawing: Drawing = { keyFrames: 1, block: BLOCK, sampling: samplingOf(seed) };
  for await (const drawn of drawCodes(networks, config, codebook, words, drawing)) {
    const changed = drawn.changed[0] ?? [];
    const done = Math.round(drawn.share * changed.length);
    if (done > 0 && done === loseAt) (await ort.env.webgpu.device).destroy();
    if (done < Math.min(cells, changed.length || cells)) continue;
    const codes = changed
      .slice(0, done)
      .flatMap((cell) => [
        ...drawn.codes.subarray(cell * codebook.groups, (cell + 1) * codebook.groups),
      ]);
    return { engine: networks.engine, reason: networks.reason, codes };
  }
  throw new Error('The key frame ended before its cells were drawn.');
}

/** Draws the same twice, in runs that overlap. */
export const drawBoth = (cells: number): Promise<Drawn[]> =>
  Promise.all([draw(cells), draw(cells)]);

/** Logits of the first cells of a clip that is known, `stride` of them a run; a sample of all. */
export async function logits(block: number, cells: number, stride: number): Promise<number[]> {
  const { networks, config, codebook } = await opened;
  const count = config.frame.cells ** 2 * config.frame.keyPhases.length;
  const known = Uint16Array.from(
    { length: count * codebook.groups },
    (_, i) => (i * 37) % codebook.codes,
  );
  const inputs = createInputs(config, codebook, known, block);
  const all = Array.from({ length: config.frame.cells ** 2 }, (_, cell) => cell);
  const recurrence = createRecurrence(networks, config.retnet, 'logits');
  await recurrence.advance(inputs.prompt(wordsOf(await opened)));
  const sample: number[] = [];
  for (let cell = 0; cell < cells; cell += stride) {
    const keyFrame = Math.floor(cell / all.length);
    const tokens = inputs.cells(keyFrame, all, cell % all.length, stride);
    const { logits: values } = await recurrence.advance(tokens);
    for (let i = 0; i < values.length; i += SAMPLE) sample.push(values[i]!);
  }
  recurrence.release();
  return sample;
}
