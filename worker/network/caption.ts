/**
 * What the network is told of a layer: a canonical caption, as its training held it. One word more beside
 * a name costs the picture 17 dB, so nothing else of a prompt gets here.
 */
import type { Subject, Vocabulary } from '../vocabulary';

/** What of a layer the network draws. */
export interface Wanted {
  thing: string; // canonical name
  style: string | null; // the one asked for
  alive: boolean; // moving of itself
}

/** @returns word ids: style, name and, for what is alive, the word for it; none for what the model does not know */
export function captionOf(
  { thing, style, alive }: Wanted,
  { subjects, styles, alive: living }: Vocabulary,
): number[] {
  const subject = subjects.find(({ name }) => name === thing);
  if (!subject) return [];
  const asked = styles.findIndex(({ name }) => name === style);
  const drawn = styles[styleIn(subject, asked, alive)];
  return [...(drawn?.caption ?? []), ...subject.caption, ...(alive ? living.caption : [])];
}

/**
 * The style that a subject is drawn in: the one asked for where there is a picture in it, or an animation for what
 * is alive, else its first.
 *
 * @param asked index, -1 for none
 */
export function styleIn({ styles, alive = [] }: Subject, asked: number, lives: boolean): number {
  const offered = lives ? alive.map(({ style }) => style) : styles;
  return offered.includes(asked) ? asked : (offered[0] ?? -1);
}
