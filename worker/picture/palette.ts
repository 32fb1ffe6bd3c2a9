/**
 * One palette for all frames of a clip: exact when the clip has few colours, else median cut and k-means
 * over the clip's histogram in OKLab, where distances look alike to the eye.
 */
import { type Colour, toColour, toLab } from './oklab';
import { type Pixels, unpackPixel } from './pixels';

export interface Palette {
  colours: Colour[];
  exact: boolean; // every pixel's own colour is there
  /** The nearest colour's index, for a packed pixel whose alpha is 255. */
  indexOf(pixel: number): number;
}

const BITS = 6; // of each channel that tell colours of the histogram apart
const SHIFT = 8 - BITS;
const BINS = 1 << (3 * BITS);
const REFINEMENTS = 4; // rounds of k-means
const SPREAD = 20; // bits of a hash that are not used
const SLOTS = 1 << (32 - SPREAD); // for at most 255 colours: most are empty, so that most pixels are found at once

/** @param limit the most colours that the palette may hold */
export function choosePalette(frames: Pixels[], limit: number): Palette {
  return exactPalette(frames, limit) ?? quantisedPalette(histogram(frames), limit);
}

function exactPalette(frames: Pixels[], limit: number): Palette | undefined {
  const colours: number[] = [];
  const slots = new Int16Array(SLOTS).fill(-1); // by hash, the next free one when taken: → index
  const slotOf = (pixel: number) => {
    let slot = Math.imul(pixel, 0x9e3779b1) >>> SPREAD;
    while (slots[slot] !== -1 && colours[slots[slot]!] !== pixel) slot = (slot + 1) % SLOTS;
    return slot;
  };
  let last = 0;
  for (const pixels of frames) {
    for (let i = 0; i < pixels.length; i++) {
      const pixel = pixels[i]!;
      if (pixel === last || pixel === 0) continue;
      last = pixel;
      const slot = slotOf(pixel);
      if (slots[slot] !== -1) continue;
      if (colours.length === limit) return;
      slots[slot] = colours.push(pixel) - 1;
    }
  }
  return {
    colours: colours.map(unpackPixel),
    exact: true,
    indexOf: (pixel) => slots[slotOf(pixel)]!,
  };
}

/** Colours that fall into one bin count as their mean. */
interface Histogram {
  count: number;
  lab: Float32Array; // [count, 3]
  weight: Float32Array; // [count] pixels
}

const binOf = (pixel: number) =>
  (((pixel & 255) >> SHIFT) << (2 * BITS)) |
  (((pixel >> (8 + SHIFT)) & (255 >> SHIFT)) << BITS) |
  ((pixel >> (16 + SHIFT)) & (255 >> SHIFT));

function histogram(frames: Pixels[]): Histogram {
  const sums = new Float64Array(4 * BINS); // [bin, pixels + red + green + blue]
  const filled: number[] = [];
  for (const pixels of frames) {
    for (let i = 0, end = 1; i < pixels.length; i = end++) {
      const pixel = pixels[i]!;
      while (end < pixels.length && pixels[end] === pixel) end++; // neighbours are often equal
      if (pixel === 0) continue;
      const run = end - i;
      const at = 4 * binOf(pixel);
      if (sums[at] === 0) filled.push(at);
      sums[at]! += run;
      sums[at + 1]! += run * (pixel & 255);
      sums[at + 2]! += run * ((pixel >> 8) & 255);
      sums[at + 3]! += run * ((pixel >> 16) & 255);
    }
  }
  const lab = new Float32Array(3 * filled.length);
  const weight = new Float32Array(filled.length);
  filled.forEach((at, i) => {
    const pixels = sums[at]!;
    weight[i] = pixels;
    lab.set(toLab([sums[at + 1]! / pixels, sums[at + 2]! / pixels, sums[at + 3]! / pixels]), 3 * i);
  });
  return { count: filled.length, lab, weight };
}

