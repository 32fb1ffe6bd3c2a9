import type { ComponentChildren } from 'preact';

interface RowProps {
  label: string;
  field: string; // id of the control
  note?: string;
  children: ComponentChildren;
}

/** A label and its controls. */
export const Row = ({ label, field, note, children }: RowProps) => (
  <div class="row">
    <label for={field}>{label}</label>
    <div class="controls">{children}</div>
    {note && (
      <p class="note" id={`${field}-note`}>
        {note}
      </p>
    )}
  </div>
);

interface SectionProps {
  id?: string;
  title: string;
  open?: boolean;
  onOpen?: () => void;
  children: ComponentChildren;
}

/** Rows under a heading that folds them away. */
export const Section = ({ id, title, open, onOpen, children }: SectionProps) => (
  <details
    id={id}
    class="section"
    open={open ?? false}
    onToggle={({ currentTarget }) => currentTarget.open && onOpen?.()}
  >
    <summary>
      <h2>{title}</h2>
    </summary>
    <div class="rows">{children}</div>
  </details>
);

export interface SwatchOption {
  value: string;
  name: string;
  class?: string; // what it looks like, where its value is no colour
}

interface SwatchesProps {
  label: string;
  name: string; // of the group
  options: SwatchOption[];
  value: string;
  onPick: (value: string) => void;
  children?: ComponentChildren; // behind the swatches
}

/** Swatches are radio buttons, so that arrow keys and screen readers know them. */
export const Swatches = ({ label, name, options, value, onPick, children }: SwatchesProps) => (
  <div class="row" role="radiogroup" aria-labelledby={`${name}-label`}>
    <span id={`${name}-label`}>{label}</span>
    <div class="controls colours">
      {options.map((option) => (
        <input
          key={option.value}
          type="radio"
          name={name}
          class={`swatch ${option.class ?? ''}`}
          style={{ backgroundColor: option.class ? undefined : option.value }}
          aria-label={option.name}
          title={option.name}
          checked={option.value === value}
          onChange={() => onPick(option.value)}
        />
      ))}
      {children}
    </div>
  </div>
);
