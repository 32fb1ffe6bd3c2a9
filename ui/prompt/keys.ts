/** The item that a key leads to; `null` for other keys. */
export function targetOf(key: string, active: number, items: { label: string }[]): number | null {
  const { length } = items;
  switch (key) {
    case 'ArrowDown':
      return (active + 1) % length;
    case 'ArrowUp':
      return (active - 1 + length) % length;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default: {
      if (!/^\p{L}$/u.test(key)) return null;
      const begins = ({ label }: { label: string }) =>
        label.toLowerCase().startsWith(key.toLowerCase());
      const next = items.findIndex((item, i) => i > active && begins(item));
      const first = items.findIndex(begins);
      return next >= 0 ? next : first >= 0 ? first : active;
    }
  }
}
