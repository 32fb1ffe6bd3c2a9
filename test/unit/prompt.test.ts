/** Words: how prompts and captions fall into them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { distance, nearestWords, normalise } from '../../worker/prompt/words';

const known = new Set(['rocket', 'cherry', 'leaf', 'box', 'hearts', 'heart', 'red', 'bouncing']);
const fillers = new Set(['a', 'the']);

describe('normalise', () => {
  test('folds case, accents, compatibility forms and punctuation', () => {
    assert.deepEqual(normalise('The ROCKET, piñata & ﬁre-truck!'), [
      ...['the', 'rocket', 'pinata', 'fire', 'truck'],
    ]);
    assert.deepEqual(normalise('dog’s bone, the dogs'), ['dog', 'bone', 'the', 'dogs']);
  });

  test('drops fillers and keeps the order typed', () => {
    assert.deepEqual(normalise('the red a rocket', known, fillers), ['red', 'rocket']);
  });

  test('makes a plural singular only when the singular is known and the plural is not', () => {
    assert.deepEqual(normalise('rockets cherries leaves boxes', known), [
      ...['rocket', 'cherry', 'leaf', 'box'],
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
  test('come by edits, swaps of neighbours counted as one, then by a shared beginning', () => {
    assert.deepEqual(nearestWords('haert', known), ['heart', 'hearts']);
    assert.deepEqual(nearestWords('bounc', known), ['bouncing']);
    assert.deepEqual(nearestWords('xylophone', known), []);
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
