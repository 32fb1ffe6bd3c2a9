/** Arrow keys in a field of tiles, whose rows are as long as the window is wide; one tile at a time takes the focus. */

/** Moves the focus from tile to tile; other keys are left alone. */
export function moveFocus(field: HTMLElement | null, event: KeyboardEvent): void {
  const tiles = [...(field?.querySelectorAll<HTMLElement>('[data-tile]') ?? [])];
  const at = tiles.findIndex((tile) => tile.matches(':focus'));
  const to = tiles[targetAmong(tiles, at, event.key)];
  if (!to) return;
  event.preventDefault();
  to.focus();
  to.scrollIntoView({ block: 'nearest' });
}

/** @returns the index of the tile that a key leads to; -1 for none */
export function targetAmong(
  tiles: readonly Pick<HTMLElement, 'offsetLeft' | 'offsetTop'>[],
  at: number,
  key: string,
): number {
  if (at < 0) return key === 'ArrowDown' ? 0 : -1;
  const here = tiles[at]!;
  switch (key) {
    case 'ArrowRight':
      return at + 1 < tiles.length ? at + 1 : -1;
    case 'ArrowLeft':
      return at - 1;
    case 'Home':
      return 0;
    case 'End':
      return tiles.length - 1;
    case 'ArrowDown':
      return nearest(tiles.findIndex(({ offsetTop }) => offsetTop > here.offsetTop));
    case 'ArrowUp': {
      const above = tiles.filter(({ offsetTop }) => offsetTop < here.offsetTop);
      return nearest(above.length - 1);
    }
    default:
      return -1;
  }

  /** Of the row that a tile is in, the one closest to where the focus is. */
  function nearest(inRow: number): number {
    const row = tiles[inRow]?.offsetTop;
    if (row === undefined) return -1;
    let best = inRow;
    tiles.forEach((tile, i) => {
      const off = (one: number) => Math.abs(tiles[one]!.offsetLeft - here.offsetLeft);
      if (tile.offsetTop === row && off(i) < off(best)) best = i;
    });
    return best;
  }
}