function quantisedPalette(colours: Histogram, limit: number): Palette {
  const centres = medianCut(colours, limit);
  for (let round = 0; round < REFINEMENTS; round++) refine(colours, centres);
  const chosen = Array.from({ length: centres.length / 3 }, (_, i) =>
    toColour(centres.subarray(3 * i, 3 * i + 3)),
  );
  const rounded = new Float32Array(chosen.flatMap(toLab)); // the colours as the GIF will hold them
  const indices = new Int16Array(BINS).fill(-1);
  return {
    colours: chosen,
    exact: false,
    indexOf(pixel) {
      const bin = binOf(pixel);
      if (indices[bin] === -1) indices[bin] = nearest(toLab(unpackPixel(pixel)), 0, rounded);
      return indices[bin]!;
    },
  };
}

interface ColourBox {
  members: Uint32Array; // of the histogram
  error: number; // squared distance to the mean, summed over pixels
  axis: number; // along which the error is largest
  mean: number[]; // [3]
}

/** Splits the box of the largest error at its mean, again and again. @returns centres, [limit, 3] */
function medianCut(colours: Histogram, limit: number): Float32Array {
  const boxes = [
    measure(
      colours,
      Uint32Array.from({ length: colours.count }, (_, i) => i),
    ),
  ];
  while (boxes.length < limit) {
    const worst = boxes.reduce((a, b) => (b.error > a.error ? b : a));
    if (worst.error === 0) break;
    const { axis, mean } = worst;
    const low = worst.members.filter((i) => colours.lab[3 * i + axis]! < mean[axis]!);
    const high = worst.members.filter((i) => colours.lab[3 * i + axis]! >= mean[axis]!);
    boxes.splice(boxes.indexOf(worst), 1);
    for (const part of [low, high]) if (part.length > 0) boxes.push(measure(colours, part));
    if (low.length === 0 || high.length === 0) boxes[boxes.length - 1]!.error = 0; // cannot be split
  }
  return new Float32Array(boxes.flatMap(({ mean }) => mean));
}

function measure({ lab, weight }: Histogram, members: Uint32Array): ColourBox {
  let total = 0;
  const sum = [0, 0, 0];
  const squares = [0, 0, 0];
  for (const i of members) {
    total += weight[i]!;
    for (let axis = 0; axis < 3; axis++) {
      const value = lab[3 * i + axis]!;
      sum[axis]! += weight[i]! * value;
      squares[axis]! += weight[i]! * value * value;
    }
  }
  const errors = squares.map((square, axis) => Math.max(0, square - sum[axis]! ** 2 / total));
  return {
    members,
    error: members.length > 1 ? errors[0]! + errors[1]! + errors[2]! : 0,
    axis: errors.indexOf(Math.max(...errors)),
    mean: sum.map((value) => value / total),
  };
}

/** One round of k-means: every centre moves to the mean of the colours nearest to it. */
function refine({ count, lab, weight }: Histogram, centres: Float32Array) {
  const sums = new Float64Array((4 * centres.length) / 3); // [centre, 3 + pixels]
  for (let i = 0; i < count; i++) {
    const at = 4 * nearest(lab, 3 * i, centres);
    for (let axis = 0; axis < 3; axis++) sums[at + axis]! += weight[i]! * lab[3 * i + axis]!;
    sums[at + 3]! += weight[i]!;
  }
  for (let centre = 0; 3 * centre < centres.length; centre++) {
    const pixels = sums[4 * centre + 3]!;
    if (pixels === 0) continue;
    for (let axis = 0; axis < 3; axis++) {
      centres[3 * centre + axis] = sums[4 * centre + axis]! / pixels;
    }
  }
}

function nearest(lab: ArrayLike<number>, at: number, centres: Float32Array): number {
  const [l, a, b] = [lab[at]!, lab[at + 1]!, lab[at + 2]!];
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < centres.length; i += 3) {
    const dl = l - centres[i]!;
    const da = a - centres[i + 1]!;
    const db = b - centres[i + 2]!;
    const distance = dl * dl + da * da + db * db;
    if (distance < least) [least, best] = [distance, i];
  }
  return best / 3;
}
