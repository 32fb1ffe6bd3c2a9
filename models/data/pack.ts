/** The training pack: pictures, clips and captions in three files (see models/README.md). */
import { closeSync, openSync, writeSync } from 'node:fs';
import { CLIP_FRAMES, encodeStrip } from './art/living';
import { drawPlaceholder, PLACEHOLDERS } from './art/placeholders';
import { CANVAS, encodeRendering, encodeSprite } from './art/sprite';
import { type Catalogue, INTERFACE, type Subject } from './names/catalogue';
import { readHeldOut } from './names/heldout';

export const FRAME = 128; // px

export interface Place {
  offset: number;
  length: number;
}

interface Packed extends Pick<Subject, 'name' | 'group' | 'phrases' | 'alive' | 'lively'> {
  pictures: (Place | null)[]; // one a style
  clip?: Place;
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
 * @param frames the 16 frames of a subject's own animation, straight RGBA [128, 128, 4]
 * @param onSubject hears how many are done
 */
export async function buildPack(
  catalogue: Catalogue,
  frames: (subject: Subject) => Promise<Uint8Array[]>,
  pictures: Store,
  clips: Store,
  onSubject: (done: number) => void,
) {
  const { words, fillers, styles, motions } = catalogue;
  const subjects: Packed[] = [];
  for (const subject of catalogue.subjects) {
    const { name, group, phrases, alive, lively } = subject;
    subjects.push({
      ...{ name, group, phrases },
      pictures: await drawAll(catalogue, subject, pictures),
      ...(alive && { alive, clip: clips.add(await encodeStrip(await frames(subject))) }),
      ...(lively && { lively }),
    });
    onSubject(subjects.length);
  }
  const held = readHeldOut(catalogue);
  const at = (list: { name: string }[], name: string) =>
    list.findIndex((item) => item.name === name);
  const placed = (pairs: [string, string][], others: { name: string }[]) =>
    pairs
      .map(([subject, other]) => [at(subjects, subject), at(others, other)])
      .filter((pair) => !pair.includes(-1)); // a part of the corpus lacks some
  return {
    ...{ size: CANVAS, frame: FRAME, clipFrames: CLIP_FRAMES, words, fillers, styles, motions },
    heldOut: {
      pairs: placed(held.pairs, motions),
      styles: placed(held.styles, styles),
    },
    subjects,
  };
}

/** One picture a style, `null` where there is none. */
async function drawAll(catalogue: Catalogue, subject: Subject, store: Store) {
  const places: (Place | null)[] = [];
  for (const style of catalogue.styles.keys()) {
    if (!subject.styles.includes(style)) places.push(null);
    else {
      const rgba = await catalogue.draw(subject, style);
      places.push(store.add(await (style === 0 ? encodeSprite(rgba) : encodeRendering(rgba))));
    }
  }
  return places;
}

/** The frames of a placeholder's animation. */
export function drawPlaceholderFrames({ icon, group }: Subject): Promise<Uint8Array[]> {
  const placeholder = PLACEHOLDERS.find(({ names }) => group === INTERFACE && names[0] === icon);
  if (!placeholder) throw new Error(`There should be a placeholder “${icon}”, and there is none.`);
  const phases = Array.from({ length: CLIP_FRAMES }, (_, i) => i / CLIP_FRAMES);
  return Promise.all(phases.map((phase) => drawPlaceholder(placeholder, phase, FRAME)));
}
