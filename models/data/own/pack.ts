/** A team's clips → a training pack of the format of the corpus. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildVocabulary, MOTIONS, nameSubjects, wordsOf } from '../names/captions';
import { type Catalogue, readCatalogue, type Subject } from '../names/catalogue';
import { buildPack, createStore, type Index } from '../pack';
import type { Base } from './base';
import { drawClip, drawStill } from './frames';
import { type Line, OWN } from './list';
import { messageOf } from './problems';

const STYLE = 0; // what own clips are drawn in
const FILES = ['pictures.bin', 'clips.bin', 'meanings.txt', 'index.json'];

/** Looks through all clips. @returns what is wrong with those that cannot be used */
export async function checkClips(lines: Line[], say: (progress: string) => void) {
  const problems: string[] = [];
  for (const [index, { at, path }] of lines.entries()) {
    try {
      await drawClip(path);
      await drawStill(path);
    } catch (error) {
      problems.push(`${at}: ${messageOf(error)}`);
    }
    say(`looked at ${index + 1} of ${lines.length} clips`);
  }
  return problems;
}

/**
 * @returns the known subjects with what they have learnt of plurals, and the team's, their icon the path of
 *   a clip, their phrases made of `words`
 */
export function describe(lines: Line[], { subjects: known }: Index) {
  // Together, as a new word like “stars” must lead to a known star too.
  const named = nameSubjects(
    [
      ...known.map(({ name, group, phrases }) => ({
        icon: `the known “${name}”`,
        group,
        names: phrases,
      })),
      ...lines.map(({ at, names }) => ({ icon: at, group: OWN, names })),
    ],
    new Map(),
  );
  const own = named.slice(known.length);
  const { words, encode } = buildVocabulary([
    ...own.flatMap(({ phrases }) => phrases),
    ...lines.flatMap(({ alive }) => alive.map(wordsOf)),
  ]);
  const subjects = known.map((subject, i) => ({
    ...subject,
    phrases: named[i]!.phrases.map((phrase) => phrase.join(' ')),
  }));
  const described = lines.map(({ path, alive }, i): Subject => {
    const { phrases } = own[i]!;
    const does = alive.map((phrase) => encode(wordsOf(phrase)));
    return {
      name: phrases[0]!.join(' '),
      group: OWN,
      icon: path,
      phrases: phrases.map(encode),
      styles: [STYLE],
      clips: [{ style: STYLE, phrases: does }],
    };
  });
  return { words, subjects, own: described };
}

/**
 * Writes the pack: each file whole or not at all. New words and subjects come at the end, so that those of
 * the base keep their numbers.
 *
 * @throws when the folder cannot be written to
 */
export async function writePack(
  lines: Line[],
  base: Base,
  out: string,
  say: (progress: string) => void,
): Promise<Index> {
  const { words, subjects, own } = describe(lines, base.index);
  const catalogue: Catalogue = {
    ...readCatalogue(),
    words,
    subjects: own,
    draw: ({ icon }) => drawStill(icon),
  };
  try {
    mkdirSync(out, { recursive: true });
    const known = { ...base, index: { ...base.index, subjects } };
    const index = await fill(catalogue, known, out, say);
    writeFileSync(partial(out, 'meanings.txt'), meanings(base.meanings, index));
    writeFileSync(partial(out, 'index.json'), JSON.stringify(index));
    for (const name of FILES) renameSync(partial(out, name), join(out, name));
    return index;
  } catch (error) {
    discard(out);
    throw new Error(`${out} should become a pack, and cannot be written: ${messageOf(error)}.`);
  }
}

/** Takes away what is half written. Where that fails too, the first error is the one to tell. */
function discard(out: string) {
  for (const name of FILES) {
    try {
      rmSync(partial(out, name), { force: true });
    } catch {}
  }
}

const partial = (out: string, name: string) => join(out, `${name}.partial`);

/** The pictures and clips: those of the base first, so that they stay where they are. */
async function fill(catalogue: Catalogue, base: Base, out: string, say: (line: string) => void) {
  const pictures = createStore(partial(out, 'pictures.bin'));
  const clips = createStore(partial(out, 'clips.bin'));
  try {
    pictures.add(base.pictures);
    clips.add(base.clips);
    return await buildPack(
      catalogue,
      (_, { icon }) => drawClip(icon),
      pictures,
      clips,
      (done) => say(`packed ${done} of ${catalogue.subjects.length} clips`),
      base.index,
    );
  } finally {
    pictures.close();
    clips.close();
  }
}

/** The table of meanings without subjects that are not there and without words that are known now. */
function meanings(table: string, { subjects, styles }: Index): string {
  const names = new Set([...subjects, ...MOTIONS].map(({ name }) => name));
  const phrases = [...subjects, ...styles].flatMap((item) => item.phrases);
  const known = new Set(phrases.flatMap((phrase) => phrase.split(' ')));
  const lines = table.split('\n').flatMap((line) => {
    const [, name = '', mark = '', list = ''] = /^(.*?)([:?]) (.*)$/.exec(line) ?? [];
    const unknown = list.split(' ').filter((word) => word !== '' && !known.has(word));
    const there = name === '' || names.has(name);
    return there && unknown.length > 0 ? [`${name}${mark} ${unknown.join(' ')}\n`] : [];
  });
  return lines.join('');
}
