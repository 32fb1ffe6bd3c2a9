/** Tracks as an editor would play them: an evaluator that shares no code with what fits them. */
import type { Track } from '../../worker/api';

/** CSS `cubic-bezier` at a share of the time. */
export function bezier(x1: number, y1: number, x2: number, y2: number, time: number): number {
  const at = (p: number, q: number, s: number) =>
    3 * p * s * (1 - s) * (1 - s) + 3 * q * s * s * (1 - s) + s * s * s;
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (at(x1, x2, middle) < time) low = middle;
    else high = middle;
  }
  return at(y1, y2, (low + high) / 2);
}

/** @param at frames */
export function valueAt(track: Track, at: number): number[] {
  const next = track.findIndex((key) => key.at > at);
  if (next === 0) return track[0]!.value;
  if (next === -1) return track.at(-1)!.value;
  const [key, after] = [track[next - 1]!, track[next]!];
  if (key.ease === 'hold') return key.value;
  const { from, to } = key.ease;
  const time = (at - key.at) / (after.at - key.at);
  return key.value.map((value, i) => {
    const share = bezier(1 / 3, from[i]!, 2 / 3, to[i]!, time);
    return value + share * (after.value[i]! - value);
  });
}
