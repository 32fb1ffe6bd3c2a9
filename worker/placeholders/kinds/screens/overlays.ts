/** What lies above a screen: it is there at phase 0, leaves, and comes in again. */
import type { Context, Kinds } from '../../context';
import { card } from '../../furniture';
import { centred, inner, inset, middle } from '../../layout';
import { mix } from '../../raster/paint';
import { track } from '../../time';

/** What a screen shows where that does not matter: quiet, so that what lies above it is seen. */
function backdrop(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  card(s, box, 10);
  const { x, y, width, height } = inset(box, 10);
  pen.pill(x, y, width * 0.5, 7, colours.track);
  pen.rect(x, y + 14, width, height * 0.4, colours.track, 6);
  const top = y + height * 0.4 + 24;
  const count = Math.max(1, Math.floor((box.y + box.height - top) / 14));
  for (let i = 0; i < count; i++)
    pen.pill(x, top + i * 13, width * [0.94, 0.7, 0.84][i % 3]!, 6, colours.track);
  return box;
}

/** Something that comes in over a screen from its lower edge; it is there at phase 0. */
function sheetOver(
  s: Context,
  height: number,
  body: (x: number, y: number, width: number) => void,
  margin = 7,
) {
  const box = backdrop(s);
  const down = track(s.phase, [0, 0], [0.16, 0], [0.4, 1], [0.54, 1], [0.82, 0]);
  s.pen.inside(box.x, box.y, box.width, box.height, s.radius(10), () =>
    s.pen.move(0, (height + margin + 4) * down, () => {
      const width = Math.min(box.width - 2 * margin, margin > 0 ? 230 : box.width);
      body(s.width / 2 - width / 2, box.y + box.height - height - margin, width);
    }),
  );
}

const toast = (s: Context) =>
  sheetOver(s, 28, (x, y, width) => {
    s.pen.rect(x, y, width, 28, '#2b323c', 8);
    s.pen.circle(x + 15, y + 14, 6.5, s.colours.good);
    s.pen.stroke(
      [
        [x + 12, y + 14.3],
        [x + 14.2, y + 16.4],
        [x + 18.2, y + 11.8],
      ],
      1.8,
      '#ffffff',
    );
    s.pen.pill(x + 28, y + 11, (width - 40) * 0.66, 6, '#ffffff');
  });

const cookies = (s: Context) =>
  sheetOver(s, 52, (x, y, width) => {
    const { pen, colours } = s;
    pen.card(x, y, width, 52, 9, colours.surface, colours.line, 1.4);
    pen.circle(x + 16, y + 17, 9, '#d9a066');
    [
      [13, 14],
      [18.5, 15.5],
      [15, 21],
    ].forEach(([cx, cy]) => {
      pen.circle(x + cx!, y + cy!, 1.7, '#8a5a33');
    });
    pen.pill(x + 31, y + 10, (width - 42) * 0.95, 5, colours.ink);
    pen.pill(x + 31, y + 19, (width - 42) * 0.66, 5, colours.faint);
    pen.rect(x + 9, y + 33, (width - 24) / 2, 13, colours.track, 5);
    pen.rect(x + 15 + (width - 24) / 2, y + 33, (width - 24) / 2, 13, colours.accent, 5);
    pen.pill(x + 15 + (width - 24) * 0.65, y + 37.5, (width - 24) * 0.2, 4, colours.onAccent);
  });

const bottomSheet = (s: Context) => {
  const count = s.count(3, 6);
  const height = Math.min(s.height * 0.8, 20 + count * 19);
  const pitch = (height - 16) / count;
  sheetOver(
    s,
    height,
    (x, y, width) => {
      const { pen, colours } = s;
      pen.card(x, y, width, height + 14, 12, colours.surface, colours.line, 1.4);
      pen.pill(s.width / 2 - 12, y + 5, 24, 3.4, colours.faint);
      for (let i = 0; i < count; i++) {
        const row = y + 15 + i * pitch;
        pen.circle(
          x + 17,
          row + pitch / 2 - 2,
          Math.min(6, pitch * 0.36),
          i === 0 ? colours.accent : colours.soft,
        );
        pen.pill(
          x + 31,
          row + pitch / 2 - 5,
          (width - 44) * [0.6, 0.76, 0.5][i % 3]!,
          6,
          colours.ink,
        );
      }
    },
    0,
  );
};

const tooltip = (s: Context) =>
  centred(s, (pen) => {
    const size = track(s.phase, [0, 1], [0.16, 1], [0.4, 0], [0.54, 0], [0.74, 1.05], [0.84, 1]);
    pen.zoom(size, 64, 76, () => {
      pen.rect(14, 22, 100, 42, '#2b323c', 9);
      pen.polygon(
        [
          [56, 63],
          [72, 63],
          [64, 73],
        ],
        '#2b323c',
      );
      pen.pill(25, 33, 78, 6, '#ffffff');
      pen.pill(25, 46, 50, 6, '#8b95a3');
    });
    pen.circle(64, 97, 17, mix(s.colours.faint, s.colours.accent, size));
    pen.circle(64, 89.5, 2.8, s.colours.onAccent);
    pen.pill(61.4, 94.5, 5.2, 12, s.colours.onAccent);
  });

function dialog(s: Context) {
  const { pen, colours } = s;
  const page = inner(s, 8);
  pen.rect(
    page.x,
    page.y,
    page.width,
    page.height,
    mix(colours.surface, '#5a6472', 0.62),
    s.radius(10),
  );
  const size = track(s.phase, [0, 1], [0.16, 1], [0.38, 0], [0.5, 0], [0.72, 1.04], [0.82, 1]);
  const box = middle(page, 150, 78);
  const { x, y, width, height } = middle(page, Math.min(box.width, page.width - 16), 78);
  pen.zoom(size, s.width / 2, s.height / 2, () => {
    pen.rect(x, y, width, height, colours.surface, s.radius(10));
    pen.pill(x + 12, y + 13, width * 0.46, 8, colours.strong);
    pen.pill(x + 12, y + 29, width - 26, 5, colours.faint);
    pen.pill(x + 12, y + 38, width * 0.62, 5, colours.faint);
    const key = (width - 30) / 2;
    pen.rect(x + 12, y + height - 24, key, 15, colours.track, 5);
    pen.pill(x + 12 + key * 0.3, y + height - 19, key * 0.4, 5, colours.ink);
    pen.rect(x + 18 + key, y + height - 24, key, 15, colours.accent, 5);
    pen.pill(x + 18 + key * 1.3, y + height - 19, key * 0.4, 5, colours.onAccent);
  });
}

export const OVERLAYS: Kinds = {
  'toast message': { draw: toast },
  'cookie banner': { draw: cookies },
  'bottom sheet': { draw: bottomSheet },
  tooltip: { draw: tooltip },
  'modal dialog': { draw: dialog },
};
