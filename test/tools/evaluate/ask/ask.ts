/** Questions about one thing and its movement. */
import { COUNTABLE } from '../../../../worker/prompt/grammar/numbers';
import type { Living } from '../../../../worker/vocabulary';
import { clipsOf, usualSubjects, type World } from '../truth/world';
import { createDraws, type Draws } from './draws';
import { GIVEN, readPrompts } from './given';
import { askColours, askCounts, askPairs } from './layers';
import {
  type Alive,
  type Captioned,
  createNameTest,
  type Given,
  type Kind,
  type Plain,
  type Question,
} from './questions';
import {
  indefinite,
  PARAPHRASES,
  PLURALS,
  plural,
  STYLE_WORDINGS,
  VERB_WORDINGS,
  WORDINGS,
} from './wordings';

type Ask = (world: World, count: number, draws: Draws) => Question[] | Promise<Question[]>;

const ASK: Record<Kind, Ask> = {
  main: askMain,
  paraphrase: askParaphrases,
  unseen: askUnseen,
  picture: askPictures,
  heldOut: ({ heldOut, ...world }, count, draws) =>
    draws.shuffle(heldOut).slice(0, count).map(captioned(world, 'heldOut')),
  clip: askClips,
  living: askLiving,
  colour: askColours,
  pair: askPairs,
  count: askCounts,
  given: (_, count, draws) =>
    draws
      .shuffle(readPrompts(GIVEN))
      .slice(0, count)
      .map((prompt): Given => ({ kind: 'given', prompt })),
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
  const able = [...subjects.keys()].filter((subject) => trained(world, subject).length > 0);
  const order = draws.shuffle(able);
  const moving = draws.shuffle([...motions.keys()].slice(1));
  return Array.from({ length: count }, (_, i): Plain => {
    const subject = order[i % order.length]!;
    const motion = nextFor(world, subject, moving, i);
    const offered = trained(world, subject);
    const style = offered[Math.floor(i / styles.length) % offered.length]!;
    const moves = motions[motion]!.phrases.find(isDoing)!; // “presenting”, for “tada”
    const wordings = moves.includes(' ') ? WORDINGS.slice(0, 1) : WORDINGS; // no “dropping in cat”
    const prompt = draws.pick(wordings)(styled(world, subject, style, draws), moves);
    return { kind: 'main', prompt, subject, style, motion };
  });
}

/** Styles that a subject is offered in and was trained in. */
function trained({ subjects, heldOut }: World, subject: number): number[] {
  const away = heldOut.flatMap(([one, style]) => (one === subject ? style : []));
  return subjects[subject]!.styles.filter((style) => !away.includes(style));
}

const EYES = 'blinking'; // what lives blinks with its eyes, all else goes out and on

/** The i-th of some motions, or the next one that the subject does not make in a way of its own: wheels spin. */
function nextFor({ subjects, motions }: World, subject: number, moving: number[], i: number) {
  const own = subjects[subject]!.alive.flatMap(({ phrases }) => [...phrases, EYES]);
  const turn = moving.map((_, k) => moving[(i + k) % moving.length]!);
  return turn.find((motion) => !motions[motion]!.phrases.some((phrase) => own.includes(phrase)))!;
}

/** A name with the canonical word for its style, where one is needed. */
function styled({ subjects, styles }: World, subject: number, style: number, draws: Draws) {
  const { name, usual } = subjects[subject]!;
  return style === usual ? name : draws.pick(STYLE_WORDINGS)(name, styles[style]!.phrases[0]!);
}

/** Synonyms and plurals for the thing, synonyms for the motion, unusual word orders, words to ignore. */
function askParaphrases(world: World, count: number, draws: Draws): Plain[] {
  const { subjects, motions } = world;
  const isName = createNameTest(world);
  const pluralOf = ({ name, group }: World['subjects'][number]) => {
    const many = COUNTABLE.has(group) ? undefined : plural(name); // of which some are drawn
    return many !== undefined && !isName(many) ? many : undefined;
  };
  const able = draws.shuffle(usualSubjects(world)).filter((subject) => {
    const [, ...others] = subjects[subject]!.phrases;
    return others.length > 0 || pluralOf(subjects[subject]!) !== undefined;
  });
  const said = (motion: number) => motions[motion]!.phrases.slice(1).filter(isSpoken);
  const moving = draws.shuffle(
    [...motions.keys()].filter((motion) => motion !== STILL && said(motion).some(isDoing)),
  );
  return able.slice(0, count).map((subject, i): Plain => {
    const motion = nextFor(world, subject, moving, i);
    const { phrases, usual: style } = subjects[subject]!;
    const [, ...others] = phrases;
    const many = i % 3 === 0 || others.length === 0 ? pluralOf(subjects[subject]!) : undefined;
    const moves = draws.pick(many ? said(motion).filter(isDoing) : said(motion));
    const prompt = many
      ? draws.pick(PLURALS)(many, moves)
      : draws.pick(isDoing(moves) ? PARAPHRASES : VERB_WORDINGS)(draws.pick(others), moves);
    return { kind: 'paraphrase', prompt, subject, style, motion };
  });
}

/** “hopping along”, or “hops” */
const isDoing = (phrase: string) => /^\w+ing\b/.test(phrase);
const isSpoken = (phrase: string) => isDoing(phrase) || /^\w+[^s]s$/.test(phrase);

function askUnseen({ unseen, subjects }: World, count: number, draws: Draws): Plain[] {
  const able = unseen.filter(({ subject }) => subjects[subject]!.usual >= 0);
  return draws
    .shuffle(able)
    .slice(0, count)
    .map(({ word, subject }): Plain => {
      const { usual: style } = subjects[subject]!;
      const prompt = `${indefinite(word)}, still`;
      return { kind: 'unseen', prompt, subject, style, motion: STILL };
    });
}

const captioned =
  ({ subjects, styles }: Pick<World, 'subjects' | 'styles'>, kind: Captioned['kind']) =>
  ([subject, style]: readonly [subject: number, style: number]): Captioned => ({
    kind,
    prompt: `${styles[style]!.name} ${subjects[subject]!.name}`,
    subject,
    style,
  });

/** As many of each style, of what was trained. */
function askPictures(world: World, count: number, draws: Draws): Captioned[] {
  const { subjects, styles } = world;
  const pairs = [...styles.keys()].flatMap((style) => {
    const drawn = [...subjects.keys()].filter((one) => trained(world, one).includes(style));
    const some = draws.shuffle(drawn).slice(0, Math.ceil(count / styles.length));
    return some.map((subject) => [subject, style] as const);
  });
  return pairs.map(captioned(world, 'picture'));
}

function askClips(world: World, count: number, draws: Draws): Captioned[] {
  const some = draws.shuffle(clipsOf(world)).slice(0, count);
  return some.map(({ subject, living }) => captioned(world, 'clip')([subject, living.style]));
}

/** Half of them by their own words. */
function askLiving(world: World, count: number, draws: Draws): Alive[] {
  const own = ({ phrases }: Living) => phrases.filter((phrase) => /^\w+ing$/.test(phrase));
  return draws
    .shuffle(clipsOf(world))
    .slice(0, count)
    .map(({ subject, living }, i): Alive => {
      const { name, alive } = world.subjects[subject]!;
      const { style } = living;
      const words = i % 2 === 0 && own(living).length > 0 ? own(living) : ['alive'];
      const usual = style === alive[0]!.style;
      const thing = usual ? name : `${world.styles[style]!.phrases[0]} ${name}`;
      return { kind: 'living', prompt: `${thing} ${draws.pick(words)}`, subject, style };
    });
}
