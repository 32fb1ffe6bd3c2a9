/**
 * The worker's contract. It imports nothing, so that the UI, the terminal, the benchmarks and the
 * tests can share it without pulling in the runtime.
 */

/** What runs the network. `auto` starts on WASM, times a real block of each engine and keeps the faster. */
export type Engine = 'wasm' | 'webgpu';
export type EngineChoice = 'auto' | Engine;

/** `transparent`, or `#rrggbb`. */
export type Background = 'transparent' | `#${string}`;

/**
 * Everything the worker needs, as bytes: only entry files know where they came from.
 * `model` holds one entry per file of `models/<name>/`, keyed by file name.
 */
export interface Assets {
  runtime: Uint8Array; // the onnxruntime-web .wasm file, uncompressed
  model: Record<string, Uint8Array>;
  tables: Record<string, Uint8Array>; // of words, keyed by their path below `worker/prompt/tables`
}

/** An asset as the page carries it: text, and the way back to its bytes (`worker/page/unpack.ts`). */
export interface Packed {
  coding: 'xz' | 'deflate'; // what lies inside the base-91 text
  bytes: number; // length when unpacked
  text: string;
}

export interface PackedAssets {
  runtime: Packed;
  model: Record<string, Packed>;
  tables: Record<string, Packed>;
}

/** A request that, with the engine, decides every byte of the GIF. */
export interface GenerateRequest {
  prompt: string;
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
}

export type Stage = 'load' | 'tokens' | 'interpolate' | 'decode' | 'encode';

/** A picture as straight (not premultiplied) RGBA bytes. */
export interface Picture {
  width: number;
  height: number;
  rgba: Uint8ClampedArray; // [height, width, 4]
}

export interface Progress {
  stage: Stage;
  fraction: number; // 0 to 1 over the whole job, never falling
  secondsLeft: number | null; // null while there is nothing to estimate from
  keyFrame?: { index: number; of: number; picture: Picture };
}

/** Words of the prompt that are not drawn as they stand. */
export interface Remark {
  words: string; // as typed
  from: number; // UTF-16 index in the prompt
  to: number; // behind the last
  why: 'unknown' | 'not drawn' | 'too many' | 'corrected' | 'meant' | 'assumed';
  as?: string; // what is drawn for them
  nearest?: string[]; // what could be typed instead, the best first
}

export interface Timings {
  load: number; // ms, all of them
  tokens: number;
  interpolate: number;
  decode: number;
  encode: number;
  total: number; // without load
}

export interface Clip {
  gif: Uint8Array;
  width: number;
  height: number;
  frames: number;
  loopMs: number; // the sum of the GIF's frame delays
  seed: number;
  engine: Engine; // the one that finished the clip
  report: Remark[]; // in the order of the prompt
  ms: Timings;
  cells: { total: number; drawn: number }; // of all frames and layers; those that the network drew
}

/** A prompt that cannot be drawn: a value, because an error loses all but its message on its way. */
export interface Unreadable {
  problem: string; // a sentence
  report: Remark[]; // empty when the prompt says nothing at all
}

/** What a clip can be written to, the first one what it is made as. */
export const FORMATS = ['gif', 'apng', 'png', 'frames', 'sprites', 'lottie'] as const;
export type Format = (typeof FORMATS)[number];

/** A clip as a file. */
export interface ClipFile {
  name: string; // after the prompt, and what it is
  type: string; // MIME
  bytes: Uint8Array;
  note: string | null; // a sentence, where something is not as one would think
  clip: Omit<Clip, 'gif'>;
}

/**
 * A clip as what it is made of: pictures with their whole alpha, and how they move. Places are px of the canvas,
 * times are frames.
 */
export interface Recipe {
  width: number; // px
  height: number; // px
  frames: number;
  seconds: number; // of the loop
  ground: Background;
  parts: Part[]; // the one farthest back first
  report: Remark[];
}

export type Part =
  | { kind: 'moved'; picture: PlacedPicture; tracks: Tracks }
  | { kind: 'flipbook'; pages: Page[] };

/** A picture at its place on the canvas. */
export interface PlacedPicture {
  png: Uint8Array;
  pixels: { width: number; height: number }; // of the PNG
  x: number; // its left edge
  y: number; // its top edge
  width: number; // as shown
  height: number;
}

export interface Page extends PlacedPicture {
  from: number; // the frame with which it comes
  until: number; // the frame with which it is gone
}

/** Movements about the middle of a picture, next to how it rests. */
export interface Tracks {
  x: Track; // px to the right
  y: Track; // px down
  angle: Track; // degrees, clockwise, beyond a turn too
  scale: Track; // times its width and height, before it is turned
  opacity: Track; // 0 to 1
}

/** Key frames, at least one; before the first and after the last, values hold. Values of `scale` have two numbers. */
export type Track = { at: number; value: number[]; ease: Ease }[];

/**
 * How a value goes from a key to the next: it stays, or follows CSS's `cubic-bezier(1/3, from, 2/3, to)`, whose
 * handles have a height for each number of the value, 0 to 1: this key's value, and the next one's.
 */
export type Ease = 'hold' | { from: number[]; to: number[] };

export interface Loaded {
  engine: Engine;
  reason: string; // a sentence: why this engine runs
  model: { name: string; version: string };
  examples: string[]; // prompts to offer
  loadMs: number;
}

export type OnProgress = (progress: Progress) => void | Promise<void>;

/** What the worker exposes through comlink. One clip is made at a time; a second call waits. */
export interface WorkerApi {
  /** Takes the assets over (transfer them, or send them packed) and makes the engine ready. */
  load(
    assets: Assets | PackedAssets,
    engine: EngineChoice,
    onProgress: OnProgress,
  ): Promise<Loaded>;
  /** After `load`: what runs once the engine is chosen, for `auto` after a GPU was tried. */
  settle(): Promise<Loaded>;
  /** Resolves to `null` when the clip was cancelled. */
  generate(request: GenerateRequest, onProgress: OnProgress): Promise<Clip | Unreadable | null>;
  /** The clip of a request in another format; `null` when it was cancelled. */
  exportAs(
    request: GenerateRequest,
    format: Format,
    onProgress: OnProgress,
  ): Promise<ClipFile | Unreadable | null>;
  /** What the clip of a request is made of; `null` when it was cancelled. */
  recipe(request: GenerateRequest, onProgress: OnProgress): Promise<Recipe | Unreadable | null>;
  /** Ends the running clip at its next step; settles once nothing of it is left. */
  cancel(): Promise<void>;
}

/** The seed of the model's best guess: greedy. Every other seed is a variation, drawn at random. */
export const BEST_GUESS = 0;

/** The limits and defaults of a request, shared by every caller. */
export const LIMITS = {
  edge: { min: 16, max: 1024, default: 128 }, // px
  seconds: { min: 0.3, max: 6, default: 4 / 3 },
  fps: { min: 1, max: 50, default: 12 },
  padding: { min: 0, max: 40 }, // % of the shorter edge
  seed: { min: 0, max: 2 ** 32 - 1 },
  promptLength: 200, // characters
} as const;

/** How many frames a loop has: never more than a GIF can show in its time. */
export const framesOf = ({ seconds, fps }: Pick<GenerateRequest, 'seconds' | 'fps'>) =>
  Math.max(2, Math.min(Math.round(seconds * fps), Math.floor(seconds * LIMITS.fps.max)));
