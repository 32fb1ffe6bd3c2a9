/**
 * Every phrase that the product knows, once: a trie of words whose nodes hold what the phrase means.
 * Names come from the model's vocabulary, all else from text files (`tables/`), one a kind.
 */
import type { Vocabulary } from '../vocabulary';
import { fold, singularsOf } from './words';

/** What a phrase can be. A kind that has a table is called like its file. */
export type Kind =
  | 'thing' // value: canonical name of a subject
  | 'motion' // name of a movement
  | 'own' // a movement of a subject's own: “burning”; value: the phrase
  | 'style' // its name
  | 'colour' // #rrggbb
  | 'tone' // light | pale | dark | bright
  | 'size' // small | big
  | 'count' // 1 to 12, or many
  | 'speed' // times the usual
  | 'strength' // times the usual
  | 'direction'
  | 'repeats' // times in the loop, or forever
  | 'order' // together | one after another
  | 'arrangement' // row | column | grid
  | 'relation' // how the thing before lies to the one after
  | 'ground' // a word for what lies behind, or transparent
  | 'seconds' // of the loop
  | 'canvas' // an aspect: 16:9
  | 'alone' // a name where nothing else is drawn, “banner”; value: as of a thing
  | 'part' // of a thing: rows
  | 'share' // of a whole: 0.8, 4/5
  | 'taste' // what nothing can obey: cute
  | 'text' // introduces lettering
  | 'context' // introduces where it is used
  | 'filler' // says nothing
  | 'nearest'; // known, but nothing draws it; value: names to suggest, separated by commas

export interface Entry {
  kind: Kind;
  value: string;
  cost: number; // next to other meanings of the same words
  exact?: true; // no plural and no inflection of it means the same: “wait”, but not “waits”
  doubtful?: true; // drawn only where nothing else is said: “fetch”
  foreign?: true;
}

export interface Node {
  entries: Entry[];
  next: Map<string, Node>;
}

const newNode = (): Node => ({ entries: [], next: new Map() });

/** Text files by name, without “.txt”: those of `tables/` and, as “languages/de”, of its languages. */
export type Tables = ReadonlyMap<string, string>;

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
const PLAIN = /^[a-z]+(?: [a-z]+)*$/; // nearly all phrases: loading is to be fast
const NAME = /[\p{L}\p{M}\p{N}]+|[,;&+]/gu;

/** The words of a phrase, as tokens have them. */
export const wordsOf = (phrase: string): string[] =>
  PLAIN.test(phrase) ? phrase.split(' ') : (fold(phrase).match(NAME) ?? []);

/** Lines of a table: `meaning: phrase, phrase`. Lines that begin with # are remarks. */
export function* readTable(text: string): Generator<{ meaning: string; phrases: string[] }> {
  for (const line of text.split('\n')) {
    const colon = line.search(/:(?!\d)/); // but “16:9” is a meaning
    if (line.startsWith('# ') || colon < 0) continue;
    const phrases = line.slice(colon + 1).split(',');
    yield {
      meaning: line.slice(0, colon).trim(),
      phrases: phrases.map((phrase) => phrase.trim()).filter((phrase) => phrase !== ''),
    };
  }
}

/** Thing → phrases that the vocabulary files under it, and nobody would draw so, of the table `own-words`. */
export const readDenials = (text: string): Map<string, string[]> =>
  new Map(
    [...readTable(text)].flatMap(({ meaning, phrases }) => {
      const [, name] = /^not (.*)$/.exec(meaning) ?? [];
      return name ? [[name, phrases] as const] : [];
    }),
  );

