/**
 * A prompt → what it asks for. The prompt is cut into tokens (`tokens.ts`), each of which falls into one span
 * of the lexicon (`cover.ts`); spans become the layers of a scene (`parser.ts`). A token is drawn, obeyed,
 * without meaning here, or in the report.
 *
 * This room, prompt/, knows words: languages, spelling, grammar, what a word means. It ends at the scene, a plain
 * value; how things look, how they move and what a network is told of them do not belong here.
 */
import type { Remark } from '../api';
import type { Scene } from '../scene';
import type { Vocabulary } from '../vocabulary';
import { cover } from './cover';
import { parse } from './grammar/parser';
import type { Fate, Fates, Things } from './grammar/things';
import { cutJoined } from './joined';
import { createLanguages, type Language } from './languages';
import { createLexicon, type Lexicon } from './lexicon';
import { createMeanings, type Meanings } from './meanings';
import type { Span } from './spans';
import { createSpelling, type Spelling } from './spelling';
import type { Tables } from './table';
import { type Token, tokenise } from './tokens';
import { find, type Kind } from './trie';
import { fold, nounsOf, singularsOf } from './words';

/** What a prompt asks for, and what of it is not drawn as it stands, in the order of the prompt. */
export interface Reading extends Scene {
  report: Remark[];
}

export type ReadPrompt = (prompt: string) => Reading;

/** How a prompt came to its reading: for those who show which words say what. */
export interface Trace {
  prompt: string;
  reading: Reading;
  spans: Span[]; // of the whole prompt
  said: Span[][]; // of each layer
  fates: Fates;
  placeOf: Things['placeOf'];
}

export interface Reader {
  read: ReadPrompt;
  trace(prompt: string): Trace;
  lexicon: Lexicon;
  /** The language of a prompt that is not all English. */
  languageOf(tokens: Token[]): Language | undefined;
  meanings: Texts['meanings'];
  spelling: Spelling;
}

export interface Texts {
  vocabulary: Vocabulary;
  tables: Tables; // of this folder
  languages: string; // `languages.txt` of the model: what its subjects are called elsewhere
  meanings: Pick<Meanings, 'meaningOf' | 'has'>; // of words that no phrase holds
  obeys: Things['obeys'];
}

const SUGGESTIONS = 3;

/**
 * @param model the files of a model folder, keyed by name
 * @param tables those of this folder's `tables/`, keyed by path
 * @param obeys what the movements named can be told
 */
export function openPromptReader(
  model: Record<string, Uint8Array>,
  tables: Record<string, Uint8Array>,
  obeys: Things['obeys'],
): Reader {
  const decoder = new TextDecoder();
  const text = (bytes?: Uint8Array) => (bytes ? decoder.decode(bytes) : '');
  return createReader({
    vocabulary: JSON.parse(text(model['vocabulary.json'])),
    tables: new Map(
      Object.entries(tables).map(([name, bytes]) => [name.replace(/\.txt$/, ''), text(bytes)]),
    ),
    languages: text(model['languages.txt']),
    meanings: createMeanings(text(model['meanings.txt'])),
    obeys,
  });
}

/** What reads, without what it knows. */
export const createPromptReader = (...files: Parameters<typeof openPromptReader>): ReadPrompt =>
  openPromptReader(...files).read;

/** @returns a reader that throws for no prompt */
export function createReader({ vocabulary, tables, languages, meanings, obeys }: Texts): Reader {
  const lexicon = createLexicon(vocabulary, tables);
  const spelling = createSpelling(lexicon.words);
  const { emoji, languageOf } = createLanguages(
    languages,
    tables,
    lexicon.root,
    (word) => isKnown(word, lexicon) || (meanings.meaningOf(word)?.picture ?? false),
  );
  const things = describeThings(vocabulary, lexicon);
  const cut = createCut(lexicon, meanings);

  const trace = (prompt: string): Trace => {
    const typed = tokenise(prompt);
    const language = languageOf(typed);
    const tokens = language ? language.segment(typed) : typed.flatMap(cut);
    const others = language ? [emoji, language.root] : [emoji];
    const spans = cover(tokens, { lexicon, others, meanings, spelling });
    const placeOf = ({ from, to }: Span) => ({ from: tokens[from]!.from, to: tokens[to - 1]!.to });
    const typedIn = (span: Span) => {
      const { from, to } = placeOf(span);
      return prompt.slice(from, to);
    };
    const wordsOf = (span: Span) => typedIn(span).toLowerCase();
    const { scene, said, fates } = parse(spans, { ...things(wordsOf), obeys, wordsOf, placeOf });
    const report = spans.flatMap((span): Remark[] => {
      const fate = fates.get(span.from) ?? loss(span, wordsOf(span));
      return fate === 'obeyed' ? [] : [{ words: typedIn(span), ...placeOf(span), ...fate }];
    });
    report.sort((a, b) => a.from - b.from); // a word in the midst of a name stands behind its first one
    return { prompt, reading: { ...scene, report }, spans, said, fates, placeOf };
  };

  const read = (prompt: string) => trace(prompt).reading;
  return { read, trace, lexicon, languageOf, meanings, spelling };

  /** Why nothing comes of a span, and what could be typed instead. */
  function loss(
    { kind, value }: Span,
    words: string,
  ): Exclude<Fate, 'obeyed'> & { nearest?: string[] } {
    if (kind === 'nearest') return { why: 'unknown', nearest: value ? value.split(', ') : [] };
    if (kind !== 'unknown') return { why: 'not drawn' };
    const near = spelling.suggestions(fold(words)).filter((word) => word !== fold(words));
    return { why: 'unknown', nearest: near.slice(0, SUGGESTIONS) };
  }
}

