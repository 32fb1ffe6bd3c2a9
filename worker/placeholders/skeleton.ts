/** The shimmering skeleton of a given layout, by the light that crosses all skeletons. */
import { type Colours, coloursOf } from './colours';
import { type ShimmerDirection, shimmerOf } from './context';
import { createPen } from './pen';
import type { Corners } from './raster/outline';
import { createSheet } from './raster/sheet';
import { wrap } from './time';

export interface SkeletonBox {
  kind: 'text' | 'image' | 'avatar' | 'block';
  x: number; // px
  y: number; // px
  width: number; // px
  height: number; // px
  radius?: number | Corners; // px
  lineHeight?: number; // px, of text; one line when not told
  align?: 'left' | 'center' | 'right'; // of a paragraph's last line
}

export interface SkeletonOptions {
  width: number; // px
  height: number; // px
  phase: number; // of the loop, periodic
  colours?: Pick<Colours, 'block' | 'highlight'>;
  direction?: ShimmerDirection;
}

const BAR = 0.56; // of a line's height: about that of letters without descenders
const LAST = 0.62; // of a paragraph's width that its last line takes

const ALIGNED = { left: 0, center: 0.5, right: 1 };

/** @returns premultiplied RGBA, [height, width, 4]; the ground is transparent */
export function drawSkeleton(boxes: readonly SkeletonBox[], options: SkeletonOptions) {
  const { width, height, colours = coloursOf({ dark: false }), direction } = options;
  const sheet = createSheet(width, height);
  const pen = createPen(sheet, 1);
  const light = shimmerOf(width, height, wrap(options.phase), colours, direction);
  for (const box of boxes) {
    const { x, y, radius } = box;
    if (box.kind === 'avatar') {
      const r = Math.min(box.width, box.height) / 2;
      pen.circle(x + box.width / 2, y + box.height / 2, r, light);
    } else if (box.kind === 'text') {
      const line = Math.min(box.height, box.lineHeight ?? box.height);
      const count = Math.max(1, Math.round(box.height / line));
      for (let i = 0; i < count; i++) {
        const across = box.width * (i === count - 1 && count > 1 ? LAST : 1);
        const tall = line * BAR;
        const top = y + (i * box.height) / count + (box.height / count - tall) / 2;
        const left = x + ALIGNED[box.align ?? 'left'] * (box.width - across);
        pen.rect(left, top, across, tall, light, radius ?? tall / 2);
      }
    } else {
      const usual = Math.min(8, box.width / 8, box.height / 8);
      pen.rect(x, y, box.width, box.height, light, radius ?? usual);
    }
  }
  return sheet.rgba;
}
