/** Pictograms with a motion of their own. */
import {
  arc,
  BLUE,
  circle,
  clip,
  DARK,
  each,
  GREEN,
  GREY,
  mix,
  move,
  PALE,
  PINK,
  type Placeholder,
  pill,
  polar,
  RED,
  rect,
  rotate,
  SKY,
  SLATE,
  shape,
  stroke,
  surface,
  track,
  WHITE,
  YELLOW,
  zoom,
} from './shapes';

/** An arrow that leaves through one side of a window and comes in again from the other. */
function passing(phase: number, up: boolean): string {
  const way = track(phase, [0, 0], [0.42, 86], [0.421, -86], [0.6, -10], [0.74, 14], [0.92, 0]);
  const arrow = up ? 'M64 84V20M38 44L64 18L90 44' : 'M64 16V80M38 56L64 82L90 56';
  const window = rect(10, 10, 108, 80, WHITE);
  const tray = stroke('M18 88V104A8 8 0 0 0 26 112H102A8 8 0 0 0 110 104V88', 12, SLATE);
  return tray + clip('window', window, move(0, up ? -way : way, stroke(arrow, 13, BLUE)));
}

function wifi(phase: number): string {
  const lit = 4 * track(phase, [0, 1], [0.06, 1], [0.24, 0], [0.86, 1]);
  const on = (i: number) => mix(GREY, BLUE, Math.min(1, Math.max(0, lit - i)));
  const curve = (i: number) => arc(64, 98, 27 + 20.5 * i, 12, on(i + 1), -0.125, 0.125);
  return circle(64, 98, 10.5, on(0)) + each(3, curve);
}

function bars(phase: number): string {
  const lit = 4 * track(phase, [0, 1], [0.06, 1], [0.24, 0], [0.86, 1]);
  return each(4, (i) => {
    const height = 28 + i * 24;
    return rect(
      12 + i * 28,
      114 - height,
      20,
      height,
      mix(GREY, GREEN, Math.min(1, Math.max(0, lit - i))),
      5,
    );
  });
}

const PIN = 'M64 108C48 84 34 70 34 48A30 30 0 0 1 94 48C94 70 80 84 64 108Z';
function drop(phase: number): string {
  const up = track(phase, [0, 0], [0.25, 1], [0.32, 1], [0.56, 0], [0.66, 0.2], [0.76, 0]);
  const landed = 1 - up;
  const ground = `<ellipse cx="64" cy="108" rx="${16 + 18 * landed}" ry="${4 + 5 * landed}" fill="${GREY}"/>`;
  const pin = shape(PIN, RED) + circle(64, 48, 12, WHITE);
  return ground + move(0, -2 - 5 * up, zoom(1 - 0.3 * up, 64, 18, pin));
}

function lock(phase: number): string {
  const open = track(phase, [0, 0], [0.08, 0], [0.28, 1], [0.52, 1], [0.92, 0]);
  const shackle = `<g transform="translate(0 ${-9 * open}) rotate(${-24 * open} 88 58)">${stroke('M40 64V42A24 24 0 0 1 88 42V64', 12, SLATE)}</g>`;
  return (
    shackle + rect(24, 56, 80, 60, BLUE, 14) + circle(64, 82, 9, WHITE) + pill(60, 84, 8, 18, WHITE)
  );
}

function theme(phase: number): string {
  const night = track(phase, [0, 0], [0.06, 0], [0.28, 1], [0.5, 1], [0.9, 0]);
  const rays = each(8, (i) =>
    rotate(
      i / 8 + 0.12 * night,
      64,
      64,
      stroke(`M64 ${26 + 12 * night}V${17 + 24 * night}`, 9 * (1 - night) + 0.01, YELLOW),
    ),
  );
  const disc = 24 + 20 * night;
  const mask = `<mask id="crescent"><rect width="128" height="128" fill="#fff"/>${circle(118 - 36 * night, 12 + 34 * night, 36 * night + 0.01, '#000')}</mask>`;
  return `${mask}${rays}<g mask="url(#crescent)">${circle(64, 64, disc, YELLOW)}</g>`;
}

function media(phase: number): string {
  const at = track(phase, [0, 0], [0.08, 0], [0.27, 1], [0.52, 1], [0.92, 0]);
  const mixp = (a: number, b: number) => (a + (b - a) * at).toFixed(2);
  const left = `M${mixp(48, 42)} ${mixp(36, 38)}L${mixp(68, 58)} ${mixp(50, 38)}L${mixp(68, 58)} ${mixp(78, 90)}L${mixp(48, 42)} ${mixp(92, 90)}Z`;
  const right = `M${mixp(67, 70)} ${mixp(49.3, 38)}L${mixp(90, 86)} ${mixp(64, 38)}L${mixp(90, 86)} ${mixp(64, 90)}L${mixp(67, 70)} ${mixp(78.7, 90)}Z`;
  return circle(64, 64, 53, BLUE) + shape(left, WHITE) + shape(right, WHITE);
}

function phone(phase: number): string {
  const at = track(phase, [0, 0], [0.08, 0], [0.25, 1], [0.41, 1], [0.58, 2], [0.72, 2]);
  const page = (i: number) =>
    move(
      58 * (i - at),
      0,
      circle(64, 44, 14, [BLUE, GREEN, PINK][i]!) +
        pill(44, 68, 40, 7, SLATE) +
        pill(48, 80, 32, 6, GREY),
    );
  const dots = each(3, (i) =>
    circle(54 + i * 10, 98, 3.2, mix(GREY, BLUE, Math.max(0, 1 - Math.abs(at - i)))),
  );
  const shell = rect(30, 10, 68, 108, DARK, 14) + rect(35, 15, 58, 98, WHITE, 9);
  return (
    shell +
    clip('phone', rect(35, 15, 58, 98, WHITE, 9), each(3, page)) +
    pill(54, 19, 20, 5, DARK) +
    dots
  );
}

