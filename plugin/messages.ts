/**
 * Reads what comes from outside the plugin thread (messages of the UI, data stored by earlier
 * runs) before anything uses it: unknown fields are dropped, impossible values turn it down.
 */
import type { Settings, StoredRequest, ToPlugin } from './protocol';

type Fields = Record<string, unknown>;

export const IMAGE_EDGE = 4096; // px, the longest side that createImage takes
const PROMPT_LENGTH = 1000; // characters, well over what the panel allows
const SENTENCE_LENGTH = 1000; // characters

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest;

const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

const isBackground = (value: unknown): value is string =>
  value === 'transparent' || (typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value));

/** A stored request, or `null` when a field is missing or impossible. */
export function readRequest(value: unknown): StoredRequest | null {
  if (!isFields(value)) return null;
  const { prompt, seed, size, frames, fps, background, model, best } = value;
  if (!isText(prompt, PROMPT_LENGTH) || prompt.trim() === '' || !isText(model, 200)) return null;
  if (!isWhole(seed, 0, 2 ** 32 - 1) || !isWhole(size, 1, IMAGE_EDGE)) return null;
  if (!isWhole(frames, 1, 1000) || !isBackground(background)) return null;
  if (typeof fps !== 'number' || !(fps > 0 && fps <= 100)) return null;
  if (best !== undefined && typeof best !== 'boolean') return null;
  return { prompt, seed, size, frames, fps, background, model, ...(best && { best }) };
}

/** Settings, or `null` when a field is missing or impossible. */
export function readSettings(value: unknown): Settings | null {
  if (!isFields(value)) return null;
  const { background, size, engine } = value;
  if (!isBackground(background) || !isWhole(size, 1, IMAGE_EDGE)) return null;
  if (engine !== 'auto' && engine !== 'wasm' && engine !== 'webgpu') return null;
  return { background, size, engine };
}

function readInsert(value: Fields): ToPlugin | null {
  const { id, gif, width, height, nodeId } = value;
  const request = readRequest(value.request);
  if (!isWhole(id, 0, Number.MAX_SAFE_INTEGER) || !(gif instanceof Uint8Array)) return null;
  if (!isWhole(width, 1, IMAGE_EDGE) || !isWhole(height, 1, IMAGE_EDGE) || !request) return null;
  if (nodeId !== undefined && !isText(nodeId, 200)) return null;
  return {
    type: 'insert',
    id,
    gif,
    width,
    height,
    request,
    ...(nodeId === undefined ? {} : { nodeId }),
  };
}

/** A message of the UI, or `null` when it is none of ours or says something impossible. */
export function readMessage(value: unknown): ToPlugin | null {
  if (!isFields(value)) return null;
  switch (value.type) {
    case 'ready':
    case 'close':
      return { type: value.type };
    case 'insert':
      return readInsert(value);
    case 'settings': {
      const settings = readSettings(value.settings);
      return settings && { type: 'settings', settings };
    }
    case 'notify': {
      const { message, about } = value;
      if (!isText(message, SENTENCE_LENGTH)) return null;
      if (about !== 'progress' && about !== 'remark' && about !== 'trouble') return null;
      return { type: 'notify', message, about };
    }
    default:
      return null;
  }
}

/** The id of something that wanted to be an insertion, so that even a broken one gets an answer. */
export function insertionId(value: unknown): number | null {
  if (!isFields(value) || value.type !== 'insert') return null;
  return isWhole(value.id, 0, Number.MAX_SAFE_INTEGER) ? value.id : null;
}
