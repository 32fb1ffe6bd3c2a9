/** Phrases as a trie of words, whose nodes hold what each may be. */
import { fold } from './words';

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

export const newNode = (): Node => ({ entries: [], next: new Map() });

const PLAIN = /^[a-z]+(?: [a-z]+)*$/; // nearly all phrases: loading is to be fast
const NAME = /[\p{L}\p{M}\p{N}]+|[,;&+]/gu;

/** The words of a phrase, as tokens have them. */
export const wordsOf = (phrase: string): string[] =>
  PLAIN.test(phrase) ? phrase.split(' ') : (fold(phrase).match(NAME) ?? []);

export const entryOf = (kind: Kind, value: string, cost = 0): Entry => ({ kind, value, cost });

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

/** Hangs an entry where its phrase ends. */
export function addTo(root: Node, words: string[], entry: Entry) {
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
