/** All that a prompt can say, as it would be typed: for completions and menus. */
import type { KnownThing, KnownWord, PhraseKind } from '../../api';
import type { Vocabulary } from '../../vocabulary';
import type { Language } from '../languages';
import type { Lexicon } from '../lexicon';
import type { Reader } from '../read';
import { preferred } from '../spans';
import { readTable, type Tables } from '../table';
import { find, type Node, wordsOf } from '../trie';
import { fold, pluralOf } from '../words';

/** A phrase and what it says. */
export interface KnownPhrase {
  text: string; // as it is written
  folded: string; // as tokens have it
  words: string[]; // of that
  foreign?: true;
  kind: PhraseKind;
  value: string;
  own: boolean; // a movement of some things' own; value: the phrase
  first: boolean; // what it is called first
  rank: number; // 0 to 1, the commonest first
}

export interface Known {
  phrases: KnownPhrase[];
  things: Pick<KnownThing, 'name' | 'group' | 'styles'>[]; // the common ones first
  words: Partial<Record<PhraseKind, KnownWord[]>>; // one name for each value
  ranks: ReadonlyMap<string, number>; // of things
}

const INTERFACE = 'interface';

/** Tables that are offered, and what their phrases say. */
const TABLES: Readonly<Record<string, PhraseKind>> = {
  motions: 'motion',
  colours: 'colour',
  tones: 'tone',
  sizes: 'size',
  counts: 'count',
  speeds: 'speed',
  strengths: 'strength',
  directions: 'direction',
  repeats: 'repeats',
  order: 'order',
  arrangements: 'arrangement',
  relations: 'relation',
  canvas: 'canvas',
};
const JOINTS = ['and', 'with']; // of the relations that are no places, those worth offering
const PLACES = ['left', 'right', 'above', 'below', 'on', 'front', 'behind', 'between'];
const MOST_COUNT = 12; // more is not drawn

/**
 * @param vocabulary the model's
 * @param tables those of `tables/`
 */
export function collectKnown(
  { subjects, styles }: Vocabulary,
  tables: Tables,
  lexicon: Lexicon,
): Known {
  const ofThemselves = ({ name }: { name: string }) => {
    const read = preferred(find(lexicon.root, wordsOf(name))?.entries ?? []);
    return read?.kind === 'thing' && read.value === name;
  };
  const things = rankWithin([
    ...subjects
      .filter(({ group }) => group !== INTERFACE)
      .map(({ name, group, styles: own }) => ({
        name,
        group,
        styles: own.map((index) => styles[index]!.name),
      })),
    ...lexicon.placeholders.map((name) => ({ name, group: INTERFACE, styles: [] })),
  ]).filter(ofThemselves); // some names are read as another thing
  const ranks = new Map(things.map(({ name, rank }) => [name, rank]));
  const phrases = [...namesIn(lexicon.root, ranks)];
  const words: Known['words'] = {};
  for (const [file, kind] of Object.entries(TABLES)) {
    const lines = [...readTable(tables.get(file) ?? '')].filter(({ meaning }) =>
      isOffered(kind, meaning),
    );
    words[kind] = lines.map(({ meaning, phrases }) => ({ name: phrases[0]!, value: meaning }));
    lines.forEach(({ meaning, phrases: texts }, line) => {
      for (const [i, text] of texts.entries()) {
        const rank = (line + i / texts.length) / lines.length;
        phrases.push({ ...phraseOf(text, kind, meaning, rank), first: i === 0 });
      }
    });
  }
  words.style = styles.map(({ name }) => ({ name, value: name }));
  words.ground = groundsOf(words.colour ?? [], lexicon);
  for (const { name, value } of words.ground) {
    phrases.push({ ...phraseOf(name, 'ground', value, 0.5), first: true });
  }
  return { phrases, things, words, ranks };
}

function isOffered(kind: PhraseKind, meaning: string): boolean {
  if (kind === 'relation') return JOINTS.includes(meaning) || PLACES.includes(meaning);
  if (kind === 'count') return meaning !== 'many' && Number(meaning) <= MOST_COUNT;
  return true;
}

