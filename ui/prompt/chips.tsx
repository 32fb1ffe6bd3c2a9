/** What the prompt is read as, in chips: each can be changed from a menu, or taken out. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LayerReading, Names, Phrase, Remark } from '../../worker/api';
import { WORDS } from '../words';
import { type Read, useNames, useSheet } from './context';
import { added, additionsTo, changed, choicesFor, replaced, without, withoutPhrase } from './edit';
import { Menu, type MenuItem } from './menu';
import type { Sheet } from './sheet';
import { Dot, Thumb } from './thumb';

const says = WORDS.asking;

interface ChipsProps {
  read: Read;
  typing: boolean; // it was not generated yet: its last word may be half of one
  onEdit: (prompt: string) => void;
}

export function Chips({ read: { prompt, reading }, typing, onEdit }: ChipsProps) {
  const names = useNames();
  const sheet = useSheet();
  const rows = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (typing) rows.current!.scrollTop = rows.current!.scrollHeight; // what was typed last is seen
  }, [typing, prompt]);
  const { layers, setting, report } = reading;
  const unknown = report.filter(
    ({ why, to }) => why === 'unknown' && !(typing && to === prompt.length),
  );
  const remove = (phrase: Phrase) => onEdit(withoutPhrase(prompt, reading, phrase));
  const chip = (phrase: Phrase, layer: LayerReading | null) => (
    <Chip
      key={`${phrase.kind} ${phrase.from}`}
      label={labelOf(phrase, names)}
      picture={pictureOf(phrase, sheet, 16)}
      items={itemsFor(phrase, layer)}
      onRemove={() => remove(phrase)}
    />
  );
  const itemsFor = (phrase: Phrase, layer: LayerReading | null): MenuItem[] =>
    (names ? choicesFor(phrase, layer, names) : []).map((choice) => ({
      key: choice.text,
      label: choice.label,
      picture: pictureOf({ ...phrase, value: choice.value }, sheet, 20),
      checked: isNow(choice, phrase),
      onPick: () => onEdit(changed(prompt, phrase, layer, choice, names!)),
    }));
  return (
    <section ref={rows} class="reading" aria-label={says.understood}>
      {layers.map((layer, i) => (
        <ul key={i} class="said">
          {i > 0 && !relates(layers[i - 1]!) && <li class="joint">{says.and}</li>}
          {ordered(layer).map((phrase) => chip(phrase, layer))}
          {names && (
            <Add
              items={additionsTo(prompt, reading, layer, names).map((addition) => ({
                key: addition.kind,
                label: says.additions[addition.kind],
                onPick: () => onEdit(added(prompt, addition, layer, names)),
              }))}
            />
          )}
        </ul>
      ))}
      {(setting.length > 0 || unknown.length > 0) && (
        <ul class="said">
          {setting.map((phrase) => chip(phrase, null))}
          {unknown.map((remark) => (
            <Chip
              key={`unknown ${remark.from}`}
              label={remark.words}
              strange
              items={nearestTo(remark)}
              onRemove={() => onEdit(without(prompt, remark))}
            />
          ))}
        </ul>
      )}
    </section>
  );

  function nearestTo({ nearest = [], from, to }: Remark): MenuItem[] {
    return nearest.map((text) => ({
      key: text,
      label: text,
      picture: names?.things.some(({ name }) => name === text) ? (
        <Thumb sheet={sheet} thing={text} size={20} />
      ) : undefined,
      onPick: () => onEdit(replaced(prompt, { from, to }, text)),
    }));
  }
}

interface ChipProps {
  label: string;
  picture?: ReturnType<typeof pictureOf>;
  strange?: boolean; // it is not understood
  items: MenuItem[];
  onRemove: () => void;
}

function Chip({ label, picture, strange, items, onRemove }: ChipProps) {
  const { open, anchor, menu } = useMenu(strange ? says.near(label) : label, items);
  return (
    <li class={strange ? 'token strange' : 'token'}>
      {items.length > 0 ? (
        <button
          ref={anchor}
          type="button"
          class="say"
          aria-haspopup="menu"
          aria-expanded={menu !== null}
          title={strange ? says.strange(label) : says.change(label)}
          onClick={open}
        >
          {picture}
          {label}
        </button>
      ) : (
        <span class="say">
          {picture}
          {label}
        </span>
      )}
      <button
        type="button"
        class="remove"
        aria-label={says.remove(label)}
        title={says.remove(label)}
        onClick={onRemove}
      >
        <svg class="icon" width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
          <path d="M1.5 1.5l5 5M6.5 1.5l-5 5" />
        </svg>
      </button>
      {menu}
    </li>
  );
}

/** What more can be said. */
function Add({ items }: { items: MenuItem[] }) {
  const { open, anchor, menu } = useMenu(says.sayMore, items);
  if (items.length === 0) return null;
  return (
    <li class="token more">
      <button
        ref={anchor}
        type="button"
        class="say"
        aria-label={says.sayMoreHint}
        title={says.sayMore}
        aria-haspopup="menu"
        aria-expanded={menu !== null}
        onClick={open}
      >
        <svg class="icon" width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
          <path d="M4 .8v6.4M.8 4h6.4" />
        </svg>
      </button>
      {menu}
    </li>
  );
}

function useMenu(label: string, items: MenuItem[]) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [shown, setShown] = useState(false);
  const close = useRef((refocus: boolean) => {
    setShown(false);
    if (refocus) anchor.current?.focus();
  }).current;
  const picking = items.map((item) => ({
    ...item,
    onPick: () => {
      close(false);
      item.onPick();
    },
  }));
  return {
    anchor,
    open: () => setShown(!shown),
    menu:
      shown && anchor.current ? (
        <Menu label={label} anchor={anchor.current} items={picking} onClose={close} />
      ) : null,
  };
}

/** The number first and the thing next, as they would be said; the rest in the order of the prompt. */
const ordered = ({ phrases }: LayerReading): Phrase[] => {
  const rank = ({ kind }: Phrase) => (kind === 'count' ? 0 : kind === 'thing' ? 1 : 2);
  return [...phrases].sort((a, b) => rank(a) - rank(b));
};

const relates = ({ phrases }: LayerReading) => phrases.some(({ kind }) => kind === 'relation');

const isNow = ({ value, text }: { value: string; text: string }, phrase: Phrase) =>
  value === 'alive' ? text === phrase.words.toLowerCase() : value === phrase.value;

/** As the product says it, in English; else as it was typed. */
export function labelOf({ kind, value, words }: Phrase, names: Names | null): string {
  switch (kind) {
    case 'thing':
      return value;
    case 'count':
      return says.times(value);
    case 'seconds':
      return says.loop(value);
    case 'motion':
      if (value === 'alive') return words.toLowerCase();
      break;
    default:
  }
  return names?.words[kind]?.find((word) => word.value === value)?.name ?? words.toLowerCase();
}

function pictureOf(
  { kind, value }: Pick<Phrase, 'kind' | 'value'>,
  sheet: Sheet | null,
  size: number,
) {
  if (kind === 'colour' || kind === 'ground') return <Dot hex={value} />;
  return kind === 'thing' && sheet ? <Thumb sheet={sheet} thing={value} size={size} /> : undefined;
}
