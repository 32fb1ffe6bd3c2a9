/** A prompt as tokens: words, numbers, colours, emoji and the marks that join things, each with its place. */
import { fold } from './words';

export interface Token {
  text: string; // folded: lower case, no accents, no possessive
  from: number; // UTF-16 index in the prompt
  to: number;
  glued: boolean; // nothing but a hyphen or an apostrophe stands before it: “tooth-brush”
}

const INVISIBLE = '\\u00ad\\u200b-\\u200f\\u2060\\ufe0e\\ufe0f\\ufeff';
const WORD = `[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}${INVISIBLE}]|['’](?=\\p{L}))*`;
const NUMBER =
  '\\d+(?:(?:\\s?[:×]\\s?|\\sx\\s|x)\\d+(?![\\p{L}\\d])|/\\d+|[.,]\\d+)?(?:\\s?(?:px|fps|ms|s|%)(?!\\p{L}))?';
const EMOJI =
  '\\p{RI}\\p{RI}|[#*0-9]\\ufe0f?\\u20e3|\\p{Emoji_Presentation}|\\p{Extended_Pictographic}';
const TAIL = '(?:\\p{EMod}|\\ufe0f|\\u200d(?:\\p{Extended_Pictographic}|[♀♂]))*';
const RGB = 'rgba?\\(\\s*\\d{1,3}(?:\\s*,\\s*|\\s+)\\d{1,3}(?:\\s*,\\s*|\\s+)\\d{1,3}[^()]{0,9}\\)';
const PATTERN = new RegExp(
  `${RGB}|#(?:[0-9a-f]{3}){1,2}(?![\\p{L}\\p{N}])|(?:${EMOJI})${TAIL}|${NUMBER}(?![\\p{L}\\d])|${WORD}|[,;&+]|(?<=\\s)[-–—](?=\\s)|[:.](?=\\s)`,
  'giu',
);

const DASH = /^[-–—]$/; // between spaces
const HUMP = /(?<=\p{Ll})(?=\p{Lu}\p{Ll})/u; // “mapPin”

/** @returns the tokens from left to right; what lies between them says nothing */
export function tokenise(prompt: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: typed, index } of prompt.matchAll(PATTERN)) {
    let from = index;
    for (const piece of typed.split(HUMP)) {
      const text = DASH.test(piece) ? ',' : fold(piece).replace(/\p{EMod}/gu, ''); // skin tones
      const to = from + piece.length;
      const before = tokens.at(-1);
      const gap = before && prompt.slice(before.to, from);
      const glued =
        gap !== undefined && /^[-‐‑'’]?$/.test(gap) && isWord(text) && isWord(before!.text);
      if (text !== '') tokens.push({ text, from, to, glued });
      from = to;
    }
  }
  return tokens;
}

export const isEmoji = (text: string) => /\p{Extended_Pictographic}|\p{RI}/u.test(text);
const isWord = (text: string) => /^[\p{L}\p{N}]/u.test(text);
