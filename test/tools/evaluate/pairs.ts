/**
 * Where a scene of two things ranks among all pairs of subjects, 1.9 million of them.
 *
 * Where the things of a pair lie hangs on their widths only (heights, for things above each other), and
 * there are few different ones; and the things never touch. So the error of a pair is the sum over two
 * parts of the frame: each thing is compared once for each width of its neighbour, and the least errors of
 * either part are put together. That misses no pair.
 */
import {
  type Arrangement,
  createArranger,
  extentOf,
  type Half,
  type Piece,
  type Relation,
  readHalf,
  renderHalf,
  type Side,
} from './halves';
import { type Clip, type Flat, GREY, halve } from './pictures';
import type { Pair } from './questions';
import type { World } from './world';

export interface PairContest {
  clip: Clip; // at the model's size
  question: Pair;
}

/**
 * @param onSubject hears how many of how many subjects were looked at
 * @returns whether the pair asked for is nearer than every other one
 */
export async function winPairs(
  world: World,
  contests: PairContest[],
  onSubject: (done: number, of: number) => void,
): Promise<boolean[]> {
  const relations = [...new Set(contests.map(({ question }) => question.relation))];
  const halves: Half[] = [];
  for (const [subject, { styles }] of relations.length > 0 ? world.subjects.entries() : []) {
    if (styles.includes(0)) halves.push(await readHalf(world, subject));
  }
  const won = new Map<PairContest, boolean>();
  let done = 0;
  for (const relation of relations) {
    const field = createField(halves, relation);
    const mine = contests.filter(({ question }) => question.relation === relation);
    const boards = mine.map((contest) => createBoard(contest, field));
    for (const at of halves.keys()) {
      for (const side of [0, 1] as const) field.compare(at, side, boards);
      onSubject(++done, relations.length * halves.length);
    }
    for (const [i, board] of boards.entries()) won.set(mine[i]!, isBest(board, field));
  }
  return contests.map((contest) => won.get(contest)!);
}

/** All halves in one relation, their extents, and how to compare them. */
interface Field {
  halves: Half[];
  extents: number; // how many different ones
  extent: number[]; // index of each half's extent
  /** Notes the errors of one thing on one side, beside neighbours of all extents. */
  compare(at: number, side: Side, boards: Board[]): void;
  /** The error of one thing on one side beside another; any higher number above the limit. */
  error(at: number, side: Side, neighbour: number, mean: Still, limit: number): number;
}

function createField(halves: Half[], relation: Relation): Field {
  const lengths = halves.map((half) => extentOf(half, relation));
  const extents = [...new Set(lengths)].sort((a, b) => a - b);
  const extent = lengths.map((length) => extents.indexOf(length));
  const arrangers = ([0, 1] as const).map((side) => createArranger(side, relation, extents));
  const render = (at: number, side: Side, neighbour: number) => {
    const arrangement = arrangers[side]!(halves[at]!.ink)[neighbour]!;
    const part = partOf(arrangement, side, relation, halves[at]!.edge);
    return { piece: renderHalf(halves[at]!, arrangement.place), part };
  };
  return {
    halves,
    extents: extents.length,
    extent,
    compare(at, side, boards) {
      for (let neighbour = 0; neighbour < extents.length; neighbour++) {
        const { piece, part } = render(at, side, neighbour);
        for (const { mean, errors, limit } of boards) {
          errors[side][at * extents.length + neighbour] = partError(mean, piece, part, limit);
        }
      }
    },
    error(at, side, neighbour, mean, limit) {
      const { piece, part } = render(at, side, extent[neighbour]!);
      return partError(mean, piece, part, limit);
    },
  };
}

