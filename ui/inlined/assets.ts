/** The worker's code and its assets, which lie as text in inert tags of the page. */
import type { Packed, PackedAssets, Texts } from '../../worker/api';
import { WORDS } from '../words';

/** The script runs before the big inert tags behind it are parsed. */
const parsed = new Promise<void>((resolve) => {
  if (document.readyState !== 'loading') resolve();
  else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
});

let code: Promise<string> | undefined; // of all workers

/** The worker's code, which lies deflated in base64 before the script. */
export function readWorkerCode(): Promise<string> {
  code ??= inflateCode();
  return code;
}

async function inflateCode(): Promise<string> {
  const tag = document.getElementById('worker');
  if (!tag?.textContent) throw new Error(WORDS.runs.incomplete('worker'));
  const letters = atob(tag.textContent);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i); // Uint8Array.from takes a frame's time
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(inflated).text();
}

/** Read anew for each worker: the page keeps the text, so a crash loses nothing. */
export async function readAssets(): Promise<PackedAssets> {
  await parsed;
  return {
    runtimes: readPacked('runtimes'),
    weights: readPacked('weights'),
    files: readPacked('files'),
  };
}

/** What the reader needs: the first of the files. */
export async function readTexts(): Promise<Texts> {
  await parsed;
  return { files: readPacked('files') };
}

function readPacked(name: keyof PackedAssets): Packed {
  const tag = document.querySelector<HTMLElement>(`script[data-asset=${name}]`);
  if (!tag?.textContent) throw new Error(WORDS.runs.incomplete(name));
  const sizes = tag.dataset.parts?.split(' ') ?? [];
  return {
    coding: tag.dataset.coding === 'xz' ? 'xz' : 'deflate',
    parts: sizes.map((size): [string, number] => {
      const [part = '', bytes] = size.split(':');
      return [part, Number(bytes)];
    }),
    text: tag.textContent,
  };
}
