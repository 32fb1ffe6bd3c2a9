/** Names that quick actions offer: of one word, for what a model draws in all of its styles, as what is common is. */
import type { Vocabulary } from '../worker/vocabulary';

/** @returns names, in the order of the model's vocabulary */
export function commonThings(model: Record<string, Uint8Array>): string[] {
  const { subjects, styles }: Vocabulary = JSON.parse(
    new TextDecoder().decode(model['vocabulary.json']),
  );
  return subjects
    .filter(({ name, styles: own }) => own.length === styles.length && !name.includes(' '))
    .map(({ name }) => name);
}
