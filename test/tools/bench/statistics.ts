/** The arithmetic of the benchmark. */

/** A measured point: ms at a length. */
export type Sample = readonly [length: number, ms: number];

export const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** The exponent p of ms ~ length^p, by least squares on both logarithms. */
export const slope = (samples: Sample[]): number =>
  gain(samples.map(([length, ms]) => [Math.log(length), Math.log(ms)]));

/** How much more there is with each step, by least squares. @param points where, and how much */
export function gain(points: (readonly [at: number, value: number])[]): number {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [u, v]) => sum + (u - x) * (v - y), 0);
  return covariance / points.reduce((sum, [u]) => sum + (u - x) ** 2, 0);
}

/**
 * What all steps between two lengths cost together, when a step at some lengths is known. Between two
 * samples, and beyond the last, time is taken as a power of the length.
 *
 * @param samples at least two, in order of their lengths
 */
export function integrate(samples: Sample[], from: number, to: number): number {
  let sum = 0;
  for (let i = 0; i + 1 < samples.length; i++) {
    const [[x0, y0], [x1, y1]] = [samples[i]!, samples[i + 1]!];
    const power = Math.log(y1 / y0) / Math.log(x1 / x0);
    const begin = i === 0 ? from : Math.max(from, x0);
    const end = i + 2 === samples.length ? to : Math.min(to, x1);
    if (end > begin) sum += areaUnder(power, y0 / x0 ** power, begin, end);
  }
  return sum;
}

/** ∫ factor · x^power dx */
function areaUnder(power: number, factor: number, from: number, to: number): number {
  if (Math.abs(power + 1) < 1e-9) return factor * Math.log(to / from);
  return (factor * (to ** (power + 1) - from ** (power + 1))) / (power + 1);
}

/** Times some work. @returns ms */
export async function timed(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

export const rounded = (value: number, digits = 0) => Number(value.toFixed(digits));
