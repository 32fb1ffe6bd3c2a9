/**
 * The contact sheet of all motions, eight frames each. `npx tsx test/tools/sheets/motions.ts [png] [name …]`
 */
import sharp from 'sharp';
import { poseAt } from '../../../worker/motion/motion';
import { MOTIONS, motionNamed } from '../../../worker/motion/motions';
import { USUAL_WAY } from '../../../worker/motion/pose';
import { reachOf } from '../../../worker/motion/reach';
import { type Actor, createActor, renderPose, thingOf } from '../../../worker/motion/render';
import type { Box } from '../../../worker/picture/bounds';
import type { Placement } from '../../../worker/picture/pixels';
import { layPatches, type Raster } from '../../../worker/picture/raster';
import { drawEmoji } from './emoji';

const FRAMES = 8;
const EDGE = 72; // px, of a frame
const GAP = 4; // px
const LABEL = 118; // px
const COLUMNS = 2;
const PICTURE = 256; // px, as the network draws its things
const INK = 150 / 256; // of a picture's edge
const EMOJI = ['rocket', 'red-heart', 'robot', 'cat-face', 'automobile', 'balloon'];
const SUITED: Record<string, string> = {
  spinning: 'sun',
  bouncing: 'soccer-ball',
  shaking: 'alarm-clock',
  floating: 'balloon',
  swinging: 'bell',
  rolling: 'soccer-ball',
  wobbling: 'custard',
  flipping: 'coin',
  orbiting: 'satellite',
  swaying: 'palm-tree',
  pendulum: 'bell',
  hovering: 'helicopter',
  breathing: 'sleeping-face',
  'spinning in 3d': 'coin',
  jumping: 'frog',
  hopping: 'rabbit-face',
  walking: 'penguin',
  running: 'dog',
  marching: 'robot',
  'driving by': 'automobile',
  'flying away': 'rocket',
  'flying across': 'airplane',
  falling: 'maple-leaf',
  rising: 'balloon',
  'rolling across': 'soccer-ball',
  tumbling: 'package',
  beating: 'red-heart',
  jello: 'custard',
  'shaking no': 'robot',
  shivering: 'cold-face',
  'dropping in': 'package',
  'sliding in': 'envelope',
  'rolling in': 'soccer-ball',
  'flipping in': 'envelope',
  wiping: 'rainbow',
  'typing on': 'input-latin-lowercase',
  'drawing itself': 'check-mark-button',
  'iris wipe': 'camera',
  flashing: 'high-voltage',
  glowing: 'light-bulb',
  'flipping over': 'coin',
  exploding: 'robot',
  confetti: 'trophy',
  rippling: 'round-pushpin',
  pinging: 'bell',
};

/** As large as its motion lets it be, up to its usual size. */
function place({ left, top, right, bottom }: Box): Placement {
  const scale = Math.min(1, 0.97 / Math.max(right - left, bottom - top));
  const fit = (from: number, to: number) => {
    const centred = 0.5 - scale / 2;
    return Math.max(0.015 - scale * from, Math.min(0.985 - scale * to, centred));
  };
  return { x: fit(left, right), y: fit(top, bottom), scale };
}

function inkOf({ width, height, rgba }: Raster): Box {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let i = 0; i < width * height; i++) {
    if (rgba[4 * i + 3]! < 8 / 255) continue;
    xs.push(i % width);
    ys.push(Math.floor(i / width));
  }
  const [least, most] = [
    (all: number[]) => all.reduce((a, b) => Math.min(a, b)),
    (all: number[]) => all.reduce((a, b) => Math.max(a, b)) + 1,
  ];
  return {
    left: least(xs) / width,
    top: least(ys) / height,
    right: most(xs) / width,
    bottom: most(ys) / height,
  };
}

async function actorOf(emoji: string): Promise<Actor> {
  const picture = await drawEmoji(emoji, PICTURE, INK);
  const box = inkOf(picture);
  return createActor(picture, { rest: box, reach: box });
}

const frameOf = (actor: Actor, name: string, phase: number, solid: boolean): Raster => {
  const motion = motionNamed(name);
  const canvas = { width: EDGE, height: EDGE, solid };
  const placement = place(reachOf(motion, USUAL_WAY, actor.bounds));
  const pose = poseAt(motion, phase, USUAL_WAY, thingOf(actor, placement, canvas));
  return layPatches(renderPose(actor, placement, pose, canvas), canvas);
};

/** On the ground of the sheet. */
function toPng({ width, height, rgba }: Raster) {
  const straight = Uint8Array.from(rgba, (value, i) => {
    const alpha = rgba[i | 3]!;
    return Math.round(255 * (i % 4 === 3 || alpha === 0 ? value : Math.min(1, value / alpha)));
  });
  return sharp(straight, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}

const [path = 'docs/motions.png', ...asked] = process.argv.slice(2);
const names = asked.length > 0 ? asked : MOTIONS.map(({ name }) => name);
const columns = Math.min(COLUMNS, names.length);
const rows = Math.ceil(names.length / columns);
const column = LABEL + FRAMES * (EDGE + GAP) + 3 * GAP;
const [width, height] = [columns * column, rows * (EDGE + GAP) + GAP];
const cells = names.flatMap((name, i) => {
  const [left, top] = [Math.floor(i / rows) * column + LABEL, GAP + (i % rows) * (EDGE + GAP)];
  return Array.from({ length: FRAMES }, (_, frame) => ({
    name,
    emoji: SUITED[name] ?? EMOJI[i % EMOJI.length]!,
    phase: frame / FRAMES,
    left: left + frame * (EDGE + GAP),
    top,
  }));
});
const actors = new Map(
  await Promise.all(
    [...new Set(cells.map(({ emoji }) => emoji))].map(
      async (emoji) => [emoji, await actorOf(emoji)] as const,
    ),
  ),
);
const squares = cells.map(
  ({ left, top }) =>
    `<rect x="${left}" y="${top}" width="${EDGE}" height="${EDGE}" fill="#fff" rx="4"/>`,
);
const labels = cells
  .filter(({ phase }) => phase === 0)
  .map(
    ({ name, left, top }) =>
      `<text x="${left - 8}" y="${top + EDGE / 2 + 4}" text-anchor="end" font-family="sans-serif" font-size="12" fill="#333">${name}</text>`,
  );
const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#e6e8ec"/>${squares.join('')}${labels.join('')}</svg>`;
const frames = await Promise.all(
  cells.map(async ({ name, emoji, phase, left, top }) => ({
    input: await toPng(frameOf(actors.get(emoji)!, name, phase, name === 'glowing')),
    left,
    top,
  })),
);
await sharp(Buffer.from(ground)).composite(frames).png({ palette: true }).toFile(path);
console.log(`${names.length} motions → ${path}`);
