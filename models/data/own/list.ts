/** A team's captions file: which clips there are, what they show and what that does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalise } from '../../../worker/prompt/words';
import { MAX_WORDS, nameSubjects, parseList, wordsOf } from '../names/captions';
import type { Index } from '../pack';
import { messageOf } from './problems';

export const CAPTIONS = 'captions.txt';
export const OWN = 'own'; // the group of a team's subjects

/** One line of the file. */
export interface Line {
  at: string; // “line 3”
  path: string;
  names: string[]; // the canonical one first
  alive: string[]; // what it does
}

/**
 * @param folder holds the captions file and the clips that it lists
 * @param index what is known already
 * @returns the lines that can be read, and what is wrong with any
 * @throws when there is no such file, or nothing in it
 */
export function readCaptions(folder: string, index: Index) {
  const problems: string[] = [];
  const lines = parse(readText(folder), folder, problems);
  problems.push(...lines.flatMap(misnamed), ...shared(lines, index));
  if (lines.length + problems.length === 0) {
    throw new Error(`${join(folder, CAPTIONS)} should hold a line for each clip, and holds none.`);
  }
  return { lines, problems };
}

function readText(folder: string): string {
  const file = join(folder, CAPTIONS);
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new Error(`${file} should list the clips, and cannot be read (${messageOf(error)}).`);
  }
}

function parse(text: string, folder: string, problems: string[]): Line[] {
  return text.split('\n').flatMap((raw, index) => {
    const [line, at] = [raw.trim(), `line ${index + 1}`];
    if (line === '' || line.startsWith('#')) return [];
    if (!/^[^:|]+:[^:|]+(\|[^:|]*)?$/.test(line)) {
      problems.push(`${at} should be “file: name, synonym | what it does”, and is “${line}”.`);
      return [];
    }
    const [before = '', after = ''] = line.split('|');
    const [{ icon, names }] = parseList(before, OWN) as [ReturnType<typeof parseList>[number]];
    const alive = after.split(',').map((phrase) => phrase.trim());
    return [{ at, path: join(folder, icon), names, alive: after.trim() === '' ? [] : alive }];
  });
}

/** Names and phrases that no prompt could hold. */
function misnamed({ at, names, alive }: Line): string[] {
  const wrong = names.flatMap((name) => {
    try {
      nameSubjects([{ icon: at, group: OWN, names: [name] }], new Map());
      return [];
    } catch (error) {
      return [messageOf(error)];
    }
  });
  const mute = alive.filter((phrase) => {
    const { length } = wordsOf(phrase);
    return length < 1 || length > MAX_WORDS;
  });
  return [
    ...wrong,
    ...mute.map(
      (phrase) => `${at}: “${phrase}” should say what it does in 1 to ${MAX_WORDS} words.`,
    ),
  ];
}

/** Names that mean something already, in the pack or in another line. */
function shared(lines: Line[], { fillers, subjects, styles }: Index): string[] {
  const owners = new Map<string, string>(); // phrase → whose it is
  const own = (kind: string, items: { name: string; phrases: string[] }[]) => {
    for (const { name, phrases } of items) {
      for (const phrase of phrases) owners.set(phrase, `the ${kind} “${name}”`);
    }
  };
  own('style', styles);
  own('known subject', subjects);
  const known = new Set([...owners.keys()].flatMap((phrase) => phrase.split(' ')));
  const ignored = new Set(fillers);
  return lines.flatMap(({ at, names }) =>
    names.flatMap((name) => {
      const phrase = normalise(name.replaceAll('_', ' '), known, ignored).join(' ');
      const owner = owners.get(phrase) ?? at;
      owners.set(phrase, owner);
      if (owner === at || phrase === '') return [];
      return [`${at}: “${name}” should be a name of its own, and is one of ${owner}.`];
    }),
  );
}
