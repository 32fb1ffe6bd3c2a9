/** What the panel says, in the words of a designer. */
import type { Engine, Progress, Stage } from '../../worker/api';
import { sentencesOf } from '../remarks';
import type { EngineState, Job, Result, State } from '../state';

const STAGES: Record<Stage, string> = {
  load: 'Getting ready',
  tokens: 'Drawing key frames',
  decode: 'Drawing key frames',
  interpolate: 'Drawing the frames between',
  encode: 'Writing the GIF',
};

export const ENGINES: Record<Engine, string> = { wasm: 'CPU', webgpu: 'GPU' };

/** The stage under way, with the number of the key frame while they are drawn. */
export function stageOf({ progress, keyFrames }: Job, engine: EngineState): string {
  if (!progress || engine.kind === 'loading') return STAGES.load;
  const drawn = keyFrames.filter((picture) => picture).length;
  return STAGES[progress.stage] === STAGES.tokens && drawn > 0 && drawn < keyFrames.length
    ? `Drawing key frame ${drawn + 1} of ${keyFrames.length}`
    : STAGES[progress.stage];
}

export function timeLeft({ secondsLeft: seconds }: Progress): string {
  if (seconds === null) return '';
  return seconds < 1 ? 'almost done' : `${Math.round(seconds)} s left`;
}

export function factsOf({ made: [{ clip }, ...others] }: Result): string {
  const { width, height, frames, loopMs, gif } = clip;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const size = `${width} × ${height}${more}`;
  return [size, `${frames} frames`, `${(loopMs / 1000).toFixed(1)} s loop`, bytes(gif.length)].join(
    ' · ',
  );
}

const bytes = (count: number) =>
  count < 1_000_000 ? `${Math.ceil(count / 1000)} KB` : `${(count / 1e6).toFixed(1)} MB`;

/** Where the animation can be seen moving: the canvas shows its first frame. */
export const WHERE_IT_PLAYS: Record<State['editor'], string> = {
  figma: 'On the canvas it is a still; it plays in Present.',
  figjam: 'It plays right on the board.',
  buzz: 'On the asset it is a still; it plays in a GIF or video that is exported.',
  slides: 'While you edit it is a still; it plays when you present.',
};

/** What a screen reader is told as it happens. */
export function announcement({ job, result, notice, engine, remarks }: State): string {
  if (job) return stageOf(job, engine);
  if (notice) return notice.tone === 'good' ? notice.text : ''; // a bad one is an alert by itself
  const unknown = remarks.some(({ why }) => why === 'unknown'); // perhaps nothing was drawn
  const ready =
    result && !unknown ? [`The animation of ${result.made[0].request.prompt} is ready.`] : [];
  return [...ready, ...sentencesOf(remarks)].join(' ');
}
