/** One clip being made: what is asked, the time spent, how far it has come. */
import type { GenerateRequest, Progress, Stage, Timings } from '../api';
import type { Model } from '../model';
import type { Drawings, RememberKeyFrames } from './drawings';

export interface Job {
  model: Model;
  request: GenerateRequest;
  drawKeyFrames: RememberKeyFrames;
  began: number; // ms
  ms: Omit<Timings, 'load' | 'total'>; // spent on each stage
  /** Runs a part of a stage and counts its time. */
  timed<T>(stage: keyof Job['ms'], work: () => T | Promise<T>): Promise<T>;
  /** Notes how much of a stage is done, 0 to 1, and says how far the whole has come. */
  progress(stage: Stage, done: number, keyFrame?: Progress['keyFrame']): Progress;
}

/** How much there is to do. */
export interface Amount {
  keyFrames: number; // that the network draws
  pixels: number; // of all frames
}

export function createJob(
  model: Model,
  request: GenerateRequest,
  drawings: Drawings,
  amount: Amount,
): Job {
  const ms: Job['ms'] = { tokens: 0, interpolate: 0, decode: 0, encode: 0 };
  const began = performance.now();
  const fractionOf = createForecast(amount, request);
  const timed: Job['timed'] = async (stage, work) => {
    const begin = performance.now();
    try {
      return await work();
    } finally {
      ms[stage] += performance.now() - begin;
    }
  };
  return {
    model,
    request,
    drawKeyFrames: drawings.of({ model, request, timed }),
    began,
    ms,
    timed,
    progress(stage, done, keyFrame) {
      const fraction = fractionOf(stage, done);
      const spent = (performance.now() - began) / 1000; // s
      const secondsLeft = fraction > 0.05 ? (spent / fraction) * (1 - fraction) : null;
      return { stage, fraction, secondsLeft, ...(keyFrame && { keyFrame }) };
    },
  };
}

/** What each stage costs next to the others; only the progress bar hangs on it. */
function createForecast({ keyFrames, pixels }: Amount, { best }: GenerateRequest) {
  const squares = pixels / 256 ** 2;
  const cost: Partial<Record<Stage, number>> = {
    tokens: (best ? 60 : 10) * keyFrames,
    decode: 10 * keyFrames,
    interpolate: 1.2 * squares,
    encode: 1.2 * squares,
  };
  const total = Object.values(cost).reduce((sum, one) => sum + one, 0);
  const done: Partial<Record<Stage, number>> = {};
  let last = 0;
  return (stage: Stage, share: number): number => {
    done[stage] = Math.max(done[stage] ?? 0, share);
    const spent = Object.entries(cost).reduce(
      (sum, [name, one]) => sum + one * (done[name as Stage] ?? 0),
      0,
    );
    last = Math.max(last, Math.min(1, spent / total));
    return last;
  };
}
