import { ExportMenu } from '../export/menu';
import { requestsOf, sameRequests } from '../request';
import { groundOf, type State } from '../state';
import { DownloadIcon } from './icons';
import type { ViewProps } from './props';
import { WHERE_IT_PLAYS } from './words';

/** What Insert will do, and the buttons; the likeliest next step is the primary one. */
export function Footer({ state, actions }: ViewProps) {
  const { job, result, selection, inserting, target, editor } = state;
  const fresh = isFresh(state);
  return (
    <footer class="footer">
      <p class="hint">
        {target === null ? selection?.hint : 'Update replaces the picture in its layer.'}{' '}
        {WHERE_IT_PLAYS[editor]}
      </p>
      <div class="buttons">
        {result && !job && (
          <button
            type="button"
            class="quiet square"
            aria-label="Download the GIF"
            title="Download"
            onClick={actions.download}
          >
            <DownloadIcon />
          </button>
        )}
        {result && !job && <ExportMenu state={state} actions={actions} />}
        <span class="gap" />
        <button
          type="button"
          class={job || fresh ? 'secondary' : 'primary'}
          onClick={({ detail }) => {
            if (!job) actions.generate();
            else if (detail < 2) actions.cancel(); // the second click of a double click is no change of mind
          }}
        >
          {job ? 'Cancel' : 'Generate'}
        </button>
        {result && !job && (
          <button
            type="button"
            class={fresh ? 'primary' : 'secondary'}
            disabled={inserting !== null}
            onClick={actions.insert}
          >
            {insertLabel(inserting !== null, target !== null)}
          </button>
        )}
      </div>
    </footer>
  );
}

/** The clips there are, are what Generate would make again, but for the colour under their edges. */
function isFresh(state: State): boolean {
  if (!state.result) return false;
  const there = state.result.made.map(({ request }) => request);
  const { sizes } = groundOf(state);
  return sameRequests(there, requestsOf(state.form, { sizes, matte: there[0]?.matte ?? null }));
}

function insertLabel(busy: boolean, editing: boolean): string {
  if (busy) return editing ? 'Updating…' : 'Inserting…';
  return editing ? 'Update layer' : 'Insert';
}
