/**
 * Empty states: what to say and do where there is nothing, around a place for a picture. The picture
 * is another one's task; what stands in its place is only a ground of its size.
 */

import type { Context, Kind, Kinds } from '../../context';
import { lines } from '../../furniture';
import { centred, inner } from '../../layout';
import { polar } from '../../raster/outline';
import { mix } from '../../raster/paint';
import { swing, track, wave } from '../../time';

const WIDE = 1.45; // of width to height, from which the text stands beside the picture

/** @param picture the name of the thing to be pictured */
const empty = (picture: string, withButton = true): Kind => ({
  picture,
  draw: (s) => emptyState(s, withButton),
});

function emptyState(s: Context, withButton: boolean) {
  const { pen, colours } = s;
  const box = inner(s, 8);
  const beside = box.width / box.height >= WIDE;
  const brief = !beside && box.height < 150; // the picture matters more than a second line
  const text = (withButton ? 31 : 8) + (brief ? 0 : withButton ? 14 : 17);
  const edge = beside
    ? Math.min(box.height, box.width * 0.42)
    : Math.min(box.width, box.height - text - 7, 132);
  const used = edge + 7 + text;
  const top = beside ? s.height / 2 - edge / 2 : s.height / 2 - used / 2;
  const group = Math.min(120, box.width - edge - 14);
  const left = beside ? s.width / 2 - (edge + 14 + group) / 2 : s.width / 2 - edge / 2;
  pen.circle(
    left + edge / 2,
    top + edge / 2,
    edge * 0.5,
    mix(colours.surface, colours.accent, 0.12),
  );
  for (const [i, at] of [0.1, 0.42, 0.86].entries()) {
    const [dotX, dotY] = polar(left + edge / 2, top + edge / 2, edge * 0.46, at);
    const bob = edge * 0.03 * swing(s.phase + i / 3);
    pen.circle(dotX, dotY + bob, edge * [0.05, 0.035, 0.042][i]!, colours.soft);
  }
  const share = edge * 0.74; // so that the corners of a picture stay within the ground
  s.picture({
    x: left + (edge - share) / 2,
    y: top + (edge - share) / 2,
    width: share,
    height: share,
  });
  const width = beside ? group : Math.min(104, box.width);
  const x = beside ? left + edge + 14 : s.width / 2 - width / 2;
  const y = beside ? s.height / 2 - text / 2 : top + edge + 7;
  const bar = (at: number, share: number, weight: number, paint: `#${string}`) =>
    pen.pill(beside ? x : s.width / 2 - (width * share) / 2, at, width * share, weight, paint);
  bar(y, 0.72, 8, colours.strong);
  if (!brief) bar(y + 13, 0.96, 5, colours.faint);
  if (!brief && !withButton) bar(y + 21, 0.6, 5, colours.faint);
  if (!withButton) return;
  const beat = 1 + 0.05 * wave(s.phase);
  const [cx, cy] = [beside ? x + 24 : s.width / 2, y + text - 9];
  pen.zoom(beat, cx, cy, () => {
    pen.rect(cx - 24, cy - 8, 48, 16, colours.accent, 6);
    pen.pill(cx - 12, cy - 2.5, 24, 5, colours.onAccent);
  });
}

/** An open, empty box above which a sheet rises and sinks. */
const emptyBox = (s: Context) =>
  centred(s, (pen) => {
    const { accent, surface, line, faint } = s.colours;
    const side = mix(accent, surface, 0.25);
    const flap = mix(accent, surface, 0.5);
    const lift = 5 * wave(s.phase);
    pen.path('M24 66L64 54L104 66L64 80Z', mix(accent, '#101318', 0.35));
    pen.move(0, -lift, () => {
      pen.card(46, 20, 36, 46, 5, surface, line, 1.6);
      lines(pen, { x: 53, y: 31, width: 22, height: 16 }, 3, 4, faint);
    });
    pen.path('M24 66L64 80V116L24 102Z', accent);
    pen.path('M104 66L64 80V116L104 102Z', side);
    const open = 2.5 * swing(s.phase);
    pen.polygon(
      [
        [24, 66],
        [64, 80],
        [54, 92 + open],
        [12, 77 + open],
      ],
      flap,
    );
    pen.polygon(
      [
        [104, 66],
        [64, 80],
        [74, 92 + open],
        [116, 77 + open],
      ],
      mix(flap, surface, 0.3),
    );
  });

