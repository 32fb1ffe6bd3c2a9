/** What plays: pictures and sound. */
import type { Rectangle } from '../../../picture/rectangle';
import type { Context, Kinds } from '../../context';
import { card } from '../../furniture';
import { columnsOf, inner, inset, middle } from '../../layout';
import { play } from '../../marks';
import { mix } from '../../raster/paint';
import { clamp, track, wave } from '../../time';

/** How far the player is: it goes back once a loop. */
const played = (phase: number) => track(phase, [0, 0.62], [0.3, 0.9], [0.42, 0.04], [0.98, 0.62]);

function seekBar(
  s: Context,
  x: number,
  y: number,
  width: number,
  empty: `#${string}` = s.colours.track,
) {
  const share = s.progress(played(s.phase), 0.9);
  s.pen.pill(x, y - 2.5, width, 5, empty);
  s.pen.pill(x, y - 2.5, Math.max(5, width * share), 5, s.colours.accent);
  s.pen.circle(x + width * share, y, 5, s.colours.accent);
}

function video(s: Context) {
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

function equaliser(s: Context) {
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

function bars(s: Context, box: Rectangle, count: number, paint: (i: number) => `#${string}`) {
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

const waveform = (s: Context) => {
  const box = middle(inner(s, 10), s.width, 92);
  bars(s, box, s.count(Math.round(box.width / 9), 48), () => s.colours.accent);
};

/** A message that is listened to: what has been heard is in colour. */
function voiceMessage(s: Context) {
  const { pen, colours } = s;
  const box = middle(inner(s, 9), 240, 46);
  pen.rect(box.x, box.y, box.width, box.height, colours.track, s.radius(23));
  pen.circle(box.x + 23, box.y + 23, 16, colours.accent);
  play(pen, box.x + 24, box.y + 23, 13, colours.onAccent);
  const area = { x: box.x + 46, y: box.y + 9, width: box.width - 60, height: 28 };
  const count = s.count(Math.round(area.width / 5.4), 40);
  const heard = s.progress(played(s.phase), 0.9) * count;
  bars(s, area, count, (i) => mix(colours.ink, colours.accent, clamp(heard - i)));
}

function music(s: Context) {
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

export const PLAYERS: Kinds = {
  'video player': { draw: video },
  equalizer: { draw: equaliser },
  'audio waveform': { draw: waveform },
  'voice message': { draw: voiceMessage },
  'music player': { draw: music, accent: '#ff4d7e' },
};
