/**
 * Reads what comes from outside the plugin thread (messages of the UI, data stored by earlier
 * runs) before anything uses it: unknown fields are dropped, impossible values turn it down. What is
 * possible and no longer allowed passes: the UI brings it within today's limits.
 */
import { readRecipe } from './motion/read';
import {
  type Canvas,
  type Fields,
  GROUNDS,
  isEngine,
  isFields,
  isVerdict,
  type Kind,
  type Look,
  type MadeClip,
  MEMORY,
  type Remembered,
  type Scope,
  type Settings,
  type SkeletonStyle,
  type StoredRequest,
  type StoredShape,
  type Target,
  type ToPlugin,
  ZOOMS,
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

export const isColour = (value: unknown): value is string =>
  typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);

const isBackground = (value: unknown): value is string =>
  value === 'transparent' || isColour(value);

/** Bytes that begin as a PNG, a WebP or a GIF, no more than are remembered. */
function isThumbnail(value: unknown): value is Uint8Array {
  if (!(value instanceof Uint8Array) || value.length > MEMORY.thumbnail) return false;
  const letters = (from: number, to: number) => String.fromCharCode(...value.subarray(from, to));
  return (
    letters(1, 4) === 'PNG' || letters(0, 4) === 'GIF8' || letters(8, 12) === 'WEBP' // in a RIFF
  );
}

const MOST_SHAPED = 20; // fields, well over what can be shaped

/** What was shaped by hand: short values by name; `null` when it holds anything else. */
function readShape(value: unknown): StoredShape | null {
  if (!isFields(value)) return null;
  const shape: StoredShape = {};
  const entries = Object.entries(value);
  if (entries.length > MOST_SHAPED) return null;
  for (const [name, one] of entries) {
    if (!isText(name, 40)) return null;
    if (!isText(one, 200) && !Number.isFinite(one) && typeof one !== 'boolean') return null;
    shape[name] = one as StoredShape[string];
  }
  return shape;
}

/** A stored request, or `null` when a field is missing or impossible. */
export function readRequest(value: unknown): StoredRequest | null {
  if (!isFields(value)) return null;
  const { prompt, seed, width, height, seconds, fps, background, model, padding, best, skeleton } =
    renewed(value);
  if (!isText(prompt, PROMPT_LENGTH) || prompt.trim() === '' || !isText(model, 200)) return null;
  if (!isWhole(seed, 0, MAX_SEED) || !isEdge(width) || !isEdge(height)) return null;
  if (!isPositive(seconds, LONGEST_LOOP) || !isPositive(fps, 100)) return null;
  if (!isBackground(background)) return null;
  if (padding !== undefined && !isPadding(padding)) return null;
  if (best !== undefined && typeof best !== 'boolean') return null;
  const shape = value.shape === undefined ? {} : readShape(value.shape);
  if (shape === null) return null;
  const request: StoredRequest = { prompt, seed, width, height, seconds, fps, background, model };
  if (padding) request.padding = padding;
  if (best) request.best = best;
  if (Object.keys(shape).length > 0) request.shape = shape;
  if (skeleton === undefined) return request;
  const style = readSkeleton(skeleton);
  return style && { ...request, skeleton: style };
}

const DIRECTIONS = ['right', 'left', 'down', 'up', 'diagonal'] as const;

function readSkeleton(value: unknown): SkeletonStyle | null {
  if (!isFields(value)) return null;
  const { of, block, highlight } = value;
  const direction = DIRECTIONS.find((one) => one === value.direction);
  if (!isId(of) || !isColour(block) || !isColour(highlight) || !direction) return null;
  return { of, block, highlight, direction };
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
  const settings: Settings = { background, canvas, engine };
  const { verdict, fps, padding, best } = value;
  const look = readLook(value.look);
  if (isPositive(fps, 100)) settings.fps = fps;
  if (isPadding(padding)) settings.padding = padding;
  if (typeof best === 'boolean') settings.best = best;
  if (look) settings.look = look;
  if (isVerdict(verdict)) settings.verdict = { faster: verdict.faster, at: verdict.at };
  return settings;
}

function readLook(value: unknown): Look | null {
  if (!isFields(value)) return null;
  const zoom = ZOOMS.find((one) => one === value.zoom);
  const ground = GROUNDS.find((one) => one === value.ground);
  return zoom && ground ? { zoom, ground } : null;
}

