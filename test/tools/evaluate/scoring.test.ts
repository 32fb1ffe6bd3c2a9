import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createRandom } from '../../../worker/network/random';
import { openReader } from '../../support/reading';
import { askQuestions } from './ask/ask';
import { type Kind, type Question, shareOut, sum } from './ask/questions';
import type { Answer } from './score/answers';
import { between, HUES, isNear, lookOf } from './score/colour';
import { gradientEnergy, onWhite, psnr, scoreClips, scoreSharpness } from './score/fidelity';
import { scoreLiving } from './score/living';
import { renderTruth, scoreRetrieval } from './score/nearest';
import { scoreColours, scoreCounts, scoreGiven } from './score/others';
import { report } from './score/report';
import {
  answerTruly,
  isPlain,
  noisy,
  paint,
  pictureOf,
  reduce,
  toPicture,
  truthOf,
} from './truth/perfect';
import { clipError, squaredError } from './truth/pictures';
import { rank } from './truth/references';

const world = reduce(39); // subjects of all kinds, some of which have a picture that was held out
const some = { ...world, motions: world.motions.filter((_, i) => i % 4 === 0) };
const quiet = () => {};
const SAME = 60; // dB
let questions: Question[];
let truths: Answer[];
const ofKinds = (...kinds: Kind[]) =>
  truths.filter(({ question }) => kinds.includes(question.kind));

before(async () => {
  questions = await askQuestions(some, { ...shareOut(48), unseen: 0 }, 7);
  truths = await Promise.all(questions.map((question) => answerTruly(some, question)));
});

/** Every answer with other pictures. */
const redraw = (answers: Answer[], change: (rgba: Uint8ClampedArray) => Uint8ClampedArray) =>
  answers.map(
    ({ question, drawn }): Answer => ({
      question,
      drawn: {
        ...drawn!,
        pictures: drawn!.pictures.map((one) => ({ ...one, rgba: change(one.rgba) })),
      },
    }),
  );

test('a perfect model scores full marks', async () => {
  const { read } = await openReader();
  const scores = await report(some, read, truths, quiet);
  assert.deepEqual([scores.r1, scores.r5, scores.motion], [1, 1, 1]);
  assert.deepEqual([scores.paraphrase.r1, scores.paraphrase.motion], [1, 1]);
  assert.deepEqual([scores.canonical.r1, scores.heldOut.r1], [1, 1]);
  assert.deepEqual([scores.ceiling.r1, scores.ceiling.motion], [1, 1]);
  assert.equal(scores.unseenWords.r1, null, 'nothing was asked');
  assert.deepEqual(scores.scenes, { both: 1, counts: 1 });
  assert.equal(scores.colour, 1);
  assert.equal(scores.given.drawn, 1);
  assert.ok(scores.names.read! > 0.9, scores.names.misread.join());
  const { flat, d3, outline, worstDecile, gradient } = scores.sharp;
  assert.deepEqual([flat, d3, outline, worstDecile, gradient], [SAME, SAME, SAME, SAME, 1]);
  const { first, worst, between, r1, motion } = scores.living;
  assert.deepEqual([first, worst, between, r1, motion], [SAME, SAME, SAME, 1, 1]);
  assert.equal(scores.changedShare, 0.25);
  for (const rows of [scores.byGroup, scores.byMotion, scores.byStyle]) {
    const prompts = Object.values(rows).map((row) => row.prompts);
    assert.equal(sum(prompts), scores.asked.main);
  }
});

test('what is not drawn is not right', async () => {
  const nothing = questions.map((question): Answer => ({ question }));
  const scores = await scoreRetrieval(some, nothing, quiet);
  assert.deepEqual([scores.main.r1, scores.main.motion, scores.paraphrase.r1], [0, 0, 0]);
  assert.equal(scores.both, 0);
  assert.equal(scoreColours(nothing).colour, 0);
  assert.equal(await scoreCounts(some, nothing), 0);
  assert.equal(scoreGiven(nothing).drawn, 0);
  const living = await scoreLiving(some, nothing, quiet);
  assert.deepEqual([living.r1, living.motion], [0, 0]);
});

test('a given prompt with an unknown word is not drawn as it was meant', () => {
  const given = ofKinds('given').map(({ question, drawn }, i): Answer => {
    return { question, drawn: { ...drawn!, unknown: i === 0 ? ['flibber'] : [] } };
  });
  assert.ok(Math.abs(scoreGiven(given).drawn! - (1 - 1 / given.length)) < 1e-4);
});

test('held against another caption, even true renderings score at the floor', async () => {
  const { floor } = await scoreRetrieval(some, ofKinds('main'), quiet);
  assert.ok(floor.r1! < 0.2, `${floor.r1}`);
  assert.ok(floor.motion! < 0.4, `${floor.motion}`);
});

