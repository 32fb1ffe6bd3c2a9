/**
 * Key frames of the clips that flashvideo 2 learnt, small: its evaluation compares with them. They go when
 * that model goes; the clips of the next one are in its pack.
 */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

export const KEY_FRAMES = [0, 4, 8, 12]; // of 16
export const SMALL = 64; // px: the edge of a kept key frame
const CLIPS = 259; // the first of the list

const KEPT = new URL('kept.webp', import.meta.url); // [clips / 2, 2 × 4 key frames] of 64 px

let kept: Promise<Buffer> | undefined;

/**
 * The kept key frames of one clip, straight RGBA [64, 64, 4].
 *
 * @param clip its place in the list
 * @throws when it is not among those that are kept
 */
export async function keptKeyFrames(clip: number): Promise<Uint8Array[]> {
  if (clip < 0 || clip >= CLIPS)
    throw new Error(`Key frames of the first ${CLIPS} clips are kept, and none of clip ${clip}.`);
  kept ??= sharp(fileURLToPath(KEPT)).ensureAlpha().raw().toBuffer();
  const all = await kept;
  const width = 2 * KEY_FRAMES.length * SMALL;
  return KEY_FRAMES.map((_, k) => {
    const [left, top] = [
      ((clip % 2) * KEY_FRAMES.length + k) * SMALL,
      Math.floor(clip / 2) * SMALL,
    ];
    const frame = new Uint8Array(SMALL * SMALL * 4);
    for (let y = 0; y < SMALL; y++) {
      const from = ((top + y) * width + left) * 4;
      frame.set(all.subarray(from, from + SMALL * 4), y * SMALL * 4);
    }
    return frame;
  });
}
