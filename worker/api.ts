/**
 * The worker's contract. It imports nothing, so that the UI, the terminal, the benchmarks and the
 * tests can share it without pulling in the runtime.
 */

/** What runs the network. */
export type Engine = 'wasm' | 'webgpu';
/** What a designer chooses: `auto` draws on WASM, and on a GPU once that has proved to be faster. */
export type EngineChoice = 'auto' | Engine;

/** `transparent`, or `#rrggbb`. */
export type Background = 'transparent' | `#${string}`;

/**
 * Everything the worker needs, as bytes: only entry files know where they came from.
 * `model` holds one entry per file of `models/<name>/`, keyed by file name.
 */
export interface Assets {
  runtime: Uint8Array; // onnxruntime-web's .wasm file for the CPU, uncompressed
  lean?: boolean | undefined; // that runtime has no functions but those that clips are known to call
  gpuRuntime?: Uint8Array | undefined; // the one that runs WebGPU; wanted by that engine alone
  model: Record<string, Uint8Array>;
  tables: Record<string, Uint8Array>; // of words, keyed by their path below `worker/prompt/tables`
  intact?: boolean | undefined; // whoever brought the model has compared its bytes with those that were built
  expanded?: Record<string, Uint8Array> | undefined; // weights of graphs, as the graphs take them
}

/** Files as the page carries them: text, and the way back to their bytes (`worker/page/unpack.ts`). */
export interface Packed {
  coding: 'xz' | 'gzip'; // what lies inside the base-91 text
  parts: [name: string, bytes: number][]; // one after the other; the first can be had without those behind
  texts: readonly string[]; // pieces of the text, each but the last of whole groups of characters
}

/** Where float32 numbers lie among the integers of `weights.bin`: byte offset, count. */
export type FloatRun = [at: number, count: number];

export interface PackedAssets {
  runtimes: Packed; // `lean`, the `bodies` that it was left without, `webgpu`: they share most of their code
  weights: Packed; // the integers of weights.bin
  files: Packed; // `tables/…`, `model/…`, the floats of weights.bin as `planes`, where they lie as `floats.json`
}

export type RuntimeFiles = Pick<Assets, 'runtime' | 'lean' | 'gpuRuntime'>;

/** What runs a model, as bytes or packed. Of packed ones WASM takes the lean one, where not the whole one is asked for. */
export type Runtimes = RuntimeFiles | (Pick<PackedAssets, 'runtimes'> & { whole?: boolean });

/** A model and the tables of words, by file name. */
export type Unpacked = Omit<Assets, keyof RuntimeFiles>;

/** The same, or the packs that hold it. */
export type ModelSource = Unpacked | Pick<PackedAssets, 'weights' | 'files'>;

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
  frame?: PreviewFrame;
}

/** A frame of the clip, as soon as it is composed and before there is a GIF: what a preview shows. */
export interface PreviewFrame {
  index: number;
  of: number;
  loopMs: number; // of all frames
  picture: Picture; // of a large clip smaller, by a whole number
}

/** What of a clip can be shaped, told of its first thing that moves. */
export interface Shapeable {
  thing: string;
  motion: string; // its name; two are joined by “and”
  alive: boolean; // it has a movement of its own, which the network draws
  styles: string[]; // that it can be drawn in, the usual one first
  strength: boolean; // how far the movement goes can be chosen
  directions: string[]; // that it can be led
  several: boolean; // things that can go one after another
  colour: string | null; // #rrggbb, where one is said
}

/** Another take on what a request asks for. */
export interface Variation {
  changes: Shape; // what is other than in the request
  shape: Shape; // with all else as in the request
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
  shapeable: Shapeable;
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
  motions: string[]; // that a shape can name, beside “alive”
  styles: string[]; // that a shape can name
  loadMs: number;
}

/** A part of a layout, which a bone stands for. */
export interface LayoutBox {
  kind: 'text' | 'image' | 'avatar' | 'block';
  x: number; // px
  y: number; // px
  width: number; // px
  height: number; // px
  radius?: number | readonly [number, number, number, number]; // px; of the corners, clockwise from the upper left
  lineHeight?: number; // px, of text; one line when not told
  align?: 'left' | 'center' | 'right'; // of a paragraph's last line
}

export const SHIMMERS = ['diagonal', 'right', 'left', 'down', 'up'] as const;

/** A skeleton of a layout: bones in one colour, and light of another that crosses them. No network draws it. */
export interface SkeletonRequest {
  width: number; // px, 1 to 2048
  height: number; // px, 1 to 2048
  boxes: readonly LayoutBox[];
  block: `#${string}`;
  highlight: `#${string}`;
  direction: (typeof SHIMMERS)[number];
  seconds: number; // of the loop
  fps: number;
  background: Background;
  matte: `#${string}` | null;
}

