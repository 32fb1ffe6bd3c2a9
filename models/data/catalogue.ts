/** The training pack: every subject with its picture and captions, every motion (see models/README.md). */
import { readdirSync, readFileSync } from 'node:fs';
import {
  buildVocabulary,
  FILLERS,
  type Listed,
  motionPhrases,
  nameSubjects,
  parseList,
} from './captions';
import { type Affine, MOTIONS, transforms } from './motions';
import { readNames, readPictures, type Source } from './sources';
import { CANVAS, drawSprite, encodeSprite } from './sprite';

export const FRAME = 128; // px

export interface Subject {
  name: string;
  group: string;
  icon: string;
  phrases: number[][]; // word ids; the canonical name first
}

export interface Catalogue {
  words: string[];
  fillers: string[];
  subjects: Subject[];
  motions: { name: string; phrases: number[][]; transforms: Affine[] }[];
  sources: { pictures: Source; names: Source };
  /** Straight RGBA [256, 256, 4]. */
  draw(subject: Subject): Promise<Uint8Array>;
}

const LISTS = new URL('subjects/', import.meta.url);

function readLists(): Listed[] {
  const files = readdirSync(LISTS).filter((file) => file.endsWith('.txt'));
  return files
    .sort()
    .flatMap((file) =>
      parseList(readFileSync(new URL(file, LISTS), 'utf8'), file.replace(/^\d+-|\.txt$/g, '')),
    );
}

/** Everything but the pixels: fast, and all that the evaluation needs besides drawing. */
export function readCatalogue(): Catalogue {
  const icons = readPictures();
  const dictionary = readNames();
  const listed = readLists();
  const suggested = new Map(
    listed.map(({ icon }) => [icon, dictionary.names.get(icons.hex.get(icon) ?? '') ?? []]),
  );
  const named = nameSubjects(listed, suggested);
  const spoken = motionPhrases();
  const { words, encode } = buildVocabulary([
    ...spoken.flat(),
    ...named.flatMap(({ phrases }) => phrases),
  ]);
  const bodyOf = (icon: string) => {
    const body = icons.bodies.get(icon);
    if (body === undefined)
      throw new Error(`${icons.source.package} should hold “${icon}”, and does not.`);
    return body;
  };
  for (const { icon } of listed) bodyOf(icon);
  return {
    words,
    fillers: [...FILLERS],
    subjects: named.map(({ icon, group, phrases }) => ({
      name: phrases[0]!.join(' '),
      group,
      icon,
      phrases: phrases.map(encode),
    })),
    motions: MOTIONS.map((motion, index) => ({
      name: motion.name,
      phrases: spoken[index]!.map(encode),
      transforms: transforms(motion),
    })),
    sources: {
      pictures: { ...icons.source, items: named.length },
      names: { ...dictionary.source, items: suggested.size },
    },
    draw: ({ icon }) => drawSprite(bodyOf(icon), icons.edge),
  };
}

/** Draws every sprite; `onSprite` hears how many are done. */
export async function buildPack(catalogue: Catalogue, onSprite: (done: number) => void) {
  const { words, fillers, motions } = catalogue;
  const sources = [catalogue.sources.pictures, catalogue.sources.names];
  const source = catalogue.sources.pictures.package;
  const pictures: Buffer[] = [];
  const subjects = [];
  let offset = 0;
  for (const subject of catalogue.subjects) {
    const picture = await encodeSprite(await catalogue.draw(subject));
    const sprite = { source, icon: subject.icon, offset, length: picture.length };
    subjects.push({ name: subject.name, group: subject.group, sprite, phrases: subject.phrases });
    pictures.push(picture);
    offset += picture.length;
    onSprite(pictures.length);
  }
  const index = { size: CANVAS, frame: FRAME, words, fillers, subjects, motions, sources };
  return { index, sprites: Buffer.concat(pictures) };
}
