/**
 * `npx tsx test/tools/bench/gifsize.ts`: the bytes of our GIFs over those of `gifsicle -O3` on the same
 * GIFs, which shows the same pixels; for clips that are drawn, moved by maps, living, and by formula.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssets } from '../../../models/shipped';
import { LIMITS } from '../../../worker/api';
import { createDrawings } from '../../../worker/film/drawings';
import { loadModel } from '../../../worker/model';
import { ask, make } from '../../support/clips';

const SIZES = [128, 256, 512]; // px
const PROMPTS = [
  'a rocket bouncing',
  'a red heart beating',
  'a burning fire',
  'a cat spinning',
  'a skeleton card',
  'two small blue cats and a balloon floating',
  'a smiling face winking',
  'a progress bar',
  'a loading spinner',
  'a rain cloud',
  'a pizza wobbling',
  'a green tree swaying',
  'a star pulsing',
  'a car driving',
  'a gift shaking',
  'a bell swinging',
];

async function main() {
  if (!hasGifsicle()) {
    console.log(
      'gifsicle is not installed (apt install gifsicle): there is nothing to compare with.',
    );
    return;
  }
  const model = await loadModel(await readAssets(), 'wasm');
  const drawings = createDrawings(); // each prompt is drawn once for all sizes
  const seconds = LIMITS.seconds.default;
  const folder = mkdtempSync(join(tmpdir(), 'gifsize-'));
  const ratios: number[] = [];
  try {
    for (const prompt of PROMPTS) {
      for (const size of SIZES) {
        const request = ask(prompt, { width: size, height: size, seconds });
        const { clip } = await make(model, request, { drawings });
        ratios.push(compare(`${prompt}, ${size} px`, clip.gif, folder));
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  const worst = Math.max(...ratios);
  console.log(
    `${ratios.length} clips: ${mean.toFixed(4)} of gifsicle -O3, at worst ${worst.toFixed(4)}`,
  );
}

function hasGifsicle(): boolean {
  try {
    execFileSync('gifsicle', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function compare(name: string, gif: Uint8Array, folder: string): number {
  const file = join(folder, 'clip.gif');
  writeFileSync(file, gif);
  const theirs = execFileSync('gifsicle', ['-O3', file], { maxBuffer: 1 << 28 }).length;
  const ratio = gif.length / theirs;
  console.log(`${ratio.toFixed(4)}  ${gif.length} of ${theirs} bytes  ${name}`);
  return ratio;
}

await main();
