/** What answers the user: done, failed, careful, found, opened. */
import type { Context, Kinds } from '../../context';
import { centred } from '../../layout';
import { cross, tick } from '../../marks';
import { polar } from '../../raster/outline';
import { mix } from '../../raster/paint';
import { swing, track, wave } from '../../time';

/** Which part of a line is drawn: it goes where it came from, then is drawn anew. */
const redrawn = (phase: number): [number, number] =>
  phase < 0.36
    ? [track(phase, [0, 0], [0.16, 0], [0.36, 1]), 1]
    : [0, track(phase, [0, 1], [0.36, 0], [0.46, 0], [0.8, 1])];

const check = (s: Context) =>
  centred(s, (pen) => {
    const [from, to] = redrawn(s.phase);
    const ring = track(s.phase, [0, 0], [0.74, 0], [0.75, 0.001], [0.98, 1]);
    const bump =
      1 - 0.08 * track(s.phase, [0, 0], [0.16, 0], [0.36, 1], [0.7, 0.8], [0.84, -0.4], [0.94, 0]);
    if (ring > 0.01 && ring < 0.99)
      pen.ring(64, 64, 48 + 11 * ring, 4 * (1 - ring), s.colours.soft);
    pen.zoom(bump, 64, 64, () => pen.circle(64, 64, 50, s.colours.accent));
    pen.trim(tick(64, 64, 50), from, to, 10, s.colours.onAccent);
  });

const failed = (s: Context) =>
  centred(s, (pen) => {
    const shake = track(
      s.phase,
      [0, 0],
      [0.62, 0],
      [0.68, 1],
      [0.74, -1],
      [0.8, 0.7],
      [0.86, -0.5],
      [0.92, 0],
    );
    const first = track(s.phase, [0, 1], [0.14, 1], [0.28, 0], [0.36, 0], [0.5, 1]);
    const second = track(s.phase, [0, 1], [0.14, 1], [0.28, 0], [0.48, 0], [0.62, 1]);
    pen.move(4 * shake, 0, () => {
      pen.circle(64, 64, 50, s.colours.accent);
      pen.trim(
        [
          [46, 46],
          [82, 82],
        ],
        0,
        first,
        10,
        s.colours.onAccent,
      );
      pen.trim(
        [
          [82, 46],
          [46, 82],
        ],
        0,
        second,
        10,
        s.colours.onAccent,
      );
    });
  });

const alert = (s: Context) =>
  centred(s, (pen) => {
    const tilt = 0.03 * swing(2 * s.phase) * wave(s.phase);
    pen.zoom(1 + 0.05 * wave(s.phase), 64, 66, () =>
      pen.rotate(tilt, 64, 100, () => {
        const body = 'M64 28L104 98H24Z';
        pen.path(body, s.colours.accent);
        pen.stroke(body, 16, s.colours.accent);
        pen.stroke('M64 52V74', 9, '#3f2f06');
        pen.circle(64, 90, 5.6, '#3f2f06');
      }),
    );
  });

const drop = (s: Context) =>
  centred(s, (pen) => {
    const up = track(
      s.phase,
      [0, 0],
      [0.14, 0],
      [0.32, 1],
      [0.42, 1],
      [0.62, 0],
      [0.74, 0.22],
      [0.86, 0],
    );
    const landed = 1 - up;
    const ring = track(s.phase, [0, 0], [0.6, 0], [0.61, 0.01], [0.92, 1]);
    if (ring > 0.02 && ring < 0.98)
      pen.zoom(
        1,
        64,
        110,
        () => pen.ring(64, 110, 12 + 28 * ring, 4 * (1 - ring), s.colours.soft),
        0.3,
      );
    pen.ellipse(64, 110, 9 + 11 * landed, 2.5 + 2.5 * landed, s.colours.faint);
    pen.move(0, -16 * up, () => {
      pen.path('M64 110C48 88 33 74 33 50C33 8 95 8 95 50C95 74 80 88 64 110Z', s.colours.accent);
      pen.circle(64, 49, 12, s.colours.onAccent);
    });
  });

