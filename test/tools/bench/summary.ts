/** From what was measured to ms a clip. */
import { integrate, median, rounded, type Sample, slope } from './statistics';

/** ms of one step: all of it, and what is left without the copies between the host and the runtime. */
export interface StepTime {
  all: number;
  compute: number;
}

/** ms a clip, all of them; null where time, memory or a GPU's limits did not allow it. */
export interface FormTimes {
  L: number; // cells of a clip
  retnetStep: number | null;
  retnetBlock: number | null;
  transformerKv: StepTime | null;
  transformerNoCache: { all: number; estimated: boolean } | null;
  masked: number | null;
}

export interface FormFigures {
  forms: FormTimes[];
  blockSize: number; // cells
  blocks: Record<number, number | null>; // ms a clip of the shipped length, by cells of a block
  slope: Record<
    'retnetStep' | 'retnetBlock' | 'transformerKv' | 'transformerNoCache',
    number | null
  >;
}

/** What was measured, in ms; each list holds one entry a round, or none. */
export interface Measured {
  step: number[][]; // by length
  block: number[][]; // by length
  sizes: Record<number, number[]>; // the shipped length, by cells of a block
  cached: StepTime[][]; // one step, by prefix
  uncached: number[][]; // one step, by prefix
  whole: (number | undefined)[]; // all steps without a cache, by length, where there was time for them
  masked: number[][]; // one refinement step, by length
}

export const REFINEMENTS = 12;

/**
 * @param lengths cells of a clip; @param prefixes cells before a step; @param promptTokens before those
 */
export function summarise(
  { step, block, cached, uncached, whole, masked }: Measured,
  lengths: number[],
  prefixes: number[],
  promptTokens: number,
): FormTimes[] {
  /** All steps of a clip from some of them. @param reach how far beyond the last sample one may go */
  function clip(steps: number[][], cells: number, reach: number): number | null {
    const samples = steps.flatMap((ms, i): Sample[] =>
      ms.length > 0 ? [[promptTokens + prefixes[i]!, median(ms)]] : [],
    );
    if (samples.length < 2 || samples.at(-1)![0] * reach < cells) return null;
    return rounded(integrate(samples, promptTokens, promptTokens + cells));
  }
  const once = (times: number[]) => (times.length > 0 ? median(times) : null);
  const inWhole = (ms: number | null, by = 1) => (ms === null ? null : rounded(by * ms));
  const of = (part: keyof StepTime) => cached.map((steps) => steps.map((time) => time[part]));
  return lengths.map((L, i) => {
    const [all, compute] = [clip(of('all'), L, 1), clip(of('compute'), L, 1)];
    const estimate = clip(uncached, L, Number.POSITIVE_INFINITY);
    const timed = whole[i];
    return {
      L,
      retnetStep: inWhole(once(step[i]!)),
      retnetBlock: inWhole(once(block[i]!)),
      transformerKv: all === null || compute === null ? null : { all, compute },
      transformerNoCache:
        timed !== undefined
          ? { all: rounded(timed), estimated: false }
          : estimate === null
            ? null
            : { all: estimate, estimated: true },
      masked: inWhole(once(masked[i]!), REFINEMENTS),
    };
  });
}

export function slopes(forms: FormTimes[]): FormFigures['slope'] {
  const slopeOf = (of: (form: FormTimes) => number | null | undefined) => {
    const samples = forms.flatMap((form): Sample[] => {
      const ms = of(form);
      return ms ? [[form.L, ms]] : [];
    });
    return samples.length < 2 ? null : rounded(slope(samples), 3);
  };
  return {
    retnetStep: slopeOf(({ retnetStep }) => retnetStep),
    retnetBlock: slopeOf(({ retnetBlock }) => retnetBlock),
    transformerKv: slopeOf(({ transformerKv }) => transformerKv?.all),
    transformerNoCache: slopeOf(({ transformerNoCache }) => transformerNoCache?.all),
  };
}
