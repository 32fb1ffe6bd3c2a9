/** Prompts as a designer would type them: a random subject, a random motion, everyday wording. */
import { createRandom } from '../../worker/random';

export interface Question {
  prompt: string;
  subject: number; // index into the trained subjects
  motion: number; // index into the trained motions
}

const WORDINGS: readonly ((name: string, motion: string) => string)[] = [
  (name, motion) => `${name} ${motion}`,
  (name, motion) => `${motion} ${name}`,
  (name, motion) => `${article(name)} ${name} ${motion}`,
  (name, motion) => `${article(motion)} ${motion} ${name}`,
  (name, motion) => `the ${name} is ${motion}`,
  (name, motion) => `Animated ${name}, ${motion}`,
];

const article = (word: string) => (/^[aeiou]/.test(word) ? 'an' : 'a');

/**
 * Subjects do not repeat before all were asked for, and motions take turns.
 *
 * @param subjects canonical names
 * @param motions canonical names
 */
export function askQuestions(
  subjects: string[],
  motions: string[],
  count: number,
  seed: number,
): Question[] {
  const random = createRandom(seed);
  const order = shuffle(subjects, random);
  const turns = shuffle(motions, random);
  return Array.from({ length: count }, (_, i) => {
    const subject = order[i % order.length]!;
    const motion = turns[i % turns.length]!;
    const wording = WORDINGS[Math.floor(random() * WORDINGS.length)]!;
    return { prompt: wording(subjects[subject]!, motions[motion]!), subject, motion };
  });
}

/** The indices of `items` in random order (Fisher-Yates). */
function shuffle(items: readonly unknown[], random: () => number): number[] {
  const order = items.map((_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
