/**
 * Bytes as text for the page: 13 bits in 2 characters, so 16 characters carry 13 bytes (23.1 % more).
 *
 * The alphabet is printable ASCII without `"`, `\`, `<` and `&`: 91 characters that neither JSON nor
 * HTML escapes, each one byte of UTF-8. 91² = 8,281 is just over 2¹³.
 */
const ALPHABET = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
  .filter((character) => !'"\\<&'.includes(character))
  .join('');
const BASE = ALPHABET.length; // 91
const PAIR_BITS = 13;
const SINGLE_BITS = 6; // what one last character carries: 2⁶ ≤ 91

const GROUP = 16; // characters, which carry 13 whole bytes

/** Pieces of a text that `decode91` takes one by one. */
export function pieces91(text: string, groups: number): string[] {
  const length = GROUP * groups;
  const count = Math.ceil(text.length / length);
  return Array.from({ length: count }, (_, i) => text.slice(i * length, (i + 1) * length));
}

/** Text of `bytes`; its length is decided by theirs alone. */
export function encode91(bytes: Uint8Array): string {
  const codes = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
  const out = new Uint8Array(encodedLength(bytes.length));
  let held = 0; // bits not written yet, lowest first
  let bits = 0;
  let at = 0;
  const pair = (value: number) => {
    out[at++] = codes[value % BASE]!;
    out[at++] = codes[Math.floor(value / BASE)]!;
  };
  for (const byte of bytes) {
    held |= byte << bits;
    bits += 8;
    if (bits >= PAIR_BITS) {
      pair(held & 0x1fff);
      held >>>= PAIR_BITS;
      bits -= PAIR_BITS;
    }
  }
  if (bits > SINGLE_BITS) pair(held);
  else if (bits > 0) out[at++] = codes[held]!;
  return new TextDecoder().decode(out);
}

/** The bytes behind `text`. Throws when a character (pair) is none that `encode91` writes. */
export function decode91(text: string): Uint8Array {
  const codes = new TextEncoder().encode(text);
  const values = pairValues();
  const pairs = codes.length >> 1;
  const bytes = new Uint8Array(decodedLength(codes.length));
  let held = 0;
  let bits = 0;
  let at = 0;
  let seen = 0; // every value or-ed together: one check at the end, none in the loop
  for (let i = 0; i < pairs; i++) {
    const value = values[codes[2 * i]! | (codes[2 * i + 1]! << 8)]!;
    seen |= value;
    held |= value << bits;
    bits += PAIR_BITS;
    while (bits >= 8) {
      bytes[at++] = held;
      held >>>= 8;
      bits -= 8;
    }
  }
  if (codes.length % 2 === 1) {
    const value = ALPHABET.indexOf(text.at(-1)!);
    if (value < 0 || value >> SINGLE_BITS > 0) seen = -1;
    bytes[at] = held | (value << bits);
  }
  if (seen < 0 || seen >> PAIR_BITS > 0) {
    throw new Error('The text is damaged: it holds characters that no encoded file has.');
  }
  return bytes;
}

const encodedLength = (bytes: number) => {
  const rest = (8 * bytes) % PAIR_BITS;
  const tail = rest === 0 ? 0 : rest > SINGLE_BITS ? 2 : 1;
  return 2 * Math.floor((8 * bytes) / PAIR_BITS) + tail;
};

const decodedLength = (characters: number) =>
  Math.floor((PAIR_BITS * (characters >> 1) + SINGLE_BITS * (characters & 1)) / 8);

/** The 13 bits of each character pair (first character low); all ones where there is no such pair. */
function pairValues(): Uint16Array {
  const values = new Uint16Array(1 << 16).fill(0xffff);
  for (let value = 0; value < 1 << PAIR_BITS; value++) {
    const low = ALPHABET.charCodeAt(value % BASE);
    const high = ALPHABET.charCodeAt(Math.floor(value / BASE));
    values[low | (high << 8)] = value;
  }
  return values;
}
