/** One clip being made: what is asked, the time spent, how far it has come. */
import type { GenerateRequest, Picture, Progress, Stage, Timings } from './api';
import type { Model } from './model';
import { createDecoder, type Decode } from './network/decoder';

export interface Job {
  model: Model;
  request: GenerateRequest;
  decode: Decode;
  began: number; // ms
  ms: Omit<Timings, 'load' | 'total'>; // spent on each stage
  computed: number; // cells that were drawn: by the decoder, or from moving pixels
  /** Runs a part of a stage and counts its time. */
  timed<T>(stage: keyof Job['ms'], work: () => T | Promise<T>): Promise<T>;
  /** Notes how much of a stage is done, 0 to 1, and says how far the whole has come. */
  progress(stage: Stage, done: number, picture?: { index: number; picture: Picture }): Progress;
}

/** @param drawings how often the network draws for this clip */
export function createJob(model: Model, request: GenerateRequest, drawings: number): Job {
  const { networks, codebook, config } = model;
  const ms: Job['ms'] = { tokens: 0, interpolate: 0, decode: 0, encode: 0 };
  const began = performance.now();
  const of = config.frame.keyPhases.length;
  const fractionOf = createForecast(of * drawings, request);
  const timed: Job['timed'] = async (stage, work) => {
    const begin = performance.now();
    try {
      return await work();
    } finally {
      ms[stage] += performance.now() - begin;
    }
  };
  const run = createDecoder(networks, codebook.dims);
  const decode: Decode = (latent) => timed('decode', () => run(latent));
  return {
    ...{ model, request, decode, began, ms, timed },
    computed: 0,
    progress(stage, done, keyFrame) {
      const fraction = fractionOf(stage, done);
      const spent = (performance.now() - began) / 1000; // s
      const secondsLeft = fraction > 0.05 ? (spent / fraction) * (1 - fraction) : null;
      return { stage, fraction, secondsLeft, ...(keyFrame && { keyFrame: { ...keyFrame, of } }) };
    },
  };
}

/** What each stage costs next to the others; only the progress bar hangs on it. */
function createForecast(keyFrames: number, { frames, size, best }: GenerateRequest) {
  const pixels = frames * (size / 128) ** 2;
  const cost: Partial<Record<Stage, number>> = {
    tokens: (best ? 64 : 16) * keyFrames,
    decode: 4 * keyFrames,
    interpolate: 0.6 * frames,
    encode: 0.4 * pixels,
  };
  const done: Partial<Record<Stage, number>> = {};
  const total = Object.values(cost).reduce((sum, part) => sum + part, 0);
  return (stage: Stage, fraction: number): number => {
    done[stage] = fraction;
    const spent = Object.entries(cost).map(([of, part]) => part * (done[of as Stage] ?? 0));
    return Math.min(1, spent.reduce((sum, part) => sum + part, 0) / total);
  };
}
