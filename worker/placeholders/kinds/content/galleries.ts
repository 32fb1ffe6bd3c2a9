/** Pictures, one or many. */
import type { Context, Kinds } from '../../context';
import { landscape } from '../../furniture';
import { columnsOf, gridOf, inner } from '../../layout';
import { near, regrow, visit, wave } from '../../time';

function photo(s: Context) {
  const { pen, colours, width, height } = s;
  const box = inner(s, 8);
  const corner = s.radius(10);
  pen.rect(box.x, box.y, box.width, box.height, colours.block, corner);
  pen.clip(box.x, box.y, box.width, box.height, corner, () => {
    const base = box.y + box.height + 1;
    const edge = Math.min(box.width, box.height * 1.3);
    const lift = 5 * wave(s.phase);
    pen.circle(width / 2 + edge * 0.24, height * 0.34 - lift, 10, colours.accent);
    const far = width / 2 + edge * 0.22;
    const close = width / 2 - edge * 0.16;
    pen.polygon(
      [
        [far - edge * 0.46, base],
        [far, base - box.height * 0.4],
        [far + edge * 0.46, base],
      ],
      colours.faint,
    );
    pen.polygon(
      [
        [close - edge * 0.5, base],
        [close, base - box.height * 0.6],
        [close + edge * 0.5, base],
      ],
      colours.ink,
    );
  });
}

function gallery(s: Context) {
  const { pen, colours } = s;
  const cells = gridOf(s, inner(s, 9), 36, 6);
  const at = visit(s.phase, cells.length);
  for (const [i, cell] of cells.entries()) {
    const on = near(at, i);
    landscape(s, cell, 6);
    if (on > 0.02)
      pen.stroke(
        [
          [cell.x, cell.y],
          [cell.x + cell.width, cell.y],
          [cell.x + cell.width, cell.y + cell.height],
          [cell.x, cell.y + cell.height],
        ],
        3 * on,
        colours.accent,
        true,
      );
  }
}

/** Two or more columns of pictures of different heights, which grow in one after the other. */
function masonry(s: Context) {
  const box = inner(s, 9);
  const count = s.count(Math.max(2, Math.round(box.width / 48)), 6);
  for (const [i, { x, y, width, height }] of columnsOf(box, count, 6).entries()) {
    const shares = [
      [0.44, 0.3, 0.26],
      [0.28, 0.42, 0.3],
      [0.36, 0.24, 0.4],
    ][i % 3]!;
    let top = y;
    for (const [k, share] of shares.entries()) {
      const tall = share * (height - 12);
      const grown = regrow(s.phase, i + k, 0.5);
      const colour = [s.colours.soft, s.colours.block, s.colours.faint][(i + k) % 3]!;
      s.pen.rect(x, top, width, tall, s.colours.track, 6);
      s.pen.zoom(grown, x + width / 2, top + tall / 2, () =>
        s.pen.rect(x, top, width, tall, colour, 6),
      );
      top += tall + 6;
    }
  }
}

export const GALLERIES: Kinds = {
  'photo placeholder': { draw: photo },
  'photo grid': { draw: gallery },
  'masonry grid': { draw: masonry },
};
