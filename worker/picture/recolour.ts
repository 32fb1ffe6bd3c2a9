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
    return (frame) =>
      mapColours(frame, (pixel) => toColour(fromLch(inGamut(toned(toLch(toLab(pixel)))))));
  }
  const target = toned(toLch(toLab(channelsOf(colour))));
  const carrier = measureCarrier(dabsOf(first), accented);
  const tint = (colour: Colour): Colour => {
    const lab = toLab(colour);
    const pixel = toLch(lab);
    const share = shareOf(carrier, pixel);
    if (share === 0) return colour;
    const tinted = fromLch(inGamut(tintOf(carrier, target, pixel)));
    return toColour(lab.map((value, i) => value + share * (tinted[i]! - value)));
  };
  return (frame) => mapColours(frame, tint);
}

function mapColours(frame: Frame, map: (colour: Colour) => Colour): Frame {
  const area = frame.length / 4;
  const mapped = frame.slice();
  for (let i = 0; i < area; i++) {
    const alpha = frame[3 * area + i]!;
    if (alpha <= 0) continue;
    const colour = map(colourAt(frame, i));
    for (let plane = 0; plane < 3; plane++) {
      mapped[plane * area + i] = (alpha * colour[plane]!) / 255;
    }
  }
  return mapped;
}

/** The straight colour of a pixel that is not transparent. */
function colourAt(frame: Frame, i: number): Colour {
  const area = frame.length / 4;
  const scale = 255 / frame[3 * area + i]!;
  const channel = (plane: number) => Math.min(255, scale * frame[plane * area + i]!);
  return [channel(0), channel(1), channel(2)];
}

function dabsOf(frame: Frame): Dab[] {
  const area = frame.length / 4;
  const dabs: Dab[] = [];
  for (let i = 0; i < area; i++) {
    if (frame[3 * area + i]! <= OPAQUE) continue;
    const colour = colourAt(frame, i);
    dabs.push({ ...toLch(toLab(colour)), coloured: isColoured(colour) });
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
