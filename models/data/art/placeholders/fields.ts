/** Fields that are filled in, and what surrounds them. */
import {
  BLUE,
  circle,
  clip,
  DARK,
  each,
  GREEN,
  GREY,
  mix,
  PALE,
  type Placeholder,
  type Point,
  pill,
  rect,
  ring,
  SKY,
  SLATE,
  stroke,
  surface,
  track,
  trim,
  WHITE,
  wrap,
} from './shapes';

/** How much has been typed: all at phase 0, rubbed out, typed again. */
const typed = (phase: number) =>
  track(phase, [0, 1], [0.06, 1], [0.25, 0.12], [0.5, 0.42], [0.75, 0.76], [0.95, 1]);

/** A caret that stands while text is typed and blinks once while it rests. */
const caret = (phase: number) => track(phase, [0, 1], [0.24, 1], [0.3, 0], [0.36, 1]);

const glass = (x: number, y: number, size: number, colour: string) =>
  ring(x, y, 9 * size, 5 * size, colour) +
  stroke(
    `M${x + 7.5 * size} ${y + 7.5 * size}L${x + 15 * size} ${y + 15 * size}`,
    5.5 * size,
    colour,
  );

function search(phase: number): string {
  const width = 54 * typed(phase);
  const tall = 22 * caret(phase);
  const text =
    width < 1
      ? ''
      : clip(
          'typed',
          rect(46, 50, width, 28, WHITE),
          pill(46, 59, 24, 10, SLATE) + pill(75, 59, 25, 10, SLATE),
        );
  return (
    surface(10, 40, 108, 48, 24) +
    glass(29, 61, 0.85, SLATE) +
    text +
    rect(50 + width, 64 - tall / 2, 4, tall, BLUE, 1)
  );
}

function textField(phase: number): string {
  const width = 84 * typed(phase);
  const tall = 24 * caret(phase);
  const words =
    pill(20, 62, 30, 10, DARK) + pill(55, 62, 16, 10, DARK) + pill(76, 62, 28, 10, DARK);
  const text = width < 1 ? '' : clip('typed', rect(20, 50, width, 34, WHITE), words);
  return (
    pill(12, 30, 44, 8, SLATE) +
    surface(10, 46, 108, 42, 8, BLUE) +
    text +
    rect(22 + width, 67 - tall / 2, 4, tall, BLUE, 1) +
    pill(12, 96, 66, 6, GREY)
  );
}

function password(phase: number): string {
  const count = 5 * typed(phase);
  const dots = each(5, (i) =>
    circle(50 + i * 14.5, 64, 5.2 * Math.min(1, Math.max(0, count - i)), DARK),
  );
  const padlock =
    stroke('M23 62V55A6.5 6.5 0 0 1 36 55V62', 4, SLATE) + rect(19, 60, 21, 17, SLATE, 4);
  return surface(10, 40, 108, 48, 10) + padlock + dots;
}

function code(phase: number): string {
  const count = 4 * typed(phase);
  return each(4, (i) => {
    const share = Math.min(1, Math.max(0, count - i));
    const x = 10 + i * 27.6;
    const box = surface(x, 46, 25, 36, 6, mix(GREY, BLUE, share));
    return box + rect(x + 12.5 - 5.5 * share, 64 - 8 * share, 11 * share, 16 * share, DARK, 3);
  });
}

function signIn(phase: number): string {
  const at = typed(phase);
  const text = (y: number, from: number, length: number) => {
    const share = Math.min(1, Math.max(0, (at - from) * 2));
    return (
      pill(33, y, 5, 7, PALE) +
      (share < 0.02 ? '' : pill(33, y, Math.max(7, length * share), 7, SLATE))
    );
  };
  const ready = Math.max(0, at * 4 - 3);
  return (
    surface(20, 10, 88, 108, 10) +
    circle(64, 29, 11, GREY) +
    surface(27, 47, 74, 18, 5) +
    text(52.5, 0, 52) +
    surface(27, 70, 74, 18, 5) +
    text(75.5, 0.5, 38) +
    rect(27, 94, 74, 17, mix(SKY, BLUE, ready), 5) +
    pill(50, 99.5, 28, 6, WHITE)
  );
}

function comment(phase: number): string {
  const count = 3 * typed(phase);
  const line = (i: number) => {
    const share = Math.min(1, Math.max(0, count - i));
    return share < 0.02
      ? ''
      : pill(22, 26 + i * 17, Math.max(8, [82, 74, 48][i]! * share), 8, SLATE);
  };
  return (
    surface(10, 14, 108, 100, 10) +
    each(3, line) +
    rect(12.5, 84, 103, 2.5, GREY) +
    circle(26, 99, 6, GREY) +
    circle(44, 99, 6, GREY) +
    pill(72, 91, 38, 16, BLUE)
  );
}

