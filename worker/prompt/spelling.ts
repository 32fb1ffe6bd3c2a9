/** Known words near to an unknown one: to correct a typing error, or to suggest. */
import { distance } from './words';

const SHORTEST = 4; // letters of a word that is corrected
const LONG = 7; // letters from which two errors are corrected
const MOST = 40; // letters that are compared

const SLIP = 0.4; // of an edit: letters swapped, doubled or not, are the commonest errors
const OTHER_START = 0.2; // of an edit: first letters are seldom wrong

export interface Near {
  word: string;
  edits: number; // and parts of one
}

/**
 * @param words all that may be meant, the common ones first
 */
export function createSpelling(words: Iterable<string>) {
  const known = [...new Set(words)]
    .filter((word) => word.length > 1 && word.length <= MOST)
    .map((word) => ({ word, letters: lettersOf(word) }));

  /** Words at most `most` edits away, the nearest first; an edit changes at most two letters of the set. */
  function within(word: string, most: number): Near[] {
    const letters = lettersOf(word);
    const near: Near[] = [];
    for (const one of known) {
      if (Math.abs(one.word.length - word.length) > most) continue;
      if (countBits(one.letters ^ letters) > 2 * most) continue;
      const edits = distance(word, one.word);
      if (edits > most) continue;
      const slip = one.letters === letters ? SLIP : 0;
      const other = one.word[0] === word[0] ? 0 : OTHER_START;
      near.push({ word: one.word, edits: edits - slip + other });
    }
    return near.sort((a, b) => a.edits - b.edits);
  }

  return {
    /** What a typing error may have been meant to be, the likeliest first; nothing for short words. */
    corrections(word: string): Near[] {
      if (word.length < SHORTEST || word.length > MOST) return [];
      const near = within(word, word.length < LONG ? 1 : 2);
      return near.filter((one) => one.edits <= 1 + OTHER_START || one.word[0] === word[0]);
    },

    /** Words to suggest in place of an unknown one: those that are spelt alike, then those that begin alike. */
    suggestions(word: string): string[] {
      if (word.length < 3 || word.length > MOST) return [];
      const alike = within(word, Math.max(1, Math.floor(word.length / 4))).map((near) => near.word);
      const longer = known.filter((one) => one.word.startsWith(word)).map((one) => one.word);
      return [...new Set([...alike, ...longer])];
    },
  };
}

export type Spelling = ReturnType<typeof createSpelling>;

/** A set of the letters of a word, one bit each. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}
