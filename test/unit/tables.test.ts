import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shippedFolder } from '../../models/shipped';
import { MOTIONS } from '../../worker/motion/motions';
import { PLACEHOLDER_NAMES } from '../../worker/placeholders/draw';

const TABLES = new URL('../../worker/prompt/tables/', import.meta.url);
const VOCABULARY = new URL('vocabulary.json', shippedFolder);

interface Line {
  head: string; // what the phrases mean
  phrases: string[];
}

/** A comment is a # before a space; before six digits it is a colour. */
function readTable(file: string): Line[] {
  const lines = readFileSync(new URL(file, TABLES), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => {
      const at = line.indexOf(': ');
      assert.ok(at > 0, `${file} should hold “meaning: phrases”, and holds “${line}”`);
      return { head: line.slice(0, at), phrases: line.slice(at + 2).split(', ') };
    });
}

const files = readdirSync(TABLES).filter(
  (file) => file.endsWith('.txt') && !/^(default-motions|own-words)/.test(file), // things share those
);
const targets = new Set<string>([
  ...JSON.parse(readFileSync(VOCABULARY, 'utf8')).subjects.map(
    ({ name }: { name: string }) => name,
  ),
  ...PLACEHOLDER_NAMES,
]);

test('tables hold phrases in lower case, none twice', () => {
  assert.ok(files.length >= 18, `${files.length} tables`);
  for (const file of files) {
    const phrases = readTable(file).flatMap((line) => line.phrases);
    for (const phrase of phrases) {
      assert.equal(phrase, phrase.trim().toLowerCase(), `${file}: “${phrase}”`);
      assert.ok(phrase !== '', `${file} holds an empty phrase`);
    }
    const twice = phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at);
    assert.deepEqual(twice, [], file);
  }
});

test('interface words and nouns lead to subjects, no phrase of theirs to two', () => {
  const lines = ['interface.txt', 'nouns.txt'].flatMap(readTable);
  for (const { head } of lines) {
    const names = head.startsWith('? ') ? head.slice(2).split(', ') : [head];
    if (head.startsWith('? ')) assert.equal(names.length, 3, `“${head}” should offer three`);
    for (const name of names) assert.ok(targets.has(name), `“${name}” is no subject`);
  }
  const phrases = lines.flatMap((line) => line.phrases);
  assert.deepEqual(
    phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at),
    [],
  );
});

test('the meanings of the other tables are those that the reader obeys', () => {
  const meant: Record<string, RegExp> = {
    'colours.txt': /^#[0-9a-f]{6}$/,
    'tones.txt': /^(light|pale|dark|bright)$/,
    'sizes.txt': /^(small|big)$/,
    'counts.txt': /^(\d+|many)$/,
    'speeds.txt': /^[0-9.]+$/,
    'strengths.txt': /^[0-9.]+$/,
    'directions.txt': /^(left|right|up|down|clockwise|anticlockwise|backwards|in|out)$/,
    'repeats.txt': /^([1-9]|forever)$/,
    'order.txt': /^(together|one after another)$/,
    'arrangements.txt': /^(row|column|grid)$/,
    'relations.txt':
      /^(beside|left|right|above|below|on|front|behind|between|around|with|in|and|holding|made of|like|without)$/,
    'grounds.txt': /^(ground|transparent)$/,
    'canvas.txt': /^\d+:\d+$/,
    'measured.txt': new RegExp(`^(${PLACEHOLDER_NAMES.join('|')})$`),
    'counted.txt': /^counted$/,
    'motions.txt': new RegExp(`^(alive|${MOTIONS.map(({ name }) => name).join('|')})$`),
  };
  for (const [file, expected] of Object.entries(meant))
    for (const { head } of readTable(file)) assert.match(head, expected, file);
});

test('what measures, and what it measures, can be drawn', () => {
  for (const { head, phrases } of readTable('measured.txt'))
    for (const thing of phrases) assert.ok(targets.has(thing), `${head}: ${thing}`);
  for (const { phrases } of readTable('counted.txt'))
    assert.deepEqual(
      phrases.filter((name) => !PLACEHOLDER_NAMES.includes(name)),
      [],
    );
});
