/** The shipped reader, without the runtime, and what it says in a line. */
import { readShippedModel, readTables } from '../../models/shipped';
import type { Model } from '../../worker/model';
import { obeysOf } from '../../worker/moves';
import {
  createPromptReader,
  openPromptReader,
  type Reader,
  type Reading,
  type ReadPrompt,
} from '../../worker/prompt/read';
import type { Layer } from '../../worker/scene';
import type { Vocabulary } from '../../worker/vocabulary';

export async function openReader(): Promise<{ read: ReadPrompt; vocabulary: Vocabulary }> {
  const [model, tables] = await Promise.all([readShippedModel(), readTables()]);
  return { read: createPromptReader(model, tables, obeysOf), vocabulary: vocabularyOf(model) };
}

/** With what became of each word. */
export const openTracer = async (): Promise<Reader['trace']> =>
  openPromptReader(await readShippedModel(), await readTables(), obeysOf).trace;

const vocabularyOf = (model: Record<string, Uint8Array>): Vocabulary =>
  JSON.parse(new TextDecoder().decode(model['vocabulary.json']));

/** What the network is told of a prompt of one thing: word ids. */
export function captionFor(model: Model, prompt: string): number[] {
  const { thing, style, motion } = model.read(prompt).layers[0]!;
  return model.captionOf({ thing, style, alive: motion === 'alive' });
}

/** A layer in a line: “2 cat bouncing #e5322e small”; what was not said is left out. */
export function tell({ thing, count, motion, also, style, tone, colour, size }: Layer): string {
  const said = [count > 1 ? count : null, style, thing, motion, also, tone, colour, size];
  return said.filter((one) => one !== null).join(' ');
}

export const tellAll = ({ layers }: Reading) => layers.map(tell);
