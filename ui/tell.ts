/** Which words the panel says of what is so. */
import type { Target } from '../plugin/protocol';
import type { Progress } from '../worker/api';
import { sentencesOf } from './remarks';
import type { EngineState, Job, Result, State } from './state';
import { bytes, ENGINES, STAGES, WORDS } from './words';

export const autoLabel = (engine: EngineState) =>
  engine.kind === 'ready' ? WORDS.autoOn(ENGINES[engine.loaded.engine]) : WORDS.auto;

export function engineNote(engine: EngineState): string {
  switch (engine.kind) {
    case 'ready':
      return engine.loaded.reason;
    case 'loading':
      return `${STAGES.load}…`;
    case 'failed':
      return WORDS.notRunning;
    default:
      return engine satisfies never;
  }
}

/** What a button that hands the clip over says. */
export function insertLabel(busy: boolean, place: Target['kind'], editing: boolean): string {
  const updates = editing && place === 'replace';
  if (busy) return updates ? WORDS.updating : WORDS.inserting;
  return updates ? WORDS.update : WORDS.insert;
}

/** The stage under way, with the number of the key frame while they are drawn. */
export function stageOf({ progress, keyFrames }: Job, engine: EngineState): string {
  if (!progress || engine.kind === 'loading') return STAGES.load;
  const drawn = keyFrames.filter((picture) => picture).length;
  return STAGES[progress.stage] === STAGES.tokens && drawn > 0 && drawn < keyFrames.length
    ? WORDS.keyFrameOf(drawn + 1, keyFrames.length)
    : STAGES[progress.stage];
}

export function timeLeft({ secondsLeft: seconds }: Progress): string {
  if (seconds === null) return '';
  return seconds < 1 ? WORDS.almostDone : WORDS.secondsLeft(seconds);
}

export function factsOf({ made: [{ clip }, ...others] }: Result): string {
  const { width, height, frames, loopMs, gif } = clip;
  const size = WORDS.sizeOf(width, height, others.length);
  return [size, WORDS.frames(frames), WORDS.loopOf(loopMs), bytes(gif.length)].join(' · ');
}

/** What a screen reader is told as it happens. */
export function announcement(state: State): string {
  const { job, result, notice, news, engine, remarks } = state;
  if (job) return job.quiet ? '' : stageOf(job, engine);
  if (notice) return notice.tone === 'good' ? notice.text : ''; // a bad one is an alert by itself
  if (!news) return '';
  const unknown = remarks.some(({ why }) => why === 'unknown'); // perhaps nothing was drawn
  const ready = result && !unknown ? [WORDS.ready(result.made[0].request.prompt)] : [];
  return [...ready, ...sentencesOf(remarks)].join(' ');
}
