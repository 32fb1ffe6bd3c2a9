/**
 * Figma's message channel: plain data and Uint8Array, nothing else. What cannot cross throws, where
 * a browser's own structured clone would let other binaries through.
 */
export function cloneMessage(value: unknown, path = 'message'): unknown {
  if (value === null || ['undefined', 'boolean', 'number', 'string'].includes(typeof value)) {
    return value;
  }
  if (value instanceof Uint8Array) return value.slice();
  if (value instanceof Date) return new Date(value);
  if (Array.isArray(value)) return value.map((one, at) => cloneMessage(one, `${path}[${at}]`));
  if (isPlain(value)) {
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([key, one]) => [key, cloneMessage(one, `${path}.${key}`)]),
    );
  }
  throw new TypeError(`${path} is ${nameOf(value)}, which cannot cross between plugin and UI.`);
}

/** An object literal, of this realm or another. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const nameOf = (value: unknown) =>
  typeof value === 'object' ? `a ${value?.constructor?.name ?? 'object'}` : `a ${typeof value}`;
