/** The English words that the table may hold. */
import { normalise } from '../../../worker/tokenizer';
import type { Catalogue } from '../catalogue';
import { POS, type Synset, type WordNet } from './wordnet';

const RARE = 341_479; // words by frequency

/** Glosses and usage domains by which WordNet marks what a family would not say. */
const RUDE =
  /\b(ethnic slur|offensive|obscen|vulgar|disparag|derogat|pejorative|sexual|prostitut|genital|erotic|porn|lewd|incest|rape\b|feces)/i;
const RUDE_KINDS = [
  'sexual_activity',
  'reproductive_organ',
  'prostitute',
  'pornography',
  'sex_crime',
];

/** Kinds that a prompt says for itself, as colour, size or count, and that are no picture. */
const SAID_OTHERWISE = ['color', 'number', 'numeral', 'preposition', 'letter', 'pronoun'];
const SIZES = ['large', 'small', 'big', 'little', 'cardinal', 'chromatic', 'achromatic', 'colored'];

/** Words of place and degree, which relate pictures to each other. */
const RELATIONS = new Set([
  ...['above', 'below', 'under', 'over', 'beside', 'behind', 'near', 'next', 'beneath', 'between'],
  ...['inside', 'outside', 'left', 'right', 'top', 'bottom', 'front', 'underneath', 'within'],
  ...['and', 'or', 'not', 'but', 'than', 'then', 'also', 'only', 'both', 'each', 'all', 'many'],
  ...['few', 'several', 'more', 'most', 'less', 'least', 'much', 'other', 'another', 'same'],
  ...['pair', 'couple', 'dozen', 'single', 'double', 'triple', 'will', 'can', 'may', 'must'],
  ...['have', 'has', 'had', 'having', 'was', 'were', 'been', 'being', 'did', 'does', 'done'],
  ...['doing', 'get', 'gets', 'got', 'getting', 'let', 'put', 'set', 'use', 'used', 'using'],
]);

/** Words with letters only, in WordNet and in the vectors, that the model does not know itself. */
export function commonWords(
  { words, fillers }: Pick<Catalogue, 'words' | 'fillers'>,
  wordnet: WordNet,
  rank: ReadonlyMap<string, number>,
): string[] {
  const known = new Set(words);
  const skipped = new Set([...fillers, ...RELATIONS, ...otherwise(wordnet), ...rude(wordnet)]);
  const all = new Set(POS.flatMap((pos) => wordnet.lemmas.get(pos)!));
  return [...all]
    .filter(
      (word) =>
        /^[a-z]{3,}$/.test(word) &&
        (rank.get(word) ?? RARE) < RARE &&
        !skipped.has(word) &&
        !known.has(normalise(word, known)[0]!),
    )
    .sort();
}

function rude(wordnet: WordNet): string[] {
  const kinds = below(
    wordnet,
    RUDE_KINDS.flatMap((lemma) => first(wordnet, lemma, 'noun')),
  );
  const domains = ['ethnic_slur', 'obscenity', 'vulgarism', 'disparagement'].flatMap((lemma) =>
    wordnet.senses(lemma, 'noun').map(({ synset }) => synset.id),
  );
  return [...wordnet.synsets.values()].flatMap((synset) => {
    const marked = synset.pointers.filter(
      ({ symbol, to }) => symbol === ';u' && domains.includes(to),
    );
    if (kinds.has(synset) || RUDE.test(synset.gloss)) return synset.words.map(lower);
    return marked.flatMap(({ from }) =>
      (from === 0 ? synset.words : [synset.words[from - 1]!]).map(lower),
    );
  });
}

function otherwise(wordnet: WordNet): string[] {
  const nouns = below(
    wordnet,
    SAID_OTHERWISE.flatMap((lemma) => first(wordnet, lemma, 'noun')),
  );
  const heads = SIZES.flatMap((lemma) => first(wordnet, lemma, 'adj'));
  const alike = heads.flatMap((head) =>
    head.pointers.filter(({ symbol }) => symbol === '&').map(({ to }) => wordnet.synsets.get(to)!),
  );
  const meant = new Set([...nouns, ...heads, ...alike]);
  // Only where it is what the word mostly means: a pigeon is a colour in no prompt.
  return [...meant].flatMap((synset) =>
    synset.words.map(lower).filter((word) => {
      const senses = POS.flatMap((pos) => wordnet.senses(word, pos));
      const most = Math.max(...senses.map(({ count }) => count));
      return senses.some((sense) => sense.synset === synset && sense.count === most);
    }),
  );
}

const lower = (word: string) => word.toLowerCase();

const first = (wordnet: WordNet, lemma: string, pos: 'noun' | 'adj'): Synset[] =>
  wordnet
    .senses(lemma, pos)
    .slice(0, 1)
    .map(({ synset }) => synset);

/** Some synsets and all that are kinds of them. */
function below(wordnet: WordNet, roots: Synset[]): Set<Synset> {
  const all = new Set(roots);
  for (const { pointers } of all) {
    for (const { symbol, to } of pointers) {
      if (symbol.startsWith('~')) all.add(wordnet.synsets.get(to)!);
    }
  }
  return all;
}
