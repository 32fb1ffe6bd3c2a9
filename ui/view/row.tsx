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
