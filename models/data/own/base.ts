/** What a team's clips are added to: the pack of the corpus, or the bare motions and styles. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedFolder } from '../../shipped';
import { CLIP_FRAMES, CLIP_SIZE } from '../art/living/frames';
import { CANVAS } from '../art/sprite';
import { readCatalogue } from '../names/catalogue';
import { emptyIndex, FORMAT, type Index, type Place } from '../pack';
import { messageOf } from './problems';

export interface Base {
  index: Index;
  pictures: Buffer;
  clips: Buffer;
  meanings: string;
}

/** @throws when there is no pack in the folder, or not a whole one of this format */
export function readBase(folder: string): Base {
  const read = (name: string) => readPart(folder, name);
  const base = {
    index: parseIndex(read('index.json').toString(), folder),
    pictures: read('pictures.bin'),
    clips: read('clips.bin'),
    meanings: read('meanings.txt').toString(),
  };
  const { subjects, clips } = base.index;
  checkPlaces(
    subjects.flatMap(({ pictures }) => pictures),
    base.pictures,
    folder,
  );
  checkPlaces(clips, base.clips, folder);
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
  const form = ({ format, size, clipSize, clipFrames }: Partial<Index>) =>
    `${format}, ${size}, ${clipSize}, ${clipFrames}`;
  const wanted = form({
    format: FORMAT,
    size: CANVAS,
    clipSize: CLIP_SIZE,
    clipFrames: CLIP_FRAMES,
  });
  let index: Index;
  try {
    index = JSON.parse(text);
  } catch (error) {
    throw broken(folder, `index.json is not JSON (${messageOf(error)})`);
  }
  if (form(index) !== wanted) {
    throw broken(
      folder,
      `format, size, clipSize and clipFrames should be ${wanted}, and are ${form(index)}`,
    );
  }
  return index;
}

function checkPlaces(places: (Place | null)[], bytes: Buffer, folder: string) {
  const end = Math.max(0, ...places.map((place) => (place ? place.offset + place.length : 0)));
  if (end > bytes.length) {
    throw broken(folder, `${end} bytes of pictures should be there, and ${bytes.length} are`);
  }
}

const broken = (folder: string, what: string) =>
  new Error(`The pack in ${folder} is damaged: ${what}. Run npm run data again.`);

/** The styles, with no subject. Their words come first in the corpus too. */
export const bareBase = (): Base => ({
  index: emptyIndex(readCatalogue()),
  pictures: Buffer.alloc(0),
  clips: Buffer.alloc(0),
  meanings: readFileSync(new URL('meanings.txt', shippedFolder), 'utf8'),
});
