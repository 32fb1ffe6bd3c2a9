/** Questions about colours, about two things, and about several of one. */
import { COUNTABLE, SOME } from '../../../../worker/prompt/grammar/numbers';
import { between, HUES, lookOf } from '../score/colour';
import { usualSubjects, type World } from '../truth/world';
import type { Draws } from './draws';
import { type Colour, type Count, createNameTest, type Pair, type Sort } from './questions';
import { indefinite, plural } from './wordings';

const PLAIN = 0.15; // share of coloured pixels below which a thing counts as grey
const FAR = 60; // degrees: no thing is asked for in about its own colour

/** Words that are a colour, or a part of one, in a name. */
const COLOURED = new RegExp(
  `\\b(${[...Object.keys(HUES), 'black', 'white', 'brown', 'grey', 'gold', 'golden', 'silver', 'violet', 'rainbow'].join('|')})\\b`,
);

/** Half of them grey or white things, half things of a colour. */
export async function askColours(world: World, count: number, draws: Draws): Promise<Colour[]> {
  const { subjects } = world;
  const order = draws.shuffle(usualSubjects(world));
  const left: Record<Sort, number> = { plain: 0, coloured: 0 };
  const sorts = Object.keys(left) as Sort[];
  for (let i = 0; i < count; i++) left[sorts[i % sorts.length]!]++;
  const asked: Colour[] = [];
  for (const subject of order) {
    const { name, phrases, usual } = subjects[subject]!;
    if (phrases.some((phrase) => COLOURED.test(phrase))) continue;
    if (left.plain + left.coloured === 0) break;
    const look = lookOf({ rgba: new Uint8ClampedArray(await world.draw(subject, usual)) });
    const sort = look.colourful < PLAIN ? 'plain' : 'coloured';
    if (left[sort] === 0) continue;
    left[sort]--;
    const isOther = ([, hue]: [string, number]) =>
      sort === 'plain' || look.hue === undefined || between(look.hue, hue) >= FAR;
    const [word, hue] = draws.pick(Object.entries(HUES).filter(isOther));
    const prompt = draws.pick(COLOUR_WORDINGS)(name, word);
    asked.push({ kind: 'colour', prompt, subject, sort, hue });
  }
  return asked;
}

const COLOUR_WORDINGS: readonly ((name: string, colour: string) => string)[] = [
  (name, colour) => indefinite(`${colour} ${name}`),
  (name, colour) => `${colour} ${name}`,
  (name, colour) => `the ${name} in ${colour}`,
];

/** How two things lie to each other, and whether the first one named comes second. */
const RELATIONS: readonly [words: string, relation: Pair['relation'], turned: boolean][] = [
  ['and', 'beside', false],
  ['next to', 'beside', false],
  ['to the left of', 'beside', false],
  ['to the right of', 'beside', true],
  ['above', 'above', false],
  ['on top of', 'above', false],
  ['below', 'above', true],
  ['under', 'above', true],
];

const JOINT = /\b(and|with|in|on|at|by|over|under|plus|of)\b/; // a name that reads as two

export function askPairs(world: World, count: number, draws: Draws): Pair[] {
  const named = usualSubjects(world).filter((one) => !JOINT.test(world.subjects[one]!.name));
  const order = draws.shuffle(named);
  return Array.from({ length: count }, (_, i): Pair => {
    const [one, other] = [order[(2 * i) % order.length]!, order[(2 * i + 1) % order.length]!];
    const [words, relation, turned] = RELATIONS[i % RELATIONS.length]!;
    const [first, second] = [one, other].map((it) => indefinite(world.subjects[it]!.name));
    const subjects: Pair['subjects'] = turned ? [other, one] : [one, other];
    return { kind: 'pair', prompt: `${first} ${words} ${second}, still`, subjects, relation };
  });
}

const NUMBERS = ['one', 'two', 'three', 'four'];

export function askCounts(world: World, count: number, draws: Draws): Count[] {
  const isName = createNameTest(world);
  const able = draws.shuffle(usualSubjects(world)).filter((subject) => {
    const many = plural(world.subjects[subject]!.name);
    const last = many?.split(' ').at(-1); // “two grey hearts” are also “two hearts”
    const alike = [many, last].flatMap((it) => NUMBERS.map((number) => `${number} ${it}`));
    return many !== undefined && ![many, ...alike].some(isName);
  });
  return able.slice(0, count).map((subject, i): Count => {
    const { name, group } = world.subjects[subject]!;
    const several = COUNTABLE.has(group) && i % (NUMBERS.length + 1) === NUMBERS.length; // “owls” are some
    const number = several ? SOME : 1 + (i % NUMBERS.length);
    const said = number === 1 ? name : plural(name);
    const prompt = several ? `${said}, still` : `${NUMBERS[number - 1]} ${said}, still`;
    return { kind: 'count', prompt, subject, count: number };
  });
}
