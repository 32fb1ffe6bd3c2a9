/**
 * What the words of a prompt may be: the spans that begin at each token, of phrases word for word, inflected, joined, in
 * another order, or meant.
 */
import type { Lexicon } from './lexicon';
import { readLiteral } from './literals';
import type { Meanings } from './meanings';
import type { Spelling } from './spelling';
import type { Token } from './tokens';
import type { Entry, Kind, Node } from './trie';
import { nounsOf, singularsOf } from './words';

export interface Span {
  from: number; // index of its first token
  to: number; // behind its last
  kind: Kind | 'unknown';
  value: string;
  cost: number;
  how?: 'corrected' | 'meant';
  spelt?: string; // how it should have been typed
  /** Yields to a name beside it, “a dog waiting”; a doubtful one to all that is said, “fetch your stuff”. */
  weak?: 'typed' | 'doubtful';
  hole?: Span; // a modifier in the midst of a name: “red big heart”
}

export interface Sources {
  lexicon: Lexicon;
  others: Node[]; // emoji, and the language of the prompt
  meanings: Pick<Meanings, 'meaningOf' | 'has'>;
  spelling: Spelling;
}

/** Of one span. Every span costs something, so that long phrases win. */
export const COST: Readonly<Record<Kind, number>> = {
  thing: 1,
  own: 0.95, // before a movement of the same words
  motion: 1,
  style: 1.1, // after a name of the same words
  colour: 1,
  tone: 1,
  size: 1,
  count: 1,
  speed: 1,
  strength: 1,
  direction: 1,
  repeats: 1,
  order: 1,
  arrangement: 0.9,
  relation: 0.8,
  ground: 1,
  seconds: 1,
  canvas: 1.05,
  alone: 0.5, // before a format or a filler of the same words
  part: 1.3, // after a thing of the same words
  share: 1,
  taste: 1.2,
  text: 0.9,
  context: 0.9,
  filler: 0.6,
  nearest: 1.3,
};
/** What describes the thing behind it. */
export const MODIFIERS: ReadonlySet<string> = new Set<Kind>([
  'colour',
  'tone',
  'size',
  'count',
  'style',
]);

/** What a phrase by itself is taken for. */
export const preferred = (entries: readonly Entry[]): Entry | undefined =>
  entries.toSorted((a, b) => COST[a.kind] + a.cost - COST[b.kind] - b.cost)[0];

const SINGULAR = 0.1;
const PLURAL = 0.2; // a plural that names another thing than its singular
const ADJECTIVE = 0.5; // rainy for rain
const ARTICLE = 0.2; // within a name: “face with tears of joy”
const CONJUNCTION = 1.8; // the same, but “and” rather lies between two things
const UNORDERED = 0.8;
const INTERRUPTED = 1.2;
const JOINED = 0.3; // “tooth brush”
const HYPHEN = -0.2; // “tooth-brush”
const FOREIGN = -0.2; // in a prompt that is not English
const LITERAL = 0.1; // after a name of the same digits
const CODE = 2; // a number of more than two digits rather is one: “404 robot”
const MEANT = 2.5;
const SUGGESTED = 4; // an English word that nothing is drawn for
const UNKNOWN = 6;

export interface Form {
  word: string;
  cost: number;
  inflected?: true;
  how?: 'corrected';
}

/** What a token may stand for: itself, its singular, the noun of an adjective. */
export function formsOf(text: string): Form[] {
  return [
    { word: text, cost: 0 },
    ...singularsOf(text).map((word): Form => ({ word, cost: SINGULAR, inflected: true })),
    ...nounsOf(text).map((word): Form => ({ word, cost: ADJECTIVE, inflected: true })),
  ];
}

/** What begins at a token. */
export function spansAt(tokens: Token[], words: Form[][], from: number, sources: Sources): Span[] {
  const { lexicon, others, meanings } = sources;
  const literal = readLiteral(tokens[from]!.text);
  const measure = readMeasure(tokens, from);
  return [
    ...walk(tokens, words, from, lexicon.root),
    ...others.flatMap((root) => walk(tokens, words, from, root)),
    ...joined(tokens, from, lexicon),
    ...unordered(tokens, words, from, lexicon),
    ...(literal ? spanOf(from, from + 1, { ...literal, cost: costOf(literal) }, 0) : []),
    ...(measure ? [measure] : []),
    ...meant(tokens[from]!, from, meanings),
    { from, to: from + 1, kind: 'unknown', value: '', cost: UNKNOWN },
  ];
}

