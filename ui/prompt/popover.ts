/** Where what opens from a control lies: below it, or above where there is more room, and inside of the window. */
import { useLayoutEffect, useState } from 'preact/hooks';

const GAP = 4; // px
const EDGE = 8; // px to the window's edges
const LARGEST = 280; // px, of height, where text has its usual size
const USUAL = 16; // px of a rem

/** Styles of what opens. */
export type Spot = {
  width: string;
  left: string;
  top?: string;
  bottom?: string;
  maxHeight: string;
};

/** @param width px where text has its usual size; it grows with the text, and is as much of it as the window has */
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
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL;
  const wide = Math.min(scale * width, innerWidth - 2 * EDGE);
  const largest = scale * LARGEST;
  const below = innerHeight - bottom - GAP - EDGE;
  const above = top - GAP - EDGE;
  const at = `${Math.max(EDGE, Math.min(left, innerWidth - wide - EDGE))}px`;
  const height = (room: number) => `${Math.max(0, Math.min(largest, room))}px`;
  const across = { width: `${wide}px`, left: at };
  return below >= Math.min(largest, above)
    ? { ...across, top: `${bottom + GAP}px`, maxHeight: height(below) }
    : { ...across, bottom: `${innerHeight - top + GAP}px`, maxHeight: height(above) };
}
