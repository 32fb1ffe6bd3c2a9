/** The one JSON object that the evaluation prints. */
import type { ReadPrompt } from '../../../../worker/prompt/read';
import type { World } from '../truth/world';
import { type Answer, ofKind } from './answers';
import { scoreClips, scoreSharpness } from './fidelity';
import { scoreLiving } from './living';
import { scoreRetrieval } from './nearest';
import { scoreColours, scoreCounts, scoreGiven, scoreNames } from './others';

const CEILING = 'true renderings; the encoder of the model is not shipped';

/** @param hear told what is being compared, and how far that is */
export async function report(
  world: World,
  read: ReadPrompt,
  answers: Answer[],
  hear: (what: string, done: number, of: number) => void,
) {
  const found = await scoreRetrieval(world, answers, (done, of) => hear('pictures', done, of));
  const { main, canonical, heldOut, unseen, both, ...rest } = found;
  const living = await scoreLiving(world, answers, (done, of) => hear('true clips', done, of));
  const clips = await scoreClips(world, answers);
  const kinds = [...new Set(answers.map(({ question }) => question.kind))];
  return {
    prompts: answers.length,
    asked: Object.fromEntries(kinds.map((kind) => [kind, ofKind(answers, kind).length])),
    r1: main.r1,
    motion: main.motion,
    ...rest,
    ceiling: { ...rest.ceiling, of: CEILING },
    unseenWords: { prompts: unseen.prompts, r1: unseen.r1 },
    canonical,
    heldOut,
    ...scoreColours(answers),
    scenes: { both, counts: await scoreCounts(world, answers) },
    given: scoreGiven(answers),
    names: scoreNames(world, read),
    sharp: await scoreSharpness(world, answers),
    living: {
      subjects: world.subjects.filter(({ alive }) => alive.length > 0).length,
      ...clips.living,
      ...living,
    },
    changedShare: clips.changedShare,
  };
}
