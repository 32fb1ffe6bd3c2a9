/** Prompts to try: what the selected layer is called, and others that change each time. */
import type { KnownThing, Names, PromptReading } from '../../worker/api';

/** Names that Figma gives, which say nothing. */
const GIVEN =
  /^(frame|rectangle|ellipse|group|vector|line|arrow|polygon|star|text|image|section|slice|component|instance|union|subtract|intersect|exclude|boolean|slide|sticky|shape|square|mask group)( \d+)?$/i;

/** Whether a layer's name may say what is to be drawn in it. */
export const isTelling = (name: string) => name.trim() !== '' && !GIVEN.test(name.trim());

/** The things that a name speaks of, as a prompt; `null` when it speaks of none. */
export function ideaFrom({ layers }: PromptReading): string | null {
  const things = layers.flatMap(({ phrases }) => phrases.filter(({ kind }) => kind === 'thing'));
  return things.length > 0 ? things.map(({ value }) => value).join(' and ') : null;
}

type Random = () => number; // 0 to 1

const WELL_KNOWN = 24; // things of a group, which begins with what is drawn most
const COLOURFUL = ['balls-games', 'clothes', 'hearts', 'vehicles', 'symbols', 'household'];

/** A prompt of one thing, of any group alike; what is drawn in one style alone, as “exit full screen”, is no idea. */
export function anyIdea({ things, words }: Names, random: Random): string {
  const pick = <T>(some: T[]): T | undefined => some[Math.floor(random() * some.length)];
  const known = things.filter(({ styles }) => styles.length !== 1);
  const offered = known.length > 0 ? known : things;
  const group = pick([...new Set(offered.map((thing) => thing.group))]);
  const thing = pick(offered.filter((one) => one.group === group).slice(0, WELL_KNOWN));
  if (!thing) return '';
  const colourful = COLOURFUL.includes(thing.group) && !thing.name.split(' ').some(isColour);
  const colour = colourful && random() < 0.4 ? pick(PLAIN(words)) : undefined;
  return [colour, thing.name, moveOf(thing, random)].filter((word) => word).join(' ');
}

const USUAL = 12; // of the colours, those that everybody knows
const PLAIN = (words: Names['words']) =>
  (words.colour ?? [])
    .map(({ name }) => name)
    .filter(isColour)
    .slice(0, USUAL);
const COMMON = /^(red|orange|yellow|green|blue|purple|pink|teal|turquoise|gold|violet|coral)$/;
const isColour = (word: string) => COMMON.test(word);

function moveOf({ name, own, suits }: KnownThing, random: Random): string {
  const living = own.find((phrase) => !phrase.includes(name)); // no “cloud drifting clouds”
  if (living !== undefined && random() < 0.5) return living;
  return suits === 'still' ? '' : suits;
}

/** Ideas that differ. */
export function someIdeas(names: Names, count: number, random: Random): string[] {
  const ideas = new Set<string>();
  for (let tries = 0; ideas.size < count && tries < 4 * count; tries++) {
    const idea = anyIdea(names, random);
    if (idea !== '') ideas.add(idea);
  }
  return [...ideas];
}
