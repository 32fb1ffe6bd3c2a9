/** The worker's code and its assets, which lie as text in inert tags of the page. */
import type { Packed, PackedAssets, Texts } from '../../worker/api';

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
  if (!tag?.textContent) throw new Error('The plugin is incomplete: it holds no worker.');
  const text = atob(tag.textContent);
  const bytes = new Uint8Array(text.length); // by hand: this comes before the first paint
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
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
  if (!tag?.textContent) throw new Error(`The plugin is incomplete: it holds no ${name}.`);
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
