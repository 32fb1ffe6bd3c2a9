/** Frames of a clip: cut to the ink of all of them, and as one picture. */
import sharp from 'sharp';

export const CLIP_FRAMES = 16; // over one loop
export const CLIP_SIZE = 192; // px: the edge of a frame in the pack
const INK = 100 / 128; // the part of a frame that a clip's largest extent spans
const VISIBLE = 12; // alpha

interface Square {
  left: number; // px, may lie outside of the picture
  top: number;
  side: number;
}

/**
 * @param frames straight RGBA [edge, edge, 4]
 * @param name what an error calls them
 * @param size px, the edge of what comes back
 * @returns straight RGBA [size, size, 4], the ink of all frames together centred
 * @throws when there is nothing visible
 */
export async function centreInk(
  frames: Uint8Array[],
  edge: number,
  name: string,
  size: number = CLIP_SIZE,
): Promise<Uint8Array[]> {
  const box = inkOf(frames, edge);
  if (box.side === 0) throw new Error(`${name} should show something, and is empty.`);
  return Promise.all(frames.map((rgba) => cut(rgba, edge, box, size)));
}

/** The square about the ink of all frames that a frame of the clip shows. */
function inkOf(frames: Uint8Array[], edge: number): Square {
  let [left, top, right, bottom] = [edge, edge, -1, -1];
  for (const rgba of frames) {
    for (let i = 0; i < edge * edge; i++) {
      if (rgba[4 * i + 3]! < VISIBLE) continue;
      const [x, y] = [i % edge, Math.floor(i / edge)];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return { left: 0, top: 0, side: 0 };
  const side = Math.round((Math.max(right - left, bottom - top) + 1) / INK);
  return {
    left: Math.round((left + right + 1 - side) / 2),
    top: Math.round((top + bottom + 1 - side) / 2),
    side,
  };
}

async function cut(rgba: Uint8Array, edge: number, box: Square, size: number): Promise<Uint8Array> {
  const margin = edge; // clear on all sides, so that the square lies inside
  const raw = { width: edge, height: edge, channels: 4 } as const;
  const wide = await sharp(rgba, { raw })
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background: '#0000' })
    .raw()
    .toBuffer();
  const data = await sharp(wide, { raw: { ...raw, width: 3 * edge, height: 3 * edge } })
    .extract({ left: box.left + margin, top: box.top + margin, width: box.side, height: box.side })
    .resize(size, size)
    .raw()
    .toBuffer();
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 0) data.fill(0, i, i + 3);
  return data;
}
