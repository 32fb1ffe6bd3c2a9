/** Fields that are filled in: all is typed at phase 0, then rubbed out and typed again. */
import { card, inner, magnifier, middle, person, rowsOf, shaped, tick } from '../../furniture';
import { mix } from '../../raster/paint';
import type { Box, Kinds, Stage } from '../../stage';
import { clamp, doneOf, refill, track } from '../../time';

/** How much has been typed. */
const typed = (phase: number) => refill(phase, 0);

/** A caret that stands while text is typed and blinks once while it rests. */
const caret = (phase: number) => track(phase, [0, 1], [0.04, 1], [0.06, 0], [0.1, 0], [0.12, 1]);

/** A field's box, as wide as the canvas. */
const fieldBox = (s: Stage, height: number, width = 300): Box =>
  middle(inner(s, 10), width, height);

/** Words as bars, typed from the left, and the caret behind them. */
function words(s: Stage, x: number, y: number, width: number, weight: number, share: number) {
  const { pen, colours } = s;
  const shown = width * share;
  const lengths = [0.32, 0.2, 0.36];
  let at = x;
  for (const length of lengths) {
    const w = width * length;
    const part = clamp(x + shown - at, 0, w);
    if (part > weight * 0.6) pen.pill(at, y - weight / 2, part, weight, colours.strong);
    at += w + width * 0.06;
  }
  const tall = weight * 2.1 * caret(s.phase);
  pen.rect(x + shown + 3, y - tall / 2, 1.8, tall, colours.accent);
}

function search(s: Stage) {
  const { x, y, width, height } = fieldBox(s, 40);
  s.pen.card(x, y, width, height, s.radius(height / 2), s.colours.surface, s.colours.line, 1.4);
  magnifier(s.pen, x + 21, y + height / 2, 19, s.colours.ink);
  words(s, x + 38, y + height / 2, Math.min(110, width - 58), 7, typed(s.phase));
}

function textField(s: Stage) {
  const { x, y, width } = fieldBox(s, 66);
  s.pen.pill(x + 1, y, Math.min(44, width * 0.4), 7, s.colours.ink);
  card(s, { x, y: y + 14, width, height: 34 }, 8, s.colours.accent);
  words(s, x + 11, y + 31, Math.min(140, width - 28), 7, typed(s.phase));
  s.pen.pill(x + 1, y + 56, Math.min(80, width * 0.7), 5, s.colours.faint);
}

function lock(s: Stage, x: number, y: number) {
  s.pen.stroke(
    [
      [x - 4, y],
      [x - 4, y - 4],
      [x - 3, y - 7],
      [x, y - 8.4],
      [x + 3, y - 7],
      [x + 4, y - 4],
      [x + 4, y],
    ],
    2.6,
    s.colours.ink,
  );
  s.pen.rect(x - 7.5, y - 1.5, 15, 11.5, s.colours.ink, 3);
}

function dotsRow(s: Stage, x: number, y: number, width: number, count: number, share: number) {
  const pitch = Math.min(14, width / count);
  for (let i = 0; i < count; i++) {
    s.pen.circle(
      x + (i + 0.5) * pitch,
      y,
      pitch * 0.3 * doneOf(count * share, i),
      s.colours.strong,
    );
  }
}

function password(s: Stage) {
  const box = fieldBox(s, 40);
  card(s, box, 9, s.colours.accent);
  lock(s, box.x + 18, box.y + 20);
  dotsRow(s, box.x + 32, box.y + 20, box.width - 42, s.count(6), typed(s.phase));
}

function strength(s: Stage) {
  const box = fieldBox(s, 72);
  const { pen, colours } = s;
  const share = typed(s.phase);
  card(s, { ...box, height: 36 }, 9);
  lock(s, box.x + 18, box.y + 18);
  dotsRow(s, box.x + 32, box.y + 18, box.width - 42, 6, share);
  const level =
    [colours.bad, colours.warn, colours.warn, colours.good][
      Math.min(3, Math.floor(share * 4 - 0.01))
    ] ?? colours.bad;
  const count = s.count(4, 6);
  const cell = (box.width + 5) / count;
  for (let i = 0; i < count; i++) {
    const x = box.x + i * cell;
    pen.pill(x, box.y + 46, cell - 5, 6, colours.track);
    const on = doneOf(share * count, i);
    if (on > 0) pen.pill(x, box.y + 46, (cell - 5) * on, 6, level);
  }
  pen.pill(box.x, box.y + 62, Math.min(56, box.width * 0.5), 6, colours.faint);
}

function code(s: Stage) {
  const count = s.count(s.width > 170 ? 6 : 4, 8);
  const gap = 6;
  const width = Math.min(30, (s.width - 20 - gap * (count - 1)) / count);
  const height = Math.min(40, width * 1.36);
  const left = s.width / 2 - (width * count + gap * (count - 1)) / 2;
  const share = count * typed(s.phase);
  for (let i = 0; i < count; i++) {
    const on = doneOf(share, i);
    const box = { x: left + i * (width + gap), y: s.height / 2 - height / 2, width, height };
    card(s, box, 7, mix(s.colours.line, s.colours.accent, on));
    s.pen.circle(box.x + width / 2, s.height / 2, width * 0.19 * on, s.colours.strong);
    if (on === 0 && i === Math.floor(share))
      s.pen.rect(box.x + width / 2 - 1, s.height / 2 - 7, 2, 14, s.colours.accent);
  }
}

/** A card with fields one below the other and a button, filled one after the other. */
function form(s: Stage, usual: number, head: (box: Box) => number) {
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

const login = (s: Stage) =>
  form(s, 2, (box) => {
    const r = Math.min(14, box.height * 0.14);
    person(s.pen, box.x + box.width / 2, box.y + r, r, s.colours.block, s.colours.surface);
    return 2 * r + 4;
  });

const signUp = (s: Stage) =>
  form(s, Math.max(3, Math.min(5, Math.round(s.height / 40))), (box) => {
    s.pen.pill(box.x, box.y + 1, box.width * 0.6, 9, s.colours.strong);
    return 17;
  });

function comment(s: Stage) {
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

function payment(s: Stage) {
  const { pen, colours } = s;
  const { x, y, width, height } = shaped(inner(s, 10), 1.586, 240) /* ISO/IEC 7810 ID-1 */;
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

function poll(s: Stage) {
  const { pen, colours } = s;
  const box = inner(s, 10);
  pen.pill(box.x, box.y, Math.min(160, box.width * 0.8), 9, colours.strong);
  const rows = rowsOf(s, { ...box, y: box.y + 20, height: box.height - 20 }, 26, 7, 7);
  for (const [i, row] of rows.entries()) {
    const share = [0.72, 0.44, 0.24, 0.56, 0.16, 0.36, 0.1][i]! * refill(s.phase, 0);
    card(s, row, 7, i === 0 ? colours.accent : colours.line);
    pen.clip(row.x + 1.4, row.y + 1.4, row.width - 2.8, row.height - 2.8, 6, () =>
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

export const FIELDS: Kinds = {
  'search field': { draw: search },
  'text field': { draw: textField },
  'password field': { draw: password },
  'password strength': { draw: strength },
  'code input': { draw: code },
  'login form': { draw: login },
  'sign up form': { draw: signUp },
  'text area': { draw: comment },
  'payment card': { draw: payment },
  poll: { draw: poll },
};
