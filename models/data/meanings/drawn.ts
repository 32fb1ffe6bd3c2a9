/**
 * Which words a picture is drawn for: common nouns that are first of all a kind of what a subject's picture shows,
 * or another word for it. Whoever types “poodle” takes a dog; nobody who types “dietary” takes an apple.
 */

import { nounSynsets, picturedSynset } from './pictured';
import type { Named } from './types';
import { POS, type Pos, type Sense, type Synset, type WordNet } from './wordnet';

const STEPS = 3; // of “is a kind of”, from a word up to what is pictured
/**
 * Lexicographer files of what can be seen: animals, artifacts, bodies, food, objects, people, phenomena, plants, money.
 * A kind of one of these looks like it; a kind of greeting or of noise may look like anything.
 */
const SEEN: ReadonlySet<number> = new Set([5, 6, 8, 13, 17, 18, 19, 20, 21]);

const [FOOD, PLANT] = [13, 20];
const CLEAR = 0.7; // share of a word's uses that must lead to one picture
/**
 * Subjects whose kinds look too different for one picture: a plumber is a person, a kneecap a bone, and neither is
 * what the picture shows. Only other words for these are drawn.
 */
const VARIED: ReadonlySet<string> = new Set([
  ...['person', 'man', 'woman', 'user', 'businessperson', 'artist', 'scientist', 'villain'],
  ...['walker', 'guard', 'wrestlers', 'prince', 'fairy', 'elf', 'bird', 'dinosaur', 'whale'],
  ...['giraffe', 'herb', 'wood', 'bone', 'muscle', 'cereal', 'bread', 'cake', 'plane', 'boat'],
  ...['ship', 'house', 'tower', 'castle', 'bridge', 'bank', 'wheel', 'computer', 'timer', 'pen'],
  ...['hat', 'cap', 'shoe', 'knife', 'seat', 'shield', 'thread', 'money', 'flag', 'folder'],
  ...['painting', 'club', 'cloud', 'hole', 'rock', 'phone'],
  ...['cat', 'tent', 'chair', 'jar', 'tie', 'tractor', 'police car', 'farmer', 'teacher', 'beetle'],
  ...['truck', 'train', 'burrito', 'drum', 'elevator', 'police officer', 'wine', 'bomb', 'stew'],
  ...['flower', 'dumpling', 'keyboard', 'shell', 'boot'],
  ...['candy', 'bandage', 'magnet', 'thermometer', 'vampire', 'ogre', 'railway car'],
]);

/** Subjects of whose names WordNet knows another sense only: its folder is a brochure, its club a cudgel. */
const MISTAKEN: ReadonlySet<string> = new Set([
  ...['folder', 'club', 'bank', 'signal', 'flag', 'satellite dish', 'lollipop', 'hole'],
]);

/** Synset → the subjects whose picture shows it, the common ones first. */
export type Shown = ReadonlyMap<string, string>;

/** What the subjects' pictures show: the sense of the canonical name, and its other names where they are kinds of it. */
export function shownSynsets({ words, subjects }: Named, wordnet: WordNet): Map<string, string> {
  const shown = new Map<string, string>();
  const put = (synset: Synset | undefined, name: string) => {
    if (synset !== undefined && !shown.has(synset.id)) shown.set(synset.id, name);
  };
  const meant = subjects.filter(({ name }) => !MISTAKEN.has(name));
  const spelt = meant.map(({ name, group, phrases }) => ({
    name,
    group,
    names: phrases.map((phrase) => phrase.map((id) => words[id]!)),
  }));
  for (const { name, group, names } of spelt) put(picturedSynset(wordnet, group, names), name);
  for (const { name, group, names } of spelt) {
    const canonical = picturedSynset(wordnet, group, names);
    for (const [index, own] of names.entries()) {
      const synset = picturedSynset(wordnet, group, [own, ...names.toSpliced(index, 1)]);
      if (synset === undefined || synset !== nounSynsets(wordnet, own)[0]) continue;
      if (canonical !== undefined && ancestors(wordnet, synset, 2).has(canonical.id))
        put(synset, name);
    }
  }
  return shown;
}

/** A synset's kinds of kinds: id → how many steps up. */
function ancestors(wordnet: WordNet, synset: Synset, steps: number): Map<string, number> {
  const found = new Map([[synset.id, 0]]);
  for (const [id, step] of found) {
    if (step === steps) continue;
    for (const { symbol, to } of wordnet.synsets.get(id)!.pointers)
      if (symbol === '@' && !found.has(to)) found.set(to, step + 1);
  }
  return found;
}

/**
 * The subject that is drawn for a word, if a person would accept its picture.
 *
 * @param word lower case
 */
export function drawnFor(word: string, wordnet: WordNet, shown: Shown): string | undefined {
  const senses = wordnet.senses(word, 'noun');
  const [first] = senses;
  if (first === undefined || !isCommonNoun(wordnet, word, senses)) return undefined;
  const name = subjectOf(first.synset, wordnet, shown);
  // A pistachio is a nut before it is a tree, whatever WordNet lists first.
  const eaten = first.synset.file === PLANT && senses.some(({ synset }) => synset.file === FOOD);
  if (name === undefined || eaten) return undefined;
  const seen = (some: readonly Sense[]) => some.reduce((sum, { count }) => sum + count + 1, 0);
  const same = senses.filter(({ synset }) => subjectOf(synset, wordnet, shown) === name);
  return seen(same) >= CLEAR * seen(senses) ? name : undefined;
}

/** What the picture of a synset is: that of the nearest kind that is shown. */
function subjectOf(synset: Synset, wordnet: WordNet, shown: Shown): string | undefined {
  for (const [id, step] of ancestors(wordnet, synset, STEPS)) {
    const name = shown.get(id);
    if (name === undefined) continue;
    return step === 0 || (SEEN.has(synset.file) && !VARIED.has(name)) ? name : undefined;
  }
  return undefined;
}

/** Whether a word is used as a noun more than twice as often as otherwise, and is nobody's and no place's name. */
function isCommonNoun(wordnet: WordNet, word: string, senses: readonly Sense[]): boolean {
  const seen = (pos: Pos) => wordnet.senses(word, pos).reduce((sum, { count }) => sum + count, 0);
  const others = POS.filter((pos) => pos !== 'noun' && wordnet.senses(word, pos).length > 0);
  const rest = others.reduce((sum, pos) => sum + seen(pos), 0);
  return (
    (others.length === 0 || seen('noun') > 2 * rest) &&
    senses.every(({ synset }) => synset.words.includes(word))
  );
}
