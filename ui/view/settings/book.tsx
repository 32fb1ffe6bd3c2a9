/** The list of the document's colours, by where they are from, under a field that finds them by their names. */
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SelectionSummary, Swatch, Swatches } from '../../../plugin/protocol';
import { useSpot } from '../../prompt/popover';
import { Dot } from '../../prompt/thumb';
import { WORDS } from '../../words';

/** What there is to pick from, and what picks it. */
export interface Colours {
  label: string;
  value: string; // #rrggbb of the colour that is chosen, or what is no colour
  swatches: Swatches | null;
  used: string[]; // #rrggbb of colours picked before, which are offered too
  selection: SelectionSummary | null; // of which the first swatches are
  onLook: () => void; // asks for the swatches of now
  onPick: (hex: `#${string}`) => void;
}

const WIDTH = 240; // px
const SHOWN = 100; // swatches at once: of more, some are found by their names
const GROUPS = ['selection', 'styles', 'variables', 'used'] as const;

interface Offered extends Omit<Swatch, 'from'> {
  from: (typeof GROUPS)[number];
}

interface BookProps extends Colours {
  anchor: Element;
  onClose: (refocus: boolean) => void;
}

export function Book(props: BookProps) {
  const { label, value, swatches, used, selection, onLook, onPick, anchor, onClose } = props;
  const id = useId();
  const book = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const spot = useSpot(anchor, WIDTH);
  const all = offeredOf(swatches?.list ?? [], used);
  const found = all.filter((swatch) => isFound(swatch, query));
  const shown = found.slice(0, SHOWN);
  const more = found.length - shown.length + (swatches?.more ?? 0);
  const idOf = (index: number) => `${id}-${index}`;

  useEffect(onLook, [selection]);
  useAway(book, anchor, onClose);
  useLayoutEffect(
    () => book.current?.querySelector('input')?.focus({ preventScroll: true }),
    [spot !== null],
  );
  useLayoutEffect(() => {
    book.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    const { key } = event;
    const { length } = shown;
    const at = shown[active];
    if (key === 'ArrowDown') setActive((active + 1) % Math.max(1, length));
    else if (key === 'ArrowUp') setActive((active - 1 + length) % Math.max(1, length));
    else if (key === 'Enter' && at) onPick(colourOf(at));
    else if (key === 'Escape' || key === 'Tab') onClose(true);
    else if (key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={book}
      class="choices options book"
      role="dialog"
      aria-label={label}
      style={spot ?? { visibility: 'hidden' }}
      onKeyDown={onKeyDown}
    >
      <input
        type="text"
        role="combobox"
        aria-label={WORDS.findColour}
        placeholder={WORDS.findColour}
        aria-autocomplete="list"
        aria-expanded={shown.length > 0}
        aria-controls={id}
        aria-activedescendant={shown[active] && idOf(active)}
        spellcheck={false}
        value={query}
        onInput={({ currentTarget }) => {
          setQuery(currentTarget.value);
          setActive(0);
        }}
      />
      {shown.length > 0 && (
        <div id={id} role="listbox" aria-label={label}>
          {GROUPS.filter((group) => shown.some(({ from }) => from === group)).map((group) => (
            <fieldset key={group} aria-labelledby={`${id}-${group}`}>
              <p id={`${id}-${group}`}>{WORDS.swatchesFrom[group]}</p>
              {shown.map((swatch, index) =>
                swatch.from === group ? (
                  <Entry
                    key={swatch.hex}
                    id={idOf(index)}
                    swatch={swatch}
                    active={index === active}
                    chosen={swatch.hex === value}
                    onPick={() => onPick(colourOf(swatch))}
                  />
                ) : null,
              )}
            </fieldset>
          ))}
        </div>
      )}
      {swatches && shown.length === 0 && (
        <p>{all.length > 0 ? WORDS.noSuchSwatch : WORDS.noSwatches}</p>
      )}
      {more > 0 && <p>{WORDS.moreSwatches(more)}</p>}
    </div>
  );
}

interface EntryProps {
  id: string;
  swatch: Offered;
  active: boolean;
  chosen: boolean; // it is the colour of now
  onPick: () => void;
}

/** One colour: its names, where it has some, and its digits. */
function Entry({ id, swatch: { hex, names }, active, chosen, onPick }: EntryProps) {
  const all = names.join(', ');
  const folder = all.lastIndexOf('/') + 1; // what comes behind it tells it from its neighbours
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1} // the field keeps the focus
      aria-selected={active}
      aria-label={WORDS.swatchOf(hex, all)}
      title={WORDS.swatchOf(hex, all)}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <span class="tick" aria-hidden="true">
        {chosen ? '✓' : ''}
      </span>
      <Dot hex={hex} />
      <span class="folder">{all.slice(0, folder)}</span>
      <span class="text">{all.slice(folder) || hex}</span>
      {all !== '' && <span class="kind">{hex}</span>}
    </button>
  );
}

const offeredOf = (swatches: Swatch[], used: string[]): Offered[] => [
  ...swatches,
  ...used
    .filter((hex) => !swatches.some((swatch) => swatch.hex === hex))
    .map((hex): Offered => ({ hex, from: 'used', names: [] })),
];

const colourOf = ({ hex }: Offered) => hex as `#${string}`;

/** Whether every word of the query is in a name or among the digits. */
function isFound({ hex, names }: Offered, query: string): boolean {
  const text = [hex, ...names].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Closes when something else is pressed. */
function useAway(
  inside: { current: Element | null },
  anchor: Element,
  onClose: (refocus: boolean) => void,
) {
  useEffect(() => {
    const away = ({ target }: Event) => {
      const within = (one: Element | null) => target instanceof Node && one?.contains(target);
      if (!within(inside.current) && !within(anchor)) onClose(false);
    };
    addEventListener('pointerdown', away, true);
    return () => removeEventListener('pointerdown', away, true);
  }, [anchor]);
}
