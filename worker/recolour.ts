/**
 * Gives a subject another colour. What carries its colour is measured once, in its first key frame; the
 * rest is a function from colour to colour, so that a clip stays as steady as it was. Shading stays, for
 * lightness is mapped and not replaced; outlines, highlights and small parts of another hue stay too.
 */
import type { Tint, Tone } from './grammar';
import { type Colour, type Lab, toColour, toLab, toLight } from './oklab';
import { type Frame, parseColour } from './picture';

/** Polar OKLab. */
interface Lch {
  l: number; // 0 to 1
  c: number; // chroma, 0 to about 0.32
  h: number; // rad
}

/** What a subject's colour is carried by: a hue, or else its light or its dark parts. */
interface Body extends Lch {
  kind: 'hue' | 'light' | 'dark';
  single: boolean; // most that has a hue has this one; else every hue is replaced
}

const DEGREE = Math.PI / 180; // rad
const OPAQUE = 0.5; // alpha of pixels that are measured
const HUED = 0.06; // chroma from which a colour has a hue
const PALE = 0.1; // chroma up to which light colours are but shades of white
const DARK = 0.4; // lightness below which a hue does not show
const LIGHT = 0.55;
const HUED_SHARE = 0.18; // of all pixels: enough for a subject to have a hue
const ACCENT_SHARE = 0.01; // of all pixels: enough for a card to have an accent
const LIGHT_SHARE = 0.25; // of all pixels: enough for a subject to be light
const SINGLE_SHARE = 0.62; // of the pixels that have a hue
const NEAR = 50 * DEGREE; // hues that are taken for one
const FAR = 80 * DEGREE; // hues that are not
const VARIETY = 0.2; // of the difference in hue within the body that stays
const STEEPEST = 2.2; // stretch of lightness, beyond which noise would show
const MOST_CHROMA = 1.25; // of the colour's own, where the subject's is stronger than usual

const TONES: Record<Tone, (colour: Lch) => Lch> = {
  light: ({ l, c, h }) => ({ l: l + 0.5 * (0.92 - l), c: 0.75 * c, h }),
  pale: ({ l, c, h }) => ({ l: l + 0.7 * (0.93 - l), c: 0.5 * c, h }),
  dark: ({ l, c, h }) => ({ l: 0.68 * l, c: 0.85 * c, h }),
  bright: ({ l, c, h }) => ({ l: l + 0.15 * (0.85 - l), c: 1.25 * c, h }),
};

/**
 * @param first the first key frame of the subject
 * @param accented whether accents carry its colour, however small they are, as those of a card do
 * @returns a function that recolours its frames
 */
export function createRecolour(
  { hex, tone }: Tint,
  first: Frame,
  accented = false,
): (frame: Frame) => Frame {
  const plain = toLch(toLab(parseColour(hex).map((value) => 255 * value) as Colour));
  const target = tone ? TONES[tone](plain) : plain;
  const body = measureBody(first, accented);
  const tint = (lab: Lab): Lab => {
    const pixel = toLch(lab);
    const share = shareOf(body, pixel);
    if (share === 0) return lab;
    const tinted = toLab3(inGamut(tintOf(body, target, pixel)));
    return lab.map((value, i) => value + share * (tinted[i]! - value)) as Lab;
  };
  return (frame) => mapColours(frame, tint);
}

const toLch = ([l, a, b]: Lab): Lch => ({ l, c: Math.hypot(a, b), h: Math.atan2(b, a) });
const toLab3 = ({ l, c, h }: Lch): Lab => [l, c * Math.cos(h), c * Math.sin(h)];

function mapColours(frame: Frame, map: (lab: Lab) => Lab): Frame {
  const area = frame.length / 4;
  const mapped = frame.slice();
  for (let i = 0; i < area; i++) {
    const alpha = frame[3 * area + i]!;
    if (alpha <= 0) continue;
    const colour = toColour(map(labAt(frame, i)));
    for (let plane = 0; plane < 3; plane++) {
      mapped[plane * area + i] = (alpha * colour[plane]!) / 255;
    }
  }
  return mapped;
}

function labAt(frame: Frame, i: number): Lab {
  const area = frame.length / 4;
  const scale = 255 / frame[3 * area + i]!;
  const channel = (plane: number) => Math.min(255, scale * frame[plane * area + i]!);
  return toLab([channel(0), channel(1), channel(2)]);
}

