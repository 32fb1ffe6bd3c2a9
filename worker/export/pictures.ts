/** Rasters → pictures to be written down: on their ground, or with their whole alpha. */
import type { Background, Picture } from '../api';
import { createCompositor, toPicture } from '../picture/pixels';
import type { Raster } from '../picture/raster';

const FAINT = 3; // alpha of 255 below which nothing is seen: what the network leaves there is a tenth of a PNG

export function clearPicture(raster: Raster): Picture {
  const picture = toPicture(raster);
  const { rgba } = picture;
  for (let at = 0; at < rgba.length; at += 4) if (rgba[at + 3]! < FAINT) rgba.fill(0, at, at + 4);
  return picture;
}

export function createPainter(ground: Background): (raster: Raster) => Picture {
  if (ground === 'transparent') return clearPicture;
  const composite = createCompositor(ground, null);
  return (raster) => {
    const { width, height } = raster;
    return { width, height, rgba: new Uint8ClampedArray(composite(raster).buffer as ArrayBuffer) };
  };
}