export type SkeletonClip = Pick<Clip, 'gif' | 'width' | 'height' | 'frames' | 'loopMs'>;

export type OnProgress = (progress: Progress) => void | Promise<void>;

/** What the worker exposes through comlink. One clip is made at a time; a second call waits. */
export interface WorkerApi {
  /**
   * Makes the engine ready.
   *
   * @param model asked for at once; it may come while the runtime gets ready
   */
  load(
    runtimes: Runtimes,
    model: () => Promise<ModelSource>,
    engine: Engine,
    onProgress: OnProgress,
  ): Promise<Loaded>;
  /** Why a GPU could not serve a worker of this page, as the end of a sentence; `null` when it could. */
  obstacle(): Promise<string | null>;
  /** After `load`: an engine's first runs, which are its slow ones. WASM does them by itself when nobody waits. */
  rehearse(): Promise<void>;
  /** After `load`, between clips: ms that a key frame takes, warm. */
  time(): Promise<number>;
  /** Answers: the worker lives. */
  beat(): void;
  /** Resolves to `null` when the clip was cancelled. */
  generate(request: GenerateRequest, onProgress: OnProgress): Promise<Clip | Unreadable | null>;
  /** Needs no model; waits its turn like a clip. Resolves to `null` when it was cancelled. */
  skeleton(request: SkeletonRequest, onProgress: OnProgress): Promise<SkeletonClip | null>;
  /** Four takes on a request that a person can tell apart; the next round's are others. */
  variations(request: GenerateRequest, round: number): Promise<Variation[]>;
  /** What to shape, so that the request is drawn otherwise, as another take at each turn; 0 is as it is. */
  another(request: GenerateRequest, turn: number): Promise<Shape>;
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

/** What words of a prompt can say. */
export type PhraseKind =
  | 'thing'
  | 'count'
  | 'part' // “5 rows”
  | 'size'
  | 'tone'
  | 'colour'
  | 'style'
  | 'motion'
  | 'speed'
  | 'strength'
  | 'direction'
  | 'repeats'
  | 'relation' // how a thing lies to the next
  | 'order'
  | 'arrangement'
  | 'seconds'
  | 'ground'
  | 'canvas';

/** Words that say one thing, and where they stand. */
export interface Phrase {
  kind: PhraseKind;
  value: string; // as the product calls it: a thing's name, a movement's, #rrggbb, 3
  words: string; // as typed
  from: number; // UTF-16 index in the prompt
  to: number; // behind the last
}

/** What is said of one thing, in the order of the prompt. */
export interface LayerReading {
  phrases: Phrase[];
  from: number; // of all that is said of it, articles too
  to: number;
}

/** What a prompt is read as, before anything is drawn. */
export interface PromptReading {
  layers: LayerReading[]; // none when it names nothing to draw
  setting: Phrase[]; // what is said of them all: order, ground, canvas
  report: Remark[];
}

/** A thing that can be drawn. */
export interface KnownThing {
  name: string;
  group: string;
  styles: string[]; // that it is drawn in, the usual one first; none of a placeholder
  own: string[]; // what its own movement is called, the commonest first; empty when it has none
  suits: string; // the movement that it makes when none is said
  several: string; // its plural, as it is typed
}

/** A name of something, and the value that its phrases have. */
export interface KnownWord {
  name: string; // as it is typed
  value: string;
}

/** What a prompt can say, for menus: the commonest first. */
export interface Names {
  things: KnownThing[];
  words: Partial<Record<PhraseKind, KnownWord[]>>;
}

/** Small pictures of things, in one image; a model may come without. */
export interface Thumbnails {
  image: Uint8Array; // WebP on white, cells of `edge` px in rows of `columns`
  edge: number;
  columns: number;
  things: string[]; // names by cell, from left to right
}

/** Text that can take the place of a part of a prompt. */
export interface Completion {
  text: string;
  from: number; // of what it replaces
  to: number;
  kind: PhraseKind;
  value: string;
  thing: string | null; // what it draws, for its thumbnail
  instead: boolean; // of words that are not understood
}

/** What understands prompts while they are typed. It needs no runtime, and a worker of its own never waits for a clip. */
export interface ReaderApi {
  /**
   * Before all else.
   *
   * @returns the whole model, unpacked and expanded, for the worker that draws: that has a runtime to unpack meanwhile
   */
  open(model: ModelSource): Promise<Unpacked>;
  read(prompt: string): Promise<PromptReading>;
  /** What could stand at the caret, the likeliest first. */
  complete(prompt: string, caret: number): Promise<Completion[]>;
  /** Names of things that `words` may mean, the nearest first. */
  find(words: string): Promise<string[]>;
  names(): Promise<Names>;
  thumbnails(): Promise<Thumbnails | null>;
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