function cart(phase: number): string {
  const fall = track(phase, [0, 0], [0.1, 0], [0.3, -1], [0.5, -0.8], [0.8, 0]);
  const item = move(0, 15 * fall, rect(50, 25, 44, 34, BLUE, 6) + rect(67, 25, 10, 14, WHITE));
  const basket = shape('M28 44H114L104 84H38Z', SLATE) + stroke('M12 22H24L38 92H100', 8, SLATE);
  const turned = circle(48, 108, 9, DARK) + circle(92, 108, 9, DARK);
  const shown = item;
  return shown + basket + turned;
}

function plus(phase: number): string {
  const open = track(phase, [0, 1], [0.1, 1], [0.42, 0], [0.54, 0], [0.84, 1]);
  const options = [PINK, GREEN, YELLOW].map((colour, i) => {
    const [x, y] = polar(64, 86, 52 * open, (i - 1) * 0.15);
    return circle(x, y, 14, colour) + circle(x, y, 5, WHITE);
  });
  const sign = rotate(0.125 * open, 64, 86, stroke('M64 72V100M50 86H78', 9, WHITE));
  return options.join('') + circle(64, 86, 29, BLUE) + sign;
}

function side(phase: number): string {
  const out = track(phase, [0, 1], [0.1, 1], [0.36, 0], [0.54, 0], [0.86, 1]);
  const page =
    rect(56, 28, 52, 34, PALE, 5) +
    pill(56, 72, 52, 7, GREY) +
    pill(56, 86, 40, 7, GREY) +
    pill(56, 100, 46, 7, GREY);
  const menu = move(
    -44 * (1 - out),
    0,
    rect(10, 10, 46, 108, BLUE) +
      circle(28, 30, 8, WHITE) +
      each(4, (i) => pill(20, 50 + i * 15, [26, 20, 24, 16][i]!, 6, i === 0 ? WHITE : SKY)),
  );
  const body = rect(10, 12, 108, 104, WHITE) + move(-34 * (1 - out), 0, page) + menu;
  return surface(10, 14, 108, 100, 10) + clip('body', rect(12.5, 16.5, 103, 95, WHITE, 7), body);
}

function finger(phase: number): string {
  const on = track(phase, [0, 1], [0.06, 1], [0.25, 0.1], [0.5, 0.45], [0.75, 0.78]);
  const ridges = (colour: string) =>
    [
      'M30 52C36 32 48 22 64 22C82 22 96 36 98 56C99 70 98 80 96 92',
      'M34 90C38 80 36 70 38 60C40 46 50 38 64 38C78 38 84 48 84 62C84 80 82 92 78 104',
      'M52 104C56 92 54 76 54 66C54 58 58 54 64 54C70 54 70 60 70 66C70 82 68 96 64 112',
    ]
      .map((d) => stroke(d, 7, colour))
      .join('');
  const scan = clip('scan', rect(10, 118 - 108 * on, 108, 108 * on, WHITE), ridges(BLUE));
  return ridges(GREY) + scan;
}

export const SIGNALS: readonly Placeholder[] = [
  {
    names: ['upload arrow', 'upload button', 'uploading', 'file uploading', 'upload file'],
    draw: (phase) => passing(phase, true),
  },
  {
    names: [
      'download arrow',
      'download button',
      'downloading',
      'file downloading',
      'download file',
    ],
    draw: (phase) => passing(phase, false),
  },
  {
    names: [
      'wifi signal',
      'wifi strength',
      'connecting wifi',
      'wifi connecting',
      'searching network',
    ],
    draw: wifi,
  },
  {
    names: ['signal strength', 'mobile signal', 'cell signal', 'phone signal', 'cellular bars'],
    draw: bars,
  },
  { names: ['pin drop', 'map pin drop', 'location drop', 'dropped pin', 'map marker'], draw: drop },
  { names: ['lock unlock', 'unlocking', 'unlock', 'lock opening', 'padlock opening'], draw: lock },
  {
    names: [
      'theme switch',
      'dark mode',
      'dark mode switch',
      'light mode',
      'day night switch',
      'theme toggle',
    ],
    draw: theme,
  },
  {
    names: [
      'play pause button',
      'play pause',
      'play pause switch',
      'media button',
      'player button',
    ],
    draw: media,
  },
  {
    names: [
      'app onboarding',
      'onboarding',
      'onboarding screens',
      'phone mockup',
      'app screen',
      'app mockup',
    ],
    draw: phone,
  },
  {
    names: ['add to cart', 'cart button', 'add to basket', 'buy button', 'shop cart button'],
    draw: cart,
  },
  { names: ['speed dial', 'action button menu', 'fab', 'fab menu', 'add button'], draw: plus },
  {
    names: ['side menu', 'sidebar', 'navigation drawer', 'side bar', 'drawer menu', 'nav drawer'],
    draw: side,
  },
  {
    names: [
      'fingerprint',
      'fingerprint scan',
      'touch id',
      'biometric scan',
      'finger scan',
      'biometrics',
    ],
    draw: finger,
  },
];
