/** People: their pictures and their pages. */
import type { Context, Kinds } from '../../context';
import { card, person } from '../../furniture';
import { centred, gridOf, inner, middle } from '../../layout';
import { polar } from '../../raster/outline';
import { mix } from '../../raster/paint';
import { onOff, swing, wave } from '../../time';

const avatar = (s: Context) =>
  centred(s, (pen) => {
    const sway = 2.5 * swing(s.phase);
    pen.circle(64, 64, 54, s.colours.accent);
    pen.clipCircle(64, 64, 48, () => {
      pen.circle(64 + sway, 52 - 2 * wave(s.phase), 19, s.colours.onAccent);
      pen.circle(64 + sway * 0.3, 117, 37, s.colours.onAccent);
    });
    pen.circle(102, 102, 16, s.colours.surface);
    pen.circle(102, 102, 11 + 1.5 * Math.cos(2 * Math.PI * s.phase) - 1.5, '#14ae5c');
  });

function group(s: Context) {
  const count = s.count(Math.min(5, Math.round(s.width / 40)), 8);
  const pitch = Math.min(30, (s.width - 64) / Math.max(1, count - 1));
  const r = count === 1 ? 24 : Math.min(24, pitch * 0.68);
  for (let i = 0; i < count; i++) {
    const x = s.width / 2 + (i - (count - 1) / 2) * pitch * 1.05;
    const up = 7 * Math.max(0, Math.sin(2 * Math.PI * (s.phase - i * 0.12)));
    const y = s.height / 2 - up;
    s.pen.circle(x, y, r + 2.4, s.colours.surface);
    person(s.pen, x, y, r, s.colours.hues[i % 5]!, '#ffffff');
  }
}

const storyRing = (s: Context) =>
  centred(s, (pen) => {
    const { hues, surface, block } = s.colours;
    const parts = s.count(1, 24); // as many stories, with gaps between them
    const steps = 96;
    for (let i = 0; i < steps; i++) {
      const at = 2 * Math.abs(i / steps - 0.5);
      const colour =
        at < 0.5 ? mix(hues[4]!, hues[1]!, 2 * at) : mix(hues[1]!, hues[3]!, 2 * at - 1);
      const from = i / steps + s.phase;
      pen.slice(64, 64, 56, colour, from, from + 1.06 / steps, 50);
    }
    for (let i = 0; i < parts && parts > 1; i++) {
      pen.stroke([polar(64, 64, 49, i / parts), polar(64, 64, 57, i / parts)], 3.4, surface);
    }
    person(pen, 64, 64, 44 + 1.5 * wave(s.phase), block, surface);
  });

function profile(s: Context) {
  const { pen, colours } = s;
  const whole = middle(inner(s, 8), Math.max(112, s.height), s.height);
  card(s, whole, 11);
  const cover = Math.min(46, whole.height * 0.32);
  pen.inside(whole.x, whole.y, whole.width, whole.height, s.radius(11), () =>
    pen.rect(whole.x, whole.y, whole.width, cover, colours.soft),
  );
  const [cx, top] = [whole.x + whole.width / 2, whole.y + cover];
  pen.circle(cx, top, 19, colours.surface);
  person(pen, cx, top, 16.5, colours.accent, colours.onAccent);
  pen.pill(cx - 28, top + 25, 56, 8, colours.strong);
  pen.pill(cx - 20, top + 37, 40, 5, colours.faint);
  const followed = onOff(s.phase);
  const rest = whole.y + whole.height - top - 50;
  const cells = gridOf(
    s,
    { x: whole.x + 9, y: top + 68, width: whole.width - 18, height: Math.max(0, rest - 27) },
    34,
    5,
  );
  const buttonY = rest > 60 ? top + 48 : whole.y + whole.height - 22;
  pen.rect(cx - 24, buttonY, 48, 14, mix(colours.track, colours.accent, followed), 7);
  pen.pill(cx - 12, buttonY + 4.8, 24, 4.5, mix(colours.ink, colours.onAccent, followed));
  if (rest > 60)
    for (const { x, y, width, height } of cells) pen.rect(x, y, width, height, colours.block, 5);
}

export const PEOPLE: Kinds = {
  'user avatar': { draw: avatar },
  'avatar group': { draw: group },
  'story ring': { draw: storyRing },
  'profile page': { draw: profile },
};
