/** Pages that move within themselves. */
import type { Context, Kinds } from '../../context';
import { card, landscape, lines } from '../../furniture';
import { centred, columnsOf, inner, inset, middle } from '../../layout';
import { chevron } from '../../marks';
import { mix } from '../../raster/paint';
import { near, swing, track, visit, wave } from '../../time';

function carousel(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 9);
  const count = s.count(3, 8);
  const at = track(
    s.phase,
    ...Array.from(
      { length: count },
      (_, i) =>
        [
          [i / count, i],
          [(i + 0.5) / count, i],
        ] as const,
    ).flat(),
    [1, count],
  );
  const frame = { ...box, height: box.height - 20 };
  card(s, frame, 11);
  const view = inset(frame, 5);
  pen.clip(view.x, view.y, view.width, view.height, 7, () => {
    for (let i = 0; i <= count; i++) {
      if (Math.abs(i - at) >= 1) continue;
      pen.move((view.width + 5) * (i - at), 0, () => {
        const hue = colours.hues[(i % count) % 5]!;
        pen.rect(view.x, view.y, view.width, view.height, mix(colours.surface, hue, 0.28), 7);
        const [cx, cy, r] = [s.width / 2, view.y + view.height / 2, view.height * 0.2];
        if ((i % count) % 3 === 0) pen.circle(cx, cy, r, hue);
        else if ((i % count) % 3 === 1) pen.rect(cx - r, cy - r, 2 * r, 2 * r, hue, r * 0.3);
        else
          pen.polygon(
            [
              [cx, cy - r * 1.1],
              [cx + r * 1.2, cy + r],
              [cx - r * 1.2, cy + r],
            ],
            hue,
          );
      });
    }
  });
  const y = box.y + box.height - 7;
  for (let i = 0; i < count; i++) {
    const on = Math.max(near(at, i), near(at - count, i));
    const x = s.width / 2 + (i - (count - 1) / 2) * 15;
    pen.move(x, y, () =>
      pen.pill(-3.5 - 4 * on, -3.5, 7 + 8 * on, 7, mix(colours.faint, colours.accent, on)),
    );
  }
}

function pagination(s: Context) {
  const { pen, colours, width, height } = s;
  const count = s.count(Math.min(7, Math.max(4, Math.round(width / 34))));
  const pitch = Math.min(27, (width - 24) / count);
  const at = visit(s.phase, count);
  const left = width / 2 - ((count - 1) / 2) * pitch;
  for (let i = 0; i < count; i++)
    pen.circle(left + i * pitch, height / 2, pitch * 0.28, colours.faint);
  const stretch = 0.36 * pitch * Math.abs(Math.sin(Math.PI * at));
  const r = pitch * 0.38;
  pen.move(left + at * pitch, height / 2, () =>
    pen.pill(-r - stretch, -r, 2 * (r + stretch), 2 * r, colours.accent),
  );
}

/** The bar of a window, with its three lights. */
function windowBar({ pen, colours }: Context, x: number, y: number, width: number) {
  (['#f2604a', '#ffc94d', '#3cc47c'] as const).forEach((light, i) => {
    pen.circle(x + 12 + i * 10, y + 11, 3.2, light);
  });
  pen.pill(x + 46, y + 6.5, width - 56, 9, colours.track);
  pen.rect(x + 1.4, y + 21, width - 2.8, 1, colours.line);
}

function browser(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  card(s, box, 9);
  windowBar(s, box.x, box.y, box.width);
  const view = { x: box.x + 2, y: box.y + 23, width: box.width - 4, height: box.height - 26 };
  const down = track(s.phase, [0, 0], [0.12, 0], [0.46, 1], [0.6, 1], [0.94, 0]);
  const [x, width] = [view.x + 8, view.width - 22];
  pen.clip(view.x, view.y, view.width, view.height, 6, () =>
    pen.move(0, -down * view.height * 0.6, () => {
      const hero = view.height * 0.44;
      pen.rect(x, view.y + 7, width, hero, colours.soft, 6);
      pen.pill(x + 8, view.y + 16, width * 0.44, 7, colours.accent);
      pen.rect(x + 8, view.y + hero - 10, 28, 10, colours.accent, 4);
      pen.pill(x, view.y + hero + 16, width * 0.6, 7, colours.strong);
      lines(pen, { x, y: view.y + hero + 30, width, height: 16 }, 2, 5, colours.faint);
      const top = view.y + hero + 56;
      for (const cell of columnsOf(
        { x, y: top, width, height: view.height * 0.46 },
        width > 150 ? 3 : 2,
        7,
      ))
        landscape(s, cell, 5);
      lines(pen, { x, y: top + view.height * 0.46 + 10, width, height: 28 }, 3, 5, colours.faint);
    }),
  );
  const bar = view.height * 0.34;
  pen.pill(box.x + box.width - 9, view.y + 4 + (view.height - bar - 8) * down, 4, bar, colours.ink);
}

const scroll = (s: Context) =>
  centred(s, (pen) => {
    const { accent, ink, surface } = s.colours;
    const down = track(s.phase, [0, 0], [0.1, 0], [0.5, 20], [0.9, 0]);
    pen.card(40, 12, 48, 76, 24, surface, ink, 5);
    pen.move(0, down, () => pen.pill(60, 26, 8, 17, accent));
    for (const i of [0, 1]) {
      const colour = mix(s.colours.faint, accent, wave(s.phase + 0.5 - 0.2 * i));
      pen.move(0, 2.5 * swing(s.phase), () =>
        pen.stroke(chevron(64, 100 + 11 * i, 8), 4.4, colour),
      );
    }
  });

function onboarding(s: Context) {
  const { pen, colours } = s;
  const tall = s.height - 16;
  const box = middle(inner(s, 8), Math.min(s.width - 16, tall * 0.62), tall);
  pen.card(box.x, box.y, box.width, box.height, s.radius(13), colours.surface, colours.strong, 3);
  pen.pill(s.width / 2 - 10, box.y + 6, 20, 3.6, colours.strong);
  const count = s.count(3, 6);
  const at = visit(s.phase, count);
  const view = inset(box, 5);
  const middleY = box.y + box.height * 0.38;
  pen.clip(view.x, view.y, view.width, view.height, 9, () => {
    for (let i = 0; i < count; i++) {
      if (Math.abs(i - at) >= 1) continue;
      pen.move(view.width * (i - at), 0, () => {
        const hue = colours.hues[[0, 2, 1, 4, 3][i % 5]!]!;
        const r = view.width * 0.3;
        pen.circle(s.width / 2, middleY, r, mix(colours.surface, hue, 0.25));
        pen.circle(s.width / 2, middleY, r * 0.52, hue);
        pen.pill(
          s.width / 2 - view.width * 0.3,
          middleY + r + 10,
          view.width * 0.6,
          7,
          colours.strong,
        );
        pen.pill(
          s.width / 2 - view.width * 0.23,
          middleY + r + 21,
          view.width * 0.46,
          5,
          colours.faint,
        );
      });
    }
  });
  for (let i = 0; i < count; i++) {
    const x = s.width / 2 + (i - (count - 1) / 2) * 10;
    pen.circle(x, box.y + box.height - 11, 2.8, mix(colours.faint, colours.accent, near(at, i)));
  }
}

export const PAGES: Kinds = {
  'picture carousel': { draw: carousel },
  'pagination dots': { draw: pagination },
  'browser window': { draw: browser },
  'scroll indicator': { draw: scroll },
  'app onboarding': { draw: onboarding },
};
