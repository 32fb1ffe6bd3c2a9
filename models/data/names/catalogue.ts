/** What the model can learn: every subject with its names, pictures and clips; and what motions and styles are called. */
import { readdirSync, readFileSync } from 'node:fs';
import { styleOfSet } from '../art/living/drawings';
import { type Living, readDrawings, readEmoji } from '../art/living/list';
import {
  type IconSet,
  readNames,
  readOutlines,
  readPictures,
  readRenderings,
  type Source,
} from '../art/sources';
import { drawOutline, drawPicture, drawSprite } from '../art/sprite';
import {
  buildVocabulary,
  FILLERS,
  type Listed,
  MOTIONS,
  type Named,
  nameSubjects,
  parseList,
  STYLES,
  wordsOf,
} from './captions';

export interface Subject {
  name: string;
  group: string;
  icon: string; // of the flat picture; `tabler/…`, a line icon; of an interface drawing its name
  phrases: number[][]; // word ids; the canonical name first
  styles: number[]; // that there are pictures of
  clips?: Clip[]; // animations of it
}

/** An animation of a subject, in one style. */
export interface Clip {
  style: number;
  drawing?: string; // `set/icon` of an animated drawing; without one the subject's animated emoji
  phrases: number[][]; // what it does there
}

export interface Catalogue {
  words: string[];
  fillers: string[];
  styles: { name: string; phrases: number[][] }[];
  subjects: Subject[];
  motions: { name: string; phrases: number[][] }[]; // the last is “alive”
  sources: { pictures: Source; renderings: Source; outlines: Source; names: Source };
  /** Straight RGBA [256, 256, 4]. */
  draw(subject: Subject, style: number): Promise<Uint8Array>;
}

export const INTERFACE = 'interface'; // the group of what formulas draw: names only, so that no subject claims them
const RENDERED_EDGE = 256; // px
const LISTS = new URL('subjects/', import.meta.url);
const OUTLINES = new URL('outline.txt', import.meta.url);
const FORMULAS = new URL('interface.txt', import.meta.url);
const LINE_ICON = 'tabler/'; // how a list names what is drawn as a line icon only
const FLAT = 0; // as in STYLES
const RENDERED = 1;
const OUTLINE = 2;

function readLists(): Listed[] {
  const files = readdirSync(LISTS).filter((file) => file.endsWith('.txt'));
  return files
    .sort()
    .flatMap((file) =>
      parseList(readFileSync(new URL(file, LISTS), 'utf8'), file.replace(/^\d+-|\.txt$/g, '')),
    );
}

const readFormulas = (): Listed[] => parseList(readFileSync(FORMULAS, 'utf8'), INTERFACE);

/** Everything but the pixels: fast, and all that the evaluation needs besides drawing. */
export function readCatalogue(): Catalogue {
  const art = readArt();
  const [emoji, drawings] = [readEmoji(), readDrawings()];
  const living = [...emoji, ...drawings];
  const named = nameSubjects([...readLists(), ...readFormulas()], art.suggested, art.tags);
  const [motionWords, styleWords] = [MOTIONS, STYLES].map((named) =>
    named.map(({ phrases }) => phrases.map(wordsOf)),
  ) as [string[][][], string[][][]];
  const { words, encode } = buildVocabulary([
    ...motionWords.flat(),
    ...styleWords.flat(),
    ...named.flatMap(({ phrases }) => phrases),
    ...living.flatMap(({ does }) => does.map(wordsOf)),
  ]);
  const clipsOf = gather(living, encode);
  const subjects = named.map((subject) => describe(subject, art, clipsOf, encode));
  const known = new Set(subjects.map(({ name }) => name));
  for (const { subject } of living) {
    if (!known.has(subject))
      throw new Error(`What is alive should be a subject, and “${subject}” is none.`);
  }
  return {
    words,
    fillers: [...FILLERS],
    styles: STYLES.map(({ name }, index) => ({ name, phrases: styleWords[index]!.map(encode) })),
    subjects,
    motions: MOTIONS.map(({ name }, index) => ({ name, phrases: motionWords[index]!.map(encode) })),
    sources: art.sources(named),
    draw: ({ icon }, style) => art.draw(icon, style),
  };
}

