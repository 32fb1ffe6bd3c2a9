/** What each layer is to show: its own prompt, and whether there is doubt about it. */
import type { FoundLayer } from '../../plugin/protocol';
import type { PromptReading } from '../../worker/api';
import { WORDS } from '../words';
import { promptsFrom } from './words';

export interface Row {
  layer: FoundLayer;
  prompt: string; // empty when nothing says what to draw
  doubt: string | null; // a sentence
  on: boolean; // it is to be drawn
  state: 'waiting' | 'drawing' | 'done' | 'failed';
  fraction: number; // of its clip, while that is drawn
  note: string | null; // what became of it, a sentence
}

/** `null` where nothing reads. */
export type Read = (prompt: string) => Promise<PromptReading | null>;

/** A layer to be filled: the first of its words that names something to draw decides. */
export async function planFill(layer: FoundLayer, read: Read): Promise<Row> {
  const prompts = promptsFrom(layer.words);
  for (const [i, prompt] of prompts.entries()) {
    const reading = await read(prompt);
    if (!reading || reading.layers.length === 0) continue;
    const own = i === 0 && layer.words[0] === layer.name;
    const doubt = doubtOf(reading) ?? (own ? null : WORDS.fill.readNear(prompt));
    return rowOf(layer, prompt, doubt);
  }
  return rowOf(layer, '', WORDS.fill.saysNothing);
}

/** What is not certain of a prompt, as a sentence; `null` when nothing is. */
export function doubtOf({ layers, report }: PromptReading): string | null {
  if (layers.length === 0) return WORDS.fill.unknown;
  const unread = report.filter(({ why }) => why !== 'assumed').map(({ words }) => words);
  return unread.length > 0 ? WORDS.fill.notAll(unread.join(', ')) : null;
}

/** A layer that shows a clip; a skeleton is no prompt, and made anew from the layer itself. */
export function planRedraw(layer: FoundLayer): Row {
  const skeleton = layer.request?.skeleton !== undefined;
  const row = rowOf(layer, layer.request?.prompt ?? '', skeleton ? WORDS.fill.isSkeleton : null);
  return { ...row, on: false };
}

const rowOf = (layer: FoundLayer, prompt: string, doubt: string | null): Row => ({
  layer,
  prompt,
  doubt,
  on: prompt !== '',
  state: 'waiting',
  fraction: 0,
  note: null,
});