function readCanvas(value: unknown): Canvas | null {
  if (!isFields(value)) return null;
  const { follow, density, width, height } = value;
  if (typeof follow !== 'boolean' || (density !== 1 && density !== 2)) return null;
  return isEdge(width) && isEdge(height) ? { follow, density, width, height } : null;
}

/** A remembered clip as it is stored, or `null` when it makes no sense (any more). */
export function readRemembered(id: string, value: unknown): Remembered | null {
  if (!isFields(value)) return null;
  const { thumbnail, favourite, at } = value;
  const request = readRequest(value.request);
  if (!request || !isThumbnail(thumbnail) || typeof favourite !== 'boolean') return null;
  if (!isWhole(at, 0, Number.MAX_SAFE_INTEGER)) return null;
  return { id, request, thumbnail, favourite, at };
}

function readClip(value: unknown): MadeClip | null {
  if (!isFields(value) || !(value.gif instanceof Uint8Array)) return null;
  const request = readRequest(value.request);
  return request && { gif: value.gif, request };
}

const isId = (value: unknown): value is string => isText(value, 200);

const isIds = (value: unknown): value is string[] => Array.isArray(value) && value.every(isId);

const isKind = (value: unknown): value is Kind => value === 'fillable' || value === 'clips';

const isScope = (value: unknown): value is Scope =>
  value === 'selection' || value === 'children' || value === 'page';

/** What the UI numbers: insertions, and what it waits for. */
const isNumber = (value: unknown): value is number => isWhole(value, 0, Number.MAX_SAFE_INTEGER);

function readTarget(value: unknown): Target | null {
  if (!isFields(value)) return null;
  const { kind, nodeIds, beside } = value;
  if (kind === 'new' && beside === undefined) return { kind };
  if (kind === 'new') return isId(beside) ? { kind, beside } : null;
  if (kind !== 'fill' && kind !== 'replace') return null;
  return isIds(nodeIds) && nodeIds.length > 0 ? { kind, nodeIds: nodeIds.slice() } : null;
}

function readInsert({ id, clips: list, target: chosen, hold }: Fields): ToPlugin | null {
  if (!isNumber(id) || !Array.isArray(list)) return null;
  const clips = list.map(readClip).filter((clip) => clip !== null);
  if (clips.length === 0 || clips.length < list.length) return null;
  const target = readTarget(chosen);
  if (!target || (hold !== undefined && typeof hold !== 'boolean')) return null;
  return hold ? { type: 'insert', id, clips, target, hold } : { type: 'insert', id, clips, target };
}

/** A message of the UI, or `null` when it is none of ours or says something impossible. */
export function readMessage(value: unknown): ToPlugin | null {
  if (!isFields(value)) return null;
  switch (value.type) {
    case 'ready':
    case 'look':
    case 'recall':
    case 'commit':
    case 'swatches':
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
    case 'find': {
      const { kind, scope } = value;
      return isKind(kind) && isScope(scope) ? { type: 'find', kind, scope } : null;
    }
    case 'measure': {
      const { nodeId } = value;
      return nodeId === null || isId(nodeId) ? { type: 'measure', nodeId } : null;
    }
    case 'select': {
      const { nodeIds } = value;
      return isIds(nodeIds) ? { type: 'select', nodeIds: nodeIds.slice() } : null;
    }
    case 'remember': {
      const request = readRequest(value.request);
      const { thumbnail } = value;
      return request && isThumbnail(thumbnail) ? { type: 'remember', request, thumbnail } : null;
    }
    case 'favour': {
      const { id, favourite } = value;
      return isId(id) && typeof favourite === 'boolean' ? { type: 'favour', id, favourite } : null;
    }
    case 'forget': {
      const { id } = value;
      return id === null || isId(id) ? { type: 'forget', id } : null;
    }
    case 'use': {
      const { colour } = value;
      return isColour(colour) ? { type: 'use', colour } : null;
    }
    default:
      return null;
  }
}

/** The id of something that wanted to be an insertion, so that even a broken one gets an answer. */
export function insertionId(value: unknown): number | null {
  if (!isFields(value) || (value.type !== 'insert' && value.type !== 'motion')) return null;
  return isNumber(value.id) ? value.id : null;
}
