/** What the panel says of itself, for who is new to it. */
export const HELP = {
  title: 'Help',
  way: 'How to say it, and which keys there are',
  hint: 'Help (F1)',
  say: 'Name things, how many, their colour and style, and how they move. Click to try:',
  prompts: [
    ['three blue stars pulsing', 'number, colour, movement'],
    ['a 3d robot waving slowly', 'style, tempo'],
    ['a cat and a dog jumping one after another', 'several things, in turn'],
    ['a rocket above the moon on black', 'place, background'],
    ['a skeleton card with 5 rows', 'interface placeholders'],
    ['a progress bar at 80%', 'how much of a whole'],
    ['a heart beating, 16:9, 2 s', 'aspect, length of the loop'],
  ],
  keys: 'Keys',
  strokes: [
    ['Enter', 'Generate'],
    ['↓ ↑', 'Go through suggestions'],
    ['Tab', 'Take the first suggestion'],
    ['Esc', 'Cancel'],
    ['Ctrl or ⌘ Z', 'Undo what was shaped; with Shift redo'],
    ['← →', 'Step through frames, on the strip'],
    ['F1', 'This help'],
  ],
} as const;
