/** How alike a word and the names of the targets are by the company they keep: cosines of word vectors. */
import { PAST_FORMS } from './forms';
import type { Target } from './types';
import { DIMENSIONS, dot, unit, type Vectors } from './vectors';

const OTHER_NAME = 0.95; // what a name that is not canonical counts
const AKIN = 0.3; // likeness to the canonical name under which a name is but a tag
const FAR = 0.82; // what such a name counts: a raccoon is curious, but little that is curious is a raccoon
const MISFIT = 0.75; // what a name counts that is mostly said of something else: “metal” is no hand
const TWO_WORDS = 0.88; // what the middle of two words counts: “polar bear” is more than both
const FREQUENT = 40_000; // words by frequency, up to which vectors are good
const HUB = 100; // words whose closeness tells how close everything is to a target

/**
 * @param words whose likeness will be asked for
 * @returns word → likeness to each target [targets], about −1 to 1; a target that is close to everything
 *   counts less (cross-domain similarity local scaling, Conneau et al. 2018)
 */
export function likeness(
  targets: readonly Target[],
  vectors: Vectors,
  words: readonly string[],
): Map<string, Float32Array> {
  const of = vectors.of([
    ...words,
    ...targets.flatMap(({ names }) => names.flatMap(({ words: own }) => own)),
  ]);
  const names = targets.map((target) => nameVectors(target, of, vectors.rank));
  const rows = words.flatMap((word): [string, Float32Array][] => {
    const vector = of.get(word);
    return vector === undefined
      ? []
      : [[word, nearest(vector, names, trust(vectors.rank.get(word) ?? Infinity))]];
  });
  const hubs = targets.map((_, target) => closest(rows.map(([, row]) => row[target]!)));
  const usual = hubs.reduce((sum, hub) => sum + hub, 0) / hubs.length;
  for (const [, row] of rows) {
    hubs.forEach((hub, target) => {
      row[target]! -= (hub - usual) / 2;
    });
  }
  return new Map(rows);
}

type Rank = ReadonlyMap<string, number>;

interface NameVector {
  vector: Float32Array;
  weight: number;
}

function nearest(
  vector: Float32Array,
  targets: readonly NameVector[][],
  sure: number,
): Float32Array {
  const best = new Float32Array(targets.length).fill(-1);
  for (let target = 0; target < targets.length; target++) {
    for (const name of targets[target]!) {
      best[target] = Math.max(best[target]!, sure * name.weight * dot(vector, name.vector));
    }
  }
  return best;
}

function nameVectors(target: Target, of: Map<string, Float32Array>, rank: Rank): NameVector[] {
  const canonical = middle(target.names[0]!.words, of);
  return target.names.flatMap(({ words, fits }, index) => {
    const vector = middle(words, of);
    const sure = Math.min(...words.map((word) => trust(rank.get(word) ?? Infinity)));
    if (vector === undefined || sure === 0 || words.length > 2) return [];
    if (words.some((word) => PAST_FORMS.has(word))) return [];
    if (target.group === 'motion' && !words.every((word) => word.endsWith('ing'))) return []; // “still” is “yet”
    const far = index > 0 && canonical !== undefined && dot(canonical, vector) < AKIN;
    const own = (index === 0 ? 1 : OTHER_NAME) * (far ? FAR : 1) * (fits ? 1 : MISFIT);
    return [{ vector, weight: own * (words.length === 2 ? TWO_WORDS : 1) * sure }];
  });
}

/** The direction between the vectors of some words, if all have one. */
function middle(words: readonly string[], of: Map<string, Float32Array>): Float32Array | undefined {
  const parts = words.flatMap((word) => of.get(word) ?? []);
  if (parts.length < words.length) return undefined;
  const sum = (i: number) => parts.reduce((total, part) => total + part[i]!, 0);
  return unit(Float32Array.from({ length: DIMENSIONS }, (_, i) => sum(i)));
}

/** How far a vector is worth listening to: of a word seldom read, little was learnt. */
function trust(rank: number): number {
  return Math.min(1, Math.max(0, 1 - 0.25 * Math.log(rank / FREQUENT)));
}

/** The mean of the largest values. */
function closest(values: number[]): number {
  const top = Float32Array.from(values).sort().slice(-HUB);
  return top.reduce((sum, value) => sum + value, 0) / (top.length || 1);
}
