/** What a model knows, joined with the pictures and animations that it learnt from. */
import { readFileSync } from 'node:fs';
import type { Catalogue, Clip, Subject as Listed } from '../../../../models/data/names/catalogue';
import { heldOutStyles } from '../../../../models/data/names/heldout';
import type { Motion as Moved } from '../../../../worker/motion/motion';
import { MOTIONS } from '../../../../worker/motion/motions';
import { readDenials, readTable } from '../../../../worker/prompt/table';
import type { Living, Named, Vocabulary } from '../../../../worker/vocabulary';

/**
 * Subjects, styles and motions are spoken of by their indices here. What is drawn by formula is exact, and not
 * among them.
 */
export interface World {
  phases: number[]; // of the key frames, 0 to 1
  subjects: Subject[];
  styles: Named[];
  motions: Motion[]; // maps; the first one is still
  heldOut: [subject: number, style: number][]; // pictures that were never trained
  unseen: { word: string; subject: number }[]; // words that no caption held
  /** What the network is told, whether the product would say so or not: word ids. */
  captionOf(subject: number, style: number, alive?: boolean): number[];
  /** The true picture, straight RGBA [256, 256, 4]. */
  draw(subject: number, style: number): Promise<Uint8Array>;
  /** The true animation: 16 frames over a loop, straight RGBA [256, 256, 4] each. */
  clip(subject: number, style: number): Promise<Uint8Array[]>;
}

export interface Subject {
  name: string;
  group: string;
  phrases: string[]; // the canonical name first
  pictures: number[]; // styles that there are true pictures in
  usual: number; // style that is drawn when none is said; -1 where there is no true picture in it
  styles: number[]; // those offered that there are true pictures in
  alive: Living[]; // what it does of itself
}

export interface Motion {
  name: string;
  phrases: string[]; // as prompts say them
  map: Moved;
}

/** Those that there is a true picture of in the style that they are drawn in when none is said. */
export const usualSubjects = ({ subjects }: World) =>
  [...subjects.keys()].filter((subject) => subjects[subject]!.usual >= 0);

/** All offered clips: what moves of itself, in each style that it does so in. */
export const clipsOf = ({ subjects }: World) =>
  subjects.flatMap(({ alive }, subject) => alive.map((living) => ({ subject, living })));

/** The frames of a clip, straight RGBA [192, 192, 4], or why there are none. */
export type Sample = (clip: Clip, subject: Listed) => Promise<Uint8Array[] | string>;

const SIZE = 256; // px
const TABLES = new URL('../../../../worker/prompt/tables/', import.meta.url);
const UNSEEN = new URL('../../../../models/data/meanings/unseen.json', import.meta.url);

/**
 * @param phases of the key frames, as the model's config says
 * @param sample samples a clip as the pack does
 * @throws when the model knows a subject that the catalogue does not hold
 */
export function createWorld(
  catalogue: Catalogue,
  { subjects: known, styles, alive }: Vocabulary,
  phases: number[],
  sample: Sample,
): World {
  const listed = new Map(catalogue.subjects.map((subject) => [subject.name, subject]));
  const drawn = known.map(({ name }): Listed => {
    const found = listed.get(name);
    if (found) return found;
    throw new Error(`The model knows “${name}”, which models/data does not hold.`);
  });
  const denied = readDenials(read('own-words')); // of the reader, on purpose
  const subjects = known.map(({ name, group, phrases, styles, alive = [] }, i): Subject => {
    const { styles: pictures } = drawn[i]!;
    return {
      name,
      group,
      phrases: phrases.filter((phrase) => !denied.get(name)?.includes(phrase)),
      pictures,
      usual: styles.slice(0, 1).find((style) => pictures.includes(style)) ?? -1,
      styles: styles.filter((style) => pictures.includes(style)),
      alive,
    };
  });
  const indices = new Map(subjects.map(({ name }, index) => [name, index]));
  return {
    phases,
    subjects,
    styles,
    motions: readMotions(),
    heldOut: heldOutOf(drawn, styles.length),
    unseen: readUnseen().flatMap(({ word, subject: name }) => {
      const subject = indices.get(name);
      return subject === undefined ? [] : { word, subject };
    }),
    captionOf: (subject, style, living = false) => [
      ...styles[style]!.caption,
      ...known[subject]!.caption,
      ...(living ? alive.caption : []),
    ],
    draw: (subject, style) => catalogue.draw(drawn[subject]!, style),
    async clip(subject, style) {
      const { name, clips = [] } = drawn[subject]!;
      const clip = clips.find((one) => one.style === style);
      const frames = clip ? await sample(clip, drawn[subject]!) : 'is not listed';
      if (typeof frames !== 'string') return frames.map(centre);
      throw new Error(`“${name}” should move of itself in ${styles[style]!.name}: it ${frames}.`);
    },
  };
}

const read = (table: string) => readFileSync(new URL(`${table}.txt`, TABLES), 'utf8');

/** Without those that leave the canvas: which way they go hangs on where the thing looks. */
function readMotions(): Motion[] {
  const meanings = new Map<string, string>(); // of what is listed twice, the last one
  for (const { meaning, phrases } of readTable(read('motions')))
    for (const phrase of phrases) meanings.set(phrase, meaning);
  const staying = MOTIONS.filter(({ own, leaves }) => !leaves(own));
  return staying.map((map) => ({
    name: map.name,
    phrases: [...meanings].flatMap(([phrase, name]) => (name === map.name ? phrase : [])),
    map,
  }));
}

/** What only moves was trained as a picture too, as it begins. */
function heldOutOf(subjects: Listed[], styles: number) {
  const moving = subjects.map(({ clips = [] }) => clips.map(({ style }) => style));
  const pictured = subjects.map(({ name, styles: drawn }, i) => ({
    name,
    pictures: Array.from({ length: styles }, (_, style) =>
      [...drawn, ...moving[i]!].includes(style),
    ),
  }));
  const clips = moving.flatMap((own, subject) => own.map((style) => ({ subject, style })));
  return heldOutStyles(pictured, clips);
}

/** Frames of clips are smaller than pictures: they get an empty margin. */
function centre(rgba: Uint8Array): Uint8Array {
  const edge = Math.sqrt(rgba.length / 4);
  const margin = (SIZE - edge) / 2;
  const whole = new Uint8Array(4 * SIZE * SIZE);
  for (let y = 0; y < edge; y++) {
    const row = rgba.subarray(4 * y * edge, 4 * (y + 1) * edge);
    whole.set(row, 4 * ((y + margin) * SIZE + margin));
  }
  return whole;
}

const readUnseen = (): { word: string; subject: string }[] =>
  JSON.parse(readFileSync(UNSEEN, 'utf8'));