const LINES: readonly (readonly [x: number, width: number, colour: string])[] = [
  [22, 30, '#FF4D7E'],
  [34, 52, BLUE],
  [34, 38, GREEN],
  [46, 44, SLATE],
  [34, 28, BLUE],
  [22, 18, '#FF4D7E'],
];
function editor(phase: number): string {
  const count = LINES.length * typed(phase);
  const lines = LINES.map(([x, width, colour], i) => {
    const share = Math.min(1, Math.max(0, count - i));
    return share < 0.02 ? '' : pill(x, 40 + i * 12, Math.max(7, width * share), 7, colour);
  }).join('');
  const lights = each(3, (i) => circle(22 + i * 12, 24, 4, ['#F24822', '#FFC224', GREEN][i]!));
  return rect(10, 12, 108, 104, '#2C333D', 10) + rect(10, 33, 108, 2, DARK) + lights + lines;
}

const KEYS = [5, 5, 4];
function keyboard(phase: number): string {
  const order = [2, 8, 11, 5, 13, 1, 9];
  const now = wrap(phase + 0.07) * order.length;
  let key = 0;
  const rows = KEYS.map((count, row) =>
    each(count, (i) => {
      const turn = order.indexOf(key++);
      const held = turn < 0 ? 0 : Math.max(0, 1 - Math.abs(now - turn - 0.5) * 1.1);
      const x = 17 + i * 19.4 + (5 - count) * 9.7;
      return rect(x, 32 + row * 17, 16.4, 14, mix(WHITE, BLUE, held), 3.5);
    }),
  ).join('');
  return rect(10, 25, 108, 78, GREY, 12) + rows + rect(35, 83, 58, 13, WHITE, 3.5);
}

function sheet(phase: number): string {
  const ink: Point[] = Array.from({ length: 60 }, (_, i) => {
    const t = i / 59;
    return [22 + 80 * t - 10 * Math.sin(t * 19), 66 - (22 - 14 * t) * Math.cos(t * 19)];
  });
  return (
    surface(10, 26, 108, 76, 10) + rect(20, 88, 88, 3, GREY) + trim(ink, 0, typed(phase), 4.5, BLUE)
  );
}

function dropzone(phase: number): string {
  const march = 12 * phase * 2;
  const frame = `<rect x="13" y="17" width="102" height="94" rx="12" fill="${WHITE}" stroke="${SLATE}" stroke-width="5" stroke-dasharray="12 12" stroke-dashoffset="${-march}" stroke-linecap="butt"/>`;
  const y = track(phase, [0, 0], [0.2, -6], [0.42, -6], [0.62, 4], [0.8, 0]);
  const cloud = `<g transform="translate(0 ${y})"><path d="M42 84A15 15 0 0 1 42 54A23 23 0 0 1 86 51A17 17 0 0 1 88 84Z" fill="${BLUE}"/>${stroke('M64 75V57M55 65L64 56L73 65', 5.5, WHITE)}</g>`;
  return frame + cloud;
}

export const FIELDS: readonly Placeholder[] = [
  {
    names: ['search field', 'search bar', 'search box', 'search input', 'searching'],
    draw: search,
  },
  {
    names: ['text field', 'text input', 'input field', 'text box', 'input', 'form field'],
    draw: textField,
  },
  { names: ['password field', 'password input', 'password box', 'secure field'], draw: password },
  {
    names: ['code input', 'otp input', 'verification code', 'pin code', 'one time code', 'otp'],
    draw: code,
  },
  {
    names: ['login form', 'sign in form', 'login screen', 'sign in', 'login page', 'sign in page'],
    draw: signIn,
  },
  {
    names: ['text area', 'comment box', 'comment field', 'compose message', 'message composer'],
    draw: comment,
  },
  {
    names: ['code editor', 'code block', 'terminal', 'code snippet', 'typing code', 'source code'],
    draw: editor,
  },
  {
    names: ['onscreen keyboard', 'phone keyboard', 'virtual keyboard', 'touch keyboard'],
    draw: keyboard,
  },
  {
    names: ['signature field', 'signature', 'signature pad', 'sign here', 'esignature'],
    draw: sheet,
  },
  {
    names: [
      'file dropzone',
      'drop zone',
      'dropzone',
      'file upload',
      'upload area',
      'drop files here',
    ],
    draw: dropzone,
  },
];
