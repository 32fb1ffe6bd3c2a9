/** What a hand opens and chooses from. */
import type { Context, Kinds } from '../../context';
import { card } from '../../furniture';
import { centred, inner, middle } from '../../layout';
import { chevron, magnifier } from '../../marks';
import { mix } from '../../raster/paint';
import { near, onOff, track, visit } from '../../time';

function dropdown(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 10), 260, s.height - 20);
  const open = track(s.phase, [0, 1], [0.1, 1], [0.4, 0], [0.54, 0], [0.84, 1]);
  const chosen = track(s.phase, [0, 0], [0.1, 0], [0.24, 1], [0.6, 1], [0.9, 0]);
  const count = s.count(Math.max(3, Math.floor((box.height - 48) / 21)), 8);
  const list = { ...box, y: box.y + 36, height: (box.height - 36) * open };
  const pitch = (box.height - 44) / count;
  if (open > 0.06) {
    card(s, list, 8);
    pen.inside(list.x, list.y, list.width, list.height, 8, () => {
      pen.rect(list.x + 4, list.y + 4 + pitch * chosen, list.width - 8, pitch, colours.soft, 5);
      for (let i = 0; i < count; i++) {
        const colour = mix(colours.ink, colours.accent, near(chosen, i));
        pen.pill(
          list.x + 12,
          list.y + 4 + (i + 0.5) * pitch - 3.5,
          list.width * [0.5, 0.62, 0.42][i % 3]!,
          7,
          colour,
        );
      }
    });
  }
  card(s, { ...box, height: 30 }, 8, colours.accent);
  pen.pill(box.x + 11, box.y + 11.5, Math.min(60, box.width * 0.5), 7, colours.strong);
  const x = box.x + box.width - 17;
  pen.zoom(
    1,
    x,
    box.y + 15,
    () => pen.stroke(chevron(x, box.y + 15, 5.5), 3, colours.ink),
    1 - 2 * open,
  );
}

function tabs(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 10);
  const count = s.count(3, 6);
  const at = visit(s.phase, count);
  const cell = box.width / count;
  const top = box.y + 26;
  for (let i = 0; i < count; i++) {
    const colour = mix(colours.faint, colours.accent, near(at, i));
    pen.pill(box.x + cell * (i + 0.2), box.y + 8, cell * 0.6, 7, colour);
  }
  pen.rect(box.x, top - 1, box.width, 1.4, colours.line);
  pen.pill(box.x + cell * (at + 0.14), top - 2.4, cell * 0.72, 4, colours.accent);
  const page = { x: box.x, y: top + 10, width: box.width, height: box.y + box.height - top - 10 };
  pen.clip(page.x, page.y, page.width, page.height, 0, () => {
    for (let i = 0; i < count; i++) {
      if (Math.abs(at - i) >= 1) continue;
      pen.move((page.width + 10) * (i - at), 0, () => tabPage(s, i, page));
    }
  });
}

function tabPage(
  s: Context,
  i: number,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
) {
  const { pen, colours } = s;
  if (i % 3 === 0) {
    const edge = Math.min(height, width * 0.44);
    pen.rect(x, y, edge, height, colours.soft, 7);
    for (let k = 0; k * 16 + 7 < height; k++)
      pen.pill(
        x + edge + 10,
        y + 3 + k * 16,
        (width - edge - 10) * [0.96, 0.74, 0.86][k % 3]!,
        7,
        colours.faint,
      );
  } else if (i % 3 === 1) {
    const count = Math.max(2, Math.round(height / 24));
    for (let k = 0; k < count; k++) {
      const cy = y + ((k + 0.5) * height) / count;
      pen.circle(x + 9, cy, 8, colours.soft);
      pen.pill(x + 26, cy - 3.5, (width - 26) * [0.86, 0.66, 0.76][k % 3]!, 7, colours.faint);
    }
  } else {
    const count = Math.max(4, Math.round(width / 28));
    const pitch = width / count;
    for (let k = 0; k < count; k++) {
      const tall = height * [0.46, 0.72, 0.58, 0.96, 0.66][k % 5]!;
      pen.rect(x + k * pitch + 3, y + height - tall, pitch - 6, tall, colours.soft, 4);
    }
  }
}

