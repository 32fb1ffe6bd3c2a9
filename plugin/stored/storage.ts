/** clientStorage, which can be full, or hold what another version wrote: reading and writing never throw. */

/** What is stored under the key; `undefined` when there is nothing, or it cannot be read. */
export async function recall(key: string): Promise<unknown> {
  try {
    return await figma.clientStorage.getAsync(key);
  } catch (error) {
    console.warn(`clientStorage “${key}” could not be read:`, error);
    return undefined;
  }
}

/** Whether the value is stored now. A convenience must never stand in the way of the clip: a full storage only forgets. */
export async function keep(key: string, value: unknown): Promise<boolean> {
  try {
    await figma.clientStorage.setAsync(key, value);
    return true;
  } catch (error) {
    console.warn(`clientStorage “${key}” could not be written:`, error);
    return false;
  }
}

export async function drop(key: string): Promise<void> {
  try {
    await figma.clientStorage.deleteAsync(key);
  } catch (error) {
    console.warn(`clientStorage “${key}” could not be deleted:`, error);
  }
}

export async function keys(): Promise<string[]> {
  try {
    return await figma.clientStorage.keysAsync();
  } catch (error) {
    console.warn('clientStorage could not be listed:', error);
    return [];
  }
}

/** About how many bytes the value takes, rather more than less: binaries as base64, the rest as JSON in UTF-8. */
export function bytesOf(key: string, value: unknown): number {
  let binaries = 0;
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (!(part instanceof Uint8Array)) return part;
    binaries += part.length;
    return '';
  });
  return utf8Length(key) + utf8Length(json ?? '') + Math.ceil((binaries * 4) / 3);
}

/** At most this many bytes: of the units that are not ASCII none takes more than three. */
function utf8Length(text: string): number {
  const others = text.match(/[^\0-\x7f]/g) ?? [];
  return text.length + 2 * others.length;
}
