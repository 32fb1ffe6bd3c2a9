/** What was changed and the ways back; takes on the clip, each of which can be picked. */

import { sameShape } from '../shape';
import type { Take } from '../state';
import { WORDS } from '../words';
import { Film, prefersStill } from './film';
import { AnotherIcon, RedoIcon, UndoIcon } from './icons';
import type { ViewProps } from './props';

export function Takes({ state, actions }: ViewProps) {
  const { takes, taking, steps, form, result, job } = state;
  const shaped = !sameShape(form.shape, {});
  return (
    <section class="takes" aria-label={WORDS.takes}>
      <div class="tools">
        <button
          type="button"
          class="quiet"
          title={WORDS.varyHint}
          disabled={!result || job !== null || taking}
          onClick={actions.vary}
        >
          <AnotherIcon /> {takes.length > 0 ? WORDS.varyMore : WORDS.vary}
        </button>
        <span class="gap" />
        <button
          type="button"
          class="quiet"
          title={WORDS.resetHint}
          disabled={!shaped}
          onClick={() => actions.edit({ shape: {} })}
        >
          {WORDS.reset}
        </button>
        <span class="pair">
          <button
            type="button"
            class="tool"
            aria-label={WORDS.undo}
            title={WORDS.undo}
            disabled={steps.past.length === 0}
            onClick={actions.undo}
          >
            <UndoIcon />
          </button>
          <button
            type="button"
            class="tool"
            aria-label={WORDS.redo}
            title={WORDS.redo}
            disabled={steps.future.length === 0}
            onClick={actions.redo}
          >
            <RedoIcon />
          </button>
        </span>
      </div>
      {takes.length > 0 && (
        <ul class="row-of-takes">
          {takes.map((take, index) => (
            <li key={index}>
              <Tile
                take={take}
                picked={sameShape(take.shape, form.shape)}
                onPick={() => actions.take(index)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface TileProps {
  take: Take;
  picked: boolean;
  onPick: () => void;
}

const Tile = ({ take: { label, reel }, picked, onPick }: TileProps) => (
  <button
    type="button"
    class="take checker"
    aria-pressed={picked}
    aria-label={reel ? label : WORDS.drawingTake(label)}
    title={label}
    onClick={onPick}
  >
    {reel ? (
      <Film reel={reel} class="art" at={prefersStill() ? 0 : null} />
    ) : (
      <span class="blank" />
    )}
  </button>
);
