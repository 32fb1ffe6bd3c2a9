/** The clipboard, which many hosts keep from plugins: an iframe without an origin has none. */

import { WORDS } from '../words';

export const canCopyPictures = (): boolean =>
  typeof ClipboardItem === 'function' && typeof navigator.clipboard?.write === 'function';

/**
 * @param png given as a promise, because browsers ask for the click that it comes from
 * @throws a sentence where the host forbids it
 */
export async function copyPicture(png: Promise<Blob>): Promise<void> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
  } catch (error) {
    console.warn('The clipboard refused:', error);
    throw new Error(WORDS.exports.clipboardRefused);
  }
}