/** px, the far edges excluded. */
interface Part {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function partOf({ border }: Arrangement, side: Side, relation: Relation, edge: number): Part {
  const at = Math.round(border * edge);
  const [from, to] = side === 0 ? [0, at] : [at, edge];
  return relation === 'beside'
    ? { left: from, right: to, top: 0, bottom: edge }
    : { left: 0, right: edge, top: from, bottom: to };
}

/** A scene at rest. */
interface Still {
  edge: number;
  values: Flat;
  /** The sum of squared differences to mid-grey. */
  ink(part: Part): number;
}

function stillOf([picture]: Clip): Still {
  const values = halve(picture!);
  const edge = Math.sqrt(values.length / 3);
  const sums = new Float64Array((edge + 1) ** 2); // over all that lies above and to the left
  const at = (x: number, y: number) => y * (edge + 1) + x;
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      let own = 0;
      for (let k = 0; k < 3; k++) own += (values[(y * edge + x) * 3 + k]! - GREY) ** 2;
      sums[at(x + 1, y + 1)] = own + sums[at(x, y + 1)]! + sums[at(x + 1, y)]! - sums[at(x, y)]!;
    }
  }
  const ink = ({ left, top, right, bottom }: Part) =>
    sums[at(right, bottom)]! -
    sums[at(left, bottom)]! -
    sums[at(right, top)]! +
    sums[at(left, top)]!;
  return { edge, values, ink };
}

/** Sum of squared differences over a part of the frame; any higher number above the limit. */
function partError({ edge, values, ink }: Still, piece: Piece, part: Part, limit: number): number {
  const inner = {
    left: Math.max(part.left, piece.left),
    top: Math.max(part.top, piece.top),
    right: Math.min(part.right, piece.left + piece.width),
    bottom: Math.min(part.bottom, piece.top + piece.height),
  };
  let sum = ink(part) - ink(inner); // around the piece, the frame is mid-grey
  if (sum > limit) return sum;
  const flat = piece.flat();
  for (let y = inner.top; y < inner.bottom && sum <= limit; y++) {
    let own = (y * edge + inner.left) * 3;
    let other = ((y - piece.top) * piece.width + inner.left - piece.left) * 3;
    for (const end = own + (inner.right - inner.left) * 3; own < end; own++, other++) {
      sum += (values[own]! - flat[other]!) ** 2;
    }
  }
  return sum;
}

/** The errors of every thing on either side, for each extent of its neighbour. */
interface Board {
  mean: Still;
  own: [number, number]; // the things that were asked for, as indices of halves
  limit: number; // the error of the true pair
  errors: [Float64Array, Float64Array]; // by side: [halves, extents]
}

function createBoard({ clip, question }: PairContest, field: Field): Board {
  const mean = stillOf(clip);
  const [first, second] = question.subjects.map((subject) =>
    field.halves.findIndex((half) => half.subject === subject),
  ) as [number, number];
  const limit =
    field.error(first, 0, second, mean, Infinity) + field.error(second, 1, first, mean, Infinity);
  const board = () => new Float64Array(field.halves.length * field.extents);
  return { mean, own: [first, second], limit, errors: [board(), board()] };
}

/** Whether no pair but the true one has an error as small as its own. */
function isBest({ own, limit, errors }: Board, field: Field): boolean {
  const { extents } = field;
  const all = leastErrors(errors, field);
  const others = leastErrors(errors, field, own);
  for (let a = 0; a < extents; a++) {
    for (let b = 0; b < extents; b++) {
      const [first, second] = [a * extents + b, b * extents + a];
      const rival = Math.min(
        others[0]![first]! + all[1]![second]!,
        all[0]![first]! + others[1]![second]!,
      );
      if (rival <= limit) return false;
    }
  }
  return true;
}

/** The least error on either side among things of each extent: [own extent, extent of the neighbour]. */
function leastErrors(errors: Board['errors'], { extent, extents }: Field, without?: number[]) {
  return errors.map((of, side) => {
    const least = new Float64Array(extents * extents).fill(Infinity);
    extent.forEach((own, at) => {
      if (at === without?.[side]) return;
      for (let neighbour = 0; neighbour < extents; neighbour++) {
        const i = own * extents + neighbour;
        least[i] = Math.min(least[i]!, of[at * extents + neighbour]!);
      }
    });
    return least;
  });
}
