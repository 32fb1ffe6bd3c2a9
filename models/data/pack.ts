/** The training pack: pictures, clips and captions in three files (see models/README.md). */
import { closeSync, openSync, writeSync } from 'node:fs';
import { CLIP_FRAMES, CLIP_SIZE } from './art/living/frames';
import { encodeStrip } from './art/living/strip';
import { CANVAS, drawPixels, encodeRendering, encodeSprite } from './art/sprite';
import { ALIVE } from './names/captions';
import { type Catalogue, type Clip, INTERFACE, type Subject } from './names/catalogue';
import { heldOutStyles } from './names/heldout';

export const FORMAT = 3;
const RENDERED = 1; // the style that is stored with a loss

export interface Place {
  offset: number; // bytes
  length: number;
}

export interface PackedSubject {
  name: string;
  group: string;
  caption: number[]; // the canonical name, as ids of the network's words
  phrases: string[]; // all names, the canonical one first
  pictures: (Place | null)[]; // one a style
}

export interface PackedClip extends Place {
  subject: number;
  style: number;
  phrases: string[]; // own words for what it does
}

/** A file written piece by piece. */
export function createStore(path: string | URL) {
  const file = openSync(path, 'w');
  let offset = 0;
  return {
    add(bytes: Buffer): Place {
      writeSync(file, bytes);
      offset += bytes.length;
      return { offset: offset - bytes.length, length: bytes.length };
    },
    close: () => closeSync(file),
  };
}

type Store = Pick<ReturnType<typeof createStore>, 'add'>;

export interface Index {
  format: number;
  size: number; // px, the edge of a picture
  clipSize: number; // px, the edge of a clip's frame
  clipFrames: number;
  words: string[]; // the network's: style words, “alive”, those of canonical names
  fillers: string[];
  styles: { name: string; caption: number[]; phrases: string[] }[];
  alive: { name: string; caption: number[]; phrases: string[] };
  subjects: PackedSubject[];
  clips: PackedClip[];
  heldOut: [subject: number, style: number][]; // pictures that are never trained
}

/** All that a pack says without any subject. */
export function emptyIndex({ words, fillers, styles, motions }: Catalogue): Index {
  const network = createWords(['<pad>']);
  const alive = motions.find(({ name }) => name === ALIVE)!;
  const describe = ({ name, phrases }: { name: string; phrases: number[][] }) => ({
    name,
    caption: network.encode(name),
    phrases: phrases.map((phrase) => spell(words, phrase)),
  });
  return {
    format: FORMAT,
    size: CANVAS,
    clipSize: CLIP_SIZE,
    clipFrames: CLIP_FRAMES,
    fillers,
    styles: styles.map(describe),
    alive: describe(alive),
    words: network.words,
    subjects: [],
    clips: [],
    heldOut: [],
  };
}

/**
 * What formulas draw is left out: nobody has to learn it.
 *
 * @param frames the 16 frames of a clip, straight RGBA [CLIP_SIZE, CLIP_SIZE, 4], the first one whole;
 *   `null` leaves it out
 * @param onSubject hears how many are done
 * @param before what the subjects are added to
 */
export async function buildPack(
  catalogue: Catalogue,
  frames: (clip: Clip, subject: Subject) => Promise<Uint8Array[] | null>,
  pictures: Store,
  clips: Store,
  onSubject: (done: number) => void,
  before: Index = emptyIndex(catalogue),
): Promise<Index> {
  const network = createWords(before.words);
  const [subjects, moving] = [[...before.subjects], [...before.clips]];
  const drawn = catalogue.subjects.filter(({ group }) => group !== INTERFACE);
  for (const [index, subject] of drawn.entries()) {
    const { name, group, phrases } = subject;
    const places = await drawAll(catalogue, subject, pictures);
    for (const clip of subject.clips ?? []) {
      const strip = await frames(clip, subject);
      if (!strip) continue;
      const { style } = clip;
      moving.push({
        subject: subjects.length,
        style,
        phrases: clip.phrases.map((phrase) => spell(catalogue.words, phrase)),
        ...clips.add(await encodeStrip(strip, style)),
      });
      // What only moves is drawn as it begins.
      places[style] ??= pictures.add(await encode(await drawPixels(strip[0]!, CLIP_SIZE), style));
    }
    subjects.push({
      name,
      group,
      caption: network.encode(name),
      phrases: phrases.map((phrase) => spell(catalogue.words, phrase)),
      pictures: places,
    });
    onSubject(index + 1);
  }
  const heldOut = heldOutStyles(subjects, moving);
  return { ...before, words: network.words, subjects, clips: moving, heldOut };
}

/** A phrase as text. */
const spell = (words: readonly string[], phrase: readonly number[]) =>
  phrase.map((id) => words[id]).join(' ');

/** Words numbered as they come, after those that are known. */
function createWords(known: readonly string[]) {
  const words = [...known];
  const ids = new Map(words.map((word, id) => [word, id]));
  const idOf = (word: string) => {
    const id = ids.get(word) ?? words.push(word) - 1;
    ids.set(word, id);
    return id;
  };
  return { words, encode: (phrase: string) => phrase.split(' ').map(idOf) };
}

/** One picture a style, `null` where there is none. */
async function drawAll(catalogue: Catalogue, subject: Subject, store: Store) {
  const places: (Place | null)[] = [];
  for (const style of catalogue.styles.keys()) {
    if (!subject.styles.includes(style)) places.push(null);
    else places.push(store.add(await encode(await catalogue.draw(subject, style), style)));
  }
  return places;
}

const encode = (rgba: Uint8Array, style: number) =>
  style === RENDERED ? encodeRendering(rgba) : encodeSprite(rgba);
