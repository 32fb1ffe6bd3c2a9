/** Draws codes from logits. */

export interface Sampling {
  temperature: number; // 0 is greedy
  topK: number; // codes kept when the temperature is above 0
}

/**
 * @param random uniform numbers in [0, 1); not asked when greedy
 * @returns a function from one code's logits, `logits[at … at + count)`, to the code
 */
export function createSampler({ temperature, topK }: Sampling, random: () => number) {
  if (temperature <= 0 || topK <= 1) return greedy;
  return (logits: Float32Array, at: number, count: number): number => {
    const kept = best(logits, at, count, Math.min(topK, count));
    const peak = logits[at + kept[0]!]!;
    const weights = kept.map((code) => Math.exp((logits[at + code]! - peak) / temperature));
    let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
    for (let i = 0; i < kept.length; i++) {
      left -= weights[i]!;
      if (left < 0) return kept[i]!;
    }
    return kept[0]!;
  };
}

/** The first code of the highest logit. */
export function greedy(logits: Float32Array, at: number, count: number): number {
  let code = 0;
  for (let i = 1; i < count; i++) if (logits[at + i]! > logits[at + code]!) code = i;
  return code;
}

/** The `keep` codes of the highest logits, best first; equal logits in code order. */
function best(logits: Float32Array, at: number, count: number, keep: number): number[] {
  const kept: number[] = [];
  for (let code = 0; code < count; code++) {
    const logit = logits[at + code]!;
    if (kept.length === keep && logit <= logits[at + kept[keep - 1]!]!) continue;
    let place = kept.length;
    while (place > 0 && logits[at + kept[place - 1]!]! < logit) place--;
    kept.splice(place, 0, code);
    if (kept.length > keep) kept.pop();
  }
  return kept;
}

/**
 * Classifier-free guidance: logits ← free + strength · (prompted − free), written into `prompted`.
 * A strength of 1 leaves them as they are.
 */
export function guide(prompted: Float32Array, free: Float32Array, strength: number) {
  for (let i = 0; i < prompted.length; i++) {
    prompted[i] = free[i]! + strength * (prompted[i]! - free[i]!);
  }
}
