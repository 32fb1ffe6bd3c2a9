/** Answers of a perfect model, and pictures painted for the tests. Nothing of it is fetched. */
import { readFileSync } from 'node:fs';
import { CLIP_FRAMES, CLIP_SIZE } from '../../../../models/data/art/living/frames';
import { readCatalogue } from '../../../../models/data/names/catalogue';
import { shippedFolder } from '../../../../models/shipped';
import type { Picture } from '../../../../worker/api';
import type { Vocabulary } from '../../../../worker/vocabulary';
import type { Plain, Question } from '../ask/questions';
import type { Drawn } from '../draw/model';
import type { Answer } from '../score/answers';
import { renderTruth } from '../score/nearest';
import { type Clip, type Flat, LOOK } from './pictures';
import { composeScene, pairThings, usualThing } from './scenes';
import { createWorld, type Sample, type World } from './world';

export const VOCABULARY: Vocabulary = JSON.parse(
  readFileSync(new URL('vocabulary.json', shippedFolder), 'utf8'),
);
const CATALOGUE = readCatalogue();
const KEY_FRAMES = 8;

/** The world with about so many of the subjects that there are pictures of, a third of them alive. */
export function reduce(count: number): World {
  const pictured = new Set(
    CATALOGUE.subjects.filter(({ styles }) => styles.length > 0).map(({ name }) => name),
  );
  const all = VOCABULARY.subjects.filter(({ name }) => pictured.has(name));
  const [alive, others] = [true, false].map((lives) =>
    all.filter((subject) => (subject.alive !== undefined) === lives),
  );
  const subjects = [...thin(alive!, count / 3), ...thin(others!, (2 * count) / 3)];
  const phases = Array.from({ length: KEY_FRAMES }, (_, k) => k / KEY_FRAMES);
  return createWorld(CATALOGUE, { ...VOCABULARY, subjects }, phases, shear);
}

const thin = <T>(items: T[], count: number): T[] =>
  items.filter((_, i) => i % Math.max(1, Math.ceil(items.length / count)) === 0);

/** Stands in for sampled animation: the upper half of a picture goes to and fro over the lower one, as no map moves it. */
const shear: Sample = async (clip, subject) => {
  const style = subject.styles.includes(clip.style) ? clip.style : subject.styles[0]!;
  const whole = await CATALOGUE.draw(subject, style);
  const size = Math.sqrt(whole.length / 4);
  const margin = (size - CLIP_SIZE) / 2;
  return Array.from({ length: CLIP_FRAMES }, (_, frame) => {
    const rgba = new Uint8Array(4 * CLIP_SIZE ** 2);
    const away = Math.round(16 * Math.sin((2 * Math.PI * frame) / CLIP_FRAMES));
    for (let y = 0; y < CLIP_SIZE; y++) {
      const from = (y + margin) * size + margin + (y < CLIP_SIZE / 2 ? away : 0);
      rgba.set(whole.subarray(4 * from, 4 * (from + CLIP_SIZE)), 4 * y * CLIP_SIZE);
    }
    return rgba;
  });
};

export const isPlain = (question: Question): question is Plain => 'motion' in question;

/** What a perfect model would draw. */
export async function answerTruly(world: World, question: Question): Promise<Answer> {
  const pictures = await draw(world, question);
  const changed =
    question.kind === 'clip' ? world.phases.map((phase) => (phase > 0 ? 0.25 : 1)) : [];
  const drawn: Drawn = { pictures, unknown: [], changed };
  return { question, drawn };
}

async function draw(world: World, question: Question): Promise<Picture[]> {
  switch (question.kind) {
    case 'picture':
    case 'heldOut':
      return [pictureOf(await world.draw(question.subject, question.style))];
    case 'clip':
      return (await world.clip(question.subject, question.style)).map(pictureOf);
    case 'living': {
      const frames = await world.clip(question.subject, question.style);
      return world.phases.map((phase) => pictureOf(frames[phase * frames.length]!));
    }
    default:
      return (await truthOf(world, question)).map(toPicture);
  }
}

/** What is compared with true renderings, on mid-grey. */
export async function truthOf(world: World, question: Question): Promise<Clip> {
  if (isPlain(question)) return renderTruth(world, question);
  if (question.kind === 'colour') return [paint(question.hue)];
  if (question.kind === 'pair') {
    const things = await pairThings(world, question);
    return [
      composeScene(
        things.map((thing) => ({ thing, count: 1 })),
        question.relation,
      ),
    ];
  }
  if (question.kind === 'count') {
    const thing = await usualThing(world, question.subject);
    return [composeScene([{ thing, count: question.count }], 'beside')];
  }
  return [paint(0)];
}

export function pictureOf(rgba: Uint8Array): Picture {
  const edge = Math.sqrt(rgba.length / 4);
  return { width: edge, height: edge, rgba: new Uint8ClampedArray(rgba) };
}

/** Opaque: what was composited on grey stays as it is. */
export function toPicture(flat: Flat): Picture {
  const edge = Math.sqrt(flat.length / 3);
  const rgba = Uint8ClampedArray.from({ length: edge * edge * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : flat[Math.floor(i / 4) * 3 + (i % 4)]!,
  );
  return { width: edge, height: edge, rgba };
}

/** A disc of one hue, shaded, on white with a black outline. */
export function paint(hue: number): Flat {
  const channel = (n: number, lightness: number) => {
    const k = (n + hue / 30) % 12; // CSS Color 4, HSL to RGB at 70 % saturation
    const reach = 0.7 * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return Uint8ClampedArray.from({ length: LOOK * LOOK * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const [x, y] = [(pixel % LOOK) - LOOK / 2, Math.floor(pixel / LOOK) - LOOK / 2];
    const radius = Math.hypot(x, y);
    if (radius > 26) return radius > 28 ? 255 : 0;
    return channel([0, 8, 4][i % 3]!, 0.5 + y / 100);
  });
}

/** With noise of the given standard deviation, of values from 0 to 1. */
export function noisy(clip: Clip, deviation: number, random: () => number): Clip {
  const noise = () => (random() - 0.5) * Math.sqrt(12) * deviation * 255;
  return clip.map((flat) => flat.map((value) => value + noise()));
}
