/** The skeleton as it will be, its two colours, the way and the time of its light. */
import { SHIMMERS } from '../../worker/api';
import { WORDS } from '../words';
import type { Skeleton, SkeletonState, Style } from './skeleton';

interface Props {
  skeleton: Skeleton;
  close: () => void;
}

const PACES = { slow: 2.2, usual: 1.4, fast: 0.9 }; // s of a loop
const words = WORDS.skeleton;

export function SkeletonView({ skeleton, close }: Props) {
  const state = skeleton.cell.get();
  const { layout, busy, clip, edited } = state;
  return (
    <div class="panel">
      <header class="tool-head">
        <button type="button" class="tool" title={WORDS.fill.back} onClick={close}>
          <span aria-hidden="true">←</span>
          <span class="unseen">{WORDS.fill.back}</span>
        </button>
        <h1>{words.title}</h1>
        <button type="button" class="secondary" onClick={skeleton.actions.measure}>
          {words.measure}
        </button>
      </header>
      <main class="body">
        <figure class="skeleton-show" aria-busy={busy}>
          {clip && layout ? (
            <img src={clip.url} alt={words.nameOf(layout.name)} />
          ) : (
            <p class="aside">{words.invitation}</p>
          )}
        </figure>
        {layout && <p class="aside">{words.factsOf(layout)}</p>}
        <StyleRows state={state} onChange={skeleton.actions.style} />
      </main>
      <footer class="footer">
        <p
          class={`does ${state.notice?.tone ?? ''}`}
          title={state.notice?.text ?? words.hint}
          role="status"
          aria-live="polite"
        >
          {state.notice?.text ?? words.hint}
        </p>
        <div class="buttons">
          <span class="gap" />
          <button
            type="button"
            class="primary"
            disabled={!clip || busy}
            onClick={() => void skeleton.actions.insert()}
          >
            {edited === null ? WORDS.insert : WORDS.update}
          </button>
        </div>
      </footer>
    </div>
  );
}

interface RowsProps {
  state: SkeletonState;
  onChange: (part: Partial<Style>) => void;
}

function StyleRows({ state, onChange }: RowsProps) {
  const { style, layout } = state;
  return (
    <fieldset class="skeleton-style">
      <legend class="unseen">{words.title}</legend>
      {(['block', 'highlight'] as const).map((role) => (
        <label key={role}>
          <span>{words.roles[role]}</span>
          <input
            type="color"
            value={style[role]}
            onChange={({ currentTarget }) => onChange({ [role]: currentTarget.value })}
          />
        </label>
      ))}
      <label>
        <span>{WORDS.direction}</span>
        <select
          value={style.direction}
          onChange={({ currentTarget }) =>
            onChange({ direction: currentTarget.value as Style['direction'] })
          }
        >
          {SHIMMERS.map((way) => (
            <option key={way} value={way}>
              {words.ways[way]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{WORDS.speed}</span>
        <select
          value={String(style.seconds)}
          onChange={({ currentTarget }) => onChange({ seconds: Number(currentTarget.value) })}
        >
          {Object.entries(PACES).map(([pace, seconds]) => (
            <option key={pace} value={String(seconds)}>
              {words.paces[pace as keyof typeof PACES]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{words.onGround}</span>
        <input
          type="checkbox"
          checked={style.onGround}
          disabled={!layout?.ground}
          onChange={({ currentTarget }) => onChange({ onGround: currentTarget.checked })}
        />
      </label>
    </fieldset>
  );
}
