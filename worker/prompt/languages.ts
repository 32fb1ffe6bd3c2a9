/** Prompts in other languages than English, and emoji: what subjects are called there, and the words around them. */
import { readTable, type Tables } from './table';
import { isEmoji, type Token } from './tokens';
import { createTrie, type Entry, find, type Kind, type Node, wordsIn, wordsOf } from './trie';
import { fold } from './words';

export interface Language {
  phrases: readonly [string, Entry][]; // as they are written
  root: Node; // of them
  words: ReadonlySet<string>; // all words of them
  /** Cuts words that are written without spaces, each time at the longest phrase. */
  segment(tokens: Token[]): Token[];
}

/** Languages that a script speaks for, the surest first. */
const SCRIPTS: readonly [RegExp, readonly string[]][] = [
  [/\p{Script=Hangul}/u, ['ko']],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, ['ja']],
  [/\p{Script=Han}/u, ['zh', 'ja']],
  [/(?:)/u, ['de', 'fr', 'es', 'pt', 'it']],
];
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const SHARE = 0.6; // of a prompt's words that a language knows, where one only is no English

/**
 * @param names a line a subject: canonical name, emoji, then a column a language (header: `name emoji de …`);
 *   cells hold names separated by semicolons
 * @param tables `languages/de` and so on: what is not a subject's name; `emoji`: more of them
 * @param english the lexicon's trie
 * @param isEnglish whether a word is drawn or obeyed as English, which then wins
 */
export function createLanguages(
  names: string,
  tables: Tables,
  english: Node,
  isEnglish: (word: string) => boolean,
) {
  const [header = '', ...rows] = names.split('\n').filter((line) => line !== '');
  const codes = header.split('\t').slice(1);
  const cells = rows.map((row) => row.split('\t'));
  const column = (code: string): [string, string][] => {
    const index = 1 + codes.indexOf(code);
    return cells.flatMap((row) =>
      (row[index] ?? '').split(';').map((phrase): [string, string] => [phrase, row[0]!]),
    );
  };
  const languages = new Map<string, Language>(); // opened when first needed
  const open = (code: string): Language => {
    const language = languages.get(code) ?? createLanguage(code);
    languages.set(code, language);
    return language;
  };
  const createLanguage = (code: string): Language => {
    const phrases = readForeign(column(code), tables.get(`languages/${code}`) ?? '', english);
    const root = createTrie(phrases);
    const words = new Set(wordsIn(root));
    const longest = Math.max(0, ...[...words].map((word) => word.length));
    return {
      phrases,
      root,
      words,
      segment: (tokens) => tokens.flatMap((token) => cut(token, words, longest)),
    };
  };

  /** How much speaks for a language: words that are no English, or long runs of characters. */
  function weigh(code: string, tokens: Token[]) {
    const { words, segment } = open(code);
    const own = segment(tokens).filter(({ text }) => text.length > 1 || CJK.test(text));
    const known = own.filter(({ text }) => words.has(text));
    const foreign = known.filter(({ text }) => !isEnglish(text));
    const read = own.filter(({ text }) => words.has(text) || isEnglish(text));
    const weight = foreign.reduce(
      (sum, { text }) => sum + (CJK.test(text) ? text.length ** 2 : 1),
      0,
    );
    return { code, weight, share: known.length / Math.max(1, read.length) };
  }

  return {
    emoji: createEmoji([...column('emoji'), ...moreEmoji(tables.get('emoji') ?? '', english)]),
    /** The language of a prompt that is not all English. */
    languageOf(tokens: Token[]): Language | undefined {
      if (tokens.every(({ text }) => isEnglish(text) || isEmoji(text))) return undefined;
      const prompt = tokens.map(({ text }) => text).join(' ');
      const [, able] = SCRIPTS.find(([script]) => script.test(prompt))!;
      const weighed = able
        .filter((code) => codes.includes(code))
        .map((code) => weigh(code, tokens));
      const better = (a: Weight, b: Weight) => b.weight - a.weight || b.share - a.share;
      const [best] = weighed.sort(better);
      const enough = best && (best.weight > 1 || (best.weight === 1 && best.share > SHARE));
      return enough ? open(best.code) : undefined;
    },
  };
}

/**
 * The phrases of one language beside English: names of subjects, and a table of everything else.
 *
 * @param names phrases with the canonical name of a subject
 * @param table lines of `kind meaning: phrase, phrase`; a colour is called by its English name
 * @returns what they mean, by the phrases as they are written
 */
function readForeign(
  names: [string, string][],
  table: string,
  english: Node,
): [phrase: string, entry: Entry][] {
  const common = [...readTable(table)].flatMap(({ meaning, phrases }) => {
    const [kind, ...words] = meaning.split(' ');
    const value = kind === 'colour' ? colourOf(words, english) : words.join(' ');
    const entry: Entry = { kind: kind as Kind, value, cost: 0, foreign: true };
    return phrases.map((phrase): [string, Entry] => [phrase, entry]);
  });
  const labels = names.map(([phrase, value]): [string, Entry] => [
    phrase,
    { kind: 'thing', value, cost: LABEL, foreign: true },
  ]);
  return [...common, ...labels];
}

const LABEL = 0.05; // a dictionary's name comes after what people type

const colourOf = (words: string[], english: Node) =>
  find(english, words)?.entries.find(({ kind }) => kind === 'colour')?.value ?? '';

interface Weight {
  code: string;
  weight: number;
  share: number;
}

/** Emoji of a table, of things that the vocabulary has. */
function moreEmoji(table: string, english: Node): [string, string][] {
  const isThing = (name: string) =>
    find(english, wordsOf(name))?.entries.some(
      ({ kind, value }) => kind === 'thing' && value === name,
    ) ?? false;
  return [...readTable(table)].flatMap(({ meaning, phrases }) =>
    isThing(meaning) ? phrases.map((emoji): [string, string] => [emoji, meaning]) : [],
  );
}

function createEmoji(names: [string, string][]): Node {
  const root: Node = { entries: [], next: new Map() };
  for (const [emoji, name] of names) {
    if (emoji === '') continue;
    const anyone = fold(emoji);
    for (const one of [anyone, anyone.replace('🧑', '👩'), anyone.replace('🧑', '👨')]) {
      if (root.next.has(one)) continue;
      const entry = { kind: 'thing', value: name, cost: 0 } as const;
      root.next.set(one, { entries: [entry], next: new Map() });
    }
  }
  return root;
}

function cut(token: Token, words: ReadonlySet<string>, longest: number): Token[] {
  const { text, from, to } = token;
  if (!CJK.test(text) || words.has(text)) return [token];
  const exact = text.length === to - from; // folding kept the places
  const pieces: Token[] = [];
  for (let at = 0; at < text.length; ) {
    let length = Math.min(longest, text.length - at);
    while (length > 1 && !words.has(text.slice(at, at + length))) length--;
    const place = exact ? { from: from + at, to: from + at + length } : { from, to };
    pieces.push({ text: text.slice(at, at + length), glued: false, ...place });
    at += length;
  }
  return pieces;
}
