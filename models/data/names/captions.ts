/** What subjects and motions are called, as words and as word ids. */

import { readFileSync } from 'node:fs';
import { normalise } from '../../../worker/prompt/words';

export const MAX_WORDS = 5; // in a subject's phrase

/** Words that a prompt may hold and that mean nothing here. No name needs them. */
export const FILLERS: readonly string[] = [
  ...['a', 'an', 'the', 'of', 'with', 'and', 'in', 'on', 'at', 'to', 'by', 'for', 'from', 'as'],
  ...['is', 'are', 'be', 'being', 'it', 'its', 'that', 'this', 'which', 'who', 'there', 'while'],
  ...[
    'some',
    'any',
    'my',
    'your',
    'me',
    'i',
    'please',
    'make',
    'create',
    'generate',
    'draw',
    'show',
  ],
  ...[
    'give',
    'want',
    'need',
    'around',
    'very',
    'really',
    'just',
    'animated',
    'animation',
    'animate',
  ],
  ...['gif', 'loop', 'looping', 'looped', 'endless', 'seamless', 'emoji', 'icon', 'sticker'],
  ...['illustration', 'image', 'cute', 'nice', 'lovely', 'pretty', 'funny', 'simple'],
];

/** One line of the hand-written list: an icon and what designers call it, the canonical name first. */
export interface Listed {
  icon: string;
  group: string;
  names: string[];
}

export interface Named {
  icon: string;
  group: string;
  phrases: string[][]; // words; the canonical name first
}

/** How a subject can be drawn: the first one when a prompt says nothing of it. */
export const STYLES = [
  { name: 'flat', phrases: ['flat', '2d', 'vector', 'flat style', ''] },
  {
    name: '3d',
    phrases: [
      ...['3d', 'glossy', 'shiny', '3d style', 'realistic', 'rendered', '3d render', 'glossy 3d'],
      ...['3d rendered', 'shaded', 'dimensional', 'three dimensional'],
    ],
  },
  {
    name: 'outline',
    phrases: [
      ...['outline', 'outlined', 'line art', 'line style', 'outline style', 'stroke', 'stroked'],
      ...['lineart', 'monoline', 'linear', 'hairline'],
    ],
  },
] as const;

/** Words that say how to draw, so that no dictionary may make names of them. */
const RESERVED = new Set([
  ...['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'violet', 'pink', 'brown', 'indigo'],
  ...['black', 'white', 'grey', 'gray', 'cyan', 'teal', 'turquoise', 'magenta', 'lavender', 'gold'],
  ...['silver', 'golden', 'small', 'little', 'tiny', 'big', 'large', 'huge', 'giant', 'mini'],
  ...['one', 'two', 'three', 'four', 'pair', 'couple', 'above', 'below', 'over', 'under', 'beside'],
  ...['left', 'right', 'next', 'near', 'behind', 'front', 'top', 'bottom', 'plus', 'dark', 'light'],
  ...[
    'bright',
    'pale',
    'color',
    'colour',
    'colored',
    'coloured',
    'off',
    'amount',
    'extra',
    'total',
  ],
]);

const fillers = new Set(FILLERS);
export const wordsOf = (name: string) => normalise(name.replaceAll('_', ' '), undefined, fillers);

/** What motions are called; the last is “alive”, a subject's own. */
export const MOTIONS: readonly { name: string; phrases: string[] }[] = parseList(
  readFileSync(new URL('motions.txt', import.meta.url), 'utf8'),
  '',
).map(({ icon, names }) => ({ name: icon, phrases: names }));
export const ALIVE = 'alive';

/** Words that only a motion may use; a helper such as “up” is shared. */
const HELPERS = new Set([
  'up',
  'down',
  'side',
  'left',
  'right',
  'back',
  'forth',
  'out',
  'round',
  'standing',
]);
export const MOTION_WORDS: ReadonlySet<string> = new Set(
  MOTIONS.flatMap(({ phrases }) => phrases.flatMap(wordsOf)).filter((word) => !HELPERS.has(word)),
);

/** Reads `icon: canonical name, synonym, …` lines. */
export function parseList(text: string, group: string): Listed[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [icon = '', names] = line.split(':').map((part) => part.trim());
    return { icon, group, names: (names ?? icon).split(',').map((name) => name.trim()) };
  });
}

