/** What is alive: subjects with an animation of their own, and words for what it does. */
import { readFileSync } from 'node:fs';

export interface Living {
  subject: string;
  does: string[];
  drawing?: string; // `set/icon` of an animated drawing; without one the subject's animated emoji
}

const read = (name: string) =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.includes(':') && !line.startsWith('#'))
    .map((line) => line.split(':').map((part) => part.trim()));

const wordsIn = (list = '') => (list === '' ? [] : list.split(',').map((word) => word.trim()));

/** `subject: words` lines of animated emoji, in the order of the list. */
export const readEmoji = (): Living[] =>
  read('emoji.txt').map(([subject = '', does]) => ({ subject, does: wordsIn(does) }));

/** `set/icon: subject: words` lines of animated drawings. */
export const readDrawings = (): Living[] =>
  read('drawings.txt').map(([drawing = '', subject = '', does]) => ({
    drawing,
    subject,
    does: wordsIn(does),
  }));
