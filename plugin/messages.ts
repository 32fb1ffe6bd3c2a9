/**
 * Reads what comes from outside the plugin thread (messages of the UI, data stored by earlier
 * runs) before anything uses it: unknown fields are dropped, impossible values turn it down. What is
 * possible and no longer allowed passes: the UI brings it within today's limits.
 */
import { readRecipe } from './motion/read';
import {
  type Canvas,
  type Fields,
  isEngine,
  isFields,
  type MadeClip,
  type Settings,
  type StoredRequest,
  type ToPlugin,
} from './protocol';

const IMAGE_EDGE = 4096; // px, the longest side that createImage takes
const MAX_SEED = 2 ** 32 - 1;
const LONGEST_LOOP = 10_000; // s, well over what was ever allowed
const PROMPT_LENGTH = 1000; // characters, well over what the panel allows
const SENTENCE_LENGTH = 1000; // characters

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest;

const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

const isEdge = (value: unknown): value is number => isWhole(value, 1, IMAGE_EDGE);

const isPositive = (value: unknown, most: number): value is number =>
  typeof value === 'number' && value > 0 && value <= most;

const isPadding = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value < 50; // %; two of them leave something between

const isBackground = (value: unknown): value is string =>
  value === 'transparent' || (typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value));

/** A stored request, or `null` when a field is missing or impossible. */
export function readRequest(value: unknown): StoredRequest | null {
  if (!isFields(value)) return null;
  const { prompt, seed, width, height, seconds, fps, background, model, padding, best } =
    renewed(value);
  if (!isText(prompt, PROMPT_LENGTH) || prompt.trim() === '' || !isText(model, 200)) return null;
  if (!isWhole(seed, 0, MAX_SEED) || !isEdge(width) || !isEdge(height)) return null;
  if (!isPositive(seconds, LONGEST_LOOP) || !isPositive(fps, 100)) return null;
  if (!isBackground(background)) return null;
  if (padding !== undefined && !isPadding(padding)) return null;
  if (best !== undefined && typeof best !== 'boolean') return null;
  const request: StoredRequest = { prompt, seed, width, height, seconds, fps, background, model };
  if (padding) request.padding = padding;
  if (best) request.best = best;
  return request;
}

/** Up to version 2.1 of the model clips were squares of `size`, and had `frames` in place of seconds. */
function renewed(fields: Fields): Fields {
  const { size, frames, fps } = fields;
  if (size === undefined) return fields;
  const seconds = typeof frames === 'number' && typeof fps === 'number' ? frames / fps : undefined;
  return { ...fields, width: size, height: size, seconds };
}

/** Settings, or `null` when a field is missing or impossible. */
export function readSettings(value: unknown): Settings | null {
  if (!isFields(value)) return null;
  const { background, engine, size } = value;
  // Earlier versions knew squares of `size` only.
  const square = { follow: true, density: 1, width: size, height: size };
  const canvas = readCanvas(size === undefined ? value.canvas : square);
  if (!isBackground(background) || !canvas) return null;
  if (!isEngine(engine)) return null;
  return { background, canvas, engine };
}

function readCanvas(value: unknown): Canvas | null {
  if (!isFields(value)) return null;
  const { follow, density, width, height } = value;
  if (typeof follow !== 'boolean' || (density !== 1 && density !== 2)) return null;
  return isEdge(width) && isEdge(height) ? { follow, density, width, height } : null;
}

function readClip(value: unknown): MadeClip | null {
  if (!isFields(value) || !(value.gif instanceof Uint8Array)) return null;
  const request = readRequest(value.request);
  return request && { gif: value.gif, request };
}

function readInsert({ id, nodeId, clips: list }: Fields): ToPlugin | null {
  if (!isWhole(id, 0, Number.MAX_SAFE_INTEGER) || !Array.isArray(list)) return null;
  const clips = list.map(readClip).filter((clip) => clip !== null);
  if (clips.length === 0 || clips.length < list.length) return null;
  if (nodeId === undefined) return { type: 'insert', id, clips };
  return isText(nodeId, 200) ? { type: 'insert', id, clips, nodeId } : null;
}

/** A message of the UI, or `null` when it is none of ours or says something impossible. */
export function readMessage(value: unknown): ToPlugin | null {
  if (!isFields(value)) return null;
  switch (value.type) {
    case 'ready':
    case 'look':
    case 'close':
      return { type: value.type };
    case 'insert':
      return readInsert(value);
    case 'motion': {
      const { id, name } = value;
      const recipe = readRecipe(value.recipe);
      if (!isWhole(id, 0, Number.MAX_SAFE_INTEGER) || !isText(name, PROMPT_LENGTH)) return null;
      return recipe && { type: 'motion', id, name, recipe };
    }
    case 'drag': {
      const clip = readClip(value.clip);
      return clip && { type: 'drag', clip };
    }
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
  if (!isFields(value) || (value.type !== 'insert' && value.type !== 'motion')) return null;
  return isWhole(value.id, 0, Number.MAX_SAFE_INTEGER) ? value.id : null;
}
