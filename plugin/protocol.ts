/**
 * Messages between the plugin thread and the UI. It imports nothing.
 *
 * Figma's channel carries objects, strings, numbers, dates and Uint8Array, and no other binary type.
 */

/** What was asked for; stored with the layer so that it can be made again. */
export interface StoredRequest {
  prompt: string;
  seed: number;
  size: number; // px
  frames: number;
  fps: number;
  background: string; // 'transparent' or '#rrggbb'
  model: string; // name and version of the model that drew it
  best?: boolean; // quality before speed; absent is no
}

/** What the designer chose last; kept in clientStorage. */
export interface Settings {
  background: string; // 'transparent' or '#rrggbb'
  size: number; // px
  engine: 'auto' | 'wasm' | 'webgpu';
}

/** Why the UI was opened, and what it should do first. */
export type Opening =
  | { kind: 'menu' }
  | { kind: 'quick'; prompt: string } // generate, insert, close
  | { kind: 'regenerate'; targets: { nodeId: string; request: StoredRequest }[] } // generate anew, replace, close
  | { kind: 'edit'; nodeId: string; request: StoredRequest }; // open with the layer's prompt filled in

/** What is selected, as the panel's hint beside Insert. */
export interface SelectionSummary {
  fillable: number; // shapes that would take the GIF as their fill
  hint: string; // a sentence: what Insert will do
  matte: string; // '#rrggbb' that lies under the result
}

/** What a notification tells of: the work under way, a clip that is there, one that is not. */
export type About = 'progress' | 'remark' | 'trouble';

export type ToPlugin =
  | { type: 'ready' } // the UI listens; answered by 'open'
  | {
      type: 'insert';
      id: number;
      gif: Uint8Array;
      width: number;
      height: number;
      request: StoredRequest;
      nodeId?: string;
    }
  | { type: 'settings'; settings: Settings }
  | { type: 'notify'; message: string; about: About } // a sentence
  | { type: 'close' };

export type ToUi =
  | {
      type: 'open';
      opening: Opening;
      settings: Settings;
      selection: SelectionSummary;
      editor: 'figma' | 'figjam' | 'slides';
    }
  | { type: 'selection'; selection: SelectionSummary }
  | { type: 'inserted'; id: number; message: string } // a sentence, for the panel
  | { type: 'refused'; id: number; message: string }; // a sentence; the canvas is as it was
