/** What comes of a request, while it is drawn and once it is. */
import type { Engine } from './assets';
import type { Remark } from './reading';

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

export type OnProgress = (progress: Progress) => void | Promise<void>;

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
