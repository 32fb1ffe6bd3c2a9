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

/** What was changed by hand of what the prompt says, by name; what each may be, the UI knows. */
export type StoredShape = Record<string, string | number | boolean>;

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
  skeleton?: SkeletonStyle; // of a layout: no prompt is read, and no model draws
  shape?: StoredShape; // absent where everything is as the prompt says
}

/** How large clips are to be: the size of their own, for where nothing is followed. */
export interface Canvas extends Size {
  follow: boolean; // as what is selected, where that takes a clip
  density: 1 | 2; // px of the clip for each of what it follows
}

const ENGINES = ['auto', 'wasm', 'webgpu'] as const;

export const isEngine = (value: unknown): value is Settings['engine'] =>
  ENGINES.some((engine) => engine === value);

/** What a trial of the GPU came to on this machine. */
export interface Verdict {
  faster: 'wasm' | 'webgpu';
  at: number; // ms since 1970
}

export const isVerdict = (value: unknown): value is Verdict =>
  isFields(value) &&
  (value.faster === 'wasm' || value.faster === 'webgpu') &&
  Number.isFinite(value.at);

/** How the preview can be looked at. */
export const ZOOMS = ['fit', 1, 2] as const;
export const GROUNDS = ['checker', 'light', 'dark'] as const;

export interface Look {
  zoom: (typeof ZOOMS)[number];
  ground: (typeof GROUNDS)[number];
}

/** What the designer chose last; kept in clientStorage. What is absent is as it is at first. */
export interface Settings {
  background: string; // 'transparent' or '#rrggbb'
  canvas: Canvas;
  engine: (typeof ENGINES)[number];
  fps?: number;
  padding?: number; // % of the shorter edge on each side
  best?: boolean; // quality before speed
  look?: Look;
  verdict?: Verdict; // of the last trial; absent before the first
}

/** A clip that is to be made anew. */
export interface RegenerateTarget {
  nodeId: string;
  request: StoredRequest;
  layout?: Layout; // of a skeleton: what its frame holds now
}

/** Why the UI was opened, and what it should do first. */
export type Opening =
  | { kind: 'menu' }
  | { kind: 'quick'; prompt: string; size?: Size } // generate, insert, close; of this size, where one was chosen
  | { kind: 'regenerate'; targets: RegenerateTarget[] } // generate anew, replace, close
  | { kind: 'edit'; nodeId: string; request: StoredRequest } // open with the layer's prompt filled in
  | { kind: 'fill' } // open with the layers that can be filled from their names
  | { kind: 'skeleton'; layout: Layout; edited?: { nodeId: string; request: StoredRequest } } // open with the frame's skeleton
  | { kind: 'clips' }; // open with the list of the layers that show a clip

/** Editors that the plugin runs in, by Figma's names. */
export const EDITORS = ['figma', 'figjam', 'slides', 'buzz'] as const;
export type Editor = (typeof EDITORS)[number];

/** Where a clip goes, as the designer chose. */
export type Target =
  | { kind: 'new'; beside?: string } // a layer of its own: beside that one, or into the frame at the selection or in view
  | { kind: 'fill'; nodeIds: string[] } // shapes, and frames without content, that take it as their fill
  | { kind: 'replace'; nodeIds: string[] }; // layers that show a clip: their place and size stay

/** What Insert would do now with one kind of target. */
export interface Offer {
  hint: string; // a sentence
  nodeIds: string[]; // of the layers that would show the clip; none for a new one
  sizes: Size[]; // px, of those layers; for a new one what suits the place, where something does
  matte: string | null; // '#rrggbb' that lies under the result; null when nothing certain does
}

/** What is selected, and what can be done with a clip there. */
export interface SelectionSummary {
  name: string | null; // of the first layer; null when nothing is selected
  new: Offer;
  fill: Offer | null; // null when nothing that is selected takes a fill
  replace: Offer | null; // null when nothing that is selected shows a clip
}

/** Where layers are looked for: what is selected, that and all in it, or everything on the page. */
export type Scope = 'selection' | 'children' | 'page';

/** Layers that take a clip as their fill, or layers that show one. */
export type Kind = 'fillable' | 'clips';

/** A layer that was found. */
export interface FoundLayer extends Size {
  nodeId: string;
  name: string;
  words: string[]; // that may say what belongs there, the likeliest first: its own name, texts near it, its component's
  request: StoredRequest | null; // of the clip that it shows
  matte: string | null; // '#rrggbb' that lies under its clip; null when nothing certain does
}

