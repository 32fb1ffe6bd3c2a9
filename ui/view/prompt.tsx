import { useLayoutEffect, useRef } from 'preact/hooks';
import { LIMITS } from '../../worker/api';
import type { ViewProps } from './panel';

/** The prompt; Enter generates, as the field is the form's. */
export function PromptField({ state, actions }: ViewProps) {
  const field = useRef<HTMLInputElement>(null);
  const { prompt } = state.form;
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select(); // a layer that is edited brings its prompt
  }, [state.target]);
  return (
    <input
      ref={field}
      class="prompt"
      type="text"
      aria-label="What to animate"
      placeholder="Two blue rockets bouncing"
      autocomplete="off"
      spellcheck={false}
      maxLength={LIMITS.promptLength}
      value={prompt}
      onInput={({ currentTarget }) => actions.edit({ prompt: currentTarget.value })}
    />
  );
}
