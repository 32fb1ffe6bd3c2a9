/** The sheet of thumbnails, and where on it a thing lies. */
import type { Thumbnails } from '../../worker/api';

export interface Sheet {
  url: string;
  edge: number; // px of a cell
  columns: number;
  cells: ReadonlyMap<string, number>; // thing → index
}

/** The image stays as long as the page: a sheet is made once. */
export function sheetOf({ image, edge, columns, things }: Thumbnails): Sheet {
  const url = URL.createObjectURL(new Blob([image as BlobPart], { type: 'image/webp' }));
  return { url, edge, columns, cells: new Map(things.map((thing, index) => [thing, index])) };
}

/** Styles of an element of `size` px that shows a thing; `null` where it has no thumbnail. */
export function cellOf({ url, edge, columns, cells }: Sheet, thing: string, size: number) {
  const index = cells.get(thing);
  if (index === undefined) return null;
  const scale = size / edge;
  const rows = Math.ceil(cells.size / columns);
  const px = (cell: number) => `${-cell * edge * scale}px`;
  return {
    width: `${size}px`,
    height: `${size}px`,
    backgroundImage: `url(${url})`,
    backgroundSize: `${columns * edge * scale}px ${rows * edge * scale}px`,
    backgroundPosition: `${px(index % columns)} ${px(Math.floor(index / columns))}`,
  };
}