test('another subject, another motion, one wrong thing, one thing too many are not right', async () => {
  const { subjects, motions } = some;
  const otherIn = (style: number, subject: number, of: 'pictures' | 'living') =>
    [...subjects.keys()].find((one) => {
      const { pictures, alive } = subjects[one]!;
      const styles = of === 'pictures' ? pictures : alive.map((living) => living.style);
      return one !== subject && styles.includes(style);
    });
  const wrong = questions.map((question): Question | undefined => {
    if (question.kind === 'count') return { ...question, count: 1 + (question.count % 4) };
    if (question.kind === 'pair') {
      const [first, second] = question.subjects;
      const { usual } = subjects[second]!;
      const other = otherIn(usual, second, 'pictures');
      return other === undefined ? undefined : { ...question, subjects: [first, other] };
    }
    if (!('style' in question)) return undefined;
    const of = /^(living|clip)$/.test(question.kind) ? 'living' : 'pictures';
    const subject = otherIn(question.style, question.subject, of);
    if (subject === undefined) return undefined;
    if (!isPlain(question)) return { ...question, subject };
    return { ...question, subject, motion: 1 + (question.motion % (motions.length - 1)) };
  });
  const answers: Answer[] = [];
  for (const [i, other] of wrong.entries()) {
    if (other) answers.push({ ...(await answerTruly(some, other)), question: questions[i]! });
  }
  const scores = await scoreRetrieval(some, answers, quiet);
  assert.deepEqual(
    [scores.main.r1, scores.canonical.r1, scores.heldOut.r1, scores.both],
    [0, 0, 0, 0],
  );
  assert.ok(scores.main.motion! < 0.5, `${scores.main.motion}`);
  assert.equal(await scoreCounts(some, answers), 0);
  assert.equal((await scoreLiving(some, answers, quiet)).r1, 0);
});

test('a picture that is moved by a map does not move of itself', async () => {
  const living = questions.filter((one) => one.kind === 'living');
  const able = living.filter((one) => some.subjects[one.subject]!.pictures.includes(one.style));
  assert.ok(able.length > 0);
  const swung = await Promise.all(
    able.map(async (question): Promise<Answer> => {
      const asked = { ...question, kind: 'main', motion: 1 } as const;
      const { drawn } = await answerTruly(some, asked);
      return { question, drawn: drawn! };
    }),
  );
  assert.equal((await scoreLiving(some, swung, quiet)).motion, 0);
});

test('noise that leaves the picture recognisable leaves the scores', async () => {
  const random = createRandom(1);
  const plain = questions.filter(({ kind }) => /main|pair|count/.test(kind));
  const answers = await Promise.all(
    plain.map(async (question): Promise<Answer> => {
      const pictures = noisy(await truthOf(some, question), 0.08, random).map(toPicture);
      return { question, drawn: { pictures, unknown: [], changed: [] } };
    }),
  );
  const scores = await scoreRetrieval(some, answers, quiet);
  assert.deepEqual([scores.main.r1, scores.both], [1, 1]);
  assert.equal(await scoreCounts(some, answers), 1);
});

test('giving rivals up early ranks exactly as looking at all of each does', async () => {
  const random = createRandom(3);
  for (const asked of questions.filter(isPlain).slice(0, 4)) {
    const truth = await renderTruth(some, asked);
    const among = some.subjects.flatMap(({ pictures }, rival) =>
      rival !== asked.subject && pictures.includes(asked.style) ? rival : [],
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
    const { map } = some.motions[asked.motion]!;
    const { subject, style } = asked;
    const [place] = await rank(
      some,
      [
        {
          clip,
          subject,
          style,
          show: (thing) => (frame) => thing.pose(map, some.phases[frame]!),
          most: Infinity,
        },
      ],
      quiet,
    );
    assert.equal(place, nearer);
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

/** A square of 4 × 4 px, black at some alpha, but for `light` columns from the left that are clear. */
const shade = (alpha: number, light = 0) =>
  onWhite(
    Uint8Array.from({ length: 64 }, (_, i) => (i % 4 === 3 && (i >> 2) % 4 >= light ? alpha : 0)),
  );

test('decibels and gradients are those worked out by hand', () => {
  assert.ok(Math.abs(psnr(shade(255), shade(230)) - -20 * Math.log10(25 / 255)) < 1e-4);
  assert.equal(psnr(shade(77), shade(77)), SAME);
  assert.equal(gradientEnergy(shade(255)), 0);
  assert.equal(gradientEnergy(shade(255, 2)), 4 * 3, 'one step in each row, of three channels');
});

test('blurred pictures have less gradient and fewer decibels, and the worst tenth is the worst', async () => {
  const blur = (rgba: Uint8ClampedArray) =>
    rgba.map((value, i) => (value + (rgba[i + 4] ?? 0) + (rgba[i + 8] ?? 0)) / 3);
  const pictures = ofKinds('picture');
  const { flat, gradient } = await scoreSharpness(some, redraw(pictures, blur));
  assert.ok(gradient! < 0.9 && flat! < 40, `${gradient}, ${flat} dB`);
  const [one, ...others] = pictures;
  const clear = redraw([one!], (rgba) => new Uint8ClampedArray(rgba.length));
  const scores = await scoreSharpness(some, [...clear, ...others]);
  assert.ok(scores.worstDecile! < 20 && scores.outline === SAME, `${scores.worstDecile} dB`);
});

test('a clip that stands still begins well, and is judged by its worst key frame', async () => {
  const still = ofKinds('clip').map(({ question, drawn }): Answer => {
    const pictures = drawn!.pictures.map(() => drawn!.pictures[0]!);
    return { question, drawn: { ...drawn!, pictures } };
  });
  const { living } = await scoreClips(some, still);
  assert.equal(living.first, SAME);
  assert.ok(living.worst! < living.between! && living.between! < SAME, JSON.stringify(living));
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
  assert.equal(lookOf(pictureOf(new Uint8Array(400).fill(140))).hue, undefined);
  assert.notEqual(scoreColours(truths).byColoured.coloured, null);
});
