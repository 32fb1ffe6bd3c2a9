/** What the tools for a whole design say. */
export const FILL = {
  back: 'Back to the prompt',
  titles: { fillable: 'Fill from names', clips: 'FlashVideo layers' },
  scope: 'Where to look',
  again: 'Look again, at what is selected now',
  scopes: { selection: 'Selection', children: 'In the selection', page: 'This page' },
  one: 'One prompt for all',
  oneHint: 'One prompt for all',
  vary: 'What differs',
  varies: { takes: 'Other takes', colours: 'Other colours', nothing: 'All the same' },
  looking: 'Looking for layers…',
  none: {
    fillable: 'No layer here takes a clip: select frames that hold shapes, or look on the page.',
    clips: 'No layer here shows a FlashVideo clip.',
  },
  layers: 'Layers',
  all: (count: number) => `All ${count} layers`,
  more: (count: number) => `${count} more are not listed: select a part of the page.`,
  include: (name: string) => `Draw for ${name}`,
  show: (name: string) => `Select “${name}” on the canvas`,
  promptOf: (name: string) => `Prompt for ${name}`,
  nothing: 'Nothing',
  readNear: (prompt: string) => `Guessed from “${prompt}”, which stands near it.`,
  saysNothing: 'Nothing in its name says what to draw.',
  unknown: 'FlashVideo does not know how to draw this.',
  notAll: (words: string) => `Not understood: ${words}.`,
  isSkeleton: 'A skeleton: use Edit prompt or Regenerate on the layer.',
  states: { waiting: 'Not drawn yet', drawing: 'Being drawn', done: 'Done', failed: 'Not done' },
  amount: (layers: number, seconds: number) =>
    `${layers} ${layers === 1 ? 'layer' : 'layers'}, about ${seconds} s.`,
  noneChosen: 'Choose layers to draw for.',
  outcome: (done: number, failed: number) =>
    `${done} ${done === 1 ? 'layer shows its clip' : 'layers show their clips'}${failed > 0 ? `, ${failed} could not be drawn` : ''}. One undo takes all back.`,
  go: {
    fillable: (layers: number) => (layers > 1 ? `Fill ${layers} layers` : 'Fill'),
    clips: (layers: number) => (layers > 1 ? `Redraw ${layers} layers` : 'Redraw'),
  },
  selectAll: 'Select all',
} as const;

export const SKELETON = {
  title: 'Skeleton',
  measure: 'Of the selection',
  invitation: 'Select one frame, then choose “Of the selection”.',
  hint: 'Insert adds it beside its frame, exactly as large.',
  nameOf: (name: string) => `Skeleton of ${name}`,
  factsOf: ({ width, height, boxes }: { width: number; height: number; boxes: unknown[] }) =>
    `${Math.round(width)} × ${Math.round(height)}, ${boxes.length} ${boxes.length === 1 ? 'box' : 'boxes'}`,
  roles: { block: 'Boxes', highlight: 'Light' },
  ways: {
    diagonal: 'Leaning',
    right: 'To the right',
    left: 'To the left',
    down: 'Down',
    up: 'Up',
  },
  paces: { slow: 'Slow', usual: 'Usual', fast: 'Fast' },
  onGround: 'On the frame’s own colour',
} as const;
