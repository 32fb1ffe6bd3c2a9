/**
 * Forms of words that the worker's rules do not trace back: irregular ones, and those of words that the
 * vocabulary has and the table therefore has not (“exploding”, where “explode” is known).
 */
import { IRREGULAR_PLURALS, normalise, singular } from '../../../worker/prompt/words';
import type { Target } from './types';
import type { WordNet } from './wordnet';

/** Stem, then its irregular forms. */
const IRREGULAR = `${IRREGULAR_PLURALS};
spin spun; swing swung; shake shook shaken; fly flew flown; slide slid; swim swam swum; ring rang rung;
drive drove driven; rise rose risen; shrink shrank shrunk; beat beaten; leap leapt; hang hung;
grow grew grown; sing sang sung; drink drank drunk; eat ate eaten; sleep slept; weep wept; 
think thought; write wrote written; ride rode ridden; run ran; fight fought; shoot shot;
sell sold; buy bought; pay paid; build built; break broke broken; bite bit bitten; freeze froze frozen;
steal stole stolen; catch caught; teach taught; throw threw thrown; blow blew blown; draw drew drawn; win won;
lose lost; hide hid hidden; speak spoke spoken; wear wore worn; tear tore torn; wake woke woken; send sent;
spend spent; give gave given; take took taken; forget forgot forgotten; forgive forgave forgiven; feed fed;
dig dug; stick stuck; strike struck; sting stung; kneel knelt; sweep swept; sew sewn; weave wove woven;
fling flung; sling slung; creep crept; flee fled; sink sank sunk; dive dove; fall fell fallen; lay laid; burn burnt;
dream dreamt; smell smelt; spill spilt; spoil spoilt; melt molten; swell swollen; swear swore sworn; choose chose chosen`;

/** Irregular plurals of canonical names that are one word, and of words in a table. @param known words of the vocabulary */
export function pluralsOf(
  targets: readonly Target[],
  table: ReadonlyMap<string, number>,
  known: ReadonlySet<string>,
): Map<string, number> {
  const owner = new Map(targets.map(({ name }, target) => [name, target]));
  const plurals = new Map<string, number>();
  for (const entry of IRREGULAR_PLURALS.split(';')) {
    const [stem = '', ...forms] = entry.trim().split(' ');
    const target = owner.get(stem) ?? table.get(stem);
    if (target === undefined) continue;
    for (const form of forms) if (!known.has(singular(form, known))) plurals.set(form, target);
  }
  return plurals;
}

/** Names whose vectors are those of another word: a saw is mostly what somebody saw. */
export const PAST_FORMS: ReadonlySet<string> = new Set([
  'saw',
  'left',
  'rose',
  'fell',
  'felt',
  'lit',
]);

/**
 * @param known words of the vocabulary
 * @param table word → index of its target
 * @param exists whether a word is English
 * @returns words → index of their target, for the table to take over
 */
export function formsOf(
  wordnet: WordNet,
  targets: readonly Target[],
  known: ReadonlySet<string>,
  table: ReadonlyMap<string, number>,
  exists: (word: string) => boolean,
): Map<string, number> {
  const forms = new Map<string, number>();
  const owner = owners(targets);
  const put = (form: string, target: number) => {
    if (exists(form) && !known.has(normalise(form, known)[0]!)) forms.set(form, target);
  };
  for (const [stem = '', ...irregular] of IRREGULAR.split(';').map((line) =>
    line.trim().split(' '),
  )) {
    const target = owner.get(stem) ?? table.get(stem);
    if (target === undefined) continue;
    for (const form of irregular) if (!table.has(form)) put(form, target);
  }
  for (const [stem, target] of owner) {
    const { anchors } = targets[target]!;
    const means = (pos: 'verb' | 'adj') =>
      wordnet.senses(stem, pos).some(({ synset }) => anchors.has(synset.id));
    if (means('verb')) for (const form of inflect(stem, ['ed', 'ing'])) put(form, target);
    const compared = inflect(stem, ['er', 'est']);
    if (means('adj') && compared.every(exists)) for (const form of compared) put(form, target);
  }
  return forms;
}

/** Single-word names → index of the target. */
function owners(targets: readonly Target[]): Map<string, number> {
  const owner = new Map<string, number>();
  targets.forEach(({ names }, target) => {
    for (const { words } of names) {
      if (words.length === 1 && !owner.has(words[0]!)) owner.set(words[0]!, target);
    }
  });
  return owner;
}

/** A stem with endings as English spells it: stopped, baking, cried, happier. */
export function inflect(stem: string, endings: readonly string[]): string[] {
  return endings.map((ending) => {
    if (stem.endsWith('e')) return stem.slice(0, -1) + ending;
    if (/[^aeiou]y$/.test(stem) && ending !== 'ing') return `${stem.slice(0, -1)}i${ending}`;
    if (/^[^aeiou]*[aeiou][^aeiouwxy]$/.test(stem)) return stem + stem.slice(-1) + ending;
    return stem + ending;
  });
}