/** The digits of a page that is not found, with the picture for its zero. */
function notFound(s: Context) {
  const { pen, colours } = s;
  const edge = Math.min(58, s.height * 0.46, (s.width - 20) * 0.4);
  const middle = s.height / 2 - 12;
  const four = (x: number) => {
    const [w, h] = [edge * 0.6, edge * 0.86];
    pen.stroke(
      [
        [x + w * 0.34, middle + h / 2],
        [x + w * 0.34, middle - h / 2],
        [x - w * 0.5, middle + h * 0.2],
        [x + w * 0.56, middle + h * 0.2],
      ],
      edge * 0.17,
      colours.strong,
    );
  };
  const tilt = 0.012 * swing(s.phase);
  pen.rotate(tilt, s.width / 2, middle, () => {
    four(s.width / 2 - edge * 0.94);
    four(s.width / 2 + edge * 0.92);
  });
  pen.circle(s.width / 2, middle, edge * 0.5, mix(colours.surface, colours.accent, 0.16));
  const share = edge * 0.82;
  s.picture({ x: s.width / 2 - share / 2, y: middle - share / 2, width: share, height: share });
  const width = Math.min(100, s.width - 24);
  pen.pill(s.width / 2 - width * 0.4, middle + edge * 0.5 + 13, width * 0.8, 7, colours.ink);
  pen.rect(s.width / 2 - 22, middle + edge * 0.5 + 28, 44, 15, colours.accent, 6);
  pen.pill(s.width / 2 - 11, middle + edge * 0.5 + 33, 22, 5, colours.onAccent);
}

/** Slanted stripes across the foot, as before a building site. */
function underConstruction(s: Context) {
  const { pen } = s;
  const band = 11;
  pen.clip(8, s.height - 8 - band, s.width - 16, band, 3, () => {
    pen.rect(8, s.height - 8 - band, s.width - 16, band, '#2b323c');
    for (let x = -24; x < s.width + 24; x += 24) {
      const left = x + 24 * s.phase;
      const [top, foot] = [s.height - 8 - band, s.height - 8];
      pen.polygon(
        [
          [left, foot],
          [left + 12, top],
          [left + 24, top],
          [left + 12, foot],
        ],
        s.colours.accent,
      );
    }
  });
  const shorter = { ...s, height: s.height - band - 4 };
  emptyState(shorter, false);
}

/** A bar that fills below the picture. */
function comingSoon(s: Context) {
  const { pen, colours } = s;
  emptyState({ ...s, height: s.height - 14 }, false);
  const width = Math.min(s.width - 24, 150);
  const [x, y] = [s.width / 2 - width / 2, s.height - 17];
  const share = s.progress(track(s.phase, [0, 0.72], [0.12, 0.72], [0.3, 0.08], [0.9, 0.72]), 0.72);
  pen.pill(x, y, width, 7, colours.track);
  pen.pill(x, y, Math.max(7, width * share), 7, colours.accent);
}

export const EMPTY: Kinds = {
  'empty state': { draw: emptyBox },
  'no results': empty('magnifying glass'),
  'no internet': empty('plug'),
  'empty cart': empty('shopping cart'),
  'empty inbox': empty('inbox', false),
  'empty folder': empty('open folder'),
  'no notifications': empty('bell', false),
  'no favorites': empty('heart'),
  'access denied': empty('lock'),
  'all done': empty('party popper', false),
  'page not found': { draw: notFound, picture: 'ghost' },
  'under construction': {
    draw: underConstruction,
    picture: 'construction worker',
    accent: '#ffc224',
  },
  'coming soon': { draw: comingSoon, picture: 'rocket' },
};
