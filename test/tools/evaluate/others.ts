/** Scores of what is no single thing under a motion: real animation, colours, scenes. */
import { type Answer, ofKind, portion, shown } from './answers';
import { isNear, lookOf } from './colour';
import { rankAlive, rankLiving, readTruths } from './living';
import { winPairs } from './pairs';
import type { Sort } from './questions';
import { rankCount } from './scenes';
import { type Share, share, type Verdict } from './scores';
import type { World } from './world';

/** Real animation among real animation, and against every movement that is a map. */
export async function scoreLiving(world: World, answers: Answer[]): Promise<Share> {
  const asked = ofKind(answers, 'living');
  const truths = asked.length > 0 ? await readTruths(world) : new Map();
  const verdicts: Verdict[] = [];
  for (const { question, clip } of shown(asked)) {
    const { subject } = question;
    const rank = rankLiving(truths, { clip, subject });
    const motionRank = await rankAlive(world, truths, { clip, subject });
    verdicts.push({ asked: question, rank, motionRank });
  }
  return share(verdicts);
}

/** Shares of the right hue, in all and for each sort of thing. */
export function scoreColours(answers: Answer[]) {
  const asked = ofKind(answers, 'colour');
  const right = ({ question, pictures }: (typeof asked)[number]) =>
    pictures !== undefined && isNear(lookOf(pictures[0]!).hue, question.hue);
  const of = (sort: Sort) =>
    portion(
      asked.filter(({ question }) => question.sort === sort),
      right,
    );
  return {
    colour: portion(asked, right),
    byColoured: { plain: of('plain'), coloured: of('coloured') },
  };
}

/**
 * Shares of scenes with both things right, and with the right number of things.
 *
 * @param onSubject hears how many of how many subjects were looked at
 */
export async function scoreScenes(
  world: World,
  answers: Answer[],
  onSubject: (done: number, of: number) => void,
) {
  const [pairs, counts] = [ofKind(answers, 'pair'), ofKind(answers, 'count')];
  const won = await winPairs(world, shown(pairs), onSubject);
  const right = await Promise.all(
    shown(counts).map(async ({ question, clip }) => (await rankCount(world, clip, question)) === 0),
  );
  const undrawn = (asked: Answer[]) => asked.filter(({ pictures }) => !pictures).map(() => false);
  return {
    both: portion([...won, ...undrawn(pairs)], (one) => one),
    counts: portion([...right, ...undrawn(counts)], (one) => one),
  };
}
