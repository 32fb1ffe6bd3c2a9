/** Thumbnails → one image, as good as fits. */
import sharp from 'sharp';
import { EDGE } from './draw';

const COLUMNS = 40;
export const MOST = 370_000; // bytes: half a megabyte of the page's text, whose letters hold 13 bits in two
const BEST = 90; // of WebP's qualities, 0 to 100
const WHITE = '#ffffff'; // alpha would take as many bytes again

export interface Atlas {
  image: Uint8Array; // WebP
  list: string; // edge and columns, then a name a line
  quality: number;
}

/**
 * @param drawn PNGs of `EDGE` px
 * @param most bytes of the image
 * @throws when no quality is low enough
 */
export async function layOut(
  drawn: { thing: string; png: Uint8Array }[],
  most = MOST,
): Promise<Atlas> {
  const rows = Math.max(1, Math.ceil(drawn.length / COLUMNS));
  const cells = drawn.map(({ png }, i) => ({
    input: Buffer.from(png),
    left: (i % COLUMNS) * EDGE,
    top: Math.floor(i / COLUMNS) * EDGE,
  }));
  const ground = {
    width: COLUMNS * EDGE,
    height: rows * EDGE,
    channels: 3,
    background: WHITE,
  } as const;
  const whole = sharp({ create: ground }).composite(cells).removeAlpha();
  const { data, info } = await whole.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const encode = (quality: number) =>
    sharp(data, { raw: { width, height, channels } })
      .webp({ quality, effort: 6, smartSubsample: true })
      .toBuffer();
  const list = [`${EDGE} ${COLUMNS}`, ...drawn.map(({ thing }) => thing), ''].join('\n');
  let [fits, over] = [1, BEST + 1]; // the size grows with the quality
  let image = await encode(fits);
  if (image.length > most) {
    throw new Error(
      `The thumbnails take ${image.length} bytes at least, over the ${most} there are.`,
    );
  }
  while (over - fits > 1) {
    const quality = Math.floor((fits + over) / 2);
    const better = await encode(quality);
    if (better.length > most) over = quality;
    else [fits, image] = [quality, better];
  }
  return { image, list, quality: fits };
}
