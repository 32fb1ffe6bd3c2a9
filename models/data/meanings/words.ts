/** The English words that the table may hold. */
import { normalise } from '../../../worker/prompt/words';
import { refusedWords } from './refused';
import type { Named } from './types';
import { POS, type Pos, type WordNet } from './wordnet';

const PERSON = 18; // noun.person

/** Words of letters only, in WordNet and among the vectors, that the model does not know itself. */
export function commonWords(
  { words, fillers }: Pick<Named, 'words' | 'fillers'>,
  wordnet: WordNet,
  rank: ReadonlyMap<string, number>,
): string[] {
  const known = new Set(words);
  const refused = refusedWords(wordnet);
  const all = new Set(POS.flatMap((pos) => wordnet.lemmas.get(pos)!));
  return [...all]
    .filter(
      (word) =>
        /^[a-z]{3,}$/.test(word) &&
        rank.has(word) &&
        !refused.has(word) &&
        !fillers.includes(word) &&
        !known.has(normalise(word, known)[0]!) &&
        !isPerson(wordnet, word) &&
        !isAdverb(wordnet, word),
    )
    .sort();
}

/** Whether a word is only ever the name of somebody: no picture shows him. */
function isPerson(wordnet: WordNet, word: string): boolean {
  const senses = POS.flatMap((pos) => wordnet.senses(word, pos));
  const isName = senses.every(({ synset }) => !synset.words.includes(word));
  return isName && senses[0]?.synset.file === PERSON;
}

/** Whether a word is mostly an adverb, which says how rather than what; “happily” says what as well. */
function isAdverb(wordnet: WordNet, word: string): boolean {
  const count = (pos: Pos) => wordnet.senses(word, pos).reduce((sum, one) => sum + one.count, 0);
  const others = (['noun', 'verb', 'adj'] as const).filter(
    (pos) => wordnet.senses(word, pos).length > 0,
  );
  const most = Math.max(-1, ...others.map(count));
  return !word.endsWith('ly') && wordnet.senses(word, 'adv').length > 0 && count('adv') > most;
}