/**
 * Gives every subject its phrases: the hand-written ones, then those of `suggested` that point to one
 * subject only, then one of its tags.
 *
 * @param suggested icon → what a dictionary calls it
 * @param tags icon → words that a dictionary files it under, the best first
 * @throws when two subjects share a hand-written name, or a name needs a motion's word
 */
export function nameSubjects(
  listed: Listed[],
  suggested: Map<string, string[]>,
  tags: Map<string, string[]> = new Map(),
): Named[] {
  const owner = new Map<string, string>(); // phrase → icon
  for (const { icon, names } of listed) {
    for (const name of names) claim(owner, icon, name);
  }
  const claims = new Map<string, Set<string>>(); // phrase → icons that a dictionary gives it to
  for (const { icon } of listed) {
    for (const name of suggested.get(icon) ?? []) {
      const phrase = wordsOf(name).join(' ');
      claims.set(phrase, (claims.get(phrase) ?? new Set()).add(icon));
    }
  }
  for (const [phrase, icons] of claims) {
    const [icon = ''] = icons;
    const words = phrase.split(' ');
    const spoken = words.every((word) => !/^\p{L}+\d+$/u.test(word)); // “cat2” is a code
    if (icons.size === 1 && !owner.has(phrase) && isName(words) && spoken) owner.set(phrase, icon);
  }
  addTags(owner, listed, tags);
  addPlurals(owner);
  const phrases = new Map<string, string[][]>(listed.map(({ icon }) => [icon, []]));
  for (const [phrase, icon] of owner) phrases.get(icon)?.push(phrase.split(' '));
  return listed.map(({ icon, group }) => ({ icon, group, phrases: phrases.get(icon) ?? [] }));
}

function claim(owner: Map<string, string>, icon: string, name: string) {
  const words = wordsOf(name);
  const phrase = words.join(' ');
  if (!isName(words)) {
    throw new Error(
      `${icon}: “${name}” should be 1 to ${MAX_WORDS} words that no motion uses, and is “${phrase}”.`,
    );
  }
  const other = owner.get(phrase);
  if (other !== undefined && other !== icon) {
    throw new Error(`“${phrase}” should name one subject, and names ${other} and ${icon}.`);
  }
  owner.set(phrase, icon);
}

const isName = (words: string[]) =>
  words.length >= 1 &&
  words.length <= MAX_WORDS &&
  words.every((word) => word !== '' && !MOTION_WORDS.has(word) && !fillers.has(word));

/**
 * One tag a subject, of those that are filed under no other and are a word of no name: “growl” leads to
 * the bear. More of them would lead astray (“order” to the lion) and fill the model with words.
 */
function addTags(owner: Map<string, string>, listed: Listed[], tags: Map<string, string[]>) {
  const named = new Set([...owner.keys()].flatMap((phrase) => phrase.split(' ')));
  const filed = new Map<string, number>();
  for (const { icon } of listed) {
    for (const tag of tags.get(icon) ?? []) filed.set(tag, (filed.get(tag) ?? 0) + 1);
  }
  for (const { icon } of listed) {
    const tag = (tags.get(icon) ?? []).find(
      (word) =>
        /^[a-z]{3,}$/.test(word) &&
        filed.get(word) === 1 &&
        !named.has(word) &&
        !RESERVED.has(word) &&
        isName([word]),
    );
    if (tag !== undefined) owner.set(tag, icon);
  }
}

/**
 * The tokeniser turns “cats” into “cat” unless “cats” is a word itself. Where some other name makes it
 * one (“night stars”), the plural must lead to the subject too.
 */
function addPlurals(owner: Map<string, string>) {
  const words = new Set([...owner.keys()].flatMap((phrase) => phrase.split(' ')));
  for (const [phrase, icon] of [...owner]) {
    for (const plural of [`${phrase}s`, `${phrase}es`]) {
      if (words.has(plural) && !owner.has(plural)) owner.set(plural, icon);
    }
  }
}

/** Word ids in order of first use, so that common subjects come first; 0 is `<pad>`. */
export function buildVocabulary(phrases: Iterable<string[]>) {
  const ids = new Map<string, number>([['<pad>', 0]]);
  for (const phrase of phrases) {
    for (const word of phrase) if (!ids.has(word)) ids.set(word, ids.size);
  }
  return {
    words: [...ids.keys()],
    encode: (phrase: string[]) => phrase.map((word) => ids.get(word)!),
  };
}
