/** What is answered while a prompt is typed: which words say what, and what could stand at the caret. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { readShippedModel, readTables } from '../../models/shipped';
import type { Phrase, PromptReading } from '../../worker/api';
import { readTable } from '../../worker/prompt/table';
import { pluralOf, singularsOf } from '../../worker/prompt/words';
import { openReader } from '../../worker/reader';

let reader: Awaited<ReturnType<typeof openReader>>;
let vocabulary: string[];
before(async () => {
  const [model, tables] = await Promise.all([readShippedModel(), readTables()]);
  reader = await openReader({ model, tables });
  const { things, words } = reader.names();
  const said = Object.values(words).flat();
  vocabulary = [...things.slice(0, 300), ...said].map(({ name }) => name);
});

const tell = ({ kind, value, words }: Phrase) => `${kind} ${value} “${words}”`;
const tellAll = ({ layers, setting }: PromptReading) => [
  ...layers.map(({ phrases }) => phrases.map(tell)),
  setting.map(tell),
];

/** Prompts of known words and of what people mistype. */
const prompts = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.nat().map((n) => vocabulary[n % vocabulary.length]!) },
      {
        weight: 2,
        arbitrary: fc.constantFrom('a', 'and', ',', 'with', '#f80', '16:9', '2 s', '🐱'),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
    ),
    { maxLength: 9 },
  )
  .map((words) => words.join(' '));

