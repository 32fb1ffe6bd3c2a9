/**
 * The table of meanings: English words that no caption holds, each with the known subject or motion that
 * is nearest to what it means. WordNet says what a word is, word vectors what it is used like.
 * Whose they are, and why a table made from them may be shipped, is in licences.ts.
 */

import { fetchPackage, WORD_VECTORS, WORDNET } from '../art/fetch';
import type { Catalogue } from '../names/catalogue';
import { formsOf } from './forms';
import { nearTargets } from './graph';
import { meaning } from './score';
import { likeness } from './similar';
import { type Target, targetsOf } from './targets';
import { readVectors, type Vectors } from './vectors';
import { readWordNet, type WordNet } from './wordnet';
import { commonWords } from './words';

const WORDS = 21_000; // the surest: nine of ten are what a person would call sensible
const SURE = 0.45; // what a score must be, however few words there are

/** What the table needs to know of a catalogue. */
export type Named = Pick<Catalogue, 'words' | 'fillers'> & {
  subjects: Pick<Catalogue['subjects'][number], 'name' | 'group' | 'phrases'>[];
  motions: Pick<Catalogue['motions'][number], 'name' | 'phrases'>[];
};

/**
 * @param say hears what is being done
 * @returns a line for each target, sorted: `dog: mutt pooch pup …`
 * @throws when a package cannot be fetched
 */
export async function buildMeanings(
  catalogue: Named,
  say: (progress: string) => void,
): Promise<string> {
  say('meanings: reading WordNet and the word vectors');
  const wordnet = readWordNet(await fetchPackage(WORDNET));
  const vectors = readVectors(await fetchPackage(WORD_VECTORS));
  const targets = targetsOf(catalogue, wordnet);
  const table = meant(catalogue, wordnet, vectors, targets, say);
  const known = new Set([...catalogue.words, ...catalogue.fillers]);
  const forms = formsOf(wordnet, targets, known, table, (word) => vectors.rank.has(word));
  say(`meanings: ${table.size} words and ${forms.size} forms of known ones`);
  return print(targets, new Map([...table, ...forms]));
}

/** Word → index of the target. */
function meant(
  catalogue: Named,
  wordnet: WordNet,
  vectors: Vectors,
  targets: readonly Target[],
  say: (progress: string) => void,
): Map<string, number> {
  const words = commonWords(catalogue, wordnet, vectors.rank);
  say(`meanings: comparing ${words.length} words with ${targets.length} subjects and motions`);
  const alike = likeness(targets, vectors, words);
  const near = nearTargets(wordnet, targets);
  const found = [...alike].map(([word, row]) => ({ word, ...meaning(word, wordnet, near, row) }));
  const sure = found.filter(({ score }) => score >= SURE);
  sure.sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1));
  return new Map(sure.slice(0, WORDS).map(({ word, target }) => [word, target]));
}

function print(targets: readonly Target[], table: ReadonlyMap<string, number>): string {
  const words = new Map<number, string[]>();
  for (const [word, target] of table) words.set(target, [...(words.get(target) ?? []), word]);
  const lines = [...words].map(
    ([target, list]) => `${targets[target]!.name}: ${list.sort().join(' ')}\n`,
  );
  return lines.sort().join('');
}
