/** A menu that opens from a button: arrow keys, letters, Enter, Esc, as the menu button pattern of WAI-ARIA has it. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { targetOf } from './keys';
import { useSpot } from './popover';

export interface MenuItem {
  key: string;
  label: string;
  picture?: ComponentChildren;
  checked?: boolean; // what is so now
  onPick: () => void;
}

interface MenuProps {
  label: string;
  anchor: Element;
  items: MenuItem[];
  onClose: (refocus: boolean) => void;
}

const WIDTH = 176; // px

export function Menu({ label, anchor, items, onClose }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const chosen = items.findIndex(({ checked }) => checked);
  const [active, setActive] = useState(Math.max(0, chosen));
  const spot = useSpot(anchor, WIDTH);
  useLayoutEffect(() => {
    const item = list.current?.children[active];
    if (!(item instanceof HTMLElement)) return;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: 'nearest' });
  }, [active, spot !== null]);
  useEffect(() => {
    const away = ({ target }: Event) => {
      const inside = target instanceof Node && list.current?.contains(target);
      if (!inside && !(target instanceof Node && anchor.contains(target))) onClose(false);
    };
    addEventListener('pointerdown', away, true);
    return () => removeEventListener('pointerdown', away, true);
  }, [anchor, onClose]);

  function onKeyDown(event: KeyboardEvent) {
    const { key } = event;
    const to = targetOf(key, active, items);
    if (to !== null) setActive(to);
    else if (key === 'Escape') onClose(true);
    else if (key === 'Tab') return onClose(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={list}
      class="choices"
      role="menu"
      aria-label={label}
      style={spot ?? { visibility: 'hidden' }}
      onKeyDown={onKeyDown}
    >
      {items.map(({ key, label: text, picture, checked, onPick }, i) => (
        <button
          type="button"
          key={key}
          {...roleOf(checked)}
          tabIndex={i === active ? 0 : -1}
          onPointerMove={() => setActive(i)}
          onClick={onPick}
        >
          <span class="tick" aria-hidden="true">
            {checked ? '✓' : ''}
          </span>
          {picture}
          <span class="text">{text}</span>
        </button>
      ))}
    </div>
  );
}

const roleOf = (checked?: boolean) =>
  checked === undefined
    ? ({ role: 'menuitem' } as const)
    : ({ role: 'menuitemradio', 'aria-checked': checked } as const);
