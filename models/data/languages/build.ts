/**
 * The table of languages: what the subjects are called in eight of them, and their emoji. The names are
 * Unicode's labels (CLDR, as emojibase-data packs them) and those of its tags that shorten a label of one subject;
 * what people type otherwise is in worker/prompt/tables/languages and goes before.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { plainHex, readPictures } from '../art/sources';
import type { Catalogue } from '../names/catalogue';
import { namesOf } from './names';

export const LANGUAGES = ['de', 'fr', 'es', 'pt', 'it', 'ja', 'ko', 'zh'] as const;
type Language = (typeof LANGUAGES)[number];

const require = createRequire(import.meta.url);
const TABLES = new URL('../../../worker/prompt/tables/languages/', import.meta.url);
/** Languages in which the first noun of a name says what it is; in the others the last one does. */
const HEAD_FIRST: ReadonlySet<Language> = new Set(['fr', 'es', 'pt', 'it']);
const PREPOSITION = / (?:mit|in|im|ohne|auf|von|und|bei|aus) /; // of German, after which no head follows
const SHORTEST = 2; // letters of a tag: “板” ends many names

interface Drawn {
  name: string;
  hex: string; // code points, as plainHex leaves them
}

interface Emoji {
  label: string;
  tags: string[];
  emoji: string;
}

type AllEmoji = ReadonlyMap<string, Emoji>; // by code points

/** @returns a header, then a row for each subject that is an emoji: `dog⇥🐶⇥hundegesicht⇥tête de chien …` */
export function buildLanguages(subjects: Catalogue['subjects']): string {
  const codes = readPictures().hex;
  const drawn = subjects.flatMap(({ name, icon }): Drawn[] => {
    const hex = codes.get(icon);
    return hex === undefined ? [] : [{ name, hex }];
  });
  const emoji = spellings(drawn, readEmoji('en'));
  const columns = LANGUAGES.map((language) => nameAll(drawn, language));
  const rows = drawn.map(({ name }, index) => [
    name,
    emoji[index]!.join(';'),
    ...columns.map((column) => column[index]!.join(';')),
  ]);
  return [['name', 'emoji', ...LANGUAGES], ...rows].map((row) => `${row.join('\t')}\n`).join('');
}

function readEmoji(language: Language | 'en'): AllEmoji {
  const all: { hexcode: string; label: string; tags?: string[]; emoji: string }[] = require(
    `emojibase-data/${language}/data.json`,
  );
  return new Map(
    all.map(({ hexcode, label, tags = [], emoji }) => [plainHex(hexcode), { label, tags, emoji }]),
  );
}

const [MAN, WOMAN, PERSON] = ['1F468', '1F469', '1F9D1'];
const GENDERS = ['2640', '2642'];

/**
 * The emoji of each subject, then those of the same person as a man and as a woman, without the mark that asks
 * for colour. Skin tones are for the reader to take off: they stand after any hand or person.
 */
function spellings(drawn: readonly Drawn[], all: AllEmoji): string[][] {
  const own = new Set(drawn.map(({ hex }) => hex));
  return drawn.map(({ hex }) => {
    const people = hex.startsWith(`${PERSON}-`)
      ? [MAN, WOMAN].map((one) => hex.replace(PERSON!, one!))
      : GENDERS.map((gender) => `${hex}-200D-${gender}`);
    const known = people.filter((code) => all.has(code) && !own.has(code));
    return [hex, ...known].map((code) => spell(code));
  });
}

const spell = (hex: string) =>
  String.fromCodePoint(...hex.split('-').map((code) => Number.parseInt(code, 16)));

/** The names of each subject in a language, the best first; none leads to two subjects. */
function nameAll(drawn: readonly Drawn[], language: Language): string[][] {
  const all = readEmoji(language);
  const owner = new Map<string, number>(ownNames(language).map((name) => [name, -1]));
  const names = drawn.map((): string[] => []);
  const claim = (name: string, index: number) => {
    if (owner.has(name)) return;
    owner.set(name, index);
    names[index]!.push(name);
  };
  drawn.forEach(({ hex }, index) => {
    for (const name of namesOf(all.get(hex)?.label ?? '', language)) claim(name, index);
  });
  const filed = tagsOf(drawn, all, language);
  const times = new Map<string, number>();
  for (const tag of filed.flat()) times.set(tag, (times.get(tag) ?? 0) + 1);
  filed.forEach((tags, index) => {
    const label = all.get(drawn[index]!.hex)?.label.toLowerCase() ?? '';
    const heads = tags.filter((tag) => times.get(tag) === 1 && isHead(tag, label, language));
    for (const tag of heads) claim(tag, index);
  });
  return names;
}

/**
 * Whether a tag is but the shorter name: “paraguas” of “paraguas con gotas de lluvia”, never “gotas”. Other tags
 * are what one thinks of beside a thing (“loyal” of the dog), and would draw it unasked.
 */
function isHead(tag: string, label: string, language: Language): boolean {
  if (tag.length < SHORTEST) return false;
  if (HEAD_FIRST.has(language)) return label.startsWith(`${tag} `);
  const named = label.split(PREPOSITION)[0]!;
  return language === 'ko' ? named.endsWith(` ${tag}`) : named.endsWith(tag);
}

/** What each subject is filed under, without what is but a letter or a number. */
function tagsOf(drawn: readonly Drawn[], all: AllEmoji, language: Language): string[][] {
  return drawn.map(({ hex }) => {
    const tags = (all.get(hex)?.tags ?? []).flatMap((tag) => namesOf(tag, language));
    return [...new Set(tags)].filter((tag) => /\p{L}/u.test(tag) && !/^[a-z]{1,2}$/.test(tag));
  });
}

/** All phrases of a language's own table, whatever they mean. */
function ownNames(language: Language): string[] {
  const lines = readFileSync(new URL(`${language}.txt`, TABLES), 'utf8').split('\n');
  const entries = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return entries.flatMap((line) => line.slice(line.indexOf(': ') + 2).split(', '));
}
