/** What tells how far something is. Full at phase 0: it empties fast, and fills up again. */
import type { Rectangle } from '../../../picture/rectangle';
import type { Context, Kinds } from '../../context';
import { card } from '../../furniture';
import { centred, inner, inset, rowsOf } from '../../layout';
import { tick } from '../../marks';
import type { Point } from '../../pen';
import { polar } from '../../raster/outline';
import { mix } from '../../raster/paint';
import { clamp, doneOf, refill, swing, track, wave, wrap } from '../../time';

/** As wide as the canvas, and of a bar's height. */
const barBox = (s: Context, weight: number): Rectangle => ({
  x: 10,
  y: (s.height - weight) / 2,
  width: s.width - 20,
  height: weight,
});

/** An empty bar, and what `body` draws within it. */
function bar(s: Context, weight: number, body: (box: Rectangle) => void) {
  const box = barBox(s, weight);
  const corner = s.radius(weight / 2);
  s.pen.rect(box.x, box.y, box.width, box.height, s.colours.track, corner);
  s.pen.clip(box.x, box.y, box.width, box.height, corner, () => body(box));
}

const progressBar = (s: Context) =>
  bar(s, 16, ({ x, y, width, height }) => {
    const share = s.progress(0.04 + 0.82 * refill(s.phase), 0.86);
    const corner = s.radius(height / 2);
    s.pen.rect(x, y, Math.max(height, width * share), height, s.colours.accent, corner);
  });

const striped = (s: Context) =>
  bar(s, 26, ({ x, y, width, height }) => {
    const { pen, colours } = s;
    const share = s.progress(1);
    pen.rect(x, y, width * share, height, colours.accent);
    const light = mix(colours.accent, colours.surface, 0.28);
    pen.clip(x, y, width * share, height, 0, () => {
      for (let at = -2; at * 26 < width + 26; at++) {
        const left = x + (at + s.phase) * 26;
        pen.polygon(
          [
            [left, y + height],
            [left + height * 0.7, y],
            [left + height * 0.7 + 13, y],
            [left + 13, y + height],
          ],
          light,
        );
      }
    });
  });

const indeterminate = (s: Context) =>
  bar(s, 12, ({ x, y, width, height }) => {
    const length = width * (0.28 + 0.14 * wave(s.phase));
    const at = x - length + (width + length) * wrap(s.phase + 0.44);
    s.pen.move(at, 0, () => s.pen.pill(0, y, length, height, s.colours.accent));
  });

function segmented(s: Context) {
  const box = barBox(s, 14);
  const count = s.count(Math.min(8, Math.round(box.width / 27)));
  const lit = count * s.progress(refill(s.phase, 0));
  const gap = 5;
  const width = (box.width - gap * (count - 1)) / count;
  for (let i = 0; i < count; i++) {
    const x = box.x + i * (width + gap);
    s.pen.pill(x, box.y, width, box.height, s.colours.track);
    s.pen.clip(x, box.y, width, box.height, box.height / 2, () =>
      s.pen.rect(x, box.y, width * doneOf(lit, i), box.height, s.colours.accent),
    );
  }
}

/** A ring that fills, its share as bars of text in the middle. */
function percentRing(s: Context, body: (share: number) => void) {
  const share = s.progress(0.04 + 0.78 * refill(s.phase), 0.82);
  s.pen.ring(64, 64, 45, 11, s.colours.track);
  s.pen.arc(64, 64, 45, 11, s.colours.accent, 0, share);
  body(share);
}

const ring = (s: Context) =>
  centred(s, (pen) =>
    percentRing(s, () => {
      pen.pill(46, 58, 24, 12, s.colours.ink);
      pen.circle(77, 60, 2.8, s.colours.ink);
      pen.circle(85, 69, 2.8, s.colours.ink);
      pen.stroke('M77.500 70L84.500 59', 2.4, s.colours.ink);
    }),
  );

const uploadRing = (s: Context) =>
  centred(s, (pen) =>
    percentRing(s, (share) => {
      const done = clamp((share / Math.max(0.01, s.progress(0.82, 0.82)) - 0.96) / 0.04);
      const up = 3 * swing(2 * s.phase) * (1 - done);
      pen.move(0, -up, () => pen.stroke('M64 78V50M51 62L64 49L77 62', 8, s.colours.accent));
      pen.pill(50, 85, 28, 6, s.colours.faint);
    }),
  );

