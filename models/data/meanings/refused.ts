/** Words that the table leaves out: what a family would not say, and what prompts say by themselves. */
import { readFileSync } from 'node:fs';
import { readTable } from '../../../worker/prompt/table';
import { POS, type Pos, type Synset, type WordNet } from './wordnet';

/** How WordNet's definitions and usage domains mark slurs and obscenities. */
const RUDE =
  /\((ethnic slur|vulgar|obscene)|\b(offensive|obscene|vulgar|disparaging|derogatory|pejorative) (\w+ )?(term|name|word|slang|expression)/i;
const RUDE_DOMAINS = ['ethnic_slur', 'obscenity', 'vulgarism', 'disparagement'];

/** … and what is not for everybody, where a word mostly means that. */
const ADULT =
  /\b(sexual|prostitut|genital|erotic|pornograph|lewd|incest|rapist|rape|feces|excrement|semen|orgasm|copulat|ejaculat|sperm|urinat|defecat|nude|naked)/i;
const ADULT_KINDS = [
  ...['sexual_activity', 'reproductive_organ', 'prostitute', 'pornography', 'sex_crime'],
  ...['hard_drug', 'cannabis', 'opiate', 'amphetamine', 'hallucinogen'],
];

/** Fates and faiths, and what people are called who did not ask for it: an icon would make light of them. */
const DELICATE_KINDS = [
  ...['homicide', 'killer', 'slavery', 'slave', 'terrorist', 'terrorism', 'retard', 'idiot'],
  ...['deity', 'homosexual', 'drug_user', 'dead_body', 'imbecile'],
];
const DELICATE = [
  ...[
    'negro',
    'bitch',
    'cripple',
    'gypsy',
    'savage',
    'slut',
    'gay',
    'lesbian',
    'christ',
    'eunuch',
    'god',
    'suicide',
    'retard',
    'kill',
    'genocide',
    'holocaust',
    'lynch',
  ],
];

/** Colours, counts and sizes, which are obeyed and not drawn. */
const OBEYED_KINDS = ['color', 'number', 'numeral', 'integer', 'preposition', 'letter', 'pronoun'];
const SIZES = ['large', 'small'];
const COLOURS_AND_COUNTS = ['chromatic', 'achromatic', 'colored', 'cardinal', 'ordinal'];
const THINGS = [5, 6, 13, 17, 20, 27]; // files of what a colour may be named after: a salmon, copper

/** Words of place, degree and grammar. */
const RELATIONS = [
  ...['above', 'below', 'under', 'over', 'beside', 'behind', 'near', 'next', 'beneath', 'between'],
  ...['inside', 'outside', 'left', 'right', 'top', 'bottom', 'front', 'underneath', 'within'],
  ...['and', 'or', 'not', 'but', 'than', 'then', 'also', 'only', 'both', 'each', 'all', 'many'],
  ...['few', 'several', 'more', 'most', 'less', 'least', 'much', 'other', 'another', 'same'],
  ...['pair', 'couple', 'dozen', 'single', 'double', 'triple', 'will', 'can', 'may', 'must'],
  ...['have', 'has', 'had', 'having', 'was', 'were', 'been', 'being', 'did', 'does', 'done'],
  ...['doing', 'get', 'gets', 'got', 'getting', 'let', 'put', 'set', 'use', 'used', 'using'],
];

export function refusedWords(wordnet: WordNet): Set<string> {
  const spoken = readSpoken().filter((word) => !isThing(wordnet, word));
  return new Set([
    ...RELATIONS,
    ...DELICATE,
    ...spoken,
    ...obeyed(wordnet),
    ...rude(wordnet),
    ...adult(wordnet),
  ]);
}

const isThing = (wordnet: WordNet, word: string) =>
  wordnet
    .senses(word, 'noun')
    .slice(0, 1)
    .some(({ synset }) => THINGS.includes(synset.file));

/** Words of which any sense is marked, as nobody can tell which one was meant. */
function rude(wordnet: WordNet): string[] {
  const domains = RUDE_DOMAINS.flatMap((lemma) => senses(wordnet, lemma, 'noun')).map(
    ({ id }) => id,
  );
  return [...wordnet.synsets.values()].flatMap((synset) => {
    if (RUDE.test(synset.gloss)) return synset.words.map(lower);
    return synset.pointers
      .filter(({ symbol, to }) => symbol === ';u' && domains.includes(to))
      .flatMap(({ from }) => (from === 0 ? synset.words : [synset.words[from - 1]!]).map(lower));
  });
}

function adult(wordnet: WordNet): string[] {
  const marked = [...wordnet.synsets.values()].filter(({ gloss }) => ADULT.test(gloss));
  return [...kindsOf(wordnet, [...ADULT_KINDS, ...DELICATE_KINDS]), ...marked].flatMap((synset) =>
    mostlyMeaning(wordnet, synset),
  );
}

function obeyed(wordnet: WordNet): string[] {
  const heads = [
    ...SIZES.flatMap((lemma) => senses(wordnet, lemma, 'adj').slice(0, 1)),
    ...COLOURS_AND_COUNTS.flatMap((lemma) => senses(wordnet, lemma, 'adj')),
  ];
  const alike = heads.flatMap(({ pointers }) =>
    pointers.filter(({ symbol }) => symbol === '&').map(({ to }) => wordnet.synsets.get(to)!),
  );
  return [...kindsOf(wordnet, OBEYED_KINDS), ...heads, ...alike].flatMap((synset) =>
    mostlyMeaning(wordnet, synset),
  );
}

/** The words of a synset that are used for nothing more often: a pigeon is a colour in no prompt. */
function mostlyMeaning(wordnet: WordNet, synset: Synset): string[] {
  return synset.words.map(lower).filter((word) => {
    const all = POS.flatMap((pos) => wordnet.senses(word, pos));
    const most = Math.max(...all.map(({ count }) => count));
    return all.some((sense) => sense.synset === synset && sense.count === most);
  });
}

const lower = (word: string) => word.toLowerCase();

const senses = (wordnet: WordNet, lemma: string, pos: Pos): Synset[] =>
  wordnet.senses(lemma, pos).map(({ synset }) => synset);

/** The first senses of some lemmas and all that are kinds of them. */
function kindsOf(wordnet: WordNet, roots: readonly string[]): Set<Synset> {
  const all = new Set(roots.flatMap((lemma) => senses(wordnet, lemma, 'noun').slice(0, 1)));
  for (const { pointers } of all) {
    for (const { symbol, to } of pointers) {
      if (symbol.startsWith('~')) all.add(wordnet.synsets.get(to)!);
    }
  }
  return all;
}

const TABLES = new URL('../../../worker/prompt/tables/', import.meta.url);

/** The words of colours, tones, sizes and numbers, which prompts say by themselves. */
function readSpoken(): string[] {
  const tables = ['colours', 'tones', 'sizes', 'counts'].map((name) =>
    readFileSync(new URL(`${name}.txt`, TABLES), 'utf8'),
  );
  const phrases = tables.flatMap((table) => [...readTable(table)].flatMap((line) => line.phrases));
  return [...new Set(phrases.flatMap((phrase) => phrase.split(' ')))];
}
