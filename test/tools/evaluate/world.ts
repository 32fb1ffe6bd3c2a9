/** What a model knows, joined with the pictures and animations that it learnt from. */
import { readFileSync } from 'node:fs';
import type { Catalogue } from '../../../models/data/names/catalogue';
import { type HeldOut, readHeldOut } from '../../../models/data/names/heldout';
import type { Motion as Moved } from '../../../worker/motion/motion';
import { MOTIONS } from '../../../worker/motion/motions';
import { isPlaceholder } from '../../../worker/placeholders/draw';
import { readDenials, readTable } from '../../../worker/prompt/lexicon';
import type { Vocabulary } from '../../../worker/vocabulary';
import { spellOut } from './wordings';

/**
 * Subjects, styles and motions are spoken of by their indices here. What is drawn by formula is exact, and not
 * among them.
 */
export interface World {
  frame: number; // px
  phases: number[]; // of the key frames, 0 to 1
  subjects: Subject[];
  styles: { name: string; phrases: string[] }[]; // the first one is drawn when none is said
  motions: Motion[]; // the first one is still
  alive: number; // the motion of real animation; -1 when the model knows none
  heldOut: {
    pairs: [subject: number, motion: number][];
    styles: [subject: number, style: number][];
  };
  unseen: { word: string; subject: number }[]; // words that no caption held
  /** Straight RGBA [256, 256, 4]. */
  draw(subject: number, style: number): Promise<Uint8Array>;
  /** The key frames of its own animation, straight RGBA [64, 64, 4]. */
  living(subject: number): Promise<Uint8Array[]>;
}

export interface Subject {
  name: string;
  group: string;
  phrases: string[]; // the canonical name first
  styles: number[]; // that there are pictures of
  alive?: string[]; // there is an animation of it: own words for what it does there
}

export interface Motion {
  name: string;
  phrases: string[]; // as prompts say them, the canonical one first
  map?: Moved; // none for real animation
}

const READ_AS = new URL('../../../worker/prompt/tables/motions.txt', import.meta.url);
const OWN_WORDS = new URL('../../../worker/prompt/tables/own-words.txt', import.meta.url);
const UNSEEN = new URL('../../../models/data/meanings/unseen.json', import.meta.url);

/**
 * @param frame as the model's config says
 * @throws when the model knows a subject or a motion that the catalogue does not hold
 */
export function createWorld(
  catalogue: Catalogue,
  vocabulary: Vocabulary,
  frame: { size: number; keyPhases: number[] },
): World {
  const { words } = vocabulary;
  const spell = (phrases: number[][]) =>
    phrases.map((ids) => ids.map((id) => words[id]).join(' ')).filter((phrase) => phrase !== '');
  const known = vocabulary.subjects.filter(({ name, lively }) => !lively && !isPlaceholder(name));
  const drawn = known.map(({ name }) => find('subject', name, catalogue.subjects));
  const styles = (vocabulary.styles ?? catalogue.styles.slice(0, 1)).map(({ name }) => ({
    name,
    phrases: spell(find('style', name, catalogue.styles).phrases),
  }));
  const readAs = new Map<string, string>(); // what is listed twice, as the last one
  for (const { meaning, phrases } of readTable(readFileSync(READ_AS, 'utf8')))
    for (const phrase of phrases) readAs.set(phrase, meaning);
  const motions = vocabulary.motions.map(({ name, phrases }): Motion => {
    const map = MOTIONS.find((one) => one.name === name);
    const own = spell(phrases).map(spellOut);
    const said = own.filter((phrase) => readAs.get(phrase) === name); // others name another movement now
    return { name, phrases: said, ...(map && { map }) };
  });
  const denied = readDenials(readFileSync(OWN_WORDS, 'utf8')); // of the reader, on purpose
  const subjects = known.map(
    ({ name, group, phrases, alive }, i): Subject => ({
      name,
      group,
      phrases: spell(phrases).filter((phrase) => !denied.get(name)?.includes(phrase)),
      styles: drawn[i]!.styles.filter((style) => style < styles.length),
      ...(alive && { alive: spell(alive) }),
    }),
  );
  const subjectOf = indexOf(subjects);
  return {
    frame: frame.size,
    phases: frame.keyPhases,
    subjects,
    styles,
    motions,
    alive: motions.findIndex(({ map }) => !map),
    heldOut: locate(readHeldOut(), subjectOf, indexOf(motions), indexOf(styles)),
    unseen: readUnseen().flatMap(({ word, subject }) =>
      subjectOf(subject) < 0 ? [] : { word, subject: subjectOf(subject) },
    ),
    draw: (subject, style) => catalogue.draw(drawn[subject]!, style),
    living: (subject) => catalogue.living(drawn[subject]!),
  };
}

function find<T extends { name: string }>(kind: string, name: string, among: T[]): T {
  const found = among.find((item) => item.name === name);
  if (!found)
    throw new Error(`The model knows the ${kind} “${name}”, which models/data does not hold.`);
  return found;
}

/** Name → index, -1 for what the model does not know. */
function indexOf(named: { name: string }[]): (name: string) => number {
  const indices = new Map(named.map(({ name }, index) => [name, index]));
  return (name) => indices.get(name) ?? -1;
}

function locate(
  { pairs, styles }: HeldOut,
  subject: (name: string) => number,
  motion: (name: string) => number,
  style: (name: string) => number,
): World['heldOut'] {
  const known = ([a, b]: [number, number]) => a >= 0 && b >= 0;
  return {
    pairs: pairs.map(([a, b]): [number, number] => [subject(a), motion(b)]).filter(known),
    styles: styles.map(([a, b]): [number, number] => [subject(a), style(b)]).filter(known),
  };
}

const readUnseen = (): { word: string; subject: string }[] =>
  JSON.parse(readFileSync(UNSEEN, 'utf8'));
