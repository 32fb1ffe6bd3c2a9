/** Ten layouts as designers build them, each with the boxes that its skeleton should have. */
import type { Paint } from '@figma/plugin-typings/plugin-api-standalone';
import type { NodeRecord } from '../tools/host/document';

export type Spec = Partial<NodeRecord> & { type: string; holds?: Spec[] };

export interface Bone {
  x: number; // px
  y: number;
  width: number;
  height: number;
}

export interface Example {
  name: string;
  frame: Spec; // whose upper left corner lies anywhere
  bones: Bone[];
}

const paint = (level: number): Paint => ({
  type: 'SOLID',
  color: { r: level, g: level, b: level },
});
const WHITE = [paint(1)];
const GREY = [paint(0.9)];
const PHOTO: Paint[] = [{ type: 'IMAGE', imageHash: 'photo', scaleMode: 'FILL' }];

type Place = [x: number, y: number, width: number, height: number];

const place = ([x, y, width, height]: Place) => ({ x, y, width, height });

const frame = (at: Place, holds: Spec[], more: Partial<NodeRecord> = {}): Spec => ({
  type: 'FRAME',
  fills: WHITE,
  ...place(at),
  ...more,
  holds,
});
const group = (at: Place, holds: Spec[]): Spec => ({ type: 'GROUP', ...place(at), holds });
const shape = (type: string, at: Place, more: Partial<NodeRecord> = {}): Spec => ({
  type,
  fills: GREY,
  ...place(at),
  ...more,
});
const photo = (at: Place, radius = 0) => shape('RECTANGLE', at, { fills: PHOTO, radius });
const circle = (at: Place) => shape('ELLIPSE', at, { fills: PHOTO });
const text = (at: Place, lineHeight: number, more: Partial<NodeRecord> = {}): Spec =>
  shape('TEXT', at, { lineHeight, characters: 'Lorem ipsum', ...more });
const button = (at: Place): Spec => {
  const [x, y, width, height] = at;
  return frame([x, y, width, height], [text([16, height / 2 - 10, width - 32, 20], 20)], {
    fills: GREY,
    radius: 8,
  });
};

/** The bars of a text, on whole px: letters stand in the middle of their lines, and a last line is shorter. */
function bars([x, y, width, height]: Place, lineHeight: number, align = 0): Bone[] {
  const lines = Math.round(height / lineHeight);
  return Array.from({ length: lines }, (_, i) => {
    const across = lines > 1 && i === lines - 1 ? 0.62 * width : width;
    const top = Math.round(y + i * lineHeight + 0.22 * lineHeight);
    const height = Math.round(0.56 * lineHeight);
    return { x: x + align * (width - across), y: top, width: across, height };
  });
}

const box = (...at: Place): Bone => place(at);
const times = <T>(count: number, make: (i: number) => T[]): T[] =>
  Array.from({ length: count }, (_, i) => make(i)).flat();