const lock = (s: Context) =>
  centred(s, (pen) => {
    const open = track(s.phase, [0, 0], [0.12, 0], [0.4, 1], [0.56, 1], [0.88, 0]);
    pen.move(0, -7 * open, () =>
      pen.rotate(-0.07 * open, 86, 56, () =>
        pen.stroke('M42 62V42C42 14 86 14 86 42V62', 11, s.colours.ink),
      ),
    );
    pen.rect(26, 56, 76, 58, s.colours.accent, 14);
    pen.circle(64, 81, 8, s.colours.onAccent);
    pen.pill(60.5, 83, 7, 17, s.colours.onAccent);
  });

/** A ring that turns, closes, and becomes a tick. */
const processing = (s: Context) =>
  centred(s, (pen) => {
    const done = track(s.phase, [0, 1], [0.16, 1], [0.26, 0], [0.6, 0], [0.74, 1]);
    const { accent, soft, good, onAccent } = s.colours;
    pen.ring(64, 64, 46, 9, soft);
    if (done < 1) pen.arc(64, 64, 46, 9, accent, 3 * s.phase, 3 * s.phase + 0.25 + 0.75 * done);
    pen.circle(64, 64, 50.5 * done, good);
    pen.trim(tick(64, 64, 46), 0, done, 9, onAccent);
  });

const deleted = (s: Context) =>
  centred(s, (pen) => {
    const open = track(s.phase, [0, 0], [0.14, 0], [0.3, 1], [0.56, 1], [0.74, 0]);
    const fall = track(s.phase, [0, 0], [0.26, 0], [0.58, 1], [0.6, 1], [0.601, 0]);
    const { accent, faint, onAccent, line, surface } = s.colours;
    if (open > 0.1 && fall < 0.98)
      pen.zoom(1 - 0.5 * fall, 64, 20 + 44 * fall, () =>
        pen.card(52, 4 + 44 * fall, 24, 28, 4, surface, mix(line, faint, 0.6), 2),
      );
    pen.path('M34 46H94L89 108C88.500 113 86 116 81 116H47C42 116 39.500 113 39 108Z', accent);
    for (const x of [52, 64, 76]) pen.pill(x - 2.2, 60, 4.4, 40, onAccent);
    pen.rotate(-0.09 * open, 30, 40, () => {
      pen.pill(26, 34, 76, 9, accent);
      pen.stroke('M54 33V28H74V33', 6, accent);
    });
  });

/** Lines of a loudspeaker or of a sun: rays around a mark that flashes. */
const newMark = (s: Context) =>
  centred(s, (pen) => {
    const beat = wave(s.phase);
    for (let i = 0; i < 12; i++) {
      const line = [polar(64, 64, 45 + 3 * beat, i / 12), polar(64, 64, 49 + 7 * beat, i / 12)];
      pen.stroke(line, 5, mix(s.colours.soft, s.colours.accent, beat));
    }
    pen.circle(64, 64, 36, s.colours.accent);
    pen.zoom(1 + 0.08 * beat, 64, 64, () => {
      pen.pill(60, 44, 8, 26, s.colours.onAccent);
      pen.circle(64, 80, 5, s.colours.onAccent);
    });
  });

const offline = (s: Context) =>
  centred(s, (pen) => {
    const { faint, accent, surface } = s.colours;
    for (const i of [0, 1, 2]) pen.arc(64, 96, 22 + 20 * i, 9, faint, -0.125, 0.125);
    pen.circle(64, 96, 8.5, faint);
    const beat = 1 + 0.1 * wave(s.phase);
    pen.zoom(beat, 94, 92, () => {
      pen.circle(94, 92, 23, surface);
      pen.circle(94, 92, 19, accent);
      cross(pen, 94, 92, 14, 5, '#ffffff');
    });
  });

export const FEEDBACK: Kinds = {
  'success check': { draw: check, accent: '#14ae5c' },
  'error cross': { draw: failed, accent: '#f24822' },
  'warning alert': { draw: alert, accent: '#ffc224' },
  'pin drop': { draw: drop, accent: '#f24822' },
  'lock unlock': { draw: lock },
  'payment processing': { draw: processing },
  'deleting file': { draw: deleted, accent: '#f24822' },
  'attention mark': { draw: newMark, accent: '#ff7a2f' },
  'wifi off': { draw: offline, accent: '#f24822' },
};
