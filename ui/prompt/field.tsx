/**
 * The prompt as an editable combobox (WAI-ARIA: list autocomplete with manual selection): what could stand at the caret
 * is offered while one types, and nothing is chosen unasked, so Enter generates. Words with a remark are underlined in
 * a mirror of the text behind the field.
 */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Completion, LIMITS, type Remark } from '../../worker/api';
import { piecesOf } from '../remarks';
import { WORDS } from '../words';
import { useTools } from './context';
import { Options, optionId } from './options';

const LIST = 'completions';

interface FieldProps {
  field: RefObject<HTMLInputElement | null>;
  prompt: string;
  remarks: Remark[];
  onEdit: (prompt: string) => void;
  onGenerate: () => void; // after a word was replaced
}

export function Field({ field, prompt, remarks, onEdit, onGenerate }: FieldProps) {
  const marks = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState<number | null>(null); // while one types; null once it rests
  const completions = useCompletions(field);
  const { active } = completions;
  const offered = stillFit(completions.offered, prompt, caret);
  const follow = () => {
    if (field.current && marks.current) marks.current.scrollLeft = field.current.scrollLeft;
  };
  useLayoutEffect(() => {
    if (prompt !== '') follow(); // where an empty field stands is no reason to lay out the whole panel at the start
  });
  // While one types, neither the word that is half typed nor those that still wait for their thing.
  const shown = remarks.filter(
    ({ from, to, why }) => caret === null || (why === 'unknown' && (caret < from || caret > to)),
  );

  function take({ text, from, to, instead }: Completion) {
    const gap = !instead && to === prompt.length ? ' ' : '';
    const next = (prompt.slice(0, from) + text + gap + prompt.slice(to)).slice(
      0,
      LIMITS.promptLength,
    );
    onEdit(next);
    const at = Math.min(next.length, from + text.length + gap.length);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at, at);
      if (!instead) completions.ask(next, at);
    });
    if (instead) onGenerate();
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key } = event;
    if (event.isComposing) return;
    const chosen = offered[active] ?? null;
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (offered.length > 0) completions.step(key === 'ArrowDown' ? 1 : -1, offered.length);
        else if (key === 'ArrowUp') return;
        else completions.ask(prompt, field.current?.selectionStart ?? prompt.length);
        break;
      case 'Enter':
        completions.close();
        if (!chosen) return setCaret(null);
        take(chosen);
        break;
      case 'Tab': {
        const begun = offered.find(({ from, to }) => from < to); // a word that is begun
        const taken = chosen ?? begun;
        completions.close();
        if (!taken || event.shiftKey) return;
        take(taken);
        break;
      }
      case 'Escape':
        if (offered.length === 0) return;
        completions.close();
        event.stopPropagation();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  return (
    <div class="entry">
      <div ref={marks} class="marks" aria-hidden="true">
        {piecesOf(prompt, shown).map(({ text, why }, i) =>
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
        role="combobox"
        aria-label={WORDS.asking.field}
        aria-autocomplete="list"
        aria-expanded={offered.length > 0}
        aria-controls={LIST}
        aria-activedescendant={active >= 0 ? optionId(LIST, active) : undefined}
        placeholder={WORDS.asking.placeholder}
        autocomplete="off"
        spellcheck={false}
        maxLength={LIMITS.promptLength}
        value={prompt}
        onInput={({ currentTarget }) => {
          const { value, selectionStart } = currentTarget;
          onEdit(value);
          setCaret(selectionStart);
          if (value.trim() === '') completions.close();
          else completions.ask(value, selectionStart ?? value.length);
        }}
        onClick={({ currentTarget: { selectionStart } }) => {
          setCaret(null);
          const on = remarks.some(
            ({ from, to, why }) =>
              why === 'unknown' && selectionStart! >= from && selectionStart! <= to,
          );
          if (on) completions.ask(prompt, selectionStart ?? 0);
          else completions.close();
        }}
        onKeyDown={onKeyDown}
        onScroll={follow}
        onBlur={() => {
          setCaret(null);
          completions.close();
        }}
      />
      <Options id={LIST} anchor={field} offered={offered} active={active} onTake={take} />
    </div>
  );
}

/** Of completions asked for a moment ago, those that go with what was typed since; they take its place, too. */
function stillFit(
  { asked, completions }: Offer,
  prompt: string,
  caret: number | null,
): Completion[] {
  if (asked === prompt || caret === null) return completions;
  return completions.flatMap((one) => {
    const begun = prompt.slice(one.from, caret).toLowerCase();
    const fits = caret >= one.to && one.text.toLowerCase().startsWith(begun);
    return fits ? [{ ...one, to: caret }] : [];
  });
}

/** Completions, and the prompt that they were asked for. */
interface Offer {
  asked: string;
  completions: Completion[];
}

const nothing: Offer = { asked: '', completions: [] };

/** What is offered now, and which of it is about to be taken. */
function useCompletions(field: RefObject<HTMLInputElement | null>) {
  const { reader } = useTools();
  const [offered, setOffered] = useState(nothing);
  const [active, setActive] = useState(-1);
  const asked = useRef(0);

  return {
    offered,
    active,
    ask(prompt: string, caret: number) {
      const question = ++asked.current;
      reader.complete(prompt, caret).then((completions) => {
        if (question !== asked.current || document.activeElement !== field.current) return;
        setOffered({ asked: prompt, completions });
        setActive(-1);
      });
    },
    step(by: number, count: number) {
      const states = count + 1; // -1: the text as it was typed
      setActive(((active + 1 + by + states) % states) - 1);
    },
    close() {
      asked.current++;
      setOffered(nothing);
      setActive(-1);
    },
  };
}
