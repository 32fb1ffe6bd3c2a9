/** All movements in one looping GIF, each on a gift that the network drew once. */
import sharp from 'sharp';
import { readAssets } from '../../../models/shipped';
import { createDrawings } from '../../../worker/film/drawings';
import { play, shoot } from '../../../worker/generate';
import { loadModel } from '../../../worker/model';
import { MOTIONS } from '../../../worker/motion/motions';
import { encodeGif } from '../../../worker/picture/gif';
import { createCompositor, type Pixels } from '../../../worker/picture/pixels';

const COLUMNS = 8;
const CELL = { width: 92, height: 84 }; // px
const EDGE = 64; // px, of a clip
const LABEL = 16; // px
const TIME = { seconds: 2, fps: 10 };
const GROUND = '#ffffff';

/** @returns a GIF */
export async function motionsGif(): Promise<Uint8Array> {
  const model = await loadModel(await readAssets(), 'wasm');
  const drawings = createDrawings();
  const composite = createCompositor(GROUND, null);
  const rows = Math.ceil(MOTIONS.length / COLUMNS);
  const size = { width: COLUMNS * CELL.width, height: rows * CELL.height };
  const labels = await labelled(size);
  const frames: Pixels[] = Array.from({ length: TIME.seconds * TIME.fps }, () => labels.slice());
  for (const [i, { name }] of MOTIONS.entries()) {
    const left = (i % COLUMNS) * CELL.width + (CELL.width - EDGE) / 2;
    const top = Math.floor(i / COLUMNS) * CELL.height;
    const request = {
      seed: 0,
      width: EDGE,
      height: EDGE,
      background: GROUND,
      matte: null,
    } as const;
    const prompt = name === 'still' ? 'a still gift' : `a gift ${name}`;
    const steps = shoot(model, { ...request, ...TIME, prompt }, 'whole', { drawings });
    for (;;) {
      const { done, value } = await steps.next();
      if (!done) continue;
      let at = 0;
      for await (const { frame } of play(value))
        lay(composite(frame), frames[at++]!, left, top, size.width);
      break;
    }
  }
  const writing = encodeGif(frames, { ...size, fps: TIME.fps });
  for (;;) {
    const { done, value } = writing.next();
    if (done) return value;
  }
}

function lay(cell: Pixels, into: Pixels, left: number, top: number, stride: number): void {
  for (let y = 0; y < EDGE; y++) {
    into.set(cell.subarray(y * EDGE, (y + 1) * EDGE), (top + y) * stride + left);
  }
}

async function labelled({ width, height }: { width: number; height: number }): Promise<Pixels> {
  const texts = MOTIONS.map(({ name }, i) => {
    const x = (i % COLUMNS) * CELL.width + CELL.width / 2;
    const y = Math.floor(i / COLUMNS) * CELL.height + EDGE + LABEL - 4;
    return `<text x="${x}" y="${y}">${name}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"
    font-family="sans-serif" font-size="11" text-anchor="middle" fill="#555"><rect width="100%" height="100%"
    fill="${GROUND}"/>${texts.join('')}</svg>`;
  const bytes = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}
