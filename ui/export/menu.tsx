/** What else a clip can be, in a menu beside the download button. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ViewProps } from '../view/props';
import { WORDS } from '../words';
import { canCopyPictures } from './clipboard';
import type { OtherFormat } from './flow';

const words = WORDS.exports;
const FORMATS = Object.keys(words.formats) as OtherFormat[];

interface Item {
  name: string;
  note: string;
  choose: () => void;
}

export function ExportMenu({ state, actions }: ViewProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const items: Item[] = FORMATS.map((format) => ({
    ...words.formats[format],
    choose: () => void actions.exportAs(format),
  }));
  if (canCopyPictures()) items.push({ ...words.copy, choose: () => void actions.copyStill() });
  if (state.editor === 'figma') {
    items.push({ ...words.motion, choose: () => void actions.insertMotion() });
  }

  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const leave = ({ target }: Event) => {
      if (!root.current?.contains(target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', leave);
    return () => removeEventListener('pointerdown', leave);
  }, [open]);

  function close() {
    setOpen(false);
    opener.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!open) return;
    const entries = [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const last = entries.length - 1;
    const next = {
      ArrowDown: at < last ? at + 1 : 0,
      ArrowUp: at > 0 ? at - 1 : last,
      Home: 0,
      End: last,
    };
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (event.key in next) entries[next[event.key as keyof typeof next]]?.focus();
    else return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation(); // Escape would cancel what is drawn
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the menu inside, wherever in it the focus is
    <div class="exports" ref={root} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="tool large"
        ref={opener}
        aria-label={words.title}
        title={words.title}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M4.5 10 8 6.5 11.5 10" />
        </svg>
      </button>
      {open && (
        <div class="formats" role="menu" aria-label={words.title}>
          {items.map(({ name, note, choose }) => (
            <button
              key={name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                choose();
              }}
            >
              <span>{name}</span> <span class="formats-note">{note}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
