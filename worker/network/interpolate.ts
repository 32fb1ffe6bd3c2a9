/**
 * Redundancy-free interpolation: the decoder draws key frames only. For a frame between two of them a
 * small network says where each pixel comes from (a backward flow to either key frame, and their shares),
 * and the pixels are fetched. Cells that are the same in both key frames, and that nothing moves
 * through, are copied (`moving.ts`).
 */

import type { Frame } from '../picture/raster';
import type { Flow } from '../picture/sample';
import { type Networks, runAnew } from './engine';
import { dilate, type Field, movingCells, stillElsewhere } from './moving';
import { floats, tensor } from './session';

export interface KeyFrame {
  codes: Uint16Array; // [cells, groups]
  latents: Float32Array; // [D, grid, grid]
  frame: Frame;
  changed: number; // cells that the network drew anew
}

/** A time of the loop: after which key frame, and how far towards the next, 0 to 1. */
export interface Moment {
  after: number;
  towards: number;
}

export interface InBetween {
  frame: Frame;
  computed: number; // cells whose pixels were fetched, not copied
}

const PLANES = 5; // of a field
const AROUND = 1; // cells: the field is read bilinearly, so that its neighbours have a say in a cell

const EXACT = 1e-9; // of the way between key frames: a key frame itself, for phases are no whole numbers

/** Where a phase, 0 to 1, lies among the key frames. */
export function locate(phase: number, keyFrames: number): Moment {
  const way = (phase - Math.floor(phase)) * keyFrames;
  const nearest = Math.round(way);
  if (Math.abs(way - nearest) < EXACT) return { after: nearest % keyFrames, towards: 0 };
  return { after: Math.floor(way), towards: way - Math.floor(way) };
}

/** Predicts the fields of all moments in one run; after the last key frame comes the first. */
export async function predictFields(
  networks: Pick<Networks, 'run'>,
  keyFrames: KeyFrame[],
  moments: Moment[],
  grid: number,
): Promise<Field[]> {
  const n = moments.length;
  if (n === 0) return [];
  const size = keyFrames[0]!.latents.length; // D · grid · grid
  const shape = [n, size / grid ** 2, grid, grid];
  const gather = (of: (moment: Moment) => number) => {
    const all = new Float32Array(n * size);
    moments.forEach((moment, i) => {
      all.set(keyFrames[of(moment) % keyFrames.length]!.latents, i * size);
    });
    return tensor(all, shape);
  };
  const outputs = await runAnew(networks, 'interpolator', {
    earlier: gather(({ after }) => after),
    later: gather(({ after }) => after + 1),
    time: tensor(
      Float32Array.from(moments, ({ towards }) => towards),
      [n, 1],
    ),
  });
  const fields = floats(outputs.field);
  return moments.map((_, i) => fields.slice(i * PLANES * grid ** 2, (i + 1) * PLANES * grid ** 2));
}

/**
 * @param everywhere fetches all cells, also those that would be copied: the result is the same within a level
 *   of 255, for where nothing moves the flow is nothing too, and both key frames show the same
 * @returns the frame at `towards` (0 to 1, exclusive) between two key frames
 */
export function fetchBetween(
  from: KeyFrame,
  to: KeyFrame,
  predicted: Field,
  towards: number,
  grid: number,
  everywhere = false,
): InBetween {
  const moving = movingCells(from.frame, to.frame, predicted, grid);
  const field = stillElsewhere(predicted, moving);
  const fetched = everywhere ? moving.fill(1) : dilate(moving, grid, AROUND);
  const frame = from.frame.slice();
  const fetch = createFetcher(from.frame, to.frame, field, towards, grid);
  const cell = Math.sqrt(frame.length / 4) / grid; // px
  let computed = 0;
  fetched.forEach((marked, index) => {
    if (!marked) return;
    computed++;
    const [left, top] = [(index % grid) * cell, Math.floor(index / grid) * cell];
    for (let y = top; y < top + cell; y++) {
      for (let x = left; x < left + cell; x++) fetch(frame, x, y);
    }
  });
  return { frame, computed };
}

/**
 * Where each point between two key frames is to be fetched from; the field is read bilinearly.
 *
 * @returns a function from a point in px to its flow; it always returns the same object
 */
export function createFlow(
  from: KeyFrame,
  to: KeyFrame,
  predicted: Field,
  towards: number,
  grid: number,
): (x: number, y: number) => Flow {
  const field = stillElsewhere(predicted, movingCells(from.frame, to.frame, predicted, grid));
  return readFlow(field, towards, Math.sqrt(from.frame.length / 4), grid);
}

function readFlow(field: Field, towards: number, size: number, grid: number) {
  const bias = Math.log((1 - towards) / towards); // at time 0 and 1, a key frame itself
  const last = grid - 1;
  const flow: Flow = { fromX: 0, fromY: 0, toX: 0, toY: 0, share: 0 };
  return (x: number, y: number): Flow => {
    const u = Math.min(last, Math.max(0, (x * grid) / size - 0.5));
    const v = Math.min(last, Math.max(0, (y * grid) / size - 0.5));
    const [left, top] = [Math.floor(u), Math.floor(v)];
    const [right, bottom] = [Math.min(last, left + 1), Math.min(last, top + 1)];
    const [dx, dy] = [u - left, v - top];
    const read = (plane: number) => {
      const at = plane * grid * grid;
      const above =
        field[at + top * grid + left]! * (1 - dx) + field[at + top * grid + right]! * dx;
      const below =
        field[at + bottom * grid + left]! * (1 - dx) + field[at + bottom * grid + right]! * dx;
      return above * (1 - dy) + below * dy;
    };
    flow.fromX = (read(0) * size) / 2;
    flow.fromY = (read(1) * size) / 2;
    flow.toX = (read(2) * size) / 2;
    flow.toY = (read(3) * size) / 2;
    flow.share = 1 / (1 + Math.exp(-(read(4) + bias)));
    return flow;
  };
}

/** Writes one pixel of the frame between; the key frames are read bilinearly. */
function createFetcher(from: Frame, to: Frame, field: Field, towards: number, grid: number) {
  const size = Math.sqrt(from.length / 4); // px
  const area = size * size;
  const flowAt = readFlow(field, towards, size, grid);
  const sums = new Float32Array(4); // RGBA

  function add(picture: Frame, x: number, y: number, share: number) {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    for (let corner = 0; corner < 4; corner++) {
      const [u, v] = [left + (corner & 1), top + (corner >> 1)];
      if (u < 0 || v < 0 || u >= size || v >= size) continue; // transparent outside
      const weight = share * (1 - Math.abs(x - u)) * (1 - Math.abs(y - v));
      for (let plane = 0, at = v * size + u; plane < 4; plane++, at += area) {
        sums[plane]! += weight * picture[at]!;
      }
    }
  }

  return (frame: Frame, x: number, y: number) => {
    const flow = flowAt(x + 0.5, y + 0.5);
    sums.fill(0);
    add(from, x + flow.fromX, y + flow.fromY, flow.share);
    add(to, x + flow.toX, y + flow.toY, 1 - flow.share);
    for (let plane = 0; plane < 4; plane++) frame[plane * area + y * size + x] = sums[plane]!;
  };
}
