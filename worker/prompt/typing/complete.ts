/**
 * What could stand at the caret: phrases that begin as the last words do, or hold a word that does; and after a
 * finished word what usually follows, a movement after a thing, a thing after a number.
 */
import type { Completion, PhraseKind } from '../../api';
import type { Language } from '../languages';
import type { Reader } from '../read';
import type { Span } from '../spans';
import { type Token, tokenise } from '../tokens';
import { fold, pluralOf } from '../words';
import { collectForeign, type Known, type KnownPhrase, severalOf } from './known';

export interface Suiting {
  /** Movements of a thing's own, then those that suit it, by their phrases. */
  motionsFor(thing: string): string[];
}

const MOST = 16; // completions: whoever knows what is common takes the first of them
const MOST_WORDS = 4; // of a phrase that is begun

/** What a match lacks; the least comes first. */
const LACKS = {
  inside: 0.5, // it begins in the midst of the phrase
  synonym: 0.15, // another name than the first
  kind: 0.4, // it does not belong here
  rare: 0.4, // the rarest thing
  late: 0.25, // the last of a table
  longer: 0.012, // each letter that is still to come
  several: -0.25, // more than one of its words stand already
  foreign: -0.2, // it is of the prompt's language
};

type Follows = Partial<Record<PhraseKind | 'start', readonly PhraseKind[]>>;

const THINGS: readonly PhraseKind[] = ['thing', 'count', 'size', 'tone', 'colour', 'style'];
const MORE: readonly PhraseKind[] = [
  'speed',
  'strength',
  'direction',
  'repeats',
  'relation',
  'ground',
  'order',
];

/** What usually follows what. */
const FOLLOWS: Follows = {
  start: THINGS,
  relation: THINGS,
  count: ['thing', 'size', 'tone', 'colour', 'style'],
  size: ['thing', 'tone', 'colour', 'style'],
  tone: ['colour', 'thing'],
  colour: ['thing', 'style'],
  style: ['thing', 'colour'],
  thing: ['motion', 'relation', 'ground', 'order', 'arrangement'],
  motion: MORE,
  speed: MORE,
  strength: MORE,
  direction: MORE,
  repeats: MORE,
  ground: ['canvas', 'order'],
};

/** What is offered where nothing is begun. */
const NEXT: Partial<Record<PhraseKind, readonly string[]>> = {
  motion: ['slowly', 'fast', 'and', 'on white', 'one after another'],
  speed: ['and', 'on white'],
};
const JOINT = 'and';

