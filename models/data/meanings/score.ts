/** Which target a word means best: WordNet says what it is, the vectors what it is used like. */
import type { Near } from './graph';
import { POS, type Pos, type Synset, type WordNet } from './wordnet';

export interface Meaning {
  target: number; // index
  score: number; // how sure it is, 0 to about 2
}

const REACH = 1.5; // cost at which WordNet says nothing any more
const SELDOM = 0.3; // cost of a sense that is e times rarer than the commonest one
const UNSEEN = 0.7; // times that a sense was seen which the tagged texts do not hold
const NAME = 0.3; // what a sense counts that is somebody's name: nobody draws Moss Hart
const SAME = 0.35; // cost up to which a target is what a synset says
const SAID = 1.15; // what a synonym counts, beside a cosine of 1

/** How a word that was never seen is likely meant. */
const USUAL: Record<Pos, number> = { noun: 1, verb: 0.5, adj: 0.7, adv: 0.7 };

/**
 * The target that a word means best.
 *
 * @param likeness to each target [targets], where the word has a vector
 */
export function meaning(
  word: string,
  wordnet: WordNet,
  near: ReadonlyMap<string, Near[]>,
  likeness: Float32Array,
): Meaning {
  const senses = sensesOf(word, wordnet);
  const close = closeness(senses, near);
  const opposite = opposites(senses, near);
  // What an adverb is used like says little: “especially” is no thumbs up.
  const adverb = senses.every(({ synset }) => synset.id.startsWith('r'));
  const best: Meaning = { target: 0, score: -Infinity };
  likeness.forEach((cosine, target) => {
    if (opposite.has(target) || (adverb && !close.has(target))) return;
    const score = cosine + SAID * (close.get(target) ?? 0);
    if (score > best.score) Object.assign(best, { target, score });
  });
  return best;
}

interface Weighed {
  synset: Synset;
  seen: number; // times, or a guess
}

function sensesOf(word: string, wordnet: WordNet): Weighed[] {
  return POS.flatMap((pos) =>
    wordnet.senses(word, pos).map(({ synset, count }, place) => {
      const seen = count || (UNSEEN * USUAL[pos]) / (place + 1);
      return { synset, seen: seen * (synset.words.includes(word) ? 1 : NAME) };
    }),
  );
}

/** How well WordNet connects a word with targets: 1 for a synonym of its commonest sense. */
function closeness(senses: readonly Weighed[], near: ReadonlyMap<string, Near[]>) {
  const most = Math.max(...senses.map(({ seen }) => seen));
  const close = new Map<number, number>();
  for (const { synset, seen } of senses) {
    const seldom = SELDOM * Math.log(most / seen);
    for (const { target, cost } of near.get(synset.id) ?? []) {
      const value = 1 - (cost + seldom) / REACH;
      if (value > (close.get(target) ?? 0)) close.set(target, value);
    }
  }
  return close;
}

/** Targets that a word is the contrary of, however alike the two are used: nobody awake is asleep. */
function opposites(senses: readonly Weighed[], near: ReadonlyMap<string, Near[]>): Set<number> {
  const contrary = senses.flatMap(({ synset }) =>
    synset.pointers.filter(({ symbol }) => symbol === '!').map(({ to }) => to),
  );
  const targets = contrary.flatMap((id) => near.get(id) ?? []);
  return new Set(targets.filter(({ cost }) => cost < SAME).map(({ target }) => target));
}
