/** The worker's code and its assets, which lie as text in inert tags of the page. */
import type { Engine, ModelSource, Packed, PackedAssets, Runtimes } from '../../worker/api';
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
export async function readRuntimes(_: Engine, whole: boolean): Promise<Runtimes> {
  await parsed;
  return { runtimes: readPacked('runtimes'), whole };
}

export async function readModel(): Promise<ModelSource> {
  await parsed;
  return { files: readPacked('files'), weights: readPacked('weights') };
}

function readPacked(name: keyof PackedAssets): Packed {
  const tags = document.querySelectorAll<HTMLTemplateElement>(`template[data-asset=${name}]`);
  const texts = Array.from(tags, ({ content }) => content.textContent ?? '');
  const [first] = tags;
  if (!first || !texts[0]) throw new Error(WORDS.runs.incomplete(name));
  const sizes = first.dataset.parts?.split(' ') ?? [];
  return {
    coding: first.dataset.coding === 'xz' ? 'xz' : 'gzip',
    parts: sizes.map((size): [string, number] => {
      const [part = '', bytes] = size.split(':');
      return [part, Number(bytes)];
    }),
    texts,
  };
}