function measureBody(frame: Frame, accented: boolean): Body {
  const area = frame.length / 4;
  const pixels: Lch[] = [];
  for (let i = 0; i < area; i++) {
    if (frame[3 * area + i]! > OPAQUE) pixels.push(toLch(labAt(frame, i)));
  }
  const share = (of: Lch[]) => of.length / pixels.length;
  const hued = pixels.filter(({ l, c }) => c > HUED && l > DARK);
  const strong = hued.filter(({ c }) => c > PALE);
  const light = pixels.filter(({ l, c }) => l > LIGHT && c <= PALE);
  const dark = pixels.filter(({ l }) => l <= LIGHT);
  const neutral = (kind: 'light' | 'dark', carrying: Lch[]): Body => ({
    ...{ kind, single: true, l: median(carrying, 'l'), c: 0, h: 0 },
  });
  if (accented && share(strong) > ACCENT_SHARE) return measureHue(strong);
  if (share(strong) < HUED_SHARE && share(light) > LIGHT_SHARE) return neutral('light', light);
  if (share(hued) > Math.max(HUED_SHARE, share(dark) / 2)) return measureHue(hued);
  return dark.length > light.length ? neutral('dark', dark) : neutral('light', light);
}

/** The hue around which most chroma lies. */
function measureHue(hued: Lch[]): Body {
  const weightNear = (h: number) =>
    hued.reduce((sum, pixel) => sum + (apart(pixel.h, h) < NEAR ? pixel.c : 0), 0);
  const candidates = Array.from({ length: 72 }, (_, i) => (5 * i - 180) * DEGREE);
  const weights = candidates.map(weightNear);
  const most = Math.max(...weights);
  const total = hued.reduce((sum, { c }) => sum + c, 0);
  const best = candidates.filter((_, i) => weights[i]! > 0.995 * most);
  const near = hued.filter(({ h }) => apart(h, meanAngle(best)) < NEAR);
  const h = Math.atan2(
    sum(near, ({ c, h }) => c * Math.sin(h)),
    sum(near, ({ c, h }) => c * Math.cos(h)),
  );
  const single = most > SINGLE_SHARE * total;
  const carrying = single ? near : hued;
  return { kind: 'hue', single, l: median(carrying, 'l'), c: median(carrying, 'c'), h };
}

const sum = (pixels: Lch[], of: (pixel: Lch) => number) =>
  pixels.reduce((total, pixel) => total + of(pixel), 0);

const meanAngle = (angles: number[]) =>
  Math.atan2(
    angles.reduce((total, angle) => total + Math.sin(angle), 0),
    angles.reduce((total, angle) => total + Math.cos(angle), 0),
  );

function median(pixels: Lch[], key: 'l' | 'c'): number {
  const values = pixels.map((pixel) => pixel[key]).sort((a, b) => a - b);
  return values[values.length >> 1] ?? 0.5;
}

/** −π to π */
const turn = (from: number, to: number) => {
  const angle = (to - from) % (2 * Math.PI);
  return angle > Math.PI ? angle - 2 * Math.PI : angle < -Math.PI ? angle + 2 * Math.PI : angle;
};
const apart = (a: number, b: number) => Math.abs(turn(a, b));

/** 0 below `from`, 1 above `to`, smooth between. */
function rise(value: number, from: number, to: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** How much of a pixel belongs to what is recoloured, 0 to 1. */
function shareOf(body: Body, { l, c, h }: Lch): number {
  if (body.kind === 'hue') {
    const alike = body.single ? 1 - rise(apart(body.h, h), NEAR, FAR) : 1;
    return alike * rise(c, 0.3 * HUED, HUED);
  }
  if (body.kind === 'light') return (1 - rise(c, PALE, 1.4 * PALE)) * rise(l, 0.25, 0.5);
  return 1 - rise(l, body.l + 0.3, body.l + 0.45);
}

/** What a pixel of the body becomes. */
function tintOf(body: Body, target: Lch, { l, c, h }: Lch): Lch {
  const chroma = body.kind === 'hue' ? Math.min(MOST_CHROMA, c / body.c) : 1;
  const variety = body.kind === 'hue' ? Math.min(NEAR, Math.max(-NEAR, turn(body.h, h))) : 0;
  return {
    l: mapLightness(l, body.l, target.l),
    c: target.c * chroma,
    h: target.h + VARIETY * variety,
  };
}

/** Takes the body's lightness to the target's, and what is lighter or darker along, as far as it can go. */
function mapLightness(l: number, from: number, to: number): number {
  const slope = l < from ? to / Math.max(from, 0.01) : (1 - to) / Math.max(1 - from, 0.01);
  return Math.min(1, Math.max(0, to + Math.min(STEEPEST, slope) * (l - from)));
}

/** Takes chroma away until sRGB can show the colour. */
function inGamut(colour: Lch): Lch {
  const shows = (c: number) =>
    toLight(toLab3({ ...colour, c })).every((value) => value > -0.002 && value < 1.002);
  if (shows(colour.c)) return colour;
  let [low, high] = [0, colour.c];
  for (let i = 0; i < 8; i++) {
    const middle = (low + high) / 2;
    if (shows(middle)) low = middle;
    else high = middle;
  }
  return { ...colour, c: low };
}
