/** One piece of a prompt: what is named in it, and how it is to look and move. */
import { type Found, matchCount, matchSize, matchTint, type Size, type Tint } from './grammar';
import { findSpoken, freeIds, isAmong, type Name, type Names, type Spoken } from './names';
import type { Token } from './reader';
import type { Vocabulary } from './words';

/** Tokens of the grammar and what they mean. */
interface Modifier<T> {
  means: T;
  at: number[];
}

export interface Part {
  tokens: Token[];
  name?: Name;
  motion?: Spoken;
  own?: Spoken; // what the subject's own movement is called: “burning”
  style?: Spoken;
  tint?: Modifier<Tint>;
  size?: Modifier<Size>;
  count?: Modifier<number>;
  spare: number[]; // tokens beside the name that would be another: “blue” of “red, blue balloon”
}

/** Reads pieces. Names beat modifiers, movements of several words beat names: “sliding left right”. */
export function createPartReader(vocabulary: Vocabulary, names: Names) {
  const { motions, styles = [], subjects } = vocabulary;
  const lives = subjects.map(({ alive = [] }) => ({ phrases: alive }));

  /** The name, apart from the fire of “dragon breathing fire”. */
  function findName(tokens: Token[], taken: ReadonlySet<number>, modifiers: ReadonlySet<number>) {
    const life = findSpoken(freeIds(tokens, taken), lives, 2);
    const without = names.find(tokens, new Set([...taken, ...(life?.at ?? [])]), modifiers);
    const owns = without && isAmong(subjects[without.subject]!.alive ?? [], life?.phrase ?? []);
    return owns ? without : names.find(tokens, taken, modifiers);
  }

  /** What is meant where only its own movement is said: “burning” is a fire. */
  function findBearer(tokens: Token[]): Name | undefined {
    const life = findSpoken(freeIds(tokens, new Set()), lives);
    const phrase = life && subjects[life.index]!.phrases[0];
    const anyoneMoves = life && motions.some(({ phrases }) => isAmong(phrases, life.phrase));
    return phrase && !anyoneMoves ? { subject: life.index, phrase, at: [] } : undefined;
  }

  /** @param isAll whether these are all tokens of the prompt, which then may name its subject by what it does */
  function read(tokens: Token[], isAll: boolean): Part {
    const words = tokens.map(({ word, typed }) => (typed ? '' : word)); // a meant “ice cream” is not cream
    const [tints, sizes, counts] = [
      matchAll(words, matchTint),
      matchAll(words, matchSize),
      matchAll(words, matchCount),
    ];
    const modifiers = new Set([...tints, ...sizes, ...counts].flatMap(({ at }) => at));
    const phrase = findSpoken(freeIds(tokens, new Set()), motions, 2);
    const taken = new Set(phrase?.at);
    const name = findName(tokens, taken, modifiers) ?? (isAll ? findBearer(tokens) : undefined);
    if (!name) {
      return { tokens, motion: phrase ?? findSpoken(freeIds(tokens, taken), motions), spare: [] };
    }
    const take = <T extends { at: number[] }>(found: T | undefined): T | undefined => {
      for (const at of found?.at ?? []) taken.add(at);
      return found;
    };
    const spoken = (named: readonly { phrases: number[][] }[]) =>
      take(findSpoken(freeIds(tokens, taken), named));
    const isFree = ({ at }: Modifier<unknown>) => at.some((index) => !taken.has(index));
    const own = spoken([lives[name.subject]!]); // may hold the name: “singing bird”
    take(name);
    return {
      ...{ tokens, name, own },
      tint: take(tints.find(isFree)), // “dark” of a dark red apple, though “red apple” is a name
      size: take(sizes.find(isFree)),
      count: take(unlessPair(tokens, name, counts.find(isFree))),
      style: spoken(styles),
      motion: phrase ?? spoken(motions),
      spare: tokens.flatMap(({ typed }, at) =>
        !taken.has(at) && (typed || modifiers.has(at)) ? at : [],
      ),
    };
  }

  /** Reads a piece; of what is counted, the singular is drawn: “three hearts” are not thrice “hearts”. */
  return function readPart(tokens: Token[], isAll = false): Part {
    const part = read(tokens, isAll);
    const plurals = tokens.flatMap(({ one }, at) => (one === undefined ? [] : at));
    const counts = tokens.some(({ word }) => matchCount([word], 0));
    if (plurals.length === 0 || (part.name && !counts)) return part;
    const ways = [plurals, ...plurals.map((at) => [at])].map((single) =>
      read(
        tokens.map((token, at) => (single.includes(at) ? { ...token, id: token.one } : token)),
        isAll,
      ),
    );
    const best = ways.reduce((a, b) => (obeyed(b) > obeyed(a) ? b : a));
    const gain = obeyed(best) - obeyed(part);
    const better = part.count || (part.tint && !best.tint); // two of a “pink heart”, not “two hearts” in pink
    return best.name && (gain > 0 || (gain === 0 && better)) ? best : part;
  };
}

/** How many tokens of a part have a meaning in it. */
const obeyed = ({ name, motion, own, style, tint, size, count }: Part) =>
  new Set([name, motion, own, style, tint, size, count].flatMap((found) => found?.at ?? [])).size;

/** A pair of scissors is one thing, and so is whatever the vocabulary knows in the plural. */
function unlessPair(tokens: Token[], name: Name, count: Modifier<number> | undefined) {
  const isPair = count && tokens[count.at[0]!]!.word === 'pair';
  const isPlural = name.at.some((at) => tokens[at]!.word.endsWith('s'));
  return isPair && isPlural ? { ...count, means: 1 } : count;
}

/** Every place where a matcher finds something, from left to right. */
function matchAll<T>(
  words: string[],
  match: (words: string[], at: number) => Found<T> | undefined,
): Modifier<T>[] {
  const found: Modifier<T>[] = [];
  for (let at = 0; at < words.length; ) {
    const one = match(words, at);
    if (one)
      found.push({ means: one.means, at: words.slice(at, at + one.length).map((_, i) => at + i) });
    at += one?.length ?? 1;
  }
  return found;
}
