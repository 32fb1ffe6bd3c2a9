/**
 * The reference renderer: a sprite under a motion, as models/README.md defines a frame. The trainer
 * renders the same pictures on its own; the evaluation compares what the model draws with these.
 */
import type { Affine } from './motions';

export type Sprite = Float32Array; // premultiplied RGBA, 0 to 1, [size, size, 4]

/** @param straight RGBA bytes [size, size, 4] */
export function premultiply(straight: Uint8Array): Sprite {
  const sprite = new Float32Array(straight.length);
  for (let i = 0; i < straight.length; i += 4) {
    const alpha = straight[i + 3]! / 255;
    for (let k = 0; k < 3; k++) sprite[i + k] = (straight[i + k]! / 255) * alpha;
    sprite[i + 3] = alpha;
  }
  return sprite;
}

/**
 * Warps the sprite (bilinear, zero outside) onto a canvas of its own size, then averages it down.
 *
 * @param sprite premultiplied RGBA [size, size, 4]
 * @param map forward, in px of the frame about its centre
 * @param frame px of the result's edge; `size` is a multiple of it
 * @returns premultiplied RGBA, 0 to 1, [frame, frame, 4]
 * @throws when the map has no inverse
 */
export function renderFrame(sprite: Sprite, size: number, frame: number, map: Affine): Float32Array {
  const factor = size / frame; // px of the canvas for one of the frame
  const [a, b, c, d, e, f] = invert(map);
  const out = new Float32Array(frame * frame * 4);
  const share = 1 / (factor * factor);
  for (let y = 0; y < size; y++) {
    const fy = (y + 0.5 - size / 2) / factor; // px of the frame about its centre
    const row = Math.floor(y / factor) * frame;
    for (let x = 0; x < size; x++) {
      const fx = (x + 0.5 - size / 2) / factor;
      const sx = (a * fx + c * fy + e) * factor + size / 2 - 0.5; // index into the sprite
      const sy = (b * fx + d * fy + f) * factor + size / 2 - 0.5;
      if (sx <= -1 || sy <= -1 || sx >= size || sy >= size) continue;
      addSample(out, (row + Math.floor(x / factor)) * 4, sprite, size, sx, sy, share);
    }
  }
  return out;
}

/** Adds `share` of the bilinear sample at (x, y) to `out[at..at+3]`. */
function addSample(
  out: Float32Array,
  at: number,
  sprite: Sprite,
  size: number,
  x: number,
  y: number,
  share: number,
) {
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - x0, y - y0];
  for (let corner = 0; corner < 4; corner++) {
    const [right, down] = [corner & 1, corner >> 1];
    const [cx, cy] = [x0 + right, y0 + down];
    if (cx < 0 || cy < 0 || cx >= size || cy >= size) continue;
    const weight = (right ? u : 1 - u) * (down ? v : 1 - v) * share;
    const from = (cy * size + cx) * 4;
    for (let k = 0; k < 4; k++) out[at + k]! += sprite[from + k]! * weight;
  }
}

function invert([a, b, c, d, e, f]: Affine): Affine {
  const det = a * d - b * c;
  if (Math.abs(det) < 1e-9) throw new Error(`The map ${[a, b, c, d, e, f]} should have an inverse, and has none.`);
  const [ia, ib, ic, id] = [d / det, -b / det, -c / det, a / det];
  return [ia, ib, ic, id, -(ia * e + ic * f), -(ib * e + id * f)];
}
