/** Which way a picture looks, so that nothing drives backwards. */

export type Side = 'left' | 'right';

const LOOKING = new Set(['vehicles', 'animals']); // groups; all else looks at whoever sees it
/** Emoji look to the left, but these. */
const TO_THE_RIGHT = new Set([
  'plane',
  'plane departure',
  'plane arrival',
  'small airplane',
  'rocket',
]);

/**
 * @param style the one that it is drawn in; line icons look to the right
 * @returns null for what looks to no side
 */
export function facingOf(thing: string, group: string, style: string | null): Side | null {
  if (!LOOKING.has(group)) return null;
  return style === 'outline' || TO_THE_RIGHT.has(thing) ? 'right' : 'left';
}
