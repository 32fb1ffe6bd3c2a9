import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createRandom } from '../../../worker/network/random';
import type { Answer } from './answers';
import { askQuestions } from './ask';
import { between, HUES, isNear, lookOf } from './colour';
import { loopError, renderLoop } from './loops';
import { scoreColours, scoreLiving, scoreScenes } from './others';
import { clipError, squaredError } from './pictures';
import { type Question, shareOut, sum } from './questions';
import { rankSubjects, renderTruth } from './references';
import { scorePlain } from './scores';
import { answerTruly, isPlain, noisy, paint, reduce, square, toPicture, truthOf } from './truths';

const some = reduce(90); // subjects of all kinds
const quiet = () => {};
let questions: Question[];
let truths: Answer[];

before(async () => {
  questions = await askQuestions(some, { ...shareOut(36), unseen: 0, style: 0, heldOut: 0 }, 7);
  truths = await Promise.all(questions.map((question) => answerTruly(some, question)));
});

test('true renderings score full marks for single things', async () => {
  const scores = await scorePlain(some, truths, quiet);
  assert.deepEqual([scores.main.r1, scores.r5, scores.main.motion], [1, 1, 1]);
  assert.deepEqual([scores.paraphrase.r1, scores.paraphrase.motion], [1, 1]);
  assert.deepEqual(scores.ceiling, { r1: 1, motion: 1 });
  assert.equal(scores.freezeRate, 0);
  assert.equal(scores.heldOut.r1, null, 'nothing was asked');
  const grouped = sum(Object.values(scores.byGroup).map(({ prompts }) => prompts));
  assert.equal(grouped, scores.main.prompts);
});

test('true renderings score full marks for real animation, scenes and counts', async () => {
  const living = await scoreLiving(some, truths);
  assert.ok(living.prompts > 0);
  assert.deepEqual([living.r1, living.motion], [1, 1]);
  assert.deepEqual(await scoreScenes(some, truths, quiet), { both: 1, counts: 1 });
});

test('what is not drawn is not right', async () => {
  const nothing = questions.map((question): Answer => ({ question }));
  const scores = await scorePlain(some, nothing, quiet);
  assert.deepEqual([scores.main.r1, scores.main.motion, scores.paraphrase.r1], [0, 0, 0]);
  assert.deepEqual(await scoreScenes(some, nothing, quiet), { both: 0, counts: 0 });
  assert.equal(scoreColours(nothing).colour, 0);
});

test('held against another caption, even true renderings score at the floor', async () => {
  const { floor } = await scorePlain(some, truths, quiet);
  assert.ok(floor.r1! < 0.2, `${floor.r1}`);
  assert.ok(floor.motion! < 0.4, `${floor.motion}`);
});

test('a scene with one wrong thing, or one thing too many, is not right', async () => {
  const askedFor = questions.filter(({ kind }) => kind === 'pair' || kind === 'count');
  const wrong = askedFor.map((question): Question => {
    if (question.kind === 'count') return { ...question, count: 1 + (question.count % 4) };
    if (question.kind !== 'pair') return question;
    const [first, second] = question.subjects;
    return { ...question, subjects: [first, (second + 1) % some.subjects.length] };
  });
  const drawn = await Promise.all(wrong.map((question) => answerTruly(some, question)));
  const answers = drawn.map(
    ({ pictures }, i): Answer => ({ question: askedFor[i]!, pictures: pictures! }),
  );
  assert.deepEqual(await scoreScenes(some, answers, quiet), { both: 0, counts: 0 });
});

test('noise that leaves the picture recognisable leaves the scores', async () => {
  const random = createRandom(1);
  const answers = await Promise.all(
    questions.map(async (question): Promise<Answer> => {
      const clip = noisy(await truthOf(some, question), 0.08, random);
      return { question, pictures: clip.map(toPicture) };
    }),
  );
  assert.equal((await scorePlain(some, answers, quiet)).main.r1, 1);
  assert.deepEqual(await scoreScenes(some, answers, quiet), { both: 1, counts: 1 });
});

test('a clip whose frames are all the first one is counted as frozen, and as still', async () => {
  const main = truths.filter(({ question }) => question.kind === 'main');
  const answers = main.map(
    ({ question, pictures }): Answer => ({
      question,
      pictures: pictures!.map(() => pictures![0]!),
    }),
  );
  const scores = await scorePlain(some, answers, quiet);
  assert.equal(scores.freezeRate, 1);
  assert.equal(scores.byMotion.still?.motion ?? 1, 1);
});

test('giving rivals up early ranks exactly as looking at all of each does', async () => {
  const random = createRandom(3);
  for (const asked of questions.filter(isPlain).slice(0, 4)) {
    const truth = await renderTruth(some, asked);
    const among = some.subjects.flatMap(({ styles }, rival) =>
      rival !== asked.subject && styles.includes(asked.style) ? rival : [],
    );
    const rivals = await Promise.all(
      among.map((subject) => renderTruth(some, { ...asked, subject })),
    );
    const other = rivals[Math.floor(random() * rivals.length)]!;
    const mixed = truth.map((flat, k) =>
      flat.map((value, at) => 0.45 * value + 0.55 * other[k]![at]!),
    );
    const clip = noisy(mixed, 0.05, random);
    const own = clipError(clip, truth);
    const nearer = rivals.filter((rival) => clipError(clip, rival) <= own).length;
    assert.ok(nearer >= 1, `${nearer}`);
    const [rank] = await rankSubjects(some, [{ clip, asked, most: Infinity }], quiet);
    assert.equal(rank, nearer);
  }
});

test('an error is exact up to its limit, and above the limit beyond', () => {
  const random = createRandom(5);
  const [a, b] = [0, 1].map(() => Uint8ClampedArray.from({ length: 12_288 }, () => 256 * random()));
  const exact = a!.reduce((total, value, i) => total + (value - b![i]!) ** 2, 0);
  assert.equal(squaredError(a!, b!), exact);
  assert.equal(squaredError(a!, b!, exact), exact);
  assert.ok(squaredError(a!, b!, exact / 2) > exact / 2, 'it should give up');
});

test('the hue of a painted thing is told, whatever its outline and its ground', () => {
  for (const hue of Object.values(HUES)) {
    const found = lookOf(toPicture(paint(hue))).hue;
    assert.ok(found !== undefined && between(found, hue) < 3, `${hue}: ${found}`);
    assert.deepEqual(
      [25, 35].map((by) => isNear(found, (hue + by) % 360)),
      [true, false],
    );
  }
  assert.equal(lookOf(toPicture(new Uint8ClampedArray(300).fill(140))).hue, undefined);
  const { colour, byColoured } = scoreColours(truths);
  assert.equal(colour, 1);
  assert.notEqual(byColoured.coloured, null);
});

test('a loop that jumps back has a large closing step, a true one does not', async () => {
  const asked = questions.filter(isPlain)[0]!;
  const turning = await renderLoop(some, { ...asked, motion: 1 }); // at one speed
  const closed = loopError([turning])!;
  assert.ok(closed > 0.8 && closed < 1.2, `${closed}`);
  const jumping = Array.from({ length: 16 }, (_, i) => square(2 * i));
  const open = loopError([jumping])!;
  assert.ok(open > 2, `${open}`);
  assert.equal(loopError([turning.map(() => turning[0]!)]), null);
});
