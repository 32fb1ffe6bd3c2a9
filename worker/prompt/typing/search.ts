/** Things that words may mean: by their names, by their group, by what the words mean. */

import { stems } from '../meanings';
import type { Reader } from '../read';
import { fold, singularsOf } from '../words';
import type { Known, KnownPhrase } from './known';

const MOST = 60; // things

export function createSearch({ read, meanings, spelling }: Reader, known: Known) {
  const phrases = known.phrases
    .filter(({ kind }) => kind === 'thing')
    .sort((a, b) => a.rank - b.rank);
  const names = new Set(known.things.map(({ name }) => name));

  /** @returns names, the nearest first; none when nothing is near */
  return function find(query: string): string[] {
    const text = fold(query).trim().replace(/\s+/g, ' ');
    if (text === '') return [];
    const { meant, near } = byReading(query);
    const found = [
      ...byGroup(text),
      ...byName(({ words }) => words.join(' ') === text),
      ...meant,
      ...byName(({ words, first }) => first && words.includes(text)),
      ...byName(({ words }) => words.includes(text)),
      ...byMeaning(text),
      ...byName(({ words }) => words.join(' ').startsWith(text)),
      ...byName(({ words }) => words.some((word) => word.startsWith(text))),
      ...near, // “sav” begins save, and is no error in “sad”
    ];
    const all =
      found.length > 0
        ? found
        : spelling.suggestions(text).flatMap((word) => byName(({ words }) => words.includes(word)));
    return [...new Set(all)].filter((name) => names.has(name)).slice(0, MOST);
  };

  function byName(fits: (phrase: KnownPhrase) => boolean): string[] {
    return phrases.filter(fits).map(({ value }) => value);
  }

  /** What the query is read as; apart what it only is near to. */
  function byReading(query: string): { meant: string[]; near: string[] } {
    const { layers, report } = read(query);
    const drawn = layers.map(({ thing }) => thing);
    const suggested = report.flatMap(({ nearest = [] }) => nearest);
    const corrected = report.some(({ why }) => why === 'corrected');
    return corrected
      ? { meant: [], near: [...drawn, ...suggested] }
      : { meant: drawn, near: suggested };
  }

  function byMeaning(text: string): string[] {
    const forms = text.split(' ').flatMap((word) => [word, ...stems(word)]);
    return forms.flatMap((form) => meanings.meaningOf(form)?.name ?? []);
  }

  function byGroup(text: string): string[] {
    const forms = [text, ...singularsOf(text)];
    return known.things
      .filter(({ group }) => group.split('-').some((word) => sameWord(word, forms)))
      .map(({ name }) => name);
  }
}

/** “animal” and “animals” */
const sameWord = (word: string, forms: string[]) =>
  forms.some((form) => form === word || singularsOf(word).includes(form));