/** Phrases that the vocabulary files under things and that are no names, of the table `own-words`. */
export const readDoubts = (text: string): ReadonlySet<string> =>
  new Set(
    [...readTable(text)].flatMap((line) => (line.meaning === 'doubtful' ? line.phrases : [])),
  );

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
  const lexicon: Lexicon = {
    root: newNode(),
    closed: new Map(),
    unordered: new Map(),
    words: [],
    nameWords: new Set(),
    known: new Set(),
    placeholders: [...readTable(tables.get('placeholders') ?? '')].map((line) => line.meaning),
    short: new Map(
      [...readTable(tables.get('abbreviations') ?? '')].flatMap(({ meaning, phrases }) =>
        phrases.map((short) => [short, meaning] as const),
      ),
    ),
    measures: new Map(
      [...readTable(tables.get('measured') ?? '')].flatMap(({ meaning, phrases }) =>
        phrases.map((thing) => [thing, meaning] as const),
      ),
    ),
    counted: new Set([...readTable(tables.get('counted') ?? '')].flatMap(({ phrases }) => phrases)),
    owners: new Map(),
    implied: new Map(),
  };
  const { subjects, styles } = vocabulary;
  const ownWords = [...readTable(tables.get('own-words') ?? '')];
  const denied = readDenials(tables.get('own-words') ?? '');
  const doubts = readDoubts(tables.get('own-words') ?? '');
  // What designers type first is no name that could be inflected: “wait”, the hourglass, but not “waits”.
  const overruled = new Set(
    [...readTable(tables.get('interface') ?? '')].flatMap((line) => line.phrases),
  );
  const moves = [...readTable(tables.get('motions') ?? '')].flatMap((line) => line.phrases);
  const doing = new Set(moves.filter((phrase) => phrase.endsWith('ing')));
  const [canonical, learnt] = [new Set<string>(), new Set<string>()];
  const counted = createCounted(vocabulary, tables.get('counts') ?? '');
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
  for (const { name, phrases } of styles) {
    for (const phrase of phrases) add(lexicon, wordsOf(phrase), entryOf('style', name));
  }
  const alive = subjects.flatMap((subject) => (subject.alive ? subject.name : []));
  const living = new Set([...alive, ...lexicon.placeholders]); // these move of themselves
  for (const { meaning, phrases } of ownWords) {
    const known = living.has(meaning) ? phrases : [];
    for (const phrase of known) addOwn(lexicon, wordsOf(phrase), meaning);
  }
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

/** Whether a phrase is a number of things, rather than the name of a picture of so many: “three stars”. */
function createCounted({ subjects }: Vocabulary, table: string): (phrase: string) => boolean {
  const names = new Set(subjects.flatMap(({ phrases }) => phrases));
  const numbers = new Set([...readTable(table)].flatMap(({ phrases }) => phrases));
  return (phrase) => {
    const [first = '', ...rest] = phrase.split(' ');
    if (rest.length === 0 || !numbers.has(first)) return false;
    const last = singularsOf(rest.at(-1)!);
    return last.some((word) => names.has([...rest.slice(0, -1), word].join(' ')));
  };
}

const entryOf = (kind: Kind, value: string, cost = 0): Entry => ({ kind, value, cost });

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

/** The node of a phrase. */
export function find(root: Node, words: readonly string[]): Node | undefined {
  return words.reduce<Node | undefined>((node, word) => node?.next.get(word), root);
}

/** All words of a trie. */
export function* wordsIn({ next }: Node): Generator<string> {
  for (const [word, node] of next) {
    yield word;
    yield* wordsIn(node);
  }
}

function add(lexicon: Lexicon, words: string[], entry: Entry) {
  for (const word of words) lexicon.known.add(word);
  addTo(lexicon.root, words, entry);
}

function addTo(root: Node, words: string[], entry: Entry) {
  if (words.length === 0) return;
  let node = root;
  for (const word of words) {
    const next = node.next.get(word) ?? newNode();
    node.next.set(word, next);
    node = next;
  }
  node.entries.push(entry);
}

/** A trie of its own, of phrases with what they mean. */
export function createTrie(phrases: readonly [string, Entry][]): Node {
  const root = newNode();
  for (const [phrase, entry] of phrases) addTo(root, wordsOf(phrase), entry);
  return root;
}
