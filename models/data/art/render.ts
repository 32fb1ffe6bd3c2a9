/**
 * The reference renderer: a sprite under a motion, as models/README.md defines a frame. The trainer
 * renders the same pictures on its own; the evaluation compares what the model draws with these.
 */
import type { Affine } from '../../../worker/motion/maps';

export interface Sprite {
  size: number; // px
  rgba: Float32Array; // premultiplied, 0 to 1, [size + 2, size + 2, 4]: a clear border saves asking
  ink: Box; // nothing is visible outside of it
}

/** In px, the far edges excluded. */
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** @param straight RGBA bytes [size, size, 4] */
export function createSprite(straight: Uint8Array | Uint8ClampedArray): Sprite {
  const size = Math.sqrt(straight.length / 4);
  const rgba = new Float32Array((size + 2) ** 2 * 4);
  const ink = { left: size, top: size, right: 0, bottom: 0 };
  for (let i = 0; i < straight.length; i += 4) {
    const alpha = straight[i + 3]! / 255;
    if (alpha === 0) continue;
    const [x, y] = [(i / 4) % size, Math.floor(i / 4 / size)];
    const at = ((y + 1) * (size + 2) + x + 1) * 4;
    for (let k = 0; k < 3; k++) rgba[at + k] = (straight[i + k]! / 255) * alpha;
    rgba[at + 3] = alpha;
    ink.left = Math.min(ink.left, x);
    ink.top = Math.min(ink.top, y);
    ink.right = Math.max(ink.right, x + 1);
    ink.bottom = Math.max(ink.bottom, y + 1);
  }
  return { size, rgba, ink };
}

/**
 * Warps the sprite (bilinear, zero outside) onto a canvas of its own size, then averages it down.
 *
 * @param frame px of the result's edge; the sprite's size is a multiple of it
 * @param map forward, in px of the frame about its centre
 * @returns premultiplied RGBA, 0 to 1, [frame, frame, 4]
 * @throws when the map has no inverse
 */
export function renderFrame(sprite: Sprite, frame: number, map: Affine): Float32Array {
  const { size } = sprite;
  const factor = size / frame; // px of the canvas for one of the frame
  const [a, b, c, d, e, f] = invert(map);
  const middle = (size - 1) / 2; // index of the centre
  const out = new Float32Array(frame * frame * 4);
  const { left, top, right, bottom } = reach(sprite, factor, map);
  for (let y = top; y < bottom; y++) {
    const row = Math.floor(y / factor) * frame;
    let sx = a * (left - middle) + c * (y - middle) + e * factor + middle; // index into the sprite
    let sy = b * (left - middle) + d * (y - middle) + f * factor + middle;
    for (let x = left; x < right; x++, sx += a, sy += b) {
      addSample(out, (row + Math.floor(x / factor)) * 4, sprite, sx, sy);
    }
  }
  const share = 1 / (factor * factor);
  for (let i = 0; i < out.length; i++) out[i]! *= share;
  return out;
}

/** The part of the canvas that the sprite's ink can touch. */
function reach({ size, ink }: Sprite, factor: number, [a, b, c, d, e, f]: Affine): Box {
  const half = size / 2;
  const corners = [ink.left - 1, ink.right + 1].flatMap((x) =>
    [ink.top - 1, ink.bottom + 1].map((y) => [x - half, y - half] as const),
  );
  const xs = corners.map(([x, y]) => a * x + c * y + e * factor + half);
  const ys = corners.map(([x, y]) => b * x + d * y + f * factor + half);
  return {
    left: Math.max(0, Math.floor(Math.min(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    right: Math.min(size, Math.ceil(Math.max(...xs))),
    bottom: Math.min(size, Math.ceil(Math.max(...ys))),
  };
}

/** Adds the bilinear sample of the sprite at (x, y) to `out[at … at + 3]`. */
function addSample(out: Float32Array, at: number, { size, rgba }: Sprite, x: number, y: number) {
  if (x <= -1 || y <= -1 || x >= size || y >= size) return;
  const row = (size + 2) * 4;
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - x0, y - y0];
  const [w00, w10, w01, w11] = [(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v];
  let from = (y0 + 1) * row + (x0 + 1) * 4;
  for (let k = at; k < at + 4; k++, from++) {
    const above = rgba[from]! * w00 + rgba[from + 4]! * w10;
    out[k]! += above + rgba[from + row]! * w01 + rgba[from + row + 4]! * w11;
  }
}

function invert(map: Affine): Affine {
  const [a, b, c, d, e, f] = map;
  const det = a * d - b * c;
  if (Math.abs(det) < 1e-9) {
    throw new Error(`The map ${map.join(', ')} should have an inverse, and has none.`);
  }
  const [ia, ib, ic, id] = [d / det, -b / det, -c / det, a / det];
  return [ia, ib, ic, id, -(ia * e + ic * f), -(ib * e + id * f)];
}
