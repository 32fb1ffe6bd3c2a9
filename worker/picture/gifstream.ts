/** The bytes of a GIF89a: https://www.w3.org/Graphics/GIF/spec-gif89a.txt, whose terms the names are. */
import type { Colour } from './oklab';
import type { Size } from './raster';
import type { Rectangle } from './rectangle';

const TRAILER = 0x3b;
const SUB_BLOCK = 255; // bytes, at most

export interface Image {
  place: Rectangle;
  delay: number; // hundredths of a second
  disposal: number;
  transparent: number; // the index that draws nothing
  codeSize: number; // bits of an index, 2 to 8
  codes: Uint8Array; // LZW
}

/** The bits that tell indices of a table apart; no table has fewer than two entries. */
export const bitsOf = (entries: number) => Math.max(1, Math.ceil(Math.log2(entries)));

/** @param table the global colour table; padded to a power of two */
export function createGifStream({ width, height }: Size, table: Colour[]) {
  const parts: Uint8Array[] = [];
  const put = (...bytes: number[]) => parts.push(Uint8Array.from(bytes));
  const text = (ascii: string) => put(...Array.from(ascii, (letter) => letter.charCodeAt(0)));

  text('GIF89a');
  const depth = bitsOf(table.length) - 1;
  put(...short(width), ...short(height), 0x80 | (7 << 4) | depth, 0, 0);
  const colours = new Uint8Array(3 * (2 << depth));
  colours.set(table.flat());
  parts.push(colours);
  put(0x21, 0xff, 11); // application extension
  text('NETSCAPE2.0');
  put(3, 1, ...short(0), 0); // loops for ever

  return {
    write({ place, delay, disposal, transparent, codeSize, codes }: Image) {
      put(0x21, 0xf9, 4, (disposal << 2) | 1, ...short(delay), transparent, 0); // graphic control extension
      put(
        0x2c,
        ...short(place.x),
        ...short(place.y),
        ...short(place.width),
        ...short(place.height),
      );
      put(0, codeSize); // no local colour table
      for (let at = 0; at < codes.length; at += SUB_BLOCK) {
        const block = codes.subarray(at, at + SUB_BLOCK);
        put(block.length);
        parts.push(block);
      }
      put(0);
    },
    finish(): Uint8Array {
      put(TRAILER);
      const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of parts) {
        bytes.set(part, at);
        at += part.length;
      }
      return bytes;
    },
  };
}

const short = (value: number) => [value & 255, value >> 8];
