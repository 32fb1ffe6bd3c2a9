import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { PromptError } from '../../worker/request';
import {
  createTokenizer,
  distance,
  findMotion,
  nearestWords,
  normalise,
} from '../../worker/tokenizer';

const words = ['<pad>', 'rocket', 'cherry', 'leaf', 'box', 'hearts', 'heart', 'red', 'bouncing'];
const vocabulary = { words, fillers: ['a', 'the'], subjects: [], motions: [] };
const known = new Set(words.slice(1));
const fillers = new Set(vocabulary.fillers);
const tokenise = createTokenizer(vocabulary, 3);
const idsOf = (...typed: string[]) => typed.map((word) => words.indexOf(word));

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

describe('the tokeniser', () => {
  test('reads known words and reports unknown ones once, with the nearest known ones', () => {
    const { words: ids, unknown, ignored } = tokenise('a rokcet, rokcet, bouncing red');
    assert.deepEqual(ids, idsOf('bouncing', 'red'));
    assert.deepEqual(unknown, [{ word: 'rokcet', nearest: ['rocket'] }]);
    assert.deepEqual(ignored, []);
  });

  test('reads as many words as the model does and names the others', () => {
    const { words: ids, ignored } = tokenise('red heart bouncing rocket box');
    assert.deepEqual(ids, idsOf('red', 'heart', 'bouncing'));
    assert.deepEqual(ignored, ['rocket', 'box']);
  });

  test('refuses a prompt with nothing to draw, in one sentence', () => {
    const refusals: [string, RegExp][] = [
      ['', /names nothing to draw/],
      ['the a !', /names nothing to draw/],
      ['zzzzzz', /^The model does not know “zzzzzz”\.$/],
      ['rokcet qqqqqq', /“rokcet”, “qqqqqq”\. Did you mean rocket\?$/],
      ['<pad>', /does not know “pad”/],
    ];
    for (const [prompt, message] of refusals) {
      assert.throws(
        () => tokenise(prompt),
        (error) => {
          assert.ok(error instanceof PromptError);
          assert.match(error.message, message);
          return true;
        },
      );
    }
  });

  test('draws or refuses whatever is typed, and never anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (prompt) => {
        try {
          const { words: ids } = tokenise(prompt);
          assert.ok(ids.length >= 1 && ids.length <= 3);
          assert.ok(ids.every((id) => id > 0 && id < words.length));
        } catch (error) {
          assert.ok(error instanceof PromptError, String(error));
        }
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

describe('the motion of a prompt', () => {
  const motions = [
    { name: 'still', phrases: [[5]] },
    { name: 'bouncing', phrases: [[8], [3, 8]] },
    { name: 'pulsing', phrases: [[3]] },
  ];

  test('is the one whose longest phrase is found in it, in order', () => {
    assert.equal(findMotion([1, 8], motions), 2);
    assert.equal(findMotion([3, 1], motions), 3);
    assert.equal(findMotion([3, 8], motions), 2);
    assert.equal(findMotion([5, 3], motions), 1);
  });

  test('is 0 when no phrase is found', () => {
    assert.equal(findMotion([1, 2], motions), 0);
    assert.equal(findMotion([], motions), 0);
  });
});
