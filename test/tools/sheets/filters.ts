/**
 * Which filter a picture should be sampled with: PSNR on white against the truth, which is the same map
 * applied to the picture drawn at 1,024 px and averaged down. `npx tsx test/tools/sheets/filters.ts`
 */
import {
  about,
  compose,
  DEGREE,
  IDENTITY,
  invert,
  move,
  type Plane,
  rotate,
  scale,
  yaw,
} from '../../../worker/picture/plane';
import { layPatches, type Raster } from '../../../worker/picture/raster';
import { createFetch, type Fetch, sample } from '../../../worker/picture/sample';
import { drawEmoji } from './emoji';

const TRUE_EDGE = 1024; // px
const EDGE = 128; // px, of the picture that is sampled
const CANVASES = [128, 256, 512]; // px
const FINE = 8; // points along a pixel's edge, in the truth
const EMOJI = ['rocket', 'robot', 'red-heart', 'cat-face', 'alarm-clock', 'sunflower'];

/** About the middle of a picture whose edge is 1. */
const MAPS: Record<string, Plane> = {
  identity: IDENTITY,
  'half a pixel aside': move(0.5 / EDGE, 0.5 / EDGE),
  'turned by 25°': rotate(25 * DEGREE),
  'squashed to 0.8': scale(1.25, 0.8),
  'shrunk to 0.4': scale(0.4),
  'narrow, 0.3': scale(0.3, 1),
  'turned in space by 50°': yaw(50 * DEGREE, 2),
};

type Tap = (picture: Raster, x: number, y: number) => Float64Array | number[];

function pixel({ width, height, rgba }: Raster, x: number, y: number, channel: number): number {
  const inside = x >= 0 && y >= 0 && x < width && y < height;
  return inside ? rgba[4 * (y * width + x) + channel]! : 0;
}

function convolving(radius: number, kernel: (distance: number) => number): Tap {
  return (picture, x, y) => {
    const [column, row] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
    return [0, 1, 2, 3].map((channel) => {
      let sum = 0;
      for (let j = row - radius + 1; j <= row + radius; j++) {
        for (let i = column - radius + 1; i <= column + radius; i++) {
          const weight = kernel(Math.abs(x - 0.5 - i)) * kernel(Math.abs(y - 0.5 - j));
          sum += weight * pixel(picture, i, j, channel);
        }
      }
      return Math.min(1, Math.max(0, sum));
    });
  };
}

const nearest: Tap = (picture, x, y) =>
  [0, 1, 2, 3].map((channel) => pixel(picture, Math.floor(x), Math.floor(y), channel));
const bilinear = convolving(1, (d) => 1 - d);
const catmullRom = convolving(2, (d) =>
  d < 1 ? 1 + d * d * (1.5 * d - 2.5) : 2 + d * (-4 + d * (2.5 - 0.5 * d)),
);

function supersample(picture: Raster, back: Plane, edge: number, tap: Tap, points: number): Raster {
  const rgba = new Float32Array(4 * edge * edge);
  for (let i = 0; i < edge * edge * points * points; i++) {
    const [sub, at] = [i % points ** 2, Math.floor(i / points ** 2)];
    const x = (at % edge) + ((sub % points) + 0.5) / points;
    const y = Math.floor(at / edge) + (Math.floor(sub / points) + 0.5) / points;
    const w = back[6] * x + back[7] * y + back[8];
    const [u, v] = [
      (back[0] * x + back[1] * y + back[2]) / w,
      (back[3] * x + back[4] * y + back[5]) / w,
    ];
    const value = tap(picture, u, v);
    for (let channel = 0; channel < 4; channel++) {
      rgba[4 * at + channel]! += value[channel]! / points ** 2;
    }
  }
  return { width: edge, height: edge, rgba };
}

/** Of both on white. */
function squaredError(a: Raster, b: Raster): number {
  let sum = 0;
  for (let i = 0; i < a.rgba.length; i++) {
    if (i % 4 === 3) continue;
    const difference = a.rgba[i]! - a.rgba[i | 3]! - (b.rgba[i]! - b.rgba[i | 3]!);
    sum += difference ** 2;
  }
  return sum / (0.75 * a.rgba.length);
}

const onCanvas = (map: Plane, from: number, to: number) =>
  compose(about(to / 2, to / 2, compose(scale(to), map, scale(1 / to))), scale(to / from));

const WAYS: Record<string, (picture: Raster, fetch: Fetch, map: Plane, edge: number) => Raster> = {
  bilinear: (picture, _, map, edge) => supersample(picture, invert(map)!, edge, bilinear, 1),
  'bilinear, 2×2': (picture, _, map, edge) => supersample(picture, invert(map)!, edge, bilinear, 2),
  'Catmull-Rom': (picture, _, map, edge) => supersample(picture, invert(map)!, edge, catmullRom, 1),
  'Catmull-Rom, 2×2': (picture, _, map, edge) =>
    supersample(picture, invert(map)!, edge, catmullRom, 2),
  'as in sample.ts': (_, fetch, map, edge) => {
    const bounds = { left: 0, top: 0, right: EDGE, bottom: EDGE };
    const canvas = { width: edge, height: edge };
    return layPatches([sample(fetch, map, bounds, canvas)], canvas);
  },
};

const whole = await Promise.all(EMOJI.map((name) => drawEmoji(name, TRUE_EDGE)));
const shrink = invert(scale(EDGE / TRUE_EDGE))!;
const pictures = whole.map((picture) => supersample(picture, shrink, EDGE, nearest, FINE));
const fetches = pictures.map(createFetch);
for (const edge of CANVASES) {
  for (const [name, map] of Object.entries(MAPS)) {
    const truths = whole.map((picture) =>
      supersample(picture, invert(onCanvas(map, TRUE_EDGE, edge))!, edge, nearest, FINE),
    );
    const scores = Object.entries(WAYS).map(([way, draw]) => {
      const decibels = pictures.map((picture, i) => {
        const drawn = draw(picture, fetches[i]!, onCanvas(map, EDGE, edge), edge);
        return Math.min(99, -10 * Math.log10(squaredError(truths[i]!, drawn)));
      });
      return `${way} ${(decibels.reduce((a, b) => a + b) / decibels.length).toFixed(1)}`;
    });
    console.log(`${edge} px, ${name}: ${scores.join(' · ')}`);
  }
}
