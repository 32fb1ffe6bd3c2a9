/**
 * Messages between the plugin thread and the UI. It imports nothing.
 *
 * Figma's channel carries objects, strings, numbers, dates and Uint8Array, and no other binary type.
 */

export type Fields = Record<string, unknown>;

/** Whether a value has fields to look at: what is in them is still to be checked. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null;

export interface Size {
  width: number; // px
  height: number; // px
}

/** A clip of one size fills a layer of the other without a bar or a cut worth seeing: within 1 %. */
export const sameAspect = (a: Size, b: Size): boolean =>
  Math.abs((a.width * b.height) / (a.height * b.width) - 1) <= 0.01;

/** What was asked for; stored with the layer so that it can be made again. */
export interface StoredRequest extends Size {
  prompt: string;
  seed: number;
  seconds: number; // of the loop
  fps: number;
  background: string; // 'transparent' or '#rrggbb'
  model: string; // name and version of the model that drew it
  padding?: number; // % of the shorter edge on each side; absent is none
  best?: boolean; // quality before speed; absent is no
}

/** How large clips are to be: the size of their own, for where nothing is followed. */
export interface Canvas extends Size {
  follow: boolean; // as what is selected, where that takes a clip
  density: 1 | 2; // px of the clip for each of what it follows
}

const ENGINES = ['auto', 'wasm', 'webgpu'] as const;

export const isEngine = (value: unknown): value is Settings['engine'] =>
  ENGINES.some((engine) => engine === value);

/** What the designer chose last; kept in clientStorage. */
export interface Settings {
  background: string; // 'transparent' or '#rrggbb'
  canvas: Canvas;
  engine: (typeof ENGINES)[number];
}

/** Why the UI was opened, and what it should do first. */
export type Opening =
  | { kind: 'menu' }
  | { kind: 'quick'; prompt: string; size?: Size } // generate, insert, close; of this size, where one was chosen
  | { kind: 'regenerate'; targets: { nodeId: string; request: StoredRequest }[] } // generate anew, replace, close
  | { kind: 'edit'; nodeId: string; request: StoredRequest }; // open with the layer's prompt filled in

/** Editors that the plugin runs in, by Figma's names. */
export const EDITORS = ['figma', 'figjam', 'slides', 'buzz'] as const;
export type Editor = (typeof EDITORS)[number];

/** What is selected, as the panel's hint beside Insert. */
export interface SelectionSummary {
  sizes: Size[]; // of the shapes that would take the GIF as their fill
  hint: string; // a sentence: what Insert will do
  matte: string | null; // '#rrggbb' that lies under the result; null when nothing certain does
}

/** A GIF and what was asked for to get it. */
export interface MadeClip {
  gif: Uint8Array;
  request: StoredRequest;
}

/** A clip as pictures that move: places are px of the canvas, times are frames. */
export interface Recipe extends Size {
  frames: number;
  seconds: number; // of the loop
  ground: string; // 'transparent' or '#rrggbb'
  parts: Part[]; // the one farthest back first
}

export type Part =
  | { kind: 'moved'; picture: PlacedPicture; tracks: Tracks }
  | { kind: 'flipbook'; pages: Page[] };

export interface PlacedPicture extends Size {
  png: Uint8Array;
  x: number; // its left edge
  y: number; // its top edge
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

/** A value stays until the next key, or follows CSS's `cubic-bezier(1/3, from, 2/3, to)`, heights for each number. */
export type Ease = 'hold' | { from: number[]; to: number[] };

/** What a notification tells of: the work under way, a clip that is there, one that is not. */
export type About = 'progress' | 'remark' | 'trouble';

export type ToPlugin =
  | { type: 'ready' } // the UI listens; answered by 'open'
  | { type: 'look' } // the designer comes to the panel; answered by 'selection'
  | {
      type: 'insert';
      id: number;
      clips: MadeClip[]; // of one drawing; each layer takes the one nearest to its aspect, a new one the first
      nodeId?: string; // the layer to replace; without it the selection decides
    }
  | { type: 'motion'; id: number; name: string; recipe: Recipe } // a frame whose layers move, answered as an insertion
  | { type: 'drag'; clip: MadeClip } // a clip is being dragged out of the panel; a drop on the canvas may follow
  | { type: 'settings'; settings: Settings }
  | { type: 'notify'; message: string; about: About } // a sentence
  | { type: 'close' };

export type ToUi =
  | {
      type: 'open';
      opening: Opening;
      settings: Settings;
      selection: SelectionSummary;
      editor: Editor;
    }
  | { type: 'selection'; selection: SelectionSummary }
  | { type: 'inserted'; id: number; message: string } // a sentence, for the panel
  | { type: 'refused'; id: number; message: string }; // a sentence; the canvas is as it was
