/** Things that words may mean: by their names, by their group, by what the words mean. */

import { stems } from '../meanings';
import type { Reader } from '../read';
import { fold, singularsOf } from '../words';
import type { Known } from './known';

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
    const found = [
      ...byGroup(text),
      ...byName((words) => words.includes(text)),
      ...byReading(query),
      ...byMeaning(text),
      ...byName((words) => words.join(' ').startsWith(text)),
      ...byName((words) => words.some((word) => word.startsWith(text))),
    ];
    const near =
      found.length > 0
        ? found
        : spelling.suggestions(text).flatMap((word) => byName((words) => words.includes(word)));
    return [...new Set(near)].filter((name) => names.has(name)).slice(0, MOST);
  };

  function byName(fits: (words: string[]) => boolean): string[] {
    return phrases.filter(({ words }) => fits(words)).map(({ value }) => value);
  }

  function byReading(query: string): string[] {
    const { layers, report } = read(query);
    return [...layers.map(({ thing }) => thing), ...report.flatMap(({ nearest = [] }) => nearest)];
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
