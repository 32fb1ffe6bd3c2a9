/** Skeletons of pieces: blocks where content will be, crossed by one band of light. */
import type { Rectangle } from '../../../picture/rectangle';
import type { Context, Kinds } from '../../context';
import { card, lines } from '../../furniture';
import { columnsOf, gridOf, inner, inset, rowsOf } from '../../layout';

const WIDE = 1.45; // of width to height, from which things stand side by side

/** How many lines of text fit, or as many as asked for. */
const linesIn = (s: Context, height: number, pitch = 13) =>
  s.count(Math.min(9, Math.max(1, Math.floor((height - 7) / pitch) + 1)));

export const block = ({ pen, shimmer }: Context, { x, y, width, height }: Rectangle, corner = 5) =>
  pen.rect(x, y, width, height, shimmer, corner);

const LINE_SHARE = 0.62; // of the room that a line has: more of them than fit still lie apart

/** A paragraph that fills a box, no looser than text is. */
export function text(s: Context, box: Rectangle, pitch = 13, weight = 7) {
  const count = linesIn(s, box.height, pitch);
  const height = Math.min(box.height, (count - 1) * pitch * 1.25 + weight);
  lines(
    s.pen,
    { ...box, height },
    count,
    Math.min(weight, (LINE_SHARE * height) / count),
    s.shimmer,
  );
}

function skeletonCard(s: Context) {
  const whole = inner(s, 9);
  card(s, whole, 10);
  const box = inset(whole, 9);
  const { pen, shimmer } = s;
  if (box.width / box.height >= WIDE) {
    const edge = Math.min(box.height, box.width * 0.45);
    block(s, { ...box, width: edge, height: box.height }, 6);
    const x = box.x + edge + 12;
    const width = box.x + box.width - x;
    pen.pill(x, box.y + 3, width * 0.72, 10, shimmer);
    text(s, { x, y: box.y + 25, width, height: box.height - 52 });
    pen.circle(x + 8, box.y + box.height - 8.5, 8, shimmer);
    pen.pill(x + 22, box.y + box.height - 12, width * 0.36, 7, shimmer);
    return;
  }
  const most = Math.min(box.height * 0.5, box.width * 0.72);
  const cover = Math.max(box.height * 0.2, Math.min(most, box.height - 25 - 11 * s.count(0)));
  block(s, { ...box, height: cover }, 6);
  pen.pill(box.x, box.y + cover + 9, box.width * 0.7, 8, shimmer);
  const top = box.y + cover + 25;
  text(s, { ...box, y: top, height: box.y + box.height - top }, 12);
}

function skeletonList(s: Context) {
  for (const [i, row] of rowsOf(s, inner(s, 9), 22, 7, 7).entries()) {
    const r = Math.min(11, row.height / 2);
    const [x, middle] = [row.x + 2 * r + 8, row.y + row.height / 2];
    const weight = Math.min(7, row.height * 0.32);
    const width = Math.min(row.width - 2 * r - 8, 220);
    s.pen.circle(row.x + r, middle, r, s.shimmer);
    s.pen.pill(x, middle - weight - 2, width * [0.94, 0.74, 0.86, 0.66][i % 4]!, weight, s.shimmer);
    s.pen.pill(x, middle + 2.5, width * [0.5, 0.42, 0.56][i % 3]!, weight * 0.85, s.shimmer);
  }
}

function skeletonArticle(s: Context) {
  const box = inner(s, 10);
  s.pen.pill(box.x, box.y, Math.min(box.width * 0.68, 150), 13, s.shimmer);
  text(s, { ...box, y: box.y + 24, height: box.height - 24 }, 13);
}

function skeletonProfile(s: Context) {
  const { pen, shimmer } = s;
  const box = inner(s, 9);
  if (box.width / box.height >= WIDE) {
    const r = Math.min(38, box.height * 0.36);
    pen.circle(box.x + r + 4, s.height / 2, r, shimmer);
    const x = box.x + 2 * r + 20;
    const width = box.x + box.width - x;
    pen.pill(x, s.height / 2 - 32, width * 0.66, 11, shimmer);
    lines(pen, { x, y: s.height / 2 - 11, width, height: 20 }, 2, 7, shimmer);
    const button = Math.min(44, width / 2 - 4);
    pen.pill(x, s.height / 2 + 20, button, 14, shimmer);
    pen.pill(x + button + 8, s.height / 2 + 20, button, 14, shimmer);
    return;
  }
  const middle = s.width / 2;
  const rest = Math.max(0, box.height - 110);
  const count = s.count(Math.floor(rest / 24), 9);
  const used = 104 + (rest > 20 ? count * 24 : 0);
  const y = box.y + Math.max(0, (box.height - used) / 2);
  pen.circle(middle, y + 28, 27, shimmer);
  pen.pill(middle - 31, y + 64, 62, 10, shimmer);
  pen.pill(middle - 42, y + 79, 84, 6, shimmer);
  pen.pill(middle - 42, y + 93, 39, 14, shimmer);
  pen.pill(middle + 3, y + 93, 39, 14, shimmer);
  if (rest <= 20) return;
  for (let i = 0; i < count; i++) {
    block(s, { ...box, y: y + 118 + i * 24, height: 17 }, 5);
  }
}

function skeletonTable(s: Context) {
  const whole = inner(s, 8);
  const { pen, colours, shimmer } = s;
  card(s, whole, 8);
  const head = Math.min(24, whole.height * 0.2);
  const body = { ...whole, y: whole.y + head, height: whole.height - head };
  const columns = columnsOf(inset(whole, 9, 0), whole.width > 180 ? 5 : 3, 9);
  const count = s.count(Math.min(9, Math.floor(body.height / 19)), 16);
  const pitch = body.height / count;
  const weight = Math.min(7, pitch * 0.42);
  for (const { x, width } of columns) {
    pen.pill(x, whole.y + head / 2 - 4, width * 0.86, 8, shimmer);
  }
  for (let row = 0; row < count; row++) {
    const y = body.y + row * pitch;
    pen.rect(whole.x + 1, y, whole.width - 2, 1, colours.line);
    for (const [i, { x, width }] of columns.entries()) {
      const share = [0.95, 0.66, 0.8, 0.55, 0.7][(i + 2 * row) % 5]!;
      pen.pill(x, y + (pitch - weight) / 2, width * share, weight, shimmer);
    }
  }
}

const skeletonGallery = (s: Context) => {
  for (const cell of gridOf(s, inner(s, 9), 33, 6)) block(s, cell, 6);
};

function skeletonChat(s: Context) {
  const box = inner(s, 9);
  for (const [i, row] of rowsOf(s, box, 26, 9, 8).entries()) {
    const mine = i % 3 === 1;
    const share = [0.56, 0.64, 0.46, 0.5][i % 4]!;
    const r = Math.min(9, row.height / 2);
    const width = Math.min(150, (box.width - 2 * r - 6) * share + 16);
    const x = mine ? box.x + box.width - width : box.x + 2 * r + 6;
    if (!mine) s.pen.circle(box.x + r, row.y + row.height - r, r, s.shimmer);
    s.pen.rect(x, row.y, width, row.height, s.shimmer, 10);
  }
}

export const SKELETONS: Kinds = {
  'skeleton card': { draw: skeletonCard },
  'skeleton list': { draw: skeletonList },
  'skeleton article': { draw: skeletonArticle },
  'skeleton profile': { draw: skeletonProfile },
  'skeleton table': { draw: skeletonTable },
  'skeleton gallery': { draw: skeletonGallery },
  'skeleton chat': { draw: skeletonChat },
};
