/**
 * True renderings, and the distance of a clip to them: the mean squared error over the key frames of
 * premultiplied RGBA composited on mid-grey.
 *
 * There are 1,246 × 12 of them, so a search first looks at averages over blocks of 8 × 8 px. Their
 * distance never exceeds the real one (the square of a mean is at most the mean of the squares), so
 * whatever it rules out is ruled out for good: the ranking is that of the full pictures.
 */
import type { Affine } from '../../models/data/motions';
import { createSprite, renderFrame, type Sprite } from '../../models/data/render';

export type Flat = Float32Array; // RGB on mid-grey, 0 to 1, [edge, edge, 3]
export type Clip = Flat[]; // one for each key frame

const GREY = 0.5;
const BLOCK = 8; // px
const SLACK = 1 - 1e-5; // rounding must not rule anything out

/** What can be rendered; subjects and motions are the indices that the references speak of. */
export interface Art {
  frame: number; // px
  subjects: number;
  motions: Affine[][]; // [motions, key frames]
  draw(subject: number): Promise<Uint8Array>; // straight RGBA [256, 256, 4]
}

export interface References {
  clip(subject: number, motion: number): Promise<Clip>;
  /** How many other subjects are as near as the true one or nearer, counted up to `most`. */
  subjectRank(clip: Clip, subject: number, motion: number, most: number): Promise<number>;
  /** How many other motions are as near as the true one or nearer. */
  motionRank(clip: Clip, subject: number, motion: number): Promise<number>;
}

/** @param onSubject hears how many subjects are rendered */
export async function createReferences(
  art: Art,
  onSubject: (done: number) => void,
): Promise<References> {
  const { poses, clips } = distinctPoses(art.motions);
  const spriteOf = rememberLast(async (subject) => createSprite(await art.draw(subject)));
  const render = (sprite: Sprite, pose: Affine) => onGrey(renderFrame(sprite, art.frame, pose));
  const coarse: Float32Array[] = []; // [subjects] of [poses, blocks]
  for (let subject = 0; subject < art.subjects; subject++) {
    const sprite = await spriteOf(subject);
    coarse.push(concat(poses.map((pose) => shrink(render(sprite, pose), art.frame))));
    onSubject(subject + 1);
  }

  async function clip(subject: number, motion: number): Promise<Clip> {
    const sprite = await spriteOf(subject);
    return clips[motion]!.map((pose) => render(sprite, poses[pose]!));
  }

  /** At most the distance between the clip and the true rendering. */
  function bound(blocks: Float32Array[], subject: number, motion: number): number {
    let sum = 0;
    blocks.forEach((frame, i) => {
      const at = clips[motion]![i]! * frame.length;
      sum += squaredError(frame, coarse[subject]!.subarray(at, at + frame.length));
    });
    return (sum / blocks.length) * SLACK;
  }

  return {
    clip,
    async subjectRank(made, subject, motion, most) {
      const own = distance(made, await clip(subject, motion));
      const blocks = made.map((frame) => shrink(frame, art.frame));
      const rivals = Array.from({ length: art.subjects }, (_, other) => other)
        .filter((other) => other !== subject)
        .map((other) => ({ other, bound: bound(blocks, other, motion) }))
        .filter((rival) => rival.bound <= own)
        .sort((a, b) => a.bound - b.bound);
      let nearer = 0;
      for (const { other } of rivals) {
        if (nearer === most) break;
        if (distance(made, await clip(other, motion)) <= own) nearer++;
      }
      return nearer;
    },
    async motionRank(made, subject, motion) {
      const sprite = await spriteOf(subject);
      const frames = poses.map((pose) => render(sprite, pose));
      const distances = clips.map((clip) =>
        distance(
          made,
          clip.map((pose) => frames[pose]!),
        ),
      );
      const own = distances[motion]!;
      return distances.filter((other, index) => index !== motion && other <= own).length;
    },
  };
}

/** Many key frames share a pose, the first of all do: each is rendered once. */
function distinctPoses(motions: Affine[][]) {
  const poses: Affine[] = [];
  const seen = new Map<string, number>();
  const clips = motions.map((frames) =>
    frames.map((pose) => {
      const key = pose.map((value) => value.toFixed(9)).join();
      if (!seen.has(key)) seen.set(key, poses.push(pose) - 1);
      return seen.get(key)!;
    }),
  );
  return { poses, clips }; // clips: index into poses, [motions, key frames]
}

/** Asks once where the same thing is asked for many times in a row. */
function rememberLast<T>(ask: (key: number) => Promise<T>): (key: number) => Promise<T> {
  let last: { key: number; answer: Promise<T> } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, answer: ask(key) };
    return last.answer;
  };
}

/** @param rgba premultiplied, [edge, edge, 4] */
export function onGrey(rgba: Float32Array): Flat {
  const flat = new Float32Array((rgba.length / 4) * 3);
  for (let i = 0, at = 0; i < rgba.length; i += 4) {
    const ground = (1 - rgba[i + 3]!) * GREY;
    for (let k = 0; k < 3; k++) flat[at++] = rgba[i + k]! + ground;
  }
  return flat;
}

/** Averages blocks of 8 × 8 px: [edge / 8, edge / 8, 3]. */
function shrink(flat: Flat, edge: number): Float32Array {
  const small = edge / BLOCK;
  const blocks = new Float32Array(small * small * 3);
  for (let i = 0; i < flat.length; i++) {
    const pixel = Math.floor(i / 3);
    const x = Math.floor((pixel % edge) / BLOCK);
    const y = Math.floor(pixel / edge / BLOCK);
    blocks[(y * small + x) * 3 + (i % 3)]! += flat[i]! / BLOCK ** 2;
  }
  return blocks;
}

function concat(parts: Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Mean squared error over all key frames. */
export const distance = (a: Clip, b: Clip) =>
  a.reduce((sum, frame, i) => sum + squaredError(frame, b[i]!), 0) / a.length;

function squaredError(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum / a.length;
}

/** How much a clip moves: the mean squared step from each key frame to the next, around the loop. */
export const movement = (clip: Clip) => distance(clip, [...clip.slice(1), clip[0]!]);
