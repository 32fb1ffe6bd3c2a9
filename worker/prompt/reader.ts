/** Prompt → tokens: words that the model or the grammar knows, in pieces between connectors. */
import type { UnderstoodWord, UnknownWord } from '../api';
import { COLOUR_WORDS, type Connector, isGrammar, MARKS, matchConnector, SILENT } from './grammar';
import type { Meaning } from './meanings';
import { nearestWords, singular, splitWords, type Vocabulary } from './words';

/** A word of the prompt, or of the name that it means. */
export interface Token {
  word: string; // lower case, singular where only that is known
  typed?: string; // the word that means it
  id?: number; // in the vocabulary; none for words that only the grammar knows
  one?: number; // the singular's id, of a plural that the vocabulary knows as well: “hearts”
}

/** A token as it stands in the prompt. */
export const spelling = ({ word, typed = word }: Token) => typed;

/** What stands between two pieces of a prompt. */
export interface Joint extends Connector {
  tokens: Token[]; // its own words, which may be part of a name: “hand over mouth”
}

export interface Reading {
  pieces: Token[][]; // one more than joints
  joints: Joint[];
  unknown: UnknownWord[];
  understood: UnderstoodWord[];
}

/** What a word that the vocabulary does not hold means: automobile → car. */
export type MeaningOf = (word: string) => Meaning | undefined;

export function createReader(vocabulary: Vocabulary, meaningOf: MeaningOf) {
  const ids = new Map(vocabulary.words.map((word, id) => [word, id]));
  ids.delete(vocabulary.words[0] ?? ''); // nobody types <pad>
  const known = new Set(ids.keys());
  const fillers = new Set(vocabulary.fillers);
  const suggestable = new Set([...known, ...COLOUR_WORDS]);

  function knownToken(word: string): Token | undefined {
    const found = singular(word, known);
    const id = ids.get(found);
    if (id === undefined) return undefined;
    const one = ids.get(singular(found, known, true));
    return one === undefined || one === id ? { word: found, id } : { word: found, id, one };
  }

  /** Reads one word into `piece`, or says in `reading` that it cannot. */
  function read(word: string, piece: Token[], reading: Reading) {
    if (fillers.has(word)) return;
    const token = knownToken(word);
    if (!token && SILENT.has(word)) return;
    if (token || isGrammar(word)) {
      piece.push(token ?? { word });
      return;
    }
    const meaning = meaningOf(word);
    const as = meaning?.picture ? meaning.name?.split(' ').map(knownToken) : undefined;
    if (as?.every((meant) => meant !== undefined)) {
      piece.push(...as.map((meant) => ({ ...meant, typed: word })));
      if (reading.understood.some((seen) => seen.word === word)) return;
      reading.understood.push({ word, as: as.map((meant) => meant.word).join(' ') });
    } else if (!reading.unknown.some((seen) => seen.word === word)) {
      reading.unknown.push({ word, nearest: nearestWords(word, suggestable) });
    }
  }

  const jointOf = (connector: Connector, words: string[]): Joint => ({
    ...connector,
    tokens: words
      .filter((word) => /\p{L}/u.test(word) && !fillers.has(word))
      .map((word) => knownToken(word) ?? { word }),
  });

  return function readPrompt(prompt: string): Reading {
    const words = splitWords(prompt, MARKS);
    const reading: Reading = { pieces: [[]], joints: [], unknown: [], understood: [] };
    for (let at = 0; at < words.length; ) {
      const piece = reading.pieces.at(-1)!;
      const connector = matchConnector(words, at);
      const begins = piece.length === 0 && known.has(words[at]!); // “a plus”, after nothing to add to
      if (connector && !begins) {
        const spoken = words.slice(at, at + connector.length);
        reading.joints.push(jointOf(connector.means, spoken));
        reading.pieces.push([]);
        at += connector.length;
      } else read(words[at++]!, piece, reading);
    }
    return reading;
  };
}
