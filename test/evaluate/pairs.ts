/**
 * Where a scene of two things ranks among all pairs of subjects, 1.9 million of them.
 *
 * Where the things of a pair lie hangs on their widths only (heights, for things above each other), and
 * there are few different ones; and the things never touch. So the error of a pair is the sum over two
 * parts of the frame: each thing is compared once for each width of its neighbour, and the least errors of
 * either part are put together. That misses no pair. It is done at half the frame's edge.
 */
import { type Ink, placeLayers } from '../../worker/layout';
import { createResizer, type Frame, type Placement } from '../../worker/picture';
import { type Clip, type Flat, halve } from './pictures';
import type { Pair } from './questions';
import { flattenFrame, readThing } from './scenes';
import type { World } from './world';

export interface PairContest {
  clip: Clip; // at the model's size
  question: Pair;
}

interface Half {
  subject: number;
  frame: Frame; // at half the edge
  ink: Ink;
  extent: number; // index among the extents
}

type Side = 0 | 1; // left or upper, right or lower
type Relation = Pair['relation'];

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
  const won: boolean[] = [];
  const things = await readHalves(world);
  let done = 0;
  for (const relation of relations) {
    const { halves, extents } = measure(things, relation);
    const mine = contests.filter(({ question }) => question.relation === relation);
    const boards = mine.map(({ clip }) => createBoard(meanOf(clip), halves.length, extents.length));
    for (const [at, half] of halves.entries()) {
      for (const side of [0, 1] as const) compare(half, at, side, relation, extents, boards);
      onSubject(++done, relations.length * halves.length);
    }
    mine.forEach((contest, i) => {
      won[contests.indexOf(contest)] = isBest(contest.question, boards[i]!, halves);
    });
  }
  return won;
}

type Still = Omit<Half, 'extent'>;

async function readHalves(world: World): Promise<Still[]> {
  const halves: Still[] = [];
  for (const [subject, { styles }] of world.subjects.entries()) {
    if (!styles.includes(0)) continue;
    const { frame, ink } = await readThing(world, subject);
    halves.push({ subject, frame: halveFrame(frame), ink });
  }
  return halves;
}

/** @param frame planes [4, edge, edge] */
function halveFrame(frame: Frame): Frame {
  const edge = Math.sqrt(frame.length / 4);
  const small = new Float32Array(frame.length / 4);
  for (let at = 0; at < small.length; at++) {
    const [x, y] = [at % (edge / 2), Math.floor(at / (edge / 2))]; // y counts through all planes
    const i = 2 * y * edge + 2 * x;
    small[at] = (frame[i]! + frame[i + 1]! + frame[i + edge]! + frame[i + edge + 1]!) / 4;
  }
  return small;
}

/** Along the axis on which the things of a pair stand. */
function measure(things: Still[], relation: Relation): { halves: Half[]; extents: number[] } {
  const extentOf = ({ ink: { rest } }: Still) =>
    relation === 'beside' ? rest.right - rest.left : rest.bottom - rest.top;
  const extents = [...new Set(things.map(extentOf))].sort((a, b) => a - b);
  const halves = things.map((thing) => ({ ...thing, extent: extents.indexOf(extentOf(thing)) }));
  return { halves, extents };
}

/** A thing at rest is the same in all key frames, so it is compared with their mean. */
function meanOf(clip: Clip): Float32Array {
  const small = clip.map(halve);
  return Float32Array.from(small[0]!, (_, i) =>
    small.reduce((sum, frame) => sum + frame[i]! / small.length, 0),
  );
}

/** The errors of every subject on either side, for each extent of its neighbour. */
interface Board {
  mean: Float32Array; // RGB on mid-grey, [edge, edge, 3]
  errors: [Float64Array, Float64Array]; // by side: [halves, extents]
}

const createBoard = (mean: Float32Array, halves: number, extents: number): Board => ({
  mean,
  errors: [new Float64Array(halves * extents), new Float64Array(halves * extents)],
});

