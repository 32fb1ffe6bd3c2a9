/**
 * The history: clips, favourites and colours of earlier runs. Each clip lies under a key of its own,
 * so that a corrupt one costs no other; nothing is cached, as two windows share one storage.
 */
import { isColour, readRemembered } from '../messages';
import { type History, MEMORY, type Remembered, type StoredRequest } from '../protocol';
import { bytesOf, drop, keep, keys, recall } from './storage';

const CLIP = 'clip:'; // begins the key of a remembered clip
const COLOURS = 'colours';

/** All that is remembered; what cannot be read is dropped from the storage. */
export async function loadHistory(): Promise<History> {
  const clips: Remembered[] = [];
  let bytes = 0;
  for (const key of await keys()) {
    const value = await recall(key);
    if (key.startsWith(CLIP)) {
      const clip = readRemembered(key.slice(CLIP.length), value);
      if (!clip) {
        await drop(key);
        continue;
      }
      clips.push(clip);
    }
    bytes += bytesOf(key, value);
  }
  clips.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  return { clips, colours: await loadColours(), bytes };
}

async function loadColours(): Promise<string[]> {
  const stored = await recall(COLOURS);
  return Array.isArray(stored) ? stored.filter(isColour).slice(0, MEMORY.colours) : [];
}

/** Puts the clip first; the same request again stays one, and a favourite. The oldest go for it. */
export async function remember(request: StoredRequest, thumbnail: Uint8Array): Promise<void> {
  const { clips } = await loadHistory();
  const same = clips.filter((clip) => sameRequest(clip.request, request));
  const newest = clips[0]?.at ?? 0;
  const at = Math.max(Date.now(), newest + 1); // an order, even where the clock went back
  const favourite = same.some((clip) => clip.favourite);
  for (const { id } of same) await drop(CLIP + id);
  await keepClip({ id: at.toString(36), request, thumbnail, favourite, at });
  await evict();
}

export async function favour(id: string, favourite: boolean): Promise<void> {
  const clip = readRemembered(id, await recall(CLIP + id));
  if (clip) await keepClip({ ...clip, favourite });
  await evict();
}

/** Forgets one clip, or all clips and colours. */
export async function forget(id: string | null): Promise<void> {
  if (id !== null) return drop(CLIP + id);
  for (const key of await keys()) {
    if (key.startsWith(CLIP) || key === COLOURS) await drop(key);
  }
}

/** Puts the colour first among those used. */
export async function useColour(colour: string): Promise<void> {
  const used = colour.toLowerCase();
  const others = (await loadColours()).filter((one) => one.toLowerCase() !== used);
  await keep(COLOURS, [used, ...others].slice(0, MEMORY.colours));
}

const ROOM = 5; // clips that make room for one; if that is not enough, the storage fails for another reason

/** Where the storage is full, a few older clips make room, but no favourites. */
async function keepClip({ id, ...clip }: Remembered): Promise<void> {
  if (await keep(CLIP + id, clip)) return;
  const { clips } = await loadHistory();
  const others = clips.filter((one) => one.id !== id && !one.favourite);
  for (const oldest of others.slice(-ROOM).reverse()) {
    await drop(CLIP + oldest.id);
    if (await keep(CLIP + id, clip)) return;
  }
}

/** Drops what is over the limits: of number, and of all bytes together. */
async function evict(): Promise<void> {
  const { clips, bytes } = await loadHistory();
  const favourites = clips.filter(({ favourite }) => favourite);
  const others = clips.filter(({ favourite }) => !favourite);
  const over = [...favourites.slice(MEMORY.favourites), ...others.slice(MEMORY.clips)];
  const rest = clips.filter((clip) => !over.includes(clip)).sort(lastToGo);
  let size = bytes - over.reduce((sum, clip) => sum + sizeOf(clip), 0);
  while (size > MEMORY.bytes) {
    const oldest = rest.pop();
    if (!oldest) break;
    over.push(oldest);
    size -= sizeOf(oldest);
  }
  for (const { id } of over) await drop(CLIP + id);
}

const sizeOf = ({ id, ...clip }: Remembered) => bytesOf(CLIP + id, clip);

/** Favourites before others, then the latest first: the last one goes first. */
const lastToGo = (a: Remembered, b: Remembered) =>
  Number(b.favourite) - Number(a.favourite) || b.at - a.at;

const sameRequest = (a: StoredRequest, b: StoredRequest) =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = (request: StoredRequest) =>
  Object.entries(request).sort(([a], [b]) => (a < b ? -1 : 1));
