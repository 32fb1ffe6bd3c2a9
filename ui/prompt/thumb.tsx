import type { Sheet } from './sheet';
import { cellOf } from './sheet';

interface ThumbProps {
  sheet: Sheet | null;
  thing: string;
  size: number; // px
}

/** A thing's thumbnail; its first letter where it has none. */
export function Thumb({ sheet, thing, size }: ThumbProps) {
  const cell = sheet && cellOf(sheet, thing, size);
  return cell ? (
    <span class="thumb" style={cell} aria-hidden="true" />
  ) : (
    <span
      class="thumb letter"
      style={{ width: `${size}px`, height: `${size}px` }}
      aria-hidden="true"
    >
      {thing.slice(0, 1).toUpperCase()}
    </span>
  );
}

/** A swatch of a colour; nothing behind it shows as a checkerboard. */
export const Dot = ({ hex }: { hex: string }) => (
  <span
    class={`dot ${hex === 'transparent' ? 'checker' : ''}`}
    style={{ backgroundColor: hex }}
    aria-hidden="true"
  />
);
