/** The page that tells a team how to install what the zip holds; its pictures are what the product draws. */
import { readFileSync } from 'node:fs';

const PICTURES = {
  'rocket-bouncing.gif': 'a rocket bouncing',
  'three-blue-stars-pulsing.gif': 'three blue stars pulsing',
  'green-progress-ring.gif': 'green progress ring',
  'cat-balloon-floating.gif': 'a cat and a balloon floating',
};

/** @param folder of the pictures */
export function installPage(version: string, folder = 'docs'): string {
  const picture = (file: string, type: string, alt: string) =>
    `<img src="data:image/${type};base64,${readFileSync(`${folder}/${file}`, 'base64')}" alt="${alt}">`;
  const clips = Object.entries(PICTURES).map(
    ([file, prompt]) =>
      `<figure>${picture(file, 'gif', prompt)}<figcaption>${prompt}</figcaption></figure>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Install FlashVideo ${version}</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 46rem; margin: 3rem auto; padding: 0 1.5rem; }
  .clips { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1.5rem 0; }
  figure { margin: 0; text-align: center; font-size: 13px; }
  .clips img { width: 128px; height: 128px; }
  .panel { max-width: 100%; border-radius: 8px; }
  li { margin: 0.5rem 0; }
  kbd { padding: 0 0.3em; border: 1px solid; border-radius: 4px; font: inherit; font-size: 0.9em; }
</style>
<h1>FlashVideo ${version}</h1>
<p>Type what you need, get an animated placeholder: looping, transparent, drawn on your own machine. No account, no
  key, no network.</p>
<div class="clips">${clips.join('')}</div>
<h2>Install</h2>
<ol>
  <li>Move this unzipped folder to where it can stay: Figma remembers the place, and copies nothing.</li>
  <li>Open a file in the <b>Figma desktop app</b>.</li>
  <li>Choose <b>Plugins → Development → Import plugin from manifest…</b> and pick <code>manifest.json</code> here.</li>
  <li>Choose <b>Plugins → Development → FlashVideo → Generate GIF…</b></li>
</ol>
<h2>The first clip</h2>
<p>Type “a rocket bouncing”, press <kbd>Enter</kbd>, then <b>Insert</b>. Select shapes first and they are filled; the
  arrow beside the download button holds APNG, PNG, sprites and Lottie.</p>
<p>${picture(
    'panel.png',
    'png',
    'The panel with a ghost that floats, and its menu of other formats',
  ).replace('<img', '<img class="panel"')}</p>
<h2>Update</h2>
<p>Unzip the new version over the old one; the plugin is the new one the next time it opens. Is the zip whole? In this
  folder, <code>sha256sum --check SHA256SUMS</code> says so.</p>
</html>
`;
}
