/** Timing curves and key values, with the meaning that CSS gives them. */

/** 0 to 1 → 0 to 1, with 0 at 0 and 1 at 1; some overshoot between. */
export type Easing = (t: number) => number;

export const linear: Easing = (t) => t;
export const easeIn: Easing = (t) => t * t;
export const easeOut: Easing = (t) => 1 - (1 - t) ** 2;
export const easeInOut: Easing = (t) => t * t * (3 - 2 * t);

/** Overshoots by a tenth before it settles: easeOutBack of Robert Penner's equations. */
export const easeOutBack: Easing = (t) => 1 + (t - 1) ** 2 * (2.70158 * (t - 1) + 1.70158);
export const easeInBack: Easing = (t) => 1 - easeOutBack(1 - t);

const HALVINGS = 30; // of the interval in which a curve's parameter lies

/** CSS `cubic-bezier(x1, y1, x2, y2)`. */
export function cubicBezier(x1: number, y1: number, x2: number, y2: number): Easing {
  const along = (p: number, q: number, s: number) =>
    3 * p * s * (1 - s) ** 2 + 3 * q * s * s * (1 - s) + s ** 3;
  return (t) => {
    if (t <= 0 || t >= 1) return t;
    let [low, high] = [0, 1];
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (low + high) / 2;
      if (along(x1, x2, middle) < t) low = middle;
      else high = middle;
    }
    return along(y1, y2, low);
  };
}

/** A value from a time on; the easing leads from it to the next one. */
export type Key = readonly [time: number, value: number, easing?: Easing];

/**
 * A value over time, as in CSS `@keyframes`.
 *
 * @param keys in the order of their times; before the first and after the last their values hold
 * @param usual the easing of keys that name none
 */
export function keyed(keys: readonly Key[], usual: Easing = easeInOut): (time: number) => number {
  return (time) => {
    const next = keys.findIndex(([at]) => at > time);
    if (next === 0) return keys[0]![1];
    if (next === -1) return keys[keys.length - 1]![1];
    const [from, value, easing = usual] = keys[next - 1]!;
    const [to, after] = keys[next]!;
    return value + (after - value) * easing((time - from) / (to - from));
  };
}
