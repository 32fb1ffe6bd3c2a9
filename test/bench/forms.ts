/**
 * The token model's forms and the transformers they replace, side by side: ms for the cells of a clip,
 * drawn greedily. The 16 tokens of the prompt cost every form the same few ms and are left out.
 *
 * RetNet: one run over the longest clip, read off at each length. The rotary table holds the positions of
 * the shipped clip only, so longer clips go through them again; a recurrent step costs the same at any.
 * KV cache and no cache: steps at some lengths, and between them a power of the length (`integrate`).
 * Masked: one refinement step at each length, times 12.
 */
import type { Model } from '../../worker/model';
import { createInputs, createRecurrence } from '../../worker/retnet';
import { createSampler } from '../../worker/sampler';
import { floats, type Session } from '../../worker/session';
import { openBaseline } from './baselines';
import { openCached, type StepTime } from './cache';
import { integrate, median, rounded, type Sample, slope, timed } from './statistics';
import { tokenFeeds } from './tokens';

export interface FormTimes {
  L: number; // cells of a clip
  retnetStep: number; // ms a clip, all of them
  retnetBlock: number;
  transformerKv: StepTime;
  transformerNoCache: { all: number; estimated: boolean };
  masked: number;
}

export interface FormFigures {
  forms: FormTimes[];
  blockSize: number; // cells
  slope: Record<'retnetStep' | 'retnetBlock' | 'transformerKv' | 'transformerNoCache', number>;
}

export const REFINEMENTS = 12;
const STEPS = 5; // of the transformer with a cache, at each length
const LONG = 2000; // ms: what takes longer is measured once, not in every round
const UNCACHED = 3; // × the shipped length: the runtime's causal attention on WASM ends at 4,095 tokens

/** What was measured, in ms; each list holds one entry a round. */
interface Measured {
  step: number[][]; // by length
  block: number[][]; // by length
  cached: StepTime[][]; // by prefix
  uncached: number[][]; // by prefix, as far as UNCACHED
  masked: number[][]; // one refinement step, by length
}

export async function benchForms(model: Model, quick: boolean): Promise<FormFigures> {
  const { frame, retnet } = model.config;
  const shipped = frame.cells ** 2 * frame.keyPhases.length;
  const times = (factors: number[]) => factors.map((factor) => Math.max(1, factor * shipped));
  const lengths = times(quick ? [1, 2] : [1, 2, 4, 8]);
  const prefixes = times([0, 1 / 8, 1 / 4, 1 / 2, ...(quick ? [1, 2] : [1, 2, 3, 4, 8])]);
  const measured = await measure(model, lengths, prefixes, quick ? 1 : 3);
  const promptTokens = retnet.promptWords * retnet.tokensPerWord;
  const forms = summarise(measured, lengths, prefixes, promptTokens);
  return { forms, blockSize: retnet.defaultBlock, slope: slopes(forms) };
}

async function measure(
  model: Model,
  lengths: number[],
  prefixes: number[],
  rounds: number,
): Promise<Measured> {
  const { config, networks } = model;
  const draw = drawAll(model);
  const cached = await openCached(config, networks.engine, draw);
  const uncached = await openPass(model, 'prefix', draw);
  const masked = await openPass(model, 'masked', draw);
  const measured: Measured = {
    step: lengths.map(() => []),
    block: lengths.map(() => []),
    cached: prefixes.map(() => []),
    uncached: prefixes.filter((prefix) => prefix <= UNCACHED * lengths[0]!).map(() => []),
    masked: lengths.map(() => []),
  };

  async function timeRetNets() {
    for (const form of ['step', 'block'] as const) {
      const block = form === 'step' ? 1 : config.retnet.defaultBlock;
      const marks = await timeRetNet(model, block, lengths);
      for (const [i, ms] of marks.entries()) measured[form][i]!.push(ms);
    }
  }
  async function timeCached() {
    for (const [i, steps] of measured.cached.entries()) {
      const cache = await cached.at(prefixes[i]!);
      await cache.step(); // the first one allocates
      for (let n = 0; n < STEPS; n++) steps.push(await cache.step());
      cache.release();
    }
  }
  async function timePasses(times: number[][], cells: number[], pass: typeof masked) {
    for (const [i, passes] of times.entries()) {
      if (passes.length === 0 || passes[0]! < LONG) passes.push(await pass.time(cells[i]!));
    }
  }

  for (let round = 1; round <= rounds; round++) {
    await timeRetNets();
    await timeCached();
    await timePasses(measured.uncached, prefixes, uncached);
    await timePasses(measured.masked, lengths, masked);
    console.error(`forms: round ${round} of ${rounds} is over`);
  }
  for (const opened of [cached, uncached, masked]) await opened.release();
  return measured;
}

