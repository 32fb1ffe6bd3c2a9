/**
 * Motions that ask for attention. Their key values are those of animate.css 4.1.1 (MIT,
 * source/attention_seekers) unless it says otherwise; a thing of 1 is taken for 100 px, times as long as
 * its amplitude needs to be seen on a small sticker.
 */
import { about, compose, DEGREE, move, pitch, rotate, scale, shear, yaw } from '../picture/plane';
import { type Key, keyed } from './easing';
import { type Motion, motion } from './motion';
import { moved, sine, swell, TURN } from './pose';

const EYE = 2; // units from the eye to the thing: nearer than usual, so that small turns show

const HEARTBEAT = keyed([
  [0, 0],
  [0.14, 0.3],
  [0.28, 0],
  [0.42, 0.3],
  [0.7, 0],
]);

/** Each swing half of the one before, to the other side. */
const JELLO = keyed([
  [0.02, 0],
  ...Array.from({ length: 7 }, (_, i): Key => [(i + 1) / 9, -12.5 * (-0.5) ** i]),
  [1, 0],
]);

const RUBBER_WIDTH: Key[] = [
  [0, 1],
  [0.3, 1.25],
  [0.4, 0.75],
  [0.5, 1.15],
  [0.65, 0.95],
  [0.75, 1.05],
  [1, 1],
];
const rubberWidth = keyed(RUBBER_WIDTH);
const rubberHeight = keyed(RUBBER_WIDTH.map(([time, value]): Key => [time, 2 - value]));

const tadaScale = keyed([
  [0, 1],
  [0.1, 0.9],
  [0.2, 0.9],
  [0.3, 1.1],
  [0.9, 1.1],
  [1, 1],
]);
const tadaAngle = keyed([
  [0, 0],
  [0.1, -3],
  [0.2, -3],
  [0.3, 3],
  [0.4, -3],
  [0.5, 3],
  [0.6, -3],
  [0.7, 3],
  [0.8, -3],
  [0.9, 3],
  [1, 0],
]);

/** Of headShake, over the whole of the loop in place of its first half. */
const headTurn = keyed([
  [0, 0],
  [0.13, -9],
  [0.37, 7],
  [0.63, -5],
  [0.87, 3],
  [1, 0],
]);

export const ATTENTION: readonly Motion[] = [
  motion('beating', (phase, { strength }) => moved(scale(1 + strength * HEARTBEAT(phase)))),
  motion('jello', (phase, { strength }) => {
    const lean = Math.tan(JELLO(phase) * strength * DEGREE);
    return moved(shear(lean, lean));
  }),
  motion('rubber band', (phase, { strength }) =>
    moved(scale(rubberWidth(phase) ** strength, rubberHeight(phase) ** strength)),
  ),
  motion('tada', (phase, { strength }) =>
    moved(scale(tadaScale(phase) ** strength), rotate(2.5 * tadaAngle(phase) * strength * DEGREE)),
  ),
  motion('wiggling', (phase, { strength }) =>
    moved(rotate(9 * DEGREE * strength * sine(2 * phase))),
  ),
  motion('nodding yes', (phase, { strength }, { half }) => {
    const down = strength * swell(2 * phase);
    return moved(
      move(0, 0.05 * down),
      about(0, half.y, compose(pitch(-24 * DEGREE * down, EYE), scale(1, 1 - 0.05 * down))),
    );
  }),
  motion('shaking no', (phase, { strength }) => {
    const turn = strength * headTurn(phase);
    return moved(move(0.012 * turn, 0), yaw(3.5 * DEGREE * turn, EYE));
  }),
  // shake-little of csshake 1.7.0 (MIT): up to 1 px each way and half a degree, at random; here two waves
  // that do not meet, so that the loop closes, and three times as far.
  motion('shivering', (phase, { strength }) => {
    const [fast, slow] = [strength * sine(5 * phase), strength * Math.sin(3 * TURN * phase)];
    return moved(
      move(0.022 * fast + 0.012 * slow, 0.014 * (slow - fast)),
      rotate(1.2 * DEGREE * (fast - 0.5 * slow)),
    );
  }),
];
