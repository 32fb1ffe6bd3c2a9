/**
 * `npx tsx test/tools/bench/gifsize.ts`: the bytes of our GIFs over those of `gifsicle -O3` on the same
 * GIFs, which shows the same pixels; for clips of the model, and for a skeleton card drawn here.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssets } from '../../../models/shipped';
import { BEST_GUESS, type GenerateRequest, LIMITS, samplingOf } from '../../../worker/api';
import { generate } from '../../../worker/generate';
import { loadModel, type Model } from '../../../worker/model';
import { encodeGif } from '../../../worker/picture/gif';
import { skeletonCard } from './skeleton';

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
  const folder = mkdtempSync(join(tmpdir(), 'gifsize-'));
  const ratios: number[] = [];
  try {
    for (const prompt of PROMPTS) {
      for (const size of SIZES) {
        ratios.push(compare(`${prompt}, ${size} px`, await clip(model, prompt, size), folder));
      }
    }
    compare('formula: skeleton card, 512 px', card(512), folder);
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

async function clip(model: Model, prompt: string, size: number): Promise<Uint8Array> {
  const request: GenerateRequest = {
    prompt,
    size,
    seed: BEST_GUESS,
    frames: LIMITS.frames.default,
    fps: LIMITS.fps.default,
    background: 'transparent',
    matte: '#ffffff',
    ...samplingOf(BEST_GUESS),
  };
  const steps = generate(model, request);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value.gif;
  }
}

function card(edge: number): Uint8Array {
  const frames = Array.from({ length: 16 }, (_, i) => skeletonCard(edge, i / 16));
  const steps = encodeGif(frames, { width: edge, height: edge, fps: 12 });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

await main();
