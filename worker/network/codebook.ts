/**
 * Finite scalar quantisation (Mentzer et al., arXiv 2309.15505): a code is a number written in mixed
 * radix, and each of its digits is one value of the latent.
 */

import type { ModelConfig } from './config';

/** code = Σ digit_i · Π_{j<i} levels_j, value_i = (digit_i − ⌊levels_i/2⌋) / ⌊levels_i/2⌋. */
export interface Codebook {
  codes: number; // in each group
  groups: number; // codes a cell
  dims: number; // values of a cell's latent: groups × levels
  blank: number; // the code, in each group, of a cell with nothing in it: its latent is 0
  /** Writes the latent of one cell: `into[at]`, `into[at + stride]` … */
  latent(
    codes: ArrayLike<number>,
    cell: number,
    into: Float32Array,
    at: number,
    stride: number,
  ): void;
}

export function createCodebook({ levels, groups, blank }: ModelConfig['codebook']): Codebook {
  const codes = levels.reduce((product, level) => product * level, 1);
  const table = new Float32Array(codes * levels.length); // [codes, levels]
  for (let code = 0; code < codes; code++) {
    let rest = code;
    levels.forEach((level, i) => {
      const half = Math.floor(level / 2);
      table[code * levels.length + i] = ((rest % level) - half) / half;
      rest = Math.floor(rest / level);
    });
  }
  return {
    codes,
    groups,
    dims: groups * levels.length,
    blank,
    latent(cellCodes, cell, into, at, stride) {
      for (let group = 0, to = at; group < groups; group++) {
        const from = cellCodes[cell * groups + group]! * levels.length;
        for (let i = 0; i < levels.length; i++, to += stride) into[to] = table[from + i]!;
      }
    },
  };
}
