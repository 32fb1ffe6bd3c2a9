import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { buildLanguages, LANGUAGES } from '../../models/data/languages/build';
import { namesOf } from '../../models/data/languages/names';
import { ALIVE, MOTIONS } from '../../models/data/names/captions';
import { readCatalogue } from '../../models/data/names/catalogue';
import { SHIPPED_MODEL } from '../../models/shipped';
import type { Vocabulary } from '../../worker/vocabulary';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const shipped = read(`models/${SHIPPED_MODEL}/languages.txt`);
const { subjects } = readCatalogue();
const FLAT = 0; // the style that every emoji has a picture in
const rows = shipped
  .trimEnd()
  .split('\n')
  .map((row) => row.split('\t'));

const { subjects: offered } = JSON.parse(
  read(`models/${SHIPPED_MODEL}/vocabulary.json`),
) as Vocabulary;
const alivePhrases = new Set(
  offered.flatMap(({ alive = [] }) => alive.flatMap(({ phrases }) => phrases)),
);

const TABLES = 'worker/prompt/tables';
const entries = (path: string) =>
  read(path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => ({
      head: line.slice(0, line.indexOf(': ')),
      phrases: line.slice(line.indexOf(': ') + 2).split(', '),
    }));
const own = (language: string) => entries(`${TABLES}/languages/${language}.txt`);

test('a label becomes the names in it: no article, no brackets, one name a gender', () => {
  assert.deepEqual(namesOf('Polizist(in)', 'de'), ['polizist', 'polizistin']);
  assert.deepEqual(namesOf('IT-Experte/IT-Expertin', 'de'), ['it-experte', 'it-expertin']);
  assert.deepEqual(namesOf('informaticien (tous genres)', 'fr'), ['informaticien']);
  assert.deepEqual(namesOf('l’os', 'fr'), ['os']);
  assert.deepEqual(namesOf('カメラ（フラッシュ）', 'ja'), ['カメラ']);
  assert.deepEqual(namesOf('', 'de'), []);
});

test('the shipped table is what the builder makes of the shipped subjects', () => {
  assert.equal(buildLanguages(subjects), shipped);
});

test('every subject that is an emoji has a row with names in every language', () => {
  assert.deepEqual(rows[0], ['name', 'emoji', ...LANGUAGES]);
  const drawn = subjects
    .filter(({ group, styles }) => group !== 'interface' && styles.includes(FLAT))
    .map(({ name }) => name);
  assert.deepEqual(
    rows.slice(1).map(([name]) => name),
    drawn,
  );
  for (const row of rows) assert.equal(row.length, 2 + LANGUAGES.length, row.join(' '));
  LANGUAGES.forEach((language, index) => {
    // A name may have gone to a commoner thing: “Kuchen” is the cake, not the pie.
    const named = new Set(own(language).map(({ head }) => head.replace(/^thing /, '')));
    const without = rows.slice(1).filter((row) => row[index + 2] === '' && !named.has(row[0]!));
    assert.ok(without.length <= 20, `${language}: ${without.map(([name]) => name)}`);
  });
});

test('no name leads to two subjects, and none of the table is among what people type otherwise', () => {
  LANGUAGES.forEach((language, index) => {
    const table = rows.slice(1).flatMap((row) => row[index + 2]!.split(';').filter(Boolean));
    const typed = own(language).flatMap(({ phrases }) => phrases);
    const all = [...table, ...typed];
    const twice = all.filter((name, at) => all.indexOf(name) !== at);
    assert.deepEqual(twice, [], language);
    for (const name of all) assert.equal(name, name.trim().toLowerCase(), name);
  });
  const emoji = rows.slice(1).flatMap((row) => row[1]!.split(';'));
  assert.equal(new Set(emoji).size, emoji.length);
});

test('what people type otherwise leads to what there is', () => {
  const firsts = (file: string) =>
    entries(`${TABLES}/${file}.txt`).map(({ head, phrases }) => [head, phrases[0]!]);
  const heads = (file: string) => firsts(file).map(([head]) => head!);
  const known: Record<string, Set<string>> = {
    motion: new Set(heads('motions').filter((name) => name !== ALIVE)),
    direction: new Set(heads('directions')),
    own: alivePhrases,
    colour: new Set(firsts('colours').map(([, name]) => name!)),
    tone: new Set(heads('tones')),
    count: new Set(heads('counts')),
    size: new Set(heads('sizes')),
    speed: new Set(heads('speeds')),
    strength: new Set(heads('strengths')),
    repeats: new Set(heads('repeats')),
    relation: new Set(heads('relations')),
    thing: new Set([...subjects.map(({ name }) => name), ...heads('placeholders')]),
    filler: new Set(['']),
    taste: new Set(['']),
  };
  for (const language of LANGUAGES) {
    const motions = new Set<string>();
    for (const { head } of own(language)) {
      const [kind = '', ...what] = head.split(' ');
      assert.ok(known[kind]?.has(what.join(' ')), `${language}: “${head}”`);
      if (kind === 'motion') motions.add(what.join(' '));
    }
    const trained = MOTIONS.map(({ name }) => name).filter((name) => name !== ALIVE);
    assert.deepEqual(
      trained.filter((name) => !motions.has(name)),
      [],
      language,
    );
  }
});

test('all languages take less than 250 kB of the page', () => {
  const typed = LANGUAGES.map((language) => read(`${TABLES}/languages/${language}.txt`)).join('');
  const packed = (text: string) => deflateRawSync(text, { level: 9 }).length * 1.23; // in base 85
  assert.ok(packed(shipped) + packed(typed) < 250_000);
});
