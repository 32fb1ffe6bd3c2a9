/** Skeleton screens: grey blocks where content will be, with a band of light that crosses them. */
import { circle, GREY, type Placeholder, pill, rect, surface, TURN } from './shapes';

const FILL = 'url(#shimmer)';
const LIGHT = '#EEF1F4'; // still visible on a white body
const [COS, SIN] = [Math.cos(0.35), Math.sin(0.35)]; // the band leans by 0.35 rad
const REACH = 212; // units that the band travels: from before the corner to behind the opposite one
const FIRST = -23; // where its centre starts
const HALF = 36; // half of its width

/** The gradient that fills every block, so that one band crosses all of them. */
function shimmer(phase: number): string {
  // Fast where nothing is seen of it, slow amid the picture.
  const centre = FIRST + REACH * (phase + 0.075 * Math.sin(TURN * phase));
  const [from, to] = [centre - HALF, centre + HALF];
  const ends = `x1="${from * COS}" y1="${from * SIN}" x2="${to * COS}" y2="${to * SIN}"`;
  const stops = `<stop offset="0" stop-color="${GREY}"/><stop offset=".5" stop-color="${LIGHT}"/><stop offset="1" stop-color="${GREY}"/>`;
  return `<linearGradient id="shimmer" gradientUnits="userSpaceOnUse" ${ends}>${stops}</linearGradient>`;
}

const skeleton = (names: string[], body: string): Placeholder => ({
  names,
  draw: (phase) => shimmer(phase) + body,
});

const block = (x: number, y: number, w: number, h: number, r = 5) => rect(x, y, w, h, FILL, r);
const text = (x: number, y: number, w: number, h = 7) => pill(x, y, w, h, FILL);
const disc = (x: number, y: number, r: number) => circle(x, y, r, FILL);
const rows = (at: number[], body: (y: number, i: number) => string) => at.map(body).join('');

export const SKELETONS: readonly Placeholder[] = [
  skeleton(
    [
      ...['skeleton card', 'loading card', 'card skeleton', 'shimmer card', 'skeleton'],
      ...['skeleton screen', 'skeleton loader', 'shimmer', 'shimmer effect'],
    ],
    surface(18, 12, 92, 104, 10) +
      block(26, 20, 76, 48, 6) +
      text(26, 77, 76, 8) +
      text(26, 91, 58) +
      text(26, 103, 36),
  ),
  skeleton(
    ['skeleton list', 'loading list', 'list skeleton', 'shimmer list', 'loading rows'],
    rows([25, 51, 77, 103], (y, i) => {
      const width = [78, 64, 72, 56][i]!;
      return disc(21, y, 10) + text(38, y - 8, width) + text(38, y + 3, width * 0.55, 6);
    }),
  ),
  skeleton(
    [
      ...['skeleton article', 'loading article', 'skeleton text', 'text skeleton'],
      ...['skeleton paragraph', 'loading text', 'loading paragraph', 'article skeleton'],
    ],
    text(12, 16, 70, 14) +
      rows([42, 55, 68, 81, 94, 107], (y, i) => text(12, y, [104, 96, 104, 88, 100, 52][i]!)),
  ),
  skeleton(
    [
      'skeleton profile',
      'loading profile',
      'profile skeleton',
      'skeleton avatar',
      'loading avatar',
    ],
    disc(64, 39, 27) +
      text(32, 74, 64, 10) +
      text(42, 90, 44) +
      block(24, 104, 37, 13, 6.5) +
      block(67, 104, 37, 13, 6.5),
  ),
  skeleton(
    [
      'skeleton table',
      'loading table',
      'table skeleton',
      'skeleton spreadsheet',
      'loading grid rows',
    ],
    surface(11, 17, 106, 94, 8) +
      rect(13.5, 40, 101, 2.5, GREY) +
      rows([26, 51, 68, 85, 98], (y, i) =>
        i === 4
          ? ''
          : [20, 47, 73, 97]
              .map((x, k) => text(x, y, [20, 19, 17, 12][k]! - (i % 2) * 3, i === 0 ? 9 : 7))
              .join(''),
      ) +
      rows([62, 79], (y) => rect(13.5, y, 101, 1.5, '#E6E9EE')) +
      rect(13.5, 96, 101, 1.5, '#E6E9EE'),
  ),
  skeleton(
    ['skeleton chart', 'loading chart', 'chart skeleton', 'loading graph', 'skeleton graph'],
    text(12, 14, 48, 9) +
      rows([14, 36, 58, 80, 102], (x, i) => {
        const height = [38, 60, 46, 74, 56][i]!;
        return block(x - 1, 108 - height, 15, height, 4);
      }) +
      text(11, 112, 106, 4),
  ),
  skeleton(
    ['skeleton gallery', 'loading gallery', 'skeleton grid', 'loading grid', 'gallery skeleton'],
    rows([11, 48, 85], (y) => rows([11, 48, 85], (x) => block(x, y, 32, 32, 6))),
  ),
  skeleton(
    ['skeleton chat', 'loading chat', 'chat skeleton', 'loading messages', 'loading conversation'],
    disc(20, 32, 9) +
      block(34, 16, 56, 26, 11) +
      block(52, 51, 64, 26, 11) +
      disc(20, 104, 9) +
      block(34, 86, 44, 28, 11),
  ),
  skeleton(
    ['skeleton form', 'loading form', 'form skeleton', 'skeleton inputs', 'loading sign up'],
    rows([14, 50], (y, i) => {
      const field = surface(12, y + 11, 104, 19, 6);
      return text(12, y, [36, 48][i]!) + field + text(19, y + 17, [60, 44][i]!);
    }) + block(12, 93, 104, 21, 7),
  ),
  skeleton(
    ['skeleton dashboard', 'loading dashboard', 'dashboard skeleton', 'skeleton page'],
    surface(10, 14, 108, 100, 8) +
      rect(36, 16, 2, 96, GREY) +
      disc(24, 28, 6) +
      rows([44, 58, 72], (y) => text(17, y, 14, 6)) +
      rows([45, 69, 93], (x) => block(x, 22, 19, 20, 4)) +
      block(45, 49, 67, 30, 5) +
      rows([87, 99], (y, i) => text(45, y, 67 - i * 20)),
  ),
  skeleton(
    ['skeleton product', 'loading product', 'product skeleton', 'skeleton shop', 'loading shop'],
    rows([11, 67], (x) =>
      [block(x, 14, 50, 58, 7), text(x, 79, 50, 8), text(x, 92, 32), text(x, 106, 22, 9)].join(''),
    ),
  ),
];
