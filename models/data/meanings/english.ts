/** Words that are English, whatever they mean: none of them is a typing error for something else. */
import { stems } from '../../../worker/prompt/meanings';
import { POS, type WordNet } from './wordnet';

const COMMON = 30_000; // words by frequency
const SPOKEN = 5_000; // up to which words are taken that no dictionary lists: although, whose

/** @param rank word → place by frequency */
export function englishWords(wordnet: WordNet, rank: ReadonlyMap<string, number>): string[] {
  const lemmas = new Set(POS.flatMap((pos) => wordnet.lemmas.get(pos)!));
  const isListed = (word: string) => [word, ...stems(word)].some((one) => lemmas.has(one));
  return [...rank].flatMap(([word, place]) =>
    /^[a-z]{3,}$/.test(word) && place < COMMON && (place < SPOKEN || isListed(word)) ? [word] : [],
  );
}
