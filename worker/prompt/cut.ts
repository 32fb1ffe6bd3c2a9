/** Where a prompt is cut into parts: at connectors, but never within a name or a movement. */
import { matchTint, type Place } from './grammar';
import { createNames, findSpoken } from './names';
import { createPartReader, type Part } from './parts';
import type { Joint, Reading, Token } from './reader';
import type { Vocabulary } from './words';

export function createCutter(vocabulary: Vocabulary) {
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

  /** Joins what lies within one movement: “rocking back and forth”. */
  function joinMoves({ pieces, joints }: Reading) {
    const joined = { pieces: [pieces[0]!], joints: [] as Joint[] };
    joints.forEach((joint, i) => {
      const [before, after] = [joined.pieces.at(-1)!, pieces[i + 1]!];
      const ids = [...before, ...after].map(({ id }) => id);
      const move = findSpoken(ids, vocabulary.motions, 2)?.at ?? [];
      const spans = [before.length - 1, before.length].every((at) => move.includes(at));
      if (spans) before.push(...after);
      else {
        joined.pieces.push(after);
        joined.joints.push(joint);
      }
    });
    return joined;
  }

  /** The parts of a prompt, and how each lies to the next. */
  return function cut(reading: Reading): { parts: Part[]; places: Place[] } {
    const { pieces, joints } = joinMoves(reading);
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
    return { parts: groups.map((group) => readPart(group, groups.length === 1)), places };
  };
}

/** Words of the colour that a piece begins with: “a lemon in orange” is no orange. */
function colourLength(piece: Token[]): number {
  const words = piece.map(({ word }) => word);
  return matchTint(words, 0)?.length ?? 0;
}

const idsOf = (tokens: Token[]) => tokens.flatMap(({ id }) => id ?? []);