describe('a reading', () => {
  test('says of each phrase what it is and where it stands', () => {
    assert.deepEqual(tellAll(reader.read('two tiny blue stars bouncing slowly on white')), [
      [
        'count 2 “two”',
        'size small “tiny”',
        'colour #2d6fe0 “blue”',
        'thing star “stars”',
        'motion bouncing “bouncing”',
        'speed 0.5 “slowly”',
      ],
      ['ground #f8f8f9 “on white”'],
    ]);
    assert.deepEqual(tellAll(reader.read('a red rocket above the moon, one after another')), [
      ['colour #e5322e “red”', 'thing rocket “rocket”', 'relation above “above”'],
      ['thing moon “moon”'],
      ['order one after another “one after another”'],
    ]);
    assert.deepEqual(tellAll(reader.read('a skeleton card with 5 rows, 2 s')), [
      ['thing skeleton card “skeleton card”', 'part 5 “5 rows”'],
      ['seconds 2 “2 s”'],
    ]);
  });

  test('says of a number inside a placeholder that it is a part', () => {
    const { layers } = reader.read('six badges with 3');
    assert.deepEqual(
      layers[0]?.phrases.map(({ kind, value }) => `${kind} ${value}`),
      ['count 6', 'thing notification badge', 'part 3'],
    );
  });

  test('gives a movement that things share to each of them', () => {
    const [cat, dog] = tellAll(reader.read('a cat and a dog jumping'));
    assert.deepEqual(cat, ['thing cat “cat”', 'motion jumping “jumping”']);
    assert.deepEqual(dog, ['thing dog “dog”', 'motion jumping “jumping”']);
  });

  test('says how many are drawn where more are asked for, in any script', () => {
    assert.deepEqual(tellAll(reader.read('twenty stars'))[0]?.[0], 'count 12 “twenty”');
    assert.deepEqual(tellAll(reader.read('🦊 bouncing'))[0]?.[0], 'thing fox “🦊”');
    assert.deepEqual(tellAll(reader.read('zwei blaue Katzen'))[0]?.[2], 'thing cat “Katzen”');
  });

  test('knows the emoji of its table', async () => {
    const table = (await readTables())['emoji.txt']!;
    for (const { meaning, phrases } of readTable(new TextDecoder().decode(table))) {
      for (const emoji of phrases) {
        assert.deepEqual(tellAll(reader.read(emoji))[0], [`thing ${meaning} “${emoji}”`]);
      }
    }
  });

  test('has all its phrases in the prompt, as typed, whatever is typed', () => {
    fc.assert(
      fc.property(prompts, (prompt) => {
        const { layers, setting, report } = reader.read(prompt);
        const phrases = [...layers.flatMap((layer) => layer.phrases), ...setting];
        for (const { from, to, words } of [...phrases, ...report]) {
          assert.ok(from >= 0 && from < to && to <= prompt.length);
          assert.equal(words, prompt.slice(from, to));
        }
        for (const { from, to, phrases: own } of layers) {
          assert.ok(from >= 0 && from < to && to <= prompt.length);
          assert.ok(own.some(({ kind }) => kind === 'thing'));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a completion', () => {
  const offered = (prompt: string) =>
    reader.complete(prompt, prompt.length).map(({ text }) => text);

  test('is a phrase that begins so, or holds a word that does', () => {
    assert.ok(offered('a ca').includes('cat'));
    assert.ok(offered('two sta').includes('stars'));
    assert.ok(offered('a cat on w').includes('on white'));
    assert.ok(offered('a wine gl').every((text) => text.includes('gl')));
    assert.ok(offered('credit c').includes('credit card'));
  });

  test('that people expect comes first: the common thing, the plain colour, no other language', () => {
    const first: Record<string, string> = {
      sta: 'star',
      'two sta': 'stars',
      'three bl': 'blue',
      hea: 'heart',
      ro: 'rocket',
      fir: 'fire',
      loa: 'loading dots',
      'a rocket bo': 'bouncing',
      'drei blaue ster': 'stern',
    };
    for (const [prompt, text] of Object.entries(first))
      assert.equal(offered(prompt)[0], text, `${prompt}: ${offered(prompt)}`);
  });

  test('of a name that is typed whole is that name, so that Tab makes no other thing of it', () => {
    const { things } = reader.names();
    fc.assert(
      fc.property(fc.constantFrom(...things.map(({ name }) => name)), (name) => {
        const [first] = reader.complete(name, name.length);
        const [layer, ...others] = reader.read(name).layers;
        const read = layer?.phrases.map(({ words }) => words);
        if (!first || others.length > 0 || read?.length !== 1 || read[0] !== name) return;
        assert.deepEqual([first.text, first.from, first.to], [name, 0, name.length]);
      }),
      { numRuns: 200 },
    );
  });

  test('after a thing is a movement that suits it, after a number a thing', () => {
    assert.deepEqual(offered('a fire ').slice(0, 2), ['burning', 'burns']);
    assert.ok(offered('a rocket bouncing ').includes('slowly'));
    const things = reader.complete('three ', 6);
    assert.ok(things.length > 4 && things.every(({ thing }) => thing !== null));
  });

  test('is of the language of the prompt, as it is written there', () => {
    const first: Record<string, string> = {
      'ein hüpfender hu': 'hund',
      'drei blaue ster': 'stern',
      'un chat qui sau': 'qui saute',
      'ein hund hüp': 'hüpft',
    };
    for (const [prompt, text] of Object.entries(first))
      assert.ok(offered(prompt).includes(text), `${prompt}: ${offered(prompt)}`);
    assert.ok(offered('a cat hop').includes('hopping'));
  });

  test('is no word that is a picture only where nothing else is said', () => {
    assert.ok(!offered('fetc').includes('fetch'));
  });

  test('of an unknown word is what is near to it', () => {
    const [first] = reader.complete('a unicornn', 10);
    assert.deepEqual(first && [first.text, first.from, first.to], ['unicorn', 2, 10]);
  });

  test('taken into the prompt is understood, wherever the caret stands', () => {
    fc.assert(
      fc.property(prompts, fc.nat(), (prompt, at) => {
        const caret = at % (prompt.length + 1);
        for (const { text, from, to, thing } of reader.complete(prompt, caret)) {
          assert.ok(from >= 0 && from <= to && to <= prompt.length);
          if (thing === null) continue;
          const [layer] = reader.read(text).layers;
          const drawn = layer?.phrases.find(({ kind }) => kind === 'thing')?.value;
          assert.equal(drawn, thing, `“${text}” should draw ${thing}`);
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('a plural leads back to its name', () => {
  const { things } = reader.names();
  const lost = things.filter(({ name }) => {
    const plural = pluralOf(name);
    return plural !== name && !singularsOf(plural).includes(name);
  });
  assert.deepEqual(lost, []);
});

describe('a search', () => {
  test('finds things by name, by group and by what the words mean', () => {
    assert.equal(reader.find('rocket')[0], 'rocket');
    assert.ok(reader.find('animals').slice(0, 10).includes('cat'));
    assert.ok(reader.find('mutt').includes('dog'));
    assert.equal(reader.find('money')[0], 'money'); // its own name goes before “money back”
    const begun = reader.find('sav'); // “save”, and not “sad” with an error
    assert.deepEqual([begun.includes('floppy disk'), begun.includes('sad')], [true, false]);
    assert.equal(reader.find('mony')[0], 'money');
    assert.deepEqual(reader.find(' '), []);
  });

  test('finds only what is there, whatever is typed', () => {
    const names = new Set(reader.names().things.map(({ name }) => name));
    fc.assert(
      fc.property(prompts, (words) => reader.find(words).every((name) => names.has(name))),
      { numRuns: 100 },
    );
  });
});
