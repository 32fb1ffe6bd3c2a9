/**
 * Every phrase that the product knows, once: a trie of words whose nodes hold what the phrase means.
 * Names come from the model's vocabulary, all else from text files (`tables/`), one a kind.
 */
import type { Vocabulary } from '../vocabulary';
import { readDenials, readDoubts, readTable, type Tables } from './table';
import { addTo, type Entry, entryOf, type Kind, type Node, newNode, wordsOf } from './trie';
import { singularsOf } from './words';

/** Files of `tables/` and what their phrases are; other files are read elsewhere. */
const FILES: Readonly<Record<string, Kind>> = {
  colours: 'colour',
  tones: 'tone',
  sizes: 'size',
  counts: 'count',
  motions: 'motion',
  speeds: 'speed',
  strengths: 'strength',
  directions: 'direction',
  repeats: 'repeats',
  order: 'order',
  arrangements: 'arrangement',
  relations: 'relation',
  grounds: 'ground',
  canvas: 'canvas',
  alone: 'alone',
  parts: 'part',
  taste: 'taste',
  text: 'text',
  contexts: 'context',
  fillers: 'filler',
  placeholders: 'thing',
  interface: 'thing',
  nouns: 'thing',
};

const MARKS = [',', ';', '&', '+', ':', '.'];

export interface Lexicon {
  root: Node;
  /** Phrases of several words written as one, and the other way round: “toothbrush”, “tooth brush”. */
  closed: Map<string, Entry[]>;
  /** Names by their words in alphabetical order, for words that stand in another order than the name's. */
  unordered: Map<string, Entry[]>;
  words: string[]; // of names, colours and movements, the common ones first: to correct and to suggest
  nameWords: Set<string>;
  known: Set<string>; // all words of all phrases
  short: ReadonlyMap<string, string>; // abbreviation → word
  placeholders: string[]; // their canonical names
  measures: ReadonlyMap<string, string>; // thing → the placeholder that shows how much there is of it
  counted: ReadonlySet<string>; // placeholders of several
  owners: Map<string, string[]>; // phrase of an own movement → the subjects that have it
  implied: Map<string, string>; // phrase of one in the vocabulary → the first subject that has it
}

const COMMON = 0; // cost of the first subject; the last costs RARE
const RARE = 0.05;
const HAND_MADE = -0.05; // a table knows better than the vocabulary
const TYPED = -0.06; // what designers type first, before a movement of one thing's own: “typing”
const CANONICAL = -0.02;

export function createLexicon(vocabulary: Vocabulary, tables: Tables): Lexicon {
  const lexicon = createEmpty(tables);
  const { canonical, learnt } = addSubjects(lexicon, vocabulary, tables);
  for (const { name, phrases } of vocabulary.styles) {
    for (const phrase of phrases) add(lexicon, wordsOf(phrase), entryOf('style', name));
  }
  addOwnWords(lexicon, vocabulary, tables);
  for (const mark of MARKS) add(lexicon, [mark], entryOf('relation', 'and'));
  const formulas = new Set(lexicon.placeholders);
  for (const [file, kind] of Object.entries(FILES)) {
    for (const { meaning, phrases } of readTable(tables.get(file) ?? '')) {
      // What a table leads elsewhere is drawn as itself, where the model has learnt that; formulas are better still.
      const known = meaning.startsWith('?') ? learnt : canonical;
      const elsewhere = (phrase: string) =>
        kind === 'thing' && phrase !== meaning && !formulas.has(meaning);
      const free = phrases.filter((phrase) => !(known.has(phrase) && elsewhere(phrase)));
      addLine(lexicon, meaning, free, kind, file === 'interface');
    }
  }
  return lexicon;
}

/** A lexicon without phrases: what tables alone say of words and of placeholders. */
function createEmpty(tables: Tables): Lexicon {
  const lines = (name: string) => [...readTable(tables.get(name) ?? '')];
  const meaningsOf = (name: string) =>
    new Map(
      lines(name).flatMap(({ meaning, phrases }) =>
        phrases.map((phrase) => [phrase, meaning] as const),
      ),
    );
  return {
    root: newNode(),
    closed: new Map(),
    unordered: new Map(),
    words: [],
    nameWords: new Set(),
    known: new Set(),
    placeholders: lines('placeholders').map((line) => line.meaning),
    short: meaningsOf('abbreviations'),
    measures: meaningsOf('measured'),
    counted: new Set(phrasesOf(tables, 'counted')),
    owners: new Map(),
    implied: new Map(),
  };
}

/**
 * The subjects' names and the movements that the model has learnt of them.
 * @returns their first names, and all of them
 */
