/** What a prompt is read as, and what can be typed. */

/** Words of the prompt that are not drawn as they stand. */
export interface Remark {
  words: string; // as typed
  from: number; // UTF-16 index in the prompt
  to: number; // behind the last
  why: 'unknown' | 'not drawn' | 'too many' | 'corrected' | 'meant' | 'assumed';
  as?: string; // what is drawn for them
  nearest?: string[]; // what could be typed instead, the best first
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