export function createCompletion(reader: Reader, known: Known, { motionsFor }: Suiting) {
  const { trace, lexicon } = reader;
  const byText = new Map(known.phrases.map((one) => [one.text, one]));
  const foreign = new WeakMap<Language, KnownPhrase[]>();

  /** Those of the prompt's language go before English ones. */
  function phrasesFor(tokens: Token[]): KnownPhrase[] {
    const language = reader.languageOf(tokens);
    if (!language) return known.phrases;
    const phrases = foreign.get(language) ?? [...collectForeign(language, known), ...known.phrases];
    foreign.set(language, phrases);
    return phrases;
  }

  return function complete(prompt: string, caret: number): Completion[] {
    const typed = prompt.slice(0, caret);
    const tokens = tokenise(typed);
    const open = tokens.at(-1)?.to === caret ? tokens.at(-1) : undefined;
    const phrases = phrasesFor(tokens);
    const unknown = open && nearestAt(prompt, open, phrases);
    if (unknown) return unknown;
    if (!open) return following(typed, caret);
    const found = new Map<string, { phrase: KnownPhrase; lack: number; from: number }>();
    for (let count = Math.min(MOST_WORDS, tokens.length); count > 0; count--) {
      const begun = tokens.slice(-count);
      const text = begun.map((token) => token.text).join(' ');
      const { from } = begun[0]!;
      const before = contextOf(prompt.slice(0, from));
      for (const { phrase, lack } of matches(phrases, text, count === 1, before)) {
        const key = `${phrase.kind} ${phrase.value}`;
        const best = found.get(key);
        if (!best || lack < best.lack) found.set(key, { phrase, lack, from });
      }
    }
    const likely = [...found.values()].sort((a, b) => a.lack - b.lack);
    const offered: Completion[] = [];
    for (const { phrase, from } of likely) {
      if (offered.length === MOST) break;
      if (isTyped(phrase, from)) continue;
      const one = completion(phrase, from, caret, contextOf(prompt.slice(0, from)));
      if (isUnderstood(one)) offered.push(one);
    }
    return offered;

    function isTyped({ folded }: KnownPhrase, from: number): boolean {
      const there = fold(typed.slice(from));
      return there === folded || pluralOf(there) === folded;
    }
  };

  /** Some names are read as something else: “firetruck”. */
  function isUnderstood({ text, thing }: Completion): boolean {
    return thing === null || reader.read(text).layers[0]?.thing === thing;
  }

  /** Phrases that begin with what is typed, or hold a word that does. */
  function* matches(
    phrases: KnownPhrase[],
    text: string,
    single: boolean,
    { last, thing }: Context,
  ) {
    const usual = FOLLOWS[last ?? 'start'];
    for (const phrase of phrases) {
      const begins = phrase.folded.startsWith(text);
      const inside =
        !begins && single && phrase.words.some((word, i) => i > 0 && word.startsWith(text));
      if (!begins && !inside) continue;
      const { kind, value, own, rank } = phrase;
      if (
        own &&
        !(thing ? lexicon.owners.get(value)?.includes(thing) : lexicon.implied.has(value))
      ) {
        continue;
      }
      const lack =
        (inside ? LACKS.inside : 0) +
        (phrase.first ? 0 : LACKS.synonym) +
        (single ? 0 : LACKS.several) +
        (usual && !usual.includes(kind) ? LACKS.kind : 0) +
        (kind === 'thing' ? LACKS.rare : LACKS.late) * rank +
        (phrase.foreign ? LACKS.foreign : 0) +
        LACKS.longer * (phrase.text.length - text.length);
      yield { phrase, lack };
    }
  }

  interface Context {
    last: PhraseKind | undefined; // what the last phrase says
    thing: string | undefined; // that was named last
    many: boolean; // a number other than one stands before
  }

  /** What stands before a place in the prompt. */
  function contextOf(before: string): Context {
    const { spans } = trace(before);
    const said = spans.filter(({ kind }) => kind !== 'filler');
    const last = said.at(-1);
    const thing = said.findLast(({ kind }) => kind === 'thing')?.value;
    const since = said.slice(1 + said.findLastIndex(({ kind }) => ENDS.has(kind)));
    const many = since.some(({ kind, value }) => kind === 'count' && value !== '1');
    return { last: last && kindOf(last), thing, many };
  }

  /** What usually comes after a finished word. */
  function following(typed: string, caret: number): Completion[] {
    const context = contextOf(typed);
    const texts = (): string[] => {
      const { last, thing } = context;
      if (last === 'thing' && thing) return [...motionsFor(thing), JOINT];
      const next = last && NEXT[last];
      if (next) return [...next];
      const wantsThing = FOLLOWS[last ?? 'start']?.includes('thing') ?? false;
      return wantsThing ? known.things.slice(0, MOST).map(({ name }) => name) : [];
    };
    return [...new Set(texts())]
      .flatMap((text) => {
        const phrase = byText.get(text);
        return phrase ? [completion(phrase, caret, caret, context)] : [];
      })
      .slice(0, MOST);
  }

  /** Known words near to an unknown one. */
  function nearestAt(
    prompt: string,
    { from, to }: Token,
    phrases: KnownPhrase[],
  ): Completion[] | undefined {
    const remark = trace(prompt).reading.report.find((one) => one.from <= from && one.to >= to);
    const near = remark?.why === 'corrected' && remark.as ? [remark.as] : remark?.nearest;
    if (!remark || !near?.length) return undefined;
    const begun = phrases.some(({ folded }) => folded.startsWith(fold(remark.words)));
    if (begun) return undefined; // it is only half typed
    return near.map((text): Completion => {
      const phrase = byText.get(text);
      const thing = phrase?.kind === 'thing' ? phrase.value : null;
      const { kind = 'thing', value = text } = phrase ?? {};
      return { text, from: remark.from, to: remark.to, kind, value, thing, instead: true };
    });
  }

  function completion(
    phrase: KnownPhrase,
    from: number,
    to: number,
    { many }: Context,
  ): Completion {
    const { kind, value } = phrase;
    const thing = kind === 'thing' ? value : null;
    const text =
      thing && many && !phrase.foreign ? severalOf(phrase.text, value, reader) : phrase.text;
    return { text, from, to, kind, value, thing, instead: false };
  }
}

const ENDS: ReadonlySet<string> = new Set(['thing', 'relation', 'ground']);
const KINDS: Partial<Record<Span['kind'], PhraseKind>> = { own: 'motion' };

const kindOf = ({ kind }: Span) => KINDS[kind] ?? (kind as PhraseKind);