/** Notes the errors of one thing on one side, beside neighbours of all extents. */
function compare(
  half: Half,
  at: number,
  side: Side,
  relation: Relation,
  extents: number[],
  boards: Board[],
) {
  const edge = Math.sqrt(half.frame.length / 4);
  extents.forEach((extent, i) => {
    const { place, split } = arrange(half.ink, extent, side, relation);
    const flat = flattenFrame(createResizer(edge, edge, place)(half.frame));
    const border = Math.round(split * edge);
    const [from, to] = side === 0 ? [0, border] : [border, edge];
    for (const { mean, errors } of boards) {
      errors[side][at * extents.length + i] = partError(mean, flat, from, to, relation);
    }
  });
}

/** Where a thing lies beside one of the given extent, and the border between their parts of the frame. */
function arrange(ink: Ink, extent: number, side: Side, relation: Relation) {
  const [near, far] = [0.5 - extent / 2, 0.5 + extent / 2];
  const box = { left: near, right: far, top: near, bottom: far };
  const inks = [ink, { rest: box, reach: box }];
  if (side === 1) inks.reverse();
  const layers = [{ count: 1 }, { count: 1 }];
  const [first, second] = placeLayers({ layers, relation }, inks).map(([place]) => place!);
  const end = edgeOf(first!, inks[0]!, relation, 'right', 'bottom');
  const begin = edgeOf(second!, inks[1]!, relation, 'left', 'top');
  return { place: side === 0 ? first! : second!, split: (end + begin) / 2 };
}

function edgeOf(
  place: Placement,
  { rest }: Ink,
  relation: Relation,
  across: 'left' | 'right',
  down: 'top' | 'bottom',
): number {
  return relation === 'beside'
    ? place.x + place.scale * rest[across]
    : place.y + place.scale * rest[down];
}

/** Sum of squared differences over columns (rows, for things above each other) `from` to `to`. */
function partError(mean: Float32Array, flat: Flat, from: number, to: number, relation: Relation) {
  const edge = Math.sqrt(flat.length / 3);
  const [lines, begin, end] =
    relation === 'beside' ? [edge, from * 3, to * 3] : [1, from * edge * 3, to * edge * 3];
  let sum = 0;
  for (let line = 0; line < lines; line++) {
    for (let i = line * edge * 3 + begin; i < line * edge * 3 + end; i++) {
      sum += (mean[i]! - flat[i]!) ** 2;
    }
  }
  return sum;
}

/** Whether no pair but the true one has an error as small as its own. */
function isBest({ subjects }: Pair, { errors }: Board, halves: Half[]): boolean {
  const own = subjects.map((subject) => halves.findIndex((half) => half.subject === subject));
  const extents = errors[0].length / halves.length;
  const error = (side: Side, at: number, neighbour: number) =>
    errors[side][at * extents + neighbour]!;
  const [first, second] = own.map((at) => halves[at]!.extent);
  const limit = error(0, own[0]!, second!) + error(1, own[1]!, first!);

  const all = leastErrors(errors, halves, extents);
  const others = leastErrors(errors, halves, extents, own);
  for (let a = 0; a < extents; a++) {
    for (let b = 0; b < extents; b++) {
      const [left, right] = [a * extents + b, b * extents + a];
      const rival = Math.min(
        others[0]![left]! + all[1]![right]!,
        all[0]![left]! + others[1]![right]!,
      );
      if (rival <= limit) return false;
    }
  }
  return true;
}

/** The least error on either side among things of each extent: [own extent, extent of the neighbour]. */
function leastErrors(errors: Board['errors'], halves: Half[], extents: number, without?: number[]) {
  return errors.map((of, side) => {
    const least = new Float64Array(extents * extents).fill(Infinity);
    halves.forEach(({ extent }, at) => {
      if (at === without?.[side]) return;
      for (let neighbour = 0; neighbour < extents; neighbour++) {
        const i = extent * extents + neighbour;
        least[i] = Math.min(least[i]!, of[at * extents + neighbour]!);
      }
    });
    return least;
  });
}
