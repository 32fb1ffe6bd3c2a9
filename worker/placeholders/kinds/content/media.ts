/** Players, sound and calls. */
import {
  card,
  centred,
  columnsOf,
  heart,
  inner,
  inset,
  landscape,
  middle,
  person,
  play,
} from '../../furniture';
import { mix } from '../../raster/paint';
import type { Box, Kinds, Stage } from '../../stage';
import { clamp, swing, track, wave, wrap } from '../../time';

/** How far the player is: it goes back once a loop. */
const played = (phase: number) => track(phase, [0, 0.62], [0.3, 0.9], [0.42, 0.04], [0.98, 0.62]);

function seekBar(
  s: Stage,
  x: number,
  y: number,
  width: number,
  empty: `#${string}` = s.colours.track,
) {
  const share = s.progress(played(s.phase));
  s.pen.pill(x, y - 2.5, width, 5, empty);
  s.pen.pill(x, y - 2.5, Math.max(5, width * share), 5, s.colours.accent);
  s.pen.circle(x + width * share, y, 5, s.colours.accent);
}

function video(s: Stage) {
  const { pen, colours } = s;
  const { x, y, width, height } = inner(s, 8);
  pen.rect(x, y, width, height, '#2b323c', s.radius(10));
  pen.clip(x, y, width, height, s.radius(10), () => {
    pen.polygon(
      [
        [x, y + height],
        [x + width * 0.34, y + height * 0.44],
        [x + width * 0.7, y + height],
      ],
      '#363f4b',
    );
    pen.polygon(
      [
        [x + width * 0.4, y + height],
        [x + width * 0.74, y + height * 0.56],
        [x + width * 1.1, y + height],
      ],
      '#404a58',
    );
  });
  const [cx, cy] = [s.width / 2, s.height / 2 - 6];
  pen.zoom(1 - 0.1 * wave(s.phase), cx, cy, () => {
    pen.circle(cx, cy, 21, '#ffffff');
    play(pen, cx + 1, cy, 17, colours.accent);
  });
  seekBar(s, x + 12, y + height - 14, width - 24, '#5b6675');
}

function equaliser(s: Stage) {
  const { pen, colours } = s;
  const box = inner(s, 12);
  const count = s.count(Math.min(12, Math.round(box.width / 21)), 16);
  const down = 7;
  const pitch = box.height / down;
  for (const [i, { x, width }] of columnsOf(box, count, 5).entries()) {
    const level =
      3.7 +
      3.2 *
        Math.sin(2 * Math.PI * (s.phase + 0.25 + [0, 0.37, 0.12, 0.6, 0.2, 0.5][i % 6]!)) *
        [0.75, 1, 0.85, 0.9, 0.7][i % 5]!;
    for (let k = 0; k < down; k++) {
      const colour = k > 5 ? colours.bad : k > 3 ? colours.warn : colours.good;
      pen.rect(
        x,
        box.y + box.height - (k + 1) * pitch + 2,
        width,
        pitch - 4,
        mix(colours.track, colour, clamp(level - k)),
        3,
      );
    }
  }
}

/** How loud the `i`-th of a row of bars is. */
const loudness = (i: number) => 0.3 + 0.35 * (1 + Math.sin(i * 1.1) * Math.cos(i * 0.37 + 0.4));

function bars(s: Stage, box: Box, count: number, paint: (i: number) => `#${string}`) {
  const pitch = box.width / count;
  for (let i = 0; i < count; i++) {
    const beat = 0.62 + 0.38 * Math.cos(2 * Math.PI * (s.phase - i * 0.09));
    const height = Math.max(pitch * 0.5, box.height * loudness(i) * beat);
    s.pen.pill(
      box.x + (i + 0.22) * pitch,
      box.y + (box.height - height) / 2,
      pitch * 0.56,
      height,
      paint(i),
    );
  }
}

const waveform = (s: Stage) => {
  const box = middle(inner(s, 10), s.width, 92);
  bars(s, box, s.count(Math.round(box.width / 9), 48), () => s.colours.accent);
};

/** A message that is listened to: what has been heard is in colour. */
function voiceMessage(s: Stage) {
  const { pen, colours } = s;
  const box = middle(inner(s, 9), 240, 46);
  pen.rect(box.x, box.y, box.width, box.height, colours.track, s.radius(23));
  pen.circle(box.x + 23, box.y + 23, 16, colours.accent);
  play(pen, box.x + 24, box.y + 23, 13, colours.onAccent);
  const area = { x: box.x + 46, y: box.y + 9, width: box.width - 60, height: 28 };
  const count = s.count(Math.round(area.width / 5.4), 40);
  const heard = s.progress(played(s.phase)) * count;
  bars(s, area, count, (i) => mix(colours.ink, colours.accent, clamp(heard - i)));
}

function music(s: Stage) {
  const { pen, colours } = s;
  const wide = s.width / s.height >= 1.45;
  const box = wide ? inner(s, 8) : middle(inner(s, 8), Math.max(104, s.height * 0.8), s.height);
  card(s, box, 12);
  const room = inset(box, 11);
  const spare = wide ? 0 : Math.max(0, room.height - room.width - 48); // what a tall card has left
  const area = inset(room, 0, spare / 2);
  const cover = wide
    ? Math.min(area.height, area.width * 0.4)
    : Math.min(area.width, area.height - 48);
  const [cx, cy] = wide
    ? [area.x + cover / 2, area.y + area.height / 2]
    : [area.x + area.width / 2, area.y + cover / 2];
  pen.rotate(s.phase, cx, cy, () => {
    const r = cover / 2;
    pen.circle(cx, cy, r, '#2b323c');
    pen.ring(cx, cy, r * 0.76, 1, '#46505e');
    pen.arc(cx, cy, r * 0.62, r * 0.09, '#6b7685', 0.02, 0.22);
    pen.circle(cx, cy, r * 0.38, colours.accent);
    pen.circle(cx, cy - r * 0.2, r * 0.08, colours.onAccent);
  });
  const x = wide ? area.x + cover + 16 : area.x;
  const width = area.x + area.width - x;
  const y = wide ? s.height / 2 - 14 : area.y + cover + 15;
  if (wide) {
    pen.pill(x, y - 20, width * 0.62, 8, colours.strong);
    pen.pill(x, y - 6, width * 0.4, 6, colours.faint);
  }
  seekBar(s, x, y + (wide ? 16 : 0), width);
  const keys = y + (wide ? 36 : 19);
  const middleX = x + width / 2;
  play(pen, middleX, keys, 14, colours.strong);
  play(pen, middleX + 26, keys, 9, colours.ink);
  pen.zoom(-1, middleX - 26, keys, () => play(pen, middleX - 26, keys, 9, colours.ink), 1);
}

const call = (s: Stage) =>
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

const recording = (s: Stage) =>
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

function videoCall(s: Stage) {
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

function post(s: Stage) {
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

export const MEDIA: Kinds = {
  'video player': { draw: video },
  equalizer: { draw: equaliser },
  'audio waveform': { draw: waveform },
  'voice message': { draw: voiceMessage },
  'music player': { draw: music, accent: '#ff4d7e' },
  'incoming call': { draw: call, accent: '#14ae5c' },
  'voice recording': { draw: recording, accent: '#f24822' },
  'video call': { draw: videoCall },
  'social post': { draw: post },
};
