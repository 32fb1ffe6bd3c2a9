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
  type Placeholder,
  type Point,
  pill,
  rect,
  rotate,
  SLATE,
  shape,
  stroke,
  track,
  WHITE,
  wave,
  YELLOW,
} from './shapes';

/** A sun that loses its rays and becomes a crescent. */
function theme(phase: number): string {
  const night = track(phase, [0, 0], [0.06, 0], [0.42, 1], [0.52, 1], [0.88, 0]);
  const rays = each(8, (i) =>
    rotate(
      i / 8 + 0.12 * night,
      64,
      64,
      stroke(`M64 ${26 + 12 * night}V${17 + 24 * night}`, 9 * (1 - night) + 0.01, YELLOW),
    ),
  );
  const disc = 24 + 14 * night;
  const mask = `<mask id="crescent"><rect width="128" height="128" fill="#fff"/>${circle(118 - 38 * night, 12 + 38 * night, 31 * night + 0.01, '#000')}</mask>`;
  return `${mask}${rays}<g mask="url(#crescent)">${circle(64, 64, disc, YELLOW)}</g>`;
}

/** A triangle in two halves, which become two bars. */
function media(phase: number): string {
  const at = track(phase, [0, 0], [0.06, 0], [0.44, 1], [0.54, 1], [0.86, 0]);
  const mid = (a: number, b: number) => (a + (b - a) * at).toFixed(2);
  const left = `M${mid(48, 42)} ${mid(36, 38)}L${mid(68, 58)} ${mid(50, 38)}L${mid(68, 58)} ${mid(78, 90)}L${mid(48, 42)} ${mid(92, 90)}Z`;
  const right = `M${mid(67, 70)} ${mid(49.3, 38)}L${mid(90, 86)} ${mid(64, 38)}L${mid(90, 86)} ${mid(64, 90)}L${mid(67, 70)} ${mid(78.7, 90)}Z`;
  return circle(64, 64, 53, BLUE) + shape(left, WHITE) + shape(right, WHITE);
}

function scanner(phase: number): string {
  const corners = stroke(
    'M13 36V22A9 9 0 0 1 22 13H36M92 13H106A9 9 0 0 1 115 22V36M115 92V106A9 9 0 0 1 106 115H92M36 115H22A9 9 0 0 1 13 106V92',
    6,
    DARK,
  );
  const eye = (x: number, y: number) =>
    rect(x, y, 24, 24, SLATE, 4) +
    rect(x + 5, y + 5, 14, 14, WHITE, 2) +
    rect(x + 8.5, y + 8.5, 7, 7, SLATE, 1);
  const bits: readonly Point[] = [
    [68, 68],
    [84, 68],
    [76, 76],
    [68, 84],
    [92, 84],
    [84, 92],
    [68, 94],
    [94, 70],
    [60, 36],
    [60, 58],
    [36, 60],
    [50, 62],
    [82, 56],
  ];
  const dots = bits.map(([x, y]) => rect(x - 2, y - 2, 8, 8, SLATE, 1)).join('');
  const at = 25 + 78 * wave(phase + 0.31);
  return corners + eye(27, 27) + eye(77, 27) + eye(27, 77) + dots + pill(18, at - 3.5, 92, 7, BLUE);
}

/** An arrow that leaves through one side of a window and comes in again from the other. */
function passing(phase: number, up: boolean): string {
  const way = track(
    phase,
    [0, 0],
    [0.25, 36],
    [0.4, 86],
    [0.401, -86],
    [0.5, -38],
    [0.74, 14],
    [0.92, 0],
  );
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

function cart(phase: number): string {
  const fall = track(phase, [0, 0], [0.06, 0], [0.25, -1], [0.5, -0.45], [0.75, 0.35], [0.9, 0]);
  const item = move(0, 15 * fall, rect(50, 25, 44, 34, BLUE, 6) + rect(67, 25, 10, 14, WHITE));
  const basket = shape('M28 44H114L104 84H38Z', SLATE) + stroke('M12 22H24L38 92H100', 8, SLATE);
  const wheels = circle(48, 108, 9, DARK) + circle(92, 108, 9, DARK);
  return item + basket + wheels;
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
  {
    names: ['add to cart', 'cart button', 'add to basket', 'buy button', 'shop cart button'],
    draw: cart,
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
  {
    names: ['qr code', 'qr scanner', 'qr code scan', 'scan code', 'scanning code', 'scanner'],
    draw: scanner,
  },
];
