/**
 * Prompt → scene: what the network draws, layer by layer, and what is then done to each: colour, size,
 * number and place.
 */
import type { UnderstoodWord, UnknownWord } from './api';
import { matchTint, type Place, type Size, type Tint } from './grammar';
import { composeLayer } from './layer';
import { createNames, type Spoken } from './names';
import { createPartReader, type Part } from './parts';
import {
  createReader,
  type Joint,
  type MeaningOf,
  type Reading,
  spelling,
  type Token,
} from './reader';
import { PromptError } from './request';
import type { Vocabulary } from './tokenizer';

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
  const names = createNames(vocabulary.subjects);
  const readPart = createPartReader(vocabulary, names);

  /**
   * Two things, or one that is named across the joint: “salt and pepper”.
   *
   * @param rest all that follows the joint, as a name may go on beyond the next one
   */
  function areTwo(before: Token[], joint: Joint, after: Token[], rest: Token[]): boolean {
    const [left, right] = [readPart(before).name, readPart(after).name];
    if (!left || !right) return false;
    const between = idsOf(joint.tokens);
    if (!joint.loose && between.length === 0) return true;
    const ids = idsOf([...before, ...joint.tokens, ...rest]);
    return !names.areOne(left, right, ids, joint.loose ? [] : between);
  }

  function cut({ pieces, joints }: Reading) {
    const groups = [[...pieces[0]!]];
    const places: Place[] = [];
    joints.forEach((joint, i) => {
      const [before, after] = [groups.at(-1)!, pieces[i + 1]!];
      const rest = pieces
        .slice(i + 1)
        .flatMap((piece, k) => [...piece, ...(joints[i + 1 + k]?.tokens ?? [])]);
      const worn = joint.wears ? colourLength(after) : 0;
      if (worn > 0) {
        before.unshift(...after.slice(0, worn));
        before.push(...after.slice(worn));
      } else if (areTwo(before, joint, after, rest)) {
        groups.push([...after]);
        places.push(joint.place);
      } else before.push(...joint.tokens, ...after);
    });
    return { parts: groups.map(readPart), places };
  }

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
    const isEmpty = layers[0]!.words.length === 0;
    if (isEmpty) throw new PromptError(nothingKnown(prompt, unknown), unknown);
    const [place = 'beside'] = places;
    if (place === 'right' || place === 'below') layers.reverse();
    const relation = place === 'above' || place === 'below' ? 'above' : 'beside';
    const drawn = new Set(layers.flatMap(({ words }) => words.map((id) => vocabulary.words[id])));
    const ignored = [...new Set(dropped)].filter((word) => !drawn.has(word));
    const understood = reading.understood.filter(({ word }) => !ignored.includes(word));
    return { layers, relation, unknown, understood, ignored };
  };
}

/** Words of the colour that a piece begins with: “a lemon in orange” is no orange. */
function colourLength(piece: Token[]): number {
  const words = piece.map(({ word }) => word);
  return matchTint(words, 0)?.length ?? 0;
}

const idsOf = (tokens: Token[]) => tokens.flatMap(({ id }) => id ?? []);

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
