/** Text fields that take a value over once it is one; anything else goes back to what it was. */
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Background } from '../../worker/api';
import { readHex, readSeed } from '../request';

interface HexProps {
  value: Background;
  onPick: (background: Background) => void;
}

export function HexField({ value, onPick }: HexProps) {
  const shown = value === 'transparent' ? '' : value.slice(1).toUpperCase();
  const [text, setText] = useState(shown);
  useLayoutEffect(() => setText(shown), [shown]);
  return (
    <input
      type="text"
      class="hex"
      aria-label="Background colour as hex"
      placeholder="Hex"
      maxLength={7}
      spellcheck={false}
      value={text}
      onInput={({ currentTarget }) => setText(currentTarget.value)}
      onChange={() => {
        const colour = readHex(text);
        if (colour) onPick(colour);
        setText(colour ? colour.slice(1).toUpperCase() : shown);
      }}
    />
  );
}

interface SeedProps {
  seed: number;
  onPick: (seed: number) => void;
}

export function SeedField({ seed, onPick }: SeedProps) {
  const [text, setText] = useState(String(seed));
  useLayoutEffect(() => setText(String(seed)), [seed]);
  return (
    <input
      id="seed"
      type="text"
      inputMode="numeric"
      maxLength={10}
      title="0 is the best guess. Any other number is a variation that you can get again."
      value={text}
      onInput={({ currentTarget }) => setText(currentTarget.value)}
      onChange={() => {
        const picked = readSeed(text);
        if (picked !== null) onPick(picked);
        else setText(String(seed));
      }}
    />
  );
}
