/** Living motion of animated drawings: SVG with SMIL, and line icons that draw themselves. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { checkLicence, readIconSet, type Source } from '../sources';
import { CLIP_FRAMES, centreInk } from './frames';
import { coverage, difference, findLoop, phasesOf, type Thumbnail, thumbnail } from './loop';
import type { Studio } from './studio';

const require = createRequire(import.meta.url);
const FLAT = 0; // as in STYLES
const OUTLINE = 2;
const EDGE = 256; // px
const SMALL = 64; // px, where only a period is looked for
const SETTLED = 36_000; // ms after which entrances are over: of all lengths of loops a multiple
const LONGEST = 12_000; // ms of a loop
const GRID = 25; // ms: steps in which a period is looked for
const STEPS = 64; // frames that a loop is looked at in
const REST = 0.3; // of 255: a step that changes less stands still
const SAME = 1; // of 255: frames one period apart differ by less

interface DrawingSet {
  style: number;
  source: Source;
  body(name: string): string; // a whole SVG
}

const wrap = (body: string, edge: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${edge} ${edge}" color="#000">${body}</svg>`;

function iconSet(set: string, style: number, what: string, copyright: string): DrawingSet {
  const { source, bodies, edge } = readIconSet(set, what, copyright);
  return {
    style,
    source,
    body(name) {
      const body = bodies.get(name);
      if (body === undefined) throw new Error(`${source.package} should hold “${name}”.`);
      return wrap(body, edge);
    },
  };
}

function weather(): DrawingSet {
  const manifest = require('@meteocons/svg/package.json');
  return {
    style: FLAT,
    source: {
      package: manifest.name,
      version: manifest.version,
      licence: checkLicence(manifest),
      attribution: 'Animated weather by Bas Milius (https://meteocons.com)',
      copyright: 'Copyright (c) 2020-present Bas Milius',
      items: 0,
    },
    body: (name) => readFileSync(require.resolve(`@meteocons/svg/flat/${name}.svg`), 'utf8'),
  };
}

const SETS: Readonly<Record<string, () => DrawingSet>> = {
  meteocons: weather,
  'svg-spinners': () =>
    iconSet('svg-spinners', FLAT, 'Spinners', 'Copyright (c) 2022 Utkarsh Verma'),
  'line-md': () =>
    iconSet('line-md', OUTLINE, 'Animated line icons', 'Copyright (c) 2020 Vjacheslav Trushkin'),
  tabler: () =>
    iconSet(
      'tabler',
      OUTLINE,
      'Line icons that draw themselves',
      'Copyright (c) 2020-2026 Paweł Kuna',
    ),
};
const opened = new Map<string, DrawingSet>();

/** @throws when there is no such set */
function setOf(drawing: string): DrawingSet {
  const [set = ''] = drawing.split('/');
  const open = SETS[set];
  if (!open)
    throw new Error(`The set of “${drawing}” should be one of ${Object.keys(SETS).join(', ')}.`);
  const known = opened.get(set) ?? open();
  opened.set(set, known);
  return known;
}

/** Index of the style that a set is drawn in. @param drawing `set/icon` */
export const styleOfSet = (drawing: string): number => setOf(drawing).style;

/** Version of the package that a drawing comes from. */
export const versionOf = (drawing: string): string => setOf(drawing).source.version;

/** Whose drawings these are. */
export function drawingSources(drawings: string[]): Source[] {
  const sets = [...new Set(drawings.map((drawing) => drawing.split('/')[0]!))];
  return sets.map((set) => ({
    ...setOf(`${set}/`).source,
    items: drawings.filter((drawing) => drawing.startsWith(`${set}/`)).length,
  }));
}

/**
 * Left out is what `findLoop` leaves out, and what has no certain period: neither the least common
 * multiple of all durations nor the gap at which frames of 25 ms repeat brings the picture back.
 *
 * @param drawing `set/icon`
 * @returns 16 frames over one loop, straight RGBA [192, 192, 4], or why there is none
 * @throws when the set lacks the icon
 */