function summarise(
  { step, block, cached, uncached, masked }: Measured,
  lengths: number[],
  prefixes: number[],
  promptTokens: number,
): FormTimes[] {
  const clip = (steps: number[], cells: number) => {
    const samples = steps.map((ms, i): Sample => [promptTokens + prefixes[i]!, ms]);
    return rounded(integrate(samples, promptTokens, promptTokens + cells));
  };
  const middle = (of: keyof StepTime) =>
    cached.map((steps) => median(steps.map((time) => time[of])));
  return lengths.map((L, i) => ({
    L,
    retnetStep: rounded(median(step[i]!)),
    retnetBlock: rounded(median(block[i]!)),
    transformerKv: { all: clip(middle('all'), L), compute: clip(middle('compute'), L) },
    transformerNoCache: { all: clip(uncached.map(median), L), estimated: true },
    masked: rounded(REFINEMENTS * median(masked[i]!)),
  }));
}

function slopes(forms: FormTimes[]): FormFigures['slope'] {
  const slopeOf = (of: (form: FormTimes) => number) =>
    rounded(slope(forms.map((form): Sample => [form.L, of(form)])), 3);
  return {
    retnetStep: slopeOf(({ retnetStep }) => retnetStep),
    retnetBlock: slopeOf(({ retnetBlock }) => retnetBlock),
    transformerKv: slopeOf(({ transformerKv }) => transformerKv.all),
    transformerNoCache: slopeOf(({ transformerNoCache }) => transformerNoCache.all),
  };
}

/** Draws every code of some logits, by the sampler that the plugin uses by default. */
function drawAll({ codebook }: Model) {
  const draw = createSampler({ temperature: 0, topK: 1 }, () => 0);
  return (logits: Float32Array): Uint16Array => {
    const drawn = new Uint16Array(logits.length / codebook.codes);
    for (let i = 0; i < drawn.length; i++)
      drawn[i] = draw(logits, i * codebook.codes, codebook.codes);
    return drawn;
  };
}

/** @returns ms until each of the lengths is drawn */
async function timeRetNet(model: Model, block: number, lengths: number[]): Promise<number[]> {
  const { config, codebook, networks } = model;
  const shipped = config.frame.cells ** 2 * config.frame.keyPhases.length;
  const codes = new Uint16Array(shipped * codebook.groups);
  const inputs = createInputs(config, codebook, block);
  const recurrence = createRecurrence(networks, config.retnet);
  const draw = drawAll(model);
  const marks: number[] = [];
  await recurrence.advance(inputs.prompt([]));
  const began = performance.now();
  for (let cell = 0; cell < lengths.at(-1)!; cell += block) {
    const at = cell % shipped;
    const logits = await recurrence.advance(inputs.cells(at, block));
    codes.set(draw(logits), at * codebook.groups);
    inputs.drawn(codes, at, block);
    if (lengths.includes(cell + block)) marks.push(performance.now() - began);
  }
  recurrence.release();
  return marks;
}

/** A transformer that runs the whole sequence each time; `time` is one such run, its codes drawn. */
async function openPass(
  { config, networks }: Model,
  name: 'prefix' | 'masked',
  draw: (logits: Float32Array) => void,
) {
  const session: Session = await openBaseline(name, networks.engine);
  const promptTokens = config.retnet.promptWords * config.retnet.tokensPerWord;
  return {
    time(cells: number): Promise<number> {
      const feeds = tokenFeeds(config, 0, promptTokens + cells);
      return timed(async () => draw(floats((await session.run(feeds)).logits)));
    },
    release: () => session.release(),
  };
}
