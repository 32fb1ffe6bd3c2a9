/** What a hand presses. */
import type { Context, Kinds } from '../../context';
import { centred, inner, middle } from '../../layout';
import { pointer, tick } from '../../marks';
import { polar } from '../../raster/outline';
import { mix } from '../../raster/paint';
import { onOff, swing, track, wave } from '../../time';

/** 1 while the button is held down. */
const press = (phase: number) => track(phase, [0, 0], [0.34, 0], [0.48, 1], [0.54, 1], [0.68, 0]);

function button(s: Context) {
  const { pen, colours } = s;
  const down = press(s.phase);
  const away = track(s.phase, [0, 1], [0.1, 1], [0.36, 0], [0.66, 0]);
  const { x, y, width, height } = middle(inner(s, 12), 150, 44);
  const [cx, cy] = [x + width / 2, y + height / 2];
  pen.zoom(1 - 0.07 * down, cx, cy, () => {
    pen.rect(x, y, width, height, mix(colours.accent, '#101318', 0.16 * down), s.radius(12));
    pen.pill(cx - width * 0.25, cy - 4, width * 0.5, 8, colours.onAccent);
  });
  pointer(s, cx + width * 0.16 + 12 * away, cy + 4 + 22 * away, 1.05);
}

const click = (s: Context) =>
  centred(s, (pen) => {
    const down = track(s.phase, [0, 1], [0.3, 0], [0.5, 0], [0.7, 1]);
    for (let i = -2; i <= 2; i++) {
      const at = -0.125 + i * 0.13; // the middle ray points away from the arrow
      const line = [polar(48, 48, 20, at), polar(48, 48, 20 + 12 * down, at)];
      if (down > 0.05) pen.stroke(line, 6 * Math.min(1, down * 2), s.colours.accent);
    }
    const shift = 8 * (1 - down);
    pointer(s, 48 + shift, 48 + shift, 2);
  });

function submit(s: Context) {
  const { pen, colours } = s;
  const narrow = track(s.phase, [0, 0], [0.12, 0], [0.28, 1], [0.74, 1], [0.92, 0]);
  const { y, width, height } = middle(inner(s, 12), 150, 44);
  const across = width - (width - height) * narrow;
  const [cx, cy] = [s.width / 2, y + height / 2];
  pen.pill(cx - across / 2, y, across, height, mix(colours.good, colours.accent, narrow));
  pen.trim(tick(cx, cy, 20), 0, 1 - 2 * narrow, 5, colours.onAccent);
  const length = 0.7 * Math.max(0, narrow * 2 - 1);
  pen.arc(cx, cy, 12, 4.5, colours.onAccent, 3 * s.phase, 3 * s.phase + length);
}

const speedDial = (s: Context) =>
  centred(s, (pen) => {
    const open = onOff(s.phase);
    const count = s.count(3, 5);
    for (let i = 0; i < count; i++) {
      const spread = count > 1 ? 0.34 / (count - 1) : 0;
      const [x, y] = polar(64, 88, 54 * open, (i - (count - 1) / 2) * spread);
      pen.circle(x, y, 13 * (0.3 + 0.7 * open), s.colours.hues[1 + (i % 3)]!);
      pen.circle(x, y, 4.5 * open, '#ffffff');
    }
    pen.circle(64, 88, 27, s.colours.accent);
    pen.rotate(0.125 * open, 64, 88, () =>
      pen.stroke('M64 76V100M52 88H76', 7, s.colours.onAccent),
    );
  });

const swipe = (s: Context) =>
  centred(s, (pen) => {
    const way = track(s.phase, [0, 0], [0.1, 0], [0.5, 1], [0.62, 1], [0.98, 0]);
    const trail = Math.max(0, swing(s.phase * 0.5));
    pen.pill(20, 56, 88, 16, s.colours.track);
    pen.pill(20, 56, 16 + 72 * way, 16, s.colours.soft);
    pen.stroke('M96 40L108 28L96 16M108 28H76', 4.5, mix(s.colours.faint, s.colours.accent, trail));
    const x = 28 + 72 * way;
    pen.circle(x, 64, 17 - 3 * wave(s.phase), s.colours.accent);
    pen.circle(x, 64, 7, s.colours.onAccent);
  });

export const ACTIONS: Kinds = {
  'button press': { draw: button },
  'cursor click': { draw: click },
  'speed dial': { draw: speedDial },
  'submit button': { draw: submit },
  'swipe hint': { draw: swipe },
};
