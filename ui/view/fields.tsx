/** Text fields that take a value over once it is one; anything else goes back to what it was. */
import type { ComponentProps } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Background } from '../../worker/api';
import { type Limits, readNumber } from '../number';
import { readHex } from '../request';
import { WORDS } from '../words';

interface FieldProps<T> {
  shown: string;
  read: (text: string) => T | null;
  onPick: (value: T) => void;
}

function Field<T>(props: FieldProps<T> & ComponentProps<'input'>) {
  const { shown, read, onPick, ...attributes } = props;
  const [text, setText] = useState(shown);
  useLayoutEffect(() => setText(shown), [shown]);
  return (
    <input
      type="text"
      {...attributes}
      value={text}
      data-typing={text === shown ? undefined : true}
      onInput={({ currentTarget }) => setText(currentTarget.value)}
      onChange={() => {
        setText(shown); // a value that is new follows
        const value = read(text);
        if (value !== null) onPick(value);
      }}
    />
  );
}

interface HexProps {
  value: Background;
  onPick: (background: Background) => void;
}

export const HexField = ({ value, onPick }: HexProps) => (
  <Field<Background>
    class="hex"
    aria-label={WORDS.backgroundHex}
    placeholder={WORDS.hex}
    maxLength={7}
    spellcheck={false}
    shown={value === 'transparent' ? '' : value.slice(1).toUpperCase()}
    read={readHex}
    onPick={onPick}
  />
);

interface ColourProps {
  label: string;
  value: string; // #rrggbb
  onPick: (colour: `#${string}`) => void; // while it is being chosen, too
  onPicked: (colour: `#${string}`) => void; // once it is chosen
}

/** The system's own picker. */
export const ColourField = ({ label, value, onPick, onPicked }: ColourProps) => (
  <input
    type="color"
    class="picker"
    aria-label={label}
    title={label}
    value={value}
    onInput={({ currentTarget }) => {
      const colour = readHex(currentTarget.value);
      if (colour) onPick(colour);
    }}
    onChange={({ currentTarget }) => {
      const colour = readHex(currentTarget.value);
      if (colour) onPicked(colour);
    }}
  />
);

interface NumberProps {
  id?: string;
  label: string;
  value: number;
  limits: Limits;
  digits: number; // after the point
  onPick: (value: number) => void;
}

export function NumberField({ id, label, value, limits, digits, onPick }: NumberProps) {
  const scale = 10 ** digits;
  const rounded = (number: number) => Math.round(number * scale) / scale;
  return (
    <Field
      id={id}
      class="number"
      inputMode="decimal"
      maxLength={6}
      aria-label={label}
      title={WORDS.range(label, limits.min, limits.max)}
      shown={String(rounded(value))}
      read={(text) => {
        const number = readNumber(text, limits);
        return number === null ? null : rounded(number);
      }}
      onPick={onPick}
    />
  );
}
