/**
 * Pictures → PNG, and frames → APNG: 8 bits of red, green, blue and alpha, nothing lost.
 *
 * Chunks as in the PNG specification, third edition (W3C, 2025), which holds APNG too.
 */
import { zlibSync } from 'fflate';
import type { Picture } from '../api';
import { join } from '../bytes';
import type { Size } from '../picture/raster';
import { type Rectangle, rectangleAround } from '../picture/rectangle';

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const BITS = 8;
const TRUECOLOUR_WITH_ALPHA = 6;
const LEVEL = 9; // of deflate
const HUNDREDTHS = 100; // of a second: what delays are counted in, as in a GIF
const LEAVE = 0; // disposal: the next frame is drawn over this one
const REPLACE = 0; // blending: alpha is written, not laid over

/** @param picture straight RGBA, [height, width, 4] */
export function encodePng(picture: Picture): Uint8Array<ArrayBuffer> {
  const { width, height, rgba } = picture;
  const whole = { x: 0, y: 0, width, height };
  const data = chunk('IDAT', compress(rgba, whole, width));
  return join([SIGNATURE, header(picture), data, chunk('IEND')]);
}

/**
 * Encodes one frame at each step, so that a caller can stop in between. A frame holds the rectangle that
 * changed; frames that equal the one before become one with the delay of both.
 *
 * @param frames of one size, straight RGBA
 * @param delays hundredths of a second
 * @yields the number of frames encoded
 * @returns an APNG that loops for ever; its still picture is the first frame
 */
export function* encodeApng(
  frames: readonly Picture[],
  delays: readonly number[],
): Generator<number, Uint8Array<ArrayBuffer>> {
  const [first] = frames as [Picture, ...Picture[]];
  const { width, height } = first;
  const whole = { x: 0, y: 0, width, height };
  const parts: Uint8Array[] = [];
  let count = 0; // of frames that differ
  let sequence = 0;
  for (let at = 0; at < frames.length; ) {
    const { rgba } = frames[at]!;
    let [end, delay] = [at + 1, delays[at]!];
    for (; end < frames.length && equal(frames[end]!, frames[at]!); end++) delay += delays[end]!;
    const before = frames[at - 1];
    const place = before ? changed(frames[at]!, before) : whole;
    parts.push(chunk('fcTL', control(sequence++, place, delay)));
    const data = compress(rgba, place, width);
    if (count === 0) parts.push(chunk('IDAT', data));
    else parts.push(chunk('fdAT', join([big32(sequence++), data])));
    count++;
    at = end;
    yield at;
  }
  const animation = chunk('acTL', join([big32(count), big32(0)])); // 0 plays: for ever
  return join([SIGNATURE, header(first), animation, ...parts, chunk('IEND')]);
}

/** Where two frames that are not equal differ. */
const changed = (a: Picture, b: Picture): Rectangle =>
  rectangleAround(a, wordsOf(a.rgba), wordsOf(b.rgba), (one, other) => one !== other)!;

const wordsOf = ({ buffer, byteOffset, byteLength }: Picture['rgba']) =>
  new Uint32Array(buffer, byteOffset, byteLength / 4);

function equal(a: Picture, b: Picture): boolean {
  const others = wordsOf(b.rgba);
  return wordsOf(a.rgba).every((word, i) => word === others[i]);
}

function header({ width, height }: Size): Uint8Array {
  const kind = Uint8Array.of(BITS, TRUECOLOUR_WITH_ALPHA, 0, 0, 0); // deflate, the usual filters, no interlacing
  return chunk('IHDR', join([big32(width), big32(height), kind]));
}

function control(sequence: number, { x, y, width, height }: Rectangle, delay: number): Uint8Array {
  const place = [sequence, width, height, x, y].map(big32);
  const times = [delay, HUNDREDTHS].map((value) => Uint8Array.of(value >> 8, value & 255));
  return join([...place, ...times, Uint8Array.of(LEAVE, REPLACE)]);
}

/** Rows of a rectangle, each filtered by whichever leaves the least, then deflated. */
function compress(rgba: Picture['rgba'], place: Rectangle, stride: number): Uint8Array {
  const length = 4 * place.width;
  const filtered = new Uint8Array(place.height * (1 + length));
  const tries = FILTERS.map(() => new Uint8Array(length));
  let above = new Uint8Array(length);
  for (let row = 0; row < place.height; row++) {
    const from = 4 * ((place.y + row) * stride + place.x);
    const line = Uint8Array.from(rgba.subarray(from, from + length));
    const costs = FILTERS.map((predict, i) => filter(line, above, predict, tries[i]!));
    const best = costs.indexOf(Math.min(...costs));
    const at = row * (1 + length);
    filtered[at] = best; // filters are numbered as the specification does
    filtered.set(tries[best]!, at + 1);
    above = line;
  }
  return zlibSync(filtered, { level: LEVEL });
}

/** What a byte is foretold to be, from those to the left, above, and above that. */
type Predict = (left: number, above: number, corner: number) => number;

const FILTERS: readonly Predict[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
];

/** @returns the sum of what is left, as signed numbers: the less, the better it deflates */
function filter(line: Uint8Array, above: Uint8Array, predict: Predict, into: Uint8Array): number {
  let cost = 0;
  for (let i = 0; i < line.length; i++) {
    const left = i < 4 ? 0 : line[i - 4]!;
    const corner = i < 4 ? 0 : above[i - 4]!;
    const rest = (line[i]! - predict(left, above[i]!, corner)) & 255;
    into[i] = rest;
    cost += rest < 128 ? rest : 256 - rest;
  }
  return cost;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

function chunk(type: string, data: Uint8Array = new Uint8Array()): Uint8Array {
  const body = join([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);
  return join([big32(data.length), body, big32(checksum(body))]);
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC[(value ^ byte) & 255]! ^ (value >>> 8);
  return ~value >>> 0;
}

function big32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
