/** The prompt, what it is read as, and ways to one: ideas, the gallery, a throw of dice. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { LIMITS } from '../../worker/api';
import { Gallery } from '../gallery/gallery';
import { Chips } from '../prompt/chips';
import { useNames, useReading } from '../prompt/context';
import { withThing } from '../prompt/edit';
import { Field } from '../prompt/field';
import { anyIdea } from '../prompt/ideas';
import { Ideas } from '../prompt/suggestions';
import { WORDS } from '../words';
import { DiceIcon, GalleryIcon } from './icons';
import type { ViewProps } from './props';

const words = WORDS.asking;
const NEAR = 0.8; // of the limit: from there on it is said how much is left

export function PromptField({ state, actions }: ViewProps) {
  const field = useRef<HTMLInputElement>(null);
  const [browsing, setBrowsing] = useState(false);
  const names = useNames();
  const { prompt } = state.form;
  const read = useReading(prompt);
  const reading = read?.prompt === prompt ? read.reading : null;
  const remarks = reading?.report ?? state.remarks;
  const typing = prompt.trim() !== state.spoken;
  // Behind the first paint: to be focused, a field has to be laid out with all around it.
  useEffect(() => {
    field.current?.focus();
    field.current?.select(); // a layer that is edited brings its prompt
  }, [state.target]);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement === null) field.current?.focus(); // what was clicked is gone
  }, [prompt]);

  /** What is shown follows a change by click. */
  function change(next: string) {
    const shown = state.result?.made[0].request.prompt === prompt.trim();
    actions.edit({ prompt: next.slice(0, LIMITS.promptLength) });
    field.current?.focus();
    if ((shown || state.job) && next.trim() !== '') actions.generate();
  }

  function draw(next: string) {
    actions.edit({ prompt: next });
    field.current?.focus();
    actions.generate();
  }

  return (
    <section class="asking" aria-label={words.section}>
      <div class="prompt">
        <Field
          field={field}
          prompt={prompt}
          remarks={remarks}
          onEdit={(next) => actions.edit({ prompt: next })}
          onGenerate={actions.generate}
        />
        {prompt.length >= NEAR * LIMITS.promptLength && (
          <span class="counter" role="status">
            <span class="unseen">{words.characters}</span>
            {prompt.length}/{LIMITS.promptLength}
          </span>
        )}
        <button
          type="button"
          class="tool"
          aria-label={words.anyIdea}
          title={words.anyIdea}
          disabled={!names}
          onClick={() => draw(anyIdea(names!, Math.random))}
        >
          <DiceIcon />
        </button>
        <button
          type="button"
          class="tool"
          aria-label={words.browse}
          title={words.browse}
          aria-haspopup="dialog"
          disabled={!names}
          onClick={() => setBrowsing(true)}
        >
          <GalleryIcon />
        </button>
      </div>
      {prompt.trim() === '' ? (
        <Ideas selected={state.selection?.name ?? null} onPick={draw} />
      ) : (
        read && <Chips read={read} typing={typing} onEdit={change} />
      )}
      {browsing && (
        <Gallery
          onTake={(thing, generate) => {
            const next = withThing(prompt, reading, thing, names);
            setBrowsing(false);
            if (generate) draw(next);
            else change(next);
          }}
          onClose={() => setBrowsing(false)}
        />
      )}
    </section>
  );
}