export const EXAMPLES: Example[] = [
  {
    name: 'a profile',
    frame: frame(
      [40, 80, 360, 300],
      [
        circle([140, 24, 80, 80]),
        shape('ELLIPSE', [200, 84, 16, 16]), // its badge
        text([80, 120, 200, 28], 28, { inkWidth: 120, align: 'CENTER' }),
        text([40, 156, 280, 40], 20, { align: 'CENTER' }),
        button([40, 220, 132, 44]),
        button([188, 220, 132, 44]),
      ],
    ),
    bones: [
      box(140, 24, 80, 80),
      ...bars([120, 120, 120, 28], 28),
      ...bars([40, 156, 280, 40], 20, 0.5),
      box(40, 220, 132, 44),
      box(188, 220, 132, 44),
    ],
  },
  {
    name: 'a list of chats',
    frame: frame(
      [0, 0, 390, 500],
      times(6, (i) => [
        frame(
          [0, 80 * i, 390, 80],
          [
            circle([16, 16, 48, 48]),
            text([80, 18, 160, 20], 20),
            text([80, 42, 240, 20], 20),
            text([330, 18, 44, 16], 16),
            shape('LINE', [80, 79, 310, 0], { fills: [], strokes: GREY }),
          ],
        ),
      ]),
    ),
    bones: times(6, (i) => [
      box(16, 80 * i + 16, 48, 48),
      ...bars([80, 80 * i + 18, 160, 20], 20),
      ...bars([80, 80 * i + 42, 240, 20], 20),
      ...bars([330, 80 * i + 18, 44, 16], 16),
    ]),
  },
  {
    name: 'a grid of products',
    frame: frame(
      [100, 100, 720, 560],
      times(6, (i) => [
        frame(
          [24 + 232 * (i % 3), 24 + 268 * Math.floor(i / 3), 208, 244],
          [photo([0, 0, 208, 160]), text([12, 172, 150, 20], 20), text([12, 200, 80, 24], 24)],
          { radius: 12 },
        ),
      ]),
      { fills: GREY },
    ),
    bones: times(6, (i) => {
      const [x, y] = [24 + 232 * (i % 3), 24 + 268 * Math.floor(i / 3)];
      return [
        box(x, y, 208, 160),
        ...bars([x + 12, y + 172, 150, 20], 20),
        ...bars([x + 12, y + 200, 80, 24], 24),
      ];
    }),
  },
  {
    name: 'an article',
    frame: frame(
      [-300, 900, 640, 720],
      [
        text([40, 40, 560, 80], 40),
        circle([40, 144, 40, 40]),
        text([92, 152, 140, 24], 24),
        photo([40, 208, 560, 280], 16),
        text([40, 512, 560, 144], 24),
        text([40, 676, 560, 20], 20, { visible: false }),
      ],
    ),
    bones: [
      ...bars([40, 40, 560, 80], 40),
      box(40, 144, 40, 40),
      ...bars([92, 152, 140, 24], 24),
      box(40, 208, 560, 280),
      ...bars([40, 512, 560, 144], 24),
    ],
  },
  {
    name: 'a dashboard',
    frame: frame(
      [0, 0, 1200, 720],
      [
        frame(
          [0, 0, 220, 720],
          times(5, (i) => [
            shape('RECTANGLE', [24, 40 + 56 * i, 24, 24], { radius: 6 }),
            text([64, 40 + 56 * i, 100, 24], 24),
          ]),
        ),
        ...times(3, (i) => [
          frame(
            [260 + 310 * i, 40, 290, 120],
            [text([20, 20, 120, 16], 16), text([20, 48, 160, 40], 40)],
            { radius: 12 },
          ),
        ]),
        frame(
          [260, 200, 910, 480],
          times(12, (i) => [
            shape('RECTANGLE', [40 + 70 * i, 420 - 30 * (i + 1), 40, 30 * (i + 1)], { radius: 4 }),
          ]),
        ),
      ],
      { fills: GREY },
    ),
    bones: [
      ...times(5, (i) => [box(24, 40 + 56 * i, 24, 24), ...bars([64, 40 + 56 * i, 100, 24], 24)]),
      ...times(3, (i) => [
        ...bars([280 + 310 * i, 60, 120, 16], 16),
        ...bars([280 + 310 * i, 88, 160, 40], 40),
      ]),
      ...times(12, (i) => [box(300 + 70 * i, 620 - 30 * (i + 1), 40, 30 * (i + 1))]),
    ],
  },
  {
    name: 'settings with switches',
    frame: frame(
      [0, 0, 375, 440],
      times(7, (i) => [
        group(
          [0, 56 * i + 24, 375, 56],
          [
            text([16, 18, 200, 20], 20),
            group(
              [308, 14, 51, 28],
              [shape('RECTANGLE', [0, 0, 51, 28], { radius: 14 }), circle([24, 2, 24, 24])],
            ),
          ],
        ),
      ]),
    ),
    bones: times(7, (i) => [
      ...bars([16, 56 * i + 42, 200, 20], 20),
      box(308, 56 * i + 38, 51, 28),
    ]),
  },
  {
    name: 'a sign-in form',
    frame: frame(
      [10, 10, 400, 440],
      [
        text([40, 40, 180, 36], 36),
        ...times(2, (i) => [
          text([40, 108 + 92 * i, 80, 16], 16),
          frame([40, 132 + 92 * i, 320, 48], [text([16, 14, 140, 20], 20)], {
            fills: [],
            strokes: GREY,
            radius: 8,
          }),
        ]),
        shape('RECTANGLE', [40, 320, 320, 48], { radius: 24 }),
        text([170, 334, 60, 20], 20),
        text([130, 388, 140, 16], 16),
      ],
    ),
    bones: [
      ...bars([40, 40, 180, 36], 36),
      ...times(2, (i) => [...bars([40, 108 + 92 * i, 80, 16], 16), box(40, 132 + 92 * i, 320, 48)]),
      box(40, 320, 320, 48),
      ...bars([130, 388, 140, 16], 16),
    ],
  },
  {
    name: 'a player of music',
    frame: frame(
      [0, 0, 390, 640],
      [
        shape('RECTANGLE', [0, 0, 390, 640]), // its background
        photo([35, 40, 320, 320], 20),
        text([35, 388, 220, 32], 32),
        text([35, 424, 140, 20], 20),
        shape('RECTANGLE', [35, 476, 320, 6], { radius: 3 }),
        frame(
          [100, 520, 190, 64],
          [icon([0, 16, 32, 32]), shape('ELLIPSE', [63, 0, 64, 64]), icon([158, 16, 32, 32])],
          { fills: [] },
        ),
      ],
    ),
    bones: [
      box(35, 40, 320, 320),
      ...bars([35, 388, 220, 32], 32),
      ...bars([35, 424, 140, 20], 20),
      box(35, 476, 320, 6),
      box(100, 536, 32, 32),
      box(163, 520, 64, 64),
      box(258, 536, 32, 32),
    ],
  },
  {
    name: 'a table',
    frame: frame(
      [0, 0, 800, 336],
      times(7, (row) =>
        times(4, (column) => [
          text([24 + 190 * column, 48 * row + 14, column === 0 ? 150 : 90, 20], 20, {
            align: column === 3 ? 'RIGHT' : 'LEFT',
          }),
        ]),
      ),
    ),
    bones: times(7, (row) =>
      times(4, (column) =>
        bars([24 + 190 * column, 48 * row + 14, column === 0 ? 150 : 90, 20], 20),
      ),
    ),
  },
  {
    name: 'a banner whose picture its frame cuts',
    frame: frame(
      [500, 0, 600, 240],
      [
        text([32, 48, 240, 72], 36),
        button([32, 152, 120, 40]),
        frame([320, 0, 280, 240], [photo([-40, -40, 400, 400])], { fills: [] }),
        photo([500, 300, 200, 200]), // below the frame: nothing of it is seen
      ],
      { radius: 16 },
    ),
    bones: [...bars([32, 48, 240, 72], 36), box(32, 152, 120, 40), box(320, 0, 280, 240)],
  },
];

function icon(at: Place): Spec {
  const [, , width, height] = at;
  return frame(
    at,
    [
      shape('VECTOR', [4, 4, width / 3, height - 8]),
      shape('VECTOR', [width / 2, 4, width / 3, height - 8]),
    ],
    { fills: [] },
  );
}
