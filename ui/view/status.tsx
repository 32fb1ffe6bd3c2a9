/** The lines under the preview: progress, what was made, what went wrong and what to do. */
import type { Remark } from '../../worker/api';
import { sentencesOf, unknownLabel } from '../remarks';
import type { Job } from '../state';
import { factsOf, stageOf, timeLeft } from '../tell';
import { WORDS } from '../words';
import { showHelp } from './help';
import type { ViewProps } from './props';

export function Status({ state, actions }: ViewProps) {
  const { job, engine } = state;
  return (
    <section class="status" aria-label={WORDS.status}>
      {job && (!job.quiet || job.progress?.stage === 'tokens') ? (
        <Working job={job} stage={stageOf(job, engine)} />
      ) : (
        <Outcome state={state} actions={actions} />
      )}
    </section>
  );
}

/** How far the clip is; a bar that only moves as long as the model gets ready. */
function Working({ job: { progress }, stage }: { job: Job; stage: string }) {
  const percent = progress && Math.round(100 * progress.fraction);
  return (
    <div class="working">
      <div
        class={progress ? 'bar' : 'bar busy'}
        role="progressbar"
        aria-label={stage}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
      >
        <div style={{ transform: progress ? `scaleX(${progress.fraction})` : undefined }} />
      </div>
      <p>
        <span>{stage}</span>
        {progress && <span class="numbers">{timeLeft(progress) || `${percent} %`}</span>}
      </p>
    </div>
  );
}

function Outcome({ state, actions }: ViewProps) {
  const { engine, notice, result, remarks } = state;
  const known = remarks.filter(({ why }) => why !== 'unknown');
  const unknown = remarks.filter(({ why }) => why === 'unknown');
  const offers = unknown.filter(({ nearest = [] }) => nearest.length > 0);
  const fresh = !result && !notice && remarks.length === 0 && engine.kind !== 'failed';
  return (
    <>
      {fresh && (
        <p>
          <button type="button" class="link" title={WORDS.help.hint} onClick={showHelp}>
            {WORDS.help.way}
          </button>
        </p>
      )}
      {engine.kind === 'failed' && (
        <p class="bad" role="alert">
          {engine.message}{' '}
          <button type="button" class="link" onClick={actions.retry}>
            {WORDS.tryAgain}
          </button>
        </p>
      )}
      {notice && !(engine.kind === 'failed' && notice.text === engine.message) && (
        <p class={notice.tone} role={notice.tone === 'bad' ? 'alert' : undefined}>
          {notice.text}
        </p>
      )}
      {result && !notice && <p class="numbers">{factsOf(result)}</p>}
      {!notice && sentencesOf(known).map((sentence) => <p key={sentence}>{sentence}</p>)}
      {(notice ? offers : unknown).map((remark) => (
        <Unknown key={remark.from} remark={remark} onPick={actions.suggest} />
      ))}
    </>
  );
}

interface UnknownProps {
  remark: Remark;
  onPick: (remark: Remark, known: string) => void;
}

/** Words that nothing is known of, and known ones that can take their place. */
const Unknown = ({ remark, onPick }: UnknownProps) => (
  <ul class="chips unknown" aria-label={WORDS.asking.near(remark.words)}>
    <li>{unknownLabel(remark)}</li>
    {remark.nearest?.map((known) => (
      <li key={known}>
        <button type="button" class="chip" onClick={() => onPick(remark, known)}>
          {known}
        </button>
      </li>
    ))}
  </ul>
);
