/** Scores of colours, of how many there are, of names, and of prompts as people type them. */
import type { ReadPrompt } from '../../../../worker/prompt/read';
import { tellAll } from '../../../support/reading';
import type { Sort } from '../ask/questions';
import { flattenClip } from '../truth/pictures';
import { rankCount } from '../truth/scenes';
import type { World } from '../truth/world';
import { type Answer, ofKind, portion } from './answers';
import { isNear, lookOf } from './colour';

/** Shares of the right hue, in all and for each sort of thing. */
export function scoreColours(answers: Answer[]) {
  const asked = ofKind(answers, 'colour');
  const right = ({ question, drawn }: (typeof asked)[number]) =>
    drawn !== undefined && isNear(lookOf(drawn.pictures[0]!).hue, question.hue);
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

/** The share of scenes with the right number of things. */
export async function scoreCounts(world: World, answers: Answer[]) {
  const asked = ofKind(answers, 'count');
  const right = new Set<Answer>();
  for (const answer of asked) {
    const { question, drawn } = answer;
    if (drawn && (await rankCount(world, flattenClip(drawn.pictures), question)) === 0)
      right.add(answer);
  }
  return portion(asked, (answer) => right.has(answer));
}

/** The share that is drawn, with no word that nothing is known of. */
export function scoreGiven(answers: Answer[]) {
  const asked = ofKind(answers, 'given');
  const drawn = portion(asked, (one) => one.drawn !== undefined && one.drawn.unknown.length === 0);
  return { prompts: asked.length, drawn };
}

/** The share of subjects whose canonical names are read as they, and how the others are. */
export function scoreNames({ subjects }: World, read: ReadPrompt) {
  const readings = subjects.map(({ name }) => ({ name, as: tellAll(read(name)).join(' + ') }));
  const misread = readings.flatMap(({ name, as }) => (as === name ? [] : `${name} → ${as || '–'}`));
  return { read: portion(readings, ({ name, as }) => as === name), misread };
}
