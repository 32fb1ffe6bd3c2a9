/** How much of a thing a reveal shows at a point of it. */
import type { Box } from '../picture/bounds';
import type { Piece, Reveal, Thing } from './pose';

/** Units of the thing → 0 to 1. */
export type Shown = (x: number, y: number) => number;

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** @param soft units of the thing over which an edge fades: about a pixel of the canvas */
export function shownBy(reveal: Reveal, { half }: Thing, soft: number): Shown {
  switch (reveal.kind) {
    case 'wipe': {
      const level = reveal.to === 'left' || reveal.to === 'right';
      const [span, sign] = [
        (level ? half.x : half.y) + soft,
        reveal.to === 'right' || reveal.to === 'down' ? 1 : -1,
      ];
      const edgeAt = (share: number) => span * (2 * share - 1);
      const [from, until] = [edgeAt(reveal.from), edgeAt(reveal.until)];
      return (x, y) => {
        const along = sign * (level ? x : y);
        return clamp(0.5 + (along - from) / soft) * clamp(0.5 + (until - along) / soft);
      };
    }
    case 'clock': {
      const { from, until } = reveal;
      if (until - from >= 1) return () => 1;
      return (x, y) => {
        const turn = Math.atan2(x, -y) / (2 * Math.PI);
        const at = turn < 0 ? turn + 1 : turn; // of a turn, from the top
        const width = soft / (2 * Math.PI * Math.max(soft, Math.hypot(x, y)));
        return clamp((at - from) / width + (from === 0 ? 1 : 0)) * clamp((until - at) / width);
      };
    }
    case 'circle': {
      const edge = reveal.radius * (Math.hypot(half.x, half.y) + soft);
      return (x, y) => clamp(0.5 + (edge - Math.hypot(x, y)) / soft);
    }
    default:
      return reveal satisfies never;
  }
}

/** Edges of what a piece takes of the picture: at the thing's edge, all that lies beyond it. */
export function takenBy(piece: Piece, { half }: Thing): Box {
  const open = (edge: number, limit: number) =>
    Math.abs(edge) < limit - 1e-6 ? edge : Math.sign(edge) * Number.POSITIVE_INFINITY;
  return {
    left: open(piece.left, half.x),
    top: open(piece.top, half.y),
    right: open(piece.right, half.x),
    bottom: open(piece.bottom, half.y),
  };
}

export const shownIn =
  ({ left, top, right, bottom }: Box): Shown =>
  (x, y) =>
    x >= left && x < right && y >= top && y < bottom ? 1 : 0;
