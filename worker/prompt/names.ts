/** Names within a piece of a prompt, in whatever order their words stand. */
import type { Token } from './reader';
import type { Named } from './words';

export interface Name {
  subject: number; // index
  phrase: number[]; // word ids
  at: number[]; // its tokens; none where it is only meant
}

export type Names = ReturnType<typeof createNames>;

/** @param subjects what can be named, the common ones first */
export function createNames(subjects: Named[]) {
  const byWord = new Map<number, Omit<Name, 'at'>[]>(); // first word → phrases
  subjects.forEach(({ phrases }, subject) => {
    for (const phrase of phrases) {
      const first = phrase[0];
      if (first === undefined) continue;
      if (!byWord.has(first)) byWord.set(first, []);
      byWord.get(first)!.push({ subject, phrase });
    }
  });

  /** All names whose words are among `ids`. */
  function* within(ids: (number | undefined)[]) {
    for (const id of new Set(ids)) {
      for (const name of (id !== undefined && byWord.get(id)) || []) {
        if (isPart(name.phrase, ids)) yield name;
      }
    }
  }

  return {
    /**
     * The name of the most words; among those of one length, the one that leaves the most modifiers over.
     * Names that are typed come before those that other words mean; of these, and of modifiers, the last
     * counts: “an orange lemon”;
     * where two names are of the same words, the one in whose order they stand.
     *
     * @param taken tokens that cannot be part of a name
     * @param modifiers tokens that have a meaning of their own: “orange” in “an orange cat”
     */
    find(
      tokens: Token[],
      taken: ReadonlySet<number>,
      modifiers: ReadonlySet<number>,
    ): Name | undefined {
      const ids = freeIds(tokens, taken);
      let best: Name | undefined;
      let most: number[] = [];
      for (const { subject, phrase } of within(ids)) {
        const at = place(phrase, ids, modifiers);
        const plain = at.filter((index) => !modifiers.has(index)).length;
        const meant = at.filter((index) => tokens[index]!.typed !== undefined);
        const last = Math.max(0, ...meant, ...(plain === 0 ? at : []));
        const ordered = at.every((index, i) => index === at[0]! + i);
        const score = [
          ...[meant.length === 0 ? 1 : 0, phrase.length, plain, last],
          ...[ordered ? 1 : 0, -subject],
        ];
        if (best && !exceeds(score, most)) continue;
        [best, most] = [{ subject, phrase, at }, score];
      }
      return best;
    },

    /**
     * Whether two names are but one with what lies between: “cloud with rain”.
     *
     * @param between words of a connector, one of which must be in the name; [] when none must
     */
    areOne(left: Name, right: Name, ids: number[], between: number[]): boolean {
      for (const { phrase } of within(ids)) {
        const spans = isPart(left.phrase, phrase) && isPart(right.phrase, phrase);
        const joined = between.length === 0 || between.some((id) => phrase.includes(id));
        const longer = phrase.length > Math.max(left.phrase.length, right.phrase.length);
        if (spans && joined && longer) return true;
      }
      return false;
    },
  };
}

/** Whether `ids` hold every word of a phrase, as often as the phrase does. */
function isPart(phrase: number[], ids: (number | undefined)[]): boolean {
  const count = (all: (number | undefined)[], id: number) => all.filter((one) => one === id).length;
  return phrase.every((id) => count(ids, id) >= count(phrase, id));
}

/** The tokens that spell a phrase, modifiers last. */
function place(
  phrase: number[],
  ids: (number | undefined)[],
  modifiers: ReadonlySet<number>,
): number[] {
  const used = new Set<number>();
  for (const id of phrase) {
    const all = ids.flatMap((one, index) => (one === id && !used.has(index) ? index : []));
    used.add(all.find((index) => !modifiers.has(index)) ?? all[0]!);
  }
  return [...used];
}

const exceeds = (a: number[], b: number[]) => {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && a[at]! > b[at]!;
};

/** Tokens that spell a phrase, one right after the other. */
export interface Spoken {
  index: number; // of whose phrase it is
  phrase: number[];
  at: number[];
}

/** The longest of the phrases that stand in `ids` word by word, the first among equals. */
export function findSpoken(
  ids: (number | undefined)[],
  named: readonly { phrases: number[][] }[],
  atLeast = 1,
): Spoken | undefined {
  let found: Spoken | undefined;
  named.forEach(({ phrases }, index) => {
    for (const phrase of phrases) {
      if (phrase.length < Math.max(atLeast, 1 + (found?.phrase.length ?? 0))) continue;
      const begin = ids.findIndex((_, at) => phrase.every((id, i) => ids[at + i] === id));
      if (begin < 0) continue;
      found = { index, phrase, at: phrase.map((_, i) => begin + i) };
    }
  });
  return found;
}

/** Whether a phrase is one of several. */
export const isAmong = (phrases: number[][], phrase: number[]) =>
  phrases.some((one) => one.length === phrase.length && one.every((id, i) => id === phrase[i]));

/** Tokens' ids, without those that are taken. */
export const freeIds = (tokens: Token[], taken: ReadonlySet<number>) =>
  tokens.map(({ id }, index) => (taken.has(index) ? undefined : id));
