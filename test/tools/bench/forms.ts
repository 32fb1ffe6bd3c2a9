/**
 * The token model's forms and the transformers they replace, side by side: ms for the cells of a clip,
 * drawn greedily. The 16 tokens of the prompt cost every form the same few ms and are left out.
 *
 * RetNet: one run over the longest clip, read off at each length. The rotary table holds the positions of
 * the shipped clip only, so longer clips go through them again; a recurrent step costs the same at any.
 * KV cache and no cache: steps at some lengths, and between them a power of the length (`integrate`).
 * Masked: one refinement step at each length, times 12.
 */
import type { Model } from '../../../worker/model';
import { createInputs } from '../../../worker/network/inputs';
import { createRecurrence } from '../../../worker/network/recurrence';
import { usualBlock } from '../../../worker/network/retnet';
import { integers } from '../../../worker/network/session';
import { openBaseline } from './baselines';
import { openCached } from './cache';
import type { Parts } from './parts';
import { median, rounded, timed } from './statistics';
import { type FormFigures, type Measured, type StepTime, slopes, summarise } from './summary';
import { tokenFeeds } from './tokens';

const STEPS = 5; // of the transformer with a cache, at each length
const LONG = 2000; // ms: what takes longer is measured once, not in every round
const PATIENCE = 120_000; // ms: a clip without a cache that takes longer is estimated
const UNCACHED = 3; // × the shipped length: the runtime's causal attention on WASM ends at 4,095 tokens
const SHARE = 0.4; // of the time that is left, at most, for single cells: on a GPU they take longest

/** Tries to measure something; what failed once is not tried again. */
type Attempt = (what: string, work: () => Promise<number | number[]>) => Promise<void>;

interface Task {
  model: Model;
  lengths: number[]; // of clips, in cells
  prefixes: number[]; // cells before a step of a transformer
  promptTokens: number;
  measured: Measured;
  attempt: Attempt;
  left: Parts['left'];
}

export async function benchForms(
  model: Model,
  quick: boolean,
  { part, left }: Parts,
): Promise<FormFigures> {
  const { frame, retnet } = model.config;
  const shipped = frame.cells ** 2 * frame.keyPhases.length;
  const times = (factors: number[]) => factors.map((factor) => Math.max(1, factor * shipped));
  const lengths = times(quick ? [1, 2] : [1, 2, 4, 8]);
  const prefixes = times([0, 1 / 8, 1 / 4, 1 / 2, ...(quick ? [1, 2] : [1, 2, 3, 4, 8])]);
  const promptTokens = retnet.promptWords * retnet.tokensPerWord;
  const measured = nothingYet(lengths, prefixes, retnet.blockSizes);
  const failed = new Set<string>();
  const attempt: Attempt = async (what, work) => {
    if (!failed.has(what) && (await part(what, work)) === null) failed.add(what);
  };
  const task = { model, lengths, prefixes, promptTokens, measured, attempt, left };
  await measure(task, quick ? 1 : 3);
  const forms = summarise(measured, lengths, prefixes, promptTokens);
  const middle = (values: number[]) => (values.length > 0 ? rounded(median(values)) : null);
  const sizes = Object.entries(measured.sizes).map(([size, ms]) => [size, middle(ms)]);
  return {
    forms,
    blockSize: usualBlock(model.networks.engine, retnet),
    blocks: Object.fromEntries(sizes),
    slope: slopes(forms),
  };
}

const nothingYet = (lengths: number[], prefixes: number[], sizes: number[]): Measured => ({
  step: lengths.map(() => []),
  block: lengths.map(() => []),
  sizes: Object.fromEntries(sizes.map((size) => [size, []])),
  cached: prefixes.map(() => []),
  uncached: prefixes.map(() => []),
  whole: lengths.map(() => undefined),
  masked: lengths.map(() => []),
});

async function measure(task: Task, rounds: number) {
  const cached = await createCachedTimer(task);
  const uncached = createPassTimer(task, 'prefix');
  const masked = createPassTimer(task, 'masked');
  for (let round = 1; round <= rounds; round++) {
    await timeRetNets(task);
    await cached.round();
    await masked.round(task.lengths, task.measured.masked);
    const short = task.prefixes.filter((prefix) => prefix <= UNCACHED * task.lengths[0]!);
    await uncached.round(short, task.measured.uncached);
    console.error(`forms: round ${round} of ${rounds} is over`);
  }
  await timeWhole(task, uncached);
  for (const timer of [cached, uncached, masked]) await timer.release();
}

