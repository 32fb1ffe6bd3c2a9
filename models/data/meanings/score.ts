/** Which target a word means best: WordNet says what it is, the vectors what it is used like. */
import type { Near } from './graph';
import { POS, type WordNet } from './wordnet';

export interface Meaning {
  target: number; // index
  score: number; // 0 to about 2
}

const REACH = 1.5; // cost at which WordNet says nothing any more
const SELDOM = 0.2; // cost of a sense that is e times rarer than the commonest one
const UNSEEN = 0.7; // times that a sense was seen which the tagged texts do not hold
const NAME = 0.3; // what a sense counts that is somebody's name: nobody draws Moss Hart
const ALIKE = 1.3; // what a cosine of 1 counts, beside a synonym's 1

/** @returns the targets of a word, the best first */
export function meanings(
  word: string,
  wordnet: WordNet,
  near: ReadonlyMap<string, Near[]>,
  likeness: Float32Array | undefined,
): Meaning[] {
  const close = closeness(word, wordnet, near);
  const scores = new Map<number, number>();
  likeness?.forEach((cosine, target) => {
    if (cosine > 0.3 || close.has(target)) {
      scores.set(target, ALIKE * cosine + (close.get(target) ?? 0));
    }
  });
  if (likeness === undefined) for (const [target, one] of close) scores.set(target, one);
  return [...scores]
    .map(([target, score]) => ({ target, score }))
    .sort((a, b) => b.score - a.score || a.target - b.target);
}

/** How well WordNet connects a word with targets: 1 for a synonym of its commonest sense. */
function closeness(word: string, wordnet: WordNet, near: ReadonlyMap<string, Near[]>) {
  const senses = POS.flatMap((pos) =>
    wordnet.senses(word, pos).map(({ synset, count }, place) => ({
      id: synset.id,
      seen:
        ((count || UNSEEN) / (count > 0 ? 1 : place + 1)) *
        (synset.words.includes(word) ? 1 : NAME),
    })),
  );
  const most = Math.max(...senses.map(({ seen }) => seen));
  const close = new Map<number, number>();
  for (const { id, seen } of senses) {
    const seldom = SELDOM * Math.log(most / seen);
    for (const { target, cost } of near.get(id) ?? []) {
      const value = 1 - (cost + seldom) / REACH;
      if (value > (close.get(target) ?? 0)) close.set(target, value);
    }
  }
  return close;
}