/** The layers of a scope, in the order in which they are read. */
export interface Found {
  kind: Kind;
  scope: Scope;
  layers: FoundLayer[];
  more: number; // that were left out of the list
}

/** A part of a layout, for which a bone of its skeleton stands. */
export interface LayoutBox extends Size {
  kind: 'text' | 'image' | 'avatar' | 'block';
  x: number; // px, from the frame's upper left corner
  y: number; // px
  radius?: [number, number, number, number]; // px; of the corners, clockwise from the upper left; none are the usual
  lineHeight?: number; // px, of text
  align?: 'left' | 'center' | 'right'; // of text
}

/** What a frame holds, as boxes within it. */
export interface Layout extends Size {
  nodeId: string;
  name: string;
  boxes: LayoutBox[]; // from back to front
  more: number; // small boxes that were left out
  ground: string | null; // '#rrggbb' of the frame itself; null when it is see-through or not one colour
}

/** How the skeleton of a layer was asked for. */
export interface SkeletonStyle {
  of: string; // id of the frame whose skeleton it is
  block: string; // '#rrggbb'
  highlight: string; // '#rrggbb'
  direction: 'right' | 'left' | 'down' | 'up' | 'diagonal'; // of the light
}

/** A GIF and what was asked for to get it. */
export interface MadeClip {
  gif: Uint8Array;
  request: StoredRequest;
}

/** A clip of the history. */
export interface Remembered {
  id: string; // given when it is remembered
  request: StoredRequest;
  thumbnail: Uint8Array; // PNG, WebP or GIF
  favourite: boolean; // kept when others go
  at: number; // ms since 1970: when it was last made
}

/** What the plugin remembers between runs, in clientStorage. */
export interface History {
  clips: Remembered[]; // the latest first
  colours: string[]; // '#rrggbb', the last used first
  bytes: number; // of all that is stored, settings too
}

/** A colour of the document, to be picked. */
export interface Swatch {
  hex: string; // '#rrggbb'
  from: 'selection' | 'styles' | 'variables'; // where it was met first
  names: string[]; // of the styles and variables that have it; none where only a layer does
}

/** Colours of the document, each once: the selection's, the styles', the variables'. */
export interface Swatches {
  list: Swatch[];
  more: number; // that were left out
}

/** How many colours of a document are told. */
export const SWATCHES = {
  most: 500,
  names: 12, // of one colour
  nameLength: 120, // characters
} as const;

/** How much is remembered; of more, the oldest goes. */
export const MEMORY = {
  clips: 50, // beside the favourites
  favourites: 100,
  colours: 12,
  thumbnail: 16_000, // bytes; a larger one is not taken
  bytes: 4_000_000, // of all that is stored
} as const;
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
      target: Target;
      hold?: boolean; // one undo step with what comes after it, up to 'commit'
    }
  | { type: 'commit' } // ends an undo step that was held open
  | { type: 'find'; kind: Kind; scope: Scope } // answered by 'found'
  | { type: 'measure'; nodeId: string | null } // that frame, or the one that is selected; answered by 'measured'
  | { type: 'select'; nodeIds: string[] } // those that are still there, and brings them into view
  | { type: 'motion'; id: number; name: string; recipe: Recipe } // a frame whose layers move, answered as an insertion
  | { type: 'drag'; clip: MadeClip } // a clip is being dragged out of the panel; a drop on the canvas may follow
  | { type: 'settings'; settings: Settings }
  | { type: 'notify'; message: string; about: About } // a sentence
  | { type: 'recall' } // answered by 'history', as are the next four
  | { type: 'remember'; request: StoredRequest; thumbnail: Uint8Array } // the same request again comes first again
  | { type: 'favour'; id: string; favourite: boolean }
  | { type: 'forget'; id: string | null } // one clip; null for all that is remembered but the settings
  | { type: 'use'; colour: string } // '#rrggbb'
  | { type: 'swatches' } // answered by 'swatches'
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
  | { type: 'refused'; id: number; message: string } // a sentence; the canvas is as it was
  | { type: 'history'; history: History }
  | { type: 'found'; found: Found }
  | { type: 'swatches'; swatches: Swatches }
  | { type: 'measured'; layout: Layout | null; problem: string | null } // a sentence where there is no layout
  | { type: 'corner'; x: number; y: number }; // of a hosted panel, px of Figma's window: drops are counted from there
