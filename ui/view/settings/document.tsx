/** Colours of the document: a button that opens the list of them. */
import { useRef, useState } from 'preact/hooks';
import { SwatchesIcon } from '../icons';
import { Book, type Colours } from './book';

export function DocumentColours({ label, onPick, ...props }: Colours) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) anchor.current?.focus();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class="swatches"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <SwatchesIcon />
      </button>
      {open && anchor.current && (
        <Book
          {...props}
          label={label}
          anchor={anchor.current}
          onClose={close}
          onPick={(hex) => {
            close(true);
            onPick(hex);
          }}
        />
      )}
    </>
  );
}
