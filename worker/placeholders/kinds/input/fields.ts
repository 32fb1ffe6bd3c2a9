/** Fields that are filled in: all is typed at phase 0, then rubbed out and typed again. */
import type { Rectangle } from '../../../picture/rectangle';
import type { Context, Kinds } from '../../context';
import { card } from '../../furniture';
import { inner, middle } from '../../layout';
import { magnifier } from '../../marks';
import { mix } from '../../raster/paint';
import { clamp, doneOf, track, typed } from '../../time';

/** A caret that stands while text is typed and blinks once while it rests. */
const caret = (phase: number) => track(phase, [0, 1], [0.04, 1], [0.06, 0], [0.1, 0], [0.12, 1]);

/** A field's box, as wide as the canvas. */
const fieldBox = (s: Context, height: number, width = 300): Rectangle =>
  middle(inner(s, 10), width, height);

/** Words as bars, typed from the left, and the caret behind them. */
function words(s: Context, x: number, y: number, width: number, weight: number, share: number) {
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

function search(s: Context) {
  const { x, y, width, height } = fieldBox(s, 40);
  s.pen.card(x, y, width, height, s.radius(height / 2), s.colours.surface, s.colours.line, 1.4);
  magnifier(s.pen, x + 21, y + height / 2, 19, s.colours.ink);
  words(s, x + 38, y + height / 2, Math.min(110, width - 58), 7, typed(s.phase));
}

function textField(s: Context) {
  const { x, y, width } = fieldBox(s, 66);
  s.pen.pill(x + 1, y, Math.min(44, width * 0.4), 7, s.colours.ink);
  card(s, { x, y: y + 14, width, height: 34 }, 8, s.colours.accent);
  words(s, x + 11, y + 31, Math.min(140, width - 28), 7, typed(s.phase));
  s.pen.pill(x + 1, y + 56, Math.min(80, width * 0.7), 5, s.colours.faint);
}

function lock(s: Context, x: number, y: number) {
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

function dotsRow(s: Context, x: number, y: number, width: number, count: number, share: number) {
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

function password(s: Context) {
  const box = fieldBox(s, 40);
  card(s, box, 9, s.colours.accent);
  lock(s, box.x + 18, box.y + 20);
  dotsRow(s, box.x + 32, box.y + 20, box.width - 42, s.count(6), typed(s.phase));
}

function strength(s: Context) {
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

function code(s: Context) {
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

export const FIELDS: Kinds = {
  'search field': { draw: search },
  'text field': { draw: textField },
  'password field': { draw: password },
  'password strength': { draw: strength },
  'code input': { draw: code },
};
