/** The list of completions below the field. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Completion } from '../../worker/api';
import { WORDS } from '../words';
import { useSheet } from './context';
import { useSpot } from './popover';
import { Dot, Thumb } from './thumb';

const WIDTH = 240; // px

export const optionId = (list: string, index: number) => `${list}-${index}`;

interface OptionsProps {
  id: string;
  anchor: RefObject<HTMLInputElement | null>;
  offered: Completion[];
  active: number; // -1 for none
  onTake: (completion: Completion) => void;
}

export function Options({ id, anchor, offered, active, onTake }: OptionsProps) {
  const sheet = useSheet();
  const list = useRef<HTMLDivElement>(null);
  const spot = useSpot(offered.length > 0 ? anchor.current : null, WIDTH);
  useLayoutEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      class="choices options"
      role="listbox"
      aria-label={WORDS.asking.suggestions}
      hidden={offered.length === 0}
      style={spot ?? { visibility: 'hidden' }}
      onPointerDown={(event) => event.preventDefault()} // the field keeps the focus
    >
      {offered.map((completion, i) => {
        const { text, kind, value, thing } = completion;
        const colour = kind === 'colour' || kind === 'ground';
        return (
          <button
            type="button"
            tabIndex={-1} // the field keeps the focus
            key={`${kind} ${value} ${text}`}
            id={optionId(id, i)}
            role="option"
            aria-selected={i === active}
            onClick={() => onTake(completion)}
          >
            {thing ? (
              <Thumb sheet={sheet} thing={thing} size={24} />
            ) : colour ? (
              <Dot hex={value} />
            ) : (
              <span class="thumb" aria-hidden="true" />
            )}
            <span class="text">{text}</span>
            <span class="kind">{noteOn(completion)}</span>
          </button>
        );
      })}
    </div>
  );
}

/** What is drawn, where that goes by another name; what else it says. */
function noteOn({ kind, value, text, thing }: Completion): string {
  if (!thing) return WORDS.asking.kinds[kind];
  return text === value || text.startsWith(value) ? '' : value;
}
