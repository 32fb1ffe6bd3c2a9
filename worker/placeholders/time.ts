/** Motion as functions of the phase of a loop, in [0, 1). */

/** `phase` without whole loops. */
export const wrap = (phase: number) => phase - Math.floor(phase);

export const clamp = (value: number, least = 0, most = 1) => Math.min(most, Math.max(least, value));

/** 0 at phase 0, 1 half a loop later, smooth. */
export const wave = (phase: number) => 0.5 - 0.5 * Math.cos(2 * Math.PI * phase);

/** Between −1 and 1, 0 at phase 0. */
export const swing = (phase: number) => Math.sin(2 * Math.PI * phase);

export type Stop = readonly [phase: number, value: number];

/**
 * Eases from stop to stop, and from the last one back to the first, which is at phase 0. A last stop at
 * phase 1 says where to instead: the same picture as at phase 0, such as a whole turn further.
 */
export function track(phase: number, ...stops: readonly Stop[]): number {
  const at = wrap(phase);
  const next = stops.findIndex(([start]) => start > at);
  const [from, a] = stops[(next < 0 ? stops.length : next) - 1]!;
  const [to, b] = next < 0 ? [1, stops[0]![1]] : stops[next]!;
  const t = to > from ? (at - from) / (to - from) : 0;
  return a + (b - a) * t * t * (3 - 2 * t);
}

/** Whole at phase 0; it empties fast, and fills up again. */
export const refill = (phase: number, least = 0.06) =>
  track(phase, [0, 1], [0.1, 1], [0.26, least], [0.55, 0.46], [0.78, 0.76], [0.94, 1]);

/** How much of a text is typed: all, rubbed out, and typed again. */
export const typed = (phase: number) => refill(phase, 0);

/** 1 at phase 0, `least` soon after, then 1 again; the `i`-th item of a row follows the one before it. */
export const regrow = (phase: number, i: number, least = 0.25) =>
  track(phase, [0, 1], [0.08 + 0.03 * i, 1], [0.26 + 0.04 * i, least], [0.7 + 0.03 * i, 1]);

/** 1 at phase 0, 0 in the middle of the loop; on the way at the quarters. */
export const onOff = (phase: number, lag = 0) =>
  track(phase, [0, 1], [0.12 + lag, 1], [0.36 + lag, 0], [0.58 + lag, 0], [0.84 + lag, 1]);

/** From 0 over 1, 2, … to `count` − 1, resting at each, and in one longer way back. */
export function visit(phase: number, count: number): number {
  const back = 1 + 0.7 * Math.max(0, count - 2); // in ways from one to the next
  const slot = 1 / (2 * count - 1 + back); // a rest takes as long as a way
  const stops = Array.from({ length: count }, (_, i): Stop[] => [
    [2 * i * slot, i],
    [(2 * i + 1) * slot, i],
  ]);
  const at = track(phase, ...stops.flat());
  return clamp(at, 0, count - 1); // rounding may lead past either end
}

/** How much of the `i`-th of a row of items is done, when `done` of them are. */
export const doneOf = (done: number, i: number) => clamp(done - i);

/** How near a position is to item `i`: 1 there, 0 at the next ones. */
export const near = (at: number, i: number) => clamp(1 - Math.abs(at - i));
