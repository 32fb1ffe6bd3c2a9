/** Numbers and their limits. */

export interface Limits {
  min: number;
  max: number;
}

export const clamp = (value: number, { min, max }: Limits) => Math.min(max, Math.max(min, value));

/** The whole number within the limits that is nearest to `value`. */
export const within = (value: number, limits: Limits) => clamp(Math.round(value), limits);

/** The number that `text` spells, brought within the limits, or `null`; a comma may stand for the point. */
export function readNumber(text: string, limits: Limits): number | null {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || Number.isNaN(number) ? null : clamp(number, limits);
}
