/** Prompts as people typed them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const GIVEN = fileURLToPath(new URL('../../../prompts/given.tsv', import.meta.url));

/**
 * @param file tab-separated; the first column holds the prompts, below its head “prompt” if it has one
 * @throws when there is none
 */
export function readPrompts(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const column = lines
    .filter((line) => !line.startsWith('# '))
    .map((line) => line.split('\t')[0]!.trim())
    .filter((one) => one !== '');
  const prompts = column[0] === 'prompt' ? column.slice(1) : column;
  if (prompts.length > 0) return prompts;
  throw new Error(`The file ${file} should hold prompts, one a line, and holds none.`);
}
