/** What a team's clips are added to: the pack of the corpus, or the bare motions and styles. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedFolder } from '../../shipped';
import { CLIP_FRAMES } from '../art/living';
import { CANVAS } from '../art/sprite';
import { readCatalogue } from '../names/catalogue';
import { type buildPack, FRAME, type Place } from '../pack';
import { messageOf } from './problems';

export type Index = Awaited<ReturnType<typeof buildPack>>;

export interface Base {
  index: Index;
  pictures: Buffer;
  clips: Buffer;
  meanings: string;
}

/** A phrase as text. */
export const spell = (words: readonly string[], phrase: readonly number[]) =>
  phrase.map((id) => words[id]).join(' ');

/** @throws when there is no pack in the folder, or not a whole one of this format */
export function readBase(folder: string): Base {
  const read = (name: string) => readPart(folder, name);
  const base = {
    index: parseIndex(read('index.json').toString(), folder),
    pictures: read('pictures.bin'),
    clips: read('clips.bin'),
    meanings: read('meanings.txt').toString(),
  };
  const { subjects } = base.index;
  checkPlaces(
    subjects.flatMap(({ pictures }) => pictures),
    base.pictures,
    folder,
  );
  checkPlaces(
    subjects.map(({ clip }) => clip),
    base.clips,
    folder,
  );
  return base;
}

function readPart(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name));
  } catch (error) {
    throw new Error(
      `${folder} should hold the pack of the corpus, and ${name} cannot be read (${messageOf(error)}). ` +
        'Run npm run data first, or leave the corpus out with --alone.',
    );
  }
}

function parseIndex(text: string, folder: string): Index {
  const form = ({ size, frame, clipFrames }: Partial<Index>) => `${size}, ${frame}, ${clipFrames}`;
  const wanted = form({ size: CANVAS, frame: FRAME, clipFrames: CLIP_FRAMES });
  let index: Index;
  try {
    index = JSON.parse(text);
  } catch (error) {
    throw broken(folder, `index.json is not JSON (${messageOf(error)})`);
  }
  if (form(index) !== wanted) {
    throw broken(folder, `size, frame and clipFrames should be ${wanted}, and are ${form(index)}`);
  }
  return index;
}

function checkPlaces(places: (Place | null | undefined)[], bytes: Buffer, folder: string) {
  const end = Math.max(0, ...places.map((place) => (place ? place.offset + place.length : 0)));
  if (end > bytes.length) {
    throw broken(folder, `${end} bytes of pictures should be there, and ${bytes.length} are`);
  }
}

const broken = (folder: string, what: string) =>
  new Error(`The pack in ${folder} is damaged: ${what}. Run npm run data again.`);

/** The motions and styles, with no subject. Their words come first in the corpus too. */
export function bareBase(): Base {
  const { words, fillers, styles, motions } = readCatalogue();
  const used = [...styles, ...motions].flatMap(({ phrases }) => phrases.flat());
  return {
    index: {
      ...{ size: CANVAS, frame: FRAME, clipFrames: CLIP_FRAMES },
      words: words.slice(0, 1 + Math.max(...used)),
      ...{ fillers, styles, motions },
      heldOut: { pairs: [], styles: [] },
      subjects: [],
    },
    pictures: Buffer.alloc(0),
    clips: Buffer.alloc(0),
    meanings: readFileSync(new URL('meanings.txt', shippedFolder), 'utf8'),
  };
}
