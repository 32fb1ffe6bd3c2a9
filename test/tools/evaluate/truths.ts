/** Answers of a perfect model, and pictures painted for the tests. */
import { readFileSync } from 'node:fs';
import { type Catalogue, readCatalogue } from '../../../models/data/names/catalogue';
import { shippedFolder } from '../../../models/shipped';
import type { Picture } from '../../../worker/api';
import type { Vocabulary } from '../../../worker/vocabulary';
import type { Answer } from './answers';
import { type Clip, type Flat, flatten } from './pictures';
import type { Plain, Question } from './questions';
import { renderTruth } from './references';
import { composeTruth } from './scenes';
import { readThing } from './things';
import { createWorld, type World } from './world';

/** The part of the catalogue that the shipped model knows. */
export const CATALOGUE = knownPart(readCatalogue());
export const FRAME = { size: 128, keyPhases: [0, 0.25, 0.5, 0.75] };

function knownPart(catalogue: Catalogue): Catalogue {
  const vocabulary: Vocabulary = JSON.parse(
    readFileSync(new URL('vocabulary.json', shippedFolder), 'utf8'),
  );
  const known = new Map(vocabulary.subjects.map((subject) => [subject.name, subject]));
  const subjects = catalogue.subjects.flatMap(({ alive, ...subject }) => {
    const shipped = known.get(subject.name);
    if (!shipped) return [];
    return shipped.alive && alive ? [{ ...subject, alive }] : [subject];
  });
  return { ...catalogue, subjects, styles: catalogue.styles.slice(0, vocabulary.styles?.length) };
}

export const isPlain = (question: Question): question is Plain => 'motion' in question;

/** The world with every so-many-th subject only. */
export function reduce(step: number): World {
  const { subjects } = CATALOGUE;
  const few = subjects.filter((_, i) => i % step === 0);
  return createWorld(CATALOGUE, { ...CATALOGUE, subjects: few }, FRAME);
}

/** What a perfect model would draw. */
export async function answerTruly(world: World, question: Question): Promise<Answer> {
  return { question, pictures: (await truthOf(world, question)).map(toPicture) };
}

export async function truthOf(world: World, question: Question): Promise<Clip> {
  if (question.kind === 'living') {
    return (await world.living(question.subject)).map((rgba) => double(flatten(rgba)));
  }
  if (question.kind === 'colour') return [paint(question.hue)];
  if (question.kind !== 'pair' && question.kind !== 'count') return renderTruth(world, question);
  const layers =
    question.kind === 'pair'
      ? question.subjects.map((subject) => ({ subject, count: 1 }))
      : [question];
  const things = layers.map(async ({ subject, count }) => ({
    thing: await readThing(world, subject),
    count,
  }));
  const relation = question.kind === 'pair' ? question.relation : 'beside';
  return [composeTruth(world, await Promise.all(things), relation)];
}

/** Opaque: what was composited on grey stays as it is. */
export function toPicture(flat: Flat): Picture {
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
export function paint(hue: number): Flat {
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
export function noisy(clip: Clip, deviation: number, random: () => number): Clip {
  const noise = () => (random() - 0.5) * Math.sqrt(12) * deviation * 255;
  return clip.map((flat) => flat.map((value) => value + noise()));
}

/** A white square of 16 px on grey, `left` px from the left. */
export const square = (left: number): Flat =>
  Uint8ClampedArray.from({ length: 64 * 64 * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % 64, Math.floor(i / 3 / 64)];
    return y < 16 && x >= left && x < left + 16 ? 255 : 127;
  });
