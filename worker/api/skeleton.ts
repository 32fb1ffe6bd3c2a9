/** Skeletons of layouts, which no network draws. */
import type { Clip } from './clip';
import type { Background } from './request';

/** A part of a layout, which a bone stands for. */
export interface LayoutBox {
  kind: 'text' | 'image' | 'avatar' | 'block';
  x: number; // px
  y: number; // px
  width: number; // px
  height: number; // px
  radius?: number | readonly [number, number, number, number]; // px; of the corners, clockwise from the upper left
  lineHeight?: number; // px, of text; one line when not told
  align?: 'left' | 'center' | 'right'; // of a paragraph's last line
}

export const SHIMMERS = ['diagonal', 'right', 'left', 'down', 'up'] as const;

/** A skeleton of a layout: bones in one colour, and light of another that crosses them. No network draws it. */
export interface SkeletonRequest {
  width: number; // px, 1 to 2048
  height: number; // px, 1 to 2048
  boxes: readonly LayoutBox[];
  block: `#${string}`;
  highlight: `#${string}`;
  direction: (typeof SHIMMERS)[number];
  seconds: number; // of the loop
  fps: number;
  background: Background;
  matte: `#${string}` | null;
}

export type SkeletonClip = Pick<Clip, 'gif' | 'width' | 'height' | 'frames' | 'loopMs'>;