/** The usual block and single cells at all lengths, the other blocks at the shipped one. */
async function timeRetNets({ model, lengths, measured, attempt, left }: Task) {
  const { networks, config } = model;
  const usual = usualBlock(networks.engine, config.retnet);
  const note = (times: number[][], marks: number[]) => {
    for (const [i, ms] of marks.entries()) times[i]!.push(ms);
    return marks.map((ms) => rounded(ms));
  };
  for (const size of [usual, ...config.retnet.blockSizes.filter((size) => size !== usual)]) {
    await attempt(`RetNet, blocks of ${size}`, async () => {
      const to = size === 1 || size === usual ? lengths : lengths.slice(0, 1);
      const marks = await timeRetNet(model, size, to, size === 1 ? SHARE * left() : left());
      if (marks[0] !== undefined) measured.sizes[size]!.push(marks[0]);
      if (size === usual) return note(measured.block, marks);
      return size === 1 ? note(measured.step, marks) : marks.map((ms) => rounded(ms));
    });
  }
}

/** @returns ms until each of the lengths is drawn, as far as the time allows */
async function timeRetNet(
  { config, codebook, networks }: Model,
  block: number,
  lengths: number[],
  patience: number, // ms
): Promise<number[]> {
  const cells = config.frame.cells ** 2;
  const keyFrames = config.frame.keyPhases.length;
  const codes = new Uint16Array(keyFrames * cells * codebook.groups);
  const inputs = createInputs(config, codebook, codes, block);
  const recurrence = createRecurrence(networks, config.retnet, 'codes');
  const all = Array.from({ length: cells }, (_, cell) => cell);
  const marks: number[] = [];
  await recurrence.advance(inputs.prompt([]));
  const began = performance.now();
  for (let cell = 0; cell < lengths.at(-1)!; cell += block) {
    const [keyFrame, from] = [Math.floor(cell / cells) % keyFrames, cell % cells];
    const said = await recurrence.advance(inputs.cells(keyFrame, all, from, block));
    codes.set(said.codes, (keyFrame * cells + from) * codebook.groups);
    const spent = performance.now() - began;
    if (lengths.includes(cell + block)) marks.push(spent);
    if (spent > patience) break;
  }
  recurrence.release();
  return marks;
}

async function createCachedTimer({ model, prefixes, measured, attempt }: Task) {
  let opened: Awaited<ReturnType<typeof openCached>> | undefined;
  return {
    async round() {
      for (const [i, steps] of measured.cached.entries()) {
        await attempt(`KV cache, ${prefixes[i]} cells`, async () => {
          opened ??= await openCached(model.config, model.networks.engine);
          const cache = await opened.at(prefixes[i]!);
          await cache.step(); // the first one allocates
          const times: StepTime[] = [];
          for (let n = 0; n < STEPS; n++) times.push(await cache.step());
          cache.release();
          steps.push(...times);
          return times.map(({ all }) => rounded(all, 1));
        });
      }
    },
    release: async () => opened?.release(),
  };
}

type PassTimer = ReturnType<typeof createPassTimer>;

/** A transformer that runs the whole sequence each time; a pass is one such run, its codes drawn. */
function createPassTimer({ model, promptTokens, attempt }: Task, name: 'prefix' | 'masked') {
  let opened: ReturnType<typeof openBaseline> | undefined;
  async function pass(cells: number): Promise<number> {
    opened ??= openBaseline(name, model.networks.engine);
    const session = await opened;
    const feeds = tokenFeeds(model.config, 0, promptTokens + cells);
    return timed(async () => integers((await session.run(feeds, ['logits'])).codes!));
  }
  return {
    pass,
    async round(cells: number[], times: number[][]) {
      for (const [i, count] of cells.entries()) {
        const passes = times[i]!;
        if (passes.length > 0 && passes[0]! >= LONG) continue;
        await attempt(`${name}, ${count} cells`, async () => {
          if (passes.length === 0 && model.networks.engine === 'webgpu') await pass(count); // warms up
          passes.push(await pass(count));
          return rounded(passes.at(-1)!, 1);
        });
      }
    },
    release: async () => (await opened?.catch(() => undefined))?.release(),
  };
}

/** Every step of a clip without a cache, one after the other, where the machine is fast enough for that. */
async function timeWhole(task: Task, { pass }: PassTimer) {
  const { lengths, prefixes, promptTokens, measured, attempt, left } = task;
  for (const [i, form] of summarise(measured, lengths, prefixes, promptTokens).entries()) {
    const estimate = form.transformerNoCache?.all ?? Number.POSITIVE_INFINITY;
    if (estimate > Math.min(PATIENCE, SHARE * left())) continue;
    await attempt(`no cache, all of ${form.L} cells`, async () => {
      let spent = 0;
      for (let cell = 1; cell <= form.L; cell++) spent += await pass(cell);
      measured.whole[i] = spent;
      return rounded(spent);
    });
  }
}
