/** Random choices of a seed. */
import { createRandom } from '../../../../worker/network/random';

export interface Draws {
  pick<T>(items: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
}

/** @param purpose makes the choices for one purpose independent of those for others */
export function createDraws(seed: number, purpose: string): Draws {
  const mixed = [...purpose].reduce((sum, sign) => Math.imul(sum, 31) + sign.codePointAt(0)!, seed);
  const random = createRandom(mixed >>> 0);
  return {
    pick: (items) => items[Math.floor(random() * items.length)]!,
    shuffle(items) {
      const order = [...items]; // Fisher-Yates
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1));
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return order;
    },
  };
}
