/** What holds for every prompt, and for every name of the shipped model. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readShippedModel } from '../../models/shipped';
import { readModelFiles } from '../../worker/network/weights';
import { PromptError } from '../../worker/request';
import { createParser, MOST_THINGS, type Scene } from '../../worker/scene';
import { LIMIT, MOTIONS, parse, SUBJECTS, tell, vocabulary } from '../support/vocabulary';

describe('whatever is typed', () => {
  const modifiers = ['blue', 'dark blue', 'tiny', 'huge', 'three', 'four', 'twelve', 'lime'];
  const joints = ['and', 'with', ',', 'above', 'to the right of', 'on', '&', 'in'];
  const names = SUBJECTS.flatMap((line) => line.split(' | '));
  const moves = MOTIONS.flatMap((line) => line.split(' | '));
  const others = ['burning', 'glossy', 'qqqq', 'pup', 'happily', 'a', 'the'];
  const word = fc.constantFrom(...names, ...moves, ...modifiers, ...joints, ...others);
  const prompts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
  );
  const parsed = (prompt: string): Scene | undefined => {
    try {
      return parse(prompt);
    } catch (error) {
      assert.ok(error instanceof PromptError, `${prompt}: ${error}`);
      return undefined;
    }
  };

  test('is a scene within the limits or a refusal, and never anything else', () => {
    fc.assert(
      fc.property(prompts, (prompt) => {
        const scene = parsed(prompt);
        if (!scene) return;
        const { layers } = scene;
        const things = layers.reduce((sum, { count }) => sum + count, 0);
        assert.ok(things >= 1 && things <= MOST_THINGS);
        assert.ok(new Set(layers.map(({ subject }) => subject)).size <= 2);
        for (const { words } of layers) {
          assert.ok(words.length >= 1 && words.length <= LIMIT);
          assert.ok(words.every((id) => id > 0 && id < vocabulary.words.length));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('no name and no movement is dropped in silence', () => {
    const spoken = [...names, ...moves].filter((name) => !name.includes(' '));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...spoken), { minLength: 1, maxLength: 6 }), (said) => {
        const { layers, ignored } = parse([...said, names[0]].join(' and ')); // moves alone are refused
        const kept = new Set(
          layers.flatMap(({ words }) => words.map((id) => vocabulary.words[id])),
        );
        for (const one of said)
          assert.ok(kept.has(one) || ignored.includes(one), `${said}: ${one}`);
      }),
      { numRuns: 500 },
    );
  });

  test('words about one thing may stand in any order', () => {
    const parts = ['cat', 'bouncing', 'dark blue', 'tiny', 'three', 'glossy', 'the'];
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (order) => {
        const { layers, ignored } = parse(order.join(' '));
        const { words, ...looks } = layers[0]!;
        const { words: usual, ...expected } = parse(parts.join(' ')).layers[0]!;
        assert.deepEqual([layers.length, ignored, looks], [1, [], expected], order.join(' '));
        assert.deepEqual(words.toSorted(), usual.toSorted());
      }),
    );
  });
});

test('every name of the shipped model, with an article and a movement, is that subject in its words', async () => {
  const { vocabulary: shipped, config } = await readModelFiles(await readShippedModel());
  const read = createParser(shipped, config.retnet.promptWords);
  const spell = (ids: number[]) => ids.map((id) => shipped.words[id]).join(' ');
  const move = shipped.motions[1]!.phrases[0]!;
  for (const { name, phrases, lively } of shipped.subjects) {
    for (const phrase of phrases) {
      const prompt = `a ${spell(phrase)} ${spell(move)}`;
      const { layers, ignored } = read(prompt);
      assert.equal(tell(layers[0]!, shipped).split(' (')[0], name, prompt);
      if (lively) continue;
      assert.deepEqual([layers.length, ignored], [1, []], prompt);
      assert.deepEqual(layers[0]!.words, [...phrase, ...move], prompt);
    }
  }
});
