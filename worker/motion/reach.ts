/** How much room a motion takes, so that a layout can leave it. */
import type { Bounds, Box } from '../picture/bounds';
import { apply, compose, IDENTITY } from '../picture/plane';
import { type Motion, poseAt } from './motion';
import { HALO, type Mark, type Pose, type Thing, type Way } from './pose';

const LOOKS = 48; // phases of the loop

/**
 * @param bounds what is visible of a square picture, in units of its edge
 * @returns around all that shows in any pose, in the same units; of what leaves the canvas, without the motion
 */
export function reachOf(motion: Motion, way: Way, { rest, reach }: Bounds): Box {
  if (motion.leaves(way.direction)) return reach;
  const [x, y] = [(rest.left + rest.right) / 2, (rest.top + rest.bottom) / 2];
  const [width, height] = [rest.right - rest.left, rest.bottom - rest.top];
  const unit = Math.max(width, height);
  const half = { x: width / unit / 2, y: height / unit / 2 };
  const thing: Thing = { half, away: { left: 2, right: 2, up: 2, down: 2 } };
  const whole = {
    left: (reach.left - x) / unit,
    top: (reach.top - y) / unit,
    right: (reach.right - x) / unit,
    bottom: (reach.bottom - y) / unit,
  };
  const points = Array.from({ length: LOOKS }, (_, i) =>
    pointsOf(poseAt(motion, i / LOOKS, way, thing), whole),
  ).flat();
  const [xs, ys] = [points.map((point) => point[0]), points.map((point) => point[1])];
  return {
    left: x + unit * Math.min(...xs),
    top: y + unit * Math.min(...ys),
    right: x + unit * Math.max(...xs),
    bottom: y + unit * Math.max(...ys),
  };
}

type Point = [x: number, y: number];

/** The corners of all that a pose shows. @param whole around the thing, in its units */
function pointsOf({ map, pieces, marks, glow }: Pose, whole: Box): Point[] {
  const parts = pieces.length > 0 ? pieces : [{ ...whole, map: IDENTITY }];
  const soft = glow > 0 ? HALO : 0;
  const corners = parts.flatMap(({ left, top, right, bottom, map: own }) => {
    const total = compose(map, own);
    return [left - soft, right + soft].flatMap((across) =>
      [top - soft, bottom + soft].map((down) => apply(total, across, down)),
    );
  });
  const [x, y] = apply(map, 0, 0);
  const around = marks.map(extentOf).flatMap(([dx, dy, radius]): Point[] => [
    [x + dx - radius, y + dy - radius],
    [x + dx + radius, y + dy + radius],
  ]);
  return [...corners, ...around];
}

function extentOf(mark: Mark): [x: number, y: number, radius: number] {
  switch (mark.shape) {
    case 'ring':
      return [0, 0, mark.radius + mark.width / 2];
    case 'drop':
    case 'flake':
    case 'pellet':
    case 'bolt':
      return [mark.x, mark.y, mark.size / 2];
    case 'paper':
      return [mark.x, mark.y, mark.size];
    default:
      return mark satisfies never;
  }
}
