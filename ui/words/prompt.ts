/** What is said around the prompt: the field, the chips, the gallery, and remarks on words. */
import type { PhraseKind } from '../../worker/api';

const KINDS: Record<PhraseKind, string> = {
  thing: '',
  count: 'number',
  part: 'parts',
  size: 'size',
  tone: 'tone',
  colour: 'colour',
  style: 'style',
  motion: 'movement',
  speed: 'speed',
  strength: 'strength',
  direction: 'direction',
  repeats: 'repeats',
  relation: 'place',
  order: 'order',
  arrangement: 'arrangement',
  seconds: 'length',
  ground: 'background',
  canvas: 'canvas',
};

export const ASKING = {
  section: 'Prompt',
  field: 'What to animate',
  placeholder: 'A rocket bouncing',
  suggestions: 'Suggestions',
  kinds: KINDS, // beside a suggestion; a thing's is its picture
  characters: 'Characters: ',
  anyIdea: 'Any idea',
  browse: 'Browse all things',
  ideas: 'Ideas',
  afterLayer: (name: string) => `After the selected layer, “${name}”`,

  // The chips.
  understood: 'Understood as',
  and: 'and',
  change: (label: string) => `Change ${label}`,
  remove: (label: string) => `Remove ${label}`,
  near: (label: string) => `Known words near ${label}`,
  strange: (label: string) => `“${label}” is not understood: choose what is near`,
  sayMore: 'Say more',
  sayMoreHint: 'Say more: number, colour, movement',
  additions: {
    count: 'Number',
    colour: 'Colour',
    motion: 'Movement',
    style: 'Style',
    size: 'Size',
    speed: 'Speed',
    order: 'Order',
    ground: 'Background',
  },
  times: (count: string) => `${count} ×`,
  loop: (seconds: string) => `${seconds} s loop`,
} as const;

/** By the names of groups in the model's vocabulary; others are written as they are. */
const GROUPS: Record<string, string> = {
  alive: 'Alive',
  'balls-games': 'Balls and games',
  'commerce-devices': 'Commerce and devices',
  'design-text': 'Design and text',
  'files-data': 'Files and data',
  'hands-body': 'Hands and body',
  interface: 'Interface',
  things: 'Other things',
};

export const GALLERY = {
  title: 'All things',
  search: 'Search by name or meaning',
  searchHint: 'Search by meaning',
  group: 'Group',
  groups: GROUPS,
  allGroups: 'All groups',
  close: 'Close',
  closeHint: 'Close (Esc)',
  thingsFor: (query: string) => `Things for ${query}`,
  nothingNear: (query: string) => `Nothing is near “${query}”.`,
  found: (count: number) => `${count} things found`,
  hint: 'Click takes a thing into the prompt, Enter draws it at once.',
  all: (count: number) => `All ${count}`,
  allOf: (count: number, group: string) => `All ${count} of ${group}`,
} as const;

export const REMARKS = {
  unknown: (words: string, near: boolean) =>
    `“${words}” is unknown${near ? '. Try' : ' and was left out.'}`,
  tooMany: (words: string, as: string) =>
    `“${words}” is too many: ${as} ${as === '1' ? 'is' : 'are'} drawn.`,
  shownAs: (words: string, as: string) => `“${words}” is shown as “${as}”.`,
  drawnAs: (words: string, as: string) => `“${words}” is drawn as “${as}”.`,
  readAs: (words: string, as: string) => `“${words}” was read as “${as}”.`,
  assumed: (moves: string) => `As such things do: ${moves}.`,
  tooManyOf: (words: string) => `More than one clip can show: ${words}.`,
  notDrawn: (words: string) => `Not drawn: ${words}.`,
  notAsTyped: (words: string, more: number) =>
    `Not drawn as typed: ${words}${more > 0 ? ` and ${more} more` : ''}.`,
  notAllAsTyped: 'Not everything is drawn as typed.',
} as const;
