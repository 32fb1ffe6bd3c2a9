/** Known words near to an unknown one: to correct a typing error, or to suggest. */
import { distance } from './words';

// An index by length, and in it by the letters of each word: one comparison of bits turns nearly all words away, so that
// the edits of a few dozen are counted, however long the vocabulary is.

const ALIKE = 5; // letters: of shorter words too many are one edit away, “low” from “log”
const SHORTEST = 4; // letters of a word that is corrected
const LONG = 7; // letters from which two errors are corrected
const MOST = 40; // letters that are compared

const SLIP = 0.4; // of an edit: letters swapped, doubled or not, are the commonest errors
const REMEMBERED = 200; // words
const OTHER_START = 0.2; // of an edit: first letters are seldom wrong
const TOO_MANY = 0.1; // of an edit: a letter is left out more often than added

export interface Near {
  word: string;
  edits: number; // and parts of one
}

/**
 * @param words all that may be meant, the common ones first
 */
export function createSpelling(words: Iterable<string>) {
  const known = [...new Set(words)].filter((word) => word.length > 1 && word.length <= MOST);
  const shelves = shelve(known);
  const remembered = new Map<string, Near[]>(); // a prompt is read anew with every key that is pressed

  /** Words at most `most` edits away, the nearest first; an edit changes at most two letters of the set. */
  function within(word: string, most: number): Near[] {
    const key = `${most} ${word}`;
    const found = remembered.get(key) ?? search(word, most);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(key, found);
    return found;
  }

  function search(word: string, most: number): Near[] {
    const letters = lettersOf(word);
    const near: (Near & { rank: number })[] = [];
    for (let length = word.length - most; length <= word.length + most; length++) {
      const shelf = shelves[length];
      if (!shelf) continue;
      for (let i = 0; i < shelf.ranks.length; i++) {
        if (countBits(shelf.letters[i]! ^ letters) > 2 * most) continue;
        const rank = shelf.ranks[i]!;
        const one = known[rank]!;
        const edits = distance(word, one);
        if (edits > most) continue;
        const slip = shelf.letters[i] === letters ? SLIP : 0;
        const other = one[0] === word[0] ? 0 : OTHER_START;
        const longer = one.length < word.length ? TOO_MANY : 0;
        near.push({ word: one, edits: edits - slip + other + longer, rank });
      }
    }
    near.sort((a, b) => a.edits - b.edits || a.rank - b.rank);
    return near.map(({ word, edits }) => ({ word, edits }));
  }

  return {
    /** What a typing error may have been meant to be, the likeliest first; nothing for short words. */
    corrections(word: string): Near[] {
      if (word.length < SHORTEST || word.length > MOST) return [];
      const near = within(word, word.length < LONG ? 1 : 2);
      return near.filter(
        (one) => one.edits <= 1 + OTHER_START + TOO_MANY || one.word[0] === word[0],
      );
    },

    /** Words to suggest in place of an unknown one: those that are spelt alike, then those that begin alike. */
    suggestions(word: string): string[] {
      if (word.length < 3 || word.length > MOST) return [];
      const near = within(word, Math.max(1, Math.floor(word.length / 4)));
      const alike = near
        .map((one) => one.word)
        .filter((one) => word.length >= ALIKE || isSlip(one, word));
      const longer = known.filter((one) => one.startsWith(word));
      return [...new Set([...alike, ...longer])];
    },
  };
}

export type Spelling = ReturnType<typeof createSpelling>;

/** Whether a short word is another with two letters swapped, or one forgotten behind the first. */
const isSlip = (meant: string, typed: string): boolean =>
  meant.length === typed.length
    ? [...meant].sort().join() === [...typed].sort().join()
    : meant.length > typed.length && meant[0] === typed[0];

/** A set of the letters of a word, one bit each. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

/** Words of one length: their ranks among all, and their letters. */
interface Shelf {
  ranks: Int32Array;
  letters: Int32Array;
}

/** @returns a shelf for each length that words have */
function shelve(words: string[]): (Shelf | undefined)[] {
  const byLength: number[][] = [];
  for (const [rank, { length }] of words.entries()) {
    byLength[length] ??= [];
    byLength[length].push(rank);
  }
  return Array.from(byLength, (ranks: number[] | undefined) => {
    if (!ranks) return undefined;
    const letters = Int32Array.from(ranks, (rank) => lettersOf(words[rank]!));
    return { ranks: Int32Array.from(ranks), letters };
  });
}

/** Pairs of bits are summed up, then fours, then bytes; the product adds the four bytes. */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  const bytes = (fours + (fours >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bytes, 0x01010101) >>> 24;
}
