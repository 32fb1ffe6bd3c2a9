/** Skeletons of pages. */
import type { Context, Kinds } from '../../context';
import { card, lines } from '../../furniture';
import { columnsOf, gridOf, inner, inset, rowsOf } from '../../layout';
import { block, text } from './skeletons';

function skeletonChart(s: Context) {
  const box = inner(s, 10);
  const { pen, shimmer } = s;
  pen.pill(box.x, box.y, Math.min(60, box.width * 0.5), 9, shimmer);
  const count = s.count(Math.min(12, Math.max(5, Math.round(box.width / 24))));
  const area = { ...box, y: box.y + 20, height: box.height - 28 };
  for (const [i, { x, y, width, height }] of columnsOf(area, count, 7).entries()) {
    const tall = height * [0.5, 0.82, 0.62, 1, 0.74, 0.88, 0.56][i % 7]!;
    block(s, { x, y: y + height - tall, width, height: tall }, 4);
  }
  pen.pill(box.x, box.y + box.height - 4, box.width, 4, shimmer);
}

function skeletonForm(s: Context) {
  const box = inner(s, 10);
  const button = 20;
  const fields = rowsOf(s, { ...box, height: box.height - button - 9 }, 33, 8, 6);
  for (const [i, { x, y, width, height }] of fields.entries()) {
    const label = Math.min(6, height * 0.2);
    s.pen.pill(x, y, [38, 50, 32][i % 3]!, label, s.shimmer);
    const field = { x, y: y + label + 5, width, height: height - label - 5 };
    card(s, field, 6);
    const line = Math.min(6, field.height * 0.34);
    s.pen.pill(x + 8, field.y + (field.height - line) / 2, width * 0.46, line, s.shimmer);
  }
  block(s, { ...box, y: box.y + box.height - button, height: button }, 7);
}

function skeletonDashboard(s: Context) {
  const whole = inner(s, 8);
  const { pen, colours, shimmer } = s;
  card(s, whole, 8);
  const side = Math.min(40, whole.width * 0.24);
  pen.rect(whole.x + side, whole.y + 1, 1, whole.height - 2, colours.line);
  pen.circle(whole.x + side / 2, whole.y + 14, 6, shimmer);
  const entries = Math.min(6, Math.floor((whole.height - 40) / 14));
  for (let i = 0; i < entries; i++) {
    pen.pill(whole.x + side * 0.2, whole.y + 32 + i * 14, side * 0.6, 5, shimmer);
  }
  const page = inset({ ...whole, x: whole.x + side, width: whole.width - side }, 8);
  const tiles = s.count(page.width > 110 ? 4 : 3, 6);
  const tile = Math.min(26, page.height * 0.26);
  for (const box of columnsOf({ ...page, height: tile }, tiles, 6)) block(s, box, 4);
  const chart = Math.max(20, (page.height - tile) * 0.5);
  block(s, { ...page, y: page.y + tile + 7, height: chart }, 5);
  const top = page.y + tile + chart + 15;
  text(s, { ...page, y: top, height: page.y + page.height - top }, 11, 6);
}

function skeletonProduct(s: Context) {
  const box = inner(s, 9);
  const usual = Math.max(2, Math.round(box.width / 66));
  const count = s.count(usual);
  const cells = count > usual ? gridOf(s, box, 60, 8) : columnsOf(box, count, 8);
  for (const { x, y, width, height } of cells) {
    const lower = Math.min(42, height * 0.5); // what stands below the picture
    const cover = Math.min(height - lower, width * 1.3);
    const top = y + Math.max(0, (height - cover - lower) / 2);
    const unit = lower / 42;
    block(s, { x, y: top, width, height: cover }, 7);
    s.pen.pill(x, top + cover + 8 * unit, width * 0.94, 7 * unit, s.shimmer);
    s.pen.pill(x, top + cover + 20 * unit, width * 0.6, 6 * unit, s.shimmer);
    s.pen.pill(x, top + cover + 32 * unit, width * 0.4, 9 * unit, s.shimmer);
  }
}

function skeletonBanner(s: Context) {
  const box = inner(s, 8);
  const { pen, shimmer } = s;
  card(s, box, 10);
  const area = inset(box, 12);
  const aside = area.width / area.height > 1.2;
  const width = aside ? area.width * 0.5 : area.width;
  const used = aside ? 62 : 44;
  const top = aside ? area.y + (area.height - used) / 2 : area.y + area.height - used;
  pen.pill(area.x, top, width * 0.92, 11, shimmer);
  lines(pen, { x: area.x, y: top + 18, width, height: aside ? 18 : 6 }, aside ? 2 : 1, 6, shimmer);
  pen.rect(area.x, top + used - 15, Math.min(48, width * 0.6), 15, shimmer, 6);
  const picture = aside
    ? { ...area, x: area.x + width + 12, width: area.width - width - 12 }
    : { ...area, height: area.height - used - 10 };
  block(s, picture, 8);
}

function skeletonFeed(s: Context) {
  const box = inner(s, 8);
  const count = s.count(Math.max(1, Math.min(4, Math.round(box.height / 120))), 8);
  const gap = 8;
  const height = (box.height - gap * (count - 1)) / count;
  for (let i = 0; i < count; i++) {
    const post = { ...box, y: box.y + i * (height + gap), height };
    card(s, post, 9);
    const { x, y, width } = inset(post, 9, Math.min(9, height * 0.15));
    if (height < 84) {
      // No room for a picture: only who wrote it.
      const r = Math.min(8, height * 0.32);
      s.pen.circle(x + r, post.y + height / 2, r, s.shimmer);
      s.pen.pill(x + 2 * r + 6, post.y + height / 2 - r * 0.7, width * 0.6, r * 0.6, s.shimmer);
      s.pen.pill(x + 2 * r + 6, post.y + height / 2 + r * 0.2, width * 0.4, r * 0.5, s.shimmer);
      continue;
    }
    s.pen.circle(x + 8, y + 8, 8, s.shimmer);
    s.pen.pill(x + 22, y + 2, Math.min(60, width * 0.5), 6, s.shimmer);
    s.pen.pill(x + 22, y + 11, Math.min(36, width * 0.3), 4.5, s.shimmer);
    block(s, { x, y: y + 23, width, height: height - 61 }, 6);
    s.pen.pill(x, y + height - 32, width * 0.86, 6, s.shimmer);
    s.pen.pill(x, y + height - 22.5, width * 0.5, 5, s.shimmer);
  }
}

export const SKELETON_PAGES: Kinds = {
  'skeleton form': { draw: skeletonForm },
  'skeleton chart': { draw: skeletonChart },
  'skeleton dashboard': { draw: skeletonDashboard },
  'skeleton product': { draw: skeletonProduct },
  'skeleton banner': { draw: skeletonBanner },
  'skeleton feed': { draw: skeletonFeed },
};
