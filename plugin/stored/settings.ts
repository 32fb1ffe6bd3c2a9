/** What outlives a run: the designer's settings and the last clip, in clientStorage. */
import { readRequest, readSettings } from '../messages';
import type { Settings, StoredRequest } from '../protocol';
import { keep, recall } from './storage';

const DEFAULTS: Settings = {
  background: 'transparent',
  canvas: { follow: true, density: 1, width: 256, height: 256 },
  engine: 'auto',
};

/** The clip inserted last. Node ids repeat between files, so the request must match the layer's. */
export interface LastClip {
  nodeId: string;
  request: StoredRequest;
}

/** The stored settings; the defaults when there are none or they cannot be read. */
export async function loadSettings(): Promise<Settings> {
  return readSettings(await recall('settings')) ?? DEFAULTS;
}

export const saveSettings = (settings: Settings) => keep('settings', settings);

export async function loadLastClip(): Promise<LastClip | null> {
  const stored = await recall('last');
  if (typeof stored !== 'object' || stored === null) return null;
  const { nodeId, request } = stored as { nodeId?: unknown; request?: unknown };
  const read = readRequest(request);
  return typeof nodeId === 'string' && read ? { nodeId, request: read } : null;
}

export const saveLastClip = (clip: LastClip) => keep('last', clip);
