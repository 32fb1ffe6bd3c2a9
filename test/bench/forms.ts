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

export async function benchForms(model: Model, quick: boolean): Promise<FormFigures> {
  const { config, networks } = model;
  const blockSize = config.retnet.defaultBlock;
  const shipped = config.frame.cells ** 2 * config.frame.keyPhases.length;
  const lengths = (quick ? [1, 2] : [1, 2, 4, 8]).map((times) => times * shipped);
  const prefixes = [0, 1 / 8, 1 / 4, 1 / 2, ...(quick ? [1, 2] : [1, 2, 3, 4, 8])].map((times) =>
    Math.max(1, times * shipped),
  );
  const draw = drawAll(model);
  const cached = await openCached(config, networks.engine, draw);
  const uncached = await openPass(model, 'prefix', draw);
  const masked = await openPass(model, 'masked', draw);

  const times = {
    step: lengths.map((): number[] => []),
    block: lengths.map((): number[] => []),
    cached: prefixes.map((): StepTime[] => []),
    uncached: prefixes.filter((prefix) => prefix <= UNCACHED * shipped).map((): number[] => []),
    masked: lengths.map((): number[] => []),
  };
  const again = (measured: number[]) => measured.length === 0 || measured[0]! < LONG;

  for (let round = 0; round < (quick ? 1 : 3); round++) {
    for (const form of ['step', 'block'] as const) {
      const marks = await timeRetNet(model, form === 'step' ? 1 : blockSize, lengths);
      for (const [i, ms] of marks.entries()) times[form][i]!.push(ms);
    }
    for (const [i, steps] of times.cached.entries()) {
      const cache = await cached.at(prefixes[i]!);
      for (let n = 0; n <= STEPS; n++) {
        const time = await cache.step();
        if (n > 0) steps.push(time); // the first one allocates
      }
      cache.release();
    }
    for (const [i, passes] of times.uncached.entries()) {
      if (again(passes)) passes.push(await uncached.time(prefixes[i]!));
    }
    for (const [i, passes] of times.masked.entries()) {
      if (again(passes)) passes.push(await masked.time(lengths[i]!));
    }
    console.error(`forms: round ${round + 1} is over`);
  }
  for (const opened of [cached, uncached, masked]) await opened.release();

  const promptTokens = config.retnet.promptWords * config.retnet.tokensPerWord;
  const clip = (steps: number[], cells: number) => {
    const samples = steps.map((ms, i): Sample => [prefixes[i]! + promptTokens, ms]);
    return integrate(samples, promptTokens, promptTokens + cells);
  };
  const forms = lengths.map((L, i): FormTimes => {
    const kv = (of: keyof StepTime) =>
      rounded(
        clip(
          times.cached.map((steps) => median(steps.map((step) => step[of]))),
          L,
        ),
      );
    return {
      L,
      retnetStep: rounded(median(times.step[i]!)),
      retnetBlock: rounded(median(times.block[i]!)),
      transformerKv: { all: kv('all'), compute: kv('compute') },
      transformerNoCache: { all: rounded(clip(times.uncached.map(median), L)), estimated: true },
      masked: rounded(REFINEMENTS * median(times.masked[i]!)),
    };
  });
  const slopeOf = (of: (form: FormTimes) => number) =>
    rounded(slope(forms.map((form): Sample => [form.L, of(form)])), 3);
  return {
    forms,
    blockSize,
    slope: {
      retnetStep: slopeOf(({ retnetStep }) => retnetStep),
      retnetBlock: slopeOf(({ retnetBlock }) => retnetBlock),
      transformerKv: slopeOf(({ transformerKv }) => transformerKv.all),
      transformerNoCache: slopeOf(({ transformerNoCache }) => transformerNoCache.all),
    },
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
