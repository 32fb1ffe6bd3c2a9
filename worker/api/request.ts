/** What a designer asks for, and its limits. */

/** `transparent`, or `#rrggbb`. */
export type Background = 'transparent' | `#${string}`;

/** What a designer changes by hand of what a prompt says. What is absent stays as it is said. */
export interface Shape {
  motion?: string; // the name of a movement, “still”, or “alive” for the thing's own
  speed?: number; // times the usual, 0.25 to 4
  strength?: number; // times the usual, 0.25 to 2
  direction?: string; // one of those that the movement knows
  order?: 'together' | 'one after another'; // of several things
  seconds?: number; // of the loop at usual speed, 0.3 to 6
  tint?: `#${string}`; // of all things
  flip?: boolean; // the clip mirrored, left for right
  style?: string; // of all things, as the model calls it
  thing?: string; // in the place of the first one, as the model calls it
  count?: number; // of the first thing, 1 to 12
}

/** A request that, with the engine, decides every byte of the GIF. */
export interface GenerateRequest {
  prompt: string;
  shape?: Shape;
  seed: number; // integer, 0 to 2^32 - 1
  width: number; // px, 16 to 1024
  height: number; // px, 16 to 1024
  free?: boolean; // nobody chose the aspect: a prompt that says one, “a wide banner”, gets it
  seconds: number; // of the loop at usual speed, 0.3 to 6; a prompt may say “slowly”
  fps: number; // 1 to 50
  background: Background;
  matte: `#${string}` | null; // what a transparent GIF will lie on; null when nobody knows
  padding?: number; // % of the shorter edge that things at rest leave free on each side, 0 to 40
  best?: boolean; // one cell at a time, each of which sees all before it: a few times slower
  from?: number; // where in the loop the preview begins, 0 to 1: at the frame on show; no byte hangs on it
}

/** Another take on what a request asks for. */
export interface Variation {
  changes: Shape; // what is other than in the request
  shape: Shape; // with all else as in the request
}

/** The seed of the model's best guess: greedy. Every other seed is a variation, drawn at random. */
export const BEST_GUESS = 0;

/** The limits and defaults of a request, shared by every caller. */
export const LIMITS = {
  edge: { min: 16, max: 1024, default: 256 }, // px
  seconds: { min: 0.3, max: 6, default: 4 / 3 },
  fps: { min: 1, max: 50, default: 12 },
  padding: { min: 0, max: 40 }, // % of the shorter edge
  speed: { min: 0.25, max: 4 }, // times the usual
  strength: { min: 0.25, max: 2 }, // times the usual
  count: { min: 1, max: 12 }, // of a thing
  seed: { min: 0, max: 2 ** 32 - 1 },
  promptLength: 200, // characters
} as const;

/** How many frames a loop has: never more than a GIF can show in its time. */
export const framesOf = ({ seconds, fps }: Pick<GenerateRequest, 'seconds' | 'fps'>) =>
  Math.max(2, Math.min(Math.round(seconds * fps), Math.floor(seconds * LIMITS.fps.max)));
