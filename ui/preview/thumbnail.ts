/** Small pictures that are kept between runs. */
import type { Picture } from '../../worker/api';

const EDGE = 64; // px: sharp at 32 px on dense screens

/** A picture as a small PNG; nothing where the browser makes none. */
export async function thumbnailOf(picture: Picture): Promise<Uint8Array | null> {
  const [whole, small] = [document.createElement('canvas'), document.createElement('canvas')];
  whole.width = picture.width;
  whole.height = picture.height;
  const pixels = new ImageData(picture.width, picture.height);
  pixels.data.set(picture.rgba);
  whole.getContext('2d')?.putImageData(pixels, 0, 0);
  const scale = EDGE / Math.max(picture.width, picture.height);
  small.width = Math.max(1, Math.round(picture.width * scale));
  small.height = Math.max(1, Math.round(picture.height * scale));
  const context = small.getContext('2d');
  if (!context) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(whole, 0, 0, small.width, small.height);
  const blob = await new Promise<Blob | null>((resolve) => small.toBlob(resolve, 'image/png'));
  return blob && new Uint8Array(await blob.arrayBuffer());
}

const addresses = new WeakMap<Uint8Array, string>(); // the panel is drawn anew with every frame of a clip

/** A picture as the address of itself, which every host's policy of images allows. */
export function addressOf(png: Uint8Array): string {
  const known = addresses.get(png);
  if (known) return known;
  const address = `data:image/png;base64,${btoa(String.fromCharCode(...png))}`;
  addresses.set(png, address);
  return address;
}
