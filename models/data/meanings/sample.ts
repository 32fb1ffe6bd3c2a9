/** Draws the entries of a table of meanings that are judged one by one: judged.tsv, for what README.md says. */
import { createRandom } from '../../../worker/network/random';

export const SEED = 2401_00869; // the paper's number
export const JUDGED = 300; // entries, or all where there are fewer

export interface Entry {
  word: string;
  name: string; // of the subject that is drawn for it
}

/** @param table as `buildMeanings` returns it @returns so many of the entries that are drawn, sorted by word */
export function drawEntries(table: string, count = JUDGED): Entry[] {
  const entries = table.split('\n').flatMap((line): Entry[] => {
    const [, name = '', words = ''] = /^([^:?]+): (.+)$/.exec(line) ?? [];
    return words.split(' ').flatMap((word) => (word === '' ? [] : [{ word, name }]));
  });
  const byWord = (a: Entry, b: Entry) => (a.word < b.word ? -1 : 1);
  const next = createRandom(SEED);
  return entries
    .sort(byWord)
    .map((entry) => ({ entry, at: next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ entry }) => entry)
    .sort(byWord);
}
