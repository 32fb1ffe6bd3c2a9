/** The evaluation's command line. */

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { sum, USUAL } from './ask/questions';

const OPTIONS = {
  json: { type: 'boolean', default: false }, // one line instead of many
  prompts: { type: 'string', default: String(sum(Object.values(USUAL))) }, // of all kinds
  seed: { type: 'string', default: '1' }, // of the questions
  block: { type: 'string' }, // cells drawn at once; as the plugin draws when left out
  model: { type: 'string' }, // folder; the shipped one when left out
  sheets: { type: 'string' }, // folder for PNGs of what is drawn above what is true
  'prompts-file': { type: 'string' }, // TSV of prompts to draw instead; nothing is scored then
  sheet: { type: 'string' }, // PNG of those
  card: { type: 'string' }, // PNG of 64 clips without prompts; nothing is scored then
} as const;

export interface Flags {
  json: boolean;
  prompts: number;
  seed: number;
  block?: number;
  folder?: URL;
  sheets?: string;
  file?: { prompts: string; sheet: string };
  card?: string;
}

/** @throws when a flag is unknown, its value is no number where one is needed, or its file has no folder to lie in */
export function readFlags(): Flags {
  const { values } = parseArgs({ options: OPTIONS });
  const { json, sheet, sheets, card, block, model, 'prompts-file': prompts } = values;
  if ((prompts === undefined) !== (sheet === undefined))
    throw new Error('--prompts-file and --sheet, the PNG to draw them on, should come together.');
  return {
    json,
    prompts: whole('prompts', values.prompts, 2),
    seed: whole('seed', values.seed, 0),
    ...(block !== undefined && { block: whole('block', block, 1) }),
    ...(model !== undefined && { folder: pathToFileURL(`${model}/`) }),
    ...(sheets !== undefined && { sheets: placed('sheets', `${sheets}/.`) }),
    ...(prompts !== undefined &&
      sheet !== undefined && { file: { prompts, sheet: placed('sheet', sheet) } }),
    ...(card !== undefined && { card: placed('card', card) }),
  };
}

function whole(flag: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${flag} should be a whole number of at least ${least}, and is “${text}”.`);
}

/** Told before the drawing, which takes minutes. */
function placed(flag: string, file: string): string {
  if (existsSync(dirname(file))) return file;
  throw new Error(`--${flag} should lie in a folder that exists, and “${dirname(file)}” does not.`);
}
