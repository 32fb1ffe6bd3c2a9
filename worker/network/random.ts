/**
 * A small seeded generator: uniform numbers in [0, 1), the same on every machine.
 * Source: the public-domain mixing function “splitmix32” (after Steele, Lea and Flood, 2014).
 *
 * @param seed integer, 0 to 2^32 − 1
 */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0; // the golden ratio: visits every state once
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 2 ** 32;
  };
}
