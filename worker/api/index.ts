/**
 * The worker's contract. It imports nothing from outside this room, so that the UI, the terminal, the benchmarks and the
 * tests can share it without pulling in the runtime.
 */
import type { Engine, ModelSource, Runtimes, Unpacked } from './assets';
import type { Clip, ClipFile, Format, OnProgress, Unreadable } from './clip';
import type { Completion, Names, PromptReading, Thumbnails } from './reading';
import type { Recipe } from './recipe';
import type { GenerateRequest, Shape, Variation } from './request';
import type { SkeletonClip, SkeletonRequest } from './skeleton';

export * from './assets';
export * from './clip';
export * from './reading';
export * from './recipe';
export * from './request';
export * from './skeleton';

export interface Loaded {
  engine: Engine;
  reason: string; // a sentence: why this engine runs
  model: { name: string; version: string };
  examples: string[]; // prompts to offer
  motions: string[]; // that a shape can name, beside “alive”
  styles: string[]; // that a shape can name
  loadMs: number;
}

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
