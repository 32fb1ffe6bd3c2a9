/** Where the clip goes, what Insert will do there, and the buttons: the likeliest next step is the primary one. */
import type { Target } from '../../plugin/protocol';
import { ExportMenu } from '../export/menu';
import { offerFor, reelOf, type State } from '../state';
import { insertLabel } from '../tell';
import { WHERE_IT_PLAYS, WORDS } from '../words';
import { DownloadIcon } from './icons';
import type { ViewProps } from './props';

export function Footer({ state, actions }: ViewProps) {
  const { job, result, inserting, target, editor, place, engine } = state;
  const shown = reelOf(state) !== null && (job === null || job.quiet);
  const fresh = shown && state.form.prompt.trim() === state.spoken;
  const loud = job !== null && !job.quiet;
  const does = [offerFor(state, place)?.hint, WHERE_IT_PLAYS[editor]].filter(Boolean).join(' ');
  return (
    <footer class="footer">
      <Places state={state} actions={actions} />
      <p class="does" title={does}>
        {does}
      </p>
      <div class="buttons">
        <button
          type="button"
          class="tool large"
          aria-label={WORDS.download}
          title={WORDS.download}
          disabled={!result || job !== null}
          onClick={actions.download}
        >
          <DownloadIcon />
        </button>
        {result && !job && <ExportMenu state={state} actions={actions} />}
        <span class="gap" />
        {engine.kind === 'failed' ? (
          <button type="button" class="primary" onClick={actions.retry}>
            {WORDS.tryAgain}
          </button>
        ) : (
          <button
            type="button"
            class={loud || fresh ? 'secondary' : 'primary'}
            title={loud ? WORDS.cancelHint : WORDS.generateHint}
            onClick={({ detail }) => {
              if (!loud) actions.generate();
              else if (detail < 2) actions.cancel(); // the second click of a double click is no change of mind
            }}
          >
            {loud ? WORDS.cancel : WORDS.generate}
          </button>
        )}
        {shown && (
          <button
            type="button"
            class={fresh ? 'primary' : 'secondary'}
            disabled={inserting !== null}
            onClick={actions.insert}
          >
            {insertLabel(inserting !== null, place, target !== null)}
          </button>
        )}
      </div>
    </footer>
  );
}

const PLACES: Target['kind'][] = ['new', 'fill', 'replace'];

/** New layer, fill, replace: what is not possible with the selection says what would make it so. */
function Places({ state, actions }: ViewProps) {
  const title = (place: Target['kind']) => offerFor(state, place)?.hint ?? wayTo(place);
  return (
    <fieldset class="places" aria-label={WORDS.place}>
      {PLACES.map((place) => (
        <label key={place} title={title(place)}>
          <input
            type="radio"
            name="place"
            checked={place === state.place}
            disabled={!possible(state, place)}
            onChange={() => actions.place(place)}
          />
          <span>{WORDS.places[place]}</span>
        </label>
      ))}
    </fieldset>
  );
}

const possible = (state: State, place: Target['kind']) =>
  place === 'new' || offerFor(state, place) !== null;

const wayTo = (place: Target['kind']) =>
  place === 'fill' ? WORDS.nothingToFill : WORDS.nothingToReplace;
