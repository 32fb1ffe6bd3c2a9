import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { drawEntries } from '../../models/data/meanings/sample';
import { MOTIONS } from '../../worker/motion/motions';
import { PLACEHOLDER_NAMES } from '../../worker/placeholders/draw';
import { parseMeanings } from '../../worker/prompt/meanings';
import { singular } from '../../worker/prompt/words';
import type { Vocabulary } from '../../worker/vocabulary';

const TABLE =
  'ball: sphere\ndog: mutt pooch pup\ndog? leash bark\nice cream: sorbet\nspinning? gyrate strum whirr\n? although gauge\n';

const letters = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 1 });
const name = fc.array(letters, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));

test('every word of a table means the name before its mark: a picture, or a suggestion', () => {
  const table = fc.uniqueArray(fc.tuple(letters, name, fc.boolean()), {
    selector: ([word]) => word,
    minLength: 1,
  });
  fc.assert(
    fc.property(table, (entries) => {
      const lines = entries.map(([word, name, drawn]) => `${name}${drawn ? ':' : '?'} ${word}`);
      const { size, meaningOf } = parseMeanings(lines.join('\n'));
      assert.equal(size, entries.length);
      for (const [word, name, picture] of entries)
        assert.deepEqual(meaningOf(word), { name, picture });
    }),
  );
});

test('a word that nothing is near to is known, and means nothing', () => {
  const { meaningOf, has } = parseMeanings(TABLE);
  assert.deepEqual(meaningOf('although'), { picture: false });
  assert.deepEqual(meaningOf('gauges'), { picture: false });
  for (const word of ['although', 'leash', 'mutt']) assert.ok(has(word), word);
  for (const word of ['gauges', 'mutts', 'spining', '']) assert.ok(!has(word), word);
});

test('a plural is drawn as its stem is; other forms of a word are no more than near', () => {
  const { meaningOf } = parseMeanings(
    `${TABLE}cherries: berry\ncat: leaf\nsad: pups\nrolling: loaf`,
  );
  const drawn = {
    pups: 'sad',
    spheres: 'ball',
    pooches: 'dog',
    mutts: 'dog',
    sorbets: 'ice cream',
    berries: 'cherries',
    leaves: 'cat',
    loaves: 'rolling',
  };
  for (const [word, name] of Object.entries(drawn))
    assert.deepEqual(meaningOf(word), { name, picture: true }, word);
  const near = {
    mutting: 'dog',
    leashed: 'dog',
    barks: 'dog',
    gyrating: 'spinning',
    gyrated: 'spinning',
    gyrates: 'spinning',
    strumming: 'spinning',
    strummed: 'spinning',
    whirring: 'spinning',
  };
  for (const [word, name] of Object.entries(near))
    assert.deepEqual(meaningOf(word), { name, picture: false }, word);
});

test('a word that is in no table means nothing, whatever it is spelt like', () => {
  const { meaningOf } = parseMeanings(TABLE);
  for (const word of ['', 's', 'es', 'ing', 'bus', 'pu', 'constructor', '__proto__', '3', 'été'])
    assert.equal(meaningOf(word), undefined, word);
  fc.assert(
    fc.property(fc.string(), (word) => {
      const known = /^(mutt|pooch|pup|leash|bark|sorbet|gyrat|strum|whirr|sphere|although|gaug)/;
      if (meaningOf(word)) assert.match(word, known);
    }),
  );
});

test('a damaged table is refused with its line and what was expected', () => {
  const refused = {
    '': /should hold words, and holds none/,
    '\n\n': /holds none/,
    'dog: pup\ncat kitty': /Line 2 .* a name, a colon or question mark and words .* is “cat kitty”/,
    ': pup': /Line 1 /,
    'dog:': /Line 1 /,
    'dog?': /Line 1 /,
    '?': /Line 1 /,
    '?dog': /Line 1 /,
    'dog:? pup': /Line 1 /,
    ' dog: pup': /Line 1 /,
    'dog:pup': /Line 1 /,
    'dog: pup  mutt': /Line 1 /,
    'dog: Pup': /Line 1 /,
    'dog: pup\r\ncat: kitty': /Line 1 /,
    'dog: pup\ncat? pup': /Line 2 .*“pup” was there before/,
    '\u0000\u0001ELF': /Line 1 /,
  };
  for (const [text, message] of Object.entries(refused))
    assert.throws(() => parseMeanings(text), message, JSON.stringify(text));
  assert.throws(
    () => parseMeanings('x'.repeat(1e6)),
    ({ message }: Error) => message.length < 300,
  );
});

