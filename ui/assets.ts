/** The worker's code and assets, which lie as text in inert tags of the page. */
import { type Packed, type PackedAssets, TEXTS, type Texts } from '../worker/api';

export function readWorkerCode(): string {
  const tag = document.getElementById('worker');
  if (!tag?.textContent) throw new Error('The plugin is incomplete: it holds no worker.');
  return tag.textContent;
}

/** Read anew for each worker: the page keeps the text, so a crash loses nothing. */
export function readAssets(): PackedAssets {
  const tags = [...document.querySelectorAll<HTMLElement>('script[data-asset]')];
  const assets = tags.map((tag) => [tag.dataset.asset!, readPacked(tag)] as const);
  const runtime = assets.find(([name]) => name === 'runtime')?.[1];
  if (!runtime) throw new Error('The plugin is incomplete: it holds no runtime.');
  const folder = (path: string) =>
    assets
      .filter(([name]) => name.startsWith(path))
      .map(([name, file]) => [name.slice(path.length), file] as const);
  return {
    runtime,
    model: Object.fromEntries(folder('model/')),
    tables: Object.fromEntries(folder('tables/')),
  };
}

/** What the reader needs: small, and read alone. */
export function readTexts(): Texts {
  const tags = (selector: string, folder: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)].map(
      (tag) => [tag.dataset.asset!.slice(folder.length), readPacked(tag)] as const,
    );
  const texts = TEXTS.map((name) => `script[data-asset="model/${name}"]`).join();
  return {
    model: Object.fromEntries(tags(texts, 'model/')),
    tables: Object.fromEntries(tags('script[data-asset^="tables/"]', 'tables/')),
  };
}

const readPacked = ({ dataset, textContent }: HTMLElement): Packed => ({
  coding: dataset.coding === 'xz' ? 'xz' : 'deflate',
  bytes: Number(dataset.bytes),
  text: textContent ?? '',
});