/** Subject → its clips. @throws when two of a subject have the same style */
function gather(living: Living[], encode: (phrase: string[]) => number[]): Map<string, Clip[]> {
  const clips = new Map<string, Clip[]>();
  for (const { subject, drawing, does } of living) {
    const style = drawing === undefined ? RENDERED : styleOfSet(drawing);
    const others = clips.get(subject) ?? [];
    if (others.some((other) => other.style === style))
      throw new Error(`“${subject}” should be alive once in a style, and is twice.`);
    const phrases = does.map(wordsOf).map(encode);
    clips.set(subject, [...others, { style, phrases, ...(drawing && { drawing }) }]);
  }
  return clips;
}

function describe(
  { icon, group, phrases }: Named,
  art: ReturnType<typeof readArt>,
  clipsOf: Map<string, Clip[]>,
  encode: (phrase: string[]) => number[],
): Subject {
  const name = phrases[0]!.join(' ');
  const subject = { name, group, icon, phrases: phrases.map(encode) };
  if (group === INTERFACE) return { ...subject, styles: [] };
  const clips = clipsOf.get(name);
  return { ...subject, styles: art.stylesOf(icon), ...(clips && { clips }) };
}

/** The pictures of the listed icons in all styles, and what dictionaries call them. */
function readArt() {
  const [icons, renderings, outlines] = [readPictures(), readRenderings(), readOutlines()];
  const dictionary = readNames();
  const by = <T>(found: Map<string, T>) =>
    new Map(
      [...icons.hex].flatMap(([icon, hex]) => (found.has(hex) ? [[icon, found.get(hex)!]] : [])),
    );
  const files = by(renderings.files);
  const lineIcons = readLineIcons();
  const lineIconOf = (icon: string) =>
    icon.startsWith(LINE_ICON) ? icon.slice(LINE_ICON.length) : lineIcons.get(icon);
  const stylesOf = (icon: string): number[] => {
    const outline = lineIconOf(icon);
    if (outline !== undefined) bodyOf(outlines, outline);
    if (icon.startsWith(LINE_ICON)) return [OUTLINE];
    if (icon.includes('/')) return []; // it is drawn by its clip only
    bodyOf(icons, icon);
    return [FLAT, ...(files.has(icon) ? [RENDERED] : []), ...(outline ? [OUTLINE] : [])];
  };
  return {
    suggested: by(dictionary.names),
    tags: by(dictionary.tags),
    stylesOf,
    draw: (icon: string, style: number) => {
      if (style === OUTLINE) return drawOutline(bodyOf(outlines, lineIconOf(icon)!), outlines.edge);
      return style === FLAT
        ? drawSprite(bodyOf(icons, icon), icons.edge)
        : drawPicture(files.get(icon)!, RENDERED_EDGE);
    },
    sources: (named: Named[]) => {
      const drawn = named.filter(({ group }) => group !== INTERFACE);
      const inStyle = (style: number) =>
        drawn.filter(({ icon }) => stylesOf(icon).includes(style)).length;
      return {
        pictures: { ...icons.source, items: inStyle(FLAT) },
        renderings: { ...renderings.source, items: inStyle(RENDERED) },
        outlines: { ...outlines.source, items: inStyle(OUTLINE) },
        names: { ...dictionary.source, items: inStyle(FLAT) },
      };
    },
  };
}

/** Icon of the flat picture → the line icon that shows the same. */
const readLineIcons = () =>
  new Map(
    parseList(readFileSync(OUTLINES, 'utf8'), '').map(({ icon, names }) => [icon, names[0]!]),
  );

function bodyOf({ source, bodies }: IconSet, icon: string): string {
  const body = bodies.get(icon);
  if (body === undefined) throw new Error(`${source.package} should hold “${icon}”, and does not.`);
  return body;
}