const MODELS = new URL('../../models/', import.meta.url);
const shipped = readdirSync(MODELS)
  .map((folder) => new URL(`${folder}/`, MODELS))
  .filter((folder) => existsSync(new URL('meanings.txt', folder)));

for (const folder of shipped) {
  const label = folder.pathname.split('/').at(-2);
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const { size, meaningOf } = parseMeanings(read('meanings.txt'));
  const vocabulary: Vocabulary = JSON.parse(read('vocabulary.json'));
  const known = new Set(vocabulary.words);

  const lines = read('meanings.txt').trimEnd().split('\n');
  const wordsOf = (line: string) => line.slice(line.search(/[:?] /) + 2).split(' ');

  test(`${label}: twenty-four thousand words, each meaning a subject or a motion, or nothing`, () => {
    assert.ok(size >= 24_000, `${size}`);
    const names = new Set(
      [...vocabulary.subjects, ...MOTIONS].map(({ name }) => name).concat(PLACEHOLDER_NAMES),
    );
    const named = lines.filter((line) => !line.startsWith('? '));
    assert.equal(lines.length - named.length, 1);
    for (const line of named) {
      const name = line.slice(0, line.search(/[:?] /));
      assert.ok(names.has(name), name);
    }
  });

  test(`${label}: no word of the vocabulary is in the table, and no filler, colour or count is near to a thing`, () => {
    const grammar = ['red', 'blue', 'crimson', 'big', 'tiny', 'two', 'three', 'dozen', 'light'];
    const near = new Set(lines.filter((line) => !line.startsWith('? ')).flatMap(wordsOf));
    for (const word of [...grammar, 'above', ...vocabulary.fillers])
      assert.ok(!near.has(word), word);
    for (const word of lines.flatMap(wordsOf))
      assert.ok(!known.has(singular(word, known)), `${word} is known`);
  });

  test(`${label}: three of five words that no caption holds are drawn as their subject, or near it`, (context) => {
    const list = new URL('../../models/data/meanings/unseen.json', import.meta.url);
    const unseen: { word: string; subject: string }[] = JSON.parse(readFileSync(list, 'utf8'));
    const asked = unseen.filter(({ word }) => !known.has(singular(word, known)));
    const right = asked.filter(({ word, subject }) => meaningOf(word)?.name === subject);
    const drawn = right.filter(({ word }) => meaningOf(word)!.picture);
    context.diagnostic(`${right.length} of ${asked.length} unseen words, ${drawn.length} drawn`);
    assert.ok(right.length / asked.length >= 0.6);
  });

  test(`${label}: kinds of things are drawn; verbs, qualities and names of places never`, () => {
    const kinds = { limousine: 'car', physician: 'doctor', spaniel: 'dog', parakeet: 'parrot' };
    for (const [word, name] of Object.entries(kinds))
      assert.deepEqual(meaningOf(word), { name, picture: true }, word);
    const others = ['coming', 'dietary', 'calais', 'rushed', 'gyrating', 'happily', 'london'];
    for (const word of others) assert.notEqual(meaningOf(word)?.picture, true, word);
    for (const word of ['coming', 'dietary', 'although', 'notes', 'therefore'])
      assert.ok(known.has(singular(word, known)) || meaningOf(word), `“${word}” is English`);
  });

  test(`${label}: the entries drawn are judged, and nineteen of twenty acceptable`, (context) => {
    const file = new URL('../../models/data/meanings/judged.tsv', import.meta.url);
    const [head, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
    assert.equal(head, 'word\tname\tok\tremark');
    const verdicts = rows.map((row) => row.split('\t'));
    const entries = drawEntries(read('meanings.txt'));
    assert.deepEqual(
      verdicts.map(([word, name]) => ({ word, name })),
      entries,
    );
    for (const [word, , ok] of verdicts) assert.match(ok ?? '', /^[01]$/, word);
    const accepted = verdicts.filter(([, , ok]) => ok === '1').length;
    context.diagnostic(`${accepted} of ${entries.length} acceptable`);
    assert.ok(accepted / entries.length >= 0.95);
  });

  test(`${label}: the table takes at most 110 kB of the page before it is spelt in text`, () => {
    assert.ok(deflateRawSync(read('meanings.txt'), { level: 9 }).length <= 110_000);
  });
}
