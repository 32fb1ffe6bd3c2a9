/** Forms of several fields, filled in one after the other. */
import type { Rectangle } from '../../../picture/rectangle';
import type { Context, Kinds } from '../../context';
import { card, person } from '../../furniture';
import { inner, middle, rowsOf, shaped } from '../../layout';
import { tick } from '../../marks';
import { mix } from '../../raster/paint';
import { clamp, doneOf, refill, track, typed } from '../../time';

/** A card with fields one below the other and a button, filled one after the other. */
function form(s: Context, usual: number, head: (box: Rectangle) => number) {
  const { pen, colours } = s;
  const whole = middle(inner(s, 8), Math.max(112, s.height * 0.92), 76 + 42 * usual);
  card(s, whole, 11);
  const box = {
    x: whole.x + 11,
    y: whole.y + 10,
    width: whole.width - 22,
    height: whole.height - 20,
  };
  const used = head(box);
  const button = 18;
  const count = s.count(usual, 7);
  const space = box.height - used - button;
  const pitch = Math.min(34, space / count);
  const share = typed(s.phase);
  const top = box.y + used + (space - pitch * count) / 2;
  for (let i = 0; i < count; i++) {
    const field = { x: box.x, y: top + i * pitch, width: box.width, height: pitch - 6 };
    const on = doneOf(share * count, i);
    card(s, field, 6, on > 0 && on < 1 ? colours.accent : colours.line);
    const weight = Math.min(6, field.height * 0.4);
    const length = field.width * [0.66, 0.48, 0.56][i % 3]!;
    const middleY = field.y + field.height / 2 - weight / 2;
    if (on === 0) pen.pill(field.x + 7, middleY, length * 0.6, weight, colours.track);
    else pen.pill(field.x + 7, middleY, Math.max(weight, length * on), weight, colours.ink);
  }
  const ready = clamp(share * 5 - 4);
  const y = box.y + box.height - button;
  pen.rect(box.x, y, box.width, button, mix(colours.soft, colours.accent, ready), 6);
  pen.pill(box.x + box.width / 2 - 16, y + button / 2 - 3, 32, 6, colours.onAccent);
}

const login = (s: Context) =>
  form(s, 2, (box) => {
    const r = Math.min(14, box.height * 0.14);
    person(s.pen, box.x + box.width / 2, box.y + r, r, s.colours.block, s.colours.surface);
    return 2 * r + 4;
  });

const signUp = (s: Context) =>
  form(s, Math.max(3, Math.min(5, Math.round(s.height / 40))), (box) => {
    s.pen.pill(box.x, box.y + 1, box.width * 0.6, 9, s.colours.strong);
    return 17;
  });

function comment(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 9), 300, Math.min(s.height - 18, 140));
  card(s, box, 10);
  const bar = 28;
  const count = s.count(Math.max(2, Math.round((box.height - bar - 18) / 17)), 8);
  const pitch = (box.height - bar - 12) / count;
  const share = count * typed(s.phase);
  const width = box.width - 22;
  for (let i = 0; i < count; i++) {
    const on = doneOf(share, i);
    const length = width * (i === count - 1 ? 0.56 : [0.96, 0.86, 0.92][i % 3]!);
    const y = box.y + 8 + (i + 0.5) * pitch - 3.5;
    if (on > 0) pen.pill(box.x + 11, y, Math.max(7, length * on), 7, colours.ink);
  }
  const y = box.y + box.height - bar;
  pen.rect(box.x + 1.5, y, box.width - 3, 1.2, colours.track);
  pen.circle(box.x + 18, y + bar / 2, 5, colours.faint);
  pen.circle(box.x + 34, y + bar / 2, 5, colours.faint);
  pen.pill(box.x + box.width - 44, y + 6, 35, bar - 12, colours.accent);
  pen.pill(box.x + box.width - 35, y + bar / 2 - 2.5, 17, 5, colours.onAccent);
}

const ID_1 = 1.586; // width to height of bank cards, ISO/IEC 7810

function payment(s: Context) {
  const { pen, colours } = s;
  const { x, y, width, height } = shaped(inner(s, 10), ID_1, 240);
  const shine = track(s.phase, [0, -0.4], [0.2, -0.4], [0.75, 1.4], [0.751, -0.4]);
  const light = mix(colours.accent, '#ffffff', 0.16);
  pen.rect(x, y, width, height, colours.accent, s.radius(11));
  pen.clip(x, y, width, height, s.radius(11), () => {
    pen.circle(
      x + width * 0.88,
      y + height * 0.96,
      height * 0.6,
      mix(colours.accent, '#101318', 0.14),
    );
    const at = x + shine * width;
    pen.polygon(
      [
        [at, y],
        [at + 26, y],
        [at - 10, y + height],
        [at - 36, y + height],
      ],
      light,
    );
  });
  const unit = width / 108;
  pen.rect(x + 11 * unit, y + 15 * unit, 17 * unit, 13 * unit, '#ffd88a', 3 * unit);
  for (let i = 0; i < 4; i++) {
    pen.pill(x + (11 + i * 22) * unit, y + height * 0.58, 17 * unit, 5 * unit, colours.onAccent);
  }
  pen.pill(
    x + 11 * unit,
    y + height - 13 * unit,
    34 * unit,
    4 * unit,
    mix(colours.accent, colours.onAccent, 0.6),
  );
  pen.circle(x + width - 26 * unit, y + height - 12 * unit, 7 * unit, '#f9603f');
  pen.circle(x + width - 17 * unit, y + height - 12 * unit, 7 * unit, '#ffc224');
}

function poll(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 10);
  pen.pill(box.x, box.y, Math.min(160, box.width * 0.8), 9, colours.strong);
  const rows = rowsOf(s, { ...box, y: box.y + 20, height: box.height - 20 }, 26, 7, 7);
  for (const [i, row] of rows.entries()) {
    const share = [0.72, 0.44, 0.24, 0.56, 0.16, 0.36, 0.1][i]! * refill(s.phase, 0);
    card(s, row, 7, i === 0 ? colours.accent : colours.line);
    pen.inside(row.x, row.y, row.width, row.height, 7, () =>
      pen.rect(row.x, row.y, row.width * share, row.height, i === 0 ? colours.soft : colours.track),
    );
    const y = row.y + row.height / 2;
    pen.pill(
      row.x + 9,
      y - 3,
      row.width * [0.4, 0.3, 0.46][i % 3]!,
      6,
      i === 0 ? colours.accent : colours.ink,
    );
    if (i === 0)
      pen.trim(tick(row.x + row.width - 15, y, 11), 0, clamp(share * 3 - 1), 2.6, colours.accent);
  }
}

export const FORMS: Kinds = {
  'login form': { draw: login },
  'sign up form': { draw: signUp },
  'text area': { draw: comment },
  'payment card': { draw: payment },
  poll: { draw: poll },
};