const costOf = ({ kind, value }: Omit<Entry, 'cost'>) =>
  kind === 'count' && value.length > 2 && !/^10+$/.test(value) ? CODE : LITERAL;

const UNIT = /^(degrees?|minutes?|mins?|hours?|days?|years?|inch|inches)$/;
const NUMBER = /^\d+([.,]\d+)?$/;

/** “80 percent” is 80 %, “2 seconds” a length, “3 times” a number of rounds, and “90 degrees” no number of things. */
function readMeasure(tokens: Token[], from: number): Span | undefined {
  const [number = '', unit = '', more] = tokens.slice(from, from + 3).map(({ text }) => text);
  if (!NUMBER.test(number)) return undefined;
  const span = (kind: Kind, value: string, to = from + 2): Span => ({
    from,
    to,
    kind,
    value,
    cost: COST[kind] + LITERAL,
  });
  const plain = number.replace(',', '.');
  if (unit === 'percent') return span('share', `${Number(plain) / 100}`);
  if (unit === 'per' && more === 'cent') return span('share', `${Number(plain) / 100}`, from + 3);
  if (/^(secs?|seconds?)$/.test(unit)) return span('seconds', plain);
  if (/^times?$/.test(unit))
    return /^[1-9]$/.test(plain) ? span('repeats', plain) : span('part', unit);
  return UNIT.test(unit) ? span('part', unit) : undefined;
}

/** The span of an entry, unless the entry means nothing in the forms that its tokens had to take. */
function spanOf(from: number, to: number, entry: Entry, more: number, forms: Form[] = []): Span[] {
  const { kind, value, foreign, exact, doubtful } = entry;
  const verbatim = exact || kind === 'filler' || kind === 'relation'; // bees are no plural of “be”, and notes none of “not”
  if (verbatim && forms.some(({ inflected, how }) => inflected && !how)) return [];
  const taken = forms.reduce((sum, form) => sum + form.cost, 0);
  const cost = COST[kind] + entry.cost + more + taken + (foreign ? FOREIGN : 0);
  const typed = forms.map(({ word }) => word).join(' ');
  const named = // “delivery truck” is a truck, “shopping bag” a name of shopping bags, and neither a verb
    to - from > 1 && (forms.at(-1)?.word === value || singularsOf(value).includes(typed));
  const span: Span = { from, to, kind, value, cost };
  if (doubtful) span.weak = 'doubtful';
  else if (exact && kind === 'thing' && !named) span.weak = 'typed';
  if (!forms.some(({ how }) => how)) return [span];
  const spelt = forms.map(({ word }) => word).join(' ');
  return [{ ...span, how: 'corrected', spelt }];
}

/** Words that a name may hold although its phrase leaves them out. */
const ARTICLES = new Set([
  'a',
  'an',
  'the',
  'of',
  'with',
  'in',
  'on',
  'at',
  'to',
  'for',
  'its',
  'as',
]);
const OWNERS = new Set(['my', 'your', 'our', 'their', 'his', 'her', 'this']); // “reset your password”

