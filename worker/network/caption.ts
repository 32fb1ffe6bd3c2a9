/**
 * What the network is told of a layer: a canonical caption, as its training held it. One word more beside
 * a name costs the picture 17 dB, so nothing else of a prompt gets here.
 */
import type { Layer } from '../scene';
import type { Vocabulary } from '../vocabulary';

export interface Caption {
  words: number[]; // ids: the style unless it is the usual one, the canonical name, the movement's or none
  motion: number; // 1 + index among the model's movements, 0 for none
}

export function captionOf(
  { thing, style, motion: asked }: Pick<Layer, 'thing' | 'style' | 'motion'>,
  { subjects, styles = [], motions }: Vocabulary,
): Caption {
  const subject = subjects.find(({ name }) => name === thing);
  const wanted = asked ?? (subject?.lively ? 'alive' : 'still');
  const motion = motions.findIndex(({ name }) => name === wanted);
  const canonical = (named?: { phrases: number[][] }) => named?.phrases[0] ?? [];
  const words = [
    ...canonical(styles.slice(1).find(({ name }) => name === style)),
    ...canonical(subject),
    ...(wanted === 'still' ? [] : canonical(motions[motion])),
  ];
  return { words, motion: wanted === 'still' ? 0 : motion + 1 };
}
