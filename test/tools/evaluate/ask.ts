/** Questions about one thing and its movement. */

import { askColours, askCounts, askPairs } from './asklayers';
import { createDraws, type Draws } from './draws';
import { createNameTest, type Kind, type Plain, type Question } from './questions';
import {
  indefinite,
  PARAPHRASES,
  PLURALS,
  plural,
  STYLE_WORDINGS,
  VERB_PLURALS,
  VERB_WORDINGS,
  WORDINGS,
} from './wordings';
import type { World } from './world';

type Ask = (world: World, count: number, draws: Draws) => Question[] | Promise<Question[]>;

const ASK: Record<Kind, Ask> = {
  main: askMain,
  heldOut: askHeldOut,
  paraphrase: askParaphrases,
  unseen: askUnseen,
  colour: askColours,
  style: askStyles,
  pair: askPairs,
  count: askCounts,
  living: askLiving,
};

/** @param counts of each kind; fewer are asked where there are no more to ask */
export async function askQuestions(
  world: World,
  counts: Record<Kind, number>,
  seed: number,
): Promise<Question[]> {
  const kinds = Object.entries(counts) as [Kind, number][];
  const asked = kinds.map(([kind, count]) => ASK[kind](world, count, createDraws(seed, kind)));
  return (await Promise.all(asked)).flat();
}

const STILL = 0; // the first motion

/** All groups, motions and styles; no subject twice before all were asked for. */
function askMain(world: World, count: number, draws: Draws): Plain[] {
  const { subjects, motions, styles } = world;
  const order = draws.shuffle(subjects.map((_, subject) => subject));
  const moving = draws.shuffle(motions.flatMap(({ map }, motion) => (map ? motion : [])));
  const held = new Set([
    ...world.heldOut.pairs.map((pair) => pair.join()),
    ...world.heldOut.styles.map(([subject, style]) => `${subject} in ${style}`),
  ]);
  return Array.from({ length: count }, (_, i): Plain => {
    const subject = order[i % order.length]!;
    const { name, styles: drawn } = subjects[subject]!;
    const turn = moving.map((_, k) => moving[(i + k) % moving.length]!);
    const motion = turn.find((one) => !held.has(`${subject},${one}`))!;
    const [usual, other = 0] = [0, Math.floor(i / moving.length) % styles.length];
    const style = drawn.includes(other) && !held.has(`${subject} in ${other}`) ? other : usual;
    const prompt = draws.pick(WORDINGS)(styled(world, name, style, draws), motions[motion]!.name);
    return { kind: 'main', prompt, subject, style, motion };
  });
}

/** A name with the canonical word for its style, where one is needed. */
const styled = ({ styles }: World, name: string, style: number, draws: Draws) =>
  style === 0 ? name : draws.pick(STYLE_WORDINGS)(name, styles[style]!.phrases[0]!);

function askHeldOut(world: World, count: number, draws: Draws): Plain[] {
  const pairs = draws.shuffle(world.heldOut.pairs).slice(0, count);
  return pairs.map(([subject, motion]): Plain => {
    const { name } = world.subjects[subject]!;
    const prompt = draws.pick(WORDINGS)(name, world.motions[motion]!.name);
    return { kind: 'heldOut', prompt, subject, style: 0, motion };
  });
}

function askStyles(world: World, count: number, draws: Draws): Plain[] {
  const held = draws.shuffle(world.heldOut.styles).slice(0, count);
  return held.map(([subject, style]): Plain => {
    const { name } = world.subjects[subject]!;
    const prompt = `${indefinite(styled(world, name, style, draws))}, still`;
    return { kind: 'style', prompt, subject, style, motion: STILL };
  });
}

/** Synonyms and plurals for the thing, synonyms for the motion, unusual word orders, words to ignore. */
function askParaphrases(world: World, count: number, draws: Draws): Plain[] {
  const { subjects, motions } = world;
  const isName = createNameTest(world);
  const pluralOf = (name: string) => {
    const many = plural(name);
    return many !== undefined && !isName(many) ? many : undefined;
  };
  const able = draws.shuffle([...subjects.keys()]).filter((subject) => {
    const [name = '', ...others] = subjects[subject]!.phrases;
    return others.length > 0 || pluralOf(name) !== undefined;
  });
  const moving = draws.shuffle(motions.flatMap(({ map }, motion) => (map ? motion : [])));
  return able.slice(0, count).map((subject, i): Plain => {
    const motion = moving[i % moving.length]!;
    const [name = '', ...others] = subjects[subject]!.phrases;
    const moves = draws.pick(motions[motion]!.phrases.slice(1));
    const many = i % 3 === 0 || others.length === 0 ? pluralOf(name) : undefined;
    const isVerb = !/ing\b/.test(moves);
    const prompt = many
      ? draws.pick(isVerb ? VERB_PLURALS : PLURALS)(many, moves)
      : draws.pick(isVerb ? VERB_WORDINGS : PARAPHRASES)(draws.pick(others), moves);
    return { kind: 'paraphrase', prompt, subject, style: 0, motion };
  });
}

function askUnseen(world: World, count: number, draws: Draws): Plain[] {
  const some = draws.shuffle(world.unseen).slice(0, count);
  return some.map(({ word, subject }): Plain => {
    return {
      kind: 'unseen',
      prompt: `${indefinite(word)}, still`,
      subject,
      style: 0,
      motion: STILL,
    };
  });
}

/** Real animation, half of it by its own words. */
function askLiving({ subjects, motions, alive }: World, count: number, draws: Draws): Plain[] {
  const able = subjects.flatMap((subject, index) => (subject.alive ? index : []));
  const order = draws.shuffle(able).slice(0, count);
  return order.map((subject, i): Plain => {
    const { name, alive: own = [] } = subjects[subject]!;
    const words = i % 2 === 0 && own.length > 0 ? own : motions[alive]!.phrases;
    const prompt = draws.pick(WORDINGS)(name, draws.pick(words));
    return { kind: 'living', prompt, subject, style: 0, motion: alive };
  });
}
