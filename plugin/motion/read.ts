/** Reads a recipe that came from the UI, before anything uses it: `null` where a field is missing or impossible. */
import {
  type Ease,
  type Fields,
  isFields,
  type Page,
  type Part,
  type PlacedPicture,
  type Recipe,
  type Track,
  type Tracks,
} from '../protocol';

const EDGE = 4096; // px, the longest side that createImage takes
const MOST_FRAMES = 1000;
const PNG = [137, 80, 78, 71, 13, 10, 26, 10];

const isNumber = (value: unknown): value is number => Number.isFinite(value);

const isBetween = (value: unknown, least: number, most: number): value is number =>
  isNumber(value) && value >= least && value <= most;

const isGround = (value: unknown): value is string =>
  value === 'transparent' || (typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value));

export function readRecipe(value: unknown): Recipe | null {
  if (!isFields(value)) return null;
  const { width, height, frames, seconds, ground } = value;
  if (!isBetween(width, 1, EDGE) || !isBetween(height, 1, EDGE) || !isGround(ground)) return null;
  if (!isBetween(frames, 1, MOST_FRAMES) || !isBetween(seconds, 0.01, MOST_FRAMES)) return null;
  const parts = readList(value.parts, readPart);
  return parts && { width, height, frames, seconds, ground, parts };
}

/** A list of which every entry could be read. */
function readList<T>(value: unknown, read: (one: unknown) => T | null): T[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const list = value.map(read);
  return list.every((one) => one !== null) ? (list as T[]) : null;
}

function readPart(value: unknown): Part | null {
  if (!isFields(value)) return null;
  if (value.kind === 'flipbook') {
    const pages = readList(value.pages, readPage);
    return pages && { kind: 'flipbook', pages };
  }
  const picture = readPicture(value.picture);
  const tracks = readTracks(value.tracks);
  return value.kind === 'moved' && picture && tracks ? { kind: 'moved', picture, tracks } : null;
}

function readPage(value: unknown): Page | null {
  const picture = readPicture(value);
  const { from, until } = value as Fields;
  if (!picture || !isBetween(from, 0, MOST_FRAMES) || !isBetween(until, from, MOST_FRAMES)) {
    return null;
  }
  return Object.assign(picture, { from, until });
}

function readPicture(value: unknown): PlacedPicture | null {
  if (!isFields(value) || !(value.png instanceof Uint8Array)) return null;
  const { png, x, y, width, height } = value;
  if (!PNG.every((byte, i) => png[i] === byte)) return null;
  if (!isNumber(x) || !isNumber(y)) return null;
  if (!isBetween(width, 0.01, EDGE) || !isBetween(height, 0.01, EDGE)) return null;
  return { png, x, y, width, height };
}

function readTracks(value: unknown): Tracks | null {
  if (!isFields(value)) return null;
  const [x, y, angle, opacity] = [value.x, value.y, value.angle, value.opacity].map((track) =>
    readTrack(track, 1),
  );
  const scale = readTrack(value.scale, 2);
  return x && y && angle && scale && opacity ? { x, y, angle, scale, opacity } : null;
}

/** @param count of the numbers of a value */
function readTrack(track: unknown, count: number): Track | null {
  return readList(track, (key) => {
    if (!isFields(key)) return null;
    const { at } = key;
    const value = readNumbers(key.value, count);
    const ease = readEase(key.ease, count);
    return isNumber(at) && value && ease ? { at, value, ease } : null;
  });
}

function readEase(value: unknown, count: number): Ease | null {
  if (value === 'hold') return value;
  if (!isFields(value)) return null;
  const [from, to] = [readNumbers(value.from, count), readNumbers(value.to, count)];
  return from && to && { from, to };
}

const readNumbers = (value: unknown, count: number): number[] | null =>
  Array.isArray(value) && value.length === count && value.every(isNumber) ? value : null;
