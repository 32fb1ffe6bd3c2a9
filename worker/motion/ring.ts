/** The way of what lies around another thing: a circle around the middle of the canvas, wherever it begins. */
import { move } from '../picture/plane';
import { motion } from './motion';
import { cosine, handOf, moved, sine } from './pose';

export const REVOLVING = motion(
  'orbiting',
  (phase, { direction }, { away }) => {
    const [x, y] = [(away.right - away.left) / 2, (away.down - away.up) / 2]; // from the thing to the middle
    const [along, across] = [cosine(phase), -handOf(direction) * sine(phase)];
    return moved(move(x - along * x + across * y, y - across * x - along * y));
  },
  { strength: false, directions: ['anticlockwise', 'clockwise'] },
);