/** “on blue”, but “on cherry background”: on a cherry lies something else. */
function groundsOf(colours: KnownWord[], { root }: Lexicon): KnownWord[] {
  const isThing = (name: string) =>
    find(root, name.split(' '))?.entries.some(({ kind }) => kind === 'thing') ?? false;
  const grounds = colours.map(({ name, value }) => ({
    name: isThing(name) ? `on ${name} background` : `on ${name}`,
    value,
  }));
  const first = ({ name }: KnownWord) => /^on (white|black)$/.test(name);
  return [
    ...grounds.filter(first),
    { name: 'on a transparent background', value: 'transparent' },
    ...grounds.filter((one) => !first(one)),
  ];
}

/** The plural of a thing's name, unless it has none, or that is read as something else: “glasses”. */
export function severalOf(name: string, thing: string, { lexicon, read }: Reader): string {
  const words = name.split(' ');
  const plural = [...words.slice(0, -1), pluralOf(words.at(-1)!)];
  const own = find(lexicon.root, words)?.entries.find(({ value }) => value === thing);
  if (own?.exact) return name;
  const others = find(lexicon.root, plural)?.entries ?? [];
  const text = plural.join(' ');
  if (others.every(({ value }) => value === thing)) return text;
  return read(text).layers[0]?.thing === thing ? text : name;
}

const OF_GROUP = 0.45; // what the place in a group counts, beside the place among all

/**
 * Ranks things by their place in their group and among all, in both of which the common ones come first; placeholders by
 * the former alone.
 */
function rankWithin(things: Known['things']): (Known['things'][number] & { rank: number })[] {
  const placeOf = new Map(things.map((thing, i) => [thing, i / things.length]));
  const groups = new Map<string, Known['things']>();
  for (const thing of things) {
    groups.set(thing.group, [...(groups.get(thing.group) ?? []), thing]);
  }
  const rankOf = (thing: Known['things'][number], inGroup: number) =>
    thing.group === INTERFACE ? inGroup : OF_GROUP * inGroup + (1 - OF_GROUP) * placeOf.get(thing)!;
  return [...groups.values()]
    .flatMap((group) =>
      group.map((thing, i) => ({ ...thing, rank: rankOf(thing, i / group.length) })),
    )
    .sort((a, b) => a.rank - b.rank);
}

/** What a language calls what English has phrases for. */
export function collectForeign({ phrases }: Language, { ranks }: Known): KnownPhrase[] {
  const kinds = new Set<string>(['thing', ...Object.values(TABLES)]);
  return phrases.flatMap(([text, { kind, value, cost }]): KnownPhrase[] => {
    const rank = kind === 'thing' ? ranks.get(value) : COMMON;
    const offered = kinds.has(kind) && isOffered(kind as PhraseKind, value);
    if (!offered || rank === undefined || text === '') return [];
    const folded = fold(text);
    const phrase = { ...phraseOf(folded, kind as PhraseKind, value, rank), text };
    return [{ ...phrase, first: cost === 0, foreign: true }];
  });
}

const COMMON = 0.5; // of what no vocabulary ranks

const phraseOf = (text: string, kind: PhraseKind, value: string, rank: number): KnownPhrase => ({
  text,
  folded: text,
  words: text.split(' '),
  kind,
  value,
  own: false,
  first: text === value,
  rank,
});

/** Names of things, styles and own movements: whatever table or vocabulary they came from. */
function* namesIn(root: Node, ranks: ReadonlyMap<string, number>): Generator<KnownPhrase> {
  const open: [Node, string[]][] = [[root, []]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, words] = next;
    const taken = preferred(node.entries)?.value;
    for (const { kind, value, doubtful } of node.entries) {
      const text = words.join(' ');
      if (doubtful) continue;
      if (kind === 'style') yield phraseOf(text, kind, value, 0);
      if (kind === 'own') yield { ...phraseOf(text, 'motion', value, 0.3), own: true };
      const rank = kind === 'thing' ? ranks.get(value) : undefined;
      if (rank !== undefined && value === taken) yield phraseOf(text, 'thing', value, rank);
    }
    for (const [word, child] of node.next) open.push([child, [...words, word]]);
  }
}
