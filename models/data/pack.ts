/** The training pack: pictures, clips and captions in three files (see models/README.md). */
import { closeSync, openSync, writeSync } from 'node:fs';
import { CLIP_FRAMES, CLIP_SIZE, encodeStrip } from './art/living/frames';
import { CANVAS, drawPixels, encodeRendering, encodeSprite } from './art/sprite';
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

/**
 * Placeholders are left out: they are formulas, which nobody has to learn.
 *
 * @param frames the 16 frames of a clip, straight RGBA [CLIP_SIZE, CLIP_SIZE, 4], the first one whole;
 *   `null` leaves it out
 * @param onSubject hears how many are done
 */
export async function buildPack(
  catalogue: Catalogue,
  frames: (clip: Clip, subject: Subject) => Promise<Uint8Array[] | null>,
  pictures: Store,
  clips: Store,
  onSubject: (done: number) => void,
) {
  const drawn = catalogue.subjects.filter(({ group }) => group !== INTERFACE);
  const spell = (phrase: number[]) => phrase.map((id) => catalogue.words[id]).join(' ');
  const network = createWords();
  const styles = catalogue.styles.map(({ name, phrases }) => ({
    name,
    caption: network.encode(name),
    phrases: phrases.map(spell),
  }));
  const alive = { name: 'alive', caption: network.encode('alive'), phrases: aliveOf(catalogue) };
  const packed: PackedSubject[] = [];
  const moving: PackedClip[] = [];
  for (const subject of drawn) {
    const { name, group, phrases } = subject;
    const places = await drawAll(catalogue, subject, pictures);
    for (const clip of subject.clips ?? []) {
      const strip = await frames(clip, subject);
      if (!strip) continue;
      const { style, phrases: does } = clip;
      moving.push({
        subject: packed.length,
        style,
        phrases: does.map(spell),
        ...clips.add(await encodeStrip(strip)),
      });
      // What only moves is drawn as it begins.
      places[style] ??= pictures.add(await encode(await drawPixels(strip[0]!, CLIP_SIZE), style));
    }
    packed.push({
      name,
      group,
      caption: network.encode(name),
      phrases: phrases.map(spell),
      pictures: places,
    });
    onSubject(packed.length);
  }
  return {
    format: FORMAT,
    size: CANVAS,
    clipSize: CLIP_SIZE,
    clipFrames: CLIP_FRAMES,
    words: network.words,
    fillers: catalogue.fillers,
    styles,
    alive,
    subjects: packed,
    clips: moving,
    heldOut: heldOutStyles(packed, moving),
  };
}

export type Index = Awaited<ReturnType<typeof buildPack>>;

/** The network's words, numbered as they come; 0 is `<pad>`. */
export function createWords(known: readonly string[] = ['<pad>']) {
  const ids = new Map(known.map((word, id) => [word, id]));
  const words = [...known];
  const idOf = (word: string) => {
    const id = ids.get(word) ?? words.push(word) - 1;
    ids.set(word, id);
    return id;
  };
  return { words, encode: (phrase: string) => phrase.split(' ').map(idOf) };
}

function aliveOf({ motions, words }: Catalogue): string[] {
  const alive = motions.find(({ transforms }) => !transforms)!;
  return alive.phrases.map((phrase) => phrase.map((id) => words[id]).join(' '));
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
