/** From questions and the clips that answer them to scores. */
import type { Question } from './prompts';
import { type Clip, movement, type References } from './references';

export interface Names {
  subjects: { name: string; group: string }[];
  motions: string[];
}

export interface Share {
  prompts: number;
  r1: number; // share whose nearest subject is the one asked for
  motion: number; // share whose nearest motion is the one asked for
}

export interface Scores extends Share {
  r5: number; // share whose subject is among the five nearest
  byGroup: Record<string, Share>;
  byMotion: Record<string, Share>;
  floor: { r1: number; motion: number }; // each clip held against the next question
  ceiling: { r1: number; motion: number }; // true renderings instead of clips
  freezeRate: number; // of the clips that should move, how many hardly do
}

interface Answer {
  question: Question;
  rank: number; // 0 is the nearest, 5 beyond the fifth
  motionRank: number;
}

const FIVE = 5;
const FROZEN = 0.1; // of the movement of the true rendering
const VISIBLE = 1e-4; // movement below which a true rendering itself looks still (a spinning disc)

/**
 * @param clips one for each question
 * @param onClip hears how many are scored
 */
export async function scoreClips(
  questions: Question[],
  clips: Clip[],
  names: Names,
  references: References,
  onClip: (done: number) => void,
): Promise<Scores> {
  const answers: Answer[] = [];
  const shuffled: Answer[] = [];
  const ideal: Answer[] = [];
  const frozen: boolean[] = [];
  for (const [i, question] of questions.entries()) {
    const clip = clips[i]!;
    const next = questions[(i + 1) % questions.length]!;
    const truth = await references.clip(question.subject, question.motion);
    answers.push(await judge(references, clip, question, FIVE));
    shuffled.push(await judge(references, clip, next, 1));
    ideal.push(await judge(references, truth, question, 1));
    if (movement(truth) > VISIBLE) frozen.push(movement(clip) < FROZEN * movement(truth));
    onClip(i + 1);
  }
  const group = ({ question }: Answer) => names.subjects[question.subject]!.group;
  const motion = ({ question }: Answer) => names.motions[question.motion]!;
  return {
    ...share(answers),
    r5: portion(answers, ({ rank }) => rank < FIVE),
    byGroup: shareBy(answers, group),
    byMotion: shareBy(answers, motion),
    floor: rates(shuffled),
    ceiling: rates(ideal),
    freezeRate: portion(frozen, (still) => still),
  };
}

async function judge(references: References, clip: Clip, question: Question, most: number) {
  const { subject, motion } = question;
  return {
    question,
    rank: await references.subjectRank(clip, subject, motion, most),
    motionRank: await references.motionRank(clip, subject, motion),
  };
}

const rates = (answers: Answer[]) => ({
  r1: portion(answers, ({ rank }) => rank === 0),
  motion: portion(answers, ({ motionRank }) => motionRank === 0),
});

const share = (answers: Answer[]): Share => ({ prompts: answers.length, ...rates(answers) });

function shareBy(answers: Answer[], key: (answer: Answer) => string): Record<string, Share> {
  const keys = [...new Set(answers.map(key))].sort();
  return Object.fromEntries(
    keys.map((name) => [name, share(answers.filter((answer) => key(answer) === name))]),
  );
}

/** A share, to four digits; 0 of nothing. */
function portion<T>(items: T[], holds: (item: T) => boolean): number {
  const count = items.filter(holds).length;
  return items.length === 0 ? 0 : Math.round((count / items.length) * 1e4) / 1e4;
}
