/** Motions about a thing's place that are one smooth wave. */
import { about, compose, DEGREE, move, pitch, rotate, scale, shear, yaw } from '../picture/plane';
import { type Motion, motion, SIDES, SIDEWAYS, TURNS } from './motion';
import {
  cosine,
  handOf,
  isSide,
  moved,
  type Pose,
  REST,
  sine,
  swell,
  type Thing,
  TURN,
  towards,
  type Way,
} from './pose';

const EYE = 3; // units from the eye to a thing that turns in space

type Turned = Pick<Way, 'direction'>;

const aside = ({ direction }: Turned, distance: number) =>
  towards(isSide(direction) ? direction : 'right', distance);

const isUpright = ({ direction }: Turned) => direction === 'up' || direction === 'down';

/** Falls to the ground at phase 0.25, rises to the apex at 0.75, flattened where it lands. */
function bounce(phase: number, strength: number, { half }: Thing): Pose {
  const air = (phase + 0.75) % 1;
  const y = strength * (0.3 - 0.4 * 4 * air * (1 - air));
  const nearness = Math.max(0, 1 - Math.min(air, 1 - air) / 0.1); // 1 at the impact, 0 a tenth away
  const squash = Math.min(0.4, 0.22 * strength) * nearness ** 2;
  return moved(move(0, y), about(0, half.y, scale(1 + 0.7 * squash, 1 - squash)));
}

export const STEADY: readonly Motion[] = [
  motion('still', () => REST, { strength: false }),
  motion('spinning', (phase, way) => moved(rotate(handOf(way.direction) * TURN * phase)), {
    strength: false,
    directions: TURNS,
  }),
  motion('bouncing', (phase, { strength }, thing) => bounce(phase, strength, thing)),
  motion('pulsing', (phase, { strength }) => moved(scale(1.25 ** (strength * sine(phase))))),
  motion('sliding', (phase, way) => moved(aside(way, 0.3 * way.strength * sine(phase))), {
    directions: SIDES,
  }),
  motion(
    'shaking',
    (phase, way) => {
      const wave = way.strength * sine(3 * phase);
      return moved(aside(way, 0.1 * wave), rotate(4 * DEGREE * wave));
    },
    { directions: SIDES },
  ),
  motion('floating', (phase, way) => moved(aside(way, 0.1 * way.strength * sine(phase))), {
    directions: ['up', 'down', 'left', 'right'],
  }),
  motion(
    'swinging',
    (phase, { strength, direction }, { half }) => {
      const angle = -handOf(direction) * 20 * DEGREE * strength * sine(phase);
      return moved(about(0, -half.y, rotate(angle)));
    },
    { directions: ['left', 'right'] }, // of its lower end
  ),
  motion(
    'rolling',
    (phase, { strength, direction }) => {
      const wave = handOf(direction) * sine(phase);
      return moved(move(0.225 * strength * wave, 0), rotate(90 * DEGREE * strength * wave));
    },
    { directions: SIDEWAYS },
  ),
  motion(
    'zooming',
    (phase, { strength, direction }) =>
      moved(scale((direction === 'in' ? 1.5 : 0.4) ** (strength * swell(phase)))),
    { directions: ['out', 'in'] },
  ),
  motion('squashing', (phase, { strength }, { half }) => {
    const wave = strength * sine(phase);
    return moved(about(0, half.y, scale(1.25 ** wave, 0.8 ** wave)));
  }),
  motion(
    'wobbling',
    (phase, { strength, direction }, { half }) =>
      moved(about(0, half.y, shear(-0.3 * handOf(direction) * strength * sine(phase)))),
    { directions: SIDEWAYS }, // of its top
  ),
  motion(
    'flipping',
    (phase, way) => {
      const thin = 1 - 0.7 * sine(phase) ** 2; // like a coin, and never edge-on
      return moved(isUpright(way) ? scale(1, thin) : scale(thin, 1));
    },
    { strength: false, directions: ['right', 'up', 'down'] },
  ),
  motion(
    'orbiting',
    (phase, { strength, direction }) => {
      const radius = 0.15 * strength;
      const along = -handOf(direction) * sine(phase);
      return moved(move(radius * along, radius * (cosine(phase) - 1)));
    },
    { directions: ['anticlockwise', 'clockwise'] },
  ),
  motion(
    'nodding',
    (phase, { strength, direction }, { half }) => {
      const angle = handOf(direction) * 18 * DEGREE * strength * sine(phase);
      return moved(about(0, half.y, rotate(angle)));
    },
    { directions: SIDEWAYS },
  ),
  motion('stretching', (phase, { strength }, { half }) => {
    const wave = strength * sine(phase);
    return moved(about(0, half.y, scale(0.8 ** wave, 1.25 ** wave)));
  }),
  // A tree in the wind: slower to the one side than to the other, and nothing at its foot.
  motion(
    'swaying',
    (phase, { strength, direction }, { half }) => {
      const lean = handOf(direction) * strength * (sine(phase) + 0.25 * sine(2 * phase));
      const bend = compose(rotate(5 * DEGREE * lean), shear(-0.1 * lean));
      return moved(about(0, half.y, bend));
    },
    { directions: SIDEWAYS },
  ),
  motion(
    'pendulum',
    (phase, { strength, direction }, { half }) => {
      const angle = handOf(direction) * 24 * DEGREE * strength * sine(phase);
      return moved(about(0, -half.y - 0.7, rotate(-angle)));
    },
    { directions: SIDEWAYS },
  ),
  // A drone: two waves across for one up, and a little tilt.
  motion('hovering', (phase, { strength }) =>
    moved(
      move(0.035 * strength * sine(2 * phase), -0.06 * strength * sine(phase)),
      rotate(2.5 * DEGREE * strength * sine(2 * phase)),
    ),
  ),
  motion('breathing', (phase, { strength }, { half }) => {
    const breath = strength * swell(phase ** 0.8); // in faster than out
    return moved(about(0, half.y, scale(1 + 0.06 * breath, 1 + 0.12 * breath)));
  }),
  motion(
    'spinning in 3d',
    (phase, way) => {
      const angle = handOf(way.direction) * TURN * phase;
      return moved(isUpright(way) ? pitch(-angle, EYE) : yaw(angle, EYE));
    },
    { strength: false, directions: SIDES },
  ),
];