/** Cuts what was typed without a space, where a part is a colour or a movement. */
function createCut(lexicon: Lexicon, meanings: Texts['meanings']) {
  const isWord = (word: string) =>
    isKnown(word, lexicon) || lexicon.closed.has(word) || meanings.has(word);
  const has = (kind: Kind, word: string) =>
    find(lexicon.root, [word])?.entries.some((entry) => entry.kind === kind) ?? false;
  const moves = (word: string) => word.endsWith('ing') && has('motion', word);
  const joins = (first: string, rest: string) =>
    moves(first) || moves(rest) || (has('colour', first) && has('thing', rest));
  return (token: Token) => cutJoined(token, isWord, joins);
}

const isKnown = (word: string, { known, short }: Lexicon) =>
  short.has(word) || [word, ...singularsOf(word), ...nounsOf(word)].some((form) => known.has(form));

/** What the parser asks of things, for the words of one prompt. */
function describeThings({ subjects, styles }: Vocabulary, lexicon: Lexicon) {
  const { owners, implied, root } = lexicon;
  const groups = new Map(subjects.map(({ name, group }) => [name, group]));
  for (const name of lexicon.placeholders) groups.set(name, 'interface');
  const known = new Map(subjects.map((subject) => [subject.name, subject]));
  const living = (thing: string) =>
    lexicon.placeholders.includes(thing) || known.get(thing)?.alive !== undefined;
  const entriesOf = (phrase: string) => find(root, phrase.split(' '))?.entries ?? [];
  return (wordsOf: Things['wordsOf']) => ({
    groupOf: (thing: string) => groups.get(thing) ?? '',
    measures: (thing: string) => lexicon.measures.get(thing),
    isCounted: (thing: string) => lexicon.counted.has(thing),
    lives: (thing: string, phrase: string) =>
      phrase === '' ? living(thing) : (owners.get(phrase)?.includes(thing) ?? false),
    stylesOf: (thing: string) =>
      (known.get(thing)?.styles ?? []).flatMap((style) => styles[style]?.name ?? []),
    styleOf(thing: string, asked: string | null, own: string | null) {
      const subject = known.get(thing);
      if (!subject || (asked === null && own === null)) return null;
      const { alive = [] } = subject;
      const named = alive.filter(({ phrases }) => own !== null && phrases.includes(own));
      const moving = (named.length > 0 ? named : alive).map(({ style }) => style);
      const offered = own === null ? subject.styles : moving;
      const wanted = styles.findIndex(({ name }) => name === asked);
      const drawn = offered.includes(wanted) ? wanted : offered[0];
      const usual = own !== null && drawn === alive[0]?.style; // that is so without a word
      return asked === null && usual ? null : (styles[drawn ?? -1]?.name ?? null);
    },
    ownerOf: (phrase: string) => implied.get(phrase),
    motionOf: (phrase: string) => entriesOf(phrase).find(({ kind }) => kind === 'motion')?.value,
    oneOf: (span: Span) => singularsOf(fold(wordsOf(span))).find((one) => known.has(one)),
    colourOf: (span: Span) =>
      entriesOf(fold(wordsOf(span))).find(({ kind }) => kind === 'colour')?.value,
    partOf: (span: Span) =>
      entriesOf(fold(wordsOf(span))).find(({ kind }) => kind === 'part')?.value,
  });
}
