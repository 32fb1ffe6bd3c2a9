/** How much room a picture takes. */
import type { Frame } from './raster';

/** Edges: in units of a frame's where nothing else is said. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What of a layer's frames is not transparent. */
export interface Bounds {
  rest: Box; // in the first frame
  reach: Box; // in any frame
}

/** Width and height of a canvas, the shorter one being 1. */
export interface Aspect {
  width: number;
  height: number;
}

const VISIBLE = 8 / 255; // alpha from which a pixel shows

/** The smallest box around visible pixels, in units of the frame; the whole frame when there are none. */
export function boxOf(frame: Frame): Box {
  const size = Math.sqrt(frame.length / 4); // px
  const alpha = frame.subarray(3 * size * size);
  let [left, top, right, bottom] = [size, size, 0, 0];
  for (let i = 0; i < alpha.length; i++) {
    if (alpha[i]! < VISIBLE) continue;
    const [x, y] = [i % size, Math.floor(i / size)];
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  if (right === 0) return { left: 0, top: 0, right: 1, bottom: 1 };
  return { left: left / size, top: top / size, right: right / size, bottom: bottom / size };
}

const boxes = new WeakMap<Frame, Box>(); // of frames that were measured: another tint of a clip measures nothing

function knownBoxOf(frame: Frame): Box {
  const box = boxes.get(frame) ?? boxOf(frame);
  boxes.set(frame, box);
  return box;
}

/** @param frames of one layer, the first one at rest; none changes once it was measured */
export function measureBounds(frames: Frame[]): Bounds {
  const all = frames.map(knownBoxOf);
  const reach = all.reduce((a, b) => ({
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }));
  return { rest: all[0]!, reach };
}
