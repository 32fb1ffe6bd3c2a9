/**
 * Gives a subject another colour. What carries its colour is measured once, in its first key frame; the
 * rest is a function from colour to colour, so that a clip stays as steady as it was. Shading stays, for
 * lightness is mapped and not replaced; outlines, highlights and small parts of another hue stay too.
 */

import type { Hex, Tone } from '../scene';
import { type Carrier, type Dab, measureCarrier, shareOf } from './carrier';
import { type Colour, fromLch, inGamut, type Lch, toColour, toLab, toLch, turn } from './oklab';
import { channelsOf } from './pixels';
import type { Frame } from './raster';

const OPAQUE = 0.5; // alpha of pixels that are measured
const VARIETY = 0.15; // of the difference in hue within the carrier that stays
const MOST_VARIETY = 0.9; // rad, of that difference
const STEEPEST = 2.2; // stretch of lightness, beyond which noise would show
const MOST_CHROMA = 1.25; // of the colour's own, where the subject's is stronger than usual

const TONES: Record<Tone, (colour: Lch) => Lch> = {
  light: ({ l, c, h }) => ({ l: l + 0.5 * (0.92 - l), c: 0.75 * c, h }),
  pale: ({ l, c, h }) => ({ l: l + 0.7 * (0.93 - l), c: 0.5 * c, h }),
  dark: ({ l, c, h }) => ({ l: 0.68 * l, c: 0.85 * c, h }),
  bright: ({ l, c, h }) => ({ l: l + 0.15 * (0.85 - l), c: 1.25 * c, h }),
};

/** A colour as it was asked for; a tone alone moves the colours that are there. */
export interface Tint {
  colour: Hex | null;
  tone: Tone | null;
}

/** A colour in a tone: “dark red”. */
export function toneColour(colour: Hex, tone: Tone | null): Hex {
  if (!tone) return colour;
  const toned = TONES[tone](toLch(toLab(channelsOf(colour))));
  const digits = toColour(fromLch(inGamut(toned))).map((value) =>
    Math.round(value).toString(16).padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}

/**
 * @param first the first key frame of the subject
 * @param accented whether accents carry its colour, however small they are, as those of a card do
 * @returns a function that recolours its frames
 */
export function createRecolour(
  { colour, tone }: Tint,
  first: Frame,
  accented = false,
): (frame: Frame) => Frame {
  const toned = tone ? TONES[tone] : (plain: Lch) => plain;
  if (!colour) {
    return mapColours((pixel) => toColour(fromLch(inGamut(toned(toLch(toLab(pixel)))))));
  }
  const target = toned(toLch(toLab(channelsOf(colour))));
  const carrier = carrierOf(first, accented);
  const tint = (colour: Colour): Colour => {
    const lab = toLab(colour);
    const pixel = toLch(lab);
    const share = shareOf(carrier, pixel);
    if (share === 0) return colour;
    const tinted = fromLch(inGamut(tintOf(carrier, target, pixel)));
    return toColour(lab.map((value, i) => value + share * (tinted[i]! - value)));
  };
  return mapColours(tint);
}

const SLOTS = 1 << 16; // of colours that were mapped last
const KEPT = -1; // of a colour that stays

/**
 * Maps the colours of frames, of 8 bits a channel, each worked out once: a clip has a few thousand, its frames
 * half a million pixels. What stays, stays as it was to the last bit.
 *
 * @param map the colour itself where it stays
 */
function mapColours(map: (colour: Colour) => Colour): (frame: Frame) => Frame {
  const from = new Int32Array(SLOTS); // 1 + the colour, by its hash
  const to = new Int32Array(SLOTS);
  return (frame) => {
    const area = frame.length / 4;
    const mapped = frame.slice();
    for (let i = 0; i < area; i++) {
      const alpha = frame[3 * area + i]!;
      if (alpha <= 0) continue;
      const scale = 255 / alpha;
      const red = Math.round(Math.min(255, scale * frame[i]!));
      const green = Math.round(Math.min(255, scale * frame[area + i]!));
      const blue = Math.round(Math.min(255, scale * frame[2 * area + i]!));
      const key = 1 + ((red << 16) | (green << 8) | blue);
      const slot = Math.imul(key, 0x9e3779b1) >>> 16;
      if (from[slot] !== key) {
        const colour: Colour = [red, green, blue];
        const [r, g, b] = map(colour);
        from[slot] = key;
        to[slot] = r === red && g === green && b === blue ? KEPT : (r << 16) | (g << 8) | b;
      }
      const packed = to[slot]!;
      if (packed === KEPT) continue;
      mapped[i] = (alpha * (packed >> 16)) / 255;
      mapped[area + i] = (alpha * ((packed >> 8) & 255)) / 255;
      mapped[2 * area + i] = (alpha * (packed & 255)) / 255;
    }
    return mapped;
  };
}

const carriers = new WeakMap<Frame, Carrier>(); // of pictures that were tinted: the next tint measures nothing

function carrierOf(first: Frame, accented: boolean): Carrier {
  const known = accented ? undefined : carriers.get(first);
  const carrier = known ?? measureCarrier(dabsOf(first), accented);
  if (!accented) carriers.set(first, carrier);
  return carrier;
}

/** The straight colour of a pixel that is not transparent. */
function colourAt(frame: Frame, i: number): Colour {
  const area = frame.length / 4;
  const scale = 255 / frame[3 * area + i]!;
  const channel = (plane: number) => Math.min(255, scale * frame[plane * area + i]!);
  return [channel(0), channel(1), channel(2)];
}

const ENOUGH = 128; // px of an edge: shares and medians of more pixels are the same

function dabsOf(frame: Frame): Dab[] {
  const area = frame.length / 4;
  const edge = Math.sqrt(area);
  const step = Math.max(1, Math.round(edge / ENOUGH));
  const dabs: Dab[] = [];
  for (let y = 0; y < edge; y += step) {
    for (let i = y * edge; i < (y + 1) * edge; i += step) {
      if (frame[3 * area + i]! <= OPAQUE) continue;
      const colour = colourAt(frame, i);
      const { l, c, h } = toLch(toLab(colour));
      dabs.push({ l, c, h, coloured: isColoured(colour) });
    }
  }
  return dabs;
}

/** Whether a pixel is saturated as designers know it: HSL. */
function isColoured(colour: Colour): boolean {
  const [most, least] = [Math.max(...colour) / 255, Math.min(...colour) / 255];
  const lightness = (most + least) / 2;
  const saturation = most === least ? 0 : (most - least) / (1 - Math.abs(2 * lightness - 1));
  return saturation > 0.2 && lightness > 0.08 && lightness < 0.95;
}

/** What a pixel of the carrier becomes. */
function tintOf(carrier: Carrier, target: Lch, { l, c, h }: Lch): Lch {
  if (carrier.kind === 'ink') return target;
  const lightness = mapLightness(l, carrier.l, target.l);
  if (carrier.kind === 'light' || carrier.kind === 'dark') return { ...target, l: lightness };
  const variety = Math.min(MOST_VARIETY, Math.max(-MOST_VARIETY, turn(carrier.h, h)));
  return {
    l: lightness,
    c: target.c * Math.min(MOST_CHROMA, c / carrier.c),
    h: target.h + VARIETY * variety,
  };
}

/** Takes the carrier's lightness to the target's, and what is lighter or darker along, as far as it can go. */
function mapLightness(l: number, from: number, to: number): number {
  const slope = l < from ? to / Math.max(from, 0.01) : (1 - to) / Math.max(1 - from, 0.01);
  return Math.min(1, Math.max(0, to + Math.min(STEEPEST, slope) * (l - from)));
}
