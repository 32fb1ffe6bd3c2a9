/**
 * A team's own presets: prompts to offer, and words of its own for colours and movements, which then also name grounds
 * (“on acme violet”). They are put where the page carries words and examples anyway, so that the reader, its
 * corrections and what it offers know them like all others.
 *
 *   { "prompts": ["an acme violet rocket bouncing"], "colours": { "acme violet": "#7c3aed" },
 *     "motions": { "acme hop": "hopping" } }
 */
import { readFileSync } from 'node:fs';
import { MOTIONS } from '../worker/motion/motions';
import { obeysOf } from '../worker/moves';
import { createPromptReader } from '../worker/prompt/read';

type Files = Record<string, Uint8Array>;

export interface Presets {
  prompts: string[];
  colours: Record<string, string>; // words → #rrggbb
  motions: Record<string, string>; // words → name of a movement
}

const FIELDS = ['prompts', 'colours', 'motions'];
const WORDS = /^\p{L}[\p{L}\p{N}]*( [\p{L}\p{N}]+)*$/u;
const ALIVE = 'alive'; // a thing's own movement

/** @throws a sentence that names the file, the field, what was expected and what came */
export function readPresets(path: string): Presets {
  const fields = parse(path);
  const wrong = (field: string, expected: string, value: unknown): never => {
    throw new Error(`${path}: ${field} should be ${expected}, and is ${JSON.stringify(value)}.`);
  };
  for (const name of Object.keys(fields)) {
    if (!FIELDS.includes(name)) wrong(name, `one of ${FIELDS.join(', ')}`, fields[name]);
  }
  const { prompts = [], colours = {}, motions = {} } = fields;
  if (!Array.isArray(prompts)) wrong('prompts', 'a list of prompts', prompts);
  for (const [i, prompt] of (prompts as unknown[]).entries()) {
    if (typeof prompt !== 'string' || prompt.trim() === '')
      wrong(`prompts[${i}]`, 'a text', prompt);
  }
  const words = (
    field: string,
    map: unknown,
    expected: string,
    holds: (value: string) => boolean,
  ) => {
    if (typeof map !== 'object' || map === null || Array.isArray(map))
      wrong(field, 'an object', map);
    for (const [name, value] of Object.entries(map as object)) {
      if (!WORDS.test(name)) wrong(`${field}, “${name}”,`, 'named by words', name);
      if (typeof value !== 'string' || !holds(value)) wrong(`${field}.${name}`, expected, value);
    }
  };
  const names = [ALIVE, ...MOTIONS.map(({ name }) => name)];
  words('colours', colours, 'a colour like #7c3aed', (value) => /^#[0-9a-f]{6}$/i.test(value));
  words('motions', motions, `a movement (${names.join(', ')})`, (value) => names.includes(value));
  return { prompts, colours, motions } as Presets;
}

function parse(path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}`);
  }
  throw new Error(`${path} should hold an object with ${FIELDS.join(', ')}.`);
}

/**
 * The files of a model and the tables of words, with a team's presets in them. Its prompts come first.
 *
 * @param path of the presets, for what is said of them
 * @throws a sentence that names the file and the prompt that would not be drawn as it stands
 */
export function withPresets(
  { model, tables }: { model: Files; tables: Files },
  presets: Presets,
  path: string,
): { model: Files; tables: Files } {
  const { prompts, colours, motions } = presets;
  const lower = (map: Record<string, string>) =>
    Object.entries(map).map(([words, value]) => `${value.toLowerCase()}: ${words.toLowerCase()}\n`);
  const extended = {
    ...tables,
    'colours.txt': appended(tables['colours.txt'], lower(colours)),
    'motions.txt': appended(tables['motions.txt'], lower(motions)),
  };
  checkPrompts(createPromptReader(model, extended, obeysOf), prompts, path);
  const config = JSON.parse(textOf(model['config.json']));
  const examples = [...new Set([...prompts, ...config.examples])];
  const json = Buffer.from(JSON.stringify({ ...config, examples }));
  return { model: { ...model, 'config.json': new Uint8Array(json) }, tables: extended };
}

function checkPrompts(
  read: ReturnType<typeof createPromptReader>,
  prompts: string[],
  path: string,
): void {
  for (const [i, prompt] of prompts.entries()) {
    const { layers, report } = read(prompt);
    const lost = report.find(({ as }) => as === undefined);
    if (layers.length > 0 && !lost) continue;
    const what = lost ? `“${lost.words}” is not drawn` : 'it names nothing to draw';
    throw new Error(
      `${path}: prompts[${i}] should be drawn as it stands, and ${what}: “${prompt}”.`,
    );
  }
}

const textOf = (bytes?: Uint8Array) => new TextDecoder().decode(bytes);

const appended = (table: Uint8Array | undefined, lines: string[]) =>
  new TextEncoder().encode(`${textOf(table).trimEnd()}\n${lines.join('')}`);
