/** Shares, days and tasks as bars and squares: complete at phase 0, then they grow again. */
import type { Context, Kinds } from '../../context';
import { inner } from '../../layout';
import { mix } from '../../raster/paint';
import { clamp, regrow, track } from '../../time';

function funnel(s: Context) {
  const box = inner(s, 11);
  const count = s.count(4, 7);
  const pitch = box.height / count;
  for (let i = 0; i < count; i++) {
    const width =
      Math.min(box.width, 260) *
      (1 - (0.66 * i) / Math.max(1, count - 1)) *
      regrow(s.phase, i, 0.4);
    const colour = mix(s.colours.accent, s.colours.soft, i / Math.max(1, count - 1));
    s.pen.rect(s.width / 2 - width / 2, box.y + i * pitch, width, pitch - 5, colour, 5);
  }
}

/** Squares for days, lit one week after the other. */
function heatMap(s: Context) {
  const box = inner(s, 10);
  const down = Math.max(5, Math.min(7, Math.round(box.height / 17)));
  const cell = (box.height + 3.5) / down;
  const across = Math.max(1, Math.floor((box.width + 3.5) / cell));
  const left = s.width / 2 - (across * cell - 3.5) / 2;
  const lit = track(s.phase, [0, 1.2], [0.1, 1.2], [0.26, 0], [0.86, 1.2]) * across;
  for (let column = 0; column < across; column++) {
    for (let row = 0; row < down; row++) {
      const level = ((column * 7 + row * 5 + ((column * row) % 3) * 4) % 9) / 8;
      const colour = mix(s.colours.soft, s.colours.accent, level);
      const on = level < 0.2 ? 0 : clamp(lit - column);
      const place = [left + column * cell, box.y + row * cell] as const;
      s.pen.rect(...place, cell - 3.5, cell - 3.5, mix(s.colours.track, colour, on), 3);
    }
  }
}

function gantt(s: Context) {
  const box = inner(s, 10);
  const { pen, colours } = s;
  const rules = Math.round(box.width / 22);
  for (let i = 0; i <= rules; i++) {
    pen.rect(box.x + (i * (box.width - 1)) / rules, box.y, 1, box.height, colours.track);
  }
  const count = s.count(Math.min(8, Math.round(box.height / 21)));
  const pitch = box.height / count;
  for (let i = 0; i < count; i++) {
    const from = [0.02, 0.14, 0.3, 0.42, 0.56, 0.2, 0.5, 0.66][i % 8]!;
    const length = [0.36, 0.42, 0.32, 0.4, 0.42, 0.5, 0.3, 0.3][i % 8]! * regrow(s.phase, i, 0.2);
    const y = box.y + i * pitch + pitch * 0.18;
    const paint = i % 3 === 0 ? colours.accent : i % 3 === 1 ? colours.soft : colours.faint;
    pen.rect(box.x + from * box.width, y, length * box.width, pitch * 0.64, paint, 5);
  }
}

export const PLANS: Kinds = {
  'funnel chart': { draw: funnel },
  'activity heatmap': { draw: heatMap },
  'gantt chart': { draw: gantt },
};
