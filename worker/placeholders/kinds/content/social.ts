/** Calls and posts. */
import type { Context, Kinds } from '../../context';
import { card, landscape, person } from '../../furniture';
import { centred, inner, inset, middle } from '../../layout';
import { heart } from '../../marks';
import { mix } from '../../raster/paint';
import { swing, track, wave, wrap } from '../../time';

const call = (s: Context) =>
  centred(s, (pen) => {
    const { accent, soft, onAccent } = s.colours;
    for (const lag of [0.3, 0.8]) {
      const at = wrap(s.phase + lag);
      pen.ring(
        64,
        64,
        28 + 26 * at,
        5 * Math.min(1, at / 0.15, (1 - at) / 0.5),
        mix(accent, soft, at),
      );
    }
    pen.circle(64, 64, 32, accent);
    pen.rotate(0.03 * swing(2 * s.phase), 64, 64, () =>
      pen.path(
        'M51 49C54 46 57 46 59 50L61 56C62 58 61 59 59 61C61 66 63 68 67 70C69 68 70 67 72 68L78 70C82 72 82 75 79 78C76 81 71 82 65 78C58 74 53 69 50 62C47 56 48 52 51 49Z',
        onAccent,
      ),
    );
  });

const recording = (s: Context) =>
  centred(s, (pen) => {
    const { accent, faint, ink, soft } = s.colours;
    const level = 0.5 + 0.4 * Math.sin(2 * Math.PI * (s.phase + 0.12));
    pen.rect(47, 14, 34, 60, faint, 17);
    pen.clip(47, 14, 34, 60, 17, () => pen.rect(47, 74 - 60 * level, 34, 60 * level, accent));
    pen.stroke('M34 56C34 98 94 98 94 56M64 90V110M48 110H80', 6, ink);
    for (const side of [-1, 1]) {
      const x = 64 + side * 46;
      pen.stroke(
        [
          [x, 40 - 12 * level],
          [x, 40 + 12 * level],
        ],
        5,
        mix(soft, accent, level),
      );
    }
  });

function videoCall(s: Context) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  const count = s.count(box.width / box.height > 1.3 ? 2 : 4, 9);
  const across = Math.ceil(Math.sqrt(count * Math.min(2.5, Math.max(0.5, box.width / box.height))));
  const down = Math.ceil(count / across);
  const talking = Math.floor(wrap(s.phase) * count);
  const [w, h] = [
    (box.width - 5 * (across - 1)) / across,
    (box.height - 30 - 5 * (down - 1)) / down,
  ];
  for (let i = 0; i < count; i++) {
    const [x, y] = [box.x + (i % across) * (w + 5), box.y + Math.floor(i / across) * (h + 5)];
    const on = i === talking ? wave(s.phase * count) : 0;
    pen.card(x, y, w, h, 7, '#2b323c', mix('#2b323c', colours.accent, on), 2.4);
    person(pen, x + w / 2, y + h / 2, Math.min(w, h) * 0.3, colours.hues[i % 5]!, '#ffffff');
  }
  const y = box.y + box.height - 11;
  [colours.faint, colours.bad, colours.faint].forEach((paint, i) => {
    pen.circle(s.width / 2 + (i - 1) * 28, y, 10, paint);
    pen.pill(s.width / 2 + (i - 1) * 28 - 4.5, y - 1.6, 9, 3.2, '#ffffff');
  });
}

function post(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 8), Math.max(108, s.height * 0.9), s.height);
  card(s, box, 9);
  const { x, y, width, height } = inset(box, 8);
  person(pen, x + 8, y + 8, 8, colours.accent, colours.onAccent);
  pen.pill(x + 22, y + 2, Math.min(52, width * 0.5), 6, colours.ink);
  pen.pill(x + 22, y + 11, Math.min(32, width * 0.3), 4.5, colours.faint);
  const picture = { x, y: y + 22, width, height: height - 56 };
  landscape(s, picture, 6);
  const beat = track(s.phase, [0, 0], [0.2, 0], [0.38, 1.15], [0.5, 1], [0.66, 1], [0.78, 0]);
  if (beat > 0.02)
    heart(pen, x + width / 2, picture.y + picture.height / 2, 15 * beat, colours.surface);
  const liked = track(s.phase, [0, 1], [0.1, 1], [0.16, 0], [0.34, 0], [0.42, 1]);
  const foot = y + height - 26;
  heart(pen, x + 7, foot + 3, 6.2, mix(colours.faint, colours.bad, liked));
  pen.circle(x + 25, foot + 3, 5.6, colours.faint);
  pen.polygon(
    [
      [x + 37, foot - 2.4],
      [x + 49, foot + 2.6],
      [x + 37, foot + 8.4],
      [x + 40, foot + 3],
    ],
    colours.faint,
  );
  pen.pill(x, foot + 14, width * 0.8, 5, colours.ink);
  pen.pill(x, foot + 22, width * 0.5, 4.5, colours.faint);
}

export const SOCIAL: Kinds = {
  'incoming call': { draw: call, accent: '#14ae5c' },
  'voice recording': { draw: recording, accent: '#f24822' },
  'video call': { draw: videoCall },
  'social post': { draw: post },
};
