/** Words: how prompts and captions fall into them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createSpelling } from '../../worker/prompt/spelling';
import { distance, normalise } from '../../worker/prompt/words';

const known = new Set(['rocket', 'cherry', 'leaf', 'box', 'hearts', 'heart', 'red', 'bouncing']);
const fillers = new Set(['a', 'the']);

describe('normalise', () => {
  test('folds case, accents, compatibility forms and punctuation', () => {
    assert.deepEqual(normalise('The ROCKET, piñata & ﬁre-truck!'), [
      'the',
      'rocket',
      'pinata',
      'fire',
      'truck',
    ]);
    assert.deepEqual(normalise('dog’s bone, the dogs'), ['dog', 'bone', 'the', 'dogs']);
  });

  test('drops fillers and keeps the order typed', () => {
    assert.deepEqual(normalise('the red a rocket', known, fillers), ['red', 'rocket']);
  });

  test('makes a plural singular only when the singular is known and the plural is not', () => {
    assert.deepEqual(normalise('rockets cherries leaves boxes', known), [
      'rocket',
      'cherry',
      'leaf',
      'box',
    ]);
    assert.deepEqual(normalise('hearts zebras', known), ['hearts', 'zebras']);
  });

  test('its words are a fixed point, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (prompt) => {
        const once = normalise(prompt, known, fillers);
        assert.deepEqual(normalise(once.join(' '), known, fillers), once);
      }),
    );
  });
});

describe('nearest words', () => {
  const { corrections, suggestions } = createSpelling([...known, 'giraffe']);

  test('come by edits, swaps of neighbours first, then by a shared beginning', () => {
    assert.deepEqual(
      corrections('haert').map(({ word }) => word),
      ['heart'],
    );
    assert.deepEqual(suggestions('bounc'), ['bouncing']);
    assert.deepEqual(suggestions('xylophone'), []);
    assert.deepEqual([suggestions('bax'), suggestions('bxo')], [[], ['box']]);
  });

  test('correct two errors from seven letters, one from four, none below', () => {
    const corrected = (word: string) => corrections(word).map((near) => near.word);
    assert.deepEqual(corrected('giarafe'), ['giraffe']);
    assert.deepEqual(corrected('roket'), ['rocket']);
    assert.deepEqual(corrected('roke'), []);
    assert.deepEqual(corrected('rde'), []);
  });

  test('are those that a comparison with every word finds', () => {
    const letter = fc.constantFrom('a', 'b', 'c', 'd');
    const word = fc.string({ unit: letter, minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 30 }), word, (words, typed) => {
        const most = Math.max(1, Math.floor(typed.length / 4));
        const letters = (one: string) => [...one].sort().join();
        const isSlip = (one: string) =>
          one.length === typed.length
            ? letters(one) === letters(typed)
            : one.length > typed.length && one[0] === typed[0];
        const near = words.filter(
          (one) => distance(typed, one) <= most && (typed.length >= 5 || isSlip(one)),
        );
        const longer = words.filter((one) => one.startsWith(typed) && !near.includes(one));
        const found = createSpelling(words).suggestions(typed);
        assert.deepEqual(found.slice(0, near.length).sort(), near.sort());
        assert.deepEqual(found.slice(near.length), longer);
      }),
    );
  });

  test('distance is a distance: zero only to itself, the same both ways, no shortcut', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        assert.equal(distance(a, b) === 0, a === b);
        assert.equal(distance(a, b), distance(b, a));
        assert.ok(distance(a, b) <= Math.max(a.length, b.length));
        assert.ok(distance(a, b) >= Math.abs(a.length - b.length));
      }),
    );
  });
});
