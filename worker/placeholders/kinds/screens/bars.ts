/** Bars across a page. */
import type { Context, Kinds } from '../../context';
import { card, person } from '../../furniture';
import { inner, middle } from '../../layout';
import { chevron, heart, magnifier } from '../../marks';
import { mix } from '../../raster/paint';
import { near, track, visit } from '../../time';

function navigationBar(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 8), s.width, 34);
  card(s, box, 9);
  const y = box.y + 17;
  pen.rect(box.x + 9, y - 7, 14, 14, colours.accent, 4);
  const room = box.width - 70;
  const count = s.count(Math.max(2, Math.min(6, Math.floor(room / 32))), 8);
  const pitch = room / count;
  const at = visit(s.phase, count);
  for (let i = 0; i < count; i++) {
    const on = near(at, i);
    pen.pill(box.x + 31 + i * pitch, y - 3, pitch * 0.7, 6, mix(colours.faint, colours.accent, on));
  }
  pen.pill(box.x + 31 + at * pitch, box.y + 29, pitch * 0.7, 3, colours.accent);
  person(pen, box.x + box.width - 17, y, 9, colours.block, colours.surface);
}

function bottomNavigation(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 8), 320, 44);
  card(s, box, 13);
  const count = s.count(box.width > 170 ? 5 : 4, 6);
  const pitch = (box.width - 8) / count;
  const at = visit(s.phase, count);
  for (let i = 0; i < count; i++) {
    const on = near(at, i);
    const [x, y] = [box.x + 4 + (i + 0.5) * pitch, box.y + 18 - 2 * on];
    const colour = mix(colours.ink, colours.accent, on);
    if (i === 0) {
      pen.polygon(
        [
          [x - 9, y],
          [x, y - 8.5],
          [x + 9, y],
        ],
        colour,
      );
      pen.rect(x - 6.4, y - 1, 12.8, 8.4, colour, 1.6);
    } else if (i === 1) magnifier(pen, x, y - 0.6, 15, colour);
    else if (i === 2) heart(pen, x, y, 8, colour);
    else if (i === 3) {
      pen.circle(x, y - 4, 4, colour);
      pen.clip(x - 8, y + 1, 16, 6.6, 0, () => pen.circle(x, y + 8.6, 7.6, colour));
    } else for (const k of [-1, 0, 1]) pen.circle(x + 6 * k, y, 2.2, colour);
    pen.move(x, box.y + 33, () =>
      pen.pill(-2 - 5 * on, 0, 4 + 10 * on, 3.4, mix(colours.surface, colours.accent, on)),
    );
  }
}

/**
 * A message above a page, with its sign.
 *
 * @param sense 1 for an exclamation mark, -1 for an i
 */
function alertBanner(s: Context, sense: 1 | -1) {
  const { pen, colours } = s;
  const colour = colours.accent;
  const box = middle(inner(s, 8), 360, 44);
  const bump = track(
    s.phase,
    [0, 0],
    [0.2, 0],
    [0.28, 1],
    [0.36, -1],
    [0.44, 0.6],
    [0.52, -0.3],
    [0.6, 0],
  );
  pen.move(3.5 * bump, 0, () => {
    pen.card(
      box.x,
      box.y,
      box.width,
      box.height,
      s.radius(9),
      mix(colours.surface, colour, 0.14),
      colour,
      1.4,
    );
    const y = box.y + 22;
    pen.circle(box.x + 20, y, 10, colour);
    pen.pill(box.x + 18.4, sense > 0 ? y - 6 : y - 1.6, 3.2, 7.6, '#ffffff');
    pen.circle(box.x + 20, y + 4.6 * sense, 1.9, '#ffffff');
    pen.pill(box.x + 37, y - 8, (box.width - 54) * 0.8, 6, mix(colours.strong, colour, 0.3));
    pen.pill(box.x + 37, y + 3, (box.width - 54) * 0.56, 5, colours.ink);
  });
}

function breadcrumb(s: Context) {
  const { pen, colours } = s;
  const count = s.count(Math.max(3, Math.min(5, Math.floor(s.width / 42))), 7);
  const pitch = Math.min(58, (s.width - 20) / count);
  const left = s.width / 2 - (pitch * count) / 2;
  const weight = Math.min(8, pitch * 0.3);
  const at = count - 1 - visit(s.phase, count);
  for (let i = 0; i < count; i++) {
    const x = left + i * pitch;
    pen.pill(
      x,
      s.height / 2 - weight / 2,
      pitch * 0.62,
      weight,
      mix(colours.faint, colours.accent, near(at, i)),
    );
    const arrow = x + pitch * 0.82;
    if (i < count - 1)
      pen.rotate(-0.25, arrow, s.height / 2, () =>
        pen.stroke(
          chevron(arrow, s.height / 2, Math.min(3.6, pitch * 0.1)),
          Math.min(2.2, pitch * 0.06),
          colours.ink,
        ),
      );
  }
}

export const BARS: Kinds = {
  'navigation bar': { draw: navigationBar },
  'bottom navigation': { draw: bottomNavigation },
  'error message': { draw: (s) => alertBanner(s, 1), accent: '#f24822' },
  'info banner': { draw: (s) => alertBanner(s, -1) },
  breadcrumb: { draw: breadcrumb },
};
