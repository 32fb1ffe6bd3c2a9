/** The roles of colours in an interface, on light and on dark ground. */
import { channelsOf } from '../picture/pixels';
import type { Hex } from '../scene';
import { mix } from './raster/paint';

export interface Colours {
  surface: Hex; // of cards and fields
  line: Hex; // their borders, and rules
  track: Hex; // what is still empty: of a progress bar, a switch
  block: Hex; // what stands for a picture, or for content that loads
  highlight: Hex; // the light that crosses loading blocks
  faint: Hex; // what stands for text of less weight
  ink: Hex; // what stands for text
  strong: Hex; // headings, pointers
  accent: Hex; // what acts, moves or is chosen; a tint replaces it
  soft: Hex; // the accent's ground
  onAccent: Hex; // marks on the accent
  good: Hex;
  bad: Hex;
  warn: Hex;
  hues: readonly Hex[]; // what is many-coloured: avatars, files, confetti
}

const BLUE: Hex = '#0d99ff';

const NEUTRALS = {
  light: {
    surface: '#ffffff',
    line: '#d9dee5',
    track: '#e3e7ec',
    block: '#dce1e8',
    highlight: '#f2f4f7',
    faint: '#ccd2da',
    ink: '#98a2b0',
    strong: '#4b5563',
  },
  dark: {
    surface: '#1e2228',
    line: '#3a414b',
    track: '#363c46',
    block: '#353b45',
    highlight: '#4a525e',
    faint: '#4b535f',
    ink: '#8590a0',
    strong: '#d5dae1',
  },
} as const;

export interface ColourOptions {
  dark: boolean;
  /** Replaces accents, where there are any; loading blocks take on some of it. */
  tint?: Hex | undefined;
  /** What the accent is when there is no tint. */
  accent?: Hex | undefined;
}

/** The colours of a drawing. */
export function coloursOf({ dark, tint, accent = BLUE }: ColourOptions): Colours {
  const neutral = NEUTRALS[dark ? 'dark' : 'light'];
  const main = tint ?? accent;
  const own = (colour: Hex) => tint ?? colour;
  const shade = (share: number) => mix(main, dark ? '#ffffff' : neutral.surface, share);
  const hues: Hex[] = tint
    ? [tint, shade(0.45), mix(tint, '#101318', 0.25), shade(0.65), mix(tint, '#101318', 0.45)]
    : [BLUE, '#ff4d7e', '#14ae5c', '#ffc224', '#9747ff'];
  return {
    surface: neutral.surface,
    line: neutral.line,
    track: neutral.track,
    block: tint ? mix(neutral.block, tint, 0.32) : neutral.block,
    highlight: tint ? mix(neutral.highlight, tint, 0.14) : neutral.highlight,
    faint: neutral.faint,
    ink: neutral.ink,
    strong: neutral.strong,
    accent: main,
    soft: mix(neutral.surface, main, dark ? 0.38 : 0.28),
    onAccent: luminance(main) > 0.72 ? '#1e2228' : '#ffffff',
    good: own('#14ae5c'),
    bad: own('#f24822'),
    warn: own('#ffc224'),
    hues,
  };
}

/** Of sRGB as stored, 0 to 1 (Rec. 709 weights). */
function luminance(colour: Hex): number {
  const [red, green, blue] = channelsOf(colour);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}
