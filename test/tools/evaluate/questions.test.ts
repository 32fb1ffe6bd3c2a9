import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captionOf } from '../../../worker/network/caption';
import { openReader, tellAll } from '../../support/reading';
import { askQuestions } from './ask/ask';
import { type Kind, type Question, shareOut, sum, USUAL } from './ask/questions';
import { isPlain, reduce, VOCABULARY } from './truth/perfect';
import { clipsOf } from './truth/world';

const whole = reduce(Infinity);
const NONE = Object.fromEntries(Object.keys(USUAL).map((kind) => [kind, 0])) as Record<
  Kind,
  number
>;
const { read } = await openReader();
const nameOf = (subject: number) => whole.subjects[subject]!.name;
const isRead = (subject: number) => tellAll(read(nameOf(subject))).join() === nameOf(subject); // else a table of the reader has its name

test('questions are the same for a seed, and cover kinds, motions and styles', async () => {
  const counts = { ...USUAL, colour: 3 };
  const ask = (seed: number) => askQuestions(whole, counts, seed);
  const [first, again, other] = [await ask(1), await ask(1), await ask(2)];
  assert.deepEqual(first, again);
  assert.notDeepEqual(first, other);
  const asked = (kind: Kind) => first.filter((question) => question.kind === kind);
  const offered = clipsOf(whole).length;
  const most: Partial<Record<string, number>> = { clip: offered, living: offered };
  for (const [kind, count] of Object.entries(counts)) {
    assert.equal(asked(kind as Kind).length, Math.min(count, most[kind] ?? count), kind);
  }
  const main = asked('main').filter(isPlain);
  assert.equal(new Set(main.map(({ subject }) => subject)).size, main.length);
  assert.equal(new Set(main.map(({ motion }) => motion)).size, whole.motions.length - 1);
  for (const [style, { name }] of whole.styles.entries()) {
    const share = main.filter((one) => one.style === style).length / main.length;
    assert.ok(share > 0.15, `${name}: ${share}`);
  }
  const held = new Set(whole.heldOut.map((pair) => pair.join()));
  const shown = first.filter(({ kind }) => kind === 'main' || kind === 'picture');
  const leaked = shown.filter((one) => 'style' in one && held.has([one.subject, one.style].join()));
  assert.deepEqual(leaked, []);
  assert.deepEqual(new Set(Object.values(shareOut(2))), new Set([2]));
});

test('pictures are asked for alike in each style, clips wherever they are offered', async () => {
  const counts = { ...NONE, picture: 30, clip: 60 };
  const asked = await askQuestions(whole, counts, 3);
  const styles = asked.flatMap((one) => (one.kind === 'picture' ? one.style : []));
  assert.deepEqual(
    styles,
    [0, 1, 2].flatMap((style) => Array(10).fill(style)),
  );
  for (const one of asked) {
    if (one.kind !== 'clip') continue;
    const offered = whole.subjects[one.subject]!.alive.map(({ style }) => style);
    assert.ok(offered.includes(one.style), one.prompt);
  }
});

/** What is wrong with how a question is read; nothing where it says what it asks for. */
function misreading(question: Question): unknown {
  const { layers, relations, report } = read(question.prompt);
  const unknown = report.filter(({ why }) => why === 'unknown');
  if (unknown.length > 0) return unknown;
  const things = layers.map(({ thing, count }) => `${count} ${thing}`);
  if (question.kind === 'pair') {
    const [{ place } = { place: 'beside' }] = relations;
    if (place === 'right' || place === 'below') things.reverse();
    const upright = ['above', 'below', 'on'].includes(place);
    const meant = question.subjects.map((subject) => `1 ${nameOf(subject)}`);
    const same = things.join() === meant.join() && upright === (question.relation === 'above');
    return same ? undefined : [things, place];
  }
  if (!('subject' in question)) return 'it should name a subject';
  const count = question.kind === 'count' ? question.count : 1;
  if (things.join() !== `${count} ${nameOf(question.subject)}`) return things;
  if (!('style' in question)) return undefined;
  const motion = isPlain(question) ? whole.motions[question.motion]!.name : 'alive';
  const { thing, style, ...layer } = layers[0]!;
  if (layer.motion !== motion) return layer.motion ?? 'it should name a motion';
  const alive = motion === 'alive';
  const told = captionOf({ thing, style, alive }, VOCABULARY);
  const meant = whole.captionOf(question.subject, question.style, alive);
  return told.join() === meant.join() ? undefined : style;
}

test('questions say what they ask for, and come to the caption of what is compared, 98 of 100', async () => {
  const counts = { ...NONE, main: 192, living: 96, colour: 8, pair: 64, count: 64, paraphrase: 96 };
  const questions = await askQuestions(whole, counts, 1);
  const known = questions.filter((question) => {
    if (question.kind === 'pair') return question.subjects.every(isRead);
    return 'subject' in question && isRead(question.subject);
  });
  assert.ok(known.length > 0.9 * questions.length, `${known.length} of ${questions.length}`);
  const wrong = known.flatMap((question) => {
    const why = misreading(question);
    return why === undefined ? [] : { prompt: question.prompt, why };
  });
  assert.ok(wrong.length < 0.02 * known.length, JSON.stringify(wrong, null, 1));
});

test('there are as many questions as were wished for, but for rounding', () => {
  const all = sum(Object.values(USUAL));
  assert.equal(sum(Object.values(shareOut(all))), all);
  assert.ok(Math.abs(sum(Object.values(shareOut(60))) - 60) < 12);
});
