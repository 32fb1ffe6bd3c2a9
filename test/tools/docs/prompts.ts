/** The prompt guide, out of the vocabulary and the tables that the reader itself reads. */
import { existsSync, readdirSync } from 'node:fs';
import { LIMITS } from '../../../worker/api';
import { MOTIONS } from '../../../worker/motion/motions';
import { PLACEHOLDER_NAMES } from '../../../worker/placeholders/draw';
import { readTable } from '../../../worker/prompt/table';
import type { Vocabulary } from '../../../worker/vocabulary';
import { COLUMNS, type Group, groupsOf } from './groups';

type Files = Record<string, Uint8Array>;

const SHOWN = 6; // phrases of a meaning
const SHOWN_COLOURS = 3;

export const THINGS = 'docs/things'; // the folder of their sheets

/** Names of the sheets that there are. */
export const pictures = (): string[] => (existsSync(THINGS) ? readdirSync(THINGS) : []);

/**
 * @param sheets names of files in `docs/things/`: a group without one has its names alone
 */
export function promptGuide(model: Files, tables: Files, sheets: readonly string[]): string {
  const vocabulary: Vocabulary = JSON.parse(textOf(model['vocabulary.json']));
  const table = (name: string) => [...readTable(textOf(tables[`${name}.txt`]))];
  const rows = (name: string, shown = SHOWN) =>
    table(name).map(({ meaning, phrases }) => `| ${meaning} | ${some(phrases, shown)} |`);
  const tableOf = (head: string, name: string, shown?: number) =>
    [`| ${head} | for example |`, '|---|---|', ...rows(name, shown)].join('\n');
  const alive = new Set(vocabulary.subjects.filter((one) => one.alive).map(({ name }) => name));

  return `# What to type

<!-- Written by \`npm run docs\` out of the words that the reader knows. Change those, not this. -->

A prompt names a thing, and may say how it moves: “a rocket bouncing”. All else is optional: colour, size, number, speed,
where things lie, what is behind them, the shape of the canvas. Word order hardly matters, typing errors are corrected,
and German, Spanish, French, Italian, Portuguese, Japanese, Korean and Chinese words are known too. What could not be
drawn as typed is said below the preview.

| | |
|---|---|
| a thing and how it moves | a rocket bouncing |
| nothing about movement | a bell (it gets one that suits; “a still bell” gets none) |
| colours and sizes | a small blue cat, a #7c3aed heart |
| several | three stars pulsing one after another |
| a scene | a rocket above the moon, a cat on a blue background |
| interface placeholders | a skeleton list with 5 rows, typing dots, 3 tabs |
| how much of a whole | a progress bar at 80 %, 4 out of 5 stars, step 2 of 4 |
| styles | ${(vocabulary.styles ?? []).map(({ name }) => `${name} cat`).join(', ')} |

## Movements
![every movement](motions.gif)

${MOTIONS.length} movements that are exact, at every size. **alive** is a thing's own movement, which the network draws: a
flame that burns, a face that winks.

${tableOf('movement', 'motions')}

How fast, how strongly, how often and where to:

${tableOf('times the usual speed', 'speeds')}

${tableOf('times the usual reach', 'strengths')}

${tableOf('times in the loop', 'repeats')}

${tableOf('direction', 'directions')}

${tableOf('several things', 'order')}

## Colours
Before a thing, as a word or like \`#7c3aed\`; “on white” and “without background” set what lies behind it.

${tableOf('colour', 'colours', SHOWN_COLOURS)}

${tableOf('tone', 'tones')}

## Number, size, place
Numbers up to twelve, in words or digits.

${tableOf('size', 'sizes')}

${tableOf('the thing before lies', 'relations')}

${tableOf('several lie in a', 'arrangements')}

${tableOf('canvas', 'canvas')}

## Interface placeholders
Drawn by formula at any canvas, colour and number of parts: “a table with 6 rows”, “a dark skeleton card”.

${PLACEHOLDER_NAMES.join(', ')}.

## Things
Marked with * are those that have a movement of their own. A line names what is in one row of the pictures, from left to
right.

${groupsOf(vocabulary)
  .map((group) => section(group, alive, sheets.includes(`${group.group}.webp`)))
  .join('\n\n')}

## What it cannot do
- **Taste**: a picture has one look. ${some(
    table('taste').flatMap(({ phrases }) => phrases.slice(0, 4)),
    16,
  )} … are told and left out.
- **Lettering**: what follows words like ${some(table('text')[0]?.phrases ?? [], 4)} is not written.
- **What is not in its words**: it says so, with the nearest that it knows.
- **What things do to one another**: they lie beside, above, below, in front of, behind or around each other; “a dog chasing a
  cat” is a dog and a cat.
- **More than ${LIMITS.count.max}** of a thing, longer than ${LIMITS.seconds.max} seconds, larger than ${LIMITS.edge.max} px, a story, a person's likeness, a photograph, a
  sound.
`;
}

/** A sheet of pictures and the names of what is on it, a line for each of its rows. */
function section({ group, heading, names }: Group, alive: Set<string>, pictured: boolean): string {
  const marked = names.map((name) => (alive.has(name) ? `${name}*` : name));
  const rows = Array.from({ length: Math.ceil(names.length / COLUMNS) }, (_, row) =>
    marked.slice(row * COLUMNS, (row + 1) * COLUMNS).join(', '),
  );
  const sheet = pictured ? `![${heading}](things/${group}.webp)\n\n` : '';
  return `### ${heading} (${names.length})\n${sheet}${rows.map((row, i) => `${i + 1}. ${row}`).join('\n')}`;
}

const some = (phrases: readonly string[], most: number) =>
  phrases
    .slice(0, most)
    .map((phrase) => phrase.replaceAll('|', '\\|'))
    .join(', ');

const textOf = (bytes?: Uint8Array) => new TextDecoder().decode(bytes);