/** A circle that fills up with a liquid whose surface rolls. */
const liquid = (s: Context) =>
  centred(s, (pen) => {
    const { accent, soft, surface, line } = s.colours;
    const level = 110 - 92 * s.progress(0.14 + 0.56 * refill(s.phase, 0.1), 0.7);
    const body = (lag: number, colour: `#${string}`) => {
      const edge = Array.from({ length: 49 }, (_, i): Point => {
        const x = 16 + 2 * i;
        return [x, level + 4.5 * swing((x - 16) / 72 + lag - s.phase)];
      });
      pen.polygon([...edge, [112, 114], [16, 114]], colour);
    };
    pen.circle(64, 64, 53, line);
    pen.circle(64, 64, 50, surface);
    pen.clipCircle(64, 64, 46, () => {
      body(0.5, soft);
      body(0, accent);
    });
  });

function steps(s: Context) {
  const { pen, colours } = s;
  const count = s.count(s.width > 200 ? 4 : 3, 8);
  const share = track(s.phase, [0, 1], [0.1, 1], [0.24, 0], [0.32, 0], [0.86, 1]);
  const reached = Math.max(0, count * s.progress(share) - 1); // the first is where it starts
  const pitch = (s.width - 56) / Math.max(1, count - 1);
  const r = Math.min(16, pitch * 0.36);
  const y = s.height / 2 - 8;
  pen.rect(28, y - 2, s.width - 56, 4, colours.track);
  pen.rect(28, y - 2, pitch * reached, 4, colours.accent);
  for (let i = 0; i < count; i++) {
    const x = count === 1 ? s.width / 2 : 28 + i * pitch;
    const on = clamp((reached - i + 0.4) / 0.4); // grows as the line arrives
    pen.circle(x, y, r, colours.track);
    pen.circle(x, y, r * on, colours.accent);
    pen.trim(tick(x, y, r * 0.85), 0, on, r * 0.24, colours.onAccent);
    pen.pill(x - r * 0.8, y + r + 9, r * 1.6, 6, mix(colours.faint, colours.ink, on));
  }
}

function files(s: Context) {
  const { pen, colours } = s;
  for (const [i, row] of rowsOf(s, inner(s, 9), 30, 7, 6).entries()) {
    const share = s.progress(track(s.phase - i * 0.06, [0, 1], [0.08, 1], [0.24, 0.08], [0.84, 1]));
    card(s, row, 7);
    const { x, y, width, height } = inset(row, 6, Math.min(6, row.height * 0.2));
    const edge = Math.min(height, 20);
    const middle = y + height / 2;
    pen.rect(x, middle - edge / 2, edge, edge, colours.soft, 4);
    pen.pill(x + edge * 0.25, middle - edge * 0.16, edge * 0.5, edge * 0.12, colours.accent);
    pen.pill(x + edge * 0.25, middle + edge * 0.08, edge * 0.34, edge * 0.12, colours.accent);
    const left = x + edge + 7;
    const length = width - edge - 7;
    pen.pill(left, middle - height * 0.34, length * [0.62, 0.48, 0.7][i % 3]!, 5, colours.ink);
    pen.pill(left, middle + height * 0.1, length, 5, colours.track);
    pen.pill(left, middle + height * 0.1, Math.max(5, length * share), 5, colours.accent);
  }
}

const battery = (s: Context) =>
  centred(s, (pen) => {
    const { accent, ink, surface, onAccent } = s.colours;
    pen.rect(10, 37, 98, 54, ink, 14);
    pen.rect(15, 42, 88, 44, surface, 10);
    pen.rect(111, 54, 7, 20, ink, 3.5);
    pen.rect(19, 46, 80 * s.progress(refill(s.phase, 0.12)), 36, accent, 7);
    const bolt = 'M63 46L47 67H58L54 82L71 60H60Z';
    pen.stroke(bolt, 4, ink);
    pen.path(bolt, onAccent);
  });

const countdown = (s: Context) =>
  centred(s, (pen) => {
    const { accent, track: empty, surface, faint } = s.colours;
    // It runs down for most of the loop, and is wound up again.
    const gone = track(s.phase, [0, 0], [0.06, 0], [0.64, 1], [0.7, 1]);
    pen.circle(64, 64, 46, surface);
    pen.ring(64, 64, 48, 9, empty);
    pen.arc(64, 64, 48, 9, accent, gone, 1);
    for (let i = 0; i < 12; i++) pen.circle(...polar(64, 64, 36, i / 12), 1.8, faint);
    pen.stroke([[64, 64], polar(64, 64, 26, gone)], 6, accent);
    pen.circle(64, 64, 6, accent);
  });

export const PROGRESS: Kinds = {
  'progress bar': { draw: progressBar },
  'striped progress bar': { draw: striped },
  'indeterminate progress bar': { draw: indeterminate },
  'segmented progress bar': { draw: segmented },
  'progress ring': { draw: ring },
  'upload ring': { draw: uploadRing },
  'liquid progress': { draw: liquid },
  'progress steps': { draw: steps },
  'file upload progress': { draw: files },
  'battery charging': { draw: battery, accent: '#14ae5c' },
  'countdown ring': { draw: countdown },
};
