/** How large clips are made: as what is selected, or as chosen. */
import { type Canvas, type Size, sameAspect } from '../../plugin/protocol';
import { LIMITS } from '../../worker/api';
import { within } from '../number';
import { WORDS } from '../words';

export interface Preset extends Size {
  name: string;
}

const names = WORDS.presets;
const squares = [96, 128, 192, 256, 384, 512]; // px

export const PRESETS: Preset[] = [
  { name: names.icon, width: 64, height: 64 },
  { name: names.avatar, width: 160, height: 160 },
  { name: names.card, width: 320, height: 240 },
  { name: names.banner, width: 480, height: 270 },
  { name: names.story, width: 270, height: 480 },
  ...squares.map((edge) => ({ name: names.square, width: edge, height: edge })),
];

export const freshCanvas: Canvas = {
  follow: true,
  density: 1,
  width: LIMITS.edge.default,
  height: LIMITS.edge.default,
};

export const canvasWithin = (canvas: Canvas): Canvas => ({
  ...canvas,
  width: within(canvas.width, LIMITS.edge),
  height: within(canvas.height, LIMITS.edge),
});

const MOST = 12; // clips of one drawing; further shapes take the one nearest to their aspect

/**
 * The sizes that clips are made in, at least one: one for each aspect among the selected shapes, as
 * large as its largest shape; the canvas's own where it follows nothing.
 */
export function sizesFor(canvas: Canvas, selected: readonly Size[]): [Size, ...Size[]] {
  const { follow, density, width, height } = canvas;
  const wanted = follow ? selected.map((size) => sizeLike(size, density)) : [];
  wanted.sort((a, b) => b.width * b.height - a.width * a.height);
  const kept: Size[] = [];
  for (const size of wanted) {
    if (!kept.some((one) => sameAspect(one, size))) kept.push(size);
  }
  const [first = { width, height }, ...others] = kept;
  return [first, ...others.slice(0, MOST - 1)];
}

/** The shape's aspect in whole pixels, as dense as asked for and as the limits allow. */
function sizeLike({ width, height }: Size, density: number): Size {
  const scale = Math.min(density, LIMITS.edge.max / Math.max(width, height));
  return {
    width: within(width * scale, LIMITS.edge),
    height: within(height * scale, LIMITS.edge),
  };
}
