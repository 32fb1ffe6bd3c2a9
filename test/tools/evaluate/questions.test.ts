import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openReader } from '../../support/reading';
import { askQuestions } from './ask';
import { type Kind, shareOut, sum, USUAL } from './questions';
import { CATALOGUE, FRAME, isPlain } from './truths';
import { createWorld } from './world';

const whole = createWorld(CATALOGUE, CATALOGUE, FRAME);
const NONE = Object.fromEntries(Object.keys(USUAL).map((kind) => [kind, 0])) as Record<
  Kind,
  number
>;

test('questions are the same for a seed, and cover kinds, motions and styles', async () => {
  const counts = { ...USUAL, colour: 3 };
  const ask = (seed: number) => askQuestions(whole, counts, seed);
  const [first, again, other] = [await ask(1), await ask(1), await ask(2)];
  assert.deepEqual(first, again);
  assert.notDeepEqual(first, other);
  const asked = (kind: Kind) => first.filter((question) => question.kind === kind);
  for (const [kind, count] of Object.entries(counts)) {
    assert.equal(asked(kind as Kind).length, count, kind);
  }
  const main = asked('main').filter(isPlain);
  assert.equal(new Set(main.map(({ subject }) => subject)).size, main.length);
  assert.equal(new Set(main.map(({ motion }) => motion)).size, whole.motions.length - 1);
  const glossy = main.filter(({ style }) => style === 1).length;
  assert.ok(glossy > main.length / 4, `${glossy}`);
  const held = new Set(whole.heldOut.pairs.map((pair) => pair.join()));
  const leaked = main.filter(({ subject, motion }) => held.has(`${subject},${motion}`));
  assert.deepEqual(leaked, []);
  assert.equal(sum(Object.values(USUAL)), 576);
  assert.deepEqual(new Set(Object.values(shareOut(2))), new Set([2]));
});

test('questions say what they ask for', async () => {
  const counts = { ...NONE, main: 96, heldOut: 48, style: 24, pair: 32, count: 32, paraphrase: 64 };
  const { read } = await openReader();
  const nameOf = (subject: number) => whole.subjects[subject]!.name;
  for (const question of await askQuestions(whole, counts, 1)) {
    const { layers, relations, report } = read(question.prompt);
    assert.deepEqual(
      report.filter(({ why }) => why === 'unknown'),
      [],
      question.prompt,
    );
    const things = layers.map(({ thing, count }) => [thing, count]);
    if (question.kind === 'pair') {
      const meant = question.subjects.map((subject) => [nameOf(subject), 1]);
      const [{ place } = { place: 'beside' }] = relations;
      const turned = place === 'right' || place === 'below';
      assert.deepEqual(turned ? things.reverse() : things, meant, question.prompt);
      const upright = ['above', 'below', 'on'].includes(place);
      assert.equal(upright ? 'above' : 'beside', question.relation, question.prompt);
    } else if (question.kind !== 'colour') {
      const count = question.kind === 'count' ? question.count : 1;
      assert.deepEqual(things, [[nameOf(question.subject), count]], question.prompt);
      if (isPlain(question) && question.motion > 0) {
        assert.equal(layers[0]!.motion, whole.motions[question.motion]!.name, question.prompt);
      }
    }
  }
});