function addSubjects(lexicon: Lexicon, vocabulary: Vocabulary, tables: Tables) {
  const { subjects } = vocabulary;
  const ownWords = tables.get('own-words') ?? '';
  const [denied, doubts] = [readDenials(ownWords), readDoubts(ownWords)];
  // What designers type first is no name that could be inflected: “wait”, the hourglass, but not “waits”.
  const overruled = new Set(phrasesOf(tables, 'interface'));
  const doing = new Set(phrasesOf(tables, 'motions').filter((phrase) => phrase.endsWith('ing')));
  const counted = createCounted(vocabulary, tables);
  const [canonical, learnt] = [new Set<string>(), new Set<string>()];
  subjects.forEach(({ name, phrases, alive = [] }, index) => {
    const rank = COMMON + (RARE * index) / subjects.length;
    phrases.forEach((phrase, i) => {
      if ((i > 0 && overruled.has(phrase)) || denied.get(name)?.includes(phrase)) return;
      if (counted(phrase)) return;
      learnt.add(phrase);
      if (i === 0) canonical.add(phrase);
      const cost = rank + (i === 0 ? CANONICAL : 0);
      // “a pizza, running” is no runner beside a pizza.
      const entry = entryOf(doing.has(phrase) ? 'alone' : 'thing', name, cost);
      addName(lexicon, wordsOf(phrase), doubts.has(phrase) ? { ...entry, doubtful: true } : entry);
    });
    for (const phrase of new Set(alive.flatMap((living) => living.phrases))) {
      if (denied.get(name)?.includes(phrase)) continue;
      if (!lexicon.implied.has(phrase)) lexicon.implied.set(phrase, name);
      addOwn(lexicon, wordsOf(phrase), name);
    }
  });
  // They are words all the same, and no typing errors.
  for (const word of [...denied.values()].flat().flatMap(wordsOf)) lexicon.known.add(word);
  return { canonical, learnt };
}

/** Other words for what moves of itself: living subjects and placeholders. */
function addOwnWords(lexicon: Lexicon, { subjects }: Vocabulary, tables: Tables) {
  const alive = subjects.filter((subject) => subject.alive).map(({ name }) => name);
  const living = new Set([...alive, ...lexicon.placeholders]);
  for (const { meaning, phrases } of readTable(tables.get('own-words') ?? '')) {
    const known = living.has(meaning) ? phrases : [];
    for (const phrase of known) addOwn(lexicon, wordsOf(phrase), meaning);
  }
}

const phrasesOf = (tables: Tables, name: string): string[] =>
  [...readTable(tables.get(name) ?? '')].flatMap(({ phrases }) => phrases);

/** Whether a phrase is a number of things, rather than the name of a picture of so many: “three stars”. */
function createCounted({ subjects }: Vocabulary, tables: Tables): (phrase: string) => boolean {
  const names = new Set(subjects.flatMap(({ phrases }) => phrases));
  const numbers = new Set(phrasesOf(tables, 'counts'));
  return (phrase) => {
    const [first = '', ...rest] = phrase.split(' ');
    if (rest.length === 0 || !numbers.has(first)) return false;
    const last = singularsOf(rest.at(-1)!);
    return last.some((word) => names.has([...rest.slice(0, -1), word].join(' ')));
  };
}

/** @param typed whether its phrases are what designers type first: often verbs, which are not inflected */
function addLine(lexicon: Lexicon, meaning: string, phrases: string[], kind: Kind, typed: boolean) {
  const nearest = /^\? *(.*)$/.exec(meaning)?.[1];
  for (const phrase of phrases) {
    const words = wordsOf(phrase);
    if (nearest !== undefined) addName(lexicon, words, entryOf('nearest', nearest, HAND_MADE));
    else if (kind === 'thing') {
      const exact = typed && phrase !== meaning;
      const entry = entryOf(kind, meaning, typed ? TYPED : HAND_MADE);
      addName(lexicon, words, exact ? { ...entry, exact } : entry);
    } else add(lexicon, words, entryOf(kind, meaning));
    if (kind === 'colour' || kind === 'motion') lexicon.words.push(...words);
  }
}

/** A phrase that may also be written as one word, or in another order. */
function addName(lexicon: Lexicon, words: string[], entry: Entry) {
  add(lexicon, words, entry);
  learn(lexicon, words);
  push(lexicon.closed, words.join(''), entry);
  if (words.length > 1) push(lexicon.unordered, words.toSorted().join(' '), entry);
}

function addOwn(lexicon: Lexicon, words: string[], subject: string) {
  const phrase = words.join(' ');
  const owners = push(lexicon.owners, phrase, subject);
  if (owners.length === 1) add(lexicon, words, entryOf('own', phrase));
  learn(lexicon, words);
}

function learn(lexicon: Lexicon, words: string[]) {
  lexicon.words.push(...words);
  for (const word of words) lexicon.nameWords.add(word);
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  list.push(item);
  return list;
}

function add(lexicon: Lexicon, words: string[], entry: Entry) {
  for (const word of words) lexicon.known.add(word);
  addTo(lexicon.root, words, entry);
}
