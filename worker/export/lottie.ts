/**
 * A recipe → Lottie: pictures inside of the file, layers that move as the tracks say, or show for their frames.
 *
 * The format is that of the Lottie Animation Community's specification (lottie.github.io/lottie-spec).
 */
import type { Background, Ease, PlacedPicture, Recipe, Track, Tracks } from '../api';

const VERSION = '5.7.0'; // of bodymovin, whose files look like this
const IMAGE = 2; // kinds of layers
const SOLID = 1;
const HANDLES = [1 / 3, 2 / 3] as const; // of time, as eases have them

interface Property {
  a: 0 | 1;
  k: unknown;
}

interface Asset {
  id: string;
  w: number;
  h: number;
  u: string;
  p: string;
  e: 1;
}

/** @returns a JSON file */
export function writeLottie(
  { width, height, frames, seconds, ground, parts }: Recipe,
  name: string,
) {
  const assets: Asset[] = [];
  const layers: object[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'moved')
      layers.push(moved(part.picture, part.tracks, `${name} ${index + 1}`));
    else for (const page of part.pages) layers.push(still(page, page.from, page.until));
  }
  const lottie = {
    v: VERSION,
    nm: name,
    fr: round(frames / seconds),
    ip: 0,
    op: frames,
    w: width,
    h: height,
    ddd: 0,
    assets,
    layers: [...groundLayer(ground), ...layers].reverse().map(numbered), // the one on top comes first
  };
  return new TextEncoder().encode(JSON.stringify(lottie));

  function moved(picture: PlacedPicture, { x, y, angle, scale, opacity }: Tracks, nm: string) {
    const { pixels } = picture;
    const middle = [picture.x + picture.width / 2, picture.y + picture.height / 2];
    const shown = [picture.width / pixels.width, picture.height / pixels.height];
    return layer(IMAGE, nm, 0, frames, {
      refId: assetOf(picture),
      ks: {
        o: animated(opacity, ([share]) => [100 * share!]),
        r: animated(angle, (degrees) => degrees),
        p: {
          s: true,
          x: animated(x, ([right]) => [middle[0]! + right!]),
          y: animated(y, ([down]) => [middle[1]! + down!]),
        },
        a: fixed([pixels.width / 2, pixels.height / 2, 0]),
        s: animated(scale, ([wide, high]) => [100 * shown[0]! * wide!, 100 * shown[1]! * high!]),
      },
    });
  }

  function still(picture: PlacedPicture, from: number, until: number) {
    const ks = transform([picture.x, picture.y, 0]);
    return layer(IMAGE, `${name}, frame ${from + 1}`, from, until, { refId: assetOf(picture), ks });
  }

  function groundLayer(colour: Background) {
    if (colour === 'transparent') return [];
    const solid = { sw: width, sh: height, sc: colour, ks: transform([0, 0, 0]) };
    return [layer(SOLID, 'ground', 0, frames, solid)];
  }

  function assetOf({ png, pixels }: PlacedPicture): string {
    const p = `data:image/png;base64,${base64(png)}`;
    const id = assets.find((asset) => asset.p === p)?.id ?? `picture-${assets.length + 1}`;
    if (!assets.some((asset) => asset.id === id)) {
      assets.push({ id, w: pixels.width, h: pixels.height, u: '', p, e: 1 });
    }
    return id;
  }
}

const layer = (ty: number, nm: string, ip: number, op: number, own: object) => ({
  ddd: 0,
  ty,
  nm,
  sr: 1,
  ao: 0,
  ip,
  op,
  st: 0,
  bm: 0,
  ...own,
});

const numbered = (one: object, i: number) => ({ ind: i + 1, ...one });

const fixed = (k: unknown): Property => ({ a: 0, k });

const transform = (place: number[]) => ({
  o: fixed(100),
  r: fixed(0),
  p: fixed(place),
  a: fixed([0, 0, 0]),
  s: fixed([100, 100, 100]),
});

function animated(track: Track, shownAs: (value: number[]) => number[]): Property {
  const values = track.map(({ value }) => shownAs(value).map(round));
  if (track.length === 1) return fixed(values[0]!.length === 1 ? values[0]![0] : values[0]);
  return {
    a: 1,
    k: track.map(({ at, ease }, i) => ({ t: round(at), s: values[i]!, ...handlesOf(ease) })),
  };
}

const handlesOf = (ease: Ease) =>
  ease === 'hold'
    ? { h: 1 }
    : {
        o: { x: ease.from.map(() => round(HANDLES[0])), y: ease.from.map(round) },
        i: { x: ease.to.map(() => round(HANDLES[1])), y: ease.to.map(round) },
      };

const round = (value: number) => Math.round(1e5 * value) / 1e5;

const SLICE = 32_768; // bytes that are letters at a time: a call takes only so many arguments

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += SLICE) {
    text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  }
  return btoa(text);
}