/** Phrases of a trie, word for word. */
function walk(tokens: Token[], words: Form[][], from: number, root: Node): Span[] {
  const spans: Span[] = [];
  const step = (node: Node, at: number, path: Form[], skipped: number) => {
    const token = tokens[at];
    if (!token) return;
    const singular = words[at]!.find(({ word, cost }) => cost === SINGULAR && node.next.has(word));
    for (const form of words[at]!) {
      const next = node.next.get(form.word);
      if (!next) continue;
      const typed = [...path.map(({ word }) => word), form.word].join(' ');
      const plural = form.cost === 0 && singular && !isCanonical(next, typed) ? PLURAL : 0;
      const taken = [...path, { ...form, cost: form.cost + plural }];
      for (const entry of next.entries) {
        if (skipped > 0 && entry.kind !== 'thing' && entry.kind !== 'own') continue;
        if (taken.length === 1 && form.cost === ADJECTIVE) continue; // a belly is no bell
        spans.push(...spanOf(from, at + 1, entry, skipped, taken));
      }
      step(next, at + 1, taken, skipped);
    }
    if (at === from) return;
    const owned = OWNERS.has(token.text) && !ARTICLES.has(tokens[at - 1]!.text);
    if (ARTICLES.has(token.text) || owned) step(node, at + 1, path, skipped + ARTICLE);
    if (token.text === 'and') step(node, at + 1, path, skipped + CONJUNCTION);
  };
  step(root, from, [], 0);
  return spans;
}

const isCanonical = (node: Node | undefined, word: string) =>
  node?.entries.some(({ value }) => value === word) ?? false;

const MOST_JOINED = 3; // tokens
const SHORTEST_JOINED = 4; // letters

/** Names written in more or fewer words than they have. */
function joined(tokens: Token[], from: number, { closed }: Lexicon): Span[] {
  let text = '';
  let hyphens = 0;
  return tokens.slice(from, from + MOST_JOINED).flatMap((token, i) => {
    text += token.text;
    hyphens += i > 0 && token.glued ? 1 : 0;
    if (i > 0 && !token.glued && ARTICLES.has(tokens[from]!.text)) return []; // a cat “in box” is in no inbox
    const form = formsOf(text).find(({ word, cost }) => cost !== ADJECTIVE && closed.has(word));
    if (!form || text.length < SHORTEST_JOINED) return [];
    const cost = JOINED + (hyphens === i && i > 0 ? HYPHEN : 0);
    return closed
      .get(form.word)!
      .flatMap((entry) => spanOf(from, from + i + 1, entry, cost, [form]));
  });
}

const MOST_UNORDERED = 4; // words of a name that is looked for in any order

/** Names whose words stand in another order, or with one modifier among them. */
function unordered(tokens: Token[], words: Form[][], from: number, lexicon: Lexicon): Span[] {
  const spans: Span[] = [];
  const content: number[] = [];
  for (let at = from; at < tokens.length && content.length <= MOST_UNORDERED; at++) {
    if (at > from && ['a', 'an', 'the', 'of'].includes(tokens[at]!.text)) continue;
    content.push(at);
    if (content.length < 2) continue;
    find(content, UNORDERED, at);
    if (content.length < 3) continue;
    for (const open of content.slice(1, -1)) {
      const hole = modifierAt(tokens, words, open, lexicon);
      const others = content.filter((index) => index !== open);
      if (hole) find(others, INTERRUPTED + hole.cost, at, hole);
    }
  }
  return spans;

  function find(at: number[], cost: number, last: number, hole?: Span) {
    const known = at.map((index) => words[index]!.find(({ word }) => lexicon.nameWords.has(word)));
    if (!known.every((form) => form !== undefined)) return;
    const key = known.map(({ word }) => word).toSorted();
    for (const entry of lexicon.unordered.get(key.join(' ')) ?? []) {
      for (const span of spanOf(from, last + 1, entry, cost, known)) spans.push({ ...span, hole });
    }
  }
}

function modifierAt(tokens: Token[], words: Form[][], at: number, { root }: Lexicon) {
  return walk(tokens.slice(0, at + 1), words, at, root).find(
    ({ kind }) => (MODIFIERS.has(kind) && kind !== 'count') || kind === 'taste' || kind === 'speed',
  );
}

/** What a word means that no phrase holds. */
function meant({ text }: Token, from: number, meanings: Sources['meanings']): Span[] {
  const meaning = meanings.meaningOf(text);
  if (!meaning) return [];
  const { name = '', picture } = meaning;
  const at = { from, to: from + 1, value: name };
  if (!picture) return [{ ...at, kind: 'nearest', cost: SUGGESTED }];
  const span: Span = { ...at, kind: 'thing', cost: MEANT, how: 'meant' };
  return [meanings.has(text) ? span : { ...span, weak: 'typed' }]; // “waits” may be a verb
}
