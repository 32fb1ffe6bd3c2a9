/**
 * Prompt → scene: what the network draws, layer by layer, and what is then done to each: colour, size,
 * number and place.
 */
import type { UnderstoodWord, UnknownWord } from './api';
import { createCutter } from './prompt/cut';
import type { Size, Tint } from './prompt/grammar';
import { composeLayer } from './prompt/layer';
import type { Spoken } from './prompt/names';
import type { Part } from './prompt/parts';
import { createReader, type MeaningOf, spelling } from './prompt/reader';
import type { Vocabulary } from './prompt/words';
import { PromptError } from './request';

/** Things that look the same and move the same. */
export interface Layer {
  words: number[]; // word ids for the network, at most as many as it reads
  subject?: number; // index; none when the words name no subject
  motion: number; // 1 + index among the motions, 0 when none is named
  count: number; // 1 to MOST_THINGS
  tint?: Tint;
  accented?: boolean; // a tint is for its accents, as it is a part of an interface
  size?: Size;
}

export interface Scene {
  layers: Layer[]; // at least one; from left to right, or from top to bottom
  relation: 'beside' | 'above';
  unknown: UnknownWord[];
  understood: UnderstoodWord[];
  ignored: string[]; // known words that nothing comes of
}

export const MOST_THINGS = 4;
const MOST_SUBJECTS = 2; // each takes as long as a clip
const SUGGESTIONS = 3;

export type ParseScene = (prompt: string) => Scene;

/**
 * The parser of one vocabulary.
 *
 * @param limit words that the model reads
 */
export function createParser(
  vocabulary: Vocabulary,
  limit: number,
  meaningOf: MeaningOf = () => undefined,
): ParseScene {
  const readPrompt = createReader(vocabulary, meaningOf);
  const cut = createCutter(vocabulary);
  const moves = new Set(
    [...vocabulary.motions, ...(vocabulary.styles ?? [])].flatMap(({ phrases }) => phrases.flat()),
  );

  /** Whether there is more than movements and styles: “3d bouncing” is nobody's. */
  const showsAnything = ({ name, tokens }: Part) =>
    name !== undefined || tokens.some(({ id }) => id !== undefined && !moves.has(id));

  /** @throws {PromptError} when nothing is left to draw */
  return function parseScene(prompt) {
    const reading = readPrompt(prompt);
    const { unknown } = reading;
    const { parts, places } = cut(reading);
    const dropped: string[] = [];
    const shared = sharedOf(parts);
    const layers = limitThings(parts, dropped).map((part) =>
      composeLayer(part, { vocabulary, limit, ...shared }, dropped),
    );
    if (layers[0]!.words.length === 0 || !parts.some(showsAnything))
      throw new PromptError(nothingKnown(prompt, unknown), unknown);
    const [place = 'beside'] = places;
    if (place === 'right' || place === 'below') layers.reverse();
    const relation = place === 'above' || place === 'below' ? 'above' : 'beside';
    const drawn = new Set(layers.flatMap(({ words }) => words.map((id) => vocabulary.words[id])));
    const borne = parts.flatMap(bearerOf);
    const naming = new Set(borne.flatMap(({ word }) => word.split(' '))); // the fire of “burning, spinning”
    const ignored = [...new Set(dropped)].filter((word) => !drawn.has(word) && !naming.has(word));
    const meant = reading.understood.filter(({ word }) => !ignored.includes(word));
    const understood = [...meant, ...borne];
    return { layers, relation, unknown, understood, ignored };
  };

  /** What is drawn for a movement that stands alone: a fire for “burning”. */
  function bearerOf({ name, own, tokens }: Part): UnderstoodWord[] {
    if (!name || !own || name.at.length > 0) return [];
    const spell = (ids: number[]) => ids.map((id) => vocabulary.words[id]).join(' ');
    return [{ word: own.at.map((at) => spelling(tokens[at]!)).join(' '), as: spell(name.phrase) }];
  }
}

/** What one part says for all that do not say it themselves. */
function sharedOf(parts: Part[]): { motion?: Spoken; style?: Spoken } {
  const last = parts.at(-1)!;
  const moves = last.motion ?? last.own;
  const ends = Math.max(...(last.name?.at ?? []));
  return {
    motion: moves && moves.at[0]! > ends ? moves : undefined, // “a cat and a dog bouncing”
    style: parts.find(({ style }) => style)?.style,
  };
}

/** Leaves out what is beyond the most things and subjects, and says so. */
function limitThings(parts: Part[], ignored: string[]): (Part & { things: number })[] {
  const subjects = new Set<number | undefined>();
  let left = MOST_THINGS;
  return parts.flatMap((part) => {
    const subject = part.name?.subject;
    if (left === 0 || (!subjects.has(subject) && subjects.size === MOST_SUBJECTS)) {
      ignored.push(...part.tokens.map(spelling));
      return [];
    }
    subjects.add(subject);
    const wanted = part.count?.means ?? 1;
    const things = Math.min(wanted, left);
    if (things < wanted) ignored.push(...part.count!.at.map((at) => spelling(part.tokens[at]!)));
    left -= things;
    return { ...part, things };
  });
}

function nothingKnown(prompt: string, unknown: UnknownWord[]): string {
  if (unknown.length === 0) {
    return `The prompt “${prompt.trim()}” names nothing to draw: add a subject, such as “rocket”.`;
  }
  const words = unknown.map(({ word }) => `“${word}”`).join(', ');
  const best = Array.from({ length: SUGGESTIONS }, (_, rank) =>
    unknown.map((one) => one.nearest[rank]),
  );
  const hints = new Set(best.flat().filter((word) => word !== undefined)); // each word's best first
  const some = [...hints].slice(0, SUGGESTIONS).join(', ');
  return `The model does not know ${words}.${hints.size > 0 ? ` Did you mean ${some}?` : ''}`;
}