export async function sampleDrawing(
  drawing: string,
  studio: Studio,
): Promise<Uint8Array[] | string> {
  const svg = setOf(drawing).body(drawing.slice(drawing.indexOf('/') + 1));
  if (drawing.startsWith('tabler/')) {
    // Away and back: so the loop closes, and begins and ends whole.
    const parts = Array.from({ length: CLIP_FRAMES }, (_, i) => drawn(i / CLIP_FRAMES));
    return centreInk(await studio.strokes(svg, parts, EDGE), EDGE, drawing);
  }
  const period = await periodOf(svg, studio);
  if (period === null) return 'of an uncertain period';
  const timesOf = ({ from, length }: Stretch, count: number) =>
    Array.from({ length: count }, (_, i) => SETTLED + (from + (i * length) / count) * period);
  const steps = await studio.frames(svg, timesOf({ from: 0, length: 1 }, STEPS), EDGE);
  const thumbs = steps.map((frame) => thumbnail(frame, EDGE));
  const loop = findLoop(thumbs, coverage);
  if ('fault' in loop) return loop.fault;
  const lively = livelyPart(thumbs);
  const frames = lively
    ? await studio.frames(svg, timesOf(lively, CLIP_FRAMES), EDGE)
    : phasesOf(loop, CLIP_FRAMES).map((index) => steps[index % STEPS]!);
  return centreInk(frames, EDGE, drawing);
}

interface Stretch {
  from: number; // of the period
  length: number;
}

/** What is left of a loop that rests for more than half of its time, without the rest. */
function livelyPart(thumbs: Thumbnail[]): Stretch | null {
  const count = thumbs.length;
  const rests = thumbs.map((thumb, i) => difference(thumb, thumbs[(i + 1) % count]!) < REST);
  const runs = rests.map((_, from) => {
    const end = Array.from({ length: count }, (_, i) => i).find((i) => !rests[(from + i) % count]);
    return { from, length: end ?? count };
  });
  const rest = runs.reduce((longest, run) => (run.length > longest.length ? run : longest));
  if (rest.length <= count / 2) return null;
  return {
    from: (rest.from + rest.length - 1) / count,
    length: (count - rest.length + 1) / count,
  };
}

/** The part of its strokes that a line icon shows at a phase: all at 0, hardly any at a half. */
const drawn = (phase: number) => 0.06 + 0.94 * (0.5 + 0.5 * Math.cos(2 * Math.PI * phase));

/** ms, or `null` where it is uncertain. */
async function periodOf(svg: string, studio: Studio): Promise<number | null> {
  const durations = [...svg.matchAll(/\bdur="([\d.]+)(m?s)"/g)].map(([, value, unit]) =>
    Math.round(Number(value) * (unit === 's' ? 1000 : 1)),
  );
  const common = durations.reduce(leastCommonMultiple, 1);
  if (common <= LONGEST && (await repeats(svg, common, studio))) return common;
  const gap = await gapOf(svg, studio);
  if (gap === null) return null;
  for (const period of [gap, gap - 5, gap + 5, gap - 10, gap + 10])
    if (await repeats(svg, period, studio)) return period;
  return null;
}

/** Whether the picture is the same one period later, at four times. */
async function repeats(svg: string, period: number, studio: Studio): Promise<boolean> {
  const phases = [0, 0.21, 0.43, 0.67];
  const times = [0, 1].flatMap((round) =>
    phases.map((phase) => SETTLED + (phase + round) * period),
  );
  const thumbs = await thumbnails(svg, times, studio);
  return phases.every((_, i) => difference(thumbs[i]!, thumbs[i + phases.length]!) < SAME);
}

/** The shortest gap in ms after which all frames come again, within 25 ms. */
async function gapOf(svg: string, studio: Studio): Promise<number | null> {
  const count = 360;
  const thumbs = await thumbnails(
    svg,
    Array.from({ length: count }, (_, i) => SETTLED + i * GRID),
    studio,
  );
  const apart = (gap: number) => {
    let sum = 0;
    for (let i = 0; i + gap < count; i++) sum += difference(thumbs[i]!, thumbs[i + gap]!);
    return sum / (count - gap);
  };
  const gaps = Array.from({ length: count * 0.85 }, (_, i) => apart(i + 1));
  const average = gaps.reduce((sum, value) => sum + value, 0) / gaps.length;
  const found = gaps.findIndex(
    (value, i) => i > 8 && value < 0.15 * average && value <= (gaps[i + 1] ?? value),
  );
  return found < 0 ? null : (found + 1) * GRID;
}

const thumbnails = async (svg: string, times: number[], studio: Studio): Promise<Thumbnail[]> =>
  (await studio.frames(svg, times, SMALL)).map((frame) => thumbnail(frame, SMALL));

const leastCommonMultiple = (a: number, b: number): number => (a / divisor(a, b)) * b;
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
