/** Messages to and from the plugin thread. What comes in is checked before anything uses it. */
import {
  type Canvas,
  EDITORS,
  type Found,
  type FoundLayer,
  type History,
  isEngine,
  isFields,
  isVerdict,
  type Layout,
  type LayoutBox,
  type Offer,
  type Opening,
  type RegenerateTarget,
  type Remembered,
  type SelectionSummary,
  type Settings,
  type Size,
  type StoredRequest,
  type Swatch,
  type Swatches,
  type ToPlugin,
  type ToUi,
} from '../../plugin/protocol';
import type { Line } from './edition';

export type Send = (message: ToPlugin) => void;

/** Listens until the page goes; messages that are none of ours are left alone. */
export function openChannel(line: Line, receive: (message: ToUi) => void): Send {
  window.addEventListener('message', (event) => {
    const data: unknown = event.data;
    const message = isFields(data) && line.carried(event) ? readMessage(data.pluginMessage) : null;
    if (message) receive(message);
  });
  return (message) => line.post({ pluginMessage: message });
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
    case 'found':
      return isFound(value.found) ? { type: 'found', found: value.found } : null;
    case 'measured': {
      const { layout, problem } = value;
      if (layout !== null && !isLayout(layout)) return null;
      if (problem !== null && typeof problem !== 'string') return null;
      return { type: 'measured', layout, problem };
    }
    case 'corner': {
      const { x, y } = value;
      return typeof x === 'number' && typeof y === 'number' ? { type: 'corner', x, y } : null;
    }
    case 'swatches':
      return isSwatches(value.swatches) ? { type: 'swatches', swatches: value.swatches } : null;
    case 'history':
      return isHistory(value.history) ? { type: 'history', history: value.history } : null;
    default:
      return null;
  }
}

const isFound = (value: unknown): value is Found =>
  isFields(value) &&
  (value.kind === 'fillable' || value.kind === 'clips') &&
  (value.scope === 'selection' || value.scope === 'children' || value.scope === 'page') &&
  Array.isArray(value.layers) &&
  value.layers.every(isFoundLayer) &&
  Number.isFinite(value.more);

const isFoundLayer = (value: unknown): value is FoundLayer =>
  isFields(value) &&
  isSize(value) &&
  typeof value.nodeId === 'string' &&
  typeof value.name === 'string' &&
  Array.isArray(value.words) &&
  value.words.every((word) => typeof word === 'string') &&
  (value.request === null || isStoredRequest(value.request)) &&
  (value.matte === null || typeof value.matte === 'string');

const isLayout = (value: unknown): value is Layout =>
  isFields(value) &&
  isSize(value) &&
  typeof value.nodeId === 'string' &&
  typeof value.name === 'string' &&
  Array.isArray(value.boxes) &&
  value.boxes.every(isLayoutBox) &&
  Number.isFinite(value.more) &&
  (value.ground === null || typeof value.ground === 'string');

const isLayoutBox = (value: unknown): value is LayoutBox =>
  isFields(value) &&
  isSize(value) &&
  ['text', 'image', 'avatar', 'block'].some((kind) => kind === value.kind) &&
  [value.x, value.y].every((at) => Number.isFinite(at)) &&
  (value.radius === undefined || (Array.isArray(value.radius) && value.radius.length === 4)) &&
  (value.lineHeight === undefined || Number.isFinite(value.lineHeight)) &&
  (value.align === undefined || ['left', 'center', 'right'].some((one) => one === value.align));

const isHistory = (value: unknown): value is History =>
  isFields(value) &&
  Array.isArray(value.clips) &&
  value.clips.every(isRemembered) &&
  Array.isArray(value.colours) &&
  value.colours.every((colour) => typeof colour === 'string') &&
  Number.isFinite(value.bytes);

const isSwatches = (value: unknown): value is Swatches =>
  isFields(value) &&
  Array.isArray(value.list) &&
  value.list.every(isSwatch) &&
  Number.isFinite(value.more);

const isSwatch = (value: unknown): value is Swatch =>
  isFields(value) &&
  typeof value.hex === 'string' &&
  /^#[0-9a-f]{6}$/.test(value.hex) &&
  (value.from === 'selection' || value.from === 'styles' || value.from === 'variables') &&
  Array.isArray(value.names) &&
  value.names.every((name) => typeof name === 'string');

const isRemembered = (value: unknown): value is Remembered =>
  isFields(value) &&
  typeof value.id === 'string' &&
  isStoredRequest(value.request) &&
  value.thumbnail instanceof Uint8Array &&
  typeof value.favourite === 'boolean' &&
  Number.isFinite(value.at);

function isOpening(value: unknown): value is Opening {
  if (!isFields(value)) return false;
  const kind = value.kind as Opening['kind'];
  switch (kind) {
    case 'menu':
    case 'fill':
    case 'clips':
      return true;
    case 'quick':
      return typeof value.prompt === 'string' && (value.size === undefined || isSize(value.size));
    case 'regenerate':
      return Array.isArray(value.targets) && value.targets.every(isTarget);
    case 'edit':
      return isTarget(value);
    case 'skeleton':
      return isLayout(value.layout) && (value.edited === undefined || isTarget(value.edited));
    default:
      kind satisfies never;
      return false;
  }
}

const isTarget = (value: unknown): value is RegenerateTarget =>
  isFields(value) &&
  typeof value.nodeId === 'string' &&
  isStoredRequest(value.request) &&
  (value.layout === undefined || isLayout(value.layout));

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
  isEngine(value.engine) &&
  (value.verdict === undefined || isVerdict(value.verdict));

const isOffer = (value: unknown): value is Offer =>
  isFields(value) &&
  typeof value.hint === 'string' &&
  Array.isArray(value.nodeIds) &&
  value.nodeIds.every((id) => typeof id === 'string') &&
  Array.isArray(value.sizes) &&
  value.sizes.every(isSize) &&
  (value.matte === null || typeof value.matte === 'string');

const isSelection = (value: unknown): value is SelectionSummary =>
  isFields(value) &&
  (value.name === null || typeof value.name === 'string') &&
  isOffer(value.new) &&
  (value.fill === null || isOffer(value.fill)) &&
  (value.replace === null || isOffer(value.replace));
