/** A small vocabulary with something of everything, and its parser. */

import type { Vocabulary } from '../../worker/prompt/words';
import { createParser, type Layer } from '../../worker/scene';

export const LIMIT = 8; // words that the model reads
export const SUBJECTS = [
  'cat | pussycat',
  'dog',
  'apple | red apple',
  'heart | red heart',
  'two hearts | hearts',
  'black cat',
  'orange',
  'cloud',
  'rain | rain cloud',
  'sun',
  'partly cloudy | sun behind cloud',
  'salt | salt pepper',
  'face',
  'giggle | face hand over mouth',
  'gasp | hand over mouth',
  'hand | waving hand', // its own movement is below
  'light bulb | light',
  'glasses',
  'ice cream',
  'fire',
  'dragon',
  'spinner | loading spinner',
  'flat shoe',
  'left arrow',
  'arrow | right arrow',
];
export const MOTIONS = [
  'still',
  'spinning | spin',
  'bouncing | jumping',
  'sliding | sliding left right',
  'swinging | waving',
  'alive | living',
];

/** A vocabulary as the model folder has it, from names separated by bars. */
function createVocabulary(): Vocabulary {
  const words = ['<pad>'];
  const idOf = (word: string) =>
    words.includes(word) ? words.indexOf(word) : words.push(word) - 1;
  const phrasesOf = (line: string) =>
    line.split(' | ').map((phrase) => phrase.split(' ').map(idOf));
  const named = (line: string) => ({ name: line.split(' | ')[0]!, phrases: phrasesOf(line) });
  const lives: Record<string, object> = {
    ...{ fire: { alive: phrasesOf('burning') }, cat: { alive: [] } },
    ...{ dragon: { alive: phrasesOf('breathing fire') }, hand: { alive: phrasesOf('waving') } },
    spinner: { alive: [], lively: true },
  };
  return {
    subjects: SUBJECTS.map(named).map((subject) => ({
      ...{ ...subject, ...lives[subject.name] },
      group: subject.name === 'spinner' ? 'interface' : 'things',
    })),
    motions: MOTIONS.map(named).map(({ name, phrases }) =>
      name === 'still' ? { name, phrases: [...phrases, []] } : { name, phrases },
    ),
    styles: ['flat', '3d | glossy'].map(named),
    ...{ words, fillers: ['a', 'an', 'the', 'of', 'with', 'and', 'in', 'on', 'to', 'from'] },
  };
}

export const vocabulary = createVocabulary();
const MEANINGS: Record<string, string> = { pup: 'dog', sorbet: 'ice cream', happily: 'face' };
export const parse = createParser(vocabulary, LIMIT, (word) =>
  MEANINGS[word] === undefined ? undefined : { name: MEANINGS[word], picture: true },
);

/** A layer in a line: “2 cat (cat bouncing) bouncing #e5322e small”. */
export function tell(
  { words, subject, motion, count, tint, size, accented }: Layer,
  of = vocabulary,
) {
  return [
    ...(count > 1 ? [count] : []),
    subject === undefined ? '?' : of.subjects[subject]!.name,
    `(${words.map((id) => of.words[id]).join(' ')})`,
    ...(motion > 0 ? [of.motions[motion - 1]!.name] : []),
    ...[tint?.tone, tint?.hex, size, accented && tint && 'accented'].filter((said) => said),
  ].join(' ');
}
