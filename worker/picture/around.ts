/** Where things lie that stand around another one: on a circle about the middle of the canvas. */
import type { Layer } from '../scene';
import type { Aspect, Bounds } from './bounds';
import type { Placement } from './pixels';

const MIDDLE = 0.36; // longer edge of what others lie around, of the canvas's shorter one
const ROUND = 0.18; // of each of these
const RADIUS = 0.39; // of their middles: a square one passes the corners of a square middle
const SMALL = 0.7; // of that, for small ones
const CLOSEST = 1.8; // times the radius: they do not touch

/**
 * @param middle the layer in the middle, of one thing
 * @param bounds of the layers
 * @returns a layer's things, [layers][count]: the first one around at the top, or at the left if it is alone
 */
export function placeAround(
  layers: readonly Pick<Layer, 'count' | 'size'>[],
  middle: number,
  bounds: Bounds[],
  { width, height }: Aspect,
): Placement[][] {
  const at = (layer: number, x: number, y: number, edge: number): Placement => {
    const { left, top, right, bottom } = bounds[layer]!.rest;
    const scale = edge / Math.max(right - left, bottom - top);
    return {
      x: width / 2 + x - (scale * (left + right)) / 2,
      y: height / 2 + y - (scale * (top + bottom)) / 2,
      scale,
    };
  };
  const around = layers.flatMap(({ count }, layer) =>
    layer === middle ? [] : new Array<number>(count).fill(layer),
  );
  const room = CLOSEST * RADIUS * Math.sin(Math.PI / Math.max(2, around.length));
  const begin = around.length === 1 ? Math.PI : -Math.PI / 2;
  const ring = around.map((layer, i) => {
    const angle = begin + (2 * Math.PI * i) / around.length;
    const edge = Math.min(ROUND, room) * (layers[layer]!.size === 'small' ? SMALL : 1);
    return at(layer, RADIUS * Math.cos(angle), RADIUS * Math.sin(angle), edge);
  });
  return layers.map((_, index) =>
    index === middle ? [at(middle, 0, 0, MIDDLE)] : ring.filter((_, i) => around[i] === index),
  );
}