const hamburger = (s: Context) =>
  centred(s, (pen) => {
    const way = track(s.phase, [0, 0], [0.12, 0], [0.45, 1], [0.58, 1], [0.92, 0]);
    const close = Math.min(1, way * 2); // the bars meet, and then they turn
    const turn = Math.max(0, way * 2 - 1) / 8;
    const bar = (y: number, sense: number) =>
      pen.move(0, (64 - y) * close, () =>
        pen.rotate(sense * turn, 64, y, () => pen.pill(20, y - 5.5, 88, 11, s.colours.accent)),
      );
    bar(36, 1);
    bar(92, -1);
    if (close < 1) pen.pill(20 + 44 * close, 58.5, 88 * (1 - close), 11, s.colours.accent);
  });

function sideMenu(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 9);
  const out = onOff(s.phase);
  const menu = Math.min(90, box.width * 0.42);
  card(s, box, 10);
  pen.inside(box.x, box.y, box.width, box.height, s.radius(10), () => {
    const shown = menu * out;
    const [x, width] = [box.x + shown + 10, box.width - 20 - menu * 0.6];
    pen.rect(x, box.y + 12, width, box.height * 0.36, colours.block, 6);
    for (let y = box.y + box.height * 0.36 + 24, i = 0; y < box.y + box.height - 8; y += 14, i++) {
      pen.pill(x, y, width * [0.9, 0.66, 0.8][i % 3]!, 6, colours.faint);
    }
    pen.move(shown - menu, 0, () => {
      pen.rect(box.x, box.y, menu, box.height, colours.accent);
      pen.circle(box.x + 16, box.y + 20, 8, colours.onAccent);
      const count = s.count(Math.max(3, Math.min(8, Math.floor((box.height - 40) / 16))));
      for (let i = 0; i < count; i++) {
        const colour = mix(colours.accent, colours.onAccent, i === 0 ? 1 : 0.55);
        pen.pill(
          box.x + 10,
          box.y + 40 + i * Math.min(16, (box.height - 46) / count),
          (menu - 22) * [0.92, 0.7, 0.84, 0.6][i % 4]!,
          6,
          colour,
        );
      }
    });
  });
}

function palette(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 8), 240, s.height - 16);
  card(s, box, 11);
  magnifier(pen, box.x + 17, box.y + 17, 13, colours.ink);
  pen.pill(box.x + 30, box.y + 14, box.width * 0.4, 6, colours.ink);
  pen.rect(box.x + 1.4, box.y + 33, box.width - 2.8, 1.2, colours.track);
  const space = box.height - 42;
  const count = s.count(Math.max(3, Math.floor(space / 22)), 9);
  const pitch = Math.min(24, space / count);
  const at = visit(s.phase, count);
  pen.rect(box.x + 6, box.y + 38 + pitch * at, box.width - 12, pitch - 2, colours.soft, 6);
  for (let i = 0; i < count; i++) {
    const y = box.y + 38 + (i + 0.5) * pitch - 1;
    const on = near(at, i);
    pen.rect(box.x + 13, y - 5, 10, 10, mix(colours.faint, colours.accent, on), 3);
    pen.pill(
      box.x + 31,
      y - 3,
      (box.width - 60) * [0.7, 0.5, 0.8, 0.6][i % 4]!,
      6,
      mix(colours.ink, colours.accent, on),
    );
  }
}

export const MENUS: Kinds = {
  dropdown: { draw: dropdown },
  tabs: { draw: tabs },
  'hamburger menu': { draw: hamburger, accent: '#6b7685' },
  'side menu': { draw: sideMenu },
  'command palette': { draw: palette },
};
