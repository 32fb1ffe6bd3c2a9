/** Which sense of its name a subject's picture shows: the seal among the animals, not the one on a letter. */
import type { Synset, WordNet } from './wordnet';

/**
 * Lexicographer files (lexnames(5WN)) that fit what a group shows, the better fitting ones first:
 * 3 tops, 4 act, 5 animal, 6 artifact, 8 body, 9 cognition, 10 communication, 11 event, 12 feeling, 13 food, 15 location,
 * 17 object, 18 person, 19 phenomenon, 20 plant, 21 possession, 22 process, 23 quantity, 25 shape,
 * 26 state, 27 substance, 28 time.
 */
const FILES: Record<string, readonly (readonly number[])[]> = {
  animals: [[5], [8, 6]],
  food: [
    [13, 20],
    [6, 27],
  ],
  'balls-games': [[6, 4, 20]],
  faces: [
    [9, 12, 26, 27],
    [18, 10, 4, 8],
  ],
  hearts: [[11, 10, 6]],
  weather: [[19, 17, 22, 11, 26, 28], [6]],
  plants: [
    [20, 3],
    [17, 27, 6],
  ],
  vehicles: [[6]],
  places: [
    [6, 17, 15],
    [28, 11, 4],
  ],
  technology: [[6], [27, 10]],
  household: [[6, 27, 21, 17, 23]],
  clothes: [[6]],
  office: [[6, 10]],
  people: [[18, 3]],
  'hands-body': [[8], [10, 4]],
  symbols: [
    [10, 25],
    [6, 11],
  ],
};

/** Whether WordNet has words for what a group shows; it has none for placeholders of an interface. */
export const isKnown = (group: string): boolean => group in FILES;

/** Spellings under which WordNet may list a name, the likeliest first. */
function lemmas(words: readonly string[]): string[] {
  return [...new Set([words.join('_'), words.join('-'), words.join('')])];
}

/** The noun senses of a name, or of its singular where WordNet has no such plural. */
export function nounSynsets(wordnet: WordNet, name: readonly string[]): Synset[] {
  const of = (words: readonly string[]) =>
    lemmas(words).flatMap((lemma) => wordnet.senses(lemma, 'noun').map(({ synset }) => synset));
  const own = of(name);
  if (own.length > 0) return own;
  const [last = ''] = name.slice(-1);
  return of([...name.slice(0, -1), last.replace(/ies$/, 'y').replace(/(?<=[sx]|sh|ch)es$|s$/, '')]);
}

/**
 * The noun sense of a subject's first name that its picture shows: one that fits its group, best if
 * another of its names shares it (an alien that is an extraterrestrial is no foreigner).
 *
 * @param names the words of each name, the canonical one first
 */
export function picturedSynset(
  wordnet: WordNet,
  group: string,
  names: readonly (readonly string[])[],
): Synset | undefined {
  const [own = [], ...others] = names;
  const senses = nounSynsets(wordnet, own);
  const synonyms = new Set(others.flatMap((name) => nounSynsets(wordnet, name)));
  const shared = senses.filter((sense) => synonyms.has(sense));
  for (const files of FILES[group] ?? []) {
    const fits = ({ file }: Synset) => files.includes(file);
    const sense = shared.find(fits) ?? senses.find(fits);
    if (sense !== undefined) return sense;
  }
  return shared[0];
}

/** Whether a sense is of the kind that a group mostly shows. */
export const typical = ({ file }: Synset, group: string): boolean =>
  FILES[group]?.[0]?.includes(file) ?? false;
