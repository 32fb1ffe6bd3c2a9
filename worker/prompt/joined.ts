/** Words that were typed without a space: “spinninggear”, “bluebirdflying”. */
import type { Token } from './tokens';

const SHORTEST = 3; // letters of a part

/**
 * @param isKnown whether a word is known by itself
 * @param joins whether one of two words may be what the other is said of: a movement, a colour
 * @returns the token's parts where it is no word and all of them are; else the token
 */
export function cutJoined(
  token: Token,
  isKnown: (word: string) => boolean,
  joins: (first: string, rest: string) => boolean,
): Token[] {
  const { text, from, to } = token;
  if (!/^[a-z]+$/.test(text) || text.length !== to - from || isKnown(text)) return [token];
  for (let at = text.length - SHORTEST; at >= SHORTEST; at--) {
    const [first, rest] = [text.slice(0, at), text.slice(at)];
    if (!isKnown(first) || !isKnown(rest) || !joins(first, rest)) continue;
    return [
      { ...token, text: first, to: from + at },
      { text: rest, from: from + at, to, glued: false },
    ];
  }
  return [token];
}
