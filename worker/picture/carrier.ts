/** What the colour of a subject is carried by: a hue, or else its light or its dark parts. */
import { type Lch, turn } from './oklab';

/** A pixel of a subject. */
export interface Dab extends Lch {
  coloured: boolean; // to the eye; very light and very dark ones need little chroma for it
}

export interface Carrier extends Lch {
  kind:
    | 'hue' // what has about this hue
    | 'hues' // all that has a hue: none of them carries the subject
    | 'shades' // that, and greys with a touch of colour
    | 'light'
    | 'dark'
    | 'ink'; // all of it: a line drawing
}

const DEGREE = Math.PI / 180; // rad
const HUED = 0.06; // chroma from which a colour has a hue
const FAINT = 0.015; // chroma from which a grey has a touch of colour
const PALE = 0.1; // chroma up to which light colours are but shades of white
const DARK = 0.4; // lightness below which a hue does not show
const LIGHT = 0.55;
const INK = 0.3; // lightness below which differences are the network's noise
const INK_SHARE = 0.99; // of all pixels
const HUED_SHARE = 0.18; // of all pixels: enough for a subject to have a hue
const ACCENT_SHARE = 0.01; // of all pixels: enough for a card to have an accent
const LIGHT_SHARE = 0.25; // of all pixels: enough for a subject to be light
const SINGLE_SHARE = 0.62; // of the chroma: enough for one hue to carry a subject
const MOST_LEFT = 0.6; // of the pixels in the new colour: those in other colours
const NEAR = 50 * DEGREE; // hues that are taken for one
const FAR = 80 * DEGREE; // hues that are not

/** @param accented whether accents carry the colour, however small they are, as those of a card do */
export function measureCarrier(dabs: Dab[], accented: boolean): Carrier {
  const inked = dabs.filter(({ l, c }) => l < INK && c < HUED);
  if (inked.length >= INK_SHARE * dabs.length) return { kind: 'ink', l: 0, c: 0, h: 0 };
  const carrier = chooseCarrier(dabs, accented);
  const coloured = dabs.filter((dab) => dab.coloured);
  const taken = dabs.filter((dab) => shareOf(carrier, dab) > 0.5);
  const left = coloured.filter((dab) => shareOf(carrier, dab) <= 0.5);
  if (left.length <= MOST_LEFT * taken.length) return carrier;
  return { ...measureHue(coloured), kind: 'shades' };
}

function chooseCarrier(dabs: Dab[], accented: boolean): Carrier {
  const share = (of: Dab[]) => of.length / dabs.length;
  const hued = dabs.filter(({ l, c }) => c > HUED && l > DARK);
  const strong = hued.filter(({ c }) => c > PALE);
  const light = dabs.filter(({ l, c }) => l > LIGHT && c <= PALE);
  const dark = dabs.filter(({ l }) => l <= LIGHT);
  const neutral = (kind: 'light' | 'dark', carrying: Dab[]): Carrier => ({
    kind,
    l: median(carrying, 'l'),
    c: 0,
    h: 0,
  });
  if (accented && share(strong) > ACCENT_SHARE) return measureHue(strong);
  if (share(strong) < HUED_SHARE && share(light) > LIGHT_SHARE) return neutral('light', light);
  if (share(hued) > Math.max(HUED_SHARE, share(dark) / 2)) return measureHue(hued);
  return dark.length > light.length ? neutral('dark', dark) : neutral('light', light);
}

/** The hue around which most chroma lies. */
function measureHue(hued: Dab[]): Carrier {
  const chromaNear = (h: number) =>
    sum(hued, (dab) => (Math.abs(turn(dab.h, h)) < NEAR ? dab.c : 0));
  const hues = Array.from({ length: 72 }, (_, i) => (5 * i - 180) * DEGREE);
  const chroma = hues.map(chromaNear);
  const most = Math.max(...chroma);
  const peak = hues[chroma.indexOf(most)]!;
  const near = hued.filter(({ h }) => Math.abs(turn(h, peak)) < NEAR);
  const h = Math.atan2(
    sum(near, (dab) => dab.c * Math.sin(dab.h)),
    sum(near, (dab) => dab.c * Math.cos(dab.h)),
  );
  const single = most > SINGLE_SHARE * sum(hued, ({ c }) => c);
  const carrying = single ? near : hued;
  const [l, c] = [median(carrying, 'l'), median(carrying, 'c')];
  return { kind: single ? 'hue' : 'hues', l, c, h };
}

const sum = (dabs: Dab[], of: (dab: Dab) => number) =>
  dabs.reduce((total, dab) => total + of(dab), 0);

function median(dabs: Dab[], key: 'l' | 'c'): number {
  const values = dabs.map((dab) => dab[key]).sort((a, b) => a - b);
  return values[values.length >> 1] ?? 0.5;
}

/** 0 below `from`, 1 above `to`, smooth between. */
function rise(value: number, from: number, to: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** How much of a pixel belongs to the carrier, 0 to 1. */
export function shareOf({ kind, l: middle, h: hue }: Carrier, { l, c, h }: Lch): number {
  switch (kind) {
    case 'hue':
      return (1 - rise(Math.abs(turn(hue, h)), NEAR, FAR)) * rise(c, 0.3 * HUED, HUED);
    case 'hues':
      return rise(c, 0.3 * HUED, HUED);
    case 'shades':
      return rise(c, 0.3 * FAINT, FAINT);
    case 'light':
      return (1 - rise(c, PALE, 1.4 * PALE)) * rise(l, 0.25, 0.5);
    case 'ink':
      return 1;
    case 'dark':
      return 1 - rise(l, middle + 0.3, middle + 0.45);
    default:
      return kind satisfies never;
  }
}
