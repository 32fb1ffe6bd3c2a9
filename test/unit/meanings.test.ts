import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseMeanings } from '../../worker/prompt/meanings';
import { normalise } from '../../worker/prompt/words';

const TABLE =
  'ball: sphere\ndog: mutt pooch pup\nice cream: sorbet\nspinning: gyrate strum whirr\n';

const letters = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 1 });
const name = fc.array(letters, { minLength: 1, maxLength: 4 });

test('every word of a table means the words of the name before its colon', () => {
  const table = fc.uniqueArray(fc.tuple(letters, name), {
    selector: ([word]) => word,
    minLength: 1,
  });
  fc.assert(
    fc.property(table, (entries) => {
      const lines = entries.map(([word, words]) => `${words.join(' ')}: ${word}`);
      const { size, meaningOf } = parseMeanings(lines.join('\n'));
      assert.equal(size, entries.length);
      for (const [word, words] of entries) assert.deepEqual(meaningOf(word), words);
    }),
  );
});

test('an inflected word means what its stem means, a word of the table what the table says', () => {
  const { meaningOf } = parseMeanings(
    `${TABLE}cherries: berry\ncat: leaf\nsad: pups\nrolling: loaf`,
  );
  const expected = {
    ...{
      pups: ['sad'],
      spheres: ['ball'],
      pooches: ['dog'],
      mutts: ['dog'],
      sorbets: ['ice', 'cream'],
    },
    ...{ gyrating: ['spinning'], gyrated: ['spinning'], gyrates: ['spinning'] },
    ...{ strumming: ['spinning'], strummed: ['spinning'], whirring: ['spinning'] },
    ...{ berries: ['cherries'], leaves: ['cat'], loaves: ['rolling'] },
  };
  for (const [word, words] of Object.entries(expected))
    assert.deepEqual(meaningOf(word), words, word);
});

test('a word that is in no table means nothing, whatever it is spelt like', () => {
  const { meaningOf } = parseMeanings(TABLE);
  for (const word of ['', 's', 'es', 'ing', 'bus', 'pu', 'constructor', '__proto__', '3', 'été'])
    assert.equal(meaningOf(word), undefined, word);
  fc.assert(
    fc.property(fc.string(), (word) => {
      const meant = meaningOf(word);
      if (meant) assert.match(word, /^(mutt|pooch|pup|sorbet|gyrat|strum|whirr|sphere)/);
    }),
  );
});

test('a damaged table is refused with its line and what was expected', () => {
  const refused = {
    '': /should hold words, and holds none/,
    '\n\n': /holds none/,
    'dog: pup\ncat kitty': /Line 2 .* a name, a colon and words .* is “cat kitty”/,
    ': pup': /Line 1 /,
    'dog:': /Line 1 /,
    'dog:pup': /Line 1 /,
    'dog: pup  mutt': /Line 1 /,
    'dog: Pup': /Line 1 /,
    'dog: pup\r\ncat: kitty': /Line 1 /,
    'dog: pup\ncat: pup': /Line 2 .*“pup” was there before/,
    '\u0000\u0001ELF': /Line 1 /,
  };
  for (const [text, message] of Object.entries(refused))
    assert.throws(() => parseMeanings(text), message, JSON.stringify(text));
  assert.throws(
    () => parseMeanings('x'.repeat(1e6)),
    ({ message }: Error) => message.length < 300,
  );
});

test('twenty thousand words are read in 15 ms', () => {
  const lines = Array.from({ length: 1000 }, (_, i) => {
    const words = Array.from({ length: 20 }, (_, j) => spell(i * 20 + j));
    return `name ${spell(i)}: ${words.join(' ')}`;
  });
  const text = lines.join('\n');
  const times = Array.from({ length: 20 }, () => {
    const start = performance.now();
    assert.equal(parseMeanings(text).size, 20_000);
    return performance.now() - start;
  });
  assert.ok(Math.min(...times) < 15, `${Math.min(...times)} ms`); // the least: others use the machine
});

/** A different word for every number. */
const spell = (number: number) =>
  `word${[...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;

const MODELS = new URL('../../models/', import.meta.url);
const shipped = readdirSync(MODELS)
  .map((folder) => new URL(`${folder}/`, MODELS))
  .filter((folder) => existsSync(new URL('meanings.txt', folder)));

for (const folder of shipped) {
  const label = folder.pathname.split('/').at(-2);
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const { size, meaningOf } = parseMeanings(read('meanings.txt'));
  const vocabulary: { words: string[]; fillers: string[] } = JSON.parse(read('vocabulary.json'));
  const known = new Set(vocabulary.words);

  test(`${label}: twenty thousand words, each meaning words of the vocabulary`, () => {
    assert.ok(size >= 20_000, `${size}`);
    for (const line of read('meanings.txt').trim().split('\n')) {
      for (const word of line.slice(0, line.indexOf(':')).split(' '))
        assert.ok(known.has(word), line);
    }
  });

  test(`${label}: no word of the vocabulary is in the table, and no filler, colour or count`, () => {
    const listed = read('meanings.txt').match(/(?<= )[a-z]+(?= |\n)/g) ?? [];
    const colours = [
      'red',
      'blue',
      'crimson',
      'big',
      'tiny',
      'two',
      'three',
      'dozen',
      'light',
      'above',
    ];
    const own = new Set(listed);
    for (const word of [...colours, ...vocabulary.fillers]) assert.ok(!own.has(word), word);
    for (const line of read('meanings.txt').trim().split('\n')) {
      for (const word of line.slice(line.indexOf(':') + 2).split(' '))
        assert.ok(!known.has(normalise(word, known)[0]!), `${word} is known`);
    }
  });

  test(`${label}: three of five words that no caption holds mean their subject`, (context) => {
    const list = new URL('../../models/data/meanings/unseen.json', import.meta.url);
    const unseen: { word: string; subject: string }[] = JSON.parse(readFileSync(list, 'utf8'));
    const asked = unseen.filter(({ word }) => !known.has(normalise(word, known)[0]!));
    const right = asked.filter(({ word, subject }) => meaningOf(word)?.join(' ') === subject);
    context.diagnostic(`${right.length} of ${asked.length} unseen words`);
    assert.ok(right.length / asked.length >= 0.6);
  });

  test(`${label}: the words of the issue's examples are understood`, () => {
    const expected = { pup: 'dog', gyrating: 'spinning', limousine: 'car', physician: 'doctor' };
    for (const [word, means] of Object.entries(expected)) {
      if (!known.has(word)) assert.equal(meaningOf(word)?.join(' '), means, word);
    }
  });
}
