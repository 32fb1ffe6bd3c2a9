/** Where what opens from a control lies: below it, or above where there is more room, and inside of the window. */
import { useLayoutEffect, useState } from 'preact/hooks';

const GAP = 4; // px
const EDGE = 8; // px to the window's edges
const LARGEST = 280; // px, of height

export interface Spot {
  left: string;
  top?: string;
  bottom?: string;
  maxHeight: string;
}

export function useSpot(anchor: Element | null, width: number): Spot | null {
  const [spot, setSpot] = useState<Spot | null>(null);
  useLayoutEffect(() => {
    if (!anchor) return setSpot(null);
    const place = () => setSpot(spotFor(anchor.getBoundingClientRect(), width));
    place();
    addEventListener('resize', place);
    addEventListener('scroll', place, true);
    return () => {
      removeEventListener('resize', place);
      removeEventListener('scroll', place, true);
    };
  }, [anchor, width]);
  return spot;
}

export function spotFor({ left, top, bottom }: DOMRect, width: number): Spot {
  const below = innerHeight - bottom - GAP - EDGE;
  const above = top - GAP - EDGE;
  const at = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  const height = (room: number) => `${Math.max(0, Math.min(LARGEST, room))}px`;
  return below >= Math.min(LARGEST, above)
    ? { left: at, top: `${bottom + GAP}px`, maxHeight: height(below) }
    : { left: at, bottom: `${innerHeight - top + GAP}px`, maxHeight: height(above) };
}
