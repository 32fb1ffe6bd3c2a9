/** Messages to and from the plugin thread. What comes in is checked before anything uses it. */
import {
  type Canvas,
  EDITORS,
  isEngine,
  isFields,
  type Opening,
  type SelectionSummary,
  type Settings,
  type Size,
  type StoredRequest,
  type ToPlugin,
  type ToUi,
} from '../plugin/protocol';

export type Send = (message: ToPlugin) => void;

/** Listens until the page goes; messages that are none of ours are left alone. */
export function openChannel(receive: (message: ToUi) => void): Send {
  window.addEventListener('message', ({ data }: MessageEvent) => {
    const message = isFields(data) ? readMessage(data.pluginMessage) : null;
    if (message) receive(message);
  });
  // '*' because Figma's frame has no origin that could be named.
  return (message) => parent.postMessage({ pluginMessage: message }, '*');
}

/** A message of the plugin thread, or `null` when it is not one. */
export function readMessage(value: unknown): ToUi | null {
  if (!isFields(value)) return null;
  switch (value.type) {
    case 'open': {
      const { opening, settings, selection, editor } = value;
      if (!isOpening(opening) || !isSettings(settings) || !isSelection(selection)) return null;
      const known = EDITORS.find((one) => one === editor);
      return known ? { type: 'open', opening, settings, selection, editor: known } : null;
    }
    case 'selection':
      return isSelection(value.selection)
        ? { type: 'selection', selection: value.selection }
        : null;
    case 'inserted':
    case 'refused': {
      const { id, message } = value;
      if (typeof id !== 'number' || typeof message !== 'string') return null;
      return { type: value.type, id, message };
    }
    default:
      return null;
  }
}

function isOpening(value: unknown): value is Opening {
  if (!isFields(value)) return false;
  const kind = value.kind as Opening['kind'];
  switch (kind) {
    case 'menu':
      return true;
    case 'quick':
      return typeof value.prompt === 'string' && (value.size === undefined || isSize(value.size));
    case 'regenerate':
      return Array.isArray(value.targets) && value.targets.every(isTarget);
    case 'edit':
      return isTarget(value);
    default:
      kind satisfies never;
      return false;
  }
}

const isTarget = (value: unknown): value is { nodeId: string; request: StoredRequest } =>
  isFields(value) && typeof value.nodeId === 'string' && isStoredRequest(value.request);

const isStoredRequest = (value: unknown): value is StoredRequest =>
  isFields(value) &&
  [value.prompt, value.background, value.model].every((field) => typeof field === 'string') &&
  [value.seed, value.seconds, value.fps].every((field) => Number.isFinite(field)) &&
  (value.padding === undefined || Number.isFinite(value.padding)) &&
  (value.best === undefined || typeof value.best === 'boolean') &&
  isSize(value);

const isSize = (value: unknown): value is Size =>
  isFields(value) && Number.isFinite(value.width) && Number.isFinite(value.height);

const isCanvas = (value: unknown): value is Canvas =>
  isFields(value) &&
  isSize(value) &&
  typeof value.follow === 'boolean' &&
  (value.density === 1 || value.density === 2);

const isSettings = (value: unknown): value is Settings =>
  isFields(value) &&
  typeof value.background === 'string' &&
  isCanvas(value.canvas) &&
  isEngine(value.engine);

const isSelection = (value: unknown): value is SelectionSummary =>
  isFields(value) &&
  Array.isArray(value.sizes) &&
  value.sizes.every(isSize) &&
  typeof value.hint === 'string' &&
  (value.matte === null || typeof value.matte === 'string');
