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

/** About how many bytes the value takes: binaries as base64, the rest as JSON in UTF-8. */
export function bytesOf(key: string, value: unknown): number {
  let binaries = 0;
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (!(part instanceof Uint8Array)) return part;
    binaries += part.length;
    return '';
  });
  return utf8Length(key) + utf8Length(json ?? '') + Math.ceil((binaries * 4) / 3);
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const letter of Array.from(text)) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
