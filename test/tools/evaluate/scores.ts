/** From questions about one thing and the clips that answer them to scores. */
import { type Answer, ofKind, portion } from './answers';
import { type Clip, flattenClip, movement } from './pictures';
import type { Plain } from './questions';
import { type Contest, rankMotions, rankSubjects, renderTruth } from './references';
import type { World } from './world';

/** null where nothing was asked. */
export interface Share {
  prompts: number;
  r1: number | null; // share whose nearest subject is the one asked for
  motion: number | null; // share whose nearest motion is the one asked for
}

export interface PlainScores {
  main: Share;
  r5: number | null; // share whose subject is among the five nearest
  heldOut: Share;
  paraphrase: Share;
  unseen: Share;
  style: Share;
  byGroup: Record<string, Share>;
  byMotion: Record<string, Share>;
  byStyle: Record<string, Share>;
  floor: Omit<Share, 'prompts'>; // each clip held against the next question
  ceiling: Omit<Share, 'prompts'>; // true renderings instead of clips
  freezeRate: number | null; // of the clips that should move, how many hardly do
}

/** One clip held against one question. */
export interface Verdict {
  asked: Plain;
  rank: number; // 0 is the nearest, 5 beyond the fifth; Infinity where nothing was drawn
  motionRank: number;
}

const FIVE = 5;
const FROZEN = 0.1; // of the movement of the true rendering
const VISIBLE = 1e-4; // movement below which a true rendering itself looks still (a spinning disc)

/** @param onSubject hears how many of how many pictures were looked at */
export async function scorePlain(
  world: World,
  answers: Answer[],
  onSubject: (done: number, of: number) => void,
): Promise<PlainScores> {
  const asked = ofKind(answers, 'main', 'heldOut', 'paraphrase', 'unseen', 'style');
  const clips = asked.map(({ pictures }) => pictures && flattenClip(pictures));
  const questions = asked.map(({ question }) => question);
  const main = questions.filter(({ kind }) => kind === 'main');
  const truths = await Promise.all(main.map((question) => renderTruth(world, question)));
  const next = (i: number) => main[(i + 1) % main.length]!;

  const entries = [
    ...questions.map((question, i) => ({ of: 'clip', question, clip: clips[i] })),
    ...main.map((_, i) => ({
      of: 'floor',
      question: next(i),
      clip: clips[questions.indexOf(main[i]!)],
    })),
    ...main.map((question, i) => ({ of: 'ceiling', question, clip: truths[i] })),
  ];
  const verdicts = await judge(world, entries, onSubject);
  const of = (wanted: string) => verdicts.filter((_, i) => entries[i]!.of === wanted);
  const drawn = of('clip');
  const kind = (wanted: Plain['kind']) => drawn.filter((one) => one.asked.kind === wanted);
  return {
    main: share(kind('main')),
    r5: portion(kind('main'), ({ rank }) => rank < FIVE),
    heldOut: share(kind('heldOut')),
    paraphrase: share(kind('paraphrase')),
    unseen: share(kind('unseen')),
    style: share(kind('style')),
    byGroup: shareBy(kind('main'), ({ subject }) => world.subjects[subject]!.group),
    byMotion: shareBy(kind('main'), ({ motion }) => world.motions[motion]!.name),
    byStyle: shareBy(kind('main'), ({ style }) => world.styles[style]!.name),
    floor: rates(of('floor')),
    ceiling: rates(of('ceiling')),
    freezeRate: frozen(
      main.map((question) => clips[questions.indexOf(question)]),
      truths,
    ),
  };
}

interface Entry {
  question: Plain;
  clip?: Clip;
}

async function judge(
  world: World,
  entries: Entry[],
  onSubject: (done: number, of: number) => void,
): Promise<Verdict[]> {
  const contests = entries.flatMap(({ question, clip }): Contest[] =>
    clip ? [{ clip, asked: question, most: FIVE }] : [],
  );
  const ranks = await rankSubjects(world, contests, onSubject);
  const motionRanks = await rankAllMotions(world, contests);
  let at = 0;
  return entries.map(({ question, clip }) => ({
    asked: question,
    rank: clip ? ranks[at]! : Infinity,
    motionRank: clip ? motionRanks[at++]! : Infinity,
  }));
}

/** Questions about one thing in one style share its renderings. */
async function rankAllMotions(world: World, contests: Contest[]): Promise<number[]> {
  const groups = new Map<string, Contest[]>();
  for (const contest of contests) {
    const { subject, style, motion } = contest.asked;
    const key = [subject, style, motion].join();
    groups.set(key, [...(groups.get(key) ?? []), contest]);
  }
  const ranks = new Map<Contest, number>();
  for (const group of groups.values()) {
    const found = await rankMotions(
      world,
      group[0]!.asked,
      group.map(({ clip }) => clip),
    );
    for (const [i, contest] of group.entries()) ranks.set(contest, found[i]!);
  }
  return contests.map((contest) => ranks.get(contest)!);
}

function frozen(clips: (Clip | undefined)[], truths: Clip[]): number | null {
  const moving = truths.flatMap((truth, i) => {
    const clip = clips[i];
    return clip && movement(truth) > VISIBLE ? { clip, truth } : [];
  });
  return portion(moving, ({ clip, truth }) => movement(clip) < FROZEN * movement(truth));
}

const rates = (verdicts: Verdict[]) => ({
  r1: portion(verdicts, ({ rank }) => rank === 0),
  motion: portion(verdicts, ({ motionRank }) => motionRank === 0),
});

export const share = (verdicts: Verdict[]): Share => ({
  prompts: verdicts.length,
  ...rates(verdicts),
});

function shareBy(verdicts: Verdict[], key: (asked: Plain) => string): Record<string, Share> {
  const keys = [...new Set(verdicts.map(({ asked }) => key(asked)))].sort();
  return Object.fromEntries(
    keys.map((name) => [name, share(verdicts.filter(({ asked }) => key(asked) === name))]),
  );
}
