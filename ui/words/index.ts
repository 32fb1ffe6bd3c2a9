/**
 * Everything that the panel says, in the words of a designer: the one place for its strings. `tell.ts` picks.
 * What is typed into the prompt for a designer is no word of the panel, but of the reader's language.
 */
import type { Editor } from '../../plugin/protocol';
import type { Engine, EngineChoice, Shape, Stage } from '../../worker/api';
import { EXPORTS } from './exports';
import { HELP } from './help';
import { ASKING, GALLERY, REMARKS } from './prompt';
import { RUNS } from './runs';
import { FILL, SKELETON } from './tools';

export const WORDS = {
  name: 'FlashVideo',

  // The preview.
  preview: 'Preview',
  invitation: 'Describe a thing and how it moves.',
  examples: 'Examples',
  newestKeyFrame: 'The newest key frame',
  animated: (prompt: string) => `${prompt}, animated`,
  play: 'Play the preview',
  pause: 'Pause the preview',
  scrub: 'Frame',
  frameOf: (index: number, of: number) => `Frame ${index + 1} of ${of}`,
  zoom: 'Zoom of the preview',
  zooms: { fit: 'Fit', 1: '1×', 2: '2×' },
  ground: 'Ground of the preview',
  grounds: { checker: 'Checkerboard', light: 'On light', dark: 'On dark' },

  // What was changed, and takes.
  undo: 'Undo (Ctrl or ⌘ Z)',
  redo: 'Redo (Ctrl or ⌘ Shift Z)',
  reset: 'As said',
  resetHint: 'Takes everything that was shaped by hand back to what the prompt says',
  takes: 'Takes',
  vary: 'Four takes',
  varyMore: 'More like this',
  varyHint: 'Draws four others: another style, thing, movement and composition',
  takeOwn: 'as it was',
  takeWith: ({ style, thing, count, order, tint, motion, speed = 1 }: Shape) => {
    const number = count && (count > 1 ? `${count} of them` : 'only one');
    const pace = speed > 1 ? 'faster' : speed < 1 && 'slower';
    const said = [style, thing, number, order, tint && 'another colour', motion, pace];
    return said.filter(Boolean).join(', ');
  },
  drawingTake: (label: string) => `${label}, being drawn`,

  // The rows of settings.
  motionSection: 'Motion',
  lookSection: 'Look',
  canvasSection: 'Canvas',
  motion: 'Motion',
  asSaid: 'As said',
  asSaidNow: (now: string) => `“${now}”`, // in the prompt's own voice
  alive: 'its own',
  still: 'still',
  direction: 'Direction',
  speed: 'Speed',
  strength: 'Strength',
  strengths: { 0.5: 'Gentle', 1: 'Usual', 1.5: 'Strong', 2: 'Wild' },
  order: 'Order',
  together: 'Together',
  oneAfterAnother: 'One after another',
  tint: 'Tint',
  asDrawn: 'As drawn',
  colours: {
    red: 'Red',
    amber: 'Amber',
    green: 'Green',
    blue: 'Blue',
    violet: 'Violet',
    white: 'White',
    black: 'Black',
    sky: 'Sky',
    butter: 'Butter',
  },
  ownColour: 'A colour of your own',
  ofDocument: 'Colours of the document',
  findColour: 'Find a colour by its name',
  swatchesFrom: {
    selection: 'Selection',
    styles: 'Styles',
    variables: 'Variables',
    used: 'Used before',
  },
  swatchOf: (hex: string, names: string) => (names === '' ? hex : `${names} · ${hex}`),
  noSwatches: 'Select layers that have fills, or give the file colour styles or variables.',
  noSuchSwatch: 'No colour of the document is called that.',
  moreSwatches: (more: number) => `${more} more: find them by their names.`,
  background: 'Background',
  backgroundHex: 'Background colour as hex',
  hex: 'Hex',
  transparent: 'Transparent',
  style: 'Style',
  flip: 'Flip',
  flipHint: 'Mirrors the clip, left for right',
  canvas: 'Canvas',
  asSelection: 'As the selection',
  ownSize: 'Own size',
  presets: {
    icon: 'Icon',
    avatar: 'Avatar 1:1',
    card: 'Card 4:3',
    banner: 'Banner 16:9',
    story: 'Story 9:16',
    square: 'Square',
  },
  sharpness: 'Sharpness',
  sharpnessHint: '2× is sharp on high-density screens; the GIF is larger',
  size: 'Size',
  width: 'Width in pixels',
  height: 'Height in pixels',
  pxAndMore: (more: number) => (more > 0 ? `px and ${more} more` : 'px'),
  padding: 'Padding',
  paddingLabel: 'Padding in percent of the shorter edge',
  paddingUnit: '% on each side',
  loop: 'Loop',
  seconds: 'Length of the loop in seconds',
  secondsAt: 's at',
  rate: 'Frames a second',
  fps: (rate: number) => `${rate} fps`,
  range: (label: string, min: number, max: number) => `${label}: ${min} to ${max}`,

  // The history.
  history: 'History',
  noHistory: 'What you generate is kept here, on this machine.',
  clear: 'Clear the history',
  clearAll: 'Clear it all, favourites too?',
  again: (prompt: string) => `Make “${prompt}” again`,
  favourite: (prompt: string) => `Favourite: ${prompt}`,
  favouriteHint: 'Favourites come first and are kept',
  forget: (prompt: string) => `Forget: ${prompt}`,
  forgetHint: 'Takes it out of the history',
  usedColour: (hex: string) => `Used before: ${hex}`,

  // About this run.
  about: 'About this run',
  engine: 'Engine',
  auto: 'Auto',
  autoOn: (engine: string) => `Auto (${engine})`,
  quality: 'Quality',
  usual: 'Usual quality',
  best: 'Best, slower',
  seed: 'Seed',
  bestGuess: 'Back to the best guess',
  notRunning: 'Not running.',
  private: (host: string | null, stored: number | null) => {
    const sent = host === null ? '0 requests' : `The panel comes from ${host}, and nothing is sent`;
    const kept = stored === null ? '' : `, which stores ${bytes(stored)} for you`;
    return `${sent}: everything is drawn on this machine${kept}.`;
  },
  offline: (host: string) => `The next opening needs no network: what ${host} serves is kept.`,
  gpuWent: 'Runs on WASM: the GPU went away while it was drawing.',
  engineRefused: (why: string) => `${why} The automatic choice is used.`,

  // What can be done.
  place: 'Where the clip goes',
  places: { new: 'New layer', fill: 'Fill selection', replace: 'Replace clip' },
  updateHint: 'Update replaces the clip of its layer.',
  nothingToFill: 'Select a shape to fill it.',
  nothingToReplace: 'Select a layer that FlashVideo made to replace its clip.',
  download: 'Download the GIF',
  generate: 'Generate',
  generateHint: 'Generate (Enter)',
  cancel: 'Cancel',
  cancelHint: 'Cancel (Esc)',
  insert: 'Insert',
  inserting: 'Inserting…',
  update: 'Update layer',
  updating: 'Updating…',
  tryAgain: 'Try again',

  // What became of it.
  status: 'Status',
  settings: 'Settings',
  emptyPrompt: 'Say what to draw first, such as “a rocket bouncing”.',
  drawing: (index: number, of: number, prompt: string) => `Drawing ${index} of ${of}: “${prompt}”…`,
  notMade: 'The clip was not made, so nothing was inserted.',
  silence: 'Figma did not answer. Try again.',
  saved: (name: string) => `Saved as “${name}”.`,
  keyFrameOf: (index: number, of: number) => `Drawing key frame ${index} of ${of}`,
  almostDone: 'almost done',
  secondsLeft: (seconds: number) => `${Math.round(seconds)} s left`,
  ready: (prompt: string) => `The animation of ${prompt} is ready.`,
  sizeOf: (width: number, height: number, more: number) =>
    `${width} × ${height}${more > 0 ? ` and ${more} more` : ''}`,
  frames: (count: number) => `${count} frames`,
  loopOf: (ms: number) => `${(ms / 1000).toFixed(1)} s loop`,

  // Tools for a whole design.
  tools: 'For a whole design',
  toolNames: { fill: 'Fill from names…', skeleton: 'Skeleton…', clips: 'FlashVideo layers…' },
  toolHints: {
    fill: 'Fills many layers, each with what its name asks for',
    skeleton: 'Makes a shimmering skeleton of the frame that is selected',
    clips: 'Lists the layers of this page that show a clip, to draw them anew or to select them',
  },
  fill: FILL,
  skeleton: SKELETON,
  asking: ASKING,
  gallery: GALLERY,
  remarks: REMARKS,
  exports: EXPORTS,
  help: HELP,
  runs: RUNS,
} as const;

export const STAGES: Record<Stage, string> = {
  load: 'Getting ready',
  tokens: 'Drawing key frames',
  decode: 'Drawing key frames',
  interpolate: 'Drawing the frames between',
  encode: 'Writing the GIF',
};

export const ENGINES: Record<Engine, string> = { wasm: 'CPU', webgpu: 'GPU' };

export const ENGINE_CHOICES: Record<Exclude<EngineChoice, 'auto'>, string> = {
  wasm: 'CPU (WASM)',
  webgpu: 'GPU (WebGPU)',
};

/** Where the animation can be seen moving: the canvas shows its first frame. */
export const WHERE_IT_PLAYS: Record<Editor, string> = {
  figma: 'On the canvas it is a still; it plays in Present.',
  figjam: 'It plays right on the board.',
  slides: 'While you edit it is a still; it plays when you present.',
  buzz: 'It plays once exported as a GIF or video.',
};

/** How much that is, to read. */
export const bytes = (count: number): string =>
  count < 1_000_000 ? `${Math.ceil(count / 1000)} KB` : `${(count / 1e6).toFixed(1)} MB`;
