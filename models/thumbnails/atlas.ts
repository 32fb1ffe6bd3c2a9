/** Thumbnails → one image, as good as fits. */
import sharp from 'sharp';
import { EDGE } from './draw';

const COLUMNS = 40;
const MOST = 400_000; // bytes: half a megabyte of the page's text, whose letters hold 13 bits in two
const BEST = 90; // of WebP's qualities, 0 to 100
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };

export interface Atlas {
  image: Uint8Array; // WebP
  list: string; // edge and columns, then a name a line
  quality: number;
}

/** @param drawn PNGs of `EDGE` px */
export async function layOut(drawn: { thing: string; png: Uint8Array }[]): Promise<Atlas> {
  const rows = Math.max(1, Math.ceil(drawn.length / COLUMNS));
  const cells = drawn.map(({ png }, i) => ({
    input: Buffer.from(png),
    left: (i % COLUMNS) * EDGE,
    top: Math.floor(i / COLUMNS) * EDGE,
  }));
  const ground = {
    width: COLUMNS * EDGE,
    height: rows * EDGE,
    channels: 4,
    background: CLEAR,
  } as const;
  const raw = await sharp({ create: ground }).composite(cells).raw().toBuffer();
  const encode = (quality: number) =>
    sharp(raw, { raw: ground })
      .webp({ quality, alphaQuality: Math.min(100, quality + 20), effort: 6, smartSubsample: true })
      .toBuffer();
  const list = [`${EDGE} ${COLUMNS}`, ...drawn.map(({ thing }) => thing), ''].join('\n');
  let [fits, over] = [1, BEST + 1]; // the size grows with the quality
  let image = await encode(fits);
  if (image.length > MOST) {
    throw new Error(
      `The thumbnails take ${image.length} bytes at least, over the ${MOST} there are.`,
    );
  }
  while (over - fits > 1) {
    const quality = Math.floor((fits + over) / 2);
    const better = await encode(quality);
    if (better.length > MOST) over = quality;
    else [fits, image] = [quality, better];
  }
  return { image, list, quality: fits };
}
