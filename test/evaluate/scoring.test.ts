import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readCatalogue } from '../../models/data/catalogue';
import { createRandom } from '../../worker/random';
import { createTokenizer } from '../../worker/tokenizer';
import { askQuestions } from './prompts';
import { type Art, type Clip, createReferences, distance, type References } from './references';
import { scoreClips } from './scores';

const catalogue = readCatalogue();
const some = catalogue.subjects.filter((_, i) => i % 90 === 0); // 14 of all kinds
const art: Art = {
  frame: 128,
  subjects: some.length,
  motions: catalogue.motions.map(({ transforms }) => [0, 24, 48, 72].map((i) => transforms[i]!)),
  draw: (subject) => catalogue.draw(some[subject]!),
};
const names = { subjects: some, motions: catalogue.motions.map(({ name }) => name) };
const questions = askQuestions(
  some.map(({ name }) => name),
  names.motions,
  some.length,
  7,
);
const quiet = () => {};
let references: References;
let truths: Clip[];

before(async () => {
  references = await createReferences(art, quiet);
  truths = [];
  for (const { subject, motion } of questions) truths.push(await references.clip(subject, motion));
});

/** A picture with noise of the given standard deviation. */
function noisy(clip: Clip, deviation: number, random: () => number): Clip {
  const noise = () => (random() - 0.5) * Math.sqrt(12) * deviation;
  return clip.map((frame) => frame.map((value) => value + noise()));
}

test('true renderings score full marks', async () => {
  const scores = await scoreClips(questions, truths, names, references, quiet);
  assert.deepEqual([scores.r1, scores.r5, scores.motion], [1, 1, 1]);
  assert.deepEqual(scores.ceiling, { r1: 1, motion: 1 });
  assert.equal(scores.freezeRate, 0);
  const groups = Object.values(scores.byGroup).reduce((sum, { prompts }) => sum + prompts, 0);
  assert.equal(groups, questions.length);
});

test('held against another caption, even true renderings score at the floor', async () => {
  const { floor } = await scoreClips(questions, truths, names, references, quiet);
  assert.ok(floor.r1 < 0.2, `${floor.r1}`);
  assert.ok(floor.motion < 0.4, `${floor.motion}`);
});

test('noise that leaves the picture recognisable leaves the scores', async () => {
  const random = createRandom(1);
  const clips = truths.map((clip) => noisy(clip, 0.1, random));
  const scores = await scoreClips(questions, clips, names, references, quiet);
  assert.equal(scores.r1, 1);
});

test('a clip whose frames are all the first one is counted as frozen, and as still', async () => {
  const clips = truths.map((clip) => clip.map(() => clip[0]!));
  const scores = await scoreClips(questions, clips, names, references, quiet);
  assert.equal(scores.freezeRate, 1);
  assert.equal(scores.byMotion.still!.motion, 1);
  assert.ok(scores.motion <= 2 / questions.length + 1 / names.motions.length);
});

test('the coarse search ranks exactly as a search through all full pictures', async () => {
  const random = createRandom(3);
  for (const [i, { subject, motion }] of questions.slice(0, 8).entries()) {
    const other = await references.clip((subject + 5) % art.subjects, motion);
    const mixed = truths[i]!.map((frame, k) =>
      frame.map((value, at) => 0.45 * value + 0.55 * other[k]![at]!),
    );
    const made = noisy(mixed, 0.05, random);
    const own = distance(made, truths[i]!);
    let nearer = 0;
    for (let rival = 0; rival < art.subjects; rival++) {
      if (rival === subject) continue;
      if (distance(made, await references.clip(rival, motion)) <= own) nearer++;
    }
    assert.ok(nearer >= 1);
    assert.equal(await references.subjectRank(made, subject, motion, Infinity), nearer);
  }
});

test('questions are the same for a seed, cover every motion, and say what they ask for', () => {
  const { subjects, motions, words, fillers } = catalogue;
  const named = subjects.map(({ name }) => name);
  const ask = (seed: number) => askQuestions(named, names.motions, 128, seed);
  assert.deepEqual(ask(1), ask(1));
  assert.notDeepEqual(ask(1), ask(2));
  assert.equal(new Set(ask(1).map(({ subject }) => subject)).size, 128);
  assert.equal(new Set(ask(1).map(({ motion }) => motion)).size, motions.length);
  const tokenise = createTokenizer({ words, fillers, subjects, motions }, 8);
  for (const { prompt, subject, motion } of ask(1)) {
    const typed = tokenise(prompt);
    const meant = [...subjects[subject]!.phrases[0]!, ...motions[motion]!.phrases[0]!];
    assert.deepEqual(typed.unknown, [], prompt);
    assert.deepEqual(typed.words.toSorted(), meant.toSorted(), prompt);
  }
});
