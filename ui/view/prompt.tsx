import { useLayoutEffect, useRef } from 'preact/hooks';
import { LIMITS } from '../../worker/api';
import { piecesOf } from '../remarks';
import type { ViewProps } from './props';

/** The prompt; Enter generates, as the field is the form's. Words with a remark are underlined. */
export function PromptField({ state, actions }: ViewProps) {
  const field = useRef<HTMLInputElement>(null);
  const marks = useRef<HTMLDivElement>(null);
  const { prompt } = state.form;
  const follow = () => {
    if (field.current && marks.current) marks.current.scrollLeft = field.current.scrollLeft;
  };
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select(); // a layer that is edited brings its prompt
  }, [state.target]);
  useLayoutEffect(follow);
  return (
    <div class="prompt">
      <div ref={marks} class="marks" aria-hidden="true">
        {piecesOf(prompt, state.remarks).map(({ text, why }, i) =>
          why === null ? (
            text
          ) : (
            <u key={i} class={why === 'unknown' ? 'strange' : ''}>
              {text}
            </u>
          ),
        )}
      </div>
      <input
        ref={field}
        type="text"
        aria-label="What to animate"
        placeholder="Two blue rockets bouncing"
        autocomplete="off"
        spellcheck={false}
        maxLength={LIMITS.promptLength}
        value={prompt}
        onInput={({ currentTarget }) => actions.edit({ prompt: currentTarget.value })}
        onScroll={follow}
      />
    </div>
  );
}
