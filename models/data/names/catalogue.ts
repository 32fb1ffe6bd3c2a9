/** What the model can learn: every subject with its names and pictures, every motion and style. */
import { readdirSync, readFileSync } from 'node:fs';
import { type Affine, ALIVE, MOTIONS, transforms } from '../../../worker/motion/maps';
import { CLIP_FRAMES, KEY_FRAMES, keptKeyFrames, readLiving, SMALL } from '../art/living';
import { drawPlaceholder, PLACEHOLDERS, type Placeholder } from '../art/placeholders';
import { readNames, readPictures, readRenderings, type Source } from '../art/sources';
import { CANVAS, drawPicture, drawSprite } from '../art/sprite';
import {
  buildVocabulary,
  FILLERS,
  type Listed,
  motionPhrases,
  type Named,
  nameSubjects,
  parseList,
  STYLES,
  stylePhrases,
  wordsOf,
} from './captions';

export interface Subject {
  name: string;
  group: string;
  icon: string; // of the flat picture; of a placeholder its name
  phrases: number[][]; // word ids; the canonical name first
  styles: number[]; // that there are pictures of
  alive?: number[][]; // there is an animation of it: own phrases for what it does there
  lively?: true; // it is animated unless “still” is said
}

export interface Catalogue {
  words: string[];
  fillers: string[];
  styles: { name: string; phrases: number[][] }[];
  subjects: Subject[];
  motions: { name: string; phrases: number[][]; transforms?: Affine[] }[]; // the last, “alive”, has none
  sources: { pictures: Source; renderings: Source; names: Source };
  /** Straight RGBA [256, 256, 4]. */
  draw(subject: Subject, style: number): Promise<Uint8Array>;
  /** The key frames of its own animation, straight RGBA [64, 64, 4] each. */
  living(subject: Subject): Promise<Uint8Array[]>;
}

export const INTERFACE = 'interface'; // the group of the placeholders
const RENDERED_EDGE = 256; // px
const LISTS = new URL('subjects/', import.meta.url);

function readLists(): Listed[] {
  const files = readdirSync(LISTS).filter((file) => file.endsWith('.txt'));
  return files
    .sort()
    .flatMap((file) =>
      parseList(readFileSync(new URL(file, LISTS), 'utf8'), file.replace(/^\d+-|\.txt$/g, '')),
    );
}

const placeholders = (): Listed[] =>
  PLACEHOLDERS.map(({ names }) => ({ icon: names[0]!, group: INTERFACE, names: [...names] }));

/** Everything but the pixels: fast, and all that the evaluation needs besides drawing. */
export function readCatalogue(): Catalogue {
  const art = readArt();
  const living = readLiving();
  const named = nameSubjects([...readLists(), ...placeholders()], art.suggested, art.tags);
  const [motionWords, styleWords] = [motionPhrases(), stylePhrases()];
  const ownWords = new Map([...living].map(([name, phrases]) => [name, phrases.map(wordsOf)]));
  const { words, encode } = buildVocabulary([
    ...motionWords.flat(),
    ...styleWords.flat(),
    ...named.flatMap(({ phrases }) => phrases),
    ...[...ownWords.values()].flat(),
  ]);
  const subjects = named.map((subject) => describe(subject, art, ownWords, encode));
  const order = [...living.keys()];
  for (const name of order) {
    if (!subjects.some((subject) => subject.name === name))
      throw new Error(`living.txt should name subjects only, and names “${name}”.`);
  }
  const placeholderOf = new Map(PLACEHOLDERS.map((one) => [one.names[0]!, one]));
  return {
    words,
    fillers: [...FILLERS],
    styles: STYLES.map(({ name }, index) => ({ name, phrases: styleWords[index]!.map(encode) })),
    subjects,
    motions: [...MOTIONS, ALIVE].map((motion, index) => ({
      name: motion.name,
      phrases: motionWords[index]!.map(encode),
      ...('at' in motion && { transforms: transforms(motion) }),
    })),
    sources: art.sources(named),
    draw: ({ icon, group }, style) =>
      group === INTERFACE
        ? drawPlaceholder(placeholderOf.get(icon)!, 0, CANVAS)
        : art.draw(icon, style),
    living: async ({ name, icon, group }) =>
      group === INTERFACE
        ? drawKeyFrames(placeholderOf.get(icon)!)
        : keptKeyFrames(order.indexOf(name)),
  };
}

const drawKeyFrames = (one: Placeholder) =>
  Promise.all(KEY_FRAMES.map((frame) => drawPlaceholder(one, frame / CLIP_FRAMES, SMALL)));

function describe(
  { icon, group, phrases }: Named,
  art: ReturnType<typeof readArt>,
  ownWords: Map<string, string[][]>,
  encode: (phrase: string[]) => number[],
): Subject {
  const name = phrases[0]!.join(' ');
  const own = ownWords.get(name);
  return {
    ...{ name, group, icon, phrases: phrases.map(encode) },
    ...(group === INTERFACE
      ? { styles: [0], alive: [], lively: true as const }
      : { styles: art.stylesOf(icon), ...(own && { alive: own.map(encode) }) }),
  };
}

/** The pictures of the listed icons in both styles, and what dictionaries call them. */
function readArt() {
  const icons = readPictures();
  const renderings = readRenderings();
  const dictionary = readNames();
  const by = <T>(found: Map<string, T>) =>
    new Map(
      [...icons.hex].flatMap(([icon, hex]) => (found.has(hex) ? [[icon, found.get(hex)!]] : [])),
    );
  const files = by(renderings.files);
  const bodyOf = (icon: string) => {
    const body = icons.bodies.get(icon);
    if (body === undefined)
      throw new Error(`${icons.source.package} should hold “${icon}”, and does not.`);
    return body;
  };
  return {
    suggested: by(dictionary.names),
    tags: by(dictionary.tags),
    stylesOf(icon: string): number[] {
      bodyOf(icon);
      return files.has(icon) ? [0, 1] : [0];
    },
    draw: (icon: string, style: number) =>
      style === 0
        ? drawSprite(bodyOf(icon), icons.edge)
        : drawPicture(files.get(icon)!, RENDERED_EDGE),
    sources: (named: Named[]) => {
      const drawn = named.filter(({ group }) => group !== INTERFACE);
      return {
        pictures: { ...icons.source, items: drawn.length },
        renderings: {
          ...renderings.source,
          items: drawn.filter(({ icon }) => files.has(icon)).length,
        },
        names: { ...dictionary.source, items: drawn.length },
      };
    },
  };
}
