/** What a layer carries of its clip: the request that made it, and the buttons to make it again. */
import { readRequest } from '../messages';
import type { StoredRequest } from '../protocol';
import { WORDS } from '../words';

/** The name under which layers carry their request. */
export const KEY = 'request';

/** The request stored with a layer, or `null` when the layer holds no clip of ours. */
export function requestOf(node: BaseNode): StoredRequest | null {
  const stored = node.getPluginData(KEY);
  if (stored === '') return null;
  try {
    return readRequest(JSON.parse(stored));
  } catch {
    return null; // written by something else: not ours
  }
}

/** Stores the request with the layer; answers with what takes it back. */
export function storeRequest(node: BaseNode, request: StoredRequest): () => void {
  const data = node.getPluginData(KEY);
  node.setPluginData(KEY, JSON.stringify(request));
  return () => node.setPluginData(KEY, data);
}

/** Puts the Regenerate and Edit buttons on the layer; answers with what takes them away. */
export function offerRelaunch(node: BaseNode, { prompt }: StoredRequest): () => void {
  const buttons = node.getRelaunchData();
  try {
    node.setRelaunchData({ regenerate: WORDS.drawsAnew(prompt).slice(0, 1000), edit: '' });
  } catch (error) {
    // Instances have been seen to refuse buttons (tokens-studio/figma-plugin#22); they can do without.
    if (node.type !== 'INSTANCE' && !isInInstance(node)) throw error;
    return () => {};
  }
  return () => node.setRelaunchData(buttons);
}

/** Locked itself, or inside something locked. Figma lets plugins write there; designers do not. */
export function isLocked(node: BaseNode): boolean {
  return upwards(node).some((one) => 'locked' in one && one.locked);
}

export function isInInstance(node: BaseNode): boolean {
  return upwards(node)
    .slice(1)
    .some((one) => one.type === 'INSTANCE');
}

/** The node, its parent, and so on up to the page. */
export function upwards(node: BaseNode): BaseNode[] {
  const line: BaseNode[] = [];
  for (let one: BaseNode | null = node; one; one = one.parent) line.push(one);
  return line;
}
