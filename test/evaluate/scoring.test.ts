import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readCatalogue } from '../../models/data/catalogue';
import type { Picture } from '../../worker/api';
import { createRandom } from '../../worker/random';
import { createParser } from '../../worker/scene';
import type { Answer } from './answers';
import { askQuestions } from './ask';
import { between, HUES, isNear, lookOf } from './colour';
import { loopError, renderLoop } from './loops';
import { scoreColours, scoreLiving, scoreScenes } from './others';
import { type Clip, clipError, type Flat, flatten, squaredError } from './pictures';
import { type Kind, type Plain, type Question, shareOut, sum, USUAL } from './questions';
import { rankSubjects, renderTruth } from './references';
import { composeTruth, readThing } from './scenes';
import { scorePlain } from './scores';
import { createWorld, type World } from './world';

const catalogue = readCatalogue();
const frame = { size: 128, keyPhases: [0, 0.25, 0.5, 0.75] };
const whole = createWorld(catalogue, catalogue, frame);
const some = reduce(90); // subjects of all kinds
const quiet = () => {};
const NONE = Object.fromEntries(Object.keys(USUAL).map((kind) => [kind, 0])) as Record<
  Kind,
  number
>;
let questions: Question[];
let truths: Answer[];

before(async () => {
  questions = await askQuestions(some, { ...shareOut(36), unseen: 0, style: 0, heldOut: 0 }, 7);
  truths = await Promise.all(questions.map(answerTruly));
});

/** The world with every so-many-th subject only. */
function reduce(step: number): World {
  const { subjects } = catalogue;
  const few = subjects.filter((_, i) => i % step === 0);
  return createWorld(catalogue, { ...catalogue, subjects: few }, frame);
}

/** What a perfect model would draw. */
async function answerTruly(question: Question): Promise<Answer> {
  return { question, pictures: (await truthOf(question)).map(toPicture) };
}

async function truthOf(question: Question): Promise<Clip> {
  if (question.kind === 'living') {
    return (await some.living(question.subject)).map((rgba) => double(flatten(rgba)));
  }
  if (question.kind === 'colour') return [paint(question.hue)];
  if (question.kind !== 'pair' && question.kind !== 'count') return renderTruth(some, question);
  const layers =
    question.kind === 'pair'
      ? question.subjects.map((subject) => ({ subject, count: 1 }))
      : [question];
  const things = layers.map(async ({ subject, count }) => ({
    thing: await readThing(some, subject),
    count,
  }));
  const relation = question.kind === 'pair' ? question.relation : 'beside';
  const picture = composeTruth(await Promise.all(things), relation);
  return frame.keyPhases.map(() => picture);
}

/** Opaque: what was composited on grey stays as it is. */
function toPicture(flat: Flat): Picture {
  const edge = Math.sqrt(flat.length / 3);
  const rgba = Uint8ClampedArray.from({ length: edge * edge * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : flat[Math.floor(i / 4) * 3 + (i % 4)]!,
  );
  return { width: edge, height: edge, rgba };
}

function double(flat: Flat): Flat {
  const edge = Math.sqrt(flat.length / 3);
  return Uint8ClampedArray.from({ length: flat.length * 4 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % (2 * edge), Math.floor(i / 3 / (2 * edge))];
    return flat[((y >> 1) * edge + (x >> 1)) * 3 + (i % 3)]!;
  });
}

/** A disc of one hue, shaded, on white with a black outline. */
function paint(hue: number): Flat {
  const channel = (n: number, lightness: number) => {
    const k = (n + hue / 30) % 12; // CSS Color 4, HSL to RGB at 70 % saturation
    const reach = 0.7 * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return Uint8ClampedArray.from({ length: 64 * 64 * 3 }, (_, i) => {
    const [x, y] = [(Math.floor(i / 3) % 64) - 32, Math.floor(i / 3 / 64) - 32];
    const radius = Math.hypot(x, y);
    if (radius > 26) return radius > 28 ? 255 : 0;
    return channel([0, 8, 4][i % 3]!, 0.5 + y / 100);
  });
}

/** With noise of the given standard deviation, of values from 0 to 1. */
function noisy(clip: Clip, deviation: number, random: () => number): Clip {
  const noise = () => (random() - 0.5) * Math.sqrt(12) * deviation * 255;
  return clip.map((flat) => flat.map((value) => value + noise()));
}

const isPlain = (question: Question): question is Plain => 'motion' in question;

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
  assert.deepEqual([living.clips.r1, living.placeholders.r1, living.all.motion], [1, 1, 1]);
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
  const drawn = await Promise.all(wrong.map(answerTruly));
  const answers = drawn.map(
    ({ pictures }, i): Answer => ({ question: askedFor[i]!, pictures: pictures! }),
  );
  assert.deepEqual(await scoreScenes(some, answers, quiet), { both: 0, counts: 0 });
});

test('noise that leaves the picture recognisable leaves the scores', async () => {
  const random = createRandom(1);
  const answers = await Promise.all(
    questions.map(async (question): Promise<Answer> => {
      const clip = noisy(await truthOf(question), 0.08, random);
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
  assert.notEqual(byColoured.placeholders, null);
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

/** A white square of 16 px on grey, `left` px from the left. */
const square = (left: number): Flat =>
  Uint8ClampedArray.from({ length: 64 * 64 * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % 64, Math.floor(i / 3 / 64)];
    return y < 16 && x >= left && x < left + 16 ? 255 : 127;
  });

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
  const counts = { ...NONE, main: 96, heldOut: 48, style: 24, pair: 32, count: 32 };
  const parse = createParser(catalogue, 8);
  const nameOf = (subject: number) => whole.subjects[subject]!.name;
  for (const question of await askQuestions(whole, counts, 1)) {
    const { layers, relation, unknown } = parse(question.prompt);
    assert.deepEqual(unknown, [], question.prompt);
    const things = layers.map(({ subject, count }) => [subject && nameOf(subject), count]);
    if (question.kind === 'pair') {
      const meant = question.subjects.map((subject) => [nameOf(subject), 1]);
      assert.deepEqual([things, relation], [meant, question.relation], question.prompt);
    } else if (question.kind !== 'colour') {
      const count = question.kind === 'count' ? question.count : 1;
      assert.deepEqual(things, [[nameOf(question.subject), count]], question.prompt);
      if (isPlain(question) && question.motion > 0) {
        assert.equal(layers[0]!.motion, 1 + question.motion, question.prompt);
      }
    }
  }
});
